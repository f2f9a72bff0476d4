"""Prepares, from a sealed session, the one that rectifies it: who, why, when, before which jury."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from jurydesk.compliance import jury_file
from jurydesk.deliberation.facts import Fact, JuryImported
from jurydesk.deliberation.rectification import rectified_words
from jurydesk.deliberation.rectification.plan import (
    RectificationPlan,
    may_be_reviewed,
    rectifying_facts,
    require_sealed,
    voted_again,
)
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import unbroken_day
from jurydesk.french.folding import fold
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.minutes.content.rectification_section import late_words
from jurydesk.storage import rectified
from jurydesk.widgets.parts import messages, theme
from jurydesk.widgets.parts.background import busy
from jurydesk.widgets.parts.date_field import DateField, Limit
from jurydesk.widgets.parts.drops import TABLE, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_state
from jurydesk.widgets.window import making
from jurydesk.widgets.window.demonstration import free_path

_KEY = Qt.ItemDataRole.UserRole
_FOLDED = Qt.ItemDataRole.UserRole + 1
_TABLES = "Tableaux (*.csv *.tsv *.txt *.xlsx *.ods)"
_DECIDED = "Ne se choisit pas : seul un bloc validé par ce jury peut être remis en question."
_CHECKED, _UNCHECKED = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class RectificationDialog(QDialog):
    """Chooses the candidates touched and the blocs to review; ``path`` is the session made."""

    subject_label: QLabel
    search_edit: QLineEdit
    candidate_view: QListWidget
    count_label: QLabel
    block_label: QLabel
    block_view: QListWidget
    reason_edit: QPlainTextEdit
    date_edit: DateField
    place_edit: QLineEdit
    late_label: QLabel
    jury_label: QLabel
    jury_button: QPushButton
    file_edit: QLineEdit
    file_browse: QPushButton
    rule_label: QLabel
    problem_label: QLabel
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(
        self, bridge: SessionBridge, first: SittingState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "rectification_dialog")
        FileDrops(self, (TABLE,), self._jury_dropped)
        self._bridge = bridge
        self._first = first
        self._touched: dict[str, None] = {}
        self._reviewed: dict[str, set[str]] = {}
        self._jury: JuryImported | None = None
        self.path: Path | None = None
        self._fill()

        self.search_edit.textChanged.connect(self._filter)
        self.candidate_view.itemChanged.connect(self._touch)
        self.candidate_view.currentItemChanged.connect(self._show_blocks)
        self.block_view.itemChanged.connect(self._review)
        self.reason_edit.textChanged.connect(self._allow)
        self.date_edit.changed.connect(self._warn_late)
        self.jury_button.clicked.connect(self._change_jury)
        self.file_edit.textChanged.connect(self._allow)
        self.file_browse.clicked.connect(self._browse)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self._create)

    def _fill(self) -> None:
        first = self._first
        number = require_sealed(first).minutes_number
        self.subject_label.setText(
            typeset(
                f"Rectifie le procès-verbal n° {number} du {unbroken_day(first.session_date)}, qui "
                "reste scellé tel quel."
            )
        )
        self.rule_label.setText(typeset(rectified_words.RULE))
        for key, who in first.candidates.items():
            item = QListWidgetItem(rectified_words.candidate_line(first, who))
            item.setData(_KEY, key)
            item.setData(_FOLDED, fold(item.text()))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_UNCHECKED)
            self.candidate_view.addItem(item)
        self.candidate_view.setCurrentRow(0)
        today = max(self._bridge.now().date(), first.session_date)
        held = unbroken_day(first.session_date)
        early = f"Avant la première séance, du {held}."
        self.date_edit.set_limits(earliest=(Limit(first.session_date, early, stops=True),))
        self.date_edit.set_day(today)
        self.place_edit.setText(first.place)
        path = self._bridge.path
        if path is not None:
            proposed = free_path(path.with_stem(f"{path.stem}-rectification"))
            self.file_edit.setText(str(proposed))
        self._show_blocks()
        self._show_jury()
        self._warn_late()
        self._allow()
        self.search_edit.setFocus()

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        shown = None
        for item in map(self.candidate_view.item, range(self.candidate_view.count())):
            told = item.data(_FOLDED)
            item.setHidden(not all(word in told for word in words))
            if shown is None and not item.isHidden():
                shown = item
        if shown is not None and self.candidate_view.currentItem().isHidden():
            self.candidate_view.setCurrentItem(shown)

    def _touch(self, item: QListWidgetItem) -> None:
        key = str(item.data(_KEY))
        if item.checkState() is _CHECKED:
            self._touched[key] = None
        else:
            self._touched.pop(key, None)
            self._reviewed.pop(key, None)
        if self.candidate_view.currentItem() is item:
            self._show_blocks()
        else:
            self.candidate_view.setCurrentItem(item)
        self._allow()

    def _show_blocks(self) -> None:
        self.block_view.blockSignals(True)  # noqa: FBT003 Qt's own way
        self.block_view.clear()
        who = self._first.candidates[str(self.candidate_view.currentItem().data(_KEY))]
        self.block_label.setText(typeset(f"&Blocs : {who.name.replace('&', '&&')}"))
        for block in self._first.rulebook.certification.blocks:
            self.block_view.addItem(self._block_item(who.identifier, block.code))
        self.block_view.blockSignals(False)  # noqa: FBT003 likewise

    def _block_item(self, key: str, code: str) -> QListWidgetItem:
        reviewed = code in self._reviewed.get(key, ())
        who = self._first.candidates[key]
        words = rectified_words.block_line(self._first, who, code, reviewed=reviewed)
        item = QListWidgetItem(words)
        item.setData(_KEY, code)
        can_be = code in may_be_reviewed(self._first, key)
        if can_be or code in voted_again(self._first, key):
            item.setCheckState(_UNCHECKED if can_be and not reviewed else _CHECKED)
        if not can_be:
            item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsUserCheckable)
            item.setForeground(QColor(theme.current().muted))
            item.setToolTip(_DECIDED)
        return item

    def _review(self, item: QListWidgetItem) -> None:
        """Put a validated bloc in question, or no more: its candidate is touched by the error."""
        owner = self.candidate_view.currentItem()
        key, code = str(owner.data(_KEY)), str(item.data(_KEY))
        asked = self._reviewed.setdefault(key, set())
        if item.checkState() is _CHECKED:
            asked.add(code)
        else:
            asked.discard(code)
        who = self._first.candidates[key]
        reviewed = code in asked
        self.block_view.blockSignals(True)  # noqa: FBT003 Qt's own way
        item.setText(rectified_words.block_line(self._first, who, code, reviewed=reviewed))
        self.block_view.blockSignals(False)  # noqa: FBT003 likewise
        if reviewed and key not in self._touched:
            self._touched[key] = None
            self.candidate_view.blockSignals(True)  # noqa: FBT003 the blocs keep their place
            owner.setCheckState(_CHECKED)
            self.candidate_view.blockSignals(False)  # noqa: FBT003 likewise
        self._allow()

    def _warn_late(self) -> None:
        held = self.date_edit.day
        late = late_words(self._first.session_date, held) if held else ""
        self.late_label.setText(typeset(late))
        self.late_label.setVisible(bool(late))
        set_state(self.late_label, "warn")
        self._allow()

    def _change_jury(self) -> None:
        """Take another jury's table, or the first jury again."""
        if self._jury is not None:
            self._jury = None
            self._show_jury()
            return
        path = self._bridge.path
        start = str(path.parent if path else Path.home())
        name, _ = QFileDialog.getOpenFileName(self, "Choisir le jury", start, _TABLES)
        if name:
            messages.attempt(self, lambda: self._take_jury(Path(name)))

    def _jury_dropped(self, path: Path) -> None:
        messages.attempt(self, lambda: self._take_jury(path))

    def _take_jury(self, path: Path) -> None:
        with busy():
            read = jury_file.read_jury(path, self._first.rulebook)
        if read.errors:
            more = plural(len(read.errors), "ligne refusée", "lignes refusées")
            raise JuryDeskError(f"{path.name}, {more} : {read.errors[0].sentence}")
        self._jury = JuryImported(
            self._bridge.now(), read.source.name, read.source.digest, read.accepted()
        )
        self._show_jury()

    def _show_jury(self) -> None:
        if self._jury is None:
            told = f"Jury de la première séance, {plural(len(self._first.members), 'membre')}"
            self.jury_button.setText("Autre &jury…")
        else:
            told = f"{self._jury.source}, {plural(len(self._jury.members), 'membre')}"
            self.jury_button.setText("Premier &jury")
        self.jury_label.setText(told)

    def _browse(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self,
            "Où enregistrer la séance rectificative ?",
            self.file_edit.text(),
            "Séances JuryDesk (*.jury)",
        )
        if name:
            self.file_edit.setText(name if name.endswith(".jury") else f"{name}.jury")

    def _allow(self) -> None:
        missing = self._missing()
        self.problem_label.setText(typeset(missing))
        set_state(self.problem_label, "")
        self.accept_button.setEnabled(not missing)
        number = plural(len(self._touched), "candidat choisi", "candidats choisis")
        self.count_label.setText(f"{number} sur {len(self._first.candidates)}")

    def _missing(self) -> str:
        """Return what is still to be said before the session can be made."""
        if not self._touched:
            return "Cochez chaque candidat touché par l’erreur."
        for key in self._touched:
            if not voted_again(self._first, key) and not self._reviewed.get(key):
                name = self._first.candidates[key].name
                return f"{name} : tous ses blocs sont validés, cochez ceux qui sont à revoir."
        if not self.reason_edit.toPlainText().strip():
            return "Indiquez le motif de la rectification."
        if self.date_edit.day is None:
            return f"Date de la séance : {self.date_edit.problem}"
        return "" if self.file_edit.text().strip() else "Indiquez le fichier de la séance."

    def _plan(self, held: date) -> RectificationPlan:
        return RectificationPlan(
            day=held,
            reason=self.reason_edit.toPlainText(),
            candidates=tuple(self._touched),
            reviewed={key: frozenset(codes) for key, codes in self._reviewed.items() if codes},
            place=self.place_edit.text().strip(),
            jury=self._jury,
        )

    def _create(self) -> None:
        first, path = self._bridge.path, Path(self.file_edit.text().strip()).expanduser()
        held = self.date_edit.day
        if first is None or held is None:
            return
        key = self._bridge.key

        def facts() -> tuple[Fact, ...]:
            sealed = rectified.read_sealed(first, key)
            return rectifying_facts(sealed, self._plan(held), self._bridge.now())

        # What rectifies a protected session opens with the same passphrase.
        making.make(self, self._bridge, path, facts, key)
