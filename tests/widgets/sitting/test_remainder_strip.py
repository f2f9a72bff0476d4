"""Maj+A adopts what may be adopted, names what is left, and has a button for each cure."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtWidgets import QApplication, QPushButton

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import block_status
from jurydesk.deliberation.facts import DEFINITIONS, SessionCreated
from jurydesk.deliberation.state import Phase
from jurydesk.deliberation.words.candidate_words import closing_question
from jurydesk.widgets.parts.elided_label import ElidedLabel
from tests.stories.screen import plain
from tests.widgets import room
from tests.widgets.room import (
    BLOCKS,
    a_file,
    an_open_room,
    clear_file,
    press,
    press_all,
    when_asked,
)


def lines(page):
    QApplication.processEvents()
    labels = page.remainder_strip.findChildren(ElidedLabel)
    return [plain(label.text()) for label in labels if label.isVisible()]


def button(page, cure):
    found = page.remainder_strip.findChildren(QPushButton, f"cure_{cure}_button")
    return next(each for each in found if each.isVisible())


def statuses(window, candidate="C01"):
    state = window.bridge.state
    return [block_status(state, candidate, block) for block in BLOCKS]


def test_what_is_left_is_named_with_its_cure(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("22-2222"), clear_file("C02"))
    page = window.page("sitting")
    assert not page.remainder_strip.isVisible()
    press_all(page.block_view, "UA")
    done, left = BlockStatus.VALIDATED, None
    assert statuses(window) == [done, done, left, done, done, done, left]
    assert lines(page) == [
        "Reste BC03 : aucun niveau proposé, à voter.",
        "Reste BC07 : soutenance à noter.",
    ]
    assert page.candidate == "C01"
    page.block_view.choose(BLOCKS[6])
    button(page, "vote").click()
    assert page.block_view.block == BLOCKS[2]
    press_all(page.block_view, "22")
    assert lines(page)[0] == "Reste BC03 : 4 votes manquent."
    press_all(page.block_view, "2222")
    assert lines(page)[0] == "Reste BC03 : à adopter."
    button(page, "adopt").click()
    assert lines(page) == ["Reste BC07 : soutenance à noter."]
    when_asked(lambda dialog: dialog.reject())
    button(page, "marks").click()
    page.choose_candidate("C02")
    assert lines(page) == []
    page.choose_candidate("C01")
    assert lines(page) == []


def test_blocs_that_the_file_says_not_presented_are_stated_together(qtbot, tmp_path, monkeypatch):
    who = a_file("222222a")
    records = tuple(
        replace(each, state=BlockRecordState.NOT_PRESENTED, proposed=None)
        if each.block in BLOCKS[4:6]
        else each
        for each in who.blocks
    )
    monkeypatch.setattr(room, "SessionCreated", partial(SessionCreated, definitions=DEFINITIONS))
    window = an_open_room(qtbot, tmp_path / "s.jury", replace(who, blocks=records))
    page = window.page("sitting")
    assert statuses(window)[4:6] == [None, None]
    press_all(page.block_view, "UA")
    assert lines(page) == ["Reste BC05 et BC06 : proposé non présenté, au jury de le dire."]
    when_asked(lambda dialog: dialog.accept_button.click())
    button(page, "absence").click()
    assert statuses(window)[4:6] == [BlockStatus.NOT_PRESENTED] * 2
    window.undo_button.click()
    assert statuses(window)[4:6] == [None, None]


def test_quorum_lost_for_all_offers_to_suspend(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02"))
    page, bridge = window.page("sitting"), window.bridge
    leaving = ("M3", "M4", "M5")
    assert bridge.perform(
        lambda: acts.attend(bridge.state, leaving, Attendance.LEFT, bridge.now(), "Train")
    )
    # Three voters of six are the quorum still.
    assert lines(page) == []
    assert bridge.perform(
        lambda: acts.attend(bridge.state, ("M6",), Attendance.LEFT, bridge.now(), "Train")
    )
    assert lines(page) == [
        "Quorum perdu pour tous les candidats à décider : 2 votants ici pour 3 requis."
    ]
    button(page, "suspend").click()
    assert bridge.state.phase is Phase.SUSPENDED
    assert lines(page) == []


def test_a_chair_who_withdrew_is_replaced_from_the_strip(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page, bridge = window.page("sitting"), window.bridge
    bridge.perform(lambda: acts.recuse(bridge.state, ("M1",), ("C01",), bridge.now(), ""))
    press(page.block_view, "U")
    press(page.block_view, "A")
    assert lines(page) == ["Reste BC01 à BC06 : qui préside ne délibère pas sur ce dossier."]
    button(page, "chair").click()
    assert bridge.state.chair == "M2"
    press(page.block_view, "A")
    assert lines(page) == []
    assert None not in statuses(window)


@pytest.mark.parametrize(("width", "height", "shown"), [(1366, 768, 2), (960, 540, 1)])
def test_strip_keeps_to_the_lines_there_are(qtbot, tmp_path, width, height, shown):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("22-2222"))
    window.resize(width, height)
    page = window.page("sitting")
    QApplication.processEvents()
    press_all(page.block_view, "UA")
    told = lines(page)
    assert len(told) == shown
    assert ("et une autre raison" in told[-1]) is (shown == 1)


def test_filter_goes_through_what_is_to_be_specified_before_the_seal(qtbot, tmp_path):
    files = (a_file("322222a", "C01"), clear_file("C02"), a_file("422222a", "C03"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page, bridge = window.page("sitting"), window.bridge
    for candidate in ("C01", "C02", "C03"):
        page.choose_candidate(candidate)
        press_all(page.block_view, "UA")
    page.findChild(QPushButton, "follow_filter").click()
    shown = page.candidate_view.candidates
    assert [shown.key(row) for row in range(3)] == ["C01", "C03", ""]
    question = plain(closing_question(bridge.state))
    assert "2 dossiers attendent un complément ou un rattrapage à préciser" in question
    bridge.perform(
        lambda: acts.plan_follow_up(
            bridge.state, "C01", BLOCKS[0], "Un rapport", None, bridge.now()
        )
    )
    assert [shown.key(row) for row in range(2)] == ["C03", ""]
