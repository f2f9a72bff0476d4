"""The page « Bilan »: the figures of the sitting as charts, each with a table, and their files."""

from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QTableView,
    QWidget,
)

from jurydesk.deliberation.figures.chart import Chart, small_warning
from jurydesk.deliberation.figures.charts import session_charts
from jurydesk.deliberation.figures.comparison import comparison_charts, without
from jurydesk.deliberation.figures.people import SessionFigures, session_figures
from jurydesk.deliberation.state import SittingState
from jurydesk.files import write_whole
from jurydesk.french.days import short_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.replacing import check_replaceable
from jurydesk.transmission import figures_workbook
from jurydesk.widgets.figures import chart_pictures
from jurydesk.widgets.figures.chart_view import ChartView
from jurydesk.widgets.figures.compared_sessions import ask_sessions, compared
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.background import busy
from jurydesk.widgets.parts.drops import EXPORT, SESSION, FileDrops
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.record_table import Cell, RecordTable, dress_table, fit_column
from jurydesk.widgets.parts.session_bridge import SessionBridge

_NARROW, _LOW = 1000, 520
_SIDE, _SIDE_NARROW = 264, 216
_FIRST, _LONGEST, _OTHERS = 140, 420, 104
_BOTH = 740


class FiguresPage(QWidget):
    """What the sitting gave, counted; no name anywhere."""

    navigate = Signal(str, str)

    standing_label: QLabel
    side_card: QFrame
    chart_list: QListWidget
    session_list: QListWidget
    compare_button: QPushButton
    remove_button: QPushButton
    chart_title: QLabel
    note_label: QLabel
    chart_area: QScrollArea
    chart_view: ChartView
    remark_label: QLabel
    table_view: QTableView
    warning_label: QLabel
    png_button: QPushButton
    svg_button: QPushButton
    workbook_button: QPushButton
    done_label: QLabel
    sessions_hint: QLabel
    table_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "figures_page")
        self._bridge = bridge
        self._session: Path | None = None
        self._figures: SessionFigures | None = None
        self._others: tuple[SessionFigures, ...] = ()
        self._charts: tuple[Chart, ...] = ()
        self._worked_out: tuple[Path | None, int] | None = None
        self._table = RecordTable(("",), self)
        dress_table(self.table_view, self._table, ())
        FileDrops(self, (SESSION, EXPORT), lambda path: self._compare((path,)))
        self.first_control: QWidget = self.chart_list

        self.chart_list.currentRowChanged.connect(self._show_chart)
        self.table_button.toggled.connect(self._share_height)
        self.session_list.currentRowChanged.connect(self._allow)
        self.compare_button.clicked.connect(self._choose)
        self.remove_button.clicked.connect(self._remove)
        self.png_button.clicked.connect(lambda: self._keep_picture("png"))
        self.svg_button.clicked.connect(lambda: self._keep_picture("svg"))
        self.workbook_button.clicked.connect(self._keep_workbook)

    def minimumSizeHint(self) -> QSize:
        """Ask for what the folded page needs: the chart scrolls before it is cut."""
        return QSize(660, 380)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a small window's room to the chart."""
        super().resizeEvent(event)
        wide, high = event.size().width(), event.size().height()
        self.side_card.setFixedWidth(_SIDE_NARROW if wide < _NARROW else _SIDE)
        self.note_label.setVisible(high >= _LOW)
        self.table_button.setVisible(high < _BOTH)
        self._share_height()

    def _share_height(self) -> None:
        """Show the chart and its table, or one of them where both would be cut."""
        alone = self.height() < _BOTH
        table = self.table_button.isChecked()
        self.chart_area.setVisible(not (alone and table))
        self.table_view.setVisible(not alone or table)

    def show_state(self, state: SittingState) -> None:
        """Count again where something changed."""
        path = self._bridge.path
        if path != self._session:
            # What was compared with another session has no sense here.
            self._session, self._others = path, ()
            self.done_label.clear()
        if self._worked_out != (path, state.revision):
            self._worked_out = (path, state.revision)
            self._figures = session_figures(state)
        self._redraw(state)

    def go_to(self, place: str) -> None:
        """Choose a chart by its key."""
        for row, chart in enumerate(self._charts):
            if chart.key == place:
                self.chart_list.setCurrentRow(row)

    @property
    def charts(self) -> tuple[Chart, ...]:
        """The charts in the order of the list."""
        return self._charts

    def _redraw(self, state: SittingState) -> None:
        if self._figures is None:
            return
        here = self._figures
        self._charts = (
            *session_charts(here, state),
            *comparison_charts(here, self._others),
        )
        sealed = "scellée" if here.is_sealed else "non scellée, ces nombres changent encore"
        registered = plural(len(here.people), "candidat")
        self.standing_label.setText(typeset(f"{registered} · séance {sealed}"))
        self._fill(self.chart_list, [chart.title for chart in self._charts])
        names = [f"{short_day(each.held_on)} · {each.name}" for each in self._others]
        self._fill(self.session_list, names)
        self.session_list.setVisible(bool(names))
        self.sessions_hint.setVisible(not names)
        warning = small_warning(self._charts)
        self.warning_label.setText(warning)
        self.warning_label.setVisible(bool(warning))
        self._show_chart()
        self._allow()

    def _fill(self, view: QListWidget, names: list[str]) -> None:
        row = max(view.currentRow(), 0)
        if [view.item(at).text() for at in range(view.count())] == names:
            return
        view.blockSignals(True)  # noqa: FBT003 Qt's own
        view.clear()
        for name in names:
            item = QListWidgetItem(name)
            item.setToolTip(name)
            view.addItem(item)
        view.setCurrentRow(min(row, len(names) - 1))
        view.blockSignals(False)  # noqa: FBT003 likewise

    @property
    def _chart(self) -> Chart | None:
        row = self.chart_list.currentRow()
        return self._charts[row] if 0 <= row < len(self._charts) else None

    def _show_chart(self) -> None:
        chart = self._chart
        if chart is None:
            return
        self.chart_title.setText(chart.title)
        self.note_label.setText(typeset(chart.note))
        self.chart_view.show_chart(chart)
        remarks = " ".join(chart.remarks)
        self.remark_label.setText(remarks)
        self.remark_label.setVisible(bool(remarks))
        self._show_table(chart)
        for button in (self.png_button, self.svg_button):
            button.setEnabled(not chart.is_empty)

    def _show_table(self, chart: Chart) -> None:
        rows = {str(at): row for at, row in enumerate(chart.rows if not chart.is_empty else ())}
        self._table.set_headings(chart.headings)
        self._table.set_rows(
            tuple(f"{chart.key} {key}" for key in rows),
            lambda key: [
                Cell(text, tip=text, bold=not at)
                for at, text in enumerate(rows[key.rsplit(" ", 1)[1]])
            ],
        )
        self.table_view.setAccessibleName(typeset(f"Tableau : {chart.title}"))
        fit_column(self.table_view, 0, _FIRST, _LONGEST)
        for column in range(1, len(chart.headings)):
            self.table_view.setColumnWidth(column, self._column_width(chart.headings[column]))
        if rows:
            self.table_view.setCurrentIndex(self._table.index(0, 0))

    def _column_width(self, heading: str) -> int:
        metrics = self.table_view.horizontalHeader().fontMetrics()
        return max(_OTHERS, metrics.horizontalAdvance(heading) + 28)

    def _allow(self) -> None:
        self.remove_button.setEnabled(self.session_list.currentRow() >= 0)

    def _choose(self) -> None:
        if self._session is not None:
            self._compare(ask_sessions(self, self._session.parent))

    def _compare(self, paths: tuple[Path, ...]) -> None:
        state = self._bridge.state
        if state is None or self._figures is None or not paths:
            return
        before = len(self._others)
        self._others = compared(self, paths, self._others, self._figures)
        self._redraw(state)
        if len(self._others) > before:
            self.go_to("seances")

    def _remove(self) -> None:
        state, row = self._bridge.state, self.session_list.currentRow()
        if state is not None and row >= 0:
            self._others = without(self._others, row)
            self._redraw(state)

    def _told(self) -> str:
        """Return what the foot of a picture says."""
        here = self._figures
        if here is None:
            return ""
        draft = "" if here.is_sealed else " · séance non scellée"
        day = short_day(here.held_on)
        return typeset(f"{here.certification} · séance du {day} · {here.label}{draft}")

    def _ask_path(self, end: str, what: str) -> Path | None:
        if self._session is None:
            return None
        stem = self._session.stem
        start = str(self._session.with_name(f"{stem} - {what}.{end}"))
        name, _ = QFileDialog.getSaveFileName(self, "Enregistrer", start, f"*.{end}")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == f".{end}" else path.with_name(f"{path.name}.{end}")

    def _keep_picture(self, end: str) -> None:
        chart = self._chart
        if chart is None or chart.is_empty:
            return
        out = self._ask_path(end, f"bilan - {chart.key}")
        if out is not None:
            draw = chart_pictures.png_of if end == "png" else chart_pictures.svg_of
            self._write(out, draw(chart, self._told()), (chart,))

    def _keep_workbook(self) -> None:
        state, here = self._bridge.state, self._figures
        out = self._ask_path("xlsx", "bilan")
        if out is None or state is None or here is None:
            return
        created = state.sealed.at if state.sealed else state.created.at
        with busy():
            content = figures_workbook.figures_workbook(here, self._others, created)
        self._write(out, content, self._charts)

    def _write(self, out: Path, content: bytes, charts: tuple[Chart, ...]) -> None:
        def act() -> None:
            # The person just agreed to replace the file, if there was one.
            check_replaceable(out, replace=True)
            write_whole(out, content, replace=True)

        if messages.attempt(self, act):
            told = f"Écrit : {out.name}. {small_warning(charts)}".strip()
            self.done_label.setText(typeset(told))
