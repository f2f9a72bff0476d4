"""Papers from the page « Suites »: dated, signed, issued, in English, with the house's settings."""

from datetime import date

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from jurydesk.deliberation.issued_titles import register_rows
from jurydesk.widgets.handover import house_file
from jurydesk.widgets.handover.handover_work import Wanted
from jurydesk.widgets.handover.issued_dialog import IssuedDialog
from jurydesk.widgets.handover.production_dialog import ProductionDialog
from tests.minutes.house.builders import a_house
from tests.widgets.window.test_following_dialog import sealed, window  # noqa: F401 fixtures


@pytest.fixture
def page(window, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.setattr(house_file, "settings_path", lambda: tmp_path / "poste" / "e.json")
    window.show_page("handover")
    return window.page("handover")


def produce(qtbot, page, folder, monkeypatch, *kinds):
    folder.mkdir(exist_ok=True)
    page.none_button.click()
    for item in page._items:
        if item.data(0, Qt.ItemDataRole.UserRole) in kinds:
            item.setCheckState(0, Qt.CheckState.Checked)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.produce_button.click()
    qtbot.waitUntil(lambda: "écrit" in page.done_label.text(), timeout=20000)


def text_of(path):
    document = pypdfium2.PdfDocument(path)
    return document[0].get_textpage().get_text_bounded().replace("\xa0", " ")


def test_papers_take_the_settings_of_the_computer_and_say_what_to_confirm(
    qtbot, page, tmp_path, monkeypatch
):
    house_file.keep_settings(a_house(appeal=None))
    kinds = ("notifications",)
    (shown,) = (i for i in page._items if i.data(0, Qt.ItemDataRole.UserRole) == kinds[0])
    assert shown.text(3) == "À confirmer"
    produce(qtbot, page, tmp_path / "p", monkeypatch, *kinds)
    assert "École des métiers" in text_of(tmp_path / "p" / "notifications.pdf")
    assert page._bridge.state.establishment == a_house(appeal=None)
    assert "ne l’a pas confirmé" in page.done_label.text().replace("\xa0", " ")


def test_certificates_are_dated_and_entered_in_the_register(qtbot, page, tmp_path, monkeypatch):
    page._options.wanted = Wanted(dated=date(2024, 4, 22), issuing=True, mailing=True)
    for number in range(2):
        produce(qtbot, page, tmp_path / f"p{number}", monkeypatch, "certificats")
        page._say("")
    assert "le 22 avril 2024" in text_of(tmp_path / "p0" / "certificats.pdf")
    assert "Duplicata" in text_of(tmp_path / "p1" / "certificats.pdf")
    assert (tmp_path / "p0" / "publipostage.xlsx").is_file()
    rows = register_rows(page._bridge.state)
    half = len(rows) // 2
    assert [row.duplicate for row in rows] == [False] * half + [True] * half
    dialog = IssuedDialog(page._bridge)
    qtbot.addWidget(dialog)
    assert dialog.issued_view.topLevelItemCount() == len(rows)
    out = tmp_path / "registre.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    dialog.export_button.click()
    assert out.read_text(encoding="utf-8-sig").startswith("document;certificat;")


@pytest.fixture
def options(qtbot, page):
    dialog = ProductionDialog(page._bridge, Wanted(), page)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_options_are_kept_once_accepted(options):
    assert options.date_edit.day == options._bridge.now().date()
    options.each_box.setChecked(True)
    options.accept_button.click()
    assert (options.wanted.each, options.wanted.key) == (True, None)


def test_english_is_chosen_for_everyone_or_for_some(options):
    known = next(iter(options._bridge.state.candidates))
    options.english_box.setCurrentIndex(2)
    options.accept_button.click()
    assert "Indiquez de qui" in options.problem_label.text()
    options.people_edit.setText(f"{known}, inconnu")
    options.accept_button.click()
    assert "inconnu" in options.problem_label.text()
    options.people_edit.setText(known)
    options.accept_button.click()
    assert options._bridge.state.english.people == (known,)
    again = ProductionDialog(options._bridge, Wanted(), options)
    assert again.english_box.currentIndex() == 2
    again.english_box.setCurrentIndex(1)
    again.accept_button.click()
    assert options._bridge.state.english.everyone


def test_a_key_that_cannot_be_used_is_told(options, tmp_path):
    options.sign_box.setChecked(True)
    options.accept_button.click()
    assert "Choisissez la clé" in options.problem_label.text()
    (tmp_path / "cle.p12").write_bytes(b"x")
    options.key_edit.setText(str(tmp_path / "cle.p12"))
    options.accept_button.click()
    assert options.problem_label.text()
    assert options.isVisible()


def test_a_register_needs_a_day(options):
    options.issue_box.setChecked(True)
    options.date_edit.set_day(None)
    options.accept_button.click()
    assert "indiquez ce jour" in options.problem_label.text()
