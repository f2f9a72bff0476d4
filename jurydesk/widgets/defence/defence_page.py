"""The defences (« Soutenances »): marks by keys, with spread, weights and scale."""

from decimal import Decimal

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView, QWidget

from jurydesk.certification.rulebook import DefenceRule, MarkScale
from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation.decisions import block_status, is_defence_excused
from jurydesk.deliberation.state import Defence, SittingState
from jurydesk.deliberation.thesis import thesis_mark, thesis_warnings
from jurydesk.deliberation.words.candidate_words import homonyms
from jurydesk.french.folding import fold
from jurydesk.french.numbers import decimal, plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.defence.defence_panel import DefencePanel
from jurydesk.widgets.defence.defence_words import missing_words
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.record_table import (
    Cell,
    RecordTable,
    choose_place,
    choose_row,
    current_key,
    dress_table,
)
from jurydesk.widgets.parts.session_bridge import SessionBridge

_NARROW, _LOW = 1000, 520
_ROW = 52
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HEADINGS = ("Candidat", "Voie", "Rapport", "Oral", "Écart", "Note", "Proposition")


class DefencePage(QWidget):
    """Candidates on the left, the marks of the one chosen on the right."""

    navigate = Signal(str, str)

    progress_label: QLabel
    rule_label: QLabel
    waiting_filter: QPushButton
    search_edit: QLineEdit
    candidate_view: QTableView
    defence_panel: DefencePanel

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "defence_page")
        self._bridge = bridge
        self._veiled = False
        self._homonyms: frozenset[str] = frozenset()
        self._rows = RecordTable(_HEADINGS, self)
        dress_table(self.candidate_view, self._rows, (170, 46, 73, 54, 54, 54, 176), stretch=0)
        # Two lines: a name is whole, a level never without its words.
        self.candidate_view.verticalHeader().setDefaultSectionSize(_ROW)
        self.candidate_view.horizontalHeader().setStretchLastSection(False)
        self.defence_panel.attach(bridge)
        self.first_control: QWidget = self.candidate_view
        for widget in (self.candidate_view, self.defence_panel.juror_view):
            widget.installEventFilter(self)

        self.candidate_view.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.defence_panel.finished.connect(self._go_on)
        self.search_edit.textChanged.connect(self._refresh)
        self.search_edit.returnPressed.connect(self.candidate_view.setFocus)
        self.waiting_filter.toggled.connect(self._refresh)

    def show_state(self, state: SittingState) -> None:
        """Redraw the defences."""
        rule = state.rulebook.defence
        self.rule_label.setText(rule_words(rule))
        self._homonyms = homonyms(state)
        keys = () if rule is None else self._kept(state, rule)
        before = current_key(self.candidate_view)
        self._rows.set_rows(keys, lambda key: self._cells(state, key))
        if not choose_row(self.candidate_view, before) and keys:
            choose_place(self.candidate_view, 0)
        self._show_progress(state)
        self._show_chosen()

    def go_to(self, place: str) -> None:
        """Show a candidate's defence."""
        if choose_row(self.candidate_view, place):
            self.defence_panel.begin()

    def set_veiled(self, veiled: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Hide or show every mark."""
        self._veiled = veiled
        self.defence_panel.set_veiled(veiled)
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out, in a small window, what the marks at the right say too."""
        super().resizeEvent(event)
        narrow, low = event.size().width() < _NARROW, event.size().height() < _LOW
        for column in (1, 2, 3, 6):
            self.candidate_view.setColumnHidden(column, narrow)
        self.rule_label.setVisible(not low)
        self.defence_panel.set_low(low)
        self.defence_panel.set_narrow(narrow=narrow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter, and the keys that change of candidate from the marks."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if watched is self.candidate_view and event.key() in _ENTER:
                self.defence_panel.begin()
                return True
            steps = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
            step = steps.get(Qt.Key(event.key()))
            if step is not None and watched is not self.candidate_view:
                row = self.candidate_view.currentIndex().row() + step
                if 0 <= row < self._rows.rowCount():
                    choose_place(self.candidate_view, row)
                    self.defence_panel.begin()
                return True
            if event.key() == Qt.Key.Key_Escape and watched is not self.candidate_view:
                self.candidate_view.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _go_on(self, candidate: str) -> None:
        """Go from a defence that has all its marks to the next one that lacks some."""
        state = self._bridge.state
        if state is None:
            return
        everyone = tuple(state.candidates)
        here = everyone.index(candidate) + 1
        shown = (key for key in everyone[here:] + everyone[:here] if self._rows.row_of(key) >= 0)
        waiting = next((key for key in shown if not _is_done(state, key)), "")
        if waiting:
            choose_row(self.candidate_view, waiting)
            self.defence_panel.begin()

    def _kept(self, state: SittingState, rule: DefenceRule) -> tuple[str, ...]:
        words = fold(self.search_edit.text()).split()
        waiting = self.waiting_filter.isChecked()
        return tuple(
            key
            for key, who in state.candidates.items()
            if block_status(state, key, rule.block) is not BlockStatus.ACQUIRED
            and all(word in fold(f"{who.name} {key}") for word in words)
            and not (waiting and _is_done(state, key))
        )

    def _cells(self, state: SittingState, key: str) -> tuple[Cell, ...]:
        who, rule = state.candidates[key], state.rulebook.defence
        name = f"{who.name} (n°\u00a0{key})" if key in self._homonyms else who.name
        first = (Cell(name, bold=True), Cell(who.route.value, tip=who.route.words))
        if self._veiled or rule is None:
            return (*first, *(Cell("●", "muted", "Masqué") for _ in range(5)))
        mark = thesis_mark(state, key)
        warned = typeset(" ".join(thesis_warnings(state, key)))
        gap = spread(state.defences.get(key) or Defence())
        wide = gap is not None and gap > rule.gap.value
        gap_cell = Cell(
            "–" if gap is None else decimal(gap),
            "warn" if wide else "",
            warned or "Écart le plus grand entre deux jurés",
            shape=wide,
        )
        if mark is None:
            excused = is_defence_excused(state, key)
            words = "sans objet" if excused else "à noter"
            tip = typeset("" if excused else missing_words(state, key))
            return (*first, Cell("–"), Cell("–"), gap_cell, Cell("–"), Cell(words, "muted", tip))
        level = state.rulebook.level(mark.level)
        look = "good" if level.status.is_obtained else "warn"
        return (
            *first,
            Cell(decimal(mark.report, 2)),
            Cell(decimal(mark.oral, 2)),
            gap_cell,
            Cell(decimal(mark.mark, 2), bold=True),
            Cell(level.label, look, typeset(f"{level.label} {warned}"), shape=True),
        )

    def _show_progress(self, state: SittingState) -> None:
        rule = state.rulebook.defence
        if rule is None:
            self.progress_label.setText(typeset("Cette certification n’a pas de soutenance."))
            return
        asked = [key for key in state.candidates if not is_defence_excused(state, key)]
        if not asked:
            self.progress_label.setText(typeset("Aucune soutenance à noter dans cette séance."))
            return
        marked = sum(1 for key in asked if thesis_mark(state, key) is not None)
        self.progress_label.setText(f"{plural(marked, 'notée')} sur {len(asked)}")

    def _show_chosen(self) -> None:
        state = self._bridge.state
        if state is not None:
            self.defence_panel.show_candidate(state, current_key(self.candidate_view))
            self.defence_panel.setEnabled(bool(current_key(self.candidate_view)))

    def _refresh(self) -> None:
        if self._bridge.state is not None:
            self.show_state(self._bridge.state)


def _is_done(state: SittingState, key: str) -> bool:
    return is_defence_excused(state, key) or thesis_mark(state, key) is not None


def spread(defence: Defence) -> Decimal | None:
    """Return the widest gap between two jurors, on the report or the oral; ``None`` before two."""
    gaps = [
        max(marks.values()) - min(marks.values())
        for marks in (defence.report, defence.oral)
        if len(marks) > 1
    ]
    return max(gaps, default=None)


def rule_words(rule: DefenceRule | None) -> str:
    """Return the weights, the scale and what is signalled, as the rulebook gives them."""
    if rule is None:
        return ""
    weight = rule.report_weight.value
    parts = [
        f"Note = {weight} du rapport + {1 - weight} de l’oral, arrondie au centième.",
        f"{_scale_words(rule.scale.value)}.",
        f"Signalé : plus de {decimal(rule.gap.value)} points entre deux jurés",
    ]
    if rule.pages is not None:
        parts[-1] += f", plus de {rule.pages.value} pages"
    parts[-1] += "."
    needed = ", ".join(each.value for each in rule.required_capacities)
    parts.append(f"Au moins un juré à chaque titre : {needed}.")
    settings = (rule.report_weight, rule.scale, rule.gap)
    if not all(each.is_opposable for each in settings):
        parts.append("Règles à confirmer : page Certification.")
    return typeset(" ".join(parts))


def _scale_words(scale: MarkScale) -> str:
    floors = [f"niveau {level} à partir de {decimal(floor)}" for floor, level in scale.floors]
    return f"{', '.join(floors)}, sinon niveau {scale.otherwise}".capitalize()
