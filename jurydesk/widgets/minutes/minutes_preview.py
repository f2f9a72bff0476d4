"""The panel of the real pages: moving, zoom, search, and what to do when they cannot be shown.

Leaves which PDF to show to the page that holds it.
"""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPushButton, QToolButton, QWidget

from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.minutes.page_view import PageView
from jurydesk.widgets.parts.elided_label import ElidedLabel
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state


class MinutesPreview(QFrame):
    """The pages as they will be printed, with their tools."""

    print_asked = Signal()
    locate_asked = Signal()

    preview_state: ElidedLabel
    previous_button: QToolButton
    page_label: QLabel
    next_button: QToolButton
    zoom_out_button: QToolButton
    zoom_label: QLabel
    zoom_in_button: QToolButton
    fit_button: QToolButton
    print_button: QPushButton
    search_edit: QLineEdit
    search_count: QLabel
    search_previous_button: QToolButton
    search_next_button: QToolButton
    preview_notice: QFrame
    preview_notice_label: QLabel
    locate_button: QPushButton
    page_view: PageView

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "minutes_preview")
        self._found = 0
        self.preview_notice.hide()
        self._show_place()
        self._search()

        self._connect_pages()
        self._connect_search()
        self.print_button.clicked.connect(self.print_asked)
        self.locate_button.clicked.connect(self.locate_asked)

    def show_document(self, content: bytes | None, words: str) -> None:
        """Show a PDF and what it is; ``None`` leaves the panel empty."""
        self.preview_state.setText(words)
        self.page_view.show_document(content)
        self.print_button.setEnabled(content is not None)
        if self.search_edit.text().strip():
            self._search()

    def show_notice(self, text: str, look: str, *, locate: bool = False) -> None:
        """Say in place why the pages are missing or not the last ones; empty to say nothing."""
        self.preview_notice_label.setText(typeset(text))
        self.preview_notice.setAccessibleName(text)
        self.preview_notice.setVisible(bool(text))
        self.locate_button.setVisible(locate)
        set_state(self.preview_notice, look)
        set_state(self.preview_notice_label, look)

    def _connect_pages(self) -> None:
        view = self.page_view
        self.previous_button.clicked.connect(lambda: view.show_page(view.page - 1))
        self.next_button.clicked.connect(lambda: view.show_page(view.page + 1))
        self.zoom_in_button.clicked.connect(lambda: view.zoom(1.2))
        self.zoom_out_button.clicked.connect(lambda: view.zoom(1 / 1.2))
        self.fit_button.clicked.connect(view.fit_width)
        view.moved.connect(self._show_place)
        self._key("Ctrl++", self.zoom_in_button.click)
        self._key("Ctrl+-", self.zoom_out_button.click)
        self._key("Ctrl+0", self.fit_button.click)

    def _connect_search(self) -> None:
        self.search_edit.textChanged.connect(self._search)
        self.search_edit.returnPressed.connect(lambda: self._go(1))
        self.search_next_button.clicked.connect(lambda: self._go(1))
        self.search_previous_button.clicked.connect(lambda: self._go(-1))
        self._key("F3", lambda: self._go(1))
        self._key("Shift+F3", lambda: self._go(-1))
        self._key("Ctrl+F", self._ask_words)

    def _key(self, keys: str, act: Callable[[], None]) -> None:
        # The panel is inside its page: the keys serve wherever the page has the focus.
        host = self.parentWidget() or self
        shortcut = QShortcut(QKeySequence(keys), host)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(act)

    def _ask_words(self) -> None:
        self.search_edit.setFocus()
        self.search_edit.selectAll()

    def _search(self) -> None:
        words = self.search_edit.text().strip()
        # One letter is everywhere: it finds nothing worth going to.
        self._found = self.page_view.search(words if len(words) > 1 else "")
        if len(words) < 2:
            told = ""
        else:
            told = plural(self._found, "résultat") if self._found else "introuvable"
        self.search_count.setText(told)
        set_state(self.search_count, "" if self._found or not told else "bad")
        for button in (self.search_previous_button, self.search_next_button):
            button.setEnabled(self._found > 1)

    def _go(self, step: int) -> None:
        number = self.page_view.search_next(step)
        if number:
            self.search_count.setText(f"{number} sur {self._found}")

    def _show_place(self) -> None:
        view = self.page_view
        self.page_label.setText(f"{view.page + 1} / {view.page_count}" if view.page_count else "")
        self.zoom_label.setText(f"{view.percent} %" if view.page_count else "")
        for control in (
            self.previous_button,
            self.next_button,
            self.zoom_in_button,
            self.zoom_out_button,
            self.fit_button,
        ):
            control.setEnabled(view.page_count > 0)
