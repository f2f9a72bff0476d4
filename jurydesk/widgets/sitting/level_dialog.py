"""Asks for one level with one key: a consensus, or the chair's own level when a tally ties."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QVBoxLayout, QWidget

from jurydesk.certification.rulebook import Level
from jurydesk.french.spaces import typeset
from jurydesk.widgets.keys.key_reading import digit, is_typed, key_name
from jurydesk.widgets.parts.forms import load_form


class LevelDialog(QDialog):
    """One button a level; its digit is its key."""

    title_label: QLabel
    question_label: QLabel
    hint_label: QLabel
    choices: QVBoxLayout
    cancel_button: QPushButton

    def __init__(
        self, title: str, question: str, levels: Sequence[Level], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "level_dialog")
        self.level: int | None = None
        self.title_label.setText(typeset(title))
        self.question_label.setText(typeset(question))
        self.setWindowTitle(f"JuryDesk – {title}")
        self._numbers = {level.number for level in levels}
        for level in levels:
            button = QPushButton(typeset(level.label), self)
            button.setProperty("kind", "row")
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._take, level.number))
            self.choices.addWidget(button)

        self.cancel_button.clicked.connect(self.reject)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a digit as the level."""
        number = digit(event)
        if number in self._numbers:
            self._take(number)
        elif is_typed(event):
            self.hint_label.setText(
                typeset(f"{key_name(event)} n’est pas un niveau. Tapez son chiffre, ou Échap.")
            )
        else:
            super().keyPressEvent(event)

    def _take(self, number: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        self.level = number
        self.accept()
