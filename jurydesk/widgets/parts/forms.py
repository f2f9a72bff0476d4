"""Loads a Designer form onto an instance and binds the widgets its class declares.

The class says which widgets it uses by annotations; a missing or wrongly typed one is an error
at construction, not in front of the jury. Icons are named in the form by the dynamic property
``iconName`` and drawn by :mod:`~jurydesk.widgets.parts.icons`, so that they follow the theme.
"""

import re
from collections.abc import Callable
from typing import get_type_hints

from PySide6 import QtCore, QtWidgets
from PySide6.QtCore import QBuffer, QCoreApplication, QMargins, QObject
from PySide6.QtGui import QAction
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QDialog, QLayout, QWidget

from jurydesk.bundle import form
from jurydesk.widgets.heard import announcing
from jurydesk.widgets.heard.selection import SelectionFollower
from jurydesk.widgets.parts import icons, theme, touch

# A name may hold what looks like markup: a label is plain, save where its form says otherwise.
_LABEL = re.compile(rb'<widget (class="\w*Label" [^>]*?)\s*(/?)>')
_FORMAT = b'<property name="textFormat"><enum>Qt::PlainText</enum></property>'

_dressers: list[Callable[[QWidget], object]] = []


def dress_forms(dress: Callable[[QWidget], object]) -> None:
    """Have every form that is loaded from now on given something more, once however often asked."""
    if dress not in _dressers:
        _dressers.append(dress)


def _plain(label: re.Match[bytes]) -> bytes:
    """Return a label of a form that shows its text letter for letter; one may have no content."""
    end = b"</widget>" if label[2] else b""
    return b"<widget " + label[1] + b">" + _FORMAT + end


class _FormLoader(QUiLoader):
    """Builds the form's children; the form's root is the instance itself."""

    def __init__(self, root: QWidget, promoted: dict[str, type[QWidget]]) -> None:
        # A loader loads Designer's plugins wherever Qt has its own, and with them Qt Quick and the
        # network library: no form needs one, and the program is to have no network.
        places = QCoreApplication.libraryPaths()
        QCoreApplication.setLibraryPaths([])
        super().__init__()
        QCoreApplication.setLibraryPaths(places)
        self._root = root
        self._promoted = promoted

    def createWidget(
        self,
        className: str,  # noqa: N803 Qt’s own name
        parent: QWidget | None = None,
        name: str = "",
    ) -> QWidget:
        """Return the instance for the root, a promoted class, or Qt's own widget."""
        if parent is None:
            return self._root
        # Qt's own loader, asked for one widget, has PySide look at every class of QtWidgets.
        kind = self._promoted.get(className) or getattr(QtWidgets, className, None)
        if kind is None:
            return super().createWidget(className, parent, name)
        widget = kind(parent)
        widget.setObjectName(name)
        return widget


def load_form(widget: QWidget, name: str) -> None:
    """Load ``ui/<folder>/<name>.ui`` onto a widget and bind every widget it declares.

    The folder is that of the class's own module: one form, one class, in folders of one name.

    Raises:
        LookupError: The form lacks a declared widget, or has it with another type.
    """
    declared = _declared(type(widget))
    promoted = {kind.__name__: kind for kind in declared.values() if issubclass(kind, QWidget)}
    loader = _FormLoader(widget, promoted)
    path = form(type(widget).__module__.split(".")[-2], name)
    content = QBuffer()
    content.setData(_LABEL.sub(_plain, path.read_bytes()))
    if loader.load(content) is None:
        raise LookupError(f"ui/{name}.ui: {loader.errorString()}")
    for attribute, kind in declared.items():
        found = widget.findChild(kind, attribute)
        if found is None:
            other = widget.findChild(QObject, attribute)
            why = "is missing" if other is None else f"is a {type(other).__name__}"
            raise LookupError(f"ui/{name}.ui: {kind.__name__} {attribute} {why}")
        setattr(widget, attribute, found)
    icons.dress(widget)
    if theme.is_touch():
        touch.fit(widget)
    for dress in _dressers:
        dress(widget)
    _speak(widget)
    if isinstance(widget, QDialog):
        _keep_on_screen(widget)


def _speak(widget: QWidget) -> None:
    """Have labels that the form calls ``live`` said when they change, and boxes keep their name.

    Qt names a combo box by the choice it shows, whatever the form says: what it asks is then its
    description. The line inside one that may be typed into takes the keyboard without any name.
    """
    for label in widget.findChildren(QtWidgets.QLabel):
        if label.property("live"):
            announcing.watch(label)
    for box in widget.findChildren(QtWidgets.QComboBox):
        name, line = box.accessibleName(), box.lineEdit()
        if line is not None:
            line.setAccessibleName(name)
        elif not box.accessibleDescription():
            box.setAccessibleDescription(name)
    for view in (QtWidgets.QListWidget, QtWidgets.QTreeWidget):
        for each in widget.findChildren(view):
            SelectionFollower(each)


def _keep_on_screen(dialog: QDialog) -> None:
    """Give a dialog no more than the screen has (1080 lines are 540 at 200 %), over its window.

    A form's own geometry passes for a place that somebody chose, at the corner of the screen.
    """
    dialog.setAttribute(QtCore.Qt.WidgetAttribute.WA_Moved, on=False)
    room = dialog.screen().availableSize()
    dialog.resize(dialog.size().boundedTo(room.shrunkBy(QMargins(8, 16, 8, 16))))


def _declared(kind: type[QWidget]) -> dict[str, type[QObject]]:
    """Return the widgets and actions a class declares by annotation, by name."""
    return {
        name: hint
        for name, hint in get_type_hints(kind).items()
        if isinstance(hint, type)
        and issubclass(hint, QWidget | QAction | QLayout)
        and name[0] != "_"
    }
