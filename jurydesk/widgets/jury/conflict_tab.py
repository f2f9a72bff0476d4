"""Who does not deliberate on whom: a matrix of members and VAE candidates, proposals included."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTableView, QWidget

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.recusal import Doubt, ProposedRecusal, doubts, proposed_recusals
from jurydesk.deliberation import acts
from jurydesk.deliberation.inspection import situation_of
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.labels import candidate_name, member_name
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.record_table import (
    Cell,
    RecordTable,
    choose_place,
    dress_table,
    fit_column,
)
from jurydesk.widgets.parts.recusal_dialog import RecusalDialog
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import child


class _Matrix(RecordTable):
    """Members down the side: their names stay when the candidates scroll."""

    names: Mapping[str, str] = MappingProxyType({})

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Return a candidate's name above a column, a member's beside a row."""
        if orientation is Qt.Orientation.Vertical and role == Qt.ItemDataRole.DisplayRole:
            return self.names.get(self.key(section), "")
        return super().headerData(section, orientation, role)


class ConflictTab(QWidget):
    """Rows are members; columns are the candidates of VAE and those with a recusal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge: SessionBridge | None = None
        self._rows = _Matrix((), self)
        self._candidates: tuple[str, ...] = ()
        self._proposed: dict[tuple[str, str], ProposedRecusal] = {}
        self._doubts: dict[tuple[str, str], Doubt] = {}

    def set_bridge(self, bridge: SessionBridge) -> None:
        """Give the tab where it records; called once by the page."""
        self._bridge = bridge
        view = self._view()
        dress_table(view, self._rows, ())
        side = view.verticalHeader()
        side.show()
        side.setSectionsClickable(False)
        side.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.selectionModel().currentChanged.connect(self._explain)
        child(self, QPushButton, "recuse_button").clicked.connect(self._recuse)
        child(self, QPushButton, "recuse_all_button").clicked.connect(self._recuse_all)
        for name, same in (("settle_same_button", True), ("settle_other_button", False)):
            child(self, QPushButton, name).clicked.connect(partial(self._settle, same))

    def show_state(self, state: SittingState) -> None:
        """Redraw the matrix."""
        proposed = proposed_recusals(situation_of(state))
        self._proposed = {
            (each.member.identifier, each.candidate.identifier): each for each in proposed
        }
        # Two doubts of one file on one member are settled one after the other.
        self._doubts = {
            (each.member.identifier, each.candidate.identifier): each
            for each in reversed(doubts(situation_of(state)))
        }
        concerned = {each.candidate.identifier for each in proposed} | state.recused.keys()
        self._candidates = tuple(
            key
            for key, who in state.candidates.items()
            if who.route.is_experience or key in concerned
        )
        names = tuple(_on_two_lines(state.candidates[key]) for key in self._candidates)
        self._rows.names = {key: member.full_name for key, member in state.members.items()}
        self._rows.set_headings(names)
        self._rows.set_rows(tuple(state.members), lambda key: self._cells(state, key))
        view = self._view()
        for column in range(len(names)):
            fit_column(view, column, 100, 240)
        if not view.currentIndex().isValid() and names:
            choose_place(view, *self._first_proposed())
        sealed = state.phase in (Phase.CLOSED, Phase.SEALED)
        child(self, QPushButton, "recuse_button").setEnabled(bool(names) and not sealed)
        child(self, QPushButton, "recuse_all_button").setEnabled(
            bool(self._proposed) and not sealed
        )
        self._explain()

    def _first_proposed(self) -> tuple[int, int]:
        """Return where to look first: a recusal to propose, when there is one."""
        wanted = self._proposed or self._doubts
        places = ((self._rows.row_of(m), self._candidates.index(c)) for m, c in wanted)
        return min(places, default=(0, 0))

    def _cells(self, state: SittingState, member: str) -> tuple[Cell, ...]:
        return tuple(self._cell(state, member, key) for key in self._candidates)

    def _cell(self, state: SittingState, member: str, candidate: str) -> Cell:
        if member in state.recused.get(candidate, frozenset()):
            return Cell("déporté", state="good", shape=True, tip="Déport enregistré.")
        proposed = self._proposed.get((member, candidate))
        if proposed is not None:
            tip = f"{proposed.member.full_name} {proposed.why}."
            return Cell("à proposer", state="warn", shape=True, tip=tip)
        doubt = self._doubts.get((member, candidate))
        if doubt is not None:
            tip = (
                f"« {doubt.mention} », {doubt.what} selon le dossier, peut désigner "
                f"{doubt.member.full_name} : dites si c’est cette personne."
            )
            return Cell("à trancher", state="unknown", shape=True, tip=tip)
        return Cell("–", state="muted", tip="Aucun lien dans les dossiers.")

    def _where(self) -> tuple[str, str]:
        index = self._view().currentIndex()
        column = index.column()
        candidate = self._candidates[column] if 0 <= column < len(self._candidates) else ""
        return self._rows.key(index.row()), candidate

    def _explain(self) -> None:
        state = None if self._bridge is None else self._bridge.state
        member, candidate = self._where()
        label = child(self, QLabel, "conflict_text")
        open_doubt = state is not None and state.phase not in (Phase.CLOSED, Phase.SEALED)
        child(self, QWidget, "settle_row").setVisible(
            open_doubt and (member, candidate) in self._doubts
        )
        if state is None or not member or not candidate:
            label.setText("Aucun candidat VAE et aucun déport dans cette promotion.")
            return
        cell = self._cell(state, member, candidate)
        who = f"{member_name(state, member)} et {candidate_name(state, candidate)}"
        label.setText(typeset(f"{who} : {cell.tip}"))

    def _recuse(self) -> None:
        bridge = self._bridge
        state = None if bridge is None else bridge.state
        member, candidate = self._where()
        if bridge is None or state is None or not candidate:
            return
        dialog = RecusalDialog(state, candidate, member, self)
        if dialog.exec() == QDialog.DialogCode.Accepted and dialog.member:
            chosen, reason = dialog.member, dialog.reason
            bridge.perform(
                lambda: acts.recuse(state, (chosen,), (candidate,), bridge.now(), reason)
            )
        dialog.deleteLater()

    def _settle(self, same: bool, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        """Say who the file means, and draw what follows from it."""
        bridge, doubt = self._bridge, self._doubts.get(self._where())
        if bridge is not None and doubt is not None:
            bridge.perform(lambda: acts.settle(doubt, bridge.now(), same=same))

    def _recuse_all(self) -> None:
        bridge = self._bridge
        state = None if bridge is None else bridge.state
        if bridge is None or state is None:
            return
        at = bridge.now()
        bridge.perform_each(
            tuple(
                acts.recuse(state, (member,), (candidate,), at, each.why)
                for (member, candidate), each in self._proposed.items()
            )
        )

    def _view(self) -> QTableView:
        return child(self, QTableView, "conflict_view")


def _on_two_lines(who: Candidate) -> str:
    """Return a name as a heading that takes no more width than it needs."""
    family = (who.used_name or who.birth_name).upper()
    return f"{family}\n{who.first_names}"
