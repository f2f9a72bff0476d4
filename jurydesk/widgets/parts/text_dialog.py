"""A window that shows a text: the help of a page, or the keys of the sitting."""

from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QTextBrowser, QWidget

from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import rich


class TextDialog(QDialog):
    """Shows a titled text written in HTML by the program itself."""

    title_label: QLabel
    text_view: QTextBrowser
    close_button: QPushButton

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "text_dialog")
        self.title_label.setText(title)
        self.setWindowTitle(f"JuryDesk – {title}")
        self.text_view.setHtml(rich(html))

        self.close_button.clicked.connect(self.accept)
