"""The page « Suites »: papers, exports, days due, accrochage; what is stopped leaves nothing."""

from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from jurydesk.cohort.birth_date import BirthDate
from jurydesk.deliberation import acts
from jurydesk.storage.sealing import seal
from jurydesk.transmission.export import ExportFormat
from jurydesk.widgets.handover.handover_work import (
    InterruptedWorkError,
    Watch,
    export_session,
    produce_papers,
)
from tests.widgets.room import (
    a_file,
    a_session,
    a_window,
    an_open_room,
    clear_file,
    press_all,
    when_asked,
)


def test_papers_and_exports_leave_from_the_handover_page(qtbot, tmp_path, monkeypatch):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    window.show_page("handover")
    page = window.page("handover")
    ready = [item for item in page._items if item.flags() & Qt.ItemFlag.ItemIsUserCheckable]
    ready[0].setCheckState(0, Qt.CheckState.Checked)
    folder = tmp_path / "papiers"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.produce_button.click()
    qtbot.waitUntil(lambda: "écrit" in page.done_label.text(), timeout=20000)
    assert [path.suffix for path in folder.iterdir()] == [".pdf"]
    out = tmp_path / "decisions.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.export_view.setCurrentRow(2)
    page.export_button.click()
    qtbot.waitUntil(lambda: page.done_label.text().startswith("Écrit\u00a0:"), timeout=20000)
    assert b'"candidates"' in out.read_bytes()
    copy = tmp_path / "copie.jury"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(copy), ""))
    page.copy_button.click()
    assert copy.read_bytes().startswith(b"SQLite format 3")
    # Another session has written nothing yet.
    assert page.folder_button.isVisible()
    assert window.open_session(a_session(tmp_path / "autre.jury", clear_file("C01")))
    window.show_page("handover")
    assert (page.done_label.text(), page.kinds) == ("", ())
    assert not page.folder_button.isVisible()


def test_printing_many_papers_can_be_interrupted_and_writes_nothing(qtbot, tmp_path, monkeypatch):
    files = tuple(clear_file(f"C{number:03}") for number in range(400))
    window = a_window(qtbot, a_session(tmp_path / "s.jury", *files))
    window.show_page("handover", "bordereau")
    page = window.page("handover")
    page.paper_view.currentItem().setCheckState(0, Qt.CheckState.Checked)
    folder = tmp_path / "papiers"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.produce_button.click()
    assert not page.produce_button.isEnabled()
    page.waiting.stop_button.click()
    qtbot.waitUntil(page.produce_button.isEnabled, timeout=20000)
    assert page.done_label.text().startswith("Interrompu")
    assert not page.waiting.isVisible()
    assert list(folder.iterdir()) == []


