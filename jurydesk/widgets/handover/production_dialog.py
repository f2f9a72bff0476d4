"""Asks how papers are written: their date, files, languages, the register, the code's key."""

from datetime import date
from pathlib import Path

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.facts import EnglishChosen
from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import typeset
from jurydesk.signature import keys
from jurydesk.widgets.handover.handover_work import Wanted
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.date_field import DateField
from jurydesk.widgets.parts.drops import KEY, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import grow, set_state

_NOBODY, _EVERYONE, _SOME = range(3)


class ProductionDialog(QDialog):
    """The options of one session's papers; ``wanted`` once accepted."""

    date_edit: DateField
    english_box: QComboBox
    people_edit_label: QLabel
    people_edit: QLineEdit
    each_box: QCheckBox
    mailing_box: QCheckBox
    issue_box: QCheckBox
    duplicate_box: QCheckBox
    sign_box: QCheckBox
    key_panel: QWidget
    key_edit: QLineEdit
    browse_button: QPushButton
    passphrase_edit: QLineEdit
    problem_label: QLabel
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(self, bridge: SessionBridge, wanted: Wanted, parent: QWidget | None) -> None:
        super().__init__(parent)
        load_form(self, "production_dialog")
        FileDrops(self, (KEY,), self._take_key, fields=(self.key_edit,))
        self._bridge = bridge
        self.wanted = wanted
        self.date_edit.set_optional(optional=True)
        self.date_edit.set_day(wanted.dated or bridge.now().date())
        self.english_box.addItems(
            ["pour personne", "pour tout le monde", "pour certaines personnes"]
        )
        self._show_english()
        self.each_box.setChecked(wanted.each)
        self.mailing_box.setChecked(wanted.mailing)
        self.issue_box.setChecked(wanted.issuing)
        self.duplicate_box.setChecked(wanted.duplicates)
        self.sign_box.setChecked(wanted.key is not None)
        self.key_panel.setVisible(wanted.key is not None)
        sealed = bridge.state is not None and bridge.state.sealed is not None
        self.issue_box.setEnabled(sealed)
        self._say("")

        self.english_box.currentIndexChanged.connect(self._ask_people)
        self.sign_box.toggled.connect(self._ask_key)
        self.browse_button.clicked.connect(self._browse)
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)

    def _show_english(self) -> None:
        chosen = None if self._bridge.state is None else self._bridge.state.english
        row = _NOBODY
        if chosen is not None:
            row = _EVERYONE if chosen.everyone else _SOME if chosen.people else _NOBODY
            self.people_edit.setText(" ".join(chosen.people))
        self.english_box.setCurrentIndex(row)
        self._ask_people()

    def _ask_people(self) -> None:
        some = self.english_box.currentIndex() == _SOME
        self.people_edit.setVisible(some)
        self.people_edit_label.setVisible(some)

    def _ask_key(self, wanted: bool) -> None:  # noqa: FBT001 a slot
        self.key_panel.setVisible(wanted)
        self._say("")
        grow(self)
        if wanted:
            self.key_edit.setFocus()

    def _take_key(self, path: Path) -> None:
        self.key_edit.setText(str(path))
        self.passphrase_edit.setFocus()

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Choisir la clé de l’établissement", str(Path.home()), "Clés (*.p12 *.pfx)"
        )
        if name:
            self._take_key(Path(name))

    def _accept(self) -> None:
        day = self.date_edit.day
        if self.issue_box.isChecked() and day is None:
            self._say("Le registre note quand un certificat est délivré : indiquez ce jour.")
            self.date_edit.setFocus()
            return
        try:
            key = self._key()
        except (JuryDeskError, OSError) as error:
            self._say(messages.sentence(error))
            self.passphrase_edit.clear()
            return
        if not self._take_english():
            return
        self.wanted = self._entered(day, key)
        self.passphrase_edit.clear()
        self.accept()

    def _entered(self, day: date | None, key: keys.SigningKey | None) -> Wanted:
        return Wanted(
            dated=day,
            each=self.each_box.isChecked(),
            mailing=self.mailing_box.isChecked(),
            issuing=self.issue_box.isChecked(),
            duplicates=self.duplicate_box.isChecked(),
            key=key,
        )

    def _key(self) -> keys.SigningKey | None:
        """Return the establishment's key; the one given before stays without another file."""
        if not self.sign_box.isChecked():
            return None
        text = self.key_edit.text().strip()
        if not text and self.wanted.key is not None:
            return self.wanted.key
        if not text:
            raise JuryDeskError("Choisissez la clé de l’établissement, ou décochez la case.")
        return keys.load_key(Path(text), self.passphrase_edit.text(), at=self._bridge.now())

    def _take_english(self) -> bool:
        """Record who gets English too, where that changed; whether the core takes it."""
        state, row = self._bridge.state, self.english_box.currentIndex()
        if state is None:
            return True
        people = tuple(dict.fromkeys(self.people_edit.text().replace(",", " ").split()))
        if row == _SOME and not people:
            self._say("Indiquez de qui les papiers sont aussi en anglais.")
            return False
        unknown = [each for each in people if each not in state.candidates]
        if row == _SOME and unknown:
            self._say(f"Aucun candidat ne porte l’identifiant « {unknown[0]} ».")
            return False
        chosen = EnglishChosen(self._bridge.now(), row == _EVERYONE, people if row == _SOME else ())
        before = state.english
        held = (before.everyone, before.people) if before else (False, ())
        return held == (chosen.everyone, chosen.people) or self._bridge.record(chosen)

    def _say(self, problem: str) -> None:
        self.problem_label.setText(typeset(problem))
        self.problem_label.setVisible(bool(problem))
        set_state(self.problem_label, "bad" if problem else "")


def ask_production(bridge: SessionBridge, wanted: Wanted, parent: QWidget) -> Wanted:
    """Return how papers are to be written, as it was when the person gives up."""
    dialog = ProductionDialog(bridge, wanted, parent)
    dialog.exec()
    chosen = dialog.wanted
    dialog.deleteLater()
    return chosen
