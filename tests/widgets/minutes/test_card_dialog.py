"""Signing with a card in the window: the card answers beside the screen, its code is asked once."""

from pathlib import Path

import pytest

from jurydesk.signature.expected import read_expected
from jurydesk.widgets.minutes.card_dialog import CardDialog
from jurydesk.widgets.parts.session_bridge import SessionBridge
from tests.builders import at
from tests.card_reader import PIN, TOKEN, a_reader
from tests.signature.builders import a_sealed_pdf, verdict_on, what_is_sealed


@pytest.fixture
def minutes(tmp_path: Path) -> Path:
    path = tmp_path / "pv.pdf"
    path.write_bytes(a_sealed_pdf(what_is_sealed()))
    return path


@pytest.fixture
def dialog(qtbot, minutes, monkeypatch):
    library, _ = a_reader()
    # The reader of this machine, if any, is left alone.
    monkeypatch.setattr("jurydesk.widgets.minutes.card_dialog._usual_library", lambda: str(library))
    expected = read_expected(minutes.read_bytes()).of_member("M2")
    made = CardDialog(SessionBridge(lambda: at("18:10")), minutes, expected, None)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.token_box.count() >= 2, timeout=20_000)
    made.token_box.setCurrentIndex(
        next(i for i in range(made.token_box.count()) if TOKEN in made.token_box.itemText(i))
    )
    return made


def enter(dialog, qtbot, pin: str) -> None:
    dialog.pin_edit.setText(pin)
    dialog.pin_edit.textEdited.emit(pin)
    assert dialog.accept_button.isEnabled()
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: not dialog._background.is_busy, timeout=20_000)


def test_card_is_opened_its_certificate_recognised_and_the_minutes_signed(
    dialog, qtbot, minutes
) -> None:
    enter(dialog, qtbot, PIN)
    qtbot.waitUntil(lambda: dialog.certificate_box.count() == 2, timeout=20_000)
    assert not dialog.accept_button.isEnabled()
    dialog.certificate_box.setCurrentIndex(
        next(i for i in range(2) if "NOMM2" in dialog.certificate_box.itemText(i))
    )
    assert "Empreinte SHA-256" in dialog.told_label.text()
    dialog.accept_box.setChecked(True)
    dialog.accept_button.click()
    qtbot.waitUntil(lambda: dialog.fact is not None, timeout=20_000)

    assert dialog.fact.member == "M2"
    assert dialog.pin_edit.text() == ""
    (signature,) = verdict_on(minutes.read_bytes(), a_reader()[1].trust).signatures
    assert (signature.member, signature.intact, signature.trusted) == ("M2", True, True)


def test_wrong_code_is_told_and_never_tried_again(dialog, qtbot, minutes) -> None:
    before = minutes.read_bytes()
    enter(dialog, qtbot, "999999")
    qtbot.waitUntil(lambda: dialog.problem_label.text() != "", timeout=20_000)

    assert "Le code de la carte" in dialog.problem_label.text()
    assert "999999" not in dialog.problem_label.text()
    assert dialog.pin_edit.text() == ""
    assert not dialog.accept_button.isEnabled()
    assert minutes.read_bytes() == before