def test_papers_tell_how_far_they_are_and_stop_at_the_next_sheet(tmp_path):
    """Two candidates and the three sheets of the sitting: five sheets, stopped at the third."""
    path = a_session(tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    stopped, heard = Event(), []

    def told(done, total):
        heard.append((done, total))
        if done == 2:
            stopped.set()

    with pytest.raises(InterruptedWorkError):
        produce_papers(path, ("bordereau",), tmp_path / "papiers", Watch(stopped, told))
    assert heard == [(0, 5), (1, 5), (2, 5)]
    assert not (tmp_path / "papiers").exists()


@pytest.mark.parametrize(
    ("kind", "steps"), [("xlsx", 7), ("csv", 4), ("json", 4)], ids=["xlsx", "csv", "json"]
)
def test_an_export_tells_how_far_it_is_and_stops_before_its_file(tmp_path, kind, steps):
    """Three candidates, read and then written in a workbook, and the file: stopped at that one."""
    path = a_session(tmp_path / "s.jury", *(clear_file(f"C0{n}") for n in range(1, 4)))
    out = tmp_path / f"decisions.{kind}"
    out.write_text("l’export de la veille", "utf-8")
    stopped, heard = Event(), []

    def told(done, total):
        heard.append((done, total))
        if done == steps - 2:
            stopped.set()

    with pytest.raises(InterruptedWorkError):
        export_session(path, ExportFormat(kind), out, None, Watch(stopped, told))
    assert heard == [(done, steps) for done in range(steps - 1)]
    assert out.read_text("utf-8") == "l’export de la veille"
    assert sorted(each.name for each in tmp_path.iterdir()) == [out.name, "s.jury"]
    heard.clear()
    export_session(path, ExportFormat(kind), out, None, Watch(Event(), told))
    assert heard[-1] == (steps - 1, steps)
    assert b"veille" not in out.read_bytes()


@pytest.mark.parametrize("row", [0, 1, 2])
def test_an_export_can_be_interrupted_and_leaves_no_file(qtbot, tmp_path, monkeypatch, row):
    files = tuple(clear_file(f"C{number:03}") for number in range(400))
    window = a_window(qtbot, a_session(tmp_path / "s.jury", *files))
    window.show_page("handover")
    page = window.page("handover")
    folder = tmp_path / "exports"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "decisions"), ""))
    page.export_view.setCurrentRow(row)
    page.export_button.click()
    assert page.waiting.stop_button.isEnabled()
    page.waiting.stop_button.click()
    assert page.done_label.text() == "Interruption…"
    qtbot.waitUntil(page.export_button.isEnabled, timeout=20000)
    assert page.done_label.text().replace("\u00a0", " ") == "Interrompu : rien n’a été écrit."
    assert not page.waiting.isVisible()
    assert not page.folder_button.isVisible()
    assert list(folder.iterdir()) == []


def test_days_by_which_papers_must_leave_are_told(qtbot, tmp_path):
    """The sitting is on 19 April 2024: VAE results within fifteen days, by 4 May."""
    who = a_file("222222a", "C02", "VAE")
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), who)
    window.show_page("handover", "notifications-vae")
    page = window.page("handover")
    item = page.paper_view.currentItem()
    assert item.text(2) == "04/05/2024"
    assert item.text(3) == "Pas encore"
    press_all(window.page("sitting").block_view, "UA" * 6)
    window.show_page("handover")
    told = page.due_label.text().replace("\u00a0", " ")
    assert "Accrochage à la Caisse des Dépôts : 19 juillet 2024" in told


def test_accrochage_asks_who_sends_it_and_remembers_on_this_computer(
    qtbot, tmp_path, monkeypatch, settings
):
    who = clear_file("C01", birth_date=BirthDate(1999, 2, 3))
    window = an_open_room(qtbot, tmp_path / "s.jury", who)
    press_all(window.page("sitting").block_view, "UA" * 6)
    bridge = window.bridge
    window.show_page("handover")
    page = window.page("handover")
    page.export_view.setCurrentRow(3)
    when_asked(lambda box: box.accept())
    page.export_button.click()
    assert bridge.perform(lambda: acts.close_sitting(bridge.state, bridge.now()))
    seal(bridge.file, tmp_path / "pv.pdf", at=bridge.now())
    bridge.reload()
    out = tmp_path / "flux.xml"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))

    def fill(dialog):
        dialog.client_edit.setText("ABC")
        assert not dialog.accept_button.isEnabled()
        dialog.client_edit.setText("12345678")
        dialog.contract_edit.setText("MCFCER000001")
        dialog.accept_button.click()

    when_asked(fill)
    page.export_button.click()
    qtbot.waitUntil(lambda: page.done_label.text().startswith("Écrit\u00a0:"), timeout=20000)
    assert b"12345678" in out.read_bytes()
    assert settings.value("accrochage/contract") == "MCFCER000001"


def test_holder_without_civil_status_is_shown_while_it_can_be_completed(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01", birth_date=None))
    press_all(window.page("sitting").block_view, "UA" * 6)
    window.show_page("handover")
    page = window.page("handover")
    page.export_view.setCurrentRow(3)
    assert "1\u00a0état civil" in page.export_text.text()
    page.complete_button.click()
    assert window.pages.currentWidget() is window.page("cohort")
