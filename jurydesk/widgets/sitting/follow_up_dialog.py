"""Asks what a candidate still has to do, and by when; all of it optional, all of it editable."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.follow_ups import followed_blocks, may_be_advised
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.candidate_words import told_apart
from jurydesk.french.days import unbroken_day
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.parts.date_field import DateField, Limit
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.markup import plain

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FollowUpDialog(QDialog):
    """One row a bloc that is not validated, and the recommendations where they are due."""

    subject_label: QLabel
    block_grid: QGridLayout
    advice_label: QLabel
    advice_edit: QPlainTextEdit
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, state: SittingState, candidate: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "follow_up_dialog")
        self._state = state
        self._candidate = candidate
        self._rows: dict[str, tuple[QLineEdit, DateField]] = {}
        for code, what in followed_blocks(state, candidate).items():
            self._add(code, what)
        self._asks_advice = may_be_advised(state, candidate)
        self.subject_label.setText(typeset(self._subject()))
        self.advice_edit.setPlainText(state.recommendations.get(candidate, ""))
        self.advice_edit.installEventFilter(self)
        for widget in (self.advice_label, self.advice_edit):
            widget.setVisible(self._asks_advice)
        height = 210 + 58 * len(self._rows) + (120 if self._asks_advice else 0)
        self.resize(self.width(), min(height, 500))
        first = next((edit for edit, _ in self._rows.values() if not edit.text()), None)
        (first or self.advice_edit).setFocus()

        self.accept_button.clicked.connect(self._save)
        self.cancel_button.clicked.connect(self.reject)

    def facts(self, at: datetime) -> tuple[Fact, ...]:
        """Return what changed, as the facts of one act."""
        found: list[Fact] = []
        for code, (work, due) in self._rows.items():
            known = self._state.ballot(self._candidate, code).follow_up
            entered = (work.text().strip(), due.day)
            before = ("", None) if known is None else (known.work, known.due_on)
            if entered != before:
                found += acts.plan_follow_up(self._state, self._candidate, code, *entered, at)
        advice = self.advice_edit.toPlainText().strip()
        if self._asks_advice and advice not in (
            "",
            self._state.recommendations.get(self._candidate),
        ):
            found += acts.recommend(self._state, self._candidate, advice, at)
        return tuple(found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Enter in the text as « Enregistrer »."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in _ENTER and control:
                self._save()
                return True
        return super().eventFilter(watched, event)

    def _subject(self) -> str:
        name = told_apart(self._state, self._candidate)
        if self._rows or self._asks_advice:
            return f"{name} : ce que le jury demande, et pour quand."
        return f"{name} : aucun bloc n’appelle de complément ni de rattrapage."

    def _add(self, code: str, what: str) -> None:
        block = self._state.rulebook.certification.block(code)
        known = self._state.ballot(self._candidate, code).follow_up
        work, due = QLineEdit(self), DateField(self)
        label = plain(QLabel(typeset(f"{block.short_code} – {what} :"), self))
        label.setBuddy(work)
        work.setPlaceholderText(typeset("Travail demandé"))
        work.setAccessibleName(f"{capitalised(what)} demandé, {block.short_code}")
        due.line.setPlaceholderText("avant le jj/mm/aaaa")
        due.set_optional(optional=True)
        due.set_limits(earliest=(self._not_before(),))
        due.setAccessibleName(f"Date du {what}, {block.short_code}")
        due.setFixedWidth(220)
        if known is not None:
            work.setText(known.work)
            due.set_day(known.due_on)
        row = len(self._rows)
        for column, widget in enumerate((label, work, due)):
            self.block_grid.addWidget(widget, row, column)
        self._rows[code] = (work, due)

    def _not_before(self) -> Limit:
        held = unbroken_day(self._state.session_date)
        told = f"Avant la séance, du {held} : donnez un jour à venir, ou aucun."
        return Limit(self._state.session_date, told, stops=True)

    def _save(self) -> None:
        for _, due in self._rows.values():
            if due.problem:
                self._refuse(due, due.problem)
                return
        self.accept()

    def _refuse(self, due: DateField, words: str) -> None:
        self.problem_label.setText(typeset(words))
        due.line.setFocus()
        due.line.selectAll()
