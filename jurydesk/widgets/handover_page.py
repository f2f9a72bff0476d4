"""The page « Suites »: the papers to hand over, the exports, and a copy of the session."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.minutes.decisions_section import key_figures
from jurydesk.minutes.documents import KINDS, Kind, produce
from jurydesk.minutes.typography import capitalised, plain_day, sentence, typeset
from jurydesk.storage.session_file import SessionFile
from jurydesk.transmission.export import ExportFormat, export
from jurydesk.widgets import messages
from jurydesk.widgets.background import Background
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.session_bridge import SessionBridge
from jurydesk.widgets.style import empty, set_chip

_KIND = Qt.ItemDataRole.UserRole
_FORMATS = {
    ExportFormat.XLSX: ("Tableur (XLSX)", "Les décisions, une ligne par candidat."),
    ExportFormat.CSV: ("Texte (CSV)", "Le même tableau, pour tout logiciel."),
    ExportFormat.JSON: ("Données (JSON)", "Les décisions complètes, pour un autre programme."),
    ExportFormat.CPF: (
        "Accrochage (XML)",
        "Le flux des certifiés pour la Caisse des Dépôts, dans les trois mois après le scellement.",
    ),
}


class HandoverPage(QWidget):
    """What to print and send once the jury has decided."""

    navigate = Signal(str, str)

    standing_label: QLabel
    standing_chip: QLabel
    count_row: QHBoxLayout
    paper_view: QListWidget
    paper_text: QLabel
    all_button: QPushButton
    none_button: QPushButton
    produce_button: QPushButton
    export_view: QListWidget
    export_text: QLabel
    export_button: QPushButton
    copy_button: QPushButton
    done_label: QLabel

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "handover_page")
        self._bridge = bridge
        self._background = Background(self)
        for kind, (title, words) in _FORMATS.items():
            item = QListWidgetItem(title)
            item.setData(_KIND, kind)
            item.setToolTip(words)
            self.export_view.addItem(item)
        self.export_view.setCurrentRow(0)
        self._fill_papers()
        self.setFocusProxy(self.paper_view)
        self._show_export()
        self._allow()

        self.paper_view.itemChanged.connect(self._allow)
        self.paper_view.currentItemChanged.connect(self._show_paper)
        self.export_view.currentRowChanged.connect(self._show_export)
        self.all_button.clicked.connect(lambda: self._check_all(Qt.CheckState.Checked))
        self.none_button.clicked.connect(lambda: self._check_all(Qt.CheckState.Unchecked))
        self.produce_button.clicked.connect(self._produce)
        self.export_button.clicked.connect(self._export)
        self.export_view.itemActivated.connect(self._export)
        self.copy_button.clicked.connect(self._copy)

    def show_state(self, state: SittingState) -> None:
        """Redraw the counts and what the papers are worth now."""
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
        for figure in key_figures(state):
            chip = QLabel(f"{figure.value} {figure.label}", self)
            chip.setProperty("kind", "chip")
            self.count_row.addWidget(chip)
        self.count_row.addStretch(1)
        self._show_papers(state)
        # The rows were measured before the style sheet reached them.
        self.export_view.scheduleDelayedItemsLayout()
        self.paper_view.scheduleDelayedItemsLayout()
        self._allow()

    def go_to(self, place: str) -> None:
        """Choose a kind of paper."""
        for row in range(self.paper_view.count()):
            if self.paper_view.item(row).data(_KIND) == place:
                self.paper_view.setCurrentRow(row)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of paper ticked."""
        items = [self.paper_view.item(row) for row in range(self.paper_view.count())]
        return tuple(
            str(item.data(_KIND)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def _fill_papers(self) -> None:
        for kind in KINDS:
            item = QListWidgetItem(typeset(kind.title))
            item.setData(_KIND, kind.key)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.paper_view.addItem(item)
        self.paper_view.setCurrentRow(0)

    def _show_papers(self, state: SittingState) -> None:
        for row, kind in enumerate(KINDS):
            item = self.paper_view.item(row)
            item.setToolTip(_explained(kind, state))
            flags = item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
            if kind.obstacle(state):
                flags &= ~Qt.ItemFlag.ItemIsUserCheckable
                item.setData(Qt.ItemDataRole.CheckStateRole, None)
            elif item.data(Qt.ItemDataRole.CheckStateRole) is None:
                item.setCheckState(Qt.CheckState.Unchecked)
            item.setFlags(flags)
            due = kind.due(state)
            late = f" – avant le {plain_day(due)}" if due is not None else ""
            wait = " – pas encore" if kind.obstacle(state) else ""
            item.setText(typeset(f"{kind.title}{late}{wait}"))
        self._show_paper()

    def _allow(self) -> None:
        self.produce_button.setEnabled(bool(self.kinds) and not self._background.is_busy)

    def _show_paper(self) -> None:
        if self.paper_view.currentRow() >= 0:
            self.paper_text.setText(self.paper_view.currentItem().toolTip())

    def _show_export(self) -> None:
        if self.export_view.currentRow() >= 0:
            self.export_text.setText(typeset(self.export_view.currentItem().toolTip()))

    def _check_all(self, state: Qt.CheckState) -> None:
        for row in range(self.paper_view.count()):
            item = self.paper_view.item(row)
            if item.flags() & Qt.ItemFlag.ItemIsUserCheckable:
                item.setCheckState(state)

    def _produce(self) -> None:
        path, kinds = self._bridge.path, self.kinds
        if path is None or not kinds:
            return
        folder = QFileDialog.getExistingDirectory(
            self, "Dans quel dossier écrire les papiers ?", str(path.parent)
        )
        if not folder:
            return
        self.done_label.setText("Mise en page des papiers…")
        self._background.start(
            lambda: produce_papers(path, kinds, Path(folder)), self._tell_papers, self._tell_failure
        )
        self._allow()

    def _tell_papers(self, names: tuple[str, ...]) -> None:
        self.done_label.setText(f"Écrits : {', '.join(names)}." if names else "Rien à écrire.")
        self._allow()

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, JuryDeskError | OSError):
            raise error
        self.done_label.clear()
        self._allow()
        messages.show_error(self, error)

    def _export(self) -> None:
        state, path = self._bridge.state, self._bridge.path
        if state is None or path is None:
            return
        kind = ExportFormat(self.export_view.currentItem().data(_KIND))
        suffix = "xml" if kind is ExportFormat.CPF else kind.value
        start = str(path.with_suffix(f".{suffix}"))
        name, _ = QFileDialog.getSaveFileName(self, "Exporter", start, f"*.{suffix}")
        if not name:
            return
        told: list[str] = []
        if messages.attempt(self, lambda: told.extend(export(state, kind, Path(name)))):
            self.done_label.setText(typeset(" ".join([f"Écrit : {Path(name).name}.", *told])))

    def _copy(self) -> None:
        file, path = self._bridge.file, self._bridge.path
        if file is None or path is None:
            return
        start = str(path.with_name(f"{path.stem} - copie.jury"))
        name, _ = QFileDialog.getSaveFileName(
            self, "Copier la séance", start, "Séances JuryDesk (*.jury)"
        )
        if name and messages.attempt(self, lambda: file.backup(Path(name))):
            self.done_label.setText(f"Copie écrite : {Path(name).name}.")


def produce_papers(path: Path, kinds: tuple[str, ...], folder: Path) -> tuple[str, ...]:
    """Write papers to a folder and return their names."""
    with SessionFile.open(path, read_only=True) as session:
        papers = produce(session.state, kinds)
    for paper in papers:
        write_whole(folder / paper.file_name, paper.content)
    return tuple(paper.file_name for paper in papers)


def _explained(kind: Kind, state: SittingState) -> str:
    """Return what a paper is for, when it is due, or why it does not apply yet."""
    obstacle, due = kind.obstacle(state), kind.due(state)
    parts = [f"{capitalised(kind.explanation)}", f"Quand : {kind.when}"]
    if due is not None:
        parts.append(f"À envoyer au plus tard le {plain_day(due)}.")
    if obstacle:
        parts.append(obstacle)
    return typeset(" ".join(sentence(part) for part in parts))
