"""Whom a file may mean is a doubt until a person settles it; then the checks follow."""

from pathlib import Path

import pytest

from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.recusal import doubts
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import CandidateCorrected
from jurydesk.deliberation.inspection import findings, situation_of
from jurydesk.errors import ActRefusedError
from jurydesk.storage.session_file import SessionFile
from tests.builders import a_candidate, a_member, at
from tests.storage.builders import preparation, the_jury

KERVELLA = a_member("M3", "enseignant", name="Kervella", first_name="Nadège")
CASTAING = a_member("M10", "rapporteur", name="Castaing", first_name="Bérénice")


def a_session(path: Path, **details: str) -> SessionFile:
    """A VAE candidate before a jury where Nadège Kervella votes and Bérénice Castaing reports."""
    jury = (*(m for m in the_jury() if m.identifier not in ("M3", "M10")), KERVELLA, CASTAING)
    who = a_candidate("V01", "VAE", employer="Hydrovia", **details)
    return SessionFile.create(path, preparation((who,), jury))


def the_finding(session: SessionFile, name: str) -> object:
    (found,) = [each for each in findings(session.state) if each.id == name]
    return found


@pytest.mark.parametrize(
    "mention", ["Mme Kervella", "N. Kervella", "Kervella / Dupont", "Kervella", "Dupont, Kervella"]
)
def test_a_family_name_alone_is_never_no_tie(tmp_path, mention):
    with a_session(tmp_path / "s.jury", companion=mention) as session:
        found = the_finding(session, "vae_independance")
        assert found.status is FindingStatus.UNKNOWN
        assert found.names == ("Nadège KERVELLA",)
        assert "aucun lien" not in found.message
        (doubt,) = doubts(situation_of(session.state))
        assert (doubt.member, doubt.mention, doubt.what) == (KERVELLA, mention, "accompagnateur")


def test_accepting_the_person_asks_for_the_recusal(tmp_path):
    with a_session(tmp_path / "s.jury", companion="Mme Kervella") as session:
        (doubt,) = doubts(situation_of(session.state))
        session.record(*acts.settle(doubt, at("08:30"), same=True))
        found = the_finding(session, "vae_independance")
        assert found.status is FindingStatus.BLOCKING
        assert "Nadège KERVELLA a accompagné" in found.message
        assert doubts(situation_of(session.state)) == ()


def test_denying_the_person_leaves_no_tie_until_the_file_says_another_name(tmp_path):
    with a_session(tmp_path / "s.jury", companion="Mme Kervella") as session:
        (doubt,) = doubts(situation_of(session.state))
        session.record(*acts.settle(doubt, at("08:30"), same=False))
        assert the_finding(session, "vae_independance").status is FindingStatus.COMPLIANT
        who = a_candidate("V01", "VAE", employer="Hydrovia", companion="N. Kervella")
        session.record(CandidateCorrected(at("08:31"), who, "accompagnateur", "", "", "reprise"))
        assert the_finding(session, "vae_independance").status is FindingStatus.UNKNOWN


def test_what_was_settled_is_kept_in_the_file_and_may_be_undone(tmp_path):
    path = tmp_path / "s.jury"
    with a_session(path, companion="Mme Kervella") as session:
        (doubt,) = doubts(situation_of(session.state))
        session.record(*acts.settle(doubt, at("08:30"), same=False))
    with SessionFile.open(path) as session:
        assert doubts(situation_of(session.state)) == ()
        session.undo(at("08:32"))
        assert len(doubts(situation_of(session.state))) == 1


def test_a_rapporteur_named_by_the_family_name_is_a_doubt_too(tmp_path):
    with a_session(tmp_path / "s.jury", rapporteur="Mme Castaing") as session:
        found = the_finding(session, "vae_rapporteur")
        assert found.status is FindingStatus.UNKNOWN
        (doubt,) = doubts(situation_of(session.state))
        session.record(*acts.settle(doubt, at("08:30"), same=True))
        assert the_finding(session, "vae_rapporteur").status is FindingStatus.COMPLIANT


def test_an_identifier_among_others_names_a_member(tmp_path):
    with a_session(tmp_path / "s.jury", companion="Dupont / M3") as session:
        assert the_finding(session, "vae_independance").status is FindingStatus.BLOCKING


def test_what_is_no_doubt_is_not_settled(tmp_path):
    with a_session(tmp_path / "s.jury", companion="Mme Kervella") as session:
        (doubt,) = doubts(situation_of(session.state))
        who = a_candidate("V01", "VAE", employer="Hydrovia", companion="Nadège Kervella")
        session.record(CandidateCorrected(at("08:29"), who, "accompagnateur", "", "", "reprise"))
        with pytest.raises(ActRefusedError, match="ne porte plus"):
            session.record(*acts.settle(doubt, at("08:30"), same=False))
