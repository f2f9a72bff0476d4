"""The page « Procès-verbal »: jumps to each fault, search, the queue of signatures, the verdict."""

import shutil
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog

from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import SigningDeclared, SigningWay
from jurydesk.minutes.preflight import Blocker, Where
from jurydesk.signature.demonstration import as_p12, create_authority
from jurydesk.signature.expected import read_expected
from jurydesk.signature.holders import names_agree
from jurydesk.signature.keys import load_key
from jurydesk.signature.signing import sign_file
from jurydesk.widgets.minutes.blocker_place import place_of
from jurydesk.widgets.minutes.sealing_dialog import signers_words
from jurydesk.widgets.minutes.signature_words import WAYS
from jurydesk.widgets.parts.verification_dialog import VerificationDialog
from tests.builders import at
from tests.widgets.room import (
    a_file,
    a_session,
    a_window,
    an_open_room,
    clear_file,
    press_all,
    when_asked,
)

NAMES = {"M1": "PrénomM1 NOMM1", "M2": "PrénomM2 NOMM2", "M3": "PrénomM3 NOMM3"}


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    """Three keys, the establishment's, and the root that issued them."""
    folder = tmp_path_factory.mktemp("clés")
    authority = create_authority(at=at("08:00"))
    (folder / "racine.pem").write_bytes(authority.pem)
    for member, name in {**NAMES, "sceau": "Établissement"}.items():
        key = authority.issue(name, at=at("08:00"))
        (folder / f"{member}.p12").write_bytes(as_p12(key, "secret"))
    return folder


def is_idle(page):
    return not page._background.is_busy and not page._soon.isActive()


def the_minutes(qtbot, window):
    """The page, once its pages are drawn."""
    window.show_page("minutes")
    page = window.page("minutes")
    qtbot.waitUntil(lambda: is_idle(page), timeout=20000)
    return page


def a_closed_room(qtbot, path, *electronic):
    """A closed sitting where all but the members named sign on paper."""
    window = an_open_room(qtbot, path, clear_file("C01"))
    press_all(window.page("sitting").block_view, "UA")
    bridge = window.bridge
    for member in bridge.state.members:
        if member not in electronic:
            assert bridge.record(SigningDeclared(bridge.now(), member, SigningWay.PAPER))
    assert bridge.perform(lambda: acts.close_sitting(bridge.state, bridge.now()))
    return window


def seal_into(window, out, monkeypatch, answer=lambda dialog: dialog.accept_button.click()):
    # The system's own file chooser cannot be driven: its answer is given.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    when_asked(answer)
    window.page("minutes").seal_button.click()


def go_to_fault(page, words):
    view = page.blocker_view
    rows = [view.item(row) for row in range(view.count())]
    view.itemActivated.emit(next(item for item in rows if words in item.text()))


