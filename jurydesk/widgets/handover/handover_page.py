"""The page « Suites »: the papers to hand over, the exports, and a copy of the session."""

from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import short_day, unbroken_day
from jurydesk.french.lists import shortened
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.minutes.content.decisions_section import key_figures
from jurydesk.minutes.papers import folder as paper_folder
from jurydesk.minutes.papers.deadlines import accrochage_due
from jurydesk.minutes.papers.kinds import KINDS
from jurydesk.transmission.export import ExportFormat
from jurydesk.widgets.handover.accrochage_dialog import ask_sender
from jurydesk.widgets.handover.accrochage_standing_dialog import follow_accrochage
from jurydesk.widgets.handover.handover_panels import HandoverPanels
from jurydesk.widgets.handover.handover_words import (
    FORMATS,
    awaited,
    explained,
    incomplete_holders,
    is_unconfirmed,
    standing,
    waiting_days,
    when,
)
from jurydesk.widgets.handover.handover_work import (
    InterruptedWorkError,
    Watch,
    export_session,
    produce_papers,
)
from jurydesk.widgets.handover.paper_options import PaperOptions
from jurydesk.widgets.parts import icons, messages, theme
from jurydesk.widgets.parts.background import Background
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.markup import plain, tip
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import empty, set_chip, set_state
from jurydesk.widgets.parts.waiting_strip import WaitingStrip

_KIND = Qt.ItemDataRole.UserRole
_NAMED = 14


