"""The sober window of an unexpected error: nothing is lost, and a report to copy."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QPushButton, QWidget

from jurydesk.widgets.parts.forms import load_form


class CrashDialog(QDialog):
    """Shows a report; accepted to go on, rejected by the button that closes JuryDesk."""

    report_edit: QPlainTextEdit
    copy_button: QPushButton
    quit_button: QPushButton
    continue_button: QPushButton

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "crash_dialog")
        self.report_edit.setPlainText(text)
        self.continue_button.setFocus()

        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        self.continue_button.clicked.connect(self.accept)
        self.quit_button.clicked.connect(self.reject)
