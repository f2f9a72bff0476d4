"""A clerk's desk: spreadsheets in the trade's words, and the command line to run on them."""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from jurydesk.__main__ import main
from jurydesk.commands.opening import IN_CLEAR

BLOCKS = tuple(f"BC0{n}" for n in range(1, 8))
COHORT = ("identifiant", "nom_naissance", "prenoms", "voie", "debut_parcours", *BLOCKS)
JURY = (
    "identifiant;nom;prenom;sexe;role;exterieur;enseignant_chercheur;employeur;acte_nomination\n"
    "M1;Aubert;Claire;F;president;non;oui;;2024-017\n"
    "M2;Bonnet;Denis;M;directeur;non;oui;;2024-017\n"
    "M3;Caron;Élise;F;enseignant;non;oui;;2024-017\n"
    "M4;Dumas;Farid;M;enseignant;non;oui;;2024-017\n"
    "M5;Étienne;Gaëlle;F;enseignant;non;non;;2024-017\n"
    "M6;Faure;Hugo;M;enseignant;non;non;;2024-017\n"
    "M7;Girard;Inès;F;employeur;oui;non;Thalès;2024-017\n"
    "M8;Henry;Jean;M;salarie;oui;non;Airbus;2024-017\n"
)
RAPPORTEUR = "M9;Imbert;Karine;F;rapporteur;non;oui;;2024-017\n"
EVERYONE = "M1 M2 M3 M4 M5 M6 M7 M8"


@dataclass
class Desk:
    """One session in a folder, driven by commands only."""

    folder: Path
    capsys: pytest.CaptureFixture[str]
    candidates: list[dict[str, str]] = field(default_factory=list)
    jury: str = JURY
    date: str = "2024-04-19"
    reading: str = "statutory"
    place: str = "Toulouse"

    @property
    def session(self) -> Path:
        return self.folder / "seance.jury"

    def candidate(self, identifier: str = "C1", voie: str = "FI", **cells: str) -> None:
        """Add a candidate proposed at level 2 everywhere, save what the test says."""
        row = {
            "identifiant": identifier,
            "nom_naissance": f"Nom{identifier}",
            "prenoms": "Camille",
            "voie": voie,
            "debut_parcours": "2023-05-02",
            **dict.fromkeys(BLOCKS, "2"),
        }
        self.candidates.append(row | cells)

    def run(self, *words: object) -> tuple[int, str, str]:
        """Run a command and return its exit code, output and errors."""
        self.capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = self.capsys.readouterr()
        assert "Traceback" not in err
        # Said of every new session without a passphrase: test_protection.py asks for it.
        return code, out, err.replace(f"{IN_CLEAR}\n", "")

    def new(self, *more: str, expect: int = 0) -> tuple[str, str]:
        """Write the spreadsheets and prepare the session."""
        headings = list(dict.fromkeys([*COHORT, *(key for row in self.candidates for key in row)]))
        lines = [";".join(headings)]
        lines += [";".join(row.get(key, "") for key in headings) for row in self.candidates]
        cohort, jury = self.folder / "promotion.csv", self.folder / "jury.csv"
        cohort.write_text("\n".join(lines) + "\n", encoding="utf-8")
        jury.write_text(self.jury, encoding="utf-8")
        code, out, err = self.run(
            *("new", self.session, "--certification", "RNCP35609", "--cohort", cohort),
            *("--jury", jury, "--date", self.date, "--place", self.place),
            *("--reading", self.reading, *more),
        )
        assert code == expect, err + out
        return out, err

    def sheet(self, text: str, name: str = "bordereau.csv") -> Path:
        """Write a sitting sheet from its rows."""
        path = self.folder / name
        rows = [row.strip() for row in text.strip().splitlines()]
        path.write_text(
            "\n".join(["heure;acte;membre;candidat;bloc;valeur;motif", *rows]) + "\n",
            encoding="utf-8",
        )
        return path

    def record(self, text: str, *, expect: int = 0) -> tuple[str, str]:
        """Enter a sitting sheet."""
        code, out, err = self.run("record", self.session, self.sheet(text))
        assert code == expect, out + err
        return out, err

    def open_with(self, members: str = EVERYONE) -> None:
        """Record who is there and open the sitting."""
        self.record(f"09:00;presence;{members};;;present;\n09:05;ouverture;;;;;")

    def findings(self, *, expect: int | None = None) -> list[dict]:
        code, out, _ = self.run("check", self.session, "--json")
        found = json.loads(out)
        blocking = any(f["status"] == "bloquant" and not f["overridden"] for f in found)
        assert code == (1 if blocking else 0)
        assert expect is None or code == expect
        return found

    def finding(self, key: str, route: str | None = None, candidate: str | None = None) -> dict:
        """Return the one finding with this key about a candidate, else about a route."""
        found = [
            f
            for f in self.findings()
            if (f["id"], f["candidate"]) == (key, candidate) and (candidate or f["route"] == route)
        ]
        assert len(found) == 1, [f for f in self.findings() if f["id"] == key]
        return found[0]

    def decisions(self) -> dict:
        code, out, _ = self.run("decisions", self.session, "--json")
        assert code == 0
        return json.loads(out)

    def bloc(self, candidate: str, bloc: str) -> dict:
        person = next(c for c in self.decisions()["candidates"] if c["id"] == candidate)
        return next(b for b in person["blocs"] if b["code"].endswith(bloc))
