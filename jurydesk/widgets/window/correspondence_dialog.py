"""Says which bloc of a title stands for which of the one it succeeds, before people come back."""

from collections.abc import Mapping, Sequence

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from jurydesk.certification.title import Certification
from jurydesk.french.agreement import of
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.forms import load_form

_ROW = 40


class CorrespondenceDialog(QDialog):
    """One row a bloc of the earlier title; ``blocks`` are the answers, theirs to ours."""

    subject_label: QLabel
    match_table: QTableWidget
    problem_label: QLabel
    cancel_button: QPushButton
    accept_button: QPushButton

    def __init__(
        self,
        earlier: str,
        blocks: Sequence[tuple[str, str]],
        title: Certification,
        known: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "correspondence_dialog")
        self._codes = [code for code, _ in blocks]
        self.subject_label.setText(
            typeset(
                f"Un bloc acquis {of(earlier)} compte pour celui {of(title.code)} qui en tient "
                "lieu "
                "et n’est pas voté de nouveau. Sans correspondance, il se vote."
            )
        )
        table = self.match_table
        table.setRowCount(len(blocks))
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_ROW)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._boxes = [self._row(row, *block, title, known) for row, block in enumerate(blocks)]
        self._check()

        for box in self._boxes:
            box.currentIndexChanged.connect(self._check)
        self.cancel_button.clicked.connect(self.reject)
        self.accept_button.clicked.connect(self.accept)

    @property
    def blocks(self) -> dict[str, str]:
        """The blocs that stand for those of the earlier title, by theirs."""
        chosen = zip(self._codes, (str(box.currentData()) for box in self._boxes), strict=True)
        return {old: new for old, new in chosen if new}

    def _row(
        self, row: int, code: str, words: str, title: Certification, known: Mapping[str, str]
    ) -> QComboBox:
        named = typeset(f"{code} – {words}" if words else code)
        item = QTableWidgetItem(named)
        item.setToolTip(named)
        self.match_table.setItem(row, 0, item)
        box = QComboBox(self.match_table)
        box.setAccessibleName(typeset(f"Tient lieu {of(code)}"))
        box.addItem("à voter de nouveau", "")
        for block in title.blocks:
            box.addItem(typeset(f"{block.short_code} – {block.title}"), block.code)
        box.setCurrentIndex(max(box.findData(known.get(code, "")), 0))
        self.match_table.setCellWidget(row, 1, box)
        return box

    def _check(self) -> None:
        chosen = list(self.blocks.values())
        twice = len(set(chosen)) < len(chosen)
        self.problem_label.setText(
            "Un bloc ne tient lieu que d’un seul : corrigez l’un des deux." if twice else ""
        )
        self.accept_button.setEnabled(not twice)
