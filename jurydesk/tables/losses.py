"""Names what a cell cannot give, and what mends it; leaves finding such cells to the readers."""

import re

from jurydesk.tables.cell import Loss, LossKind

# What spreadsheets write in a cell in error, in the languages met here; typed or pasted as a
# value, it is no more a name.
_ERRORS = re.compile(
    r"#(?:N/[AD]|NA|REF ?!|VALUE!|VALEUR ?!|DIV/0 ?!|NAME\?|NOM ?\?|NUM!|NOMBRE ?!|NULL!|NUL ?!"
    r"|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA|PROPAGATION!|CHAMP!|BUSY!|UNKNOWN!"
    r"|ERROR!)|(?:Err|Erreur) ?:? ?5\d\d|(?:Err|Erreur) ?: ?\d{3}",
    re.IGNORECASE,
)
_CORRECT = "corrigez cette cellule dans le tableur et enregistrez de nouveau"
_COMPUTE = (
    "le programme qui a écrit ce fichier ne calcule pas, ouvrez-le dans LibreOffice et faites "
    "Ctrl+Maj+F9, ou dans Excel, puis enregistrez de nouveau"
)


def is_error_text(text: str) -> bool:
    """Whether a text is what a spreadsheet shows of an error: ``#N/A``, ``Err:508``."""
    return text[:1] in "#Ee" and len(text) < 20 and _ERRORS.fullmatch(text.strip()) is not None


def in_error(shown: str) -> Loss:
    """A cell whose formula failed, or that holds what one left."""
    what = shown.strip() or "erreur"
    return Loss(LossKind.ERROR, f"cellule en erreur ({what})", _CORRECT, what)


def unreadable(shown: str) -> Loss:
    """A cell whose value is not of the kind it says."""
    words = f"valeur illisible (« {shown[:40]} »)"
    return Loss(LossKind.ERROR, words, _CORRECT, shown[:40])


def uncomputed() -> Loss:
    """A formula that the program which wrote the file did not compute."""
    return Loss(LossKind.UNCOMPUTED, "formule sans valeur enregistrée", _COMPUTE)


def never_computed_zero() -> Loss:
    """A formula whose value is 0: what some programs store without computing it."""
    words = "formule dont la valeur enregistrée est 0, sans doute jamais calculée"
    return Loss(LossKind.ZERO, words, f"si ce n’est pas voulu, {_COMPUTE}", "0")


def covered(shown: str, anchor: str) -> Loss:
    """Contents that a merge hides: nobody sees them on the sheet."""
    where = f" avec {anchor}" if anchor else ""
    words = f"« {shown[:60]} » est caché sous une cellule fusionnée{where} et n’est pas lu"
    cure = "défusionnez les cellules, gardez la bonne valeur et enregistrez de nouveau"
    return Loss(LossKind.COVERED, words, cure, shown)


def merged(shown: str, anchor: str, anchor_row: int) -> Loss:
    """A cell that shows the value of another, which only that one holds."""
    words = f"cellule fusionnée avec {anchor} (« {shown[:60]} »), vide dans le fichier"
    cure = "défusionnez les cellules, écrivez la valeur dans chacune et enregistrez de nouveau"
    return Loss(LossKind.MERGED, words, cure, "", anchor_row)
