"""Light, dark or as the system, letters and targets small or large: the menu's choices, kept."""

from functools import partial

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from jurydesk.widgets.parts import icons, theme, touch

# Words, keys, and by how many steps: none is as the program comes.
_ZOOMS = (
    ("Lettres plus &grandes", "larger_action", 1),
    ("Lettres plus &petites", "smaller_action", -1),
    ("Taille &normale", "normal_action", 0),
)


class Appearance(QObject):
    """Applies the theme chosen and follows the system's when that is the choice."""

    changed = Signal()
    zoomed = Signal()

    def __init__(
        self,
        window: QWidget,
        settings: QSettings,
        actions: dict[theme.Choice, QAction],
        menu: QMenu,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._actions = actions
        group = QActionGroup(self)
        for action in actions.values():
            group.addAction(action)
        actions[theme.chosen(settings)].setChecked(True)

        for choice, action in actions.items():
            action.triggered.connect(partial(self.choose, choice))
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow)
        menu.addSeparator()
        for words, name, step in _ZOOMS:
            action = menu.addAction(words)
            action.setObjectName(name)
            action.triggered.connect(partial(self.zoom_by, step))
        menu.addSeparator()
        large = menu.addAction("Densité &tactile")
        large.setObjectName("touch_action")
        large.setCheckable(True)
        large.setChecked(theme.is_touch())
        large.toggled.connect(self.set_touch)
        self._strong = menu.addAction("Contraste &renforcé")
        self._strong.setObjectName("contrast_action")
        self._strong.setCheckable(True)
        self._strong.setChecked(theme.is_strong())
        self._strong.triggered.connect(self.set_strong)
        # After the first paint: Qt's answer costs a start some milliseconds.
        QTimer.singleShot(0, self, self._follow_contrast)

    def choose(self, choice: theme.Choice, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        """Keep a choice and show it at once."""
        self._settings.setValue("theme", choice.value)
        self._actions[choice].setChecked(True)
        self._apply(theme.resolve(choice))

    def zoom_by(self, step: int, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 a slot
        """Make the letters larger or smaller by a step, or as they come for none; kept."""
        theme.set_zoom(self._settings, step)
        self._resize()

    def set_touch(self, wanted: bool) -> None:  # noqa: FBT001 a slot
        """Make every target as large as a finger, or as usual; kept."""
        theme.set_touch(self._settings, wanted=wanted)
        touch.fit(self._window)
        self._resize()

    def set_strong(self, wanted: bool) -> None:  # noqa: FBT001 a slot
        """Make the contrast stronger, or as usual, whatever the desktop asks; kept."""
        theme.set_strong(self._settings, wanted=wanted)
        self._apply(theme.resolve(theme.chosen(self._settings)))

    def _follow_contrast(self) -> None:
        if theme.follow_desktop_contrast(self._settings):
            self._strong.setChecked(theme.is_strong())
            self._apply(theme.resolve(theme.chosen(self._settings)))

    def _resize(self) -> None:
        """Show the sizes chosen at once."""
        theme.apply(theme.current())
        icons.dress(self._window)
        self.zoomed.emit()
        self.changed.emit()

    def swap(self) -> None:
        """Go from light to dark or back, whatever the system says."""
        is_dark = theme.current().name == theme.DARK.name
        self.choose(theme.Choice.LIGHT if is_dark else theme.Choice.DARK)

    def _follow(self) -> None:
        if theme.chosen(self._settings) is theme.Choice.SYSTEM:
            self._apply(theme.resolve(theme.Choice.SYSTEM))

    def _apply(self, chosen: theme.Theme) -> None:
        if theme.current() is not chosen:
            theme.apply(chosen)
            icons.dress(self._window)
            self.changed.emit()
