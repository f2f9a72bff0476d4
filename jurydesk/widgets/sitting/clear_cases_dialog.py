"""Adopts the « cas clairs » together after one confirmation that names them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.clear_cases import clear_cases
from jurydesk.deliberation.decisions import open_blocks, proposal
from jurydesk.deliberation.forecast import forecast
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.candidate_words import homonyms
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.forms import load_form

_CANDIDATE = Qt.ItemDataRole.UserRole


class ClearCasesDialog(QDialog):
    """Names the candidates whose files raise no question; Space takes one out."""

    hint_label: QLabel
    case_view: QListWidget
    summary_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(self, state: SittingState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "clear_cases_dialog")
        self.hint_label.setText(
            "Pour chacun de ces candidats, le jury entier suit la proposition de tous les blocs, "
            "rien ne bloque et rien n’est signalé. Chaque décision est enregistrée séparément."
        )
        # A long name takes a second line; what it gives is never out of sight.
        self.case_view.setWordWrap(True)
        self.case_view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shared = homonyms(state)
        for key in clear_cases(state):
            item = QListWidgetItem(_line(state, key, told_apart=key in shared))
            item.setData(_CANDIDATE, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.case_view.addItem(item)
        self.case_view.setCurrentRow(0)
        self.case_view.setFocus()
        self._sum_up()

        self.case_view.itemChanged.connect(self._sum_up)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The candidates left in."""
        items = [self.case_view.item(row) for row in range(self.case_view.count())]
        return tuple(
            str(item.data(_CANDIDATE))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _sum_up(self) -> None:
        number = len(self.chosen)
        if not self.case_view.count():
            text = "Aucun dossier n’est un cas clair pour l’instant."
        else:
            text = f"{plural(number, 'candidat')} sur {self.case_view.count()}."
        self.summary_label.setText(text)
        self.accept_button.setEnabled(number > 0)
        words = f"&Adopter pour {plural(number, 'candidat')}" if number else "&Adopter"
        self.accept_button.setText(words)


def _line(state: SittingState, key: str, *, told_apart: bool) -> str:
    who = state.candidates[key]
    levels = [proposal(state, key, block) for block in open_blocks(state, key)]
    by_level = ", ".join(
        f"{plural(levels.count(level.number), 'bloc')} au niveau {level.number}"
        for level in state.rulebook.levels
        if level.number in levels
    )
    result = forecast(state, key)
    words = f" → {result.words}" if result is not None else ""
    name = f"{who.name}, n° {key}" if told_apart else who.name
    return typeset(f"{name} ({who.route}) : {by_level}{words}")
