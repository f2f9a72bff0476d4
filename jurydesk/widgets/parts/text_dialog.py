"""A window that shows a text: the help of a page, or the keys of the sitting."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QTextBrowser, QWidget

from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import rich


class TextDialog(QDialog):
    """Shows a titled text written in HTML by the program itself."""

    title_label: QLabel
    text_view: QTextBrowser
    buttons_layout: QHBoxLayout
    close_button: QPushButton

    def __init__(self, title: str, html: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "text_dialog")
        self.title_label.setText(title)
        self.setWindowTitle(f"JuryDesk – {title}")
        self.text_view.setHtml(rich(html))

        self.close_button.clicked.connect(self.accept)

    def offer(self, words: str, act: Callable[[], None]) -> None:
        """Add a button before « Fermer » that does something more."""
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        self.buttons_layout.insertWidget(0, button)
        button.clicked.connect(act)