def test_missing_attendance_leads_to_its_member(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    page = the_minutes(qtbot, window)
    go_to_fault(page, "La présence n’est pas relevée pour PrénomM5")
    jury = window.page("jury")
    assert window.pages.currentWidget() is jury
    assert jury._members.key(jury.member_view.currentIndex().row()) == "M5"


def test_finding_of_a_candidate_leads_to_that_finding_of_that_candidate(qtbot, tmp_path):
    files = (a_file("2222222", "C01"), a_file("2222222", "C02", birth_name="Zola"))
    window = an_open_room(qtbot, tmp_path / "s.jury", *files)
    page = the_minutes(qtbot, window)
    go_to_fault(page, "ZOLA")
    jury = window.page("jury")
    assert window.pages.currentWidget() is jury
    chosen = jury._findings.key(jury.finding_view.currentIndex().row())
    assert chosen.split("|")[::2] == ["soutenance", "C02"]


def test_reserve_on_the_act_of_nomination_leads_to_who_holds_it(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    page = the_minutes(qtbot, window)
    go_to_fault(page, "Acte de nomination 2024-017")
    jury = window.page("jury")
    assert window.pages.currentWidget() is jury
    assert jury.act_button.hasFocus() or jury.focusWidget() is jury.act_button


def test_undecided_candidate_leads_to_the_room(qtbot, tmp_path):
    window = an_open_room(
        qtbot, tmp_path / "s.jury", clear_file("C01"), clear_file("C02", birth_name="Zola")
    )
    go_to_fault(the_minutes(qtbot, window), "statué sur ZOLA")
    assert window.pages.currentWidget() is window.page("sitting")
    assert window.page("sitting").candidate == "C02"


def test_rule_to_confirm_leads_to_that_rule(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    go_to_fault(the_minutes(qtbot, window), "Quorum")
    assert window.pages.currentWidget() is window.page("certification")


@pytest.mark.parametrize(
    ("blocker", "place"),
    [
        (Blocker("", Where.SITTING, "C01", "BC03"), "C01 BC03"),
        (Blocker("", Where.JURY, "M1", field="act"), "M1"),
        (Blocker("", Where.JURY, "C01", field="soutenance"), "soutenance C01"),
        (Blocker("", Where.JURY, "composition", field="composition"), "composition"),
        (Blocker("", Where.COHORT, "C01", field="text"), "C01"),
        (Blocker("", Where.CERTIFICATION, "quorum", field="adoption"), "quorum"),
    ],
)
def test_place_of_a_fault_is_what_its_page_takes(blocker, place):
    assert place_of(blocker) == place


def test_words_are_found_on_the_pages_and_walked_through(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    preview = the_minutes(qtbot, window).minutes_preview
    qtbot.keyClicks(preview.search_edit, "nomm4")
    count = int(preview.search_count.text().split("\u00a0")[0])
    assert count > 1
    qtbot.keyClick(preview.search_edit, Qt.Key.Key_Return)
    assert preview.search_count.text() == f"2 sur {count}"
    preview.search_previous_button.click()
    preview.search_previous_button.click()
    assert preview.search_count.text() == f"{count} sur {count}"
    assert preview.page_view.page > 0
    preview.search_edit.setText("nulle part")
    assert preview.search_count.text() == "introuvable"
    assert not preview.search_next_button.isEnabled()


def test_details_open_at_the_one_that_is_missing(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    page = the_minutes(qtbot, window)
    seen = []

    def look(dialog):
        seen.append(dialog.focusWidget().objectName())
        dialog.cancel_button.click()

    when_asked(look)
    page.go_to("remote_means")
    assert seen == ["remote_edit"]


def sign(page, member, key, *, accept=True):
    """Sign as a person would: choose the key, read the certificate, recognise it."""
    told = []

    def answer(dialog):
        dialog.key_edit.setText(str(key))
        dialog.passphrase_edit.setText("secret")
        dialog.accept_button.click()
        told.append(dialog.problem_label.text())
        told.append(dialog.certificate_label.text())
        if accept and not dialog.certificate_card.isHidden():
            assert not dialog.accept_button.isEnabled()
            dialog.accept_box.click()
            dialog.accept_button.click()
        if dialog.isVisible():
            dialog.cancel_button.click()

    page.go_to(member)
    when_asked(answer)
    page.sign_button.click()
    return told


def states(page):
    rows = range(page._signatures.rowCount())
    return {page._signatures.key(row): page._signatures.cell(row, 1).text for row in rows}


def test_signatures_queue_up_and_the_chair_is_last(qtbot, tmp_path, keys, monkeypatch):
    window = a_closed_room(qtbot, tmp_path / "s.jury", "M1", "M2", "M3")
    page = the_minutes(qtbot, window)
    out = tmp_path / "pv.pdf"
    seal_into(window, out, monkeypatch)
    assert [states(page)[member] for member in ("M1", "M2", "M4")] == [
        "en dernier",
        "attendue",
        "sur papier",
    ]
    assert "signe en dernier" in sign(page, "M1", keys / "M1.p12")[0]
    problem, certificate = sign(page, "M2", keys / "M3.p12", accept=False)
    assert problem == ""
    assert "Empreinte SHA-256" in certificate
    assert "ce nom n’est pas PrénomM2 NOMM2" in certificate
    assert window.bridge.state.signatures == []
    sign(page, "M2", keys / "M2.p12")
    # Whose turn it is now is chosen already.
    assert states(page)["M2"] == "signé"
    sign(page, "M3", keys / "M3.p12")
    assert states(page)["M1"] == "attendue"
    assert "C’est à PrénomM1 NOMM1" in page.turn_label.text()
    sign(page, "M1", keys / "M1.p12")
    assert page.signature_chip.text() == "Complet"
    assert [each.member for each in window.bridge.state.signatures] == ["M2", "M3", "M1"]
    qtbot.waitUntil(lambda: is_idle(page), timeout=20000)
    lost_file_is_asked_for_in_place(qtbot, window, out, monkeypatch)
    verdict_is_told_in_french(qtbot, window, out, keys)


def test_member_who_cannot_sign_after_all_does_not_stop_the_chair(
    qtbot, tmp_path, keys, monkeypatch
):
    window = a_closed_room(qtbot, tmp_path / "s.jury", "M1", "M2")
    page = the_minutes(qtbot, window)
    seal_into(window, tmp_path / "pv.pdf", monkeypatch)
    told = []

    def on_paper(dialog):
        dialog.way_box.setCurrentIndex(list(WAYS).index(SigningWay.PAPER))
        told.append(dialog.fingerprint_label.text())
        told.append(dialog.browse_button.isEnabled())
        dialog.accept_button.click()

    page.go_to("M4")
    assert not page.way_button.isEnabled()
    page.go_to("M2")
    when_asked(on_paper)
    page.way_button.click()
    assert "la séance note que ce membre n’y signera pas" in told[0]
    assert told[1] is False
    assert states(page)["M2"] == "sur papier"
    assert "C’est à PrénomM1 NOMM1" in page.turn_label.text()
    sign(page, "M1", keys / "M1.p12")
    assert page.signature_chip.text() == "Complet"
    assert not page.way_button.isEnabled()
    page.go_to("M2")
    assert "noté dans la séance après le scellement" in page.signer_label.text()


def lost_file_is_asked_for_in_place(qtbot, window, out, monkeypatch):
    """Nothing pops up: the notice says what is shown, and takes the file where it is now."""
    elsewhere = out.parent / "ailleurs" / "signe.pdf"
    elsewhere.parent.mkdir()
    shutil.move(out, elsewhere)
    path = window.bridge.path
    window.bridge.close()
    assert window.open_session(path)
    page = the_minutes(qtbot, window)
    preview = page.minutes_preview
    assert preview.preview_notice.isVisible()
    assert "sans les signatures" in preview.preview_state.text()
    stranger = out.parent / "autre.pdf"
    stranger.write_bytes(b"%PDF-1.7 autre")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(stranger), ""))
    preview.locate_button.click()
    assert "n’est pas un procès-verbal scellé" in preview.preview_notice_label.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(elsewhere), ""))
    preview.locate_button.click()
    qtbot.waitUntil(lambda: is_idle(page), timeout=20000)
    assert not preview.preview_notice.isVisible()
    assert preview.preview_state.text() == "officiel – signe.pdf"
    shutil.copy(elsewhere, out)


def verdict_is_told_in_french(qtbot, window, out, keys):
    dialog = VerificationDialog(window.bridge, QSettings(), out, window)

    def verdict():
        dialog.accept_button.click()
        qtbot.waitUntil(lambda: not dialog.is_busy, timeout=20000)
        return dialog.verdict_label.text()

    assert "identités non vérifiées" in verdict()
    assert "--" not in dialog.verdict_text.toPlainText()
    dialog.authority_edit.setText(str(keys / "racine.pem"))
    assert verdict() == "✓ Document valide"
    assert [dialog._rows.cell(row, 0).text for row in range(3)] == [
        NAMES[member] for member in ("M2", "M3", "M1")
    ]
    # The authority is remembered for the next document.
    again = VerificationDialog(window.bridge, QSettings(), None, window)
    assert again.authority_edit.text() == str(keys / "racine.pem")
    dialog.file_edit.setText(str(out.parent / "autre.pdf"))
    assert verdict() == "✗ Document non valide"
    # A session is judged by its journal: no empty table of signatures.
    dialog.show()
    dialog.file_edit.setText(str(window.bridge.path))
    assert verdict() == "✓ Document valide"
    assert not dialog.signature_view.isVisible()
    dialog.file_edit.clear()
    assert dialog.signature_view.isVisible()
    dialog.file_edit.setText(str(out.parent / "absent.pdf"))
    assert verdict() == "Vérification impossible"


def test_file_signed_elsewhere_is_taken_back_with_its_signatures(
    qtbot, tmp_path, keys, monkeypatch
):
    window = a_closed_room(qtbot, tmp_path / "s.jury", "M1", "M2", "M3")
    page = the_minutes(qtbot, window)
    out, mailed = tmp_path / "pv.pdf", tmp_path / "courriel" / "pv signe.pdf"
    seal_into(window, out, monkeypatch)
    mailed.parent.mkdir()
    shutil.copy(out, mailed)
    digests = []
    for member in ("M3", "M2"):
        now = window.bridge.now()
        key = load_key(keys / f"{member}.p12", "secret", at=now)
        digests.append(sign_file(mailed, member, key, at=now).file_digest)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(mailed), ""))
    page.receive_button.click()
    assert [each.member for each in window.bridge.state.signatures] == ["M3", "M2"]
    assert [each.file_digest for each in window.bridge.state.signatures] == digests
    assert page.official == mailed
    assert states(page)["M1"] == "attendue"
    # An older copy of the file would lose signatures: it is refused in place.
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out), ""))
    page.receive_button.click()
    assert "ne peut pas être repris" in page.minutes_preview.preview_notice_label.text()
    assert page.official == mailed
    qtbot.waitUntil(lambda: is_idle(page), timeout=20000)


