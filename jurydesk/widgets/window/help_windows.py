"""Opens the help: of a page (F1), of the keys, of the program; leaves the words to the texts."""

from PySide6.QtWidgets import QWidget

from jurydesk import __version__
from jurydesk.widgets.parts import text_dialog
from jurydesk.widgets.window import manual_dialog
from jurydesk.widgets.window.help_texts import TITLES, help_html, keys_html

_ABOUT = f"""<p>Version {__version__}</p><p>Tenir un jury de certification et en imprimer le
procès-verbal signé, hors ligne.</p><p>JuryDesk aide à appliquer les règles ; il ne donne pas
d’avis juridique.</p>"""


def show_help(page: str, parent: QWidget) -> None:
    """Explain a page, by its key in the rail."""
    dialog = _text(TITLES[page], help_html(page), parent)
    dialog.offer("&Manuel…", lambda: show_manual(dialog))
    dialog.exec()


def show_manual(parent: QWidget) -> None:
    """Open the manual at its first page."""
    manual_dialog.ManualDialog(parent=parent).exec()


def show_keys(parent: QWidget) -> None:
    """Show the keys of the sitting."""
    _show("Touches de la séance", keys_html(), parent)


def show_about(parent: QWidget) -> None:
    """Say what the program is, and is not."""
    _show("À propos de JuryDesk", _ABOUT, parent)


def _show(title: str, html: str, parent: QWidget) -> None:
    _text(title, html, parent).exec()


def _text(title: str, html: str, parent: QWidget) -> text_dialog.TextDialog:
    return text_dialog.TextDialog(title, html, parent)
