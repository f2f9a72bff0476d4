"""Asks that « voies et délais de recours » be confirmed: the text, its articles, by whom, when."""

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPlainTextEdit, QWidget

from jurydesk.deliberation.establishment import Appeal
from jurydesk.french.spaces import typeset
from jurydesk.minutes.papers import mentions
from jurydesk.widgets.parts.date_field import DateField
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state


class AppealPanel(QWidget):
    """The notice as shipped, until the establishment confirms its own."""

    text_edit: QPlainTextEdit
    source_edit: QLineEdit
    by_edit: QLineEdit
    date_edit: DateField
    confirm_box: QCheckBox
    problem_label: QLabel

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "appeal_panel")
        self.date_edit.set_optional(optional=True)
        self.show_appeal(None)

        self.confirm_box.toggled.connect(self._judge)
        self.by_edit.textChanged.connect(self._judge)
        self.date_edit.changed.connect(self._judge)

    def show_appeal(self, appeal: Appeal | None) -> None:
        """Show the notice confirmed, or the shipped one."""
        shipped = mentions.load_mentions().appeal
        self.text_edit.setPlainText(appeal.text if appeal else shipped.text)
        self.source_edit.setText(appeal.source if appeal else shipped.source)
        self.by_edit.setText(appeal.adopted_by if appeal else "")
        self.date_edit.set_day(appeal.adopted_on if appeal else None)
        self.confirm_box.setChecked(appeal is not None)
        self._judge()

    @property
    def problem(self) -> str:
        """What is missing of a confirmation, empty when nothing is."""
        if not self.confirm_box.isChecked():
            return ""
        if not self.text_edit.toPlainText().strip():
            return "Écrivez les voies et délais de recours, ou ne les confirmez pas encore."
        if not self.by_edit.text().strip():
            return "Indiquez qui a confirmé les voies et délais de recours."
        return "" if self.date_edit.day else "Indiquez quel jour ils ont été confirmés."

    @property
    def appeal(self) -> Appeal | None:
        """The notice, once it is confirmed whole."""
        day = self.date_edit.day
        if not self.confirm_box.isChecked() or self.problem or day is None:
            return None
        return Appeal(
            " ".join(self.text_edit.toPlainText().split()),
            self.source_edit.text().strip(),
            self.by_edit.text().strip(),
            day,
        )

    def _judge(self) -> None:
        confirmed = self.confirm_box.isChecked()
        told = self.problem or ("" if confirmed else "À confirmer : ce n’est pas encore fait.")
        self.problem_label.setText(typeset(told))
        self.problem_label.setVisible(bool(told))
        set_state(self.problem_label, "bad" if self.problem else "warn")
