"""The one place that shows an error or asks a yes or no; leaves the words to who raised it."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from jurydesk.errors import JuryDeskError


def show_error(parent: QWidget | None, error: Exception) -> None:
    """Show what cannot be done and what to do next."""
    _box(parent, QMessageBox.Icon.Warning, "Cela n’a pas pu être fait", sentence(error)).exec()


def show_done(parent: QWidget | None, title: str, text: str) -> None:
    """Show what was done, when the screen alone would not tell it."""
    _box(parent, QMessageBox.Icon.Information, title, text).exec()


def confirm(parent: QWidget | None, title: str, text: str, yes: str, *, details: str = "") -> bool:
    """Ask before something that cannot be taken back; « Renoncer » is the safe default."""
    box = _box(parent, QMessageBox.Icon.Question, title, text)
    if details:
        box.setInformativeText(details)
    box.setStandardButtons(QMessageBox.StandardButton.NoButton)
    agree = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    decline = box.addButton("&Renoncer", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(decline)
    box.setEscapeButton(decline)
    box.exec()
    return box.clickedButton() is agree


def choose(
    parent: QWidget | None,
    title: str,
    text: str,
    choices: Sequence[str],
    give_up: str = "&Renoncer",
) -> int | None:
    """Ask which of several ways to go; ``None`` when the person gives up, the safe default."""
    box = _box(parent, QMessageBox.Icon.Question, title, text)
    box.setStandardButtons(QMessageBox.StandardButton.NoButton)
    buttons = [box.addButton(each, QMessageBox.ButtonRole.AcceptRole) for each in choices]
    decline = box.addButton(give_up, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(decline)
    box.setEscapeButton(decline)
    box.exec()
    clicked = box.clickedButton()
    return next((place for place, each in enumerate(buttons) if each is clicked), None)


def attempt(parent: QWidget | None, act: Callable[[], None]) -> bool:
    """Run an act and show its refusal; return whether it was done."""
    try:
        act()
    except (JuryDeskError, OSError) as error:
        show_error(parent, error)
        return False
    return True


def sentence(error: Exception) -> str:
    """Return an error as a French sentence."""
    if isinstance(error, JuryDeskError):
        return str(error)
    if isinstance(error, FileNotFoundError):
        return f"Le fichier {_named(error)} est introuvable : vérifiez son emplacement."
    if isinstance(error, PermissionError):
        return f"L’accès à {_named(error)} est refusé : choisissez un autre dossier."
    if isinstance(error, OSError):
        return f"Le disque a refusé l’opération sur {_named(error)} : {error.strerror or error}."
    return f"Erreur inattendue : {type(error).__name__}."


def _named(error: OSError) -> str:
    return f"« {Path(str(error.filename)).name} »" if error.filename else "ce fichier"


def _box(parent: QWidget | None, icon: QMessageBox.Icon, title: str, text: str) -> QMessageBox:
    box = QMessageBox(icon, "JuryDesk", title, QMessageBox.StandardButton.Ok, parent)
    # A name in the text may hold what looks like markup.
    box.setTextFormat(Qt.TextFormat.PlainText)
    font = box.font()
    box.setInformativeText(text)
    box.setFont(font)
    return box
