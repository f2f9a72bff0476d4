"""Enters the marks of one defence: jurors in rows, report and oral in columns."""

from decimal import Decimal, InvalidOperation

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QLabel, QPushButton, QWidget

from jurydesk.certification.vocabulary import JurorCapacity, Role
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import Part
from jurydesk.deliberation.state import Defence, Phase, SittingState
from jurydesk.deliberation.thesis import thesis_mark, thesis_warnings
from jurydesk.deliberation.words.labels import member_name
from jurydesk.french.folding import fold
from jurydesk.french.near_names import nearest_name
from jurydesk.french.numbers import decimal
from jurydesk.french.person_names import same_person
from jurydesk.french.spaces import typeset
from jurydesk.widgets.defence.defence_words import (
    how_to_mark,
    lacking_capacities,
    missing_words,
    subject,
)
from jurydesk.widgets.defence.mark_table import FIRST_MARK, MarkTable
from jurydesk.widgets.parts.clamped_label import ClampedLabel
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge

_PARTS = (Part.REPORT, Part.ORAL)
_NARROW, _ANY = 130, 16777215
_TAKE_BACK = "Annuler cet ajout"
_ENDED = "La séance est close : les notes se relisent et ne changent plus."
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# The seats held by whoever comes from outside the teaching.
_COMPANY = (Role.EMPLOYER, Role.EMPLOYEE, Role.GUEST)


