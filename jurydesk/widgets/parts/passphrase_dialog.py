"""Asks for the passphrase of a protected session, or has a new one chosen.

Leaves what a passphrase opens to :mod:`jurydesk.storage.encryption`.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import typeset
from jurydesk.storage import encryption
from jurydesk.widgets.parts.background import busy
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state

if TYPE_CHECKING:
    from jurydesk.storage.encryption import SessionKey

DIFFERENT = "Les deux saisies diffèrent."


class PassphraseDialog(QDialog):
    """Takes what is typed to ``attempt``; what it refuses is said, and can be typed again."""

    title_label: QLabel
    question_label: QLabel
    passphrase_edit: QLineEdit
    again_label: QLabel
    again_edit: QLineEdit
    show_box: QCheckBox
    problem_label: QLabel
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(
        self,
        title: str,
        question: str,
        attempt: Callable[[str], None],
        parent: QWidget | None = None,
        *,
        new: bool = False,
    ) -> None:
        super().__init__(parent)
        load_form(self, "passphrase_dialog")
        self._attempt, self._new = attempt, new
        self.title_label.setText(typeset(title))
        self.question_label.setText(typeset(question))
        self.again_label.setVisible(new)
        self.again_edit.setVisible(new)
        if new:
            self.accept_button.setText("&Protéger")
        self.passphrase_edit.setFocus()
        self._allow()

        self.passphrase_edit.textChanged.connect(self._allow)
        self.again_edit.textChanged.connect(self._allow)
        self.show_box.toggled.connect(self._show_typed)
        self.accept_button.clicked.connect(self._try)
        self.cancel_button.clicked.connect(self.reject)

    def _show_typed(self) -> None:
        shown = self.show_box.isChecked()
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for edit in (self.passphrase_edit, self.again_edit):
            edit.setEchoMode(mode)

    def _allow(self) -> None:
        typed, again = self.passphrase_edit.text(), self.again_edit.text()
        same = not self._new or typed == again
        self.problem_label.setText(DIFFERENT if again and not same else "")
        set_state(self.problem_label, "warn")
        self.accept_button.setEnabled(bool(typed.strip()) and same)

    def _try(self) -> None:
        try:
            with busy():
                self._attempt(self.passphrase_edit.text())
        except JuryDeskError as error:
            self.problem_label.setText(typeset(str(error)))
            set_state(self.problem_label, "bad")
            self.passphrase_edit.selectAll()
            self.passphrase_edit.setFocus()
            return
        self.accept()


def ask_key(parent: QWidget | None, path: Path) -> "SessionKey | None":
    """Ask for the passphrase of a protected session; ``None`` when the person gives up."""
    found: list[SessionKey | None] = []
    dialog = PassphraseDialog(
        "Séance protégée",
        f"« {path.stem} » est protégée par une phrase secrète. Saisissez-la pour l’ouvrir.",
        lambda typed: found.append(encryption.unlock(path, typed)),
        parent,
    )
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return found[-1] if accepted else None


def choose_passphrase(parent: QWidget | None, title: str, act: Callable[[str], None]) -> bool:
    """Have a new passphrase chosen, typed twice, and act with it; return whether it was done."""
    dialog = PassphraseDialog(
        title,
        "Choisissez une phrase de plusieurs mots et gardez-la dans un lieu sûr : sans elle, "
        "personne ne pourra plus ouvrir la séance, et rien ne permet de la retrouver.",
        act,
        parent,
        new=True,
    )
    accepted = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return accepted
