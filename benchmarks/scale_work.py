"""Holds one sitting of a size, from its tables to its verified minutes; tells each cost.

Run by :mod:`benchmarks.scale`, one size a process. Times are of the processor: nothing here
waits for a disk.
"""

import contextlib
import io
import json
import resource
import sys
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from statistics import median
from time import process_time

from jurydesk.__main__ import main
from jurydesk.deliberation.facts import (
    IncidentRecorded,
    SigningDeclared,
    SigningWay,
    SittingClosed,
)
from jurydesk.deliberation.inspection import findings
from jurydesk.signature.demonstration import create_authority
from jurydesk.signature.expected import expected_signatures
from jurydesk.signature.signing import sign_file
from jurydesk.storage.sealing import seal
from jurydesk.storage.session_file import SessionFile

_DAY = datetime(2024, 4, 19, 9, 0, tzinfo=timezone(timedelta(hours=2)))
_BLOCKS = tuple(f"BC0{number}" for number in range(1, 7))
_ACTS = 9


def work(folder: Path, candidates: int, members: int, facts: int) -> dict[str, float]:
    """Return the seconds of each step, and the peak in mebibytes."""
    _write_cohort(folder / "promotion.csv", candidates)
    _write_jury(folder / "jury.csv", members)
    session = folder / "seance.jury"
    took = {"import": _run("new", session, "--certification", "RNCP35609", *_tables(folder))}
    _write_sheet(folder / "bordereau.csv", candidates, facts)
    took["entering a sheet"] = _run("record", session, folder / "bordereau.csv")
    took["opening"] = _taken(lambda: SessionFile.open(session, read_only=True).close(), rounds=3)
    with SessionFile.open(session) as opened:
        took["one act"] = _one_act(opened)
        took["findings"] = _taken(lambda: _all_findings(opened), rounds=3)
        if not facts:
            opened.record(SittingClosed(_DAY + timedelta(hours=9)))
    if not facts:
        took |= _printed(folder, session)
    took["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return took


def _printed(folder: Path, session: Path) -> dict[str, float]:
    took = {"draft of the minutes": _run("minutes", session, "--out", folder / "projet.pdf")}
    took["notifications"] = _run(
        "documents", session, "--out", folder / "papiers", "--only", "notifications"
    )
    moment = _DAY + timedelta(hours=10)
    official = folder / "pv.pdf"
    authority = create_authority(at=moment)
    (folder / "ca.pem").write_bytes(authority.pem)
    with SessionFile.open(session) as opened:
        keys = {}
        for expected in expected_signatures(opened.state):
            key = keys[expected.member] = authority.issue(expected.name, at=moment)
            way = SigningWay.ELECTRONIC
            opened.record(
                SigningDeclared(moment, expected.member, way, key.fingerprint, key.subject)
            )
        took["seal"] = _taken(lambda: seal(opened, official, at=moment))
        signers = sorted(expected_signatures(opened.state), key=lambda each: each.chair)
        start = process_time()
        for each in signers:
            opened.record(sign_file(official, each.member, keys[each.member], at=moment))
        took["each signature"] = (process_time() - start) / len(signers)
    took["verify"] = _run("verify", official, "--trust", folder / "ca.pem", "--session", session)
    return took


def _all_findings(session: SessionFile) -> object:
    """Work out every finding anew: a state keeps those it gave."""
    state = session.state
    state.cache = type(state.cache)()
    return findings(state)


def _one_act(session: SessionFile) -> float:
    moment = _DAY + timedelta(hours=8)
    fact = IncidentRecorded(moment, "Coupure de courant de deux minutes.")
    return median(_taken(lambda: session.record(fact)) for _ in range(_ACTS))


def _taken(what: Callable[[], object], rounds: int = 1) -> float:
    times = []
    for _ in range(rounds):
        start = process_time()
        what()
        times.append(process_time() - start)
    return min(times)


def _run(*words: object) -> float:
    told = io.StringIO()
    start = process_time()
    with contextlib.redirect_stdout(told), contextlib.redirect_stderr(told):
        code = main([str(word) for word in words])
    taken = process_time() - start
    if code:
        raise RuntimeError(f"{words[0]}: {told.getvalue()[-400:]}")
    return taken


def _tables(folder: Path) -> tuple[object, ...]:
    return (
        *("--cohort", folder / "promotion.csv", "--jury", folder / "jury.csv"),
        *("--date", "2024-04-19", "--place", "Toulouse"),
    )


def _write_cohort(path: Path, candidates: int) -> None:
    heading = (
        "identifiant;nom_naissance;prenoms;sexe;date_naissance;commune_naissance;"
        f"code_insee_naissance;pays_naissance;voie;employeur;{';'.join(_BLOCKS)};BC07"
    )
    rows = [heading]
    for number in range(candidates):
        day, year = number % 28 + 1, 1990 + number % 12
        levels = ";".join(str(1 + (number + place) % 2) for place in range(len(_BLOCKS)))
        rows.append(
            f"C{number:04};Nom{_letters(number)};Camille;{'FM'[number % 2]};{day:02}/03/{year};"
            f"Toulouse;31555;France;{('FI', 'FC')[number % 2]};Société {number % 50};"
            f"{levels};acquis le 20/06/2023"
        )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _letters(number: int) -> str:
    """Return a number in letters: names hold no digit."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}")


def _write_jury(path: Path, members: int) -> None:
    roles = ["president", "directeur", *["enseignant"] * 4, "employeur", "salarie"]
    rows = ["identifiant;nom;prenom;sexe;qualite;role;exterieur;enseignant_chercheur;employeur"]
    for number in range(members):
        role = roles[number] if number < len(roles) else ("enseignant", "employeur")[number % 2]
        outside = "oui" if number >= 5 else "non"
        rows.append(
            f"M{number + 1:02};Membre{_letters(number)};Dominique;{'FM'[number % 2]};Membre;"
            f"{role};{outside};{'non' if outside == 'oui' else 'oui'};Maison {number}"
        )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def _write_sheet(path: Path, candidates: int, facts: int) -> None:
    rows = ["heure;acte;membre;candidat;bloc;valeur;motif", "08:45;presence;*;;;present;"]
    rows.append("09:00;ouverture;;;;;")
    rows.append("09:00;passer_outre;;;;nomination;Acte attendu")
    for number in range(candidates):
        at = f"{9 + number // 600:02}:{number // 10 % 60:02}"
        rows.append(f"{at};consensus;;C{number:04};*;;")
        rows.append(f"{at};adoption;;C{number:04};*;;")
    rows += [f"15:30;incident;;;;;Coupure numéro {number}" for number in range(facts)]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    print(json.dumps(work(Path(sys.argv[1]), *map(int, sys.argv[2:5]))))