class DefencePanel(QWidget):
    """The « soutenance » of one candidate; each mark is recorded when it is left.

    ``finished`` tells who has all marks once the last one is left.
    """

    finished = Signal(str)

    subject_label: ClampedLabel
    juror_view: MarkTable
    juror_box: QComboBox
    capacity_box: QComboBox
    add_button: QPushButton
    same_button: QPushButton
    outside_label: ClampedLabel
    outside_button: QPushButton
    mark_label: QLabel
    warning_label: ClampedLabel
    problem_label: QLabel
    hint_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "defence_panel")
        self._bridge: SessionBridge | None = None
        self._candidate = ""
        self._filling = False
        self._veiled = False
        header = self.juror_view.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in (2, 3):
            self.juror_view.setColumnWidth(column, 82)
        for capacity in JurorCapacity:
            self.capacity_box.addItem(capacity.value, capacity)
        self.set_narrow(narrow=False)
        line = self.juror_box.lineEdit()
        if line is not None:
            line.setPlaceholderText("Nom du juré")
            line.setToolTip("Un membre du jury, ou une personne extérieure.")
            line.textChanged.connect(self._warn_outside)
            line.returnPressed.connect(self._enter_juror)
        # Enter would else make a member of the list out of whatever was typed.
        self.juror_box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for button in (self.add_button, self.same_button, self.outside_button):
            # Not the default of a dialog; Enter still presses the one that has the keyboard.
            button.setAutoDefault(False)
            button.installEventFilter(self)
        self._capacity_chosen = False
        self._near: str | None = None
        self._added = ""
        self._say_outside("", "")

        self.capacity_box.activated.connect(self._keep_capacity)
        self.juror_view.cellChanged.connect(self._mark)
        self.juror_view.ended.connect(self._end)
        self.add_button.clicked.connect(self._appoint)
        self.same_button.clicked.connect(self._appoint_same)
        self.outside_button.clicked.connect(self._mend_outside)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Enter on a button as a press of it."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QPushButton):
            pressed = event.type() is QEvent.Type.KeyPress and event.key() in _ENTER
            if pressed:
                watched.click()
            return pressed or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def attach(self, bridge: SessionBridge) -> None:
        """Record through a bridge, and say in place what it refuses."""
        self._bridge = bridge
        bridge.refused.connect(self._refuse)

    def show_candidate(self, state: SittingState, candidate: str) -> None:
        """Show the defence of a candidate."""
        if candidate != self._candidate or self._added:
            self._say_outside("", "")
        self._candidate = self.juror_view.subject = candidate
        self.problem_label.clear()
        who = state.candidates.get(candidate)
        rule = state.rulebook.defence
        ended = state.phase in (Phase.CLOSED, Phase.SEALED)
        is_judged = who is not None and rule is not None
        self.juror_view.setEnabled(is_judged)
        for widget in (self.juror_box, self.capacity_box, self.add_button):
            widget.setEnabled(is_judged and not ended)
        if who is None or rule is None:
            self._show_nobody()
            return
        self.subject_label.setText(subject(who))
        self._fill_members(state)
        self._fill_marks(state)
        self._sum_up(state)
        lacking = lacking_capacities(state, candidate)
        if lacking and not self.juror_box.currentText():
            self._show_capacity(lacking[0])
        self.juror_view.set_writable(not ended)
        self.hint_label.setText(typeset(_ENDED if ended else how_to_mark(rule)))
        self.same_button.setEnabled(not ended and bool(self._same_jurors(state)))

    def _show_nobody(self) -> None:
        """Keep nothing of the defence shown before, which may be of another session."""
        self.juror_view.setRowCount(0)
        for label in (self.mark_label, self.hint_label):
            label.clear()
        for clamped in (self.subject_label, self.warning_label):
            clamped.setText("")
        self.same_button.setEnabled(False)

    def begin(self) -> None:
        """Give the keyboard to what comes first: the marks, the last jurors, or the first one."""
        if self.juror_view.rowCount():
            self.juror_view.go_to_first_empty()
            self.juror_view.setFocus()
        elif self.same_button.isEnabled():
            self.same_button.setFocus()
        else:
            self.juror_box.setFocus()

    def _end(self, candidate: str) -> None:
        """Go to a mark still missing, else tell that there is none."""
        state = None if self._bridge is None else self._bridge.state
        if state is None or candidate not in state.candidates:
            return
        if thesis_mark(state, candidate) is not None:
            self.finished.emit(candidate)
        elif candidate == self._candidate:
            self.juror_view.go_to_first_empty()

    def set_veiled(self, veiled: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Hide or show the marks."""
        self._veiled = veiled
        for widget in (self.juror_view, self.mark_label, self.warning_label):
            widget.setVisible(not veiled)

    def set_narrow(self, *, narrow: bool) -> None:
        """Leave the room to the juror's name where the window is narrow."""
        for place in range(self.capacity_box.count()):
            words = JurorCapacity(self.capacity_box.itemData(place)).value
            self.capacity_box.setItemText(
                place, words if narrow else typeset(f"au titre de : {words}")
            )
        self.capacity_box.setMaximumWidth(_NARROW if narrow else _ANY)
        self.juror_box.setMinimumWidth(_NARROW if narrow else 0)

    def set_low(self, low: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Shorten the texts where the window is low, so that the marks keep their rows."""
        self.hint_label.setVisible(not low)
        self.subject_label.set_lines(1 if low else 2)
        self.warning_label.set_lines(1 if low else 3)
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(5 if low else 10)

    def _fill_members(self, state: SittingState) -> None:
        names = [(member.full_name, member.identifier) for member in state.members.values()]
        shown = range(self.juror_box.count())
        if [(self.juror_box.itemText(n), self.juror_box.itemData(n)) for n in shown] != names:
            self._filling = True
            self.juror_box.clear()
            for name, identifier in names:
                self.juror_box.addItem(name, identifier)
            self.juror_box.setCurrentIndex(-1)
            self._filling = False

    def _fill_marks(self, state: SittingState) -> None:
        self._filling = True
        defence = state.defences.get(self._candidate) or Defence()
        self.juror_view.setRowCount(len(defence.jurors))
        recused = state.recused.get(self._candidate, frozenset())
        for row, (juror, capacity) in enumerate(defence.jurors.items()):
            away = " (déporté)" if juror in recused else ""
            away += "" if juror in state.members else " (hors du jury)"
            self.juror_view.put(row, 0, f"{member_name(state, juror)}{away}", juror)
            self.juror_view.put(row, 1, capacity.value, juror)
            for column, marks in enumerate((defence.report, defence.oral), start=FIRST_MARK):
                mark = marks.get(juror)
                self.juror_view.put(row, column, "" if mark is None else decimal(mark), juror)
        self._filling = False

    def _sum_up(self, state: SittingState) -> None:
        mark = thesis_mark(state, self._candidate)
        if mark is None:
            text = missing_words(state, self._candidate)
        else:
            label = state.rulebook.level(mark.level).label
            text = (
                f"Rapport {decimal(mark.report, 2)} · oral {decimal(mark.oral, 2)} · note "
                f"{decimal(mark.mark, 2)}/20 → proposition : {label}"
            )
        self.mark_label.setText(typeset(text))
        self.warning_label.setText(typeset(" ".join(thesis_warnings(state, self._candidate))))
        self.warning_label.setVisible(bool(self.warning_label.text()) and not self._veiled)

    def _refuse(self, text: str) -> None:
        self.problem_label.setText(typeset(text))

    def _enter_juror(self) -> None:
        """Add whom the box names; with a member near what was typed, ask which is meant first."""
        if self._near is not None:
            self.outside_button.setFocus()
        elif self.juror_box.currentText().strip():
            self._appoint()
        elif self.juror_view.rowCount():
            # Nobody more to add: on to the marks.
            self.begin()

    def _appoint(self) -> None:
        capacity = JurorCapacity(self.capacity_box.currentData())
        bridge, state = self._bridge, self._bridge.state if self._bridge else None
        if bridge is None or state is None or not (juror := self._named(state)):
            return
        done = bridge.perform(
            lambda: acts.appoint_jurors(state, self._candidate, (juror,), capacity, bridge.now())
        )
        if not done:
            return
        self._capacity_chosen = False
        self.juror_box.setCurrentIndex(-1)
        self.juror_box.clearEditText()
        if juror in state.members:
            self._say_outside("", "")
        else:
            self._say_outside(f"Juré ajouté : « {juror} », hors du jury.", _TAKE_BACK)
            self._added = bridge.undo_words()

    def _named(self, state: SittingState) -> str:
        """Return the member whom the box names in any order or case, else the name typed."""
        text = self.juror_box.currentText().strip()
        chosen = self.juror_box.currentIndex()
        if chosen >= 0 and self.juror_box.itemText(chosen) == text:
            return str(self.juror_box.itemData(chosen))
        people = state.members.values()
        whole = [p.identifier for p in people if same_person(text, p.name, p.first_name)]
        # A family name that only one member has is that member.
        family = [p.identifier for p in people if fold(p.name) == fold(text)]
        return next((same[0] for same in (whole, family) if len(same) == 1), text)

    def _warn_outside(self) -> None:
        """Say before anything is recorded that the name is of no member, and whose is near."""
        state = self._bridge.state if self._bridge is not None else None
        text = self.juror_box.currentText().strip()
        if self._filling:
            return
        if state is None or not text or self._named(state) in state.members:
            self._say_outside("", "")
            if state is not None and text:
                self._propose_capacity(state.members[self._named(state)].role)
            return
        names = {key: member.full_name for key, member in state.members.items()}
        near = nearest_name(text, names)
        asked = "" if near is None else f"Choisir {names[near]}"
        self._say_outside(f"« {text} » est hors du jury.", asked, near)

    def _keep_capacity(self) -> None:
        self._capacity_chosen = True

    def _propose_capacity(self, role: Role) -> None:
        """Show in what capacity a member usually judges, until a person says otherwise."""
        self._show_capacity(JurorCapacity.COMPANY if role in _COMPANY else JurorCapacity.TEACHER)

    def _show_capacity(self, capacity: JurorCapacity) -> None:
        if not self._capacity_chosen:
            self.capacity_box.setCurrentIndex(self.capacity_box.findData(capacity))

    def _say_outside(self, text: str, offer: str, near: str | None = None) -> None:
        self._near, self._added = near, ""
        self.outside_label.setText(typeset(text))
        self.outside_label.setVisible(bool(text))
        # A hidden button keeps a name, as every control has one.
        self.outside_button.setText(offer or _TAKE_BACK)
        self.outside_button.setVisible(bool(offer))

    def _mend_outside(self) -> None:
        """Take the member whose name is near, or the person just added back."""
        if self._near is not None:
            self.juror_box.setCurrentIndex(self.juror_box.findData(self._near))
            self._say_outside("", "")
            self.add_button.setFocus()
            return
        bridge, added = self._bridge, self._added
        self._say_outside("", "")
        self.juror_box.setFocus()
        # Only that: another act may have been recorded since.
        if bridge is not None and added and bridge.undo_words() == added:
            bridge.undo()

    def _same_jurors(self, state: SittingState) -> dict[str, JurorCapacity]:
        """Return the jurors of the last defence entered, without those already here or recused."""
        if state.defences.get(self._candidate, Defence()).jurors:
            return {}
        recused = state.recused.get(self._candidate, frozenset())
        others = [each for key, each in state.defences.items() if key != self._candidate]
        last = next((each.jurors for each in reversed(others) if each.jurors), {})
        return {juror: held for juror, held in last.items() if juror not in recused}

    def _appoint_same(self) -> None:
        bridge, state = self._bridge, self._bridge.state if self._bridge else None
        if bridge is None or state is None:
            return
        at = bridge.now()
        facts = [
            fact
            for juror, held in self._same_jurors(state).items()
            for fact in acts.appoint_jurors(state, self._candidate, (juror,), held, at)
        ]
        if bridge.record(*facts):
            self.juror_view.go_to_first_empty()
            self.juror_view.setFocus()

    def _mark(self, row: int, column: int) -> None:
        bridge, item = self._bridge, self.juror_view.item(row, column)
        state = bridge.state if bridge is not None else None
        if self._filling or bridge is None or state is None or item is None:
            return
        juror, part = str(item.data(Qt.ItemDataRole.UserRole)), _PARTS[column - FIRST_MARK]
        try:
            mark = Decimal(item.text().strip().replace(",", "."))
        except InvalidOperation:
            self._give_back(state, "Donnez une note en chiffres, par exemple 14,5.")
            return
        done = bridge.perform(
            lambda: acts.mark_defence(state, self._candidate, juror, part, mark, bridge.now())
        )
        if not done:
            self._give_back(state, self.problem_label.text())

    def _give_back(self, state: SittingState, words: str) -> None:
        """Show again the marks that are recorded, and why the one typed is not."""
        self._fill_marks(state)
        self._refuse(words)
