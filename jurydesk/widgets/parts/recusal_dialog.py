"""Records a « déport » in two keys: D in the room, then the member's number."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from jurydesk.compliance.recusal import proposed_recusals
from jurydesk.deliberation.inspection import situation_of
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.candidate_words import told_apart
from jurydesk.french.spaces import typeset
from jurydesk.widgets.keys.key_reading import digit, is_modifier, is_typed, key_name
from jurydesk.widgets.keys.member_numbers import MemberNumbers
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state

_MEMBER = Qt.ItemDataRole.UserRole
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# The keys that choose somebody where nobody is chosen yet.
_BEGIN = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Home)


class RecusalDialog(QDialog):
    """Chooses who does not deliberate on one candidate."""

    subject_label: QLabel
    member_view: QListWidget
    reason_edit: QLineEdit
    hint_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self, state: SittingState, candidate: str, member: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "recusal_dialog")
        who = told_apart(state, candidate)
        self.subject_label.setText(typeset(f"Qui ne délibère pas sur {who} ?"))
        recused = state.recused.get(candidate, frozenset())
        why = {
            each.member.identifier: each.why
            for each in proposed_recusals(situation_of(state))
            if each.candidate.identifier == candidate
        }
        # The numbers are those of « Présences »: who is recused already keeps a place.
        for number, each in enumerate(state.members.values(), start=1):
            hint = f" – à proposer : {why[each.identifier]}" if each.identifier in why else ""
            hint = " – déjà noté" if each.identifier in recused else hint
            item = QListWidgetItem(typeset(f"{number}  {each.full_name}, {each.role.words}{hint}"))
            item.setData(_MEMBER, each.identifier)
            self.member_view.addItem(item)
            if each.identifier in recused:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            elif each.identifier == member or (not member and each.identifier in why):
                self.member_view.setCurrentItem(item)
        self._numbers = MemberNumbers(len(state.members))
        self.member_view.installEventFilter(self)
        self.member_view.setFocus()
        self._allow()

        self.member_view.itemSelectionChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def member(self) -> str:
        """Who was chosen, empty as long as nobody is: Enter alone must recuse no one."""
        chosen = self.member_view.selectedItems()
        return str(chosen[0].data(_MEMBER)) if chosen else ""

    @property
    def reason(self) -> str:
        """Why, for the journal only: no paper prints it."""
        return self.reason_edit.text().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a digit as a member, and record at once; Ctrl+Z undoes it."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not is_modifier(event):
            if (struck := digit(event)) is not None:
                self._hear(struck)
                return True
            if event.key() in _ENTER and (begun := self._numbers.end()):
                self._take(begun)
                return True
            self._numbers.forget()
            if is_typed(event):
                self._say(f"{key_name(event)} n’est pas un numéro : rien n’est enregistré.")
                return True
            if event.key() in _BEGIN and not self.member:
                self._choose_first()
                return True
        return super().eventFilter(watched, event)

    def _hear(self, struck: int) -> None:
        number = self._numbers.take(struck)
        if number is not None:
            self._take(number)
            return
        self.hint_label.setText(typeset(self._numbers.question()))
        set_state(self.hint_label, "")

    def _take(self, number: int) -> None:
        item = self.member_view.item(number - 1) if number else None
        if item is None:
            self._say(f"Aucun membre ne porte le numéro {number} : rien n’est enregistré.")
        elif not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            self._say(f"Le déport du membre {number} est déjà noté.")
        else:
            self.member_view.setCurrentItem(item)
            self.accept()

    def _say(self, words: str) -> None:
        self.hint_label.setText(typeset(words))
        set_state(self.hint_label, "bad")

    def _choose_first(self) -> None:
        rows = (self.member_view.item(row) for row in range(self.member_view.count()))
        first = next((item for item in rows if item.flags() & Qt.ItemFlag.ItemIsEnabled), None)
        if first is not None:
            self.member_view.setCurrentItem(first)

    def _allow(self) -> None:
        self.accept_button.setEnabled(bool(self.member))
