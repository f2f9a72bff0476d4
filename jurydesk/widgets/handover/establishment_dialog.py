"""Sets once what every paper says of the establishment, for this computer and the open session."""

from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QTabWidget,
    QWidget,
)

from jurydesk.deliberation.establishment import NO_SETTINGS, Establishment
from jurydesk.deliberation.facts import EstablishmentDescribed
from jurydesk.french.spaces import typeset
from jurydesk.minutes.house import settings
from jurydesk.storage import establishment_file
from jurydesk.widgets.handover import house_file
from jurydesk.widgets.handover.appeal_panel import AppealPanel
from jurydesk.widgets.handover.letterhead_panel import LetterheadPanel
from jurydesk.widgets.handover.signatories_panel import SignatoriesPanel
from jurydesk.widgets.handover.wordings_panel import WordingsPanel
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_state

_FILES = "Réglages d’établissement (*.json)"
TABS = {"letterhead": 0, "signatories": 1, "wordings": 2, "appeal": 3}


class EstablishmentDialog(QDialog):
    """The letterhead, the signatories, the words, the notice of appeal."""

    about_label: QLabel
    tabs: QTabWidget
    letterhead: LetterheadPanel
    signatories: SignatoriesPanel
    wordings: WordingsPanel
    appeal: AppealPanel
    problem_label: QLabel
    open_button: QPushButton
    save_button: QPushButton
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "establishment_dialog")
        self._bridge = bridge
        state = bridge.state
        own = state.establishment if state is not None else None
        computer = house_file.computer_settings()
        self.about_label.setText(typeset(_about(own, computer, session=state is not None)))
        self.show_settings(own or computer or NO_SETTINGS)
        self._say("")

        self.open_button.clicked.connect(self._open)
        self.save_button.clicked.connect(self._save)
        self.accept_button.clicked.connect(self._accept)
        self.cancel_button.clicked.connect(self.reject)

    def show_settings(self, house: Establishment) -> None:
        """Show settings in every tab."""
        self.letterhead.name_edit.setText(house.name)
        self.letterhead.address_edit.setPlainText("\n".join(house.address))
        self.letterhead.contact_edit.setPlainText("\n".join(house.contact))
        self.letterhead.place_edit.setText(house.place)
        self.letterhead.logo.show(house.logo)
        self.letterhead.stamp.show(house.stamp)
        self.signatories.show_people(house.signatories)
        self.wordings.show_words(house.words, self._bridge.state)
        self.appeal.show_appeal(house.appeal)

    @property
    def entered(self) -> Establishment:
        """What was entered, checked or not."""
        head = self.letterhead
        return Establishment(
            name=" ".join(head.name_edit.text().split()),
            address=_lines(head.address_edit.toPlainText()),
            contact=_lines(head.contact_edit.toPlainText()),
            place=head.place_edit.text().strip(),
            logo=head.logo.picture,
            stamp=head.stamp.picture,
            signatories=self.signatories.people,
            words=self.wordings.words,
            appeal=self.appeal.appeal,
        )

    def _problem(self) -> bool:
        """Tell what may not be used, and go there; whether there is anything."""
        house = self.entered
        faults = settings.settings_faults(house)
        told = faults[0] if faults else self.appeal.problem
        if not told:
            self._say("")
            return False
        self._say(told)
        if self.appeal.problem and not faults:
            self.tabs.setCurrentIndex(TABS["appeal"])
        elif any(f"{each.name} " in told for each in house.signatories) or "signataire" in told:
            self.tabs.setCurrentIndex(TABS["signatories"])
        elif house.words and told.startswith(("Notification", "Convocation", "Attestation")):
            self.tabs.setCurrentIndex(TABS["wordings"])
            self.wordings.go_to_fault()
        else:
            self.tabs.setCurrentIndex(TABS["letterhead"])
        return True

    def _accept(self) -> None:
        if self._problem():
            return
        house = self.entered
        if not messages.attempt(self, lambda: house_file.keep_settings(house)):
            return
        state = self._bridge.state
        if state is not None and state.establishment != house:
            self._bridge.record(EstablishmentDescribed(self._bridge.now(), house))
        self.accept()

    def _open(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Ouvrir des réglages", str(Path.home()), _FILES)
        if name:
            messages.attempt(
                self,
                lambda: self.show_settings(establishment_file.read_establishment(Path(name))),
            )

    def _save(self) -> None:
        if self._problem():
            return
        name, _ = QFileDialog.getSaveFileName(
            self, "Écrire ces réglages", str(Path.home() / "etablissement.json"), _FILES
        )
        if name:
            house = self.entered
            messages.attempt(self, lambda: house_file.keep_settings(house, Path(name)))

    def _say(self, problem: str) -> None:
        self.problem_label.setText(typeset(problem))
        self.problem_label.setVisible(bool(problem))
        set_state(self.problem_label, "bad" if problem else "")


def _about(own: Establishment | None, computer: Establishment | None, *, session: bool) -> str:
    if not session:
        return "Gardés sur ce poste, et donnés à chaque séance dont on produit les papiers."
    if own is None:
        return "Gardés sur ce poste et dans cette séance : ses papiers se referont à l’identique."
    if computer is None:
        return "Ce sont les réglages de cette séance ; ils seront gardés aussi sur ce poste."
    if computer != own:
        return (
            "Ce sont les réglages de cette séance ; ceux de ce poste diffèrent et seront remplacés."
        )
    return "Ce sont les réglages de cette séance et de ce poste."


def _lines(text: str) -> tuple[str, ...]:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def set_establishment(bridge: SessionBridge, parent: QWidget, tab: str = "letterhead") -> bool:
    """Ask for the settings; return whether they were kept."""
    dialog = EstablishmentDialog(bridge, parent)
    dialog.tabs.setCurrentIndex(TABS[tab])
    kept = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return kept
