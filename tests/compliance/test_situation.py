"""Voices by route, and suppléants in place."""

from jurydesk.certification.vocabulary import AccessRoute, Voice
from jurydesk.compliance.member import Attendance
from jurydesk.compliance.situation import seated_members, voice_of
from tests.builders import a_jury, a_member
from tests.compliance.builders import shipped

PRESENT = Attendance.PRESENT
ABSENT = Attendance.ABSENT


def seated(members, attendance):
    return [member.identifier for member in seated_members(members, attendance)]


def test_a_rapporteur_never_votes_whatever_the_act_says():
    rapporteur = a_member("M9", "rapporteur", voice=Voice.VOTING)
    assert voice_of(rapporteur, AccessRoute.EXPERIENCE, shipped()) is Voice.ADVISORY


def test_a_role_without_a_seat_advises():
    closed = AccessRoute.INDIVIDUAL
    assert voice_of(a_member("M9", "invite"), closed, shipped()) is Voice.ADVISORY


def test_one_suppleant_at_most_replaces_a_titulaire():
    members = (
        a_member("M1", "president"),
        a_member("M2", "enseignant", substitute_for="M1"),
        a_member("M3", "enseignant", substitute_for="M1"),
    )
    there = {"M1": ABSENT, "M2": PRESENT, "M3": PRESENT}
    assert seated(members, there) == ["M2"]


def test_a_suppleant_needs_an_absence_recorded():
    members = (a_member("M1", "president"), a_member("M2", "enseignant", substitute_for="M1"))
    assert seated(members, {}) == ["M1"]
    assert seated(members, {"M2": PRESENT}) == ["M1"]
    assert seated(members, {"M1": ABSENT, "M2": ABSENT}) == ["M1"]
    assert seated(members, {"M1": PRESENT, "M2": PRESENT}) == ["M1"]


def test_the_titulaires_are_the_jury_before_attendance():
    assert len(seated_members(a_jury(), {})) == 8
