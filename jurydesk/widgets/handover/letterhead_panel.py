"""Asks who writes: name, address, place, logo and stamp; an image is shown as it will print."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.establishment import Picture
from jurydesk.errors import JuryDeskError, reason_of
from jurydesk.minutes.house import pictures
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.drops import IMAGE, FileDrops
from jurydesk.widgets.parts.forms import load_form

_SHOWN = QSize(150, 56)
_DRAWN_SIDE = 1_200
_FILES = "Images (*.png *.jpg *.jpeg *.svg)"


class LetterheadPanel(QWidget):
    """The head of every paper."""

    name_edit: QLineEdit
    address_edit: QPlainTextEdit
    contact_edit: QPlainTextEdit
    place_edit: QLineEdit
    logo_view: QLabel
    logo_edit: QLineEdit
    logo_button: QPushButton
    logo_clear: QPushButton
    stamp_view: QLabel
    stamp_edit: QLineEdit
    stamp_button: QPushButton
    stamp_clear: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "letterhead_panel")
        self.logo = PictureField(self, "le logo", self.logo_view, self.logo_edit, self.logo_clear)
        self.stamp = PictureField(
            self, "le cachet", self.stamp_view, self.stamp_edit, self.stamp_clear
        )

        self.logo_button.clicked.connect(self.logo.choose)
        self.stamp_button.clicked.connect(self.stamp.choose)


class PictureField:
    """One image: what it is now, its words, its file."""

    def __init__(
        self, page: QWidget, what: str, view: QLabel, words: QLineEdit, clear: QPushButton
    ) -> None:
        self._page, self._what, self._view, self._words = page, what, view, words
        self._clear = clear
        self._data = ""
        view.setFixedSize(_SHOWN + QSize(10, 10))
        view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        # What prints on white is shown on white, whatever the theme.
        view.setStyleSheet("background: white; border: 1px solid #c8ced6; color: #454c56;")
        clear.clicked.connect(lambda: self.show(None))
        FileDrops(view, (IMAGE,), self.take)
        self.show(None)

    @property
    def picture(self) -> Picture | None:
        """The image as it is kept, ``None`` without one; its words may still be missing."""
        return Picture(self._data, self._words.text().strip()) if self._data else None

    def show(self, picture: Picture | None) -> None:
        """Show an image, or that there is none."""
        self._data = picture.data if picture else ""
        self._words.setText(picture.alternative if picture else "")
        self._words.setEnabled(picture is not None)
        self._clear.setEnabled(picture is not None)
        if picture is None:
            self._view.setPixmap(QPixmap())
            self._view.setText("aucune image")
            return
        shown = QPixmap()
        shown.loadFromData(pictures.png(picture))
        smooth = Qt.TransformationMode.SmoothTransformation
        self._view.setPixmap(shown.scaled(_SHOWN, Qt.AspectRatioMode.KeepAspectRatio, smooth))

    def choose(self) -> None:
        """Ask for a file; one that cannot be used is told in words and changes nothing."""
        name, _ = QFileDialog.getOpenFileName(
            self._page, f"Choisir {self._what}", str(Path.home()), _FILES
        )
        if name:
            self.take(Path(name))

    def take(self, path: Path) -> None:
        """Take the image of a file."""
        try:
            content = _read(path, self._what)
            words = self._words.text().strip() or f"{self._what.capitalize().split(' ', 1)[1]}"
            words = words[:1].upper() + words[1:]
            self.show(pictures.prepared(content, words, self._what))
        except JuryDeskError as error:
            messages.show_error(self._page, error)
            return
        self._words.setFocus()
        self._words.selectAll()


def _read(path: Path, what: str) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise JuryDeskError(
            f"Le fichier « {path.name} » ne peut pas être lu ({reason_of(error)})."
        ) from error
    return painted(content, what) if path.suffix.lower() == ".svg" else content


def painted(content: bytes, what: str) -> bytes:
    """Return a drawing (SVG) painted as a PNG, large enough for paper.

    Raises:
        JuryDeskError: It is no drawing that can be painted.
    """
    renderer = QSvgRenderer(QByteArray(content))
    size = renderer.defaultSize()
    if not renderer.isValid() or size.isEmpty():
        raise JuryDeskError(
            f"Le dessin choisi pour {what} ne peut pas être lu : enregistrez-le en PNG."
        )
    size.scale(_DRAWN_SIDE, _DRAWN_SIDE, Qt.AspectRatioMode.KeepAspectRatio)
    image = QImage(size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return bytes(buffer.data().data())
