"""What the establishment set stands on its papers: where, by whom, and nothing to confirm."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from jurydesk.deliberation.establishment import Establishment, OwnWords, Signatory
from jurydesk.deliberation.facts import EstablishmentDescribed
from jurydesk.minutes.house.settings import settings_faults
from jurydesk.minutes.house.told import UNCONFIRMED, reserves, settings_told
from jurydesk.minutes.papers.documents import Choice, produce
from tests.builders import at
from tests.minutes.builders import a_full_sitting
from tests.minutes.house.builders import a_house
from tests.minutes.pages.tagged import tree
from tests.minutes.pages.test_structure import rules_broken
from tests.minutes.papers.builders import a_closed_state, a_sealed_state, pages, plain, printed

DATED = Choice(dated=date(2024, 4, 22))


def a_state(house: Establishment | None = None, address: str = ""):
    story = a_full_sitting()
    if house is not None:
        story.tell(EstablishmentDescribed(at("16:30"), house))
    state = a_sealed_state(story)
    if address:
        who = replace(state.candidates["C01"], address=address)
        state.candidates["C01"] = who
    return state


def paper(state, kind, choice=DATED):
    (found,) = produce(state, (kind,), choice=choice)
    return found


def test_a_letter_is_signed_by_delegation_dated_and_placed():
    text = plain(pages(paper(a_state(a_house()), "notifications"))[0])
    assert "École des métiers 10 avenue du Port 31000 Toulouse 05 61 00 00 00" in text
    assert "Toulouse, le 22 avril 2024" in text
    assert "Pour le directeur général et par délégation, Jeanne Martin, directrice des" in text
    assert "Délégation n° 2024-12 du 19 avril 2024" in text
    assert "(article 1). Devant le tribunal de Toulouse." in text


def test_who_is_named_for_a_paper_signs_it_in_their_own_name():
    text = plain(pages(paper(a_state(a_house()), "certificats"))[0])
    assert "Fait à Toulouse, le 22 avril 2024" in text
    assert "Directeur général Paul Durand" in text
    assert "délégation" not in text


@pytest.mark.parametrize("kind", ["notifications", "certificats", "convocations", "admis"])
def test_images_are_kept_once_and_heard(kind):
    found = paper(a_state(a_house()), kind)
    with pikepdf.open(BytesIO(found.content)) as pdf:
        images = [each for each in pdf.objects if _is_image(each)]
        assert len(images) == 1  # the logo and the stamp are one image here
        assert images[0].get("/SMask") is None
    root, _ = tree(found.content)
    assert root.all("Figure")


def _is_image(each):
    return isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image"


@pytest.mark.parametrize("kind", ["notifications", "certificats", "emargement", "composition"])
def test_papers_with_images_pass_the_rules_a_machine_checks(kind, tmp_path):
    path = tmp_path / "papier.pdf"
    path.write_bytes(paper(a_state(a_house()), kind).content)
    assert rules_broken(path) == []


def test_the_address_and_nothing_else_stands_in_the_window():
    # DL envelope, window on the right: seen between 55 and 79 mm from the top and 100 to 190 mm
    # from the left wherever the sheet slides, and at most between 34 and 90, 90 and 200.
    address = "Bâtiment B\nRésidence du Parc\n3 rue des Lilas\n65000 Tarbes"
    found = paper(a_state(a_house(), address), "notifications")
    page = pypdfium2.PdfDocument(BytesIO(found.content))[0]
    text = page.get_textpage()
    height, mm = page.get_height(), 72 / 25.4

    def read(left, top, right, bottom):
        box = (left * mm, height - bottom * mm, right * mm, height - top * mm)
        return text.get_text_bounded(*box).split()

    safe, shown = read(100, 55, 190, 79), read(90, 34, 200, 90)
    assert safe == shown
    told = "Bâtiment B Résidence du Parc 3 rue des Lilas 65000 TARBES"
    assert " ".join(safe).endswith(told)


def test_same_settings_print_the_same_bytes():
    first, again = (paper(a_state(a_house()), "notifications") for _ in range(2))
    assert first.content == again.content


def test_no_paper_is_to_be_confirmed_and_the_doubt_is_told_elsewhere():
    state = a_state()
    for kind in ("notifications", "notifications-vae"):
        assert "confirmer" not in " ".join(pages(printed(state, kind)))
    assert plain(UNCONFIRMED) in plain(" ".join(reserves(state, ("notifications",), ())))
    assert reserves(state, ("admis",), ()) == ()
    told = " ".join(reserves(a_state(a_house()), ("notifications",), ("C01",)))
    assert "confirm" not in told
    assert "sans adresse" in told


def test_what_is_set_is_told():
    told = plain(" ".join(settings_told(a_state(a_house(("vae-fin", "Bien à vous."))))))
    assert "Jeanne Martin, directrice des études, par délégation (n° 2024-12)" in told
    assert "notification de vae : formule de politesse" in told
    assert "confirmés (Léa Roy) le 19 avril 2024" in told


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"address": ("x",) * 6}, "L’adresse a 6 lignes"),
        ({"contact": ("x" * 61,)}, "dépasse 60 caractères"),
        ({"signatories": (Signatory("", "x"),)}, "pas de nom"),
        ({"signatories": (Signatory("A", "b", "le maire"),)}, "indiquez l’acte"),
        ({"signatories": (Signatory("A", "b", papers=("pv",)),)}, "n’est pas un papier"),
        ({"words": (OwnWords("vae-fin", "{x}"),)}, "le champ {x} n’existe pas"),
    ],
)
def test_settings_that_cannot_be_used_are_told(changes, told):
    assert told in plain(" ".join(settings_faults(a_house(**changes))))
    assert settings_faults(a_house()) == ()


def test_a_juror_gets_an_attestation_of_the_hours_they_sat():
    # The members came from 08:50 on; opened at 09:05, closed at 16:02 (see a_full_sitting).
    texts = [plain(each) for each in pages(printed(a_closed_state(), "attestations-jury"))]
    assert any("de 9 h 05 à 16 h 02 en salle" in each for each in texts)
    assert not any("PROJET" in each for each in texts)


def test_a_convocation_is_posted_where_its_member_is():
    story = a_full_sitting()
    state = story.state()
    member = replace(state.members["M8"], address="3 rue des Lilas, 65000 Tarbes")
    state.members["M8"] = member
    (text,) = (
        plain(each)
        for each in pages(paper(state, "convocations"))
        if plain(member.full_name) in plain(each)
    )
    assert "3 rue des Lilas 65000 TARBES" in text
