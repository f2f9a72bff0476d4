"""The window: the rail of pages, the menus, the session's strip; leaves the work to the pages."""

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtCore import QSettings
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QStatusBar,
    QToolButton,
    QWidget,
)

from jurydesk.deliberation import cases, facts, looks
from jurydesk.deliberation.rectification import rectified_words
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.heard import announcing
from jurydesk.widgets.parts import messages, reason_dialog, theme, verification_dialog
from jurydesk.widgets.parts.elided_label import ElidedLabel
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.page import Page
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child, set_chip, set_state
from jurydesk.widgets.projection.projection import Projection
from jurydesk.widgets.sitting import sheet_dialog
from jurydesk.widgets.window import demonstration, help_windows, making, session_wizard
from jurydesk.widgets.window.after_menu import AfterMenu
from jurydesk.widgets.window.appearance import Appearance
from jurydesk.widgets.window.diagnostics import log_folder
from jurydesk.widgets.window.edit_menu import EditMenu
from jurydesk.widgets.window.placing import keep_place, let_scroll, place
from jurydesk.widgets.window.protection_menu import ProtectionMenu, open_asking
from jurydesk.widgets.window.rail.badges import Badges
from jurydesk.widgets.window.recent_sessions import fill_menu, remember
from jurydesk.widgets.window.sessions.file_menu import FileMenu
from jurydesk.widgets.window.sessions.known import SessionMemory
from jurydesk.widgets.window.start_page import StartPage
from jurydesk.widgets.window.undoing import Undoing
from jurydesk.widgets.window.window_keys import give_shortcuts, leave, may_leave

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from jurydesk.deliberation.state import SittingState

_PAGES = {
    "certification": "CertificationPage",
    "cohort": "CohortPage",
    "jury": "JuryPage",
    "defence": "DefencePage",
    "sitting": "SittingPage",
    "minutes": "MinutesPage",
    "handover": "HandoverPage",
    "figures": "FiguresPage",
}
# By the values of Phase, which is not read before a session is opened.
_FIRST_PAGE = {
    "préparation": "jury",
    "ouverte": "sitting",
    "suspendue": "sitting",
    "close": "minutes",
    "scellée": "minutes",
}
# The pages that show votes, marks or what is said of a person.
_VEILED = frozenset(("defence", "sitting"))
_RAIL = 100
_FILTER = "Séances JuryDesk (*.jury)"


