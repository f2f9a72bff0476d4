"""The candidate's blocs as rows: proposal, ballot, adopted level and reason, always in words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from jurydesk.deliberation.decisions import block_status, proposal, proposes_absence
from jurydesk.deliberation.facts import BallotWay
from jurydesk.deliberation.forecast import counted_level
from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.state import Ballot, SittingState
from jurydesk.deliberation.words.candidate_words import evaluations
from jurydesk.french.days import short_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.record_table import (
    Cell,
    RecordTable,
    choose_place,
    choose_row,
    current_key,
    dress_table,
)

# Around the words of a cell: its margins, and the shape that precedes some.
_MARGINS, _SHAPE = 20, 26
# Below so much, a bloc is no longer told from the next one.
_LEAST_TITLE, _LEAST = 84, 60
_REMEMBERED, _FEWEST = 512, 3
_ACROSS = Qt.Orientation.Horizontal
_WAYS = {
    BallotWay.NOMINAL: "vote nominal",
    BallotWay.TALLY: "décompte",
    BallotWay.SECRET: "scrutin secret",
    BallotWay.CONSENSUS: "consensus",
}


class BlockView(QTableView):
    """The blocs of one candidate; letters typed in it are the keys of the sitting."""

    block_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._widths: dict[tuple[str, bool, str], int] = {}
        self._rows = RecordTable(("Bloc", "Proposition", "Scrutin", "Décision", "Motif"), self)
        # The blocs keep the order of the fiche, on paper as on screen.
        dress_table(self, self._rows, (), is_sorted=False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().setMinimumSectionSize(28)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentRowChanged.connect(self._tell)

    @property
    def block(self) -> str:
        """The full code of the bloc chosen, empty when there is none."""
        return current_key(self)

    def show_candidate(self, state: SittingState, candidate: str, *, private: bool = True) -> None:
        """Show the blocs of a candidate, keeping the bloc chosen.

        Without what is private, only the blocs and the decisions remain.
        """
        codes = [block.code for block in state.rulebook.certification.blocks]

        def cells(code: str) -> Sequence[Cell]:
            row = tuple(block_cells(state, candidate, code))
            if private:
                return row
            decided = block_status(state, candidate, code) is not None
            hidden = Cell("●", state="muted", tip="Masqué (F9)")
            return (row[0], hidden, hidden, row[3] if decided else Cell(""), hidden)

        self._rows.set_rows(codes, cells)
        self._share()
        if not self.currentIndex().isValid() and codes:
            self.choose(codes[0])

    def choose(self, block: str) -> None:
        """Make a bloc current."""
        choose_row(self, block)

    def step(self, by: int) -> None:
        """Make the bloc so many rows further current, where there is one."""
        row = self.currentIndex().row() + by
        if 0 <= row < self.model().rowCount():
            choose_place(self, row)

    def set_low(self, low: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Give the rows less height, so that all of them fit in a low window."""
        height = 18 if low else 24
        rows = self.model().rowCount() or 7
        if theme.is_touch():
            # Rows a finger hits leave no room for all of them: the others are a drag away.
            height, rows = theme.TARGET, min(rows, _FEWEST)
        self.verticalHeader().setMinimumSectionSize(height)
        self.horizontalHeader().setFixedHeight(26 if low else 34)
        self.setMinimumHeight(self.horizontalHeader().height() + rows * height + 6)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between the columns, the proposal in words first."""
        super().resizeEvent(event)
        self._share()
        # Two lines where they fit whole; one, ended by « … », where they do not.
        self.setWordWrap(self.rowHeight(0) >= 2 * self.fontMetrics().height() + 12)

    def _share(self) -> None:
        """Give the proposal, the ballot and the decision what their words take, first of all.

        The rest goes to the blocs' titles, which the ballot below tells whole, and to reasons,
        which seldom are.
        """
        font = self.font().key()
        whole = [self._needed(column, font) for column in range(self.model().columnCount())]
        width = self.viewport().width()
        for column in (2, 1, 3):
            lacking = _LEAST_TITLE + sum(whole[1:4]) - width
            whole[column] = max(whole[column] - max(lacking, 0), min(whole[column], _LEAST))
        left = max(width - sum(whole[1:4]), 0)
        has_reason = any(self._rows.cell(row, 4).text for row in range(self._rows.rowCount()))
        reason = min(whole[4], max(left - _LEAST_TITLE, 0))
        if has_reason:
            reason = min(reason, max(left // 2, left - whole[0]))
        title = max(left - reason, 0)
        for column, width in enumerate((title, *whole[1:4], reason)):
            if self.columnWidth(column) != width:
                self.setColumnWidth(column, width)

    def _needed(self, column: int, font: str) -> int:
        """Return the width at which nothing of a column is cut."""
        widest = self._width(str(self._rows.headerData(column, _ACROSS) or ""), font, bold=True)
        for row in range(self._rows.rowCount()):
            cell = self._rows.cell(row, column)
            words = self._width(f"{cell.lead}  {cell.text}".strip(), font, bold=cell.bold)
            widest = max(widest, words + (_SHAPE if cell.shape else 0))
        return widest + _MARGINS

    def _width(self, text: str, font: str, *, bold: bool) -> int:
        """Return the width of a text, measured once: every vote asks for those of all rows."""
        asked = (text, bold, font)
        if asked not in self._widths:
            if len(self._widths) >= _REMEMBERED:
                self._widths.clear()
            drawn = QFont(self.font())
            if bold:
                drawn.setWeight(QFont.Weight.DemiBold)
            self._widths[asked] = QFontMetrics(drawn).horizontalAdvance(text)
        return self._widths[asked]

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the page."""

    def _tell(self) -> None:
        if self.block:
            self.block_chosen.emit(self.block)


