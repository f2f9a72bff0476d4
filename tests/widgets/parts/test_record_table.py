"""What a worked-out cell paints where room is short: smaller letters before cut words."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics

from jurydesk.widgets.parts.record_table import Cell, CellPainter, RecordTable

TITLE = "Industrialiser les processus à base d’IA"


def test_title_is_drawn_smaller_before_it_is_cut(qapp):
    painter, font = CellPainter(), qapp.font()
    metrics = QFontMetrics(font)
    one_line = metrics.lineSpacing() + 10
    whole = QRect(0, 0, metrics.horizontalAdvance(TITLE) + 2, one_line)
    assert painter._font_for(TITLE, whole, font) == font
    narrow = QRect(0, 0, whole.width() // 2, 42)
    smaller = painter._font_for(TITLE, narrow, font)
    assert smaller.pointSizeF() < font.pointSizeF()
    assert painter._words(TITLE, narrow, QFont(smaller)).count("\n") == 1


def test_cell_is_read_with_what_leads_it(qapp):
    table = RecordTable(("Bloc",), qapp)
    table.set_rows(("BC06",), lambda _key: (Cell(TITLE, lead="BC06"),))
    assert table.index(0, 0).data(Qt.ItemDataRole.DisplayRole) == f"BC06  {TITLE}"


def test_longest_level_is_whole_in_the_list_of_defences(qapp):
    """« Soutenances » at 1280: 176 points less margins and shape, two lines high."""
    painter, room = CellPainter(), QRect(0, 0, 140, 52)
    longest = "4 – non acquise – écarts majeurs (rattrapage requis)"
    assert painter._words(longest, room, qapp.font()).endswith("…")
    small = painter._font_for(longest, room, qapp.font())
    assert not painter._words(longest, room, small).endswith("…")
