"""The page « Procès-verbal »: what is missing, the real pages, the seal and the signatures."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSettings, Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.labels import member_name
from jurydesk.errors import JuryDeskError
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.minutes.preflight import Blocker, Where, preflight, reserves
from jurydesk.signature import reception
from jurydesk.signature.expected import ExpectedSignature, expected_signatures, with_waivers
from jurydesk.storage.sealing import seal
from jurydesk.widgets.minutes.blocker_place import place_of
from jurydesk.widgets.minutes.details_dialog import DETAILS, DetailsDialog
from jurydesk.widgets.minutes.minutes_pages import (
    await_content,
    content_of,
    pages_words,
    write_draft,
)
from jurydesk.widgets.minutes.minutes_preview import MinutesPreview
from jurydesk.widgets.minutes.official_file import official_file, remember_official
from jurydesk.widgets.minutes.sealing_dialog import SealingDialog
from jurydesk.widgets.minutes.signature_words import (
    awaited,
    may_sign,
    signature_cells,
    signature_of,
    signer_words,
    turn_words,
)
from jurydesk.widgets.minutes.signing_dialog import SigningDialog
from jurydesk.widgets.minutes.signing_way_dialog import SigningWayDialog
from jurydesk.widgets.parts import icons, messages, theme
from jurydesk.widgets.parts.background import Background, busy
from jurydesk.widgets.parts.column_area import ColumnArea
from jurydesk.widgets.parts.compact_views import CompactList, CompactTable
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.printing.documents import print_document
from jurydesk.widgets.parts.record_table import (
    RecordTable,
    choose_place,
    choose_row,
    current_key,
    dress_table,
)
from jurydesk.widgets.parts.sentence_delegate import SentenceDelegate
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_chip
from jurydesk.widgets.parts.verification_dialog import VerificationDialog

_BLOCKER = Qt.ItemDataRole.UserRole
_SEALED = (
    "Scellé : plus rien ne change. Une erreur trouvée ensuite demande une nouvelle délibération "
    "(« Rectifier… »)."
)
_HEADINGS = ("Avant de s&celler", "S&cellement")
_NAME, _STATE, _ONE_SENTENCE, _ANY_HEIGHT = 176, 116, 112, 16777215
_PDF = "Documents PDF (*.pdf)"


class MinutesPage(QWidget):
    """From the draft to the last signature."""

    navigate = Signal(str, str)
    rectify_asked = Signal()

    ready_label: QLabel
    ready_chip: QLabel
    blocker_view: CompactList
    details_button: QPushButton
    draft_button: QPushButton
    seal_button: QPushButton
    rectify_button: QPushButton
    left_column: QVBoxLayout
    signature_chip: QLabel
    signature_view: CompactTable
    left_area: ColumnArea
    way_button: QPushButton
    verify_button: QPushButton
    receive_button: QPushButton
    sign_button: QPushButton
    turn_label: QLabel
    signer_label: QLabel
    minutes_preview: MinutesPreview

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "minutes_page")
        self._bridge = bridge
        self._shown: tuple[object, ...] = ()
        self._drawn: Path | None = None
        self._background = Background(self)
        self._signatures = RecordTable(("Membre", "Signature"), self)
        dress_table(self.signature_view, self._signatures, (_NAME, _STATE), stretch=0)
        self.blocker_view.setItemDelegate(SentenceDelegate(self.blocker_view))
        self._expected: dict[str, ExpectedSignature] = {}
        self.first_control: QWidget = self.blocker_view
        # Drawing follows the acts, once they pause.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(150)

        self._soon.timeout.connect(self._draw)
        self.minutes_preview.print_asked.connect(self._print)
        self.minutes_preview.locate_asked.connect(self._locate)
        self.blocker_view.itemActivated.connect(self._go)
        self.details_button.clicked.connect(self._describe)
        self.draft_button.clicked.connect(self._export_draft)
        self.seal_button.clicked.connect(self._seal)
        self.rectify_button.clicked.connect(self.rectify_asked)
        self.way_button.clicked.connect(self._declare_way)
        self.sign_button.clicked.connect(self._sign)
        self.verify_button.clicked.connect(self._verify)
        self.receive_button.clicked.connect(self._locate)
        self.signature_view.activated.connect(self._act_on_signer)
        self.signature_view.selectionModel().currentRowChanged.connect(self._allow_signing)

    def show_state(self, state: SittingState) -> None:
        """Redraw the list, the signatures and, shortly after, the pages."""
        sealed = state.phase is Phase.SEALED
        self._show_blockers(state)
        self._show_signatures(state)
        self._share_height(sealed=sealed)
        for button in (self.details_button, self.draft_button, self.seal_button):
            button.setVisible(not sealed)
        self.rectify_button.setVisible(sealed)
        self._soon.start()

    def _share_height(self, *, sealed: bool) -> None:
        """Give the room to what is to be done: first what is missing, then the signatures."""
        shares = (0, 1) if sealed else (1, 1) if self._expected else (3, 1)
        self.blocker_view.setMaximumHeight(_ONE_SENTENCE if sealed else _ANY_HEIGHT)
        for place, share in enumerate(shares):
            self.left_column.setStretch(place, share)

    def go_to(self, place: str) -> None:
        """Open the details of the session at the one asked for; choose a signer by identifier."""
        self.blocker_view.setFocus()
        if place in DETAILS:
            self._describe(place)
        elif choose_row(self.signature_view, place):
            self.signature_view.setFocus()

    @property
    def official(self) -> Path | None:
        """Where the sealed minutes are, as far as this computer knows."""
        path, state = self._bridge.path, self._bridge.state
        if path is None or state is None:
            return None
        return official_file(QSettings(), path, state)

    def _show_blockers(self, state: SittingState) -> None:
        self.blocker_view.clear()
        sealed = state.phase is Phase.SEALED
        blockers = () if sealed else preflight(state)
        noted = () if sealed else reserves(state)
        self.ready_label.setText(_HEADINGS[sealed])
        for blocker in blockers:
            self._add(blocker, "blocking", theme.current().bad)
        for reserve in noted:
            self._add(reserve, "warning", theme.current().warn)
        if sealed:
            set_chip(self.ready_chip, "Scellé", "accent")
            self._add(Blocker(_SEALED, Where.MINUTES), "seal", theme.current().accent)
        elif blockers:
            set_chip(self.ready_chip, f"{len(blockers)} à régler", "bad")
        else:
            told = f"Prêt · {plural(len(noted), 'réserve')}" if noted else "Prêt"
            set_chip(self.ready_chip, told, "good")
        self.seal_button.setEnabled(not blockers and state.phase is Phase.CLOSED)

    def _add(self, blocker: Blocker, shape: str, ink: str) -> None:
        item = QListWidgetItem(icons.icon(shape, QColor(ink)), typeset(blocker.message))
        item.setData(_BLOCKER, blocker)
        item.setToolTip("Double clic ou Entrée : aller à l’endroit à compléter")
        self.blocker_view.addItem(item)

    def _go(self, item: QListWidgetItem) -> None:
        blocker: Blocker = item.data(_BLOCKER)
        if blocker.where is Where.MINUTES:
            self.go_to(blocker.field)
        else:
            self.navigate.emit(blocker.where.value, place_of(blocker))

    def _show_signatures(self, state: SittingState) -> None:
        queue = with_waivers(expected_signatures(state), state)
        self._expected = {each.member: each for each in queue}
        self._signatures.set_rows(
            tuple(self._expected), lambda key: signature_cells(state, self._expected[key], queue)
        )
        sealed = state.phase is Phase.SEALED
        asked = sum(1 for each in queue if each.is_awaited)
        left = len(awaited(state, queue))
        if not queue:
            set_chip(self.signature_chip, "", "")
        elif sealed and not left:
            set_chip(self.signature_chip, "Complet", "good")
        else:
            set_chip(self.signature_chip, f"{asked - left} sur {asked}", "accent")
        self.turn_label.setText(typeset(turn_words(state, queue)))
        self.signature_view.setVisible(bool(queue))
        turn = [each.member for each in may_sign(state, queue)]
        chosen = current_key(self.signature_view)
        if turn and chosen not in turn:
            choose_row(self.signature_view, turn[0])
        elif queue and not chosen:
            choose_place(self.signature_view, 0)
        self._allow_signing()

    def _allow_signing(self) -> None:
        state, member = self._bridge.state, current_key(self.signature_view)
        if state is None:
            return
        expected = self._expected.get(member)
        sealed = state.phase is Phase.SEALED
        signed = signature_of(state, member) is not None
        can_change = not sealed or (expected is not None and expected.is_electronic and not signed)
        self.way_button.setText("&Manière…" if sealed else "&Manière de signer…")
        self.way_button.setEnabled(expected is not None and can_change)
        self.sign_button.setVisible(sealed)
        self.sign_button.setEnabled(expected is not None and expected.is_awaited and not signed)
        self.verify_button.setVisible(sealed)
        self.receive_button.setVisible(sealed)
        words = "" if expected is None else signer_words(state, expected)
        self.signer_label.setText(typeset(words))

    def _act_on_signer(self) -> None:
        """Do what the chosen signer needs next: Enter on the line is enough."""
        button = self.sign_button if self.sign_button.isVisible() else self.way_button
        button.click()

    def _draw(self) -> None:
        path, state, file = self._bridge.path, self._bridge.state, self._bridge.file
        if path is None or state is None or file is None or not self.isVisible():
            return
        sealed = state.phase is Phase.SEALED
        official = self.official if sealed else None
        wanted = (path, file.head, len(state.signatures), official)
        if wanted == self._shown:
            return
        self._shown = wanted
        if path != self._drawn:
            # Another session begins at its first page, and never shows the pages of the last one.
            self.minutes_preview.show_document(None, "")
            self._drawn = path
        self.minutes_preview.preview_state.setText("Mise en page…")
        self._background.start(
            lambda: content_of(path, official, is_sealed=sealed, key=file.key),
            partial(self._show_document, path, official),
            self._show_failure,
        )

    def _show_document(self, path: Path, official: Path | None, content: bytes) -> None:
        state = self._bridge.state
        if state is None or path != self._bridge.path:
            return
        words, notice, look = pages_words(state, official, content)
        self.minutes_preview.show_document(content, words)
        self.minutes_preview.show_notice(notice, look, locate=state.phase is Phase.SEALED)

    def _show_failure(self, error: Exception) -> None:
        """Say in place why there are no pages: opening a session is no time for a dialog."""
        if not isinstance(error, JuryDeskError | OSError):
            raise error
        state = self._bridge.state
        sealed = state is not None and state.phase is Phase.SEALED
        lost = (
            "Le procès-verbal scellé n’est pas là où il a été écrit : indiquez où est le fichier. "
        )
        self.minutes_preview.show_document(None, "")
        told = f"{lost if sealed else ''}{messages.sentence(error)}"
        self.minutes_preview.show_notice(told, "warn" if sealed else "", locate=sealed)

    def _describe(self, field: str = "") -> None:
        state = self._bridge.state
        if state is None or state.phase is Phase.SEALED:
            return
        dialog = DetailsDialog(state, self)
        dialog.choose(field)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._bridge.record(*dialog.facts(self._bridge))
        dialog.deleteLater()

    def _ask_path(self, title: str, suffix: str) -> Path | None:
        path = self._bridge.path
        if path is None:
            return None
        start = str(path.with_name(f"{path.stem}{suffix}.pdf"))
        name, _ = QFileDialog.getSaveFileName(self, title, start, _PDF)
        return Path(name) if name else None

    def _export_draft(self) -> None:
        out, path = self._ask_path("Exporter le projet", " - projet"), self._bridge.path
        if out is not None and path is not None:
            messages.attempt(self, lambda: write_draft(self, path, out, self._bridge.key))

    def _seal(self) -> None:
        file, path, state = self._bridge.file, self._bridge.path, self._bridge.state
        if file is None or path is None or state is None:
            return
        queue = expected_signatures(state)
        dialog = SealingDialog(self._bridge, queue, len(reserves(state)), self)
        agreed = dialog.exec() == QDialog.DialogCode.Accepted
        key = dialog.key
        dialog.deleteLater()
        out = self._ask_path("Où écrire le procès-verbal officiel ?", "") if agreed else None
        if out is None:
            return

        def act() -> None:
            with busy():
                moment = self._bridge.now()
                seal(file, out, at=moment, establishment_key=key, replace=True)
            remember_official(QSettings(), path, out)

        if messages.attempt(self, act):
            self._bridge.reload("scellement du procès-verbal")

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
        if state is None or minutes is None:
            return
        dialog = SigningDialog(self._bridge, minutes, member, member_name(state, member), self)
        dialog.exec()
        if dialog.fact is not None:
            self._bridge.record(dialog.fact)
        dialog.deleteLater()

    def _find_official(self) -> Path | None:
        """Ask where the signed file is, and record what it was signed with elsewhere."""
        path, state = self._bridge.path, self._bridge.state
        name, _ = QFileDialog.getOpenFileName(
            self, "Où est le procès-verbal scellé ?", str(Path.home()), _PDF
        )
        if not name or path is None or state is None:
            return None
        try:
            with busy():
                found = reception.new_signatures(
                    Path(name).read_bytes(), state, at=self._bridge.now()
                )
        except (JuryDeskError, OSError) as error:
            told = f"« {Path(name).name} » : {messages.sentence(error)}"
            self.minutes_preview.show_notice(told, "", locate=True)
            return None
        remember_official(QSettings(), path, Path(name))
        for fact in found:
            self._bridge.record(fact)
        return self.official

    def _locate(self) -> None:
        if self._find_official() is not None:
            self._draw()

    def _verify(self) -> None:
        dialog = VerificationDialog(self._bridge, QSettings(), self.official, self)
        dialog.exec()
        dialog.deleteLater()

    def _print(self) -> None:
        path, state = self._bridge.path, self._bridge.state
        if path is None or state is None:
            return
        sealed = state.phase is Phase.SEALED
        official = self.official if sealed else None
        title = official.stem if official else path.stem

        def act() -> None:
            content = await_content(self, path, official, is_sealed=sealed, key=self._bridge.key)
            if content is not None and print_document(content, title, self, official):
                messages.show_done(self, "Impression envoyée", f"{title} est à l’impression.")

        messages.attempt(self, act)
