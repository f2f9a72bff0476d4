"""Every form is well made and every class finds its widgets in its form."""

import re
from importlib import import_module
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtUiTools import QUiLoader
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from jurydesk.bundle import form, forms, resource
from jurydesk.widgets.parts.forms import _LABEL, _plain, load_form

FORMS = sorted((path.parent.name, path.stem) for path in forms().rglob("*.ui"))


def test_there_are_forms():
    assert len(FORMS) > 20


@pytest.mark.parametrize(("folder", "name"), FORMS)
def test_form_loads_and_has_one_module_and_one_class_of_its_name(qtbot, folder, name):
    class_name = "".join(word.title() for word in name.split("_"))
    module = import_module(f"jurydesk.widgets.{folder}.{name}")
    assert issubclass(getattr(module, class_name), QWidget)
    content = form(folder, name).read_bytes()
    # Promoted classes load as their Qt base: this test is about the form, not the class.
    text = content.decode()
    for promoted in re.findall(r"<customwidget>\s*<class>(\w+)</class>\s*<extends>(\w+)<", text):
        text = text.replace(f'class="{promoted[0]}"', f'class="{promoted[1]}"')
    buffer = QBuffer()
    buffer.setData(text.encode())
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    loaded = QUiLoader().load(buffer)
    assert loaded is not None
    qtbot.addWidget(loaded)


@pytest.mark.parametrize(("folder", "name"), FORMS)
def test_form_names_in_snake_case_once_and_connects_nothing(folder, name):
    root = ET.parse(form(folder, name)).getroot()  # noqa: S314 our own forms
    names = [each.get("name") for each in root.iter() if each.tag in ("widget", "action")]
    assert [n for n in names if not re.fullmatch(r"[a-z][a-z0-9_]*", n)] == []
    assert len(names) == len(set(names))
    connections = root.find("connections")
    assert connections is None or len(connections) == 0


def test_missing_widget_is_named_with_its_form(qtbot):
    class Wrong(QWidget):
        __module__ = "jurydesk.widgets.parts.wrong"
        nowhere_button: QPushButton

    widget = Wrong()
    qtbot.addWidget(widget)
    with pytest.raises(LookupError, match=r"ui/reason_dialog\.ui: QPushButton nowhere_button"):
        load_form(widget, "reason_dialog")


def test_widget_of_another_type_is_named_with_its_form(qtbot):
    class Wrong(QWidget):
        __module__ = "jurydesk.widgets.parts.wrong"
        title_label: QLineEdit

    widget = Wrong()
    qtbot.addWidget(widget)
    with pytest.raises(LookupError, match="title_label is a QLabel"):
        load_form(widget, "reason_dialog")
    assert isinstance(widget.findChild(QLabel, "title_label"), QLabel)


def test_icons_named_in_forms_exist():
    for folder, name in FORMS:
        text = form(folder, name).read_text(encoding="utf-8")
        found = re.findall(r'name="iconName" stdset="0">\s*<string>([\w-]+)<', text)
        for icon in found:
            assert resource("icons", f"{icon}.svg").is_file(), icon


def letters(element: ET.Element, name: str) -> list[str]:
    """The underlined letters among the values of one property of a widget."""
    texts = [
        each.findtext("string") or ""
        for each in element.findall("property")
        if each.get("name") == name
    ]
    return [text[text.index("&") + 1].lower() for text in texts if "&" in text]


@pytest.mark.parametrize(
    ("folder", "name"), [each for each in FORMS if "page" in each[1] or "preview" in each[1]]
)
def test_no_button_of_a_page_takes_the_letter_of_a_menu(folder, name):
    window = ET.parse(form("window", "main_window")).getroot()  # noqa: S314 our own forms
    bar = window.find(".//widget[@class='QMenuBar']")
    menus = [letter for menu in bar.findall("widget") for letter in letters(menu, "title")]
    assert len(menus) == 4
    page = ET.parse(form(folder, name)).getroot()  # noqa: S314 our own forms
    buttons = page.iterfind(".//widget[@class='QPushButton']")
    assert [b.get("name") for b in buttons if set(letters(b, "text")) & set(menus)] == []


@pytest.mark.parametrize(("folder", "name"), FORMS)
def test_form_is_still_well_made_once_its_labels_are_plain(folder, name):
    text = _LABEL.sub(_plain, form(folder, name).read_bytes())
    root = ET.fromstring(text)  # noqa: S314 our own forms
    labels = [each for each in root.iter("widget") if each.get("class", "").endswith("Label")]
    for label in labels:
        formats = [each for each in label.findall("property") if each.get("name") == "textFormat"]
        assert formats, label.get("name")
