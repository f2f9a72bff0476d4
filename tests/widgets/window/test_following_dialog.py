"""« Séance suivante… » and « Registre… » in the window, on a real sealed session."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import block_statuses
from jurydesk.deliberation.facts import SessionSealed
from jurydesk.deliberation.words.candidate_file import file_html
from jurydesk.storage.session_file import SessionFile
from jurydesk.transmission.register import read_register
from jurydesk.widgets.window.following_dialog import FollowingDialog
from jurydesk.widgets.window.register_dialog import RegisterDialog
from tests.builders import at
from tests.widgets.room import BLOCKS, a_file, a_session, a_window, clear_file, when_asked
from tests.widgets.window.test_window import doubled_mnemonics, nameless


@pytest.fixture
def sealed(tmp_path):
    """C01 LEFÈVRE is wholly certified, C02 ZOLA has level 3 on BC04; BC07 was acquired before."""
    born = BirthDate(1999, 2, 14)
    zola = a_file("222322a", "C02", birth_name="Zola", first_names="Jean", birth_date=born)
    path = a_session(tmp_path / "première.jury", clear_file("C01"), zola)
    with SessionFile.open(path) as session:
        state = session.state
        session.record(*acts.attend(state, tuple(state.members), Attendance.PRESENT, at("09:00")))
        session.record(*acts.open_sitting(session.state, at("09:00")))
        for who in ("C01", "C02"):
            for block in BLOCKS[:6]:
                session.record(*acts.agree(session.state, who, block, None, at("09:10")))
                session.record(*acts.adopt(session.state, who, block, at("09:10")))
        session.record(*acts.close_sitting(session.state, at("10:00")))
        number = session.state.minutes_number
        head, entries = session.head, session.entries_count
        session.record(SessionSealed(at("11:00"), number, head, entries, "0" * 64))
    return path


@pytest.fixture
def window(qtbot, sealed):
    return a_window(qtbot, sealed)


@pytest.fixture
def dialog(window):
    made = FollowingDialog(window.bridge, window.bridge.state, window)
    made.show()
    return made


def lines(view):
    return [view.item(row).text().replace("\u202f", " ") for row in range(view.count())]


def table(folder, *rows):
    path = folder / "promotion.csv"
    heading = "identifiant;nom_naissance;prenoms;date_naissance;voie;debut_parcours"
    path.write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")
    return path


def test_who_comes_back_with_what_is_left_to_vote(window, dialog, sealed):
    assert [line.replace("\u00a0", " ") for line in lines(dialog.person_view)] == [
        "ZOLA Jean (C02, FI) – validation partielle ; à voter : BC04"
    ]
    assert "Aucun doute" in lines(dialog.doubt_view)[0]
    dialog.date_edit.set_day(date(2025, 4, 18))
    dialog.accept_button.click()
    assert dialog.path == sealed.with_name("première-suite.jury")
    state = window.bridge.state
    assert state.session_date == date(2025, 4, 18)
    statuses = block_statuses(state, "C02")
    assert [code[-4:] for code, status in statuses.items() if status is None] == ["BC04"]
    told = file_html(state, state.candidates["C02"])
    assert "en voie de validation, niveau 3" in told.replace("\u00a0", " ")


SECOND = Path(__file__).parents[2] / "certification" / "rulebooks" / "second.toml"


def test_people_come_back_from_an_expired_title_to_the_one_that_succeeds(
    window, dialog, monkeypatch
):
    """Zola has six blocs of seven; two of them stand for the new title's A and C, four are lost."""
    dialog.date_edit.set_day(date(2025, 4, 18))
    assert "Enregistrement échu le 19 mai 2024" in dialog.rulebook_label.text().replace(
        "\u00a0", " "
    )
    assert not dialog.match_button.isVisible()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(SECOND), ""))

    def answer(asked):
        assert asked.match_table.rowCount() == 7
        boxes = [asked.match_table.cellWidget(row, 1) for row in range(7)]
        boxes[0].setCurrentIndex(boxes[0].findData("REFUGE-A"))
        boxes[1].setCurrentIndex(boxes[1].findData("REFUGE-A"))
        assert not asked.accept_button.isEnabled()
        boxes[1].setCurrentIndex(boxes[1].findData("REFUGE-C"))
        asked.accept_button.click()

    when_asked(answer)
    dialog.rulebook_button.click()
    assert "RNCP99001" in dialog.rulebook_label.text()
    assert dialog.match_button.isVisible()
    told = lines(dialog.doubt_view)[0].replace("\u00a0", " ")
    assert "RNCP35609BC01 → REFUGE-A, RNCP35609BC02 → REFUGE-C" in told
    (who,) = [line.replace("\u00a0", " ") for line in lines(dialog.person_view)]
    assert who.endswith("à voter : REFUGE-B, REFUGE-D")
    dialog.accept_button.click()
    assert dialog.path is not None
    state = window.bridge.state
    assert state.rulebook.certification.code == "RNCP99001"
    statuses = block_statuses(state, "C02")
    assert [code for code, status in statuses.items() if status is None] == [
        "REFUGE-B",
        "REFUGE-D",
    ]
    assert statuses["REFUGE-A"] is BlockStatus.ACQUIRED


