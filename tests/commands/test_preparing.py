"""Rules to confirm, the act of nomination and the civil status, set by commands."""

import json
from pathlib import Path

import pytest

from jurydesk.certification.rule_change import raw_value
from jurydesk.certification.vocabulary import Gender
from jurydesk.deliberation.civil_status import amended_candidate, amendment_words
from jurydesk.errors import JuryDeskError
from jurydesk.storage.session_file import SessionFile
from tests.commands.desk import EVERYONE


@pytest.fixture
def prepared(desk):
    desk.candidate()
    desk.new()
    return desk


def rules(desk, *words, expect=0):
    code, out, err = desk.run("rules", desk.session, *words)
    assert code == expect, out + err
    return out, err


def rule(desk, name):
    found = json.loads(rules(desk, "--json")[0])
    return next(each for each in found if each["name"] == name)


def test_rules_are_listed_with_value_source_and_adoption(prepared):
    share = rule(prepared, "part_exterieurs")
    assert {"name", "value", "source", "adopted", "settable"} <= share.keys()
    assert (share["value"], share["adopted"], share["settable"]) == ("3/10", None, False)
    quorum = rule(prepared, "quorum")
    assert (quorum["value"], quorum["settable"]) == (
        "part=1/2, minimum=0, president_requis=oui",
        True,
    )


def test_a_rule_is_set_with_its_source_and_its_adoption(prepared):
    rules(
        prepared,
        *("--set", "quorum=part=2/3", "--set", "impression_decomptes=non"),
        *("--source", "Règlement du jury, art. 4", "--adopted-on", "2024-01-10"),
        *("--adopted-by", "Conseil des études", "--published-on", "15/01/2024"),
    )
    quorum = rule(prepared, "quorum")
    assert quorum["source"] == "Règlement du jury, art. 4"
    assert quorum["adopted"] == {
        "on": "2024-01-10",
        "by": "Conseil des études",
        "published_on": "2024-01-15",
    }
    assert rule(prepared, "impression_decomptes")["value"] == "non"
    # The dates are of the names set; the others still wait.
    assert rule(prepared, "soutenance.pas")["adopted"] is None
    # Two thirds of 6 voting members are 4, where half were 3.
    told = next(f for f in prepared.findings(expect=None) if f["id"] == "quorum")
    assert "4 votants sur 6" in told["message"]


def test_dates_alone_are_of_every_rule_to_confirm(prepared):
    rules(prepared, "--adopted-on", "2024-01-10", "--adopted-by", "Conseil")
    found = json.loads(rules(prepared, "--json")[0])
    assert all((each["adopted"] is not None) == each["to_confirm"] for each in found)
    rules(prepared, "--published-on", "2024-01-15")
    assert rule(prepared, "quorum")["adopted"]["by"] == "Conseil"


def test_the_reading_set_is_the_one_that_decides(prepared):
    rules(prepared, "--set", "lecture_exterieurs=statutory")
    assert rule(prepared, "lecture_exterieurs")["value"] == "statutory"
    with SessionFile.open(prepared.session, read_only=True) as session:
        assert session.state.reading == "statutory"


