"""The other pages, each on a real session file."""

from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from jurydesk.certification.vocabulary import AccessRoute, Role, Voice
from jurydesk.compliance.member import Attendance
from jurydesk.deliberation import acts
from jurydesk.deliberation.applying import apply_fact
from jurydesk.deliberation.facts import SessionSealed, SigningWay
from jurydesk.deliberation.state import Phase
from tests.certification.builders import the_text as the_rulebook_text
from tests.widgets.room import (
    a_file,
    a_session,
    a_window,
    an_open_room,
    clear_file,
    press_all,
    when_asked,
)


def test_adopting_a_rule_makes_it_opposable(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("certification", "quorum")
    page = window.page("certification")
    before = page.rules_chip.text()

    def adopt(dialog):
        assert not dialog.accept_button.isEnabled()
        dialog.adopted_by.setText("Comité de certification")
        dialog.adopted_on.line.setText("02/02/2024")
        dialog.published_on.line.setText("02/02/2024")
        dialog.accept_button.click()

    when_asked(adopt)
    page.adopt_button.click()
    assert window.bridge.state.rulebook.quorum.adoption.adopted_by == "Comité de certification"
    assert page.rules_chip.text() != before
    assert "Comité de certification" in page.rule_text.text()


def test_a_rule_is_set_on_screen_until_the_opening(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("certification", "quorum")
    page = window.page("certification")

    def refuse_then_set(dialog):
        dialog.value_table.item(0, 0).setText("trois quarts")
        dialog.accept_button.click()
        assert "une part est attendue" in dialog.problem_label.text()
        dialog.value_table.item(0, 0).setText("3/4")
        dialog.source_edit.setText("Règlement des jurys, article 4")
        dialog.accept_button.click()

    when_asked(refuse_then_set)
    page.set_button.click()
    rule = window.bridge.state.rulebook.quorum
    assert rule.value.share == Fraction(3, 4)
    assert rule.source == "Règlement des jurys, article 4"
    assert "Règlement des jurys" in page.rule_text.text()
    # What the fiche gives is never changed on screen.
    page.go_to("part_exterieurs")
    assert not page.set_button.isEnabled()


def test_a_seat_is_added_on_screen_to_a_title_of_the_open_data(qtbot, tmp_path):
    text = the_rulebook_text().replace("a_confirmer = false", "a_confirmer = true")
    path = a_session(tmp_path / "s.jury", clear_file("C01"), rulebook=text)
    window = a_window(qtbot, path)
    window.show_page("certification", "sieges")

    def add_an_employee(dialog):
        before = dialog.value_table.rowCount()
        dialog.value_table.setCurrentCell(before - 1, 0)
        dialog.remove_button.click()
        assert dialog.value_table.rowCount() == before - 1
        dialog.value_table.item(3, 1).setText("2")
        voice = dialog.value_table.cellWidget(3, 4)
        voice.setCurrentIndex(voice.findData("consultative"))
        dialog.accept_button.click()

    when_asked(add_an_employee)
    window.page("certification").set_button.click()
    seats = window.bridge.state.rulebook.seats
    employer = seats[3]
    assert (employer.role, employer.minimum) == (Role.EMPLOYER, 2)
    assert employer.voices[AccessRoute.EXPERIENCE] is Voice.ADVISORY
    assert Role.GUEST not in {seat.role for seat in seats}


def test_page_reached_with_control_held_has_one_row_chosen(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    page = window.page("certification")
    qtbot.keyPress(window, Qt.Key.Key_Control, Qt.KeyboardModifier.ControlModifier)
    try:
        window.show_page("certification")
        page.go_to("quorum")
        page.go_to("quorum")
        chosen = page.rule_view.selectionModel().selectedRows()
    finally:
        qtbot.keyRelease(window, Qt.Key.Key_Control)
    assert [page._rules.key(index.row()) for index in chosen] == ["quorum"]


def test_rule_of_the_fiche_asks_for_no_adoption(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("certification")
    page = window.page("certification")
    page.rule_view.selectRow(0)
    assert not page.adopt_button.isEnabled()


def test_cohort_filters_as_one_types_and_explains_a_cell(qtbot, tmp_path):
    files = (clear_file("C01"), a_file("322222a", "C02", birth_name="Da Silva", first_names="Zoé"))
    window = a_window(qtbot, a_session(tmp_path / "s.jury", *files))
    window.show_page("cohort")
    page = window.page("cohort")
    qtbot.keyClicks(page.filter_edit, "silva zo")
    assert page._rows.rowCount() == 1
    page.candidate_view.setCurrentIndex(page._rows.index(0, 4))
    assert page.explain_title.text() == "DA SILVA Zoé – BC01"
    assert "en voie de validation" in page.explain_text.text()


def test_correction_is_journaled_with_its_reason(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("cohort")
    page = window.page("cohort")

    def correct(dialog):
        dialog.after_edit.setText("Lefebvre")
        assert not dialog.accept_button.isEnabled()
        dialog.reason_edit.setText("pièce d’identité")
        dialog.accept_button.click()

    when_asked(correct)
    page.correct_button.click()
    correction = window.bridge.state.corrections[0]
    assert (correction.before, correction.after) == ("Lefèvre", "Lefebvre")
    assert window.bridge.state.candidates["C01"].birth_name == "Lefebvre"


def test_candidate_of_the_cohort_opens_in_the_room(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01"), clear_file("C02")))
    window.show_page("cohort", "C02")
    window.page("cohort").open_button.click()
    assert window.pages.currentWidget() is window.page("sitting")
    assert window.page("sitting").candidate == "C02"


def test_everyone_is_noted_present_in_one_click(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("jury")
    page = window.page("jury")
    page.all_present_button.click()
    assert set(window.bridge.state.attendance.values()) == {Attendance.PRESENT}
    assert not [
        c for c in page._findings._keys if c.startswith("quorum") and page._found[c][0].stops
    ]


def test_nomination_act_is_described(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("jury")

    def describe(dialog):
        assert dialog.number_box.currentText() == "2024-017"
        assert not dialog.accept_button.isEnabled()
        assert dialog.missing_label.text().endswith(
            "la date de l’acte et le nom et la qualité du signataire."
        )
        qtbot.keyClicks(dialog.signed_on.line, "12/02/2024")
        dialog.number_box.clearEditText()
        assert "le numéro de l’acte et le nom" in dialog.missing_label.text()
        dialog.number_box.setCurrentText("2024-017")
        dialog.signatory_edit.setText("La directrice générale")
        assert dialog.missing_label.text() == ""
        dialog.accept_button.click()

    when_asked(describe)
    window.page("jury").act_button.click()
    assert window.bridge.state.acts["2024-017"].signatory == "La directrice générale"


def test_blocking_finding_is_passed_over_with_a_reason(qtbot, tmp_path):
    path = a_session(tmp_path / "s.jury", a_file("2222222", "C01"))
    window = a_window(qtbot, path)
    window.show_page("jury", "soutenance")
    page = window.page("jury")
    assert page.override_button.isEnabled()

    def write(dialog):
        dialog.reason_edit.setPlainText("soutenance tenue en mars")
        dialog.accept_button.click()

    when_asked(write)
    page.override_button.click()
    assert window.bridge.state.overrides[0].reason == "soutenance tenue en mars"


def test_readings_show_the_four_shares_of_each_route(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("jury")
    rows = window.page("jury").readings_tab._rows
    # M6, M7 and M8 are external: 3/8 seats, 3/6 statutory, 1/6 voting in FI, nobody noted yet.
    assert [rows.cell(row, 1).text for row in range(4)] == ["3/8", "3/6", "1/6", "–"]


def test_proposed_recusals_are_recorded_together(qtbot, tmp_path):
    who = a_file("222222a", "C01", "VAE", employer="THALES")
    window = a_window(qtbot, a_session(tmp_path / "s.jury", who))
    window.show_page("jury")
    tab = window.page("jury").recusals_tab
    window.page("jury").tabs.setCurrentWidget(tab)
    assert who.route is AccessRoute.EXPERIENCE
    assert ("M7", "C01") in tab._proposed
    tab._recuse_all()
    assert window.bridge.state.recused == {"C01": frozenset({"M7"})}
    assert tab._proposed == {}


def test_preview_draws_the_draft_and_a_fault_leads_to_its_page(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("minutes")
    page = window.page("minutes")
    preview = page.minutes_preview
    qtbot.waitUntil(lambda: preview.page_view.page_count > 0, timeout=20000)
    assert preview.preview_state.text() == "projet"
    preview.next_button.click()
    assert preview.page_label.text().startswith("2 / ")
    zoom = preview.page_view.percent
    preview.zoom_in_button.click()
    assert preview.page_view.percent > zoom
    preview.fit_button.click()
    assert not page.seal_button.isEnabled()
    rows = range(page.blocker_view.count())
    item = next(
        page.blocker_view.item(row)
        for row in rows
        if "clôture" in page.blocker_view.item(row).text()
        or "ouverture" in page.blocker_view.item(row).text()
    )
    page.blocker_view.itemActivated.emit(item)
    assert window.pages.currentWidget() is window.page("sitting")


def test_details_and_ways_of_signing_are_recorded(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    window.show_page("minutes")
    page = window.page("minutes")

    def describe(dialog):
        dialog.cohort_edit.setText("2023-2024")
        dialog.accept_button.click()

    when_asked(describe)
    page.details_button.click()
    assert window.bridge.state.cohort_name == "2023-2024"

    def declare(dialog):
        dialog.way_box.setCurrentIndex(1)
        dialog.accept_button.click()

    page.signature_view.selectRow(1)
    when_asked(declare)
    page.way_button.click()
    assert window.bridge.state.signing["M2"].way is SigningWay.PAPER
    qtbot.waitUntil(lambda: not page._background.is_busy, timeout=20000)


def test_sealing_writes_the_official_minutes(qtbot, tmp_path, monkeypatch):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    press_all(window.page("sitting").block_view, "UA")
    bridge = window.bridge
    assert bridge.perform(lambda: acts.close_sitting(bridge.state, bridge.now()))
    window.show_page("minutes")
    page = window.page("minutes")
    assert page.seal_button.isEnabled()
    out = tmp_path / "pv.pdf"
    # The system's own file chooser cannot be driven: its answer is given.
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    when_asked(lambda dialog: dialog.accept_button.click())
    page.seal_button.click()
    assert bridge.state.phase is Phase.SEALED
    assert out.read_bytes().startswith(b"%PDF")
    assert page.official == out
    assert page.sign_button.isEnabled()
    qtbot.waitUntil(lambda: "pv.pdf" in page.minutes_preview.preview_state.text(), timeout=20000)


def test_any_rubric_is_corrected_as_the_import_would_read_it(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("cohort", "C01")
    page = window.page("cohort")
    # The column of BC01 is the fifth: the dialog opens on the bloc that was pointed at.
    page.candidate_view.setCurrentIndex(page._rows.index(0, 4))

    def correct(dialog):
        assert dialog.rubric.name == "BC01"
        dialog.reason_edit.setText("jury de suivi du 12 mars")
        dialog.after_edit.setText("7")
        assert "n’est pas un niveau" in dialog.problem_label.text()
        assert not dialog.accept_button.isEnabled()
        dialog.after_edit.setText("acquis le 20/06/2023")
        assert "20 juin 2023" in dialog.problem_label.text().replace("\u00a0", " ")
        dialog.accept_button.click()

    when_asked(correct)
    page.correct_button.click()
    record = window.bridge.state.candidates["C01"].record("RNCP35609BC01")
    assert record.acquired_on.isoformat() == "2023-06-20"
    assert page.corrections_button.isVisible()

    def read(dialog):
        assert "jury de suivi du 12 mars" in dialog.text_view.toPlainText()
        dialog.close_button.click()

    when_asked(read)
    page.corrections_button.click()


def test_cohort_is_found_by_a_corrected_name_and_by_its_outcome(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01"), clear_file("C02")))
    window.show_page("cohort", "C02")
    page = window.page("cohort")

    def correct(dialog):
        dialog.after_edit.setText("Zimmermann")
        dialog.reason_edit.setText("mariage")
        dialog.accept_button.click()

    when_asked(correct)
    page.correct_button.click()
    page.filter_edit.setText("zimmer")
    assert [page._rows.key(row) for row in range(page._rows.rowCount())] == ["C02"]
    page.filter_edit.setText("à décider")
    assert page._rows.rowCount() == 2


def test_cohort_sorts_by_a_column_then_the_other_way_then_as_the_file_was(qtbot, tmp_path):
    files = (
        a_file("322222a", "C01", birth_name="Moreau"),
        a_file("122222a", "C02", birth_name="Zola"),
        a_file("222222a", "C03", birth_name="Adam"),
    )
    window = a_window(qtbot, a_session(tmp_path / "s.jury", *files))
    window.show_page("cohort")
    page = window.page("cohort")

    def shown():
        return [page._rows.key(row) for row in range(page._rows.rowCount())]

    header = page.candidate_view.horizontalHeader()
    header.sectionClicked.emit(1)
    assert shown() == ["C03", "C01", "C02"]
    header.sectionClicked.emit(4)
    assert shown() == ["C02", "C03", "C01"]
    header.sectionClicked.emit(4)
    assert shown() == ["C01", "C03", "C02"]
    header.sectionClicked.emit(4)
    assert shown() == ["C01", "C02", "C03"]


def test_cohort_is_read_again_from_another_table_and_that_is_undone(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("cohort")
    table = tmp_path / "promo.csv"
    table.write_text(
        "identifiant;nom_naissance;prenoms;voie\nA1;Petit;Anne;FI\nA2;Roy;Paul;FC\n", "utf-8"
    )

    def accept(dialog):
        assert not dialog.accept_button.isEnabled()
        qtbot.waitUntil(lambda: dialog.step.is_ready, timeout=20000)
        dialog.accept_button.click()

    when_asked(accept)
    window.page("cohort")._import(table)
    assert list(window.bridge.state.candidates) == ["A1", "A2"]
    assert window.bridge.undo()
    assert list(window.bridge.state.candidates) == ["C01"]


def test_all_that_waits_is_adopted_by_one_decision_in_one_dialog(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("certification")
    page = window.page("certification")
    waiting = sum(1 for rule in window.bridge.state.rulebook.settings() if not rule.is_opposable)
    assert waiting > 5
    acts_before = window.bridge.file.entries_count

    def adopt(dialog):
        assert str(waiting) in dialog.title_label.text()
        dialog.adopted_by.setText("Conseil de la formation")
        assert (dialog.adopted_on.line.text(), dialog.published_on.line.text()) == ("", "")
        dialog.adopted_on.line.setText("02/02/2024")
        dialog.published_on.line.setText("01/02/2024")
        assert not dialog.accept_button.isEnabled()
        dialog.published_on.line.setText("31/02/2024")
        assert not dialog.accept_button.isEnabled()
        dialog.published_on.line.setText("02/02/2024")
        dialog.accept_button.click()

    page.all_button.click()
    assert page.adopt_button.text().startswith("Noter")
    assert page.rule_text.text().endswith(f"dont {waiting} à confirmer par l’établissement.")
    when_asked(adopt)
    page.adopt_button.click()
    assert page.adopt_button.text().startswith("Corriger")
    assert page.rule_text.text().endswith("dont l’adoption est notée.")
    assert page.rules_chip.text() == "Toutes opposables"
    assert window.bridge.file.entries_count == acts_before + waiting
    assert window.bridge.undo()
    assert page.rules_chip.text() == f"{waiting} à confirmer"


def test_a_rule_set_on_screen_is_adopted_afterwards_and_no_date_is_filled_in(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("certification")
    page = window.page("certification")
    page.go_to("quorum")

    def settle(dialog):
        dialog.value_table.item(0, 0).setText("2/3")
        dialog.source_edit.setText("Règlement du jury, article 4")
        dialog.accept_button.click()

    def adopt(dialog):
        assert (dialog.adopted_on.line.text(), dialog.published_on.line.text()) == ("", "")
        dialog.adopted_by.setText("Conseil")
        dialog.accept_button.click()

    when_asked(settle)
    page.set_button.click()
    when_asked(adopt)
    page.adopt_button.click()
    rule = window.bridge.state.rulebook.quorum
    assert (str(rule.value.share), rule.source) == ("2/3", "Règlement du jury, article 4")
    assert (rule.adoption.adopted_by, rule.adoption.adopted_on) == ("Conseil", None)
    assert window.bridge.undo()
    assert window.bridge.undo()
    assert str(window.bridge.state.rulebook.quorum.value.share) == "1/2"


def test_a_member_is_corrected_with_a_reason(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.show_page("jury")
    page = window.page("jury")
    page.go_to("M2")

    def correct(dialog):
        dialog.field_box.setCurrentIndex(dialog.field_box.findData("qualite"))
        dialog.after_edit.setText("Directrice des études")
        assert not dialog.accept_button.isEnabled()
        dialog.reason_edit.setText("Nouvelle fonction")
        dialog.accept_button.click()

    when_asked(correct)
    page.correct_button.click()
    assert window.bridge.state.members["M2"].quality == "Directrice des études"
    (fact,) = window.bridge.state.member_corrections
    assert (fact.field, fact.after, fact.reason) == (
        "qualité",
        "Directrice des études",
        "Nouvelle fonction",
    )


def test_a_civil_status_is_corrected_on_the_page_once_sealed(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    bridge = window.bridge
    apply_fact(bridge.state, SessionSealed(bridge.now(), "PV-1", "0" * 64, 1, "1" * 64))
    window.show_page("cohort")
    page = window.page("cohort")
    assert "état" in page.correct_button.text()

    def correct(dialog):
        names = [dialog.field_box.itemData(n) for n in range(dialog.field_box.count())]
        assert "voie" not in names
        assert "BC01" not in names
        dialog.field_box.setCurrentIndex(dialog.field_box.findData("nom_usage"))
        dialog.after_edit.setText("Martin")
        dialog.reason_edit.setText("Mariage")
        dialog.accept_button.click()

    when_asked(correct)
    page.correct_button.click()
    (fact,) = bridge.state.amendments
    assert fact.changes == (("nom_usage", "", "Martin"),)
    assert bridge.state.candidates["C01"].used_name == ""
    assert page.corrections_button.isVisible()