def block_cells(state: SittingState, candidate: str, code: str) -> Sequence[Cell]:
    """Return the row of one bloc."""
    block = state.rulebook.certification.block(code)
    ballot = state.ballot(candidate, code)
    title = typeset(block.title)
    return (
        Cell(title, lead=block.short_code, tip=f"{block.short_code}  {title}"),
        _proposed(state, candidate, code),
        _ballot(state, candidate, code, ballot),
        _decided(state, candidate, code, ballot),
        _reason(ballot),
    )


def _proposed(state: SittingState, candidate: str, code: str) -> Cell:
    level = proposal(state, candidate, code)
    if level is None and proposes_absence(state, candidate, code):
        return Cell("non présenté", state="muted", tip="Proposé non présenté : au jury de le dire.")
    if level is None:
        return Cell("aucune", state="muted", tip="Aucune proposition : le jury décide seul.")
    label = state.rulebook.level(level).label
    given = evaluations(state, state.candidates[candidate], code)
    source = f" – évaluations : {given}" if given else ""
    return Cell(label, tip=f"Proposition : {label}{source}")


def _ballot(state: SittingState, candidate: str, code: str, ballot: Ballot) -> Cell:
    if ballot.count is not None:
        count = ballot.count
        if count.way is BallotWay.CONSENSUS:
            text = "consensus"
        else:
            given = [f"{number}×{level}" for level, number in sorted(count.tally.items()) if number]
            text = "  ".join(given) or "aucun vote exprimé"
        spoken = _count_words(state, ballot)
        if count.casting_vote:
            text += " – voix prépondérante"
        return Cell(text, tip=spoken, spoken=spoken, state="" if count.level else "bad")
    if ballot.votes:
        total = len(voters_for(state, candidate))
        text = f"{len(ballot.votes)} sur {plural(total, 'vote')}"
        return Cell(text, state="accent", tip=f"Vote en cours : {text}")
    if block_status(state, candidate, code) is not None:
        return Cell("–", state="muted", tip="Aucun scrutin")
    if ballot.reconsidered:
        return Cell("à revoter", state="warn", shape=True, tip="La décision a été rouverte.")
    if ballot.earlier:
        return Cell("à revoter", state="warn", shape=True, tip="Une adoption a été annulée.")
    return Cell("à voter", state="muted")


def _count_words(state: SittingState, ballot: Ballot) -> str:
    count = ballot.count
    if count is None:
        return ""
    told = [
        f"{plural(number, 'voix', 'voix')} pour « {state.rulebook.level(level).label} »"
        for level, number in sorted(count.tally.items())
        if number
    ]
    told.append(plural(count.abstentions, "abstention"))
    if count.casting_vote:
        told.append("voix prépondérante de la présidence")
    return typeset(f"{_WAYS[count.way]} : {', '.join(told)}")


def _decided(state: SittingState, candidate: str, code: str, ballot: Ballot) -> Cell:
    status = block_status(state, candidate, code)
    if status is None:
        level = counted_level(state, candidate, code)
        if level is None:
            return Cell("")
        label = state.rulebook.level(level).label
        return Cell(f"à adopter : {level}", state="accent", tip=f"À adopter : {label}")
    look = look_of(status).tone
    if ballot.decision is not None:
        label = state.rulebook.level(ballot.decision.level).label
        tip = f"{status.value}, niveau {label}"
        return Cell(f"{ballot.decision.level} – {status.value}", look, tip, bold=True, shape=True)
    acquired = state.candidates[candidate].record(code).acquired_on
    since = f" le {short_day(acquired)}" if acquired else ""
    return Cell(f"{status.value}{since}", look, shape=status.is_obtained, bold=True)


def _reason(ballot: Ballot) -> Cell:
    told = ballot.decision if ballot.decision is not None else ballot.set_aside
    return Cell(typeset(told.reason) if told is not None else "", state="muted")