def test_proposals_follow_the_rule_set_after_the_import(desk):
    desk.candidate(BC03="", **{"BC03.1": "2", "BC03.2": "4"})
    desk.candidate("C2", BC04="", **{"BC04.1": "2", "BC04.2": "2", "BC04.3": "4"})
    desk.new()
    assert desk.bloc("C1", "BC03")["proposed"] == 4
    assert desk.bloc("C2", "BC04")["proposed"] == 4
    rules(desk, "--set", "proposition=majority")
    assert desk.bloc("C2", "BC04")["proposed"] == 2
    rules(desk, "--set", "proposition=none")
    assert desk.bloc("C2", "BC04")["proposed"] is None


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--set", "inconnue=3"), "n’existe pas"),
        (("--set", "part_exterieurs=1/2"), "vient de la fiche ou de la loi"),
        (("--set", "quorum=beaucoup"), "ne se lit pas"),
        (("--set", "quorum=part=3/2"), "n’a pas changé"),
        (("--set", "proposition=moyenne"), "mot inconnu"),
        (("--set", "impression_decomptes=peut-être"), "oui ou non"),
        (("--set", "soutenance.pas=-1"), "un nombre est attendu"),
        (("--set", "quorum"), "NOM=VALEUR"),
        (("--set", "niveaux=1"), "est un tableau"),
        (("--set", "proposition=none", "--set", "proposition=worst"), "deux fois"),
        (("--source", "Règlement"), "--set"),
        (("--adopted-on", "2024-02-01", "--published-on", "2024-01-31"), "précède l’adoption"),
    ],
)
def test_a_rule_that_cannot_be_set_changes_nothing(prepared, words, told):
    before = rules(prepared, "--json")[0]
    out, err = rules(prepared, *words, expect=2)
    assert told in err.replace("\u00a0", " ")
    assert out == ""
    assert rules(prepared, "--json")[0] == before


def test_rules_are_published_the_day_they_are_adopted_and_close_at_the_opening(prepared):
    rules(prepared, "--adopted-on", "2024-02-01", "--published-on", "2024-02-01")
    prepared.open_with(EVERYONE)
    assert rule(prepared, "quorum")["settable"] is False
    _, err = rules(prepared, "--set", "quorum=part=1/3", expect=2)
    assert "ne changent plus" in err


@pytest.mark.parametrize("number", ["2024-71", "2024-017 bis", "x"])
def test_an_act_that_appoints_nobody_is_refused(prepared, number):
    with SessionFile.open(prepared.session, read_only=True) as session:
        head = session.head
    code, _, err = prepared.run(
        *("nomination", prepared.session, "--number", number, "--signed-on", "2024-02-01"),
        *("--signatory", "Marie Roux"),
    )
    assert code == 2
    assert "ne nomme personne" in err
    assert "2024-017" in err
    with SessionFile.open(prepared.session, read_only=True) as session:
        assert session.head == head


def test_the_act_of_nomination_is_described(prepared):
    prepared.run(
        *("nomination", prepared.session, "--number", "2024-017", "--signed-on", "2024-02-01"),
        *("--signatory", "Marie Roux", "--delegation", "2023-9"),
    )
    with SessionFile.open(prepared.session, read_only=True) as session:
        act = session.state.acts["2024-017"]
    assert (str(act.signed_on), act.signatory, act.delegation) == (
        "2024-02-01",
        "Marie Roux",
        "2023-9",
    )


def amend(desk, *sets, candidate="C1", reason="Pièce d’identité", expect=0):
    words = [word for each in sets for word in ("--set", each)]
    code, out, err = desk.run(
        "amend", desk.session, "--candidate", candidate, *words, "--reason", reason
    )
    assert code == expect, out + err
    return err


@pytest.fixture
def sealed(prepared):
    prepared.open_with(EVERYONE)
    prepared.record("09:06;passer_outre;;;;soutenance;notes remises sur papier")
    prepared.record("09:10;consensus;;C1;*;;\n09:11;adoption;;C1;*;;\n09:12;cloture;;;;;")
    code, _, err = prepared.run("seal", prepared.session, "--out", prepared.folder / "pv.pdf")
    assert code == 0, err
    return prepared


def test_a_civil_status_is_corrected_after_the_seal_and_the_papers_say_so(sealed):
    before = sealed.decisions()
    amend(sealed, "nom_naissance=Lefèvre", "date_naissance=03/05/1990", "sexe=F")
    assert sealed.decisions() == before
    code, out, _ = sealed.run("verify", sealed.session, "--json")
    assert (code, json.loads(out)["verdict"]) == (0, "valide")
    code, out, err = sealed.run(
        *("export", sealed.session, "--format", "cpf", "--out", sealed.folder / "cpf.xml"),
        *("--client", "12345678", "--contrat", "A1"),
    )
    assert "Lefèvre" in (sealed.folder / "cpf.xml").read_text(encoding="utf-8")
    assert "État civil corrigé" in out + err
    with SessionFile.open(sealed.session, read_only=True) as session:
        assert session.state.candidates["C1"].birth_name == "NomC1"


