"""Dates typed with real keystrokes in every field of the window: no day but the one typed."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDateEdit, QWidget

from jurydesk.deliberation import acts
from jurydesk.widgets.jury.nomination_dialog import NominationDialog
from jurydesk.widgets.parts.adoption_dialog import AdoptionDialog
from jurydesk.widgets.parts.date_field import CalendarPopup, DateField, Limit
from jurydesk.widgets.sitting.follow_up_dialog import FollowUpDialog
from jurydesk.widgets.window.session_wizard import SessionWizard
from tests.stories.screen import plain
from tests.widgets.room import BLOCKS, an_open_room, clear_file

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
# Every way to write a day, and the day meant, worked out by hand.
WRITTEN = {
    "12/02/2024": date(2024, 2, 12),
    "1/3/24": date(2024, 3, 1),
    "12022024": date(2024, 2, 12),
    "12-02-2024": date(2024, 2, 12),
    "12.02.2024": date(2024, 2, 12),
    "12 02 2024": date(2024, 2, 12),
    "2024-02-12": date(2024, 2, 12),
    "12 février 2024": date(2024, 2, 12),
    "12 FEVRIER 2024": date(2024, 2, 12),
    "1er mars 2024": date(2024, 3, 1),
    "lundi 12 février 2024": date(2024, 2, 12),
    "29/02/2024": date(2024, 2, 29),
}
REFUSED = {
    "29/02/2023": "février 2023 n’a pas de jour 29",
    "31/04/2024": "avril 2024 n’a pas de jour 31",
    "04/19/2024": "il n’y a pas de mois 19",
    "19/04": "écrivez JJ/MM/AAAA",
    "190424": "écrivez JJ/MM/AAAA",
    "demain": "écrivez JJ/MM/AAAA",
    "12 frimaire 2024": "le mois « frimaire » est inconnu",
    "mardi 12 février 2024": "est un lundi",
    "19/04/0024": "l’année 24",
    "19/04/20244": "écrivez JJ/MM/AAAA",
}


@pytest.fixture
def field(qtbot):
    field = DateField()
    qtbot.addWidget(field)
    field.show()
    return field


@pytest.mark.parametrize("text", WRITTEN)
def test_day_written_is_understood_and_told_in_words(field, text):
    field.line.setText(text)
    assert field.day == WRITTEN[text]
    assert field.problem == ""
    told = {12: "Lundi 12 février 2024", 1: "Vendredi 1er mars 2024", 29: "Jeudi 29 février 2024"}
    assert plain(field.words_label.text()) == told[WRITTEN[text].day]


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_day_is_told_in_red_and_gives_none(field, text):
    field.line.setText(text)
    assert field.day is None
    assert REFUSED[text] in plain(field.problem)
    assert field.words_label.property("state") == "bad"
    assert plain(field.words_label.text()) == plain(field.problem)


def test_two_digits_of_a_year_are_told_whole(field):
    field.line.setText("19/4/24")
    assert plain(field.words_label.text()) == "Vendredi 19 avril 2024"
    field.line.setText("19/4/98")
    assert plain(field.words_label.text()) == "Dimanche 19 avril 1998"


def test_empty_field_is_missing_unless_it_may_be(field):
    assert (field.day, field.problem) == (None, "Indiquez la date (jj/mm/aaaa).")
    assert field.words_label.property("state") in (None, "")
    field.set_optional(optional=True)
    assert (field.day, field.problem) == (None, "")


def test_limits_hold_the_day_itself_and_stop_or_tell(field):
    held = date(2024, 4, 19)
    field.set_limits(
        earliest=(Limit(held, "Trop tôt.", stops=True),), latest=(Limit(held, "Après."),)
    )
    field.line.setText("19/04/2024")
    assert (field.day, field.problem) == (held, "")
    assert plain(field.words_label.text()) == "Vendredi 19 avril 2024"
    field.line.setText("18/04/2024")
    assert (field.day, field.problem) == (None, "Trop tôt.")
    field.line.setText("20/04/2024")
    assert (field.day, field.problem) == (date(2024, 4, 20), "")
    assert plain(field.words_label.text()) == "Samedi 20 avril 2024. Après."
    assert field.words_label.property("state") == "warn"


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_calendar_gives_the_day_chosen_and_escape_none(field):
    field.set_day(date(2024, 4, 19))
    QTest.keyClick(field.line, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    popup = field.findChild(CalendarPopup)
    assert popup.calendar.selectedDate() == QDate(2024, 4, 19)
    popup.calendar.activated.emit(QDate(2024, 5, 2))
    assert field.line.text() == "02/05/2024"
    assert field.day == date(2024, 5, 2)


def test_arrows_and_wheel_change_no_day(field):
    field.set_day(date(2024, 4, 19))
    for key in (Key.Key_Up, Key.Key_Down, Key.Key_PageUp, Key.Key_PageDown):
        QTest.keyClick(field.line, key)
    assert field.day == date(2024, 4, 19)


# Every field of the window, as its dialog holds it.


def wizard_field(window):
    dialog = SessionWizard(window.bridge, window)
    return dialog, dialog.date_edit


def adoption_field(window):
    state = window.bridge.state
    dialog = AdoptionDialog(tuple(state.rulebook.settings())[:1], state.session_date, window)
    return dialog, dialog.adopted_on


def publication_field(window):
    dialog, _ = adoption_field(window)
    return dialog, dialog.published_on


def nomination_field(window):
    dialog = NominationDialog(window.bridge.state, "", window)
    return dialog, dialog.signed_on


def follow_up_field(window):
    window.show_page("sitting")
    dialog = FollowUpDialog(window.bridge.state, "C01", window)
    return dialog, dialog._rows[BLOCKS[0]][1]


FIELDS = {
    "séance": (wizard_field, "15/04/2024", date(2024, 4, 15)),
    "adoption": (adoption_field, "12/02/2024", date(2024, 2, 12)),
    "publication": (publication_field, "12/02/2024", date(2024, 2, 12)),
    "nomination": (nomination_field, "12/02/2024", date(2024, 2, 12)),
    "suite": (follow_up_field, "14/06/2024", date(2024, 6, 14)),
}


def a_room(qtbot, tmp_path):
    """An open sitting where a bloc is not validated: something is still asked, by some day."""
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    bridge = window.bridge
    assert bridge.perform(lambda: acts.agree(bridge.state, "C01", BLOCKS[0], 3, bridge.now()))
    assert bridge.perform(
        lambda: acts.adopt(bridge.state, "C01", BLOCKS[0], bridge.now(), "Étude incomplète")
    )
    return window


@pytest.fixture(params=FIELDS)
def shown(qtbot, tmp_path, request):
    """One field of the window on screen, with what to type and the day meant."""
    window = a_room(qtbot, tmp_path)
    make, text, meant = FIELDS[request.param]
    dialog, field = make(window)
    dialog.show()
    field.line.setFocus()
    yield field, text, meant
    dialog.close()


def test_typed_over_all_that_was_there(shown):
    field, text, meant = shown
    field.set_day(date(2024, 4, 19))
    QTest.keyClick(field.line, Key.Key_A, CONTROL)
    QTest.keyClicks(field.line, text)
    assert field.day == meant


def test_typed_from_either_end_it_is_that_day_or_none(shown):
    field, text, meant = shown
    for end in (Key.Key_Home, Key.Key_End):
        field.set_day(date(2024, 4, 19))
        QTest.keyClick(field.line, end)
        QTest.keyClicks(field.line, text)
        # « 19/04/2024 » is still there: two days are no day.
        assert field.day is None
        assert field.words_label.property("state") == "bad"
        erase = Key.Key_Delete if end == Key.Key_Home else Key.Key_Backspace
        field.set_day(date(2024, 4, 19))
        QTest.keyClick(field.line, end)
        for _ in range(10):
            QTest.keyClick(field.line, erase)
        QTest.keyClicks(field.line, text)
        assert field.day == meant


def test_year_typed_over_keeps_day_and_month(shown):
    field, _, _ = shown
    field.set_day(date(2024, 4, 19))
    for _ in range(4):
        QTest.keyClick(field.line, Key.Key_Backspace)
    assert field.day is None
    QTest.keyClicks(field.line, "2025")
    assert field.line.text() == "19/04/2025"
    assert field.day == date(2025, 4, 19)


def test_no_field_is_prefilled_with_a_day_nobody_gave(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    for make in (adoption_field, publication_field, nomination_field):
        dialog, field = make(window)
        assert field.line.text() == ""
        assert not dialog.accept_button.isEnabled()
        dialog.close()


def test_adoption_after_the_sitting_is_not_taken_without_a_word(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    dialog, field = adoption_field(window)
    field.line.setText("20/04/2024")
    assert "Adoptée après la séance du 19 avril 2024" in plain(field.words_label.text())
    assert field.words_label.property("state") == "warn"
    field.line.setText("18/04/1904")
    assert field.day is None
    dialog.close()


def test_sitting_is_not_before_the_registration(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    dialog, field = wizard_field(window)
    field.line.setText("18/05/2021")
    assert "Avant l’enregistrement de RNCP35609, du 19 mai 2021" in plain(field.problem)
    assert not dialog.next_button.isEnabled()
    field.line.setText("19/05/2021")
    assert field.day == date(2021, 5, 19)
    assert dialog.next_button.isEnabled()
    dialog.close()


def test_window_has_no_other_date_field(qtbot, tmp_path):
    window = a_room(qtbot, tmp_path)
    dialogs: list[QWidget] = [make(window)[0] for make, *_ in FIELDS.values()]
    assert [each.findChildren(QDateEdit) for each in (window, *dialogs)] == [[]] * 6
