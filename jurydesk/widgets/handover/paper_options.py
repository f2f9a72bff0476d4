"""How the papers of the page « Suites » are written: establishment, options, register."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from jurydesk.deliberation.facts import EstablishmentDescribed, IssuedTitle, TitlesIssued
from jurydesk.deliberation.state import SittingState
from jurydesk.minutes.house import told
from jurydesk.widgets.handover import (
    establishment_dialog,
    house_file,
    issued_dialog,
    production_dialog,
)
from jurydesk.widgets.handover.handover_work import Wanted
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child


class PaperOptions(QObject):
    """What was chosen for the papers of the open session; forgotten with another one."""

    def __init__(self, page: QWidget, bridge: SessionBridge) -> None:
        super().__init__(page)
        self._page, self._bridge = page, bridge
        self._session = bridge.path
        self._issued: list[IssuedTitle] = []
        self.wanted = Wanted()

        child(page, QPushButton, "establishment_button").clicked.connect(self._set_establishment)
        child(page, QPushButton, "options_button").clicked.connect(self._set_options)
        child(page, QPushButton, "issued_button").clicked.connect(self._show_issued)
        bridge.changed.connect(self._leave)

    def prepare(self) -> None:
        """Give the session the settings of this computer, where it has none of its own."""
        state = self._bridge.state
        self._issued.clear()
        if state is not None and state.establishment is None:
            house = house_file.computer_settings()
            if house is not None:
                self._bridge.record(EstablishmentDescribed(self._bridge.now(), house))

    def take(self, titles: tuple[IssuedTitle, ...]) -> None:
        """Note the certificates that were written, beside the screen."""
        self._issued.extend(titles)

    def conclude(self, kinds: tuple[str, ...]) -> str:
        """Enter what was delivered in the register; return what the person should know."""
        state, day = self._bridge.state, self.wanted.dated
        if state is None:
            return ""
        if self.wanted.issuing and self._issued and day is not None:
            self._bridge.record(TitlesIssued(self._bridge.now(), day, tuple(self._issued)))
        return " ".join(told.reserves(state, kinds, ()))

    def _set_establishment(self) -> None:
        establishment_dialog.set_establishment(self._bridge, self._page)

    def _set_options(self) -> None:
        self.wanted = production_dialog.ask_production(self._bridge, self.wanted, self._page)

    def _show_issued(self) -> None:
        issued_dialog.show_issued(self._bridge, self._page)

    def _leave(self, _state: SittingState | None) -> None:
        if self._bridge.path != self._session:
            self._session = self._bridge.path
            self.wanted = Wanted()
