"""What lasts is waited for with a word and « Interrompre »; what is interrupted changes nothing."""

from threading import Event

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QProgressDialog, QPushButton, QWidget

from jurydesk.errors import JuryDeskError
from jurydesk.widgets.parts.background import counted, wait_for


@pytest.fixture
def parent(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def shown_dialog() -> QProgressDialog | None:
    shown = [
        each
        for each in QApplication.topLevelWidgets()
        if isinstance(each, QProgressDialog) and each.isVisible()
    ]
    return shown[0] if shown else None


def press_when_shown(timer: QTimer) -> None:
    """Press « Interrompre » as soon as the dialog is there."""

    def look() -> None:
        dialog = shown_dialog()
        if dialog is not None:
            timer.stop()
            button = dialog.findChild(QPushButton)
            assert button.text() == "&Interrompre"
            button.click()

    timer.timeout.connect(look)
    timer.start(20)


def test_short_work_gives_its_result_and_shows_nothing(parent):
    assert wait_for(parent, "Mise en page…", lambda: b"%PDF") == b"%PDF"
    assert shown_dialog() is None


def test_what_the_work_refuses_is_refused_here(parent):
    def refuse():
        raise JuryDeskError("Le support ne répond plus.")

    with pytest.raises(JuryDeskError, match="ne répond plus"):
        wait_for(parent, "Mise en page…", refuse)


def test_long_work_is_shown_and_interrupted(parent):
    released = Event()
    press_when_shown(QTimer(parent))
    assert wait_for(parent, "Mise en page…", lambda: released.wait(20)) is None
    assert shown_dialog() is None
    released.set()


def test_long_work_that_ends_while_it_is_shown_gives_its_result(parent):
    released = Event()
    timer = QTimer(parent)
    timer.timeout.connect(lambda: shown_dialog() and released.set())
    timer.start(20)
    assert wait_for(parent, "Mise en page…", lambda: released.wait(20)) is True
    assert shown_dialog() is None


def test_counted_work_stops_once_interrupted(parent):
    done = []
    with counted(parent, "Impression…") as go_on:
        for number in range(5):
            if not go_on(number, 5):
                break
            done.append(number)
            if number == 2:
                shown_dialog().findChild(QPushButton).click()
    assert done == [0, 1, 2]
    assert shown_dialog() is None
