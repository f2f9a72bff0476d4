"""The list of candidates in the room: filtered as one types, painted straight from the state."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from jurydesk.certification.vocabulary import Outcome
from jurydesk.deliberation.cases import Case, case_of
from jurydesk.deliberation.decisions import open_blocks, outcome
from jurydesk.deliberation.follow_ups import is_incomplete
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.candidate_words import homonyms
from jurydesk.french.aloud import aloud
from jurydesk.french.folding import fold
from jurydesk.french.numbers import plural
from jurydesk.widgets.heard.announcing import described
from jurydesk.widgets.heard.selection import SelectionFollower
from jurydesk.widgets.parts import icons, theme
from jurydesk.widgets.parts.markup import tip
from jurydesk.widgets.parts.record_table import choose_place

Index = QModelIndex | QPersistentModelIndex
_SHAPES = {
    Case.CLEAR: ("bolt", "accent"),
    Case.DISCUSS: ("ballot", "muted"),
    Case.PENDING: ("clock", "warn"),
    Case.DONE: ("check", "good"),
}

# Beyond so many rows painted since the last reset, looking for changes costs more than painting.
_FEW = 60


class CandidateModel(QAbstractListModel):
    """Candidates in the cohort's order, those that a text and a filter keep."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: SittingState | None = None
        self._shown: tuple[str, ...] = ()
        self._folded: dict[str, str] = {}
        self._homonyms: frozenset[str] = frozenset()
        self._cases: dict[str, tuple[tuple[object, ...], Case]] = {}
        self._lines: dict[str, tuple[Case, str]] = {}

    def show_state(self, state: SittingState, text: str, kept: str) -> None:
        """Show the candidates of a state that contain a text and pass a filter."""
        if self._state is None or self._state.cohort_source is not state.cohort_source:
            self._folded = {
                key: fold(f"{each.name} {each.birth_name} {key} {each.route} {each.employer}")
                for key, each in state.candidates.items()
            }
            self._homonyms = homonyms(state)
        if state is not self._state:
            self._state, self._cases = state, {}
        shown = self._kept(state, fold(text).split(), kept)
        if shown != self._shown:
            self.beginResetModel()
            self._shown, self._lines = shown, {}
            self.endResetModel()
        else:
            self._tell_changes()

    def _kept(self, state: SittingState, words: list[str], kept: str) -> tuple[str, ...]:
        keys = tuple(state.candidates)
        for word in words:
            keys = tuple(key for key in keys if word in self._folded[key])
        return keys if kept == "all" else tuple(key for key in keys if self._passes(key, kept))

    def _tell_changes(self) -> None:
        """Have the rows that changed painted again, among those that were painted."""
        painted, self._lines = self._lines, {}
        if len(painted) > _FEW:
            self.dataChanged.emit(self.index(0), self.index(len(self._shown) - 1))
            return
        for key, line in painted.items():
            if self.line(key) != line:
                changed = self.index(self.row_of(key))
                self.dataChanged.emit(changed, changed)

    def line(self, key: str) -> tuple[Case, str]:
        """Return what the second line of a candidate shows."""
        if key not in self._lines:
            self._lines[key] = (self.case(key), self.details(key))
        return self._lines[key]

    def case(self, key: str) -> Case:
        """Return what a candidate's file asks now."""
        if self._state is None:
            return Case.DISCUSS
        signs = _signs(self._state, key)
        known = self._cases.get(key)
        if known is None or known[0] != signs:
            known = self._cases[key] = (signs, case_of(self._state, key))
        return known[1]

    def key(self, row: int) -> str:
        """Return the candidate of a row, empty when there is none such."""
        return self._shown[row] if 0 <= row < len(self._shown) else ""

    def row_of(self, key: str) -> int:
        """Return the row of a candidate, -1 when the filter leaves it out."""
        return self._shown.index(key) if key in self._shown else -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 Qt’s own default
        """Return how many candidates are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return a candidate's name, and the whole line for a screen reader."""
        if self._state is None or not index.isValid():
            return None
        key = self._shown[index.row()]
        name = self._state.candidates[key].name
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{name}, {self.details(key)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return aloud(f"{name}, {self.details(key)}")
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return described(index)
        return None

    def details(self, key: str) -> str:
        """Return the second line: route, then the outcome or what is left to vote."""
        if self._state is None:
            return ""
        route: str = self._state.candidates[key].route
        if key in self._homonyms:
            route = f"n°\u00a0{key} · {route}"
        result = outcome(self._state, key)
        if result is not None and result is not Outcome.PENDING:
            return f"{route} · {result.words}"
        left = len(open_blocks(self._state, key))
        what = self.case(key).value
        return f"{route} · {what} · {plural(left, 'bloc')}" if left else f"{route} · {what}"

    def _passes(self, key: str, kept: str) -> bool:
        if self._state is None:
            return True
        if kept == "vae":
            return self._state.candidates[key].route.is_experience
        if kept == "follow":
            return is_incomplete(self._state, key)
        return self.case(key).name.lower() == kept


def _signs(state: SittingState, key: str) -> tuple[object, ...]:
    """Return what a candidate's case rests on: what the findings look at, and their ballots."""
    signs: list[object] = [state.inputs_revision]
    for block in state.rulebook.certification.blocks:
        ballot = state.ballots.get((key, block.code))
        if ballot is not None:
            signs += (block.code, ballot.decision, ballot.set_aside, ballot.count)
            signs.append(bool(ballot.votes))
    return tuple(signs)


class _TwoLines(QStyledItemDelegate):
    """Paints a name, the line below it, and the shape of its state."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of two lines."""
        height = QFontMetrics(option.font).height()
        return QSize(120, round(height * 2.15) + 8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one candidate."""
        model = index.model()
        if not isinstance(model, CandidateModel):
            return
        rect: QRect = option.rect
        look = theme.current()
        key = model.key(index.row())
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.accent_soft))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(look.accent))
        case, details = model.line(key)
        shape, ink = _SHAPES[case]
        ratio = painter.device().devicePixelRatioF()
        drawn = icons.cached_pixmap(shape, QColor(getattr(look, ink)), 18, ratio)
        painter.drawPixmap(rect.right() - 26, rect.center().y() - 8, drawn)
        inner = rect.adjusted(12, 4, -32, -4)
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold)
        self._line(painter, inner, str(index.data()), font, look.text, top=True)
        small = QFont(option.font)
        small.setPointSizeF(small.pointSizeF() - 1.5)
        self._line(painter, inner, details, small, look.muted, top=False)
        painter.restore()

    def _line(
        self, painter: QPainter, rect: QRect, text: str, font: QFont, ink: str, *, top: bool
    ) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        metrics = QFontMetrics(font)
        half = QRect(rect)
        middle = rect.top() + rect.height() // 2
        half.setBottom(middle + 2) if top else half.setTop(middle)
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, half.width())
        painter.drawText(half, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, elided)


class CandidateView(QListView):
    """The list itself; typing in it never searches, since letters are the keys of the sitting."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.candidates = CandidateModel(self)
        self.setModel(self.candidates)
        SelectionFollower(self)
        self.setItemDelegate(_TwoLines(self))
        self.setUniformItemSizes(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._tell)

    def keyboardSearch(self, search: str) -> None:
        """Leave letters to the page."""

    def dataChanged(self, topLeft: Index, bottomRight: Index, roles: Sequence[int] = ()) -> None:  # noqa: N803 Qt’s own names
        """Paint the rows again; every row being as tall, there is no need to lay them all out."""
        QAbstractItemView.dataChanged(self, topLeft, bottomRight, list(roles))

    def choose(self, key: str) -> bool:
        """Make a candidate current; return whether the filter shows them."""
        row = self.candidates.row_of(key)
        if row >= 0:
            choose_place(self, row)
        return row >= 0

    def keep(self, key: str) -> None:
        """Bring the list back to a candidate without telling that one was chosen."""
        if key and self.candidates.key(self.currentIndex().row()) == key:
            return
        blocked = self.selectionModel().blockSignals(True)  # noqa: FBT003 Qt’s own
        self.choose(key)
        self.selectionModel().blockSignals(blocked)
        self.viewport().update()

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.candidates.key(current.row()))