def test_establishment_certifies_at_the_seal(qtbot, tmp_path, keys, monkeypatch):
    window = a_closed_room(qtbot, tmp_path / "s.jury", "M1")
    page = the_minutes(qtbot, window)
    problems = []

    def certify(dialog):
        dialog.certify_box.click()
        dialog.accept_button.click()
        problems.append(dialog.problem_label.text())
        dialog.key_edit.setText(str(keys / "sceau.p12"))
        dialog.passphrase_edit.setText("faux")
        dialog.accept_button.click()
        problems.append(dialog.problem_label.text())
        dialog.passphrase_edit.setText("secret")
        dialog.accept_button.click()

    out = tmp_path / "pv.pdf"
    seal_into(window, out, monkeypatch, certify)
    assert ["Choisissez la clé" in problems[0], "phrase secrète" in problems[1]] == [True, True]
    assert read_expected(out.read_bytes()).establishment
    qtbot.waitUntil(lambda: is_idle(page), timeout=20000)
    # Certified pages cannot be made again without the key: told in place too.
    path = window.bridge.path
    window.bridge.close()
    out.unlink()
    assert window.open_session(path)
    preview = the_minutes(qtbot, window).minutes_preview
    assert "n’est pas là où il a été écrit" in preview.preview_notice_label.text()
    assert preview.locate_button.isVisible()