def test_a_doubt_waits_for_a_person_and_its_answer_decides(dialog, tmp_path, monkeypatch):
    rows = ("C02;Zola;Jean Paul;14/02/1999;FI;02/05/2023", "C09;Sand;Aurore;;FI;02/05/2023")
    path = str(table(tmp_path, *rows))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    dialog.cohort_button.click()
    assert "prénoms « Jean Paul » ici, « Jean » là" in lines(dialog.doubt_view)[0].replace(
        "\u00a0", " "
    )
    assert not dialog.accept_button.isEnabled()
    dialog.same_button.click()
    assert dialog.accept_button.isEnabled()
    assert dialog.count_label.text().startswith("2")
    dialog.cohort_button.click()
    assert dialog.cohort_button.text() == "Compléter par une &table…"
    assert dialog.accept_button.isEnabled()


def test_nobody_left_is_told_and_stops(dialog):
    dialog.person_view.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert "Personne ne revient" in dialog.problem_label.text()
    assert not dialog.accept_button.isEnabled()


def test_a_date_before_the_session_followed_stops(dialog):
    dialog.date_edit.set_day(date(2024, 4, 18))
    assert "19" in dialog.problem_label.text()
    assert not dialog.accept_button.isEnabled()


def test_the_same_session_is_not_followed_twice(dialog, sealed, monkeypatch, when_told):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(sealed)], ""))
    told = when_told()
    dialog.add_button.click()
    assert "déjà parmi les séances suivies" in told[0]
    assert dialog.source_view.count() == 1


@pytest.fixture
def when_told(monkeypatch):
    def keep():
        told = []
        monkeypatch.setattr(
            "jurydesk.widgets.parts.messages.show_error",
            lambda _parent, error: told.append(str(error)),
        )
        return told

    return keep


def test_every_control_has_a_name_and_a_key_of_its_own(window, dialog, sealed):
    register = RegisterDialog(window.bridge, read_register(sealed.parent), window)
    for each in (dialog, register):
        assert doubled_mnemonics(each) == []
        assert nameless(each) == []


def test_the_register_tells_who_has_what_and_writes_a_calendar(
    window, sealed, tmp_path, monkeypatch
):
    register = RegisterDialog(window.bridge, read_register(sealed.parent), window)
    register.show()
    assert register.person_view.topLevelItemCount() == 2
    register.search_edit.setText("zola")
    hidden = [register.person_view.topLevelItem(row).isHidden() for row in range(2)]
    assert sorted(hidden) == [False, True]
    out = tmp_path / "echeances.ics"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    register.calendar_button.click()
    assert b"SUMMARY:Accrochage" in out.read_bytes()


def test_the_menu_offers_the_next_session_once_sealed(window):
    assert window.after._next.isEnabled()
    assert window.page("handover") is not None
    window.show_page("handover")
    assert window.page("handover").next_button.isVisible()
    window.bridge.close()
    assert not window.after._next.isEnabled()
    assert window.after._register.isEnabled()