class MainWindow(QMainWindow):
    """One session at a time, eight pages, and the words of what was done last."""

    notice: QFrame
    notice_label: QLabel
    notice_button: QPushButton
    redo_button: QPushButton
    scroll_area: QScrollArea
    rail: QFrame
    session_bar: QFrame
    session_label: ElidedLabel
    phase_chip: QLabel
    progress_label: QLabel
    undo_button: QPushButton
    pages: QStackedWidget
    status_bar: QStatusBar
    theme_button: QToolButton
    help_button: QToolButton
    recent_menu: QMenu
    theme_menu: QMenu
    new_action: QAction
    open_action: QAction
    demo_action: QAction
    verify_action: QAction
    sheet_action: QAction
    home_action: QAction
    copies_action: QAction
    quit_action: QAction
    undo_action: QAction
    incident_action: QAction
    veil_action: QAction
    system_action: QAction
    light_action: QAction
    dark_action: QAction
    help_action: QAction
    manual_action: QAction
    keys_action: QAction
    log_action: QAction
    about_action: QAction

    def __init__(
        self,
        settings: QSettings,
        bridge: SessionBridge | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "main_window")
        let_scroll(self, self.scroll_area)
        self._settings = settings
        self.bridge = bridge or SessionBridge(parent=self)
        self._made: dict[str, QWidget] = {}
        self._shown = "start"
        self.start_page = StartPage(settings, self.pages)
        self.pages.addWidget(self.start_page)
        self._buttons = {key: child(self, QToolButton, f"{key}_button") for key in _PAGES}
        self.file_menu = FileMenu(self, self.bridge)
        SessionMemory(self.bridge, settings)
        self.badges = Badges(self.bridge, self._buttons)
        self._page_actions = {key: child(self, QAction, f"{key}_action") for key in _PAGES}
        self.last_act = ElidedLabel(self)
        self.last_act.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.status_bar.addWidget(self.last_act, 1)
        self.notice.hide()
        self._undoing = Undoing(self, self.bridge, self._show_changed, self.show_notice)
        choices = {
            theme.Choice.SYSTEM: self.system_action,
            theme.Choice.LIGHT: self.light_action,
            theme.Choice.DARK: self.dark_action,
        }
        self.appearance = Appearance(self, settings, choices, self.theme_menu)
        give_shortcuts(self)
        self.edit_menu = EditMenu(self)
        self.projection = Projection(self, self.bridge, settings)
        self.protection = ProtectionMenu(self, self.bridge, settings)
        self.after = AfterMenu(self, self.bridge, self.session_opened)
        place(self, settings)
        self._show_state(None)

        self._connect_menus()
        self._connect_pages()
        self.appearance.changed.connect(self._redraw)
        self.appearance.zoomed.connect(self._fit_rail)
        self._fit_rail()
        self.bridge.changed.connect(self._show_state)
        self.bridge.done.connect(self._tell)
        self.bridge.refused.connect(self.show_notice)

    def open_session(self, path: Path) -> bool:
        """Open a session file and go to the page its phase calls for."""
        if not open_asking(self, self.bridge, path):
            return False
        self.session_opened(path)
        return True

    def session_opened(self, path: Path) -> None:
        """Remember the session just opened and show its page."""
        remember(self._settings, path)
        state = self.bridge.state
        if state is not None:
            self.show_page(_FIRST_PAGE[state.phase])

    def show_page(self, key: str, place: str = "") -> None:
        """Show a page of the rail, at a place of it when one is given."""
        if self.bridge.state is None:
            return
        page = self.page(key)
        self._shown = key
        self.pages.setCurrentWidget(page)
        self._size_by(page)
        self._buttons[key].setChecked(True)
        announcing.announce(f"Page {self._buttons[key].accessibleName()}.")
        cast("Page", page).show_state(self.bridge.state)
        if place:
            cast("Page", page).go_to(place)
        else:
            cast("Page", page).first_control.setFocus()

    def _size_by(self, shown: QWidget) -> None:
        """Let the page on screen alone say how small the window may be."""
        for page in (self.start_page, *self._made.values()):
            asks = QSizePolicy.Policy.Preferred if page is shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(asks, asks)

    def page(self, key: str) -> QWidget:
        """Return a page, built when it is first wanted: the window opens sooner."""
        if key not in self._made:
            module = import_module(f"jurydesk.widgets.{key}.{key}_page")
            page: QWidget = getattr(module, _PAGES[key])(self.bridge, self)
            self._made[key] = page
            self.pages.addWidget(page)
            page.navigate.connect(self.show_page)  # type: ignore[attr-defined]
            if key == "minutes":
                page.rectify_asked.connect(self.after.rectify)  # type: ignore[attr-defined]
            if key == "handover":
                page.next_asked.connect(self.after.follow)  # type: ignore[attr-defined]
            if key == "sitting":
                page.keys_asked.connect(self.keys_action.trigger)  # type: ignore[attr-defined]
            if key in _VEILED and self.veil_action.isChecked():
                page.set_veiled(True)  # type: ignore[attr-defined]
        return self._made[key]

    def show_notice(self, text: str) -> None:
        """Show why an act was refused, until the next one is done."""
        self.notice_label.setText(typeset(text))
        self.notice.setAccessibleName(text)
        announcing.announce(text)
        self.redo_button.hide()
        set_state(self.notice, "")
        self.notice.show()

    def new_session(self) -> None:
        """Open the assistant that makes a session file."""
        self._run_wizard(None)

    def begin_with(self, table: Path) -> None:
        """Open the assistant on a cohort's table."""
        self._run_wizard(table)

    def _run_wizard(self, table: Path | None) -> None:
        wizard = session_wizard.SessionWizard(self.bridge, self)
        if table is not None:
            wizard.cohort.load(table)
        if (path := making.run(wizard)) is not None:
            self.session_opened(path)

    def try_demonstration(self) -> None:
        """Make a session from the shipped samples and open it, ready to sit."""
        start = str(demonstration.free_path(Path.home() / "demonstration.jury"))
        title = "Où enregistrer la séance de démonstration ?"
        name, _ = QtWidgets.QFileDialog.getSaveFileName(self, title, start, _FILTER)
        make = demonstration.make_demonstration
        if name and messages.attempt(self, lambda: make(self.bridge, Path(name))):
            self.session_opened(Path(name))

    def verify_minutes(self, file: Path | None = None) -> None:
        """Verify any signed minutes, with or without a session open; at once those given."""
        kind = verification_dialog.VerificationDialog
        kind(self.bridge, self._settings, file, parent=self).exec()

    def enter_sheet(self) -> None:
        """Enter a sitting kept on paper."""
        sheet_dialog.SheetDialog(self.bridge, self).exec()

    def closeEvent(self, event: "QCloseEvent") -> None:
        """Close the session file with the window; a sitting under way is asked about first."""
        if not may_leave(self, self.bridge, "Quitter"):
            event.ignore()
            return
        keep_place(self, self._settings)
        self.projection.close()
        self.bridge.close()
        event.accept()

    def _connect_menus(self) -> None:
        self.new_action.triggered.connect(self.new_session)
        self.open_action.triggered.connect(self._choose_session)
        self.demo_action.triggered.connect(self.try_demonstration)
        self.verify_action.triggered.connect(self.verify_minutes)
        self.sheet_action.triggered.connect(self.enter_sheet)
        self.copies_action.triggered.connect(self._restore)
        self.home_action.triggered.connect(
            lambda: leave(self, self.bridge, "Fermer", self.bridge.close)
        )
        self.quit_action.triggered.connect(self.close)
        self.incident_action.triggered.connect(self._note_incident)
        self.veil_action.toggled.connect(self._veil)
        self.help_action.triggered.connect(lambda: help_windows.show_help(self._shown, self))
        self.manual_action.triggered.connect(lambda: help_windows.show_manual(self))
        self.keys_action.triggered.connect(lambda: help_windows.show_keys(self))
        self.log_action.triggered.connect(
            lambda: QtGui.QDesktopServices.openUrl(QtCore.QUrl.fromLocalFile(str(log_folder())))
        )
        self.about_action.triggered.connect(lambda: help_windows.show_about(self))
        self.recent_menu.aboutToShow.connect(self._fill_recent)

    def _connect_pages(self) -> None:
        for key, button in self._buttons.items():
            button.clicked.connect(partial(self._go, key))
            self._page_actions[key].triggered.connect(partial(self._go, key))
        self.start_page.new_asked.connect(self.new_session)
        self.start_page.table_dropped.connect(self.begin_with)
        self.start_page.minutes_dropped.connect(self.verify_minutes)
        self.start_page.open_asked.connect(self._choose_session)
        self.start_page.copies_asked.connect(self._restore)
        self.start_page.demo_asked.connect(self.try_demonstration)
        self.start_page.chosen.connect(self.open_session)
        self.theme_button.clicked.connect(self.appearance.swap)
        self.help_button.clicked.connect(self.help_action.trigger)
        self.notice_button.clicked.connect(self._dismiss_notice)

    def _dismiss_notice(self) -> None:
        # Hiding the focused button would send the next key to whatever stands after it.
        self.notice.hide()
        if self._shown in self._made:
            control = cast("Page", self._made[self._shown]).first_control
            control.setFocus()

    def _go(self, key: str) -> None:
        self.show_page(key)

    def _choose_session(self) -> None:
        name, _ = QtWidgets.QFileDialog.getOpenFileName(
            self, "Ouvrir une séance", str(Path.home()), _FILTER
        )
        if name:
            self.open_session(Path(name))

    def _restore(self) -> None:
        if path := self.protection.restore():
            self.open_session(path)

    def _fill_recent(self) -> None:
        fill_menu(self.recent_menu, self._settings, self.open_session)

    def _show_state(self, state: "SittingState | None") -> None:
        some = state is not None
        self.notice.hide()
        for widget in (self.rail, self.session_bar):
            widget.setVisible(some)
        for action in (*self._page_actions.values(), self.home_action, self.incident_action):
            action.setEnabled(some)
        self.sheet_action.setEnabled(state is not None and state.sealed is None)
        self._undoing.name()
        if state is None:
            self._shown = "start"
            self.pages.setCurrentWidget(self.start_page)
            self._size_by(self.start_page)
            self.start_page.load()
            self.last_act.hide()
            self.setWindowTitle("JuryDesk")
            return
        self._show_session(state)
        if self._shown in self._made:
            cast("Page", self._made[self._shown]).show_state(state)

    def _fit_rail(self) -> None:
        """Give the rail the room its words take at the size of today."""
        self.rail.setFixedWidth(round(_RAIL * max(theme.zoom(), 1.0)))

    def _redraw(self) -> None:
        """Draw again what keeps colours of its own, after the theme changed."""
        state = self.bridge.state
        if state is not None and self._shown in self._made:
            cast("Page", self._made[self._shown]).show_state(state)

    def _show_session(self, state: "SittingState") -> None:
        self.session_label.setText(rectified_words.session_title(state))
        look = looks.look_of(state.phase)
        set_chip(self.phase_chip, capitalised(look.word), look.tone)
        self.progress_label.setText(
            cases.decided_words(self.bridge.decided(), len(state.candidates))
        )
        path = self.bridge.path
        name = path.stem if path else state.rulebook.certification.code
        self.setWindowTitle(f"{name} – JuryDesk")

    def _tell(self, words: str) -> None:
        self.last_act.setText(f"Enregistré : {typeset(words)}")
        self.last_act.show()

    def _show_changed(self, place: str) -> None:
        # What was undone may be another candidate's than the one on screen.
        if place and self._shown == "sitting":
            cast("Page", self._made["sitting"]).go_to(place)

    def _note_incident(self) -> None:
        text = reason_dialog.ask_reason(
            self,
            "Noter un incident",
            "Ce texte figurera au procès-verbal, sans nom de votant.",
            label="&Incident :",
        )
        if text:
            self.bridge.record(facts.IncidentRecorded(self.bridge.now(), text))

    def _veil(self, hidden: bool) -> None:  # noqa: FBT001 a slot
        self.bridge.is_veiled = hidden
        for key in _VEILED & self._made.keys():
            self._made[key].set_veiled(hidden)  # type: ignore[attr-defined]