def test_certificate_expected_is_registered_and_a_wrong_file_is_told(qtbot, tmp_path, keys):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = the_minutes(qtbot, window)
    told = []

    def register(dialog):
        dialog.certificate_edit.setText(str(keys / "racine.pem"))
        dialog.accept_button.click()
        told.append(dialog.problem_label.text())
        dialog.certificate_edit.setText(str(keys / "M1.p12"))
        dialog.accept_button.click()
        told.append(dialog.problem_label.text())
        dialog.cancel_button.click()

    page.go_to("M2")
    when_asked(register)
    page.way_button.click()
    assert "n’est pas fait pour signer" in told[0]
    assert "n’est pas un certificat lisible" in told[1]
    assert window.bridge.state.signing == {}


def test_certificate_of_somebody_else_is_warned_of_when_it_is_registered(qtbot, tmp_path, keys):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    page = the_minutes(qtbot, window)
    key = load_key(keys / "M3.p12", "secret", at=at("09:00"))
    paper = tmp_path / "certificat.pem"
    paper.write_bytes(key.certificate.public_bytes(Encoding.PEM))
    told = []

    def register(dialog):
        dialog.certificate_edit.setText(str(paper))
        qtbot.keyClick(dialog.certificate_edit, Qt.Key.Key_Return)
        told.append(dialog.fingerprint_label.text())
        if dialog.isVisible():
            assert "est au nom de" in dialog.problem_label.text()
            dialog.accept_button.click()

    for member in ("M2", "M3"):
        page.go_to(member)
        when_asked(register)
        page.way_button.click()
        assert window.bridge.state.signing[member].subject == key.subject
    assert "ce nom n’est pas PrénomM2 NOMM2" in told[0]
    assert "ce nom n’est pas" not in told[1]
    assert NAMES["M3"] in told[1]


