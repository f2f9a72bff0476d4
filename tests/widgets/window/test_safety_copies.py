"""Safety copies made while one works, on this computer and on a stick, and put back."""

from datetime import date, datetime, timedelta

import pytest
from PySide6.QtWidgets import QFileDialog

from jurydesk.deliberation.facts import SessionDescribed
from jurydesk.storage.encryption import is_protected, new_key
from jurydesk.storage.protection import reprotect
from jurydesk.storage.safety_copies import copies_folder, copies_in, make_copy
from jurydesk.storage.session_file import SessionFile
from jurydesk.widgets.window import retention
from jurydesk.widgets.window.copies_dialog import CopiesDialog
from tests.builders import at
from tests.widgets.room import a_session, a_window, clear_file, when_asked


@pytest.fixture(autouse=True)
def stick(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "données"))
    folder = tmp_path / "clé USB"
    folder.mkdir()
    return folder


def test_copies_are_made_while_one_works_and_when_it_closes(qtbot, tmp_path, stick):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    keeper = window.protection.keeper
    keeper.choose_second(stick)
    assert len(copies_in([copies_folder()])) == len(copies_in([stick])) == 1
    window.bridge.record(SessionDescribed(at("08:30"), place="Lyon"))
    window.bridge.close()
    for folder in (copies_folder(), stick):
        made = copies_in([folder])
        assert len(made) == 2
        with SessionFile.open(made[0].path, read_only=True) as copy:
            assert copy.state.place == "Lyon"
        assert made[0].path.stat().st_mode & 0o777 == 0o600


def test_copies_of_a_protected_session_are_protected(qtbot, tmp_path):
    path = a_session(tmp_path / "s.jury", clear_file("C01"))
    key = new_key("une phrase")
    reprotect(path, None, key)
    window = a_window(qtbot)
    window.bridge.open(path, key)
    window.protection.keeper.copy_now()
    (copy,) = copies_in([copies_folder()])
    assert is_protected(copy.path)
    dialog = CopiesDialog(None, window)
    assert "protégée" in dialog.copy_view.item(0).text()


def test_protecting_a_session_removes_its_copies_in_clear(qtbot, tmp_path, stick):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.protection.keeper.choose_second(stick)

    def choose(dialog):
        dialog.passphrase_edit.setText("une phrase")
        dialog.again_edit.setText("une phrase")
        dialog.accept_button.click()

    when_asked(choose)
    window.protection._protect.trigger()
    window.bridge.close()
    for folder in (copies_folder(), stick):
        assert [is_protected(each.path) for each in copies_in([folder])] == [True]


def test_old_copies_give_way(tmp_path, stick):
    moment = datetime(2024, 4, 19, 9, 0).astimezone()
    with SessionFile.open(a_session(tmp_path / "s.jury", clear_file("C01"))) as session:
        for number in range(15):
            session.record(SessionDescribed(at("08:30"), place=f"Salle {number}"))
            assert make_copy(session, stick, moment + timedelta(minutes=number)) is not None
            assert make_copy(session, stick, moment + timedelta(minutes=number)) is None
    entries = [each.entries for each in copies_in([stick])]
    assert entries == sorted(entries, reverse=True)
    assert len(entries) == 12


def test_a_copy_is_put_back_under_a_new_name(qtbot, tmp_path, monkeypatch):
    path = a_session(tmp_path / "s.jury", clear_file("C01"))
    window = a_window(qtbot, path)
    window.bridge.close()
    path.unlink()
    out = tmp_path / "restaurée.jury"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))

    def choose(dialog):
        assert "1\u00a0candidat" in dialog.copy_view.item(0).text()
        dialog.accept_button.click()

    when_asked(choose)
    window.start_page.copies_button.click()
    assert window.bridge.path == out
    assert list(window.bridge.state.candidates) == ["C01"]


def test_a_stick_that_is_gone_is_said(qtbot, tmp_path, stick):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    stick.rmdir()
    stick.write_text("un fichier")
    window.protection.keeper.choose_second(stick)
    assert "Copie de sûreté impossible" in window.notice_label.text()


def test_the_time_of_keeping_is_shown_and_its_end_told(qtbot, tmp_path, settings):
    path = a_session(tmp_path / "s.jury", clear_file("C01"))
    retention.choose_years(settings, 1)
    window = a_window(qtbot, path)
    assert window.protection._kept.text().startswith("À conserver 1")
    window.bridge.close()
    assert "passée depuis le 19/04/2025" in window.start_page.recent_view.item(0).text()
    assert retention.end_of(date(2024, 2, 29), 1) == date(2025, 2, 28)
