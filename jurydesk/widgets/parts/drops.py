"""Takes the files dropped on a page, a dialog or a field; one of another kind is told in words.

Leaves opening a file to the page that wants one.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent, QMimeData, QObject, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

from jurydesk.errors import JuryDeskError
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import quoted, typeset
from jurydesk.widgets.parts import messages

_ENTERS, _DROPS = QEvent.Type.DragEnter, QEvent.Type.Drop


class Kind(NamedTuple):
    """A kind of file that may be dropped: how a sentence asks for it, and how its names end."""

    words: str
    endings: frozenset[str]


TABLE = Kind(
    "un tableau (CSV, XLSX ou ODS)", frozenset((".csv", ".xlsx", ".xlsm", ".ods", ".txt", ".tsv"))
)
SESSION = Kind("une séance (.jury)", frozenset((".jury",)))
EXPORT = Kind("un export (JSON)", frozenset((".json",)))
DOCUMENT = Kind("un document signé (PDF)", frozenset((".pdf",)))
KEY = Kind("une clé (.p12 ou .pfx)", frozenset((".p12", ".pfx")))
CERTIFICATE = Kind(
    "un certificat (PEM ou DER)", frozenset((".pem", ".cer", ".crt", ".der", ".p7b", ".p7c"))
)
SCHEMA = Kind("un schéma (XSD)", frozenset((".xsd",)))
IMAGE = Kind("une image (PNG, JPEG ou SVG)", frozenset((".png", ".jpg", ".jpeg", ".svg")))


class FileDrops(QObject):
    """Takes the files of some kinds dropped on a widget, and on its ``fields``, while wanted."""

    def __init__(
        self,
        page: QWidget,
        kinds: tuple[Kind, ...],
        take: Callable[[Path], object],
        *,
        wanted: Callable[[], bool] = lambda: True,
        fields: tuple[QWidget, ...] = (),
        several: bool = False,
    ) -> None:
        super().__init__(page)
        self._page, self._kinds, self._take = page, kinds, take
        self._wanted, self._several = wanted, several
        for widget in (page, *fields):
            # A field would write the address of the file where its path is wanted.
            widget.setAcceptDrops(True)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take what is dropped, or say what could be."""
        if event.type() not in (_ENTERS, _DROPS) or not isinstance(event, QDropEvent):
            return super().eventFilter(watched, event)
        files = dropped_files(event.mimeData())
        if not files:
            # A text dropped on a field is the field's own business.
            return False
        if not self._wanted():
            event.ignore()
            return True
        event.acceptProposedAction()
        if event.type() is _DROPS:
            # Not inside the drop: the window that gave the file would wait for ours.
            QTimer.singleShot(0, partial(self._receive, files))
        return True

    def _receive(self, files: tuple[Path, ...]) -> None:
        if len(files) > 1 and not self._several:
            self._refuse("Plusieurs fichiers ont été déposés : déposez-en un seul.")
            return
        for path in files:
            if kind_of(path, self._kinds) is None:
                wanted = enumeration((kind.words for kind in self._kinds), "ou")
                self._refuse(f"{quoted(path.name)} ne convient pas ici : déposez {wanted}.")
                return
        for path in files:
            self._take(path)

    def _refuse(self, words: str) -> None:
        messages.show_error(self._page, JuryDeskError(typeset(words)))


class TableDrops(FileDrops):
    """Takes the spreadsheets dropped on a page, as long as the page wants one."""

    def __init__(
        self, page: QWidget, wanted: Callable[[], bool], take: Callable[[Path], object]
    ) -> None:
        super().__init__(page, (TABLE,), take, wanted=wanted)


def kind_of(path: Path, kinds: tuple[Kind, ...]) -> Kind | None:
    """Return which of some kinds a file is, by the end of its name."""
    return next((kind for kind in kinds if path.suffix.lower() in kind.endings), None)


def dropped_files(data: QMimeData) -> tuple[Path, ...]:
    """Return the files of this computer that are dropped."""
    return tuple(Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile())


def typed_file(text: str) -> Path | None:
    """Return the file whose path was typed or pasted, with quotes or as an address."""
    typed = text.strip().strip("\"'")
    if typed.startswith("file:"):
        typed = QUrl(typed).toLocalFile()
    return Path(typed).expanduser() if typed else None
