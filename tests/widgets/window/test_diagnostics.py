"""Unexpected errors are logged and shown, without a name or a vote."""

import faulthandler
import logging
import sys
import threading

import pytest
from PySide6.QtGui import QGuiApplication

from jurydesk.widgets.window.crash_dialog import CrashDialog
from jurydesk.widgets.window.diagnostics import CrashCatcher, kept_log, report


def an_error():
    try:
        raise ValueError("LEFÈVRE Éloïse a voté 4")  # noqa: TRY301
    except ValueError as error:
        return type(error), error, error.__traceback__


def test_report_names_the_place_and_never_what_the_error_quotes():
    text = report(*an_error())
    assert "ValueError" in text
    assert "test_diagnostics.py" in text
    assert "LEFÈVRE" not in text


def test_exception_nobody_handled_is_shown_once(qtbot):
    shown = []
    catcher = CrashCatcher(shown.append)
    catcher.install()
    try:
        sys.excepthook(*an_error())
        qtbot.waitUntil(lambda: bool(shown))
    finally:
        catcher.remove()
    assert len(shown) == 1
    assert "ValueError" in shown[0]


def test_exception_of_a_worker_is_shown_from_the_thread_of_the_screen(qtbot):
    shown_in = []
    catcher = CrashCatcher(lambda _: shown_in.append(threading.current_thread()))
    catcher.install()
    worker = threading.Thread(target=lambda: sys.excepthook(*an_error()))
    try:
        worker.start()
        worker.join()
        qtbot.waitUntil(lambda: bool(shown_in))
    finally:
        catcher.remove()
    assert shown_in == [threading.main_thread()]


def test_exception_is_shown_once_what_broke_has_ended(qtbot):
    shown = []
    catcher = CrashCatcher(shown.append)
    catcher.install()
    try:
        sys.excepthook(*an_error())
        assert shown == []
        qtbot.waitUntil(lambda: bool(shown))
    finally:
        catcher.remove()


def test_interruption_goes_to_python():
    seen = []
    catcher = CrashCatcher(lambda _: None)
    catcher._previous = lambda *told: seen.append(told[0])
    catcher._catch(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert seen == [KeyboardInterrupt]


def test_log_is_written_to_its_file(tmp_path):
    enabled = faulthandler.is_enabled()
    with kept_log(tmp_path) as path:
        logging.getLogger("jurydesk").warning("essai")
    if enabled:
        faulthandler.enable()
    assert "essai" in path.read_text(encoding="utf-8")
    assert (tmp_path / "crash.log").is_file()


def test_report_can_be_copied(qtbot):
    dialog = CrashDialog("le rapport")
    qtbot.addWidget(dialog)
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "le rapport"


@pytest.mark.parametrize(("button", "result"), [("continue_button", 1), ("quit_button", 0)])
def test_person_chooses_to_go_on_or_to_leave(qtbot, button, result):
    dialog = CrashDialog("le rapport")
    qtbot.addWidget(dialog)
    getattr(dialog, button).click()
    assert dialog.result() == result


def test_long_log_is_kept_beside_a_new_one(tmp_path):
    (tmp_path / "jurydesk.log").write_text("x" * 600_000, encoding="utf-8")
    with kept_log(tmp_path) as path:
        logging.getLogger("jurydesk").info("ouverture")
    assert (tmp_path / "jurydesk.log.1").stat().st_size == 600_000
    assert "ouverture" in path.read_text(encoding="utf-8")
    with kept_log(tmp_path):
        pass
    assert "ouverture" in path.read_text(encoding="utf-8")
