"""The first page says of each session its day, its state, who certifies, and if it is protected."""

from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.storage.encryption import new_key
from jurydesk.widgets.window.sessions.known import known_words
from tests.widgets.room import a_session, a_window, clear_file


def line_of(window):
    window.bridge.close()
    return window.start_page.recent_view.item(0).text().replace("\u00a0", " ").split("\n")


def test_session_is_told_by_its_day_its_state_and_who_certifies(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    bridge = window.bridge
    line = line_of(window)
    assert line[0] == "s"
    assert line[1] == "19 avril 2024 · en préparation"
    assert line[2].startswith("Institut supérieur de l’aéronautique")
    assert window.open_session(tmp_path / "s.jury")
    everyone = tuple(bridge.state.members)
    bridge.perform(lambda: acts.attend(bridge.state, everyone, Attendance.PRESENT, bridge.now()))
    bridge.perform(lambda: acts.open_sitting(bridge.state, bridge.now()))
    assert "séance ouverte" in line_of(window)[1]


def test_protected_session_is_told_without_its_passphrase(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.bridge.reprotect(new_key("une phrase"), "protégée")
    line = line_of(window)
    assert line[1].startswith("19 avril 2024 · en préparation")
    assert line[1].endswith("protégée par une phrase secrète")


def test_nothing_is_told_of_a_session_never_seen_or_of_words_made_up(settings, tmp_path):
    assert known_words(settings, tmp_path / "absente.jury") == ""
    key = str((tmp_path / "s.jury").absolute()).replace("/", "|")
    settings.setValue(f"known/{key}", '{"day": "demain"}')
    assert known_words(settings, tmp_path / "s.jury") == ""


def test_copy_is_written_under_another_name_and_the_folder_is_shown(qtbot, tmp_path, monkeypatch):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    proposed, opened = [], []

    def ask(_parent, _title, start, _kinds):
        proposed.append(start)
        return str(tmp_path / "autre"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window.file_menu.save_copy()
    assert proposed == [str(tmp_path / "s - copie.jury")]
    assert (tmp_path / "autre.jury").is_file()
    assert window.bridge.path == tmp_path / "s.jury"
    window.file_menu.open_folder()
    assert [each.toLocalFile() for each in opened] == [str(tmp_path)]
