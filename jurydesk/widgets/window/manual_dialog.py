"""Shows the manual, a page for each reader's job, from the files that came with the program."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QImage, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QTextBrowser,
    QWidget,
)

from jurydesk.bundle import manual
from jurydesk.widgets.parts.forms import load_form

if TYPE_CHECKING:
    from pathlib import Path

FIRST = "README.md"
_LINK = re.compile(r"\]\((\w[\w-]*\.md)\)")
# Between the text and the edge of its view.
_MARGIN = 40


class ManualView(QTextBrowser):
    """A page of the manual; its pictures are never wider than the view."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Return a picture at the width there is, anything else as it is."""
        found = super().loadResource(kind, name)
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return found
        picture = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        room = max(self.viewport().width() - _MARGIN, 200)
        if picture.isNull() or picture.width() <= room:
            return picture
        ratio = self.devicePixelRatioF()
        picture = picture.scaledToWidth(
            round(room * ratio), Qt.TransformationMode.SmoothTransformation
        )
        picture.setDevicePixelRatio(ratio)
        return picture

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pictures to the new width, at the place where one reads."""
        super().resizeEvent(event)
        if not self.source().isEmpty():
            place = self.verticalScrollBar().value()
            self.reload()
            self.verticalScrollBar().setValue(place)


class ManualDialog(QDialog):
    """The manual: its pages at the left, the one that is read at the right."""

    pages_list: QListWidget
    text_view: ManualView
    back_button: QPushButton
    close_button: QPushButton

    def __init__(self, page: str = FIRST, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "manual_dialog")
        for name in manual_pages():
            item = QListWidgetItem(_heading(manual(name)))
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.pages_list.addItem(item)
        self.pages_list.currentItemChanged.connect(self._open_chosen)
        self.text_view.anchorClicked.connect(self._follow)
        self.text_view.backwardAvailable.connect(self.back_button.setEnabled)
        self.text_view.sourceChanged.connect(self._choose)
        self.back_button.clicked.connect(self.text_view.backward)
        self.back_button.setEnabled(False)
        self.close_button.clicked.connect(self.accept)
        self._open(page)

    def _open(self, name: str) -> None:
        self.text_view.setSource(
            QUrl.fromLocalFile(str(manual(name))), QTextDocument.ResourceType.MarkdownResource
        )

    def _open_chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and self.text_view.source().fileName() != _name(item):
            self._open(_name(item))

    def _choose(self, source: QUrl) -> None:
        """Show in the list which page is read: one may come there by a link or by « Retour »."""
        items = [self.pages_list.item(row) for row in range(self.pages_list.count())]
        row = next((i for i, each in enumerate(items) if _name(each) == source.fileName()), -1)
        selection = self.pages_list.selectionModel()
        index = self.pages_list.model().index(row, 0) if row >= 0 else QModelIndex()
        selection.setCurrentIndex(index, selection.SelectionFlag.ClearAndSelect)

    def _follow(self, link: QUrl) -> None:
        """Go to another page; a file is opened by its own program, and the network by none."""
        target = self.text_view.source().resolved(link)
        if target.fileName() in manual_pages():
            self._open(target.fileName())
        elif target.isLocalFile():
            QDesktopServices.openUrl(target)


def manual_pages() -> tuple[str, ...]:
    """Return the files of the manual: the first page, then those it names, in its order."""
    text = manual(FIRST).read_text(encoding="utf-8")
    return (FIRST, *dict.fromkeys(_LINK.findall(text)))


def _heading(path: "Path") -> str:
    """Return the title that a page gives itself."""
    with path.open(encoding="utf-8") as lines:
        return next(line.removeprefix("# ").strip() for line in lines if line.startswith("# "))


def _name(item: QListWidgetItem) -> str:
    return str(item.data(Qt.ItemDataRole.UserRole))
