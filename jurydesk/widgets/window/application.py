"""Starts the application: loads fonts, French and theme, opens the window."""

import sys
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from jurydesk import __version__
from jurydesk.bundle import resource
from jurydesk.widgets.keys.keyboard import Keyboard
from jurydesk.widgets.parts import icons, theme
from jurydesk.widgets.parts.collector import Collector
from jurydesk.widgets.parts.forms import dress_forms
from jurydesk.widgets.parts.lists.tools import give_tools
from jurydesk.widgets.window import crash_dialog, main_window
from jurydesk.widgets.window.diagnostics import CrashCatcher, kept_log, log_folder

_FAMILY = "Source Sans 3"
_FILE_DIALOG_WORDS = {"&Look in:": "&Dans :", "Files of &type:": "&Type :"}


def run_application(path: Path | None) -> int:
    """Open the application, on a session when one is given; return the exit code."""
    app = make_application(sys.argv[:1])
    window = main_window.MainWindow(QSettings())

    def show_crash(text: str) -> None:
        if (
            crash_dialog.CrashDialog(text, window).exec()
            == crash_dialog.CrashDialog.DialogCode.Rejected
        ):
            app.exit(1)

    catcher = CrashCatcher(show_crash)
    with kept_log(log_folder()):
        catcher.install()
        window.show()
        if path is not None:
            window.open_session(path)
        try:
            return app.exec()
        finally:
            catcher.remove()


def make_application(arguments: list[str]) -> QApplication:
    """Return the application dressed: identity, French, fonts, theme."""
    # Named here, the style is made once; app.setStyle() would also bring all its enums.
    app = QApplication([*arguments, "-style", "Fusion"])
    app.setOrganizationName("JuryDesk")
    app.setApplicationName("JuryDesk")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("jurydesk")
    Collector(app)
    dress(app)
    return app


def dress(app: QApplication) -> None:
    """Give an application the French words of Qt, the shipped font and the chosen theme."""
    QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_fr", folder):
        app.installTranslator(translator)
    app.installTranslator(_FileDialogWords(app))
    load_fonts(app)
    theme.load_zoom(QSettings())
    theme.load_density(QSettings())
    theme.load_contrast(QSettings())
    Keyboard(app)
    dress_forms(give_tools)
    app.setWindowIcon(icons.icon("application"))
    theme.apply(theme.resolve(theme.chosen(QSettings())))


class _FileDialogWords(QTranslator):
    """The words of Qt's own file dialog that its French file leaves in English."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Return the French of a word left out, or nothing to let the next file answer."""
        del disambiguation, n
        # Only a null string, unlike an empty one, lets the next translator answer.
        return _FILE_DIALOG_WORDS.get(source) if context == "QFileDialog" else None

    def isEmpty(self) -> bool:
        """Say that there are words, though no file was loaded."""
        return False


def load_fonts(app: QApplication) -> None:
    """Load the shipped fonts: with none installed on the computer, text would be blank."""
    for file in sorted(resource("fonts").glob("*.ttf")):
        QFontDatabase.addApplicationFont(str(file))
    family = _FAMILY if _FAMILY in QFontDatabase.families() else app.font().family()
    theme.set_family(family, app.font().pointSizeF())
    app.setFont(theme.font())
