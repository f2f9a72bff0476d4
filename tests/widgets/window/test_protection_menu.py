"""A session protected in the window: asked at its creation and at its opening, changed, removed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit

from jurydesk.storage.encryption import is_protected, new_key, unlock
from jurydesk.storage.protection import reprotect
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.verification_dialog import VerificationDialog
from jurydesk.widgets.window.session_wizard import SessionWizard
from tests.widgets.room import Clock, a_session, a_window, clear_file, when_asked


@pytest.fixture
def protected(tmp_path: Path) -> Path:
    path = a_session(tmp_path / "s.jury", clear_file("C01"))
    reprotect(path, None, new_key("première été"))
    return path


def _type(qtbot, *words: str):
    """Type words in the passphrase dialog, one after the other is refused."""

    def answer(dialog):
        for word in words:
            dialog.passphrase_edit.setText(word)
            if not dialog.again_edit.isHidden():
                dialog.again_edit.setText(word)
            qtbot.keyClick(dialog.passphrase_edit, Qt.Key.Key_Return)
            if word is not words[-1]:
                assert "n’est pas celle" in dialog.problem_label.text()

    when_asked(answer)


def test_opening_asks_until_the_passphrase_is_right(qtbot, protected):
    window = a_window(qtbot)
    _type(qtbot, "autre", "première été")
    assert window.open_session(protected)
    assert list(window.bridge.state.candidates) == ["C01"]


def test_giving_up_opens_nothing(qtbot, protected):
    window = a_window(qtbot)
    when_asked(lambda dialog: dialog.cancel_button.click())
    assert not window.open_session(protected)
    assert window.bridge.state is None


def test_pages_of_a_protected_session_are_drawn(qtbot, protected):
    window = a_window(qtbot)
    _type(qtbot, "première été")
    window.open_session(protected)
    window.show_page("minutes")
    preview = window.page("minutes").minutes_preview
    qtbot.waitUntil(lambda: preview.preview_state.text() == "projet", timeout=30000)


def test_a_session_is_protected_from_the_menu(qtbot, tmp_path):
    path = a_session(tmp_path / "s.jury", clear_file("C01"))
    window = a_window(qtbot, path)
    menu = window.protection
    assert not menu._unprotect.isEnabled()
    _type(qtbot, "une phrase")
    menu._protect.trigger()
    assert is_protected(path)
    assert menu._unprotect.isEnabled()
    assert menu._protect.text() == "&Changer la phrase secrète…"
    _type(qtbot, "une autre")
    menu._protect.trigger()
    window.bridge.close()
    with SessionFile.open(path, key=unlock(path, "une autre")) as session:
        assert list(session.state.candidates) == ["C01"]


def test_the_protection_is_removed_once_confirmed(qtbot, protected):
    window = a_window(qtbot)
    _type(qtbot, "première été")
    window.open_session(protected)
    when_asked(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    window.protection._unprotect.trigger()
    assert is_protected(protected)
    when_asked(lambda box: next(b for b in box.buttons() if "clair" in b.text()).click())
    window.protection._unprotect.trigger()
    assert not is_protected(protected)
    assert not window.protection._unprotect.isEnabled()


def test_a_copy_in_clear_is_exported(qtbot, protected, tmp_path, monkeypatch):
    window = a_window(qtbot)
    _type(qtbot, "première été")
    window.open_session(protected)
    out = tmp_path / "clair.jury"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.protection._copy.trigger()
    assert not is_protected(out)
    assert is_protected(protected)


def test_the_assistant_wants_an_answer(qtbot):
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    assert not wizard.protect_button.isChecked()
    assert not wizard.clear_button.isChecked()
    assert not wizard._is_protection_chosen()
    wizard.protect_button.click()
    for typed, again, taken in (("", "", False), ("a b", "a", False), ("a b", "a b", True)):
        wizard.passphrase_edit.setText(typed)
        wizard.again_edit.setText(again)
        assert wizard._is_protection_chosen() is taken
    assert wizard.passphrase_edit.echoMode() is QLineEdit.EchoMode.Password
    wizard.clear_button.click()
    assert wizard._is_protection_chosen()
    assert wizard._chosen_key() is None


def test_a_protected_session_that_is_not_open_is_verified_once_its_passphrase_is_typed(
    qtbot, protected
):
    dialog = VerificationDialog(SessionBridge(Clock()), QSettings(), None)
    qtbot.addWidget(dialog)
    dialog.show()
    _type(qtbot, "autre", "première été")
    dialog.load(protected)
    qtbot.waitUntil(lambda: not dialog.is_busy, timeout=30000)
    assert dialog.verdict_label.text() == "✓ Document valide"
    assert "Le journal est intact" in dialog.verdict_text.toPlainText()


def test_a_passphrase_not_given_says_nothing_of_the_session(qtbot, protected):
    dialog = VerificationDialog(SessionBridge(Clock()), QSettings(), protected)
    qtbot.addWidget(dialog)
    asked = []
    when_asked(lambda box: (asked.append(box.objectName()), box.cancel_button.click()))
    dialog.show()
    qtbot.waitUntil(lambda: bool(asked))
    assert not dialog.is_busy
    assert dialog.accept_button.isEnabled()
    assert dialog.verdict_label.text() == "Choisissez un document, puis Vérifier."
    assert dialog.verdict_text.toPlainText() == ""