def test_where_letters_go_is_corrected_alone_without_a_word_of_civil_status(sealed):
    amend(sealed, "courriel=a.b@exemple.fr")
    amend(sealed, "courriel=", "adresse=3 rue des Lilas, 65000 Tarbes")
    with SessionFile.open(sealed.session, read_only=True) as session:
        who = amended_candidate(session.state, "C1")
        assert (who.email, who.address) == ("", "3 rue des Lilas, 65000 Tarbes")
        assert amendment_words(session.state, "C1") == ""


@pytest.mark.parametrize(
    ("sets", "more", "told"),
    [
        (("BC01=2",), {}, "n’est pas de l’état civil"),
        (("voie=FC",), {}, "n’est pas de l’état civil"),
        (("identifiant=C9",), {}, "n’est pas de l’état civil"),
        (("date_naissance=31/02/1990",), {}, "n’existe pas"),
        (("nom_naissance=",), {}, "ne peut pas rester vide"),
        (("code_insee_naissance=abc",), {}, "n’est pas un code INSEE"),
        (("nom_usage=A", "code_insee_naissance=1,5E+04"), {}, "n’est pas un code INSEE"),
        (("nom_usage=A", "nom_usage=B"), {}, "donné deux fois"),
        (("prenoms=Camille",), {}, "Rien ne change"),
        (("commune_naissance=75001",), {}, "est un code et non un nom de commune"),
        (("nom_usage=néant",), {}, "Rien"),
        (("nom_usage=A",), {"candidate": "C9"}, "Aucun candidat"),
        (("nom_usage=A",), {"reason": " "}, "motif"),
    ],
)
def test_what_is_no_civil_status_or_not_understood_changes_nothing(sealed, sets, more, told):
    with SessionFile.open(sealed.session, read_only=True) as session:
        head = session.head
    assert told in amend(sealed, *sets, **more, expect=2).replace("\u00a0", " ")
    with SessionFile.open(sealed.session, read_only=True) as session:
        assert session.head == head


@pytest.mark.parametrize("written", ["X", "inconnu", "non renseigné"])
def test_a_known_sex_is_erased_by_an_empty_value_alone(sealed, written):
    amend(sealed, "sexe=F")
    assert "ne dit rien pour sexe" in amend(sealed, f"sexe={written}", expect=2)
    with SessionFile.open(sealed.session, read_only=True) as session:
        assert amended_candidate(session.state, "C1").gender is Gender.WOMAN
    assert "effacé" in amend(sealed, "sexe=")
    with SessionFile.open(sealed.session, read_only=True) as session:
        assert amended_candidate(session.state, "C1").gender is None


def test_before_the_opening_the_file_itself_is_corrected(prepared):
    assert "n’est pas ouverte" in amend(prepared, "nom_usage=A", expect=2)
    prepared.open_with(EVERYONE)
    amend(prepared, "nom_usage=Martin")
    assert prepared.decisions()["candidates"][0]["id"] == "C1"


def test_parts_of_a_rule_that_are_not_given_stay_as_they_were_set(prepared):
    rules(prepared, "--set", "quorum=minimum=3")
    rules(prepared, "--set", "quorum=part=2/3")
    told = set(rule(prepared, "quorum")["value"].split(", "))
    assert told == {"part=2/3", "minimum=3", "president_requis=oui"}


def test_parts_of_a_rule_that_nobody_set_come_from_no_example():
    text = (Path(__file__).parents[1] / "certification" / "rulebooks" / "second.toml").read_text(
        encoding="utf-8"
    )
    typed = "mois_minimum=4, mois_maximum=6"
    assert raw_value(typed, text, "soutenance.travail", {}) == {
        "mois_minimum": 4,
        "mois_maximum": 6,
    }
    with pytest.raises(JuryDeskError, match="écrivez-la comme"):
        raw_value("mois=4", text, "soutenance.travail", {})
