"""The lists of an import where a person says which sheets and which hidden rows are meant."""

from PySide6.QtWidgets import QComboBox

from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import typeset
from jurydesk.tables.how_read import HiddenRows, HowRead
from jurydesk.tables.located import Located, Matter
from jurydesk.widgets.parts.style import set_state

_HIDDEN = {HiddenRows.KEEP: "Les lire", HiddenRows.SKIP: "Les laisser de côté"}


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