def test_minutes_ready_to_seal_count_the_reserves_they_will_print(qtbot, tmp_path):
    window = a_closed_room(qtbot, tmp_path / "s.jury", "M1")
    page = the_minutes(qtbot, window)
    listed = page.blocker_view.count()
    assert listed > 1
    assert page.ready_chip.text() == f"Prêt · {listed}\u00a0réserves"
    assert page.seal_button.isEnabled()


def test_sealing_tells_who_will_sign(qtbot, tmp_path):
    window = a_closed_room(qtbot, tmp_path / "s.jury", "M1", "M2")
    page = the_minutes(qtbot, window)
    queue = tuple(page._expected.values())
    said = signers_words(queue)
    assert "2\u00a0signatures électroniques à recueillir ensuite, PrénomM1 NOMM1 en dernier" in said
    assert "6\u00a0membres signent sur papier" in said
    paper = tuple(replace(each, way=SigningWay.PAPER) for each in queue)
    assert signers_words(paper).startswith("Aucune signature électronique")


def test_names_of_a_certificate_are_compared_in_any_order():
    assert names_agree("LEFÈVRE Éloïse (démonstration)", "Éloïse Lefevre")
    assert not names_agree("Yann LE GOFF", "Éloïse Lefevre")


def test_nobody_absent_is_asked_to_sign(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    page = the_minutes(qtbot, window)
    assert page.signature_view.isHidden()
    bridge = window.bridge
    assert bridge.perform(
        lambda: acts.attend(bridge.state, ("M1",), Attendance.PRESENT, bridge.now())
    )
    assert list(page._expected) == ["M1"]
    assert page._expected["M1"].chair
    qtbot.waitUntil(lambda: is_idle(page), timeout=20000)


def test_rule_on_printed_tallies_tells_what_they_reveal(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("certification", "impression_decomptes")
    page = window.page("certification")
    assert "un décompte unanime dit ce que chacun a voté" in page.rule_text.text()
    window.show_page("certification", "quorum")
    assert "À savoir" not in page.rule_text.text()


@pytest.mark.parametrize("size", [(1024, 600), (1280, 720)])
def test_nothing_of_the_column_is_cut_on_a_small_screen(qtbot, tmp_path, monkeypatch, size):
    window = a_closed_room(qtbot, tmp_path / "s.jury", "M2")
    window.resize(*size)
    page = window.page("minutes")
    window.show_page("minutes")
    area = page.left_area
    qtbot.waitUntil(lambda: page.width() > size[0] - window.rail.width() - 60)
    qtbot.waitUntil(lambda: area.widget().width() <= area.viewport().width())
    seal_into(window, tmp_path / "pv.pdf", monkeypatch)
    qtbot.waitUntil(lambda: window.bridge.state.sealed is not None and is_idle(page))
    qtbot.waitUntil(lambda: area.widget().width() <= area.viewport().width())
