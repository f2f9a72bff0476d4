"""The day of the sitting may be corrected until it opens, and every check looks at it again."""

from datetime import date, timedelta

import pytest

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.inspection import findings
from jurydesk.errors import ActRefusedError
from tests.builders import a_candidate, a_jury, at
from tests.deliberation.builders import RNCP35609, MemorySession


def a_session(**details):
    candidate = a_candidate("C01", "FI", **details)
    return MemorySession([candidate], a_jury(), RNCP35609.read_text(encoding="utf-8"))


def test_day_corrected_changes_the_number_proposed():
    session = a_session()
    session.record(*acts.reschedule(session.state, date(2024, 4, 26), at("08:30")))
    assert session.state.session_date == date(2024, 4, 26)
    assert session.state.minutes_number == "RNCP35609-2024-04-26-01"
    session.undo(at("08:31"))
    assert session.state.session_date == date(2024, 4, 19)
    assert session.state.minutes_number == "RNCP35609-2024-04-19-01"


def test_checks_are_worked_out_again_for_the_day():
    session = a_session(path_start=date(2024, 4, 22))

    def late():
        return [each.status.value for each in findings(session.state) if each.id == "dates"]

    # The path begins three days after the sitting, then three days before it.
    assert late() == ["bloquant"]
    session.record(*acts.reschedule(session.state, date(2024, 4, 25), at("08:30")))
    assert "bloquant" not in late()


def test_day_is_no_longer_corrected_once_the_sitting_was_opened():
    session = a_session()
    everyone = tuple(session.state.members)
    session.record(*acts.attend(session.state, everyone, Attendance.PRESENT, at("08:55")))
    session.record(*acts.open_sitting(session.state, at("09:00")))
    with pytest.raises(ActRefusedError, match="Annulez jusqu’à l’ouverture"):
        session.record(*acts.reschedule(session.state, date(2024, 4, 26), at("09:01")))
    session.undo(at("09:02"))
    session.record(*acts.reschedule(session.state, date(2024, 4, 26), at("09:03")))
    assert session.state.session_date - date(2024, 4, 19) == timedelta(days=7)
