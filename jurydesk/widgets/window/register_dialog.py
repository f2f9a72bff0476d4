"""The register over a folder of sessions: who has what, what is due, and a calendar of it."""

from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from jurydesk.errors import JuryDeskError
from jurydesk.files import write_whole
from jurydesk.french.days import short_day
from jurydesk.french.folding import fold
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.transmission.calendar import to_ics
from jurydesk.transmission.register import Register, RegisterPerson, read_register
from jurydesk.widgets.parts import messages, theme
from jurydesk.widgets.parts.background import busy
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.lists.heading_sort import give_sorting
from jurydesk.widgets.parts.session_bridge import SessionBridge

_FOLDER = "register/folder"
_KEY = Qt.ItemDataRole.UserRole


class RegisterDialog(QDialog):
    """Reads a folder without locking anything; nothing is changed from here."""

    subject_label: QLabel
    search_edit: QLineEdit
    person_view: QTreeWidget
    person_text: QLabel
    due_view: QTreeWidget
    file_view: QTreeWidget
    problem_label: QLabel
    folder_button: QPushButton
    calendar_button: QPushButton
    close_button: QPushButton

    def __init__(
        self, bridge: SessionBridge, register: Register, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "register_dialog")
        self._bridge = bridge
        self._register = register
        for view, stretched in ((self.person_view, 0), (self.due_view, 1), (self.file_view, 0)):
            header = view.header()
            header.setStretchLastSection(False)
            for column in range(view.columnCount()):
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
            header.setSectionResizeMode(stretched, QHeaderView.ResizeMode.Stretch)
            give_sorting(view)
        self._show()

        self.search_edit.textChanged.connect(self._filter)
        self.person_view.currentItemChanged.connect(self._show_person)
        self.folder_button.clicked.connect(self._choose_folder)
        self.calendar_button.clicked.connect(self._write_calendar)
        self.close_button.clicked.connect(self.accept)

    def _show(self) -> None:
        found = self._register
        read = plural(len(found.files), "séance")
        self.subject_label.setText(
            typeset(f"{found.folder} : {read}, {plural(len(found.people), 'personne')}.")
        )
        self.person_view.clear()
        for place, person in enumerate(found.people):
            self.person_view.addTopLevelItem(_person_item(place, person))
        self._show_due()
        self.file_view.clear()
        for file in found.files:
            held = f" – {short_day(file.held_on)}" if file.held_on else ""
            item = QTreeWidgetItem([typeset(f"{file.path.stem}{held}"), capitalised(file.standing)])
            item.setToolTip(0, typeset(file.problem or file.minutes_number))
            self.file_view.addTopLevelItem(item)
        for view in (self.person_view, self.due_view, self.file_view):
            give_sorting(view).again()
        if (first := self.person_view.topLevelItem(0)) is not None:
            self.person_view.setCurrentItem(first)
        self._show_person()
        self.calendar_button.setEnabled(any(not due.done for due in found.deadlines))

    def _show_due(self) -> None:
        today = self._bridge.now().date()
        colours = theme.current()
        self.due_view.clear()
        for due in self._register.deadlines:
            who = f" – {due.who}" if due.who else ""
            words = f"{due.title}{who}"
            late = due.day < today and not due.done
            item = QTreeWidgetItem([short_day(due.day), typeset(words)])
            item.setToolTip(1, typeset(f"{words} ({'fait' if due.done else 'à faire'})"))
            if due.done or late:
                for column in range(2):
                    item.setForeground(column, QColor(colours.warn if late else colours.muted))
            self.due_view.addTopLevelItem(item)

    def _filter(self, text: str) -> None:
        words = fold(text).split()
        for row in range(self.person_view.topLevelItemCount()):
            item = self.person_view.topLevelItem(row)
            if item is not None:
                key = self._register.people[int(item.data(0, _KEY))].key
                item.setHidden(not all(word in key for word in words))

    def _show_person(self) -> None:
        item = self.person_view.currentItem()
        if item is None:
            self.person_text.clear()
            return
        self.person_text.setText(typeset(person_words(self._register.people[item.data(0, _KEY)])))

    def _choose_folder(self) -> None:
        found = ask_register(self, self._register.folder)
        if found is not None:
            self._register = found
            self._show()

    def _write_calendar(self) -> None:
        start = str(self._register.folder / "echeances.ics")
        name, _ = QFileDialog.getSaveFileName(self, "Écrire les échéances", start, "*.ics")
        if not name:
            return
        content = to_ics(self._register.deadlines)
        # The person just agreed to replace the file, if there was one.
        if messages.attempt(self, lambda: write_whole(Path(name), content, replace=True)):
            self.problem_label.setText(typeset(f"Écrit : {Path(name).name}."))


def person_words(person: RegisterPerson) -> str:
    """Return what a person has, bloc by bloc, since when and through which minutes."""
    obtained: dict[str, list[str]] = {}
    told = []
    for block in person.blocks:
        short = block.code.removeprefix(person.certification)
        if block.is_obtained:
            through = f", procès-verbal {block.minutes_number}" if block.minutes_number else ""
            since = f"le {short_day(block.since)}" if block.since else "sans date"
            obtained.setdefault(f"{since}{through}", []).append(short)
            continue
        due = f", avant le {short_day(block.due_on)}" if block.due_on else ""
        work = f" : {block.work}" if block.work else ""
        status = block.status.value if block.status else "à décider"
        told.append(f"{short} {status}{work}{due}")
    told = [f"{enumeration(codes)} acquis {when}" for when, codes in obtained.items()] + told
    born = f", né·e le {person.born}" if person.born else ""
    doubt = f" À vérifier : {person.doubt}" if person.doubt else ""
    return f"{person.name} ({', '.join(person.identifiers)}{born}) – {' ; '.join(told)}.{doubt}"


def _person_item(place: int, person: RegisterPerson) -> QTreeWidgetItem:
    obtained = sum(block.is_obtained for block in person.blocks)
    result = "à décider" if person.outcome is None else person.outcome.words
    item = QTreeWidgetItem(
        [
            typeset(f"{person.name} ({', '.join(person.identifiers)})"),
            capitalised(result),
            f"{obtained} sur {len(person.blocks)}",
        ]
    )
    item.setData(0, _KEY, place)
    item.setToolTip(0, typeset(person_words(person)))
    if person.doubt:
        item.setForeground(0, QColor(theme.current().warn))
    return item


def ask_register(parent: QWidget, start: Path) -> Register | None:
    """Ask for a folder of sessions and read it; ``None`` when the person gives up."""
    name = QFileDialog.getExistingDirectory(
        parent, "Dans quel dossier sont les séances ?", str(start)
    )
    if not name:
        return None
    try:
        with busy():
            found = read_register(Path(name))
    except (JuryDeskError, OSError) as error:
        messages.show_error(parent, error)
        return None
    QSettings().setValue(_FOLDER, name)
    return found


def show_register(bridge: SessionBridge, parent: QWidget) -> None:
    """Ask for a folder, the one of last time proposed, and show its register."""
    beside = bridge.path.parent if bridge.path else Path.home()
    start = Path(str(QSettings().value(_FOLDER, "") or beside))
    found = ask_register(parent, start)
    if found is not None:
        dialog = RegisterDialog(bridge, found, parent)
        dialog.exec()
        dialog.deleteLater()
