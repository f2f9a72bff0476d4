"""The seats of the rulebook: at least those, more is fine."""

from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance
from tests.builders import a_jury, a_member, unruled
from tests.compliance.builders import a_situation, everyone_present, found, plain, shipped


def test_the_eight_seats_of_the_fiche_are_filled():
    finding = found(a_situation(), "composition", route="FI")
    assert (finding.status, finding.value) == (FindingStatus.COMPLIANT, "8/8")
    assert len(finding.names) == 8


def test_more_than_the_seats_is_fine():
    members = (*a_jury(), a_member("M10", "enseignant"), a_member("M11", "invite"))
    finding = found(a_situation(members=members), "composition")
    assert (finding.status, finding.value) == (FindingStatus.COMPLIANT, "8/8")


def test_every_seat_that_lacks_is_named():
    members = tuple(m for m in a_jury() if m.identifier not in ("M5", "M6", "M8"))
    finding = found(a_situation(members=members), "composition")
    assert finding.stops
    assert finding.overridable
    assert (finding.value, finding.threshold, finding.missing) == ("5/8", "8/8", 3)
    message = plain(finding.message)
    assert "2 sièges « enseignement » et 1 siège « représentant des salariés »" in message


def test_an_absence_is_a_reserve_and_a_suppleant_cures_it():
    members = (*a_jury(), a_member("M10", "enseignant", substitute_for="M3"))
    away = everyone_present(members, "M3")
    finding = found(a_situation(members=members, attendance=away), "composition")
    assert (finding.status, finding.value) == (FindingStatus.RESERVE, "8/8")
    assert "en séance il manque 1 siège « enseignement »" in plain(finding.message)
    replaced = away | {"M10": Attendance.PRESENT}
    finding = found(a_situation(members=members, attendance=replaced), "composition")
    assert finding.status is FindingStatus.COMPLIANT


def test_full_attendance_is_compliant():
    situation = a_situation(attendance=everyone_present(a_jury()))
    assert found(situation, "composition").status is FindingStatus.COMPLIANT


def test_a_rulebook_without_seats_asks_nothing():
    finding = found(a_situation(rulebook=unruled(shipped(), "sieges")), "composition", route="FI")
    assert finding.status is FindingStatus.NOT_APPLICABLE
    assert finding.value is None
