"""Follows the accrochage of each holder: where it stands, and what became of what was sent."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from jurydesk.deliberation.accrochage_standing import Standing, counted_standings, standings
from jurydesk.deliberation.facts import AccrochageNoted, AccrochageState
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.french.days import short_day, unbroken_day
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.minutes.papers.deadlines import accrochage_due
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.lists.heading_sort import give_sorting
from jurydesk.widgets.parts.lists.tools import offer_buttons
from jurydesk.widgets.parts.reason_dialog import ask_reason
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_state

_KEY = Qt.ItemDataRole.UserRole
_LOOKS = {
    AccrochageState.SENT: "accent",
    AccrochageState.ACCEPTED: "good",
    AccrochageState.REFUSED: "bad",
    AccrochageState.TO_SEND_AGAIN: "warn",
}


class AccrochageStandingDialog(QDialog):
    """One row a holder; ``chosen`` are the rows to export, once the person asked for it."""

    subject_label: QLabel
    holder_view: QTreeWidget
    sent_button: QPushButton
    accepted_button: QPushButton
    refused_button: QPushButton
    again_button: QPushButton
    problem_label: QLabel
    export_button: QPushButton
    close_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "accrochage_standing_dialog")
        self._bridge = bridge
        self.chosen: tuple[str, ...] = ()
        header = self.holder_view.header()
        header.setStretchLastSection(True)
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        give_sorting(self.holder_view)
        buttons = (self.sent_button, self.accepted_button, self.refused_button, self.again_button)
        offer_buttons(self.holder_view, *buttons, self.export_button)
        self._show(bridge.state)

        bridge.changed.connect(self._show)
        bridge.refused.connect(self._tell)
        self.holder_view.itemSelectionChanged.connect(self._allow)
        self.sent_button.clicked.connect(lambda: self._note(AccrochageState.SENT))
        self.accepted_button.clicked.connect(lambda: self._note(AccrochageState.ACCEPTED))
        self.refused_button.clicked.connect(self._refuse)
        self.again_button.clicked.connect(lambda: self._note(AccrochageState.TO_SEND_AGAIN))
        self.export_button.clicked.connect(self._export)
        self.close_button.clicked.connect(self.reject)
        self._choose_waiting()

    def _choose_waiting(self) -> None:
        """Choose those who are to be sent: what the person most likely comes for."""
        state = self._bridge.state
        waiting = {
            key
            for key, each in ({} if state is None else standings(state)).items()
            if each.state in (AccrochageState.TO_SEND, AccrochageState.TO_SEND_AGAIN)
        }
        for row in range(self.holder_view.topLevelItemCount()):
            item = self.holder_view.topLevelItem(row)
            if item is not None:
                item.setSelected(str(item.data(0, _KEY)) in waiting)

    def _show(self, state: SittingState | None) -> None:
        if state is None:
            self.reject()
            return
        kept = set(self._selected())
        self.holder_view.clear()
        for key, standing in standings(state).items():
            item = _item(state, key, standing)
            self.holder_view.addTopLevelItem(item)
            item.setSelected(key in kept)
        give_sorting(self.holder_view).again()
        due = unbroken_day(accrochage_due(state))
        told = [
            f"{number} {each.value}" for each, number in counted_standings(state).items() if number
        ]
        self.subject_label.setText(typeset(f"À déposer au plus tard le {due}. {' · '.join(told)}."))
        self._tell("")
        self._allow()

    def _selected(self) -> tuple[str, ...]:
        return tuple(str(item.data(0, _KEY)) for item in self.holder_view.selectedItems())

    def _allow(self) -> None:
        some = bool(self.holder_view.selectedItems())
        for button in (
            *(self.sent_button, self.accepted_button, self.refused_button),
            *(self.again_button, self.export_button),
        ):
            button.setEnabled(some)

    def _note(self, noted: AccrochageState, reason: str = "") -> None:
        moment = self._bridge.now()
        self._bridge.record(
            *(AccrochageNoted(moment, key, noted, reason) for key in self._selected())
        )

    def _refuse(self) -> None:
        reason = ask_reason(
            self,
            "Accrochage refusé",
            "Notez le motif tel que la Caisse des Dépôts le donne.",
            label="&Motif :",
        )
        if reason:
            self._note(AccrochageState.REFUSED, reason)

    def _export(self) -> None:
        self.chosen = self._selected()
        self.accept()

    def _tell(self, words: str) -> None:
        self.problem_label.setText(typeset(words))
        set_state(self.problem_label, "bad" if words else "")


def _item(state: SittingState, key: str, standing: Standing) -> QTreeWidgetItem:
    since = "" if standing.since is None else short_day(local(state, standing.since).date())
    who = state.candidates[key]
    item = QTreeWidgetItem(
        [
            typeset(f"{who.name} ({key})"),
            capitalised(standing.state.value),
            since,
            typeset(standing.reason),
        ]
    )
    item.setData(0, _KEY, key)
    item.setToolTip(3, typeset(standing.reason))
    look = _LOOKS.get(standing.state)
    if look:
        item.setForeground(1, QColor(str(getattr(theme.current(), look))))
    return item


def follow_accrochage(bridge: SessionBridge, parent: QWidget) -> tuple[str, ...]:
    """Show where each holder stands; return those whose flow is to be exported, if any."""
    dialog = AccrochageStandingDialog(bridge, parent)
    dialog.exec()
    chosen = dialog.chosen
    dialog.deleteLater()
    return chosen