class HandoverPage(QWidget):
    """What to print and send once the jury has decided."""

    navigate = Signal(str, str)
    next_asked = Signal()
    _advanced = Signal(int, int)

    standing_label: QLabel
    standing_chip: QLabel
    count_row: QHBoxLayout
    count_label: QLabel
    due_label: QLabel
    paper_view: QTreeWidget
    paper_text: QLabel
    all_button: QPushButton
    none_button: QPushButton
    produce_button: QPushButton
    export_view: QListWidget
    export_text: QLabel
    complete_button: QPushButton
    standing_button: QPushButton
    next_button: QPushButton
    export_button: QPushButton
    copy_button: QPushButton
    waiting: WaitingStrip
    done_label: QLabel
    folder_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "handover_page")
        self._bridge = bridge
        self._background = Background(self)
        self._items: list[QTreeWidgetItem] = []
        self._folder = Path()
        self._session: Path | None = None
        self._incomplete: tuple[Candidate, ...] = ()
        self.folder_button.hide()
        self.done_label.hide()
        for kind, (title, words) in FORMATS.items():
            item = QListWidgetItem(title)
            item.setData(_KIND, kind)
            item.setToolTip(words)
            self.export_view.addItem(item)
        self.export_view.setCurrentRow(0)
        self._fill_papers()
        self._options = PaperOptions(self, bridge)
        self._panels = HandoverPanels(self)
        self.first_control: QWidget = self.paper_view
        self._show_export()
        self._allow()

        self.paper_view.itemChanged.connect(self._allow)
        self.paper_view.currentItemChanged.connect(self._show_paper)
        self.export_view.currentRowChanged.connect(self._show_export)
        self.all_button.clicked.connect(lambda: self._check_all(Qt.CheckState.Checked))
        self.none_button.clicked.connect(lambda: self._check_all(Qt.CheckState.Unchecked))
        self.produce_button.clicked.connect(self._produce)
        self.export_button.clicked.connect(partial(self._export, ()))
        self.export_view.itemActivated.connect(partial(self._export, ()))
        self.standing_button.clicked.connect(self._follow_accrochage)
        self.next_button.clicked.connect(self.next_asked)
        self.copy_button.clicked.connect(self._copy)
        self.complete_button.clicked.connect(self._complete)
        self.folder_button.clicked.connect(self._open_folder)
        self._advanced.connect(self.waiting.advance)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the folded page needs: the wide one folds before it is cut."""
        return QSize(660, 380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold what a small window has no room for."""
        super().resizeEvent(event)
        self._panels.fit(event.size().width(), event.size().height())

    def show_state(self, state: SittingState) -> None:
        """Redraw the counts and what the papers are worth now."""
        self._leave_last_session()
        sealed = state.phase is Phase.SEALED
        words = (
            "Séance scellée : les papiers et les exports sont officiels."
            if sealed
            else "Avant le scellement, tout ce qui sort d’ici est marqué comme projet."
        )
        self.standing_label.setText(typeset(words))
        set_chip(
            self.standing_chip, "Officiel" if sealed else "Projet", "good" if sealed else "warn"
        )
        empty(self.count_row)
        figures = key_figures(state)
        self.count_label.setText(" · ".join(f"{each.value} {each.label}" for each in figures))
        for figure in figures:
            chip = plain(QLabel(f"{figure.value} {figure.label}", self))
            chip.setProperty("kind", "chip")
            self.count_row.addWidget(chip)
        self.count_row.addStretch(1)
        self.next_button.setVisible(sealed)
        self._show_papers(state)
        self._show_due(state)
        self._incomplete = incomplete_holders(state)
        # The rows were measured before the style sheet reached them.
        self.export_view.scheduleDelayedItemsLayout()
        self.paper_view.scheduleDelayedItemsLayout()
        self._show_export()
        self._allow()

    def _leave_last_session(self) -> None:
        """Keep neither the ticks nor the files written of a session that is no longer there."""
        path = self._bridge.path
        if path != self._session and not self._background.is_busy:
            self._session = path
            self._say("")
            self.folder_button.hide()
            self._check_all(Qt.CheckState.Unchecked)

    def go_to(self, place: str) -> None:
        """Choose a kind of paper."""
        for item in self._items:
            if item.data(0, _KIND) == place:
                self.paper_view.setCurrentItem(item)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of paper ticked."""
        return tuple(
            str(item.data(0, _KIND))
            for item in self._items
            if item.checkState(0) is Qt.CheckState.Checked
        )

    def _fill_papers(self) -> None:
        for kind in KINDS:
            item = QTreeWidgetItem([typeset(kind.title), capitalised(typeset(kind.when)), "", ""])
            item.setData(0, _KIND, kind.key)
            item.setCheckState(0, Qt.CheckState.Unchecked)
            self.paper_view.addTopLevelItem(item)
            self._items.append(item)
        header = self.paper_view.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        for column, width in ((0, 258), (2, 110), (3, 122)):
            header.resizeSection(column, width)
        self.paper_view.setCurrentItem(self._items[0])

    def _show_papers(self, state: SittingState) -> None:
        today = self._bridge.now().date()
        for item, kind in zip(self._items, KINDS, strict=True):
            told, obstacle, due = explained(kind, state), kind.obstacle(state), kind.due(state)
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
            if obstacle:
                flags &= ~Qt.ItemFlag.ItemIsUserCheckable
                item.setData(0, Qt.ItemDataRole.CheckStateRole, None)
            elif item.data(0, Qt.ItemDataRole.CheckStateRole) is None:
                item.setCheckState(0, Qt.CheckState.Unchecked)
            item.setFlags(flags)
            item.setText(2, short_day(due) if due is not None else "–")
            words, shape, look = standing(
                obstacle,
                awaited(kind, state),
                today,
                unconfirmed=is_unconfirmed(kind, state),
            )
            item.setText(3, words)
            ink = QColor(str(getattr(theme.current(), look)))
            item.setIcon(3, icons.icon(shape, ink))
            item.setForeground(3, ink)
            for column in range(4):
                item.setToolTip(column, tip(told))
        self._show_paper()

    def _show_due(self, state: SittingState) -> None:
        """Tell the days by which something must have left, the nearest first."""
        waiting = waiting_days(state)
        today = self._bridge.now().date()
        told = " · ".join(f"{title} : {when(due, today)}" for due, title in waiting)
        self.due_label.setText(typeset(f"À envoyer – {told}" if told else "Rien n’a d’échéance."))
        set_state(self.due_label, "warn" if waiting and waiting[0][0] < today else "")

    def _allow(self) -> None:
        free = not self._background.is_busy
        self.produce_button.setEnabled(bool(self.kinds) and free)
        self.produce_button.setToolTip("" if self.kinds else "Cochez d’abord les papiers à écrire.")
        self.export_button.setEnabled(free)

    def _show_paper(self) -> None:
        item = self.paper_view.currentItem()
        if item is not None:
            self.paper_text.setText(item.toolTip(0))

    def _show_export(self) -> None:
        state, row = self._bridge.state, self.export_view.currentRow()
        if row < 0:
            return
        item = self.export_view.item(row)
        text, missing = item.toolTip(), 0
        if state is not None and item.data(_KIND) == ExportFormat.CPF:
            missing = len(self._incomplete)
            text = f"{text} Au plus tard le {unbroken_day(accrochage_due(state))}."
            if state.phase is not Phase.SEALED:
                text += " Possible une fois la séance scellée."
            if missing:
                text += f" {plural(missing, 'état civil')} à compléter avant le scellement."
        self.export_text.setText(typeset(text))
        self.complete_button.setVisible(missing > 0)
        is_flow = item.data(_KIND) == ExportFormat.CPF
        self.standing_button.setVisible(is_flow and bool(state and state.sealed))

    def _complete(self) -> None:
        self.navigate.emit("cohort", self._incomplete[0].identifier)

    def _check_all(self, state: Qt.CheckState) -> None:
        for item in self._items:
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(0, state)

    def _produce(self) -> None:
        path, kinds = self._bridge.path, self.kinds
        if path is None or not kinds:
            return
        name = QFileDialog.getExistingDirectory(
            self, "Dans quel dossier écrire les papiers ?", str(path.parent)
        )
        if not name:
            return
        folder = Path(name)
        if not self._agrees_to_mix(folder):
            return
        key = self._bridge.key
        self._options.prepare()
        watch = self._begin(folder, "Mise en page des papiers…")
        wanted, take = self._options.wanted, self._options.take
        self._background.start(
            lambda: produce_papers(path, kinds, folder, watch, key, wanted=wanted, issued=take),
            partial(self._tell_papers, kinds),
            self._tell_failure,
        )
        self._allow()

    def _agrees_to_mix(self, folder: Path) -> bool:
        """Ask before papers go where another session's are: they would pass for one another."""
        state = self._bridge.state
        others = () if state is None else paper_folder.others_papers(folder, state)
        return not others or messages.confirm(
            self,
            "Écrire dans ce dossier ?",
            typeset(
                f"Le dossier « {folder.name} » contient les papiers d’une autre séance "
                f"({others[0]}) : ceux du même nom seront remplacés."
            ),
            "É&crire quand même",
        )

    def _begin(self, folder: Path, what: str) -> Watch:
        self._folder = folder
        self.folder_button.hide()
        self._say(what)
        watch = Watch(Event(), self._advanced.emit)

        def stop() -> None:
            watch.stopped.set()
            self._say("Interruption…")

        self.waiting.begin(what, stop)
        return watch

    def _say(self, text: str) -> None:
        self.done_label.setText(text)
        self.done_label.setVisible(bool(text))

    def _finish(self, text: str, *, written: bool) -> None:
        self.waiting.finish()
        self._say(typeset(text))
        self.folder_button.setVisible(written)
        self._allow()

    def _tell_papers(self, kinds: tuple[str, ...], names: tuple[str, ...]) -> None:
        warned = self._options.conclude(kinds)
        told = shortened(names, _NAMED)
        written = "Papier écrit" if len(names) == 1 else f"{len(names)} papiers écrits"
        self._finish(f"{written} : {told}. {warned}".strip(), written=True)

    def _tell_failure(self, error: Exception) -> None:
        if isinstance(error, InterruptedWorkError):
            self._finish("Interrompu : rien n’a été écrit.", written=False)
            return
        self._finish("", written=False)
        if not isinstance(error, JuryDeskError | OSError):
            raise error
        messages.show_error(self, error)

    def _export(self, people: tuple[str, ...], *_told: object) -> None:
        state, path = self._bridge.state, self._bridge.path
        if state is None or path is None or self._background.is_busy:
            return
        kind = ExportFormat(self.export_view.currentItem().data(_KIND))
        sender = None
        if kind is ExportFormat.CPF:
            sender = ask_sender(self, state, people)
            if sender is None:
                return
        suffix = "xml" if kind is ExportFormat.CPF else kind.value
        start = str(path.with_suffix(f".{suffix}"))
        name, _ = QFileDialog.getSaveFileName(self, "Exporter", start, f"*.{suffix}")
        if not name:
            return
        out = Path(name)
        key = self._bridge.key
        watch = self._begin(out.parent, f"Export vers {out.name}…")
        self._background.start(
            lambda: export_session(path, kind, out, sender, watch, key=key),
            lambda told: self._finish(" ".join([f"Écrit : {out.name}.", *told]), written=True),
            self._tell_failure,
        )
        self._allow()

    def _follow_accrochage(self) -> None:
        """Show where each holder stands, and export the flow of those chosen."""
        people = follow_accrochage(self._bridge, self)
        if people:
            self._export(people)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _copy(self) -> None:
        file, path = self._bridge.file, self._bridge.path
        if file is None or path is None:
            return
        start = str(path.with_name(f"{path.stem} - copie.jury"))
        name, _ = QFileDialog.getSaveFileName(
            self, "Copier la séance", start, "Séances JuryDesk (*.jury)"
        )
        if name and messages.attempt(self, lambda: file.backup(Path(name))):
            self._say(f"Copie écrite : {Path(name).name}.")
