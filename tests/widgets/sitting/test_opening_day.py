"""A sitting opened on another day than its own: asked, corrected or told before the seal."""

from datetime import date

import pytest
from PySide6.QtTest import QTest

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.state import Phase
from jurydesk.minutes.preflight import reserves
from tests.builders import at
from tests.stories.screen import plain
from tests.widgets.room import a_session, a_window, clear_file, when_asked


@pytest.fixture
def window(qtbot, tmp_path):
    """The eight members are there, a week after the day of the session."""
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    bridge = window.bridge
    bridge._clock.now = at("09:00", date(2024, 4, 26))
    everyone = tuple(bridge.state.members)
    assert bridge.perform(
        lambda: acts.attend(bridge.state, everyone, Attendance.PRESENT, bridge.now())
    )
    window.show_page("sitting")
    return window


def opens(window, button):
    asked = []

    def answer(box):
        asked.append(plain(box.informativeText()))
        next(each for each in box.buttons() if button in each.text()).click()

    when_asked(answer)
    window.page("sitting").open_button.click()
    assert len(asked) == 1
    return asked[0]


def test_day_is_corrected_at_the_opening(window):
    told = opens(window, "Corriger")
    assert "date du vendredi 19 avril 2024, et cet ordinateur dit vendredi 26 avril 2024" in told
    state = window.bridge.state
    assert (state.phase, state.session_date) == (Phase.OPEN, date(2024, 4, 26))
    assert state.minutes_number == "RNCP35609-2024-04-26-01"
    assert not [each for each in reserves(state) if "porte la date" in each.message]


def test_opened_all_the_same_it_is_told_before_the_seal(window):
    opens(window, "Ouvrir")
    state = window.bridge.state
    assert (state.phase, state.session_date) == (Phase.OPEN, date(2024, 4, 19))
    told = [plain(each.message) for each in reserves(state)]
    assert any(
        "porte la date du 19 avril 2024 et a été ouverte le 26 avril 2024" in each for each in told
    )


def test_given_up_nothing_opens(window):
    opens(window, "Renoncer")
    state = window.bridge.state
    assert (state.phase, state.session_date) == (Phase.PREPARATION, date(2024, 4, 19))


def test_on_its_day_nothing_is_asked(window):
    window.bridge.perform(
        lambda: acts.reschedule(window.bridge.state, date(2024, 4, 26), window.bridge.now())
    )
    window.page("sitting").open_button.click()
    assert window.bridge.state.phase is Phase.OPEN


def test_day_is_corrected_among_the_details_until_the_opening(window):
    def type_day(dialog):
        assert dialog.date_edit.isEnabled()
        dialog.date_edit.line.selectAll()
        QTest.keyClicks(dialog.date_edit.line, "3/5/24")
        dialog.accept_button.click()

    page = window.page("minutes")
    when_asked(type_day)
    page._describe("minutes_number")
    state = window.bridge.state
    assert state.session_date == date(2024, 5, 3)
    assert state.minutes_number == "RNCP35609-2024-05-03-01"
    opens(window, "Ouvrir")

    def look(dialog):
        assert not dialog.date_edit.isEnabled()
        dialog.reject()

    when_asked(look)
    page._describe("minutes_number")
