"""Where a person says which sheets, hidden rows and columns of an import are meant.

What a column is said from a menu of its heading, the guess first, never taken by itself; it is
remembered for the certification.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtWidgets import QComboBox, QMenu, QTableView, QWidget

from jurydesk.french.folding import fold
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import NBSP, capitalised, typeset
from jurydesk.tables.encodings import TWICE
from jurydesk.tables.how_read import HiddenRows, HowRead
from jurydesk.tables.located import Located, Matter
from jurydesk.tables.preview import TablePreview
from jurydesk.tables.spreadsheet import Source
from jurydesk.tables.table import Field, Heading
from jurydesk.widgets.parts.lists.tools import offer
from jurydesk.widgets.parts.style import set_state

_HIDDEN = {HiddenRows.KEEP: "Les lire", HiddenRows.SKIP: "Les laisser de côté"}


_ENCODINGS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8",
    "cp1252": "Windows (1252)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "mac-roman": "Mac",
    "cp850": "DOS (850)",
    TWICE: "UTF-8 codé deux fois",
}
_SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre"}
TEXTS = frozenset({".csv", ".txt", ".tsv"})


def offer_texts(encodings: QComboBox, separators: QComboBox, source: Source | None = None) -> None:
    """List how a text may be written, what was recognised first."""
    told = separated = "À reconnaître"
    if source is not None:
        told = f"Reconnu : {_ENCODINGS.get(source.encoding, source.encoding)}"
        separated = f"Reconnu : {_SEPARATORS.get(source.separator, source.separator)}"
    _offer(encodings, told, _ENCODINGS.items())
    _offer(separators, separated, _SEPARATORS.items())


def _offer(box: QComboBox, recognised: str, others: Iterable[tuple[str, str]]) -> None:
    """Fill a box the first time a file is read; what a person chose then stays chosen."""
    if box.count():
        return
    box.addItem(typeset(recognised), "")
    for value, words in others:
        if box.findText(words) < 0:
            box.addItem(words, value)


def offer_sheets(box: QComboBox, located: Located) -> None:
    """List the sheets the first time a file is read: each alone, and those alike together."""
    if box.count():
        return
    asked = any(question.matter is Matter.SHEETS for question in located.questions)
    box.addItem(typeset("À choisir" if asked else f"Reconnue : {located.table.sheet.name}"), ())
    for sheet in located.sheets:
        box.addItem(f"{sheet.name} (masquée)" if sheet.is_hidden else sheet.name, (sheet.name,))
    alike = tuple(sheet.name for sheet in located.sheets if sheet.is_alike)
    if len(alike) > 1:
        box.addItem(typeset(f"Réunir {enumeration(alike)}"), alike)


def offer_hidden(box: QComboBox) -> None:
    """List what hidden rows may become, the first time a file has some."""
    if box.count():
        return
    box.addItem(typeset("À choisir"), "")
    for choice, words in _HIDDEN.items():
        box.addItem(typeset(words), choice)


def answer(sheet_box: QComboBox, hidden_box: QComboBox) -> HowRead:
    """Return what a person said in the two lists."""
    # Qt gives a word of an enumeration back as a plain text.
    hidden = hidden_box.currentData()
    kept = HiddenRows(hidden) if hidden else None
    return HowRead(sheets=tuple(sheet_box.currentData() or ()), hidden=kept)


def ask(box: QComboBox, located: Located, matter: Matter) -> None:
    """Show that a list waits for an answer, or has it."""
    asked = any(question.matter is matter for question in located.questions)
    set_state(box, "warn" if asked else "")


Naming = Callable[[str, str | None], None]


class ColumnMemory:
    """What people made of headings, by certification and kind of table, on this machine."""

    def __init__(self, place: str) -> None:
        self._key = f"columns/{place}"

    def recall(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of a heading, folded, and its field, empty for one left out."""
        try:
            held = json.loads(str(QSettings().value(self._key, "{}")))
        except ValueError:
            return ()
        if not isinstance(held, dict):
            return ()
        return tuple((str(key), str(name)) for key, name in held.items())

    def keep(self, heading: str, name: str | None) -> None:
        """Remember the field of a heading, or forget it with ``None``."""
        held = dict(self.recall())
        held.pop(fold(heading), None)
        if name is not None:
            held[fold(heading)] = name
        QSettings().setValue(self._key, json.dumps(held, ensure_ascii=False))


def column_menu(
    heading: Heading,
    fields: Mapping[str, Field],
    taken: Iterable[str],
    choose: Naming,
    parent: QWidget,
) -> QMenu:
    """Return the menu of one column: the guess, every field, and « ne pas importer ».

    ``taken`` are the fields that other columns give. ``choose`` is called with the heading and
    the field, an empty one for a column left out, ``None`` for what the file itself says.
    """
    menu = QMenu(parent)
    menu.setTitle(typeset(f"Colonne « {heading.text} »"))
    others = set(taken) - {heading.field}

    def offer(at: QMenu, words: str, name: str | None, *, chosen: bool = False) -> None:
        action = at.addAction(typeset(words))
        action.setCheckable(True)
        action.setChecked(chosen)
        action.triggered.connect(lambda: choose(heading.text, name))

    guess = heading.proposed if heading.proposed in fields else None
    if guess is not None and heading.field is None:
        offer(menu, f"{capitalised(fields[guess].title)} (proposé)", guess)
        menu.addSeparator()
    free = {name: field for name, field in fields.items() if name not in others}
    # « BC01 : proposition »: the columns of the blocs would fill the screen.
    plain = [name for name, field in free.items() if " :" not in field.title.replace(NBSP, " ")]
    for name in plain:
        offer(menu, capitalised(free[name].title), name, chosen=heading.field == name)
    rest = (
        ("Un bloc", [name for name in free if name not in plain]),
        ("À la place d’une autre colonne", [name for name in fields if name in others]),
    )
    for title, names in rest:
        under = menu.addMenu(title) if names else menu
        for name in names:
            offer(under, capitalised(fields[name].title), name, chosen=heading.field == name)
    menu.addSeparator()
    offer(menu, "Ne pas importer cette colonne", "", chosen=heading.left_out)
    offer(menu, "Comme le fichier le dit", None)
    return menu


def headings_by_text(preview: TablePreview[Any]) -> dict[str, Heading]:
    """Return each column of the tables read, in the order of the preview's columns."""
    found = {each.text: each for table in preview.located.tables for each in table.headings}
    return {text: found[text] for text in preview.columns}


def shown_heading(heading: Heading) -> str:
    """Return a heading as the table shows it: one to name bears a mark."""
    return f"{heading.text} ▾" if is_to_name(heading) else heading.text


def is_to_name(heading: Heading) -> bool:
    """Whether nobody said, nor the file, what a column is."""
    return heading.field is None and not heading.left_out


def offer_menus(view: QTableView, open_menu: Callable[[int, QPoint], None]) -> None:
    """Open the menu of a column by a click on its heading, or from the menu of a cell."""
    header = view.horizontalHeader()
    header.setSectionsClickable(True)

    def below(column: int) -> None:
        place = QPoint(header.sectionViewportPosition(column), header.height())
        open_menu(column, header.viewport().mapToGlobal(place))

    header.sectionClicked.connect(below)

    def entry(menu: QMenu) -> None:
        column = view.currentIndex().column()
        if column >= 0:
            said = menu.addAction("&Dire ce qu’est cette colonne…")
            said.triggered.connect(lambda: below(column))

    offer(view, entry)
