"""The page « Procès-verbal »: what is missing, the real pages, the seal and the signatures."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from jurydesk.deliberation.facts import SigningWay
from jurydesk.deliberation.labels import member_name
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.minutes.preflight import Blocker, Where, preflight, reserves
from jurydesk.minutes.typography import typeset
from jurydesk.signature.expected import ExpectedSignature, expected_signatures
from jurydesk.storage.sealing import draft_minutes, reprint, seal
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets import icons, messages, theme
from jurydesk.widgets.background import Background
from jurydesk.widgets.details_dialog import DetailsDialog
from jurydesk.widgets.forms import load_form
from jurydesk.widgets.official_file import official_file, remember_official
from jurydesk.widgets.page_view import PageView
from jurydesk.widgets.printing import print_pages, send_to_printer
from jurydesk.widgets.record_table import Cell, RecordTable, current_key, dress_table
from jurydesk.widgets.session_bridge import SessionBridge
from jurydesk.widgets.signing_dialog import SigningDialog
from jurydesk.widgets.signing_way_dialog import WAYS, SigningWayDialog
from jurydesk.widgets.style import set_chip

_BLOCKER = Qt.ItemDataRole.UserRole
_SEALED = (
    "Le procès-verbal est scellé : plus rien ne change. Une erreur trouvée ensuite demande une "
    "nouvelle délibération."
)
_PDF = "Documents PDF (*.pdf)"


class MinutesPage(QWidget):
    """From the draft to the last signature."""

    navigate = Signal(str, str)

    ready_chip: QLabel
    blocker_view: QListWidget
    details_button: QPushButton
    draft_button: QPushButton
    seal_button: QPushButton
    signature_chip: QLabel
    signature_view: QTableView
    way_button: QPushButton
    sign_button: QPushButton
    preview_state: QLabel
    previous_button: QToolButton
    page_label: QLabel
    next_button: QToolButton
    zoom_out_button: QToolButton
    zoom_label: QLabel
    zoom_in_button: QToolButton
    fit_button: QToolButton
    refresh_button: QPushButton
    print_button: QPushButton
    page_view: PageView

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "minutes_page")
        self._bridge = bridge
        self._shown: tuple[object, ...] = ()
        self._background = Background(self)
        self._signatures = RecordTable(("Membre", "Signature"), self)
        dress_table(self.signature_view, self._signatures, (176, 158), stretch=0)
        self.setFocusProxy(self.blocker_view)
        # Drawing follows the acts, once they pause.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)

        self._soon.timeout.connect(self._draw)
        self._connect_pages()
        self.blocker_view.itemActivated.connect(self._go)
        self.details_button.clicked.connect(self._describe)
        self.draft_button.clicked.connect(self._export_draft)
        self.seal_button.clicked.connect(self._seal)
        self.way_button.clicked.connect(self._declare_way)
        self.sign_button.clicked.connect(self._sign)
        self.signature_view.selectionModel().currentRowChanged.connect(self._allow_signing)

    def show_state(self, state: SittingState) -> None:
        """Redraw the list, the signatures and, shortly after, the pages."""
        sealed = state.phase is Phase.SEALED
        self._show_blockers(state)
        self._show_signatures(state)
        self.details_button.setEnabled(not sealed)
        self.draft_button.setEnabled(not sealed)
        self.seal_button.setVisible(not sealed)
        self._soon.start()

    def go_to(self, place: str) -> None:
        """Open the details of the session when one of them is asked for."""
        self.blocker_view.setFocus()
        if place in ("minutes_number", "place", "remote_means", "cohort_name"):
            self._describe()

    @property
    def official(self) -> Path | None:
        """Where the sealed minutes are, as far as this computer knows."""
        path, state = self._bridge.path, self._bridge.state
        if path is None or state is None:
            return None
        return official_file(QSettings(), path, state)

    def _connect_pages(self) -> None:
        view = self.page_view
        self.previous_button.clicked.connect(lambda: view.show_page(view.page - 1))
        self.next_button.clicked.connect(lambda: view.show_page(view.page + 1))
        self.zoom_in_button.clicked.connect(lambda: view.zoom(1.2))
        self.zoom_out_button.clicked.connect(lambda: view.zoom(1 / 1.2))
        self.fit_button.clicked.connect(view.fit_width)
        self.refresh_button.clicked.connect(self._redraw)
        self.print_button.clicked.connect(self._print)
        view.moved.connect(self._show_place)

    def _show_place(self) -> None:
        view = self.page_view
        self.page_label.setText(f"{view.page + 1} / {view.page_count}" if view.page_count else "")
        self.zoom_label.setText(f"{view.percent} %" if view.page_count else "")

    def _show_blockers(self, state: SittingState) -> None:
        self.blocker_view.clear()
        sealed = state.phase is Phase.SEALED
        blockers = () if sealed else preflight(state)
        for blocker in blockers:
            self._add(blocker, "blocking", theme.current().bad)
        for reserve in () if sealed else reserves(state):
            self._add(reserve, "warning", theme.current().warn)
        if sealed:
            set_chip(self.ready_chip, "Scellé", "accent")
            self._add(Blocker(_SEALED, Where.MINUTES), "seal", theme.current().accent)
        elif blockers:
            set_chip(self.ready_chip, f"{len(blockers)} à régler", "bad")
        else:
            set_chip(self.ready_chip, "Prêt", "good")
        self.seal_button.setEnabled(not blockers and state.phase is Phase.CLOSED)

    def _add(self, blocker: Blocker, shape: str, ink: str) -> None:
        from PySide6.QtGui import QColor  # noqa: PLC0415 only here

        item = QListWidgetItem(icons.icon(shape, QColor(ink)), typeset(blocker.message))
        item.setData(_BLOCKER, blocker)
        item.setToolTip("Double clic ou Entrée : aller à l’endroit à compléter")
        self.blocker_view.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        blocker: Blocker = item.data(_BLOCKER)
        place = f"{blocker.place} {blocker.block}".strip()
        if blocker.where is Where.MINUTES:
            self.go_to(blocker.field)
        else:
            self.navigate.emit(blocker.where.value, place)

    def _show_signatures(self, state: SittingState) -> None:
        expected = {each.member: each for each in expected_signatures(state)}
        self._signatures.set_rows(
            tuple(expected), lambda key: _signature_cells(state, expected[key])
        )
        done = {each.member for each in state.signatures}
        asked = [each.member for each in expected.values() if each.is_electronic]
        left = [each for each in asked if each not in done]
        if not expected:
            set_chip(self.signature_chip, "", "")
        elif state.phase is Phase.SEALED and not left:
            set_chip(self.signature_chip, "Complet", "good")
        else:
            set_chip(self.signature_chip, f"{len(done)} sur {len(asked)}", "accent")
        if expected and not self.signature_view.currentIndex().isValid():
            self.signature_view.selectRow(0)
        self._allow_signing()

    def _allow_signing(self) -> None:
        state, member = self._bridge.state, current_key(self.signature_view)
        if state is None:
            return
        signed = any(each.member == member for each in state.signatures)
        sealed = state.phase is Phase.SEALED
        self.way_button.setEnabled(bool(member) and not sealed)
        self.sign_button.setEnabled(bool(member) and sealed and not signed)

    def _redraw(self) -> None:
        self._shown = ()
        self._draw()

    def _draw(self) -> None:
        path, state, file = self._bridge.path, self._bridge.state, self._bridge.file
        if path is None or state is None or file is None or not self.isVisible():
            return
        wanted = (path, file.head, len(state.signatures))
        if wanted == self._shown:
            return
        self._shown = wanted
        official = self.official if state.phase is Phase.SEALED else None
        self.preview_state.setText("Mise en page…")
        self._background.start(
            lambda: _content(path, official, is_sealed=state.phase is Phase.SEALED),
            self._show_document,
            self._show_failure,
        )

    def _show_document(self, content: bytes) -> None:
        state = self._bridge.state
        sealed = state is not None and state.phase is Phase.SEALED
        where = self.official
        words = f"officiel – {where.name}" if sealed and where else "officiel" if sealed else ""
        self.preview_state.setText(words or "projet")
        self.page_view.show_document(content)

    def _show_failure(self, error: Exception) -> None:
        self.preview_state.setText("")
        if not isinstance(error, JuryDeskError | OSError):
            raise error
        self.page_view.show_document(None)
        messages.show_error(self, error)

    def _describe(self) -> None:
        state = self._bridge.state
        if state is None or state.phase is Phase.SEALED:
            return
        dialog = DetailsDialog(state, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._bridge.record(dialog.fact(self._bridge))
        dialog.deleteLater()

    def _ask_path(self, title: str, suffix: str) -> Path | None:
        path = self._bridge.path
        if path is None:
            return None
        start = str(path.with_name(f"{path.stem}{suffix}.pdf"))
        name, _ = QFileDialog.getSaveFileName(self, title, start, _PDF)
        return Path(name) if name else None

    def _export_draft(self) -> None:
        out, file = self._ask_path("Exporter le projet", " - projet"), self._bridge.file
        if out is not None and file is not None:
            messages.attempt(self, lambda: write_whole(out, draft_minutes(file)))

    def _seal(self) -> None:
        file, path = self._bridge.file, self._bridge.path
        agreed = messages.confirm(
            self,
            "Sceller le procès-verbal ?",
            "La séance ne changera plus. Une erreur trouvée ensuite demande une nouvelle "
            "délibération.",
            "&Sceller",
        )
        if not agreed or file is None or path is None:
            return
        out = self._ask_path("Où écrire le procès-verbal officiel ?", "")
        if out is None:
            return

        def act() -> None:
            seal(file, out, at=self._bridge.now())
            remember_official(QSettings(), path, out)

        if messages.attempt(self, act):
            self._bridge.reload()

    def _declare_way(self) -> None:
        state, member = self._bridge.state, current_key(self.signature_view)
        if state is None or not member:
            return
        dialog = SigningWayDialog(state, member, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._bridge.record(dialog.fact(self._bridge))
        dialog.deleteLater()

    def _sign(self) -> None:
        state, member = self._bridge.state, current_key(self.signature_view)
        minutes = self.official or self._find_official()
        if state is None:
            return
        if minutes is None:
            self._bridge.refused.emit(
                "Le procès-verbal scellé est introuvable, ou ce fichier n’est pas le sien : "
                "choisissez celui que le scellement a écrit, avec les signatures déjà reçues."
            )
            return
        dialog = SigningDialog(self._bridge, minutes, member, member_name(state, member), self)
        dialog.exec()
        if dialog.fact is not None:
            self._bridge.record(dialog.fact)
        dialog.deleteLater()

    def _find_official(self) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Où est le procès-verbal scellé ?", str(Path.home()), _PDF
        )
        path = self._bridge.path
        if not name or path is None:
            return None
        remember_official(QSettings(), path, Path(name))
        return self.official

    def _print(self) -> None:
        path, state = self._bridge.path, self._bridge.state
        if path is None or state is None:
            return
        official = self.official if state.phase is Phase.SEALED else None

        def act() -> None:
            if official is not None and send_to_printer(official):
                messages.show_done(
                    self, "Impression envoyée", f"{official.name} est à l’impression."
                )
                return
            sealed = state.phase is Phase.SEALED
            print_pages(_content(path, official, is_sealed=sealed), self)

        messages.attempt(self, act)


def _content(path: Path, official: Path | None, *, is_sealed: bool) -> bytes:
    """Return the PDF to show: the signed file, the official one made again, or the draft."""
    if official is not None:
        return official.read_bytes()
    with SessionFile.open(path, read_only=True) as session:
        return reprint(session) if is_sealed else draft_minutes(session)


def _signature_cells(state: SittingState, expected: ExpectedSignature) -> tuple[Cell, ...]:
    name = f"{expected.name} ◆" if expected.chair else expected.name
    tip = "signe en dernier" if expected.chair else expected.quality
    signed = next((each for each in state.signatures if each.member == expected.member), None)
    if signed is not None:
        told = f"Signé par {signed.signer}"
        return (Cell(name, bold=True, tip=tip), Cell("signé", "good", told, shape=True))
    words = WAYS[expected.way]
    if expected.way is SigningWay.ELECTRONIC and state.phase is Phase.SEALED:
        return (Cell(name, bold=True, tip=tip), Cell("attendue", "warn", words, shape=True))
    return (Cell(name, bold=True, tip=tip), Cell(words, state="muted"))
