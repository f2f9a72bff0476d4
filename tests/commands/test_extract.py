"""One person's extract holds everything of that person and nothing of anybody else."""

import json
import re

import pypdfium2
import pytest

from jurydesk.bundle import resource
from tests.commands.desk import Desk

_SAMPLES = resource("samples")


@pytest.fixture
def sample(desk: Desk) -> Desk:
    """The sample sitting, held, with a reason that names another candidate."""
    code, _, err = desk.run(
        *("new", desk.session, "--certification", "RNCP35609", "--date", "2024-04-19"),
        *("--cohort", _SAMPLES / "promotion_2024.csv", "--jury", _SAMPLES / "jury_2024.csv"),
    )
    assert code == 0, err
    code, out, err = desk.run("record", desk.session, _SAMPLES / "bordereau_2024-04-19.csv")
    assert code == 0, out + err
    return desk


def _text(path) -> str:
    pages = pypdfium2.PdfDocument(path)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in pages)
    pages.close()
    return text


def _people() -> dict[str, list[str]]:
    """Each candidate's identifier and last names; the members' too."""
    lines = (_SAMPLES / "promotion_2024.csv").read_text(encoding="utf-8-sig").splitlines()
    head = lines[0].split(";")
    rows = [dict(zip(head, line.split(";"), strict=False)) for line in lines[1:] if line]
    found = {row["identifiant"]: [row["nom_naissance"], row.get("nom_usage", "")] for row in rows}
    jury = (_SAMPLES / "jury_2024.csv").read_text(encoding="utf-8-sig").splitlines()
    head = jury[0].split(";")
    for line in jury[1:]:
        row = dict(zip(head, line.split(";"), strict=False))
        found[row["identifiant"]] = [row["nom"]]
    return found


@pytest.mark.parametrize("identifier", ["001", "005", "016", "V02"])
def test_an_extract_holds_one_person_alone(sample: Desk, identifier: str) -> None:
    folder = sample.folder / "extrait"
    code, out, err = sample.run(
        "extract", sample.session, "--candidate", identifier, "--out", folder
    )
    assert (code, err) == (0, ""), out
    (data,), (pages,) = folder.glob("*.json"), folder.glob("*.pdf")
    assert {data.stat().st_mode & 0o777, pages.stat().st_mode & 0o777} == {0o600}
    content = data.read_text(encoding="utf-8")
    told = json.loads(content)
    people = _people()
    own = people[identifier]
    assert own[0] in told["person"]["birth_name"]
    decided = sample.decisions()["candidates"]
    assert told["decisions"]["outcome"] == next(
        each["outcome"] for each in decided if each["id"] == identifier
    )
    for text in (content, _text(pages)):
        assert own[0] in text
        for key, names in people.items():
            if key == identifier:
                continue
            for name in filter(None, names):
                if name not in own:
                    assert not re.search(rf"\b{re.escape(name)}\b", text, re.IGNORECASE), name
            assert not re.search(rf'"{key}"', text)


def test_every_decision_of_the_person_is_told(sample: Desk) -> None:
    folder = sample.folder / "extrait"
    sample.run("extract", sample.session, "--candidate", "001", "--out", folder)
    told = json.loads((folder / "extrait 001.json").read_text(encoding="utf-8"))
    adopted = [each for each in told["journal"] if each["fact"] == "DecisionAdopted"]
    decided = [bloc for bloc in told["decisions"]["blocs"] if bloc["adopted_at"]]
    assert len(adopted) == len(decided) > 0
    assert not any(word in json.dumps(told) for word in ('"voters": [', '"member"', '"chair"'))


def test_an_unknown_person_is_refused(sample: Desk) -> None:
    code, _, err = sample.run(
        "extract", sample.session, "--candidate", "nul", "--out", sample.folder / "x"
    )
    assert (code, err.count("\n")) == (2, 1)
    assert not (sample.folder / "x").exists()
    assert sample.run("extract", sample.session, "--out", sample.folder / "x")[0] == 2


def test_the_table_for_statistics_names_nobody(sample: Desk) -> None:
    out = sample.folder / "stat.csv"
    words = ("extract", sample.session, "--statistics", "--out", out)
    assert sample.run(*words)[0] == 0
    assert sample.run(*words)[0] == 0
    text = out.read_text(encoding="utf-8-sig")
    lines = text.splitlines()
    assert len(lines) == 29
    assert not {"identifiant", "nom_naissance", "employeur"} & set(lines[0].split(";"))
    assert lines[1:] == sorted(lines[1:])
    for key, names in _people().items():
        assert key not in {cell for line in lines[1:] for cell in line.split(";")}
        assert not any(name and name in text for name in names)
    assert sample.run("extract", sample.session, "--statistics", "--out", sample.session)[0] == 2
