"""Composing the jury on screen: advice, a pool, the compositions, and what becomes of one."""

import hashlib
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QFileDialog, QFrame, QLineEdit, QPushButton

from jurydesk.bundle import resource
from jurydesk.certification.vocabulary import Gender, Reading
from jurydesk.cohort.blank_table import blank_csv
from jurydesk.compliance.jury_columns import jury_fields
from jurydesk.compliance.jury_file import read_jury
from jurydesk.compliance.member import Attendance, NominationAct
from jurydesk.deliberation import acts
from jurydesk.deliberation.facts import (
    CohortImported,
    JuryImported,
    NominationDescribed,
    SessionCreated,
)
from jurydesk.storage.session_file import SessionFile
from jurydesk.transmission.jury_table import jury_csv
from jurydesk.widgets.jury.composition_dialog import CompositionDialog
from jurydesk.widgets.parts.session_bridge import SessionBridge
from tests.builders import a_candidate, a_jury, a_member, at, the_rulebook
from tests.compliance.builders import plain
from tests.widgets.room import Clock, a_window, when_asked

SHORT = tuple(a_jury())
POOL = (
    a_member("V1", "invite", name="Peyrusse", first_name="Thibault", external=True, act=""),
    a_member("V2", "enseignant", name="Escoffier", first_name="Laure", external=True),
    a_member("V3", "rapporteur", name="Caron", first_name="Paul"),
)


def a_short_session(path, *candidates, members=SHORT):
    """A session in preparation where two of eight come from outside."""
    text = resource("rulebooks", "rncp35609.toml").read_text(encoding="utf-8")
    SessionFile.create(
        path,
        (
            SessionCreated(
                at("08:00"),
                "RNCP35609",
                date(2024, 4, 19),
                "Toulouse",
                Reading.SEATS,
                text,
                hashlib.sha256(text.encode()).hexdigest(),
                "RNCP35609-2024-04-19-01",
            ),
            CohortImported(at("08:00"), "p.csv", "0" * 64, candidates or (a_candidate(),)),
            JuryImported(at("08:00"), "j.csv", "1" * 64, tuple(members)),
        ),
    ).close()
    return path


def a_pool_file(folder, members=POOL):
    path = folder / "vivier.csv"
    path.write_bytes(jury_csv(members))
    return path


@pytest.fixture
def bridge(tmp_path):
    found = SessionBridge(Clock())
    found.open(a_short_session(tmp_path / "s.jury"))
    yield found
    found.close()


def a_dialog(qtbot, bridge):
    dialog = CompositionDialog(bridge, bridge.state)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def loaded(qtbot, bridge, folder, members=POOL):
    """The dialog once the pool was read and the compositions found."""
    dialog = a_dialog(qtbot, bridge)
    dialog.load(a_pool_file(folder, members))
    qtbot.waitUntil(lambda: dialog.tabs.currentWidget() is dialog.composition_tab)
    return dialog


def test_a_search_can_be_interrupted_and_begun_again(qtbot, bridge, tmp_path):
    dialog = a_dialog(qtbot, bridge)

    def interrupt():
        if dialog.is_busy:
            dialog.pool.read.disconnect(interrupt)
            dialog.pool.waiting.stop_button.click()

    dialog.pool.read.connect(interrupt)
    dialog.load(a_pool_file(tmp_path))
    qtbot.waitUntil(lambda: plain(dialog.composition_summary.text()).startswith("Recherche int"))
    qtbot.waitUntil(lambda: not dialog.is_busy)
    assert dialog.tabs.currentWidget() is dialog.pool_step
    assert not dialog.pool.waiting.isVisible()
    assert dialog.chosen is None
    dialog.pool.reload_button.click()
    qtbot.waitUntil(lambda: dialog.tabs.currentWidget() is dialog.composition_tab)


def cards_of(dialog):
    frames = dialog.advice_cards.findChildren(QFrame)
    return [frame for frame in frames if frame.property("kind") == "card"]


def test_advice_is_read_with_its_figures_by_eye_and_by_ear(qtbot, bridge):
    first, second = cards_of(a_dialog(qtbot, bridge))
    told = plain(first.accessibleName())
    assert told.startswith("Membres extérieurs : Bloquant, 2/8. Voie FI ; il faut 3/10.")
    assert "Nommer 1 membre extérieur de plus : 3/9 (33,3 %) conviendrait." in told
    assert "Ou nommer parmi les quatre enseignants 1 professionnel extérieur" in told
    assert first.focusPolicy() & Qt.FocusPolicy.TabFocus
    assert "n’arrête rien" in second.accessibleName()


def test_warning_of_a_change_that_spoils_another_rule_is_shown(qtbot, tmp_path):
    # A path of 2022: one teacher-researcher more leaves 2 representatives of 9.
    candidate = a_candidate("C01", "VAE", path_start=date(2022, 12, 10))
    bridge = SessionBridge(Clock())
    bridge.open(a_short_session(tmp_path / "vae.jury", candidate))
    names = [plain(card.accessibleName()) for card in cards_of(a_dialog(qtbot, bridge))]
    bridge.close()
    (only,) = [name for name in names if "1 enseignant-chercheur de plus" in name]
    assert "1 candidat de la voie VAE" in only
    assert "Attention : ce changement mettrait en défaut" in only


def test_a_jury_without_fault_has_one_quiet_card_and_needs_no_pool(qtbot, tmp_path):
    jury = tuple(replace(m, external=True) if m.identifier == "M6" else m for m in SHORT)
    bridge = SessionBridge(Clock())
    bridge.open(a_short_session(tmp_path / "ok.jury", members=jury))
    (act,) = list({m.act for m in jury})
    bridge.record(_the_act(bridge, act))
    dialog = a_dialog(qtbot, bridge)
    (card,) = cards_of(dialog)
    assert card.accessibleName().startswith("Rien à changer")
    dialog.load(a_pool_file(tmp_path))
    qtbot.waitUntil(lambda: "convient déjà" in dialog.composition_summary.text())
    assert not dialog.composition_view.isVisible()
    assert not dialog.take_button.isEnabled()
    bridge.close()


def _the_act(bridge, number):
    return NominationDescribed(
        bridge.now(), NominationAct(number, date(2024, 2, 1), "La directrice générale")
    )


def test_compositions_say_who_enters_who_leaves_and_what_is_counted(qtbot, bridge, tmp_path):
    dialog = loaded(qtbot, bridge, tmp_path)
    rows = dialog.composition_view.model()
    # V1 beside the jury: 3/9, 5 and 4; V2 beside it, 3/9; V2 for one of the teachers, 3/8.
    shown = [
        [plain(rows.cell(row, column).text) for column in range(5)]
        for row in range(rows.rowCount())
    ]
    assert shown[0] == ["Thibault PEYRUSSE", "personne", "3/9", "5 / 4", "acte à prendre"]
    assert shown[1] == ["Laure ESCOFFIER", "personne", "3/9", "4 / 5", "–"]
    assert ["Laure ESCOFFIER", "PrénomM6 NOMM6", "3/8", "4 / 4", "–"] in shown
    assert dialog.composition_summary.text().startswith("4")
    assert "Paul CARON est rapporteur" in dialog.aside_label.text()
    text = plain(dialog.composition_text.toPlainText())
    assert "À nommer par un acte : Thibault PEYRUSSE." in text
    assert "Personnes nommées ◆" in text


def test_arrow_keys_go_from_one_composition_to_the_next(qtbot, bridge, tmp_path):
    dialog = loaded(qtbot, bridge, tmp_path)
    assert dialog.chosen.entering[0].identifier == "V1"
    qtbot.keyClick(dialog.composition_view, Qt.Key.Key_Down)
    assert dialog.chosen.entering[0].identifier == "V2"
    assert "Laure ESCOFFIER" in dialog.composition_text.toPlainText()


def test_recusals_that_a_composition_needs_are_seen_before_taking_it(qtbot, tmp_path):
    candidate = a_candidate(
        "C01", "VAE", path_start=date(2023, 1, 10), employer="Safran", birth_name="Diallo"
    )
    bridge = SessionBridge(Clock())
    bridge.open(a_short_session(tmp_path / "vae.jury", candidate))
    pool = (a_member("V1", "salarie", external=True, employer="Safran", act="2024-017"),)
    dialog = loaded(qtbot, bridge, tmp_path, pool)
    row = dialog.composition_view.model()
    assert row.cell(0, 4).text.replace("\xa0", " ") == "1 déport"
    text = plain(dialog.composition_text.toPlainText())
    assert "Déport à enregistrer" in text
    assert "appartient à l’entreprise du candidat (Safran)" in text
    bridge.close()


def test_taking_a_composition_makes_it_the_jury_and_can_be_undone(qtbot, bridge, tmp_path):
    dialog = loaded(qtbot, bridge, tmp_path)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClick(dialog.composition_view, Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.result() == CompositionDialog.DialogCode.Accepted)
    assert list(bridge.state.members) == [*(m.identifier for m in SHORT), "V1"]
    assert bridge.state.jury_source.source == "composé depuis vivier.csv"
    assert bridge.undo()
    assert list(bridge.state.members) == [m.identifier for m in SHORT]


def test_taking_is_refused_in_words_when_an_act_names_someone_who_leaves(qtbot, bridge, tmp_path):
    bridge.perform(lambda: acts.attend(bridge.state, ("M5",), Attendance.PRESENT, bridge.now()))
    dialog = loaded(qtbot, bridge, tmp_path)
    rows = dialog.composition_view.model()
    leaving = next(
        row for row in range(rows.rowCount()) if rows.cell(row, 1).text == "PrénomM5 NOMM5"
    )
    dialog.composition_view.selectRow(leaving)
    dialog.take_button.click()
    assert dialog.isVisible()
    assert "M5" in dialog.status_label.text()
    assert list(bridge.state.members) == [m.identifier for m in SHORT]


def test_once_the_sitting_began_a_composition_is_only_exported(qtbot, bridge, tmp_path):
    everyone = tuple(bridge.state.members)
    bridge.perform(lambda: acts.attend(bridge.state, everyone, Attendance.PRESENT, bridge.now()))
    bridge.perform(lambda: acts.open_sitting(bridge.state, bridge.now()))
    dialog = loaded(qtbot, bridge, tmp_path)
    assert not dialog.take_button.isEnabled()
    assert dialog.export_button.isEnabled()
    assert "nouvelle séance" in dialog.status_label.text()


def where(path):
    """Answer the file dialog with a path, as typed in its name field."""

    def answer(asked):
        assert isinstance(asked, QFileDialog)
        asked.findChild(QLineEdit).setText(str(path))
        asked.accept()

    when_asked(answer)


def test_exported_composition_is_the_file_of_a_jury(qtbot, bridge, tmp_path):
    dialog = loaded(qtbot, bridge, tmp_path)
    target = tmp_path / "nouveau.csv"
    where(target)
    dialog.export_button.click()
    again = read_jury(target, the_rulebook()).accepted()
    assert again == dialog.chosen.members
    assert "nouveau.csv" in dialog.status_label.text()


def test_giving_up_the_export_writes_nothing(qtbot, bridge, tmp_path):
    dialog = loaded(qtbot, bridge, tmp_path)
    when_asked(lambda asked: asked.reject())
    dialog.export_button.click()
    assert [path.name for path in tmp_path.glob("*.csv")] == ["vivier.csv"]


def test_model_of_a_pool_has_the_columns_of_a_jury(qtbot, bridge, tmp_path):
    dialog = a_dialog(qtbot, bridge)
    target = tmp_path / "modele.csv"
    where(target)
    dialog.model_button.click()
    assert target.read_bytes() == blank_csv(jury_fields())


def test_problems_of_a_pool_are_shown_with_their_place_and_nothing_is_searched(
    qtbot, bridge, tmp_path
):
    dialog = a_dialog(qtbot, bridge)
    path = tmp_path / "vivier.csv"
    path.write_text("identifiant;nom;prenom;role\nV1;Roy;Anne;chef\n", encoding="utf-8")
    dialog.load(path)
    problems = dialog.pool.problem_view
    qtbot.waitUntil(problems.isVisible)
    assert plain(problems.item(0).text()).startswith("Ligne 2, colonne D « role » (Anne ROY)")
    assert dialog.tabs.currentWidget() is dialog.pool_step
    assert "sans erreur" in dialog.composition_summary.text()
    assert not dialog.export_button.isEnabled()


def test_unreadable_pool_is_told_and_a_good_one_may_follow(qtbot, bridge, tmp_path):
    dialog = loaded(qtbot, bridge, tmp_path)
    picture = tmp_path / "photo.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    dialog.load(picture)
    summary = dialog.pool.summary_label
    qtbot.waitUntil(lambda: summary.property("state") == "bad")
    assert dialog.chosen is None
    assert not dialog.composition_view.isVisible()
    dialog.load(a_pool_file(tmp_path))
    qtbot.waitUntil(lambda: dialog.chosen is not None)


def test_pool_that_cures_nothing_is_said(qtbot, bridge, tmp_path):
    dialog = a_dialog(qtbot, bridge)
    dialog.load(a_pool_file(tmp_path, (a_member("V1", "enseignant"),)))
    qtbot.waitUntil(lambda: "Aucune composition" in dialog.composition_summary.text())
    assert dialog.composition_summary.property("state") == "bad"


def test_large_pool_gives_the_best_and_says_that_others_do(qtbot, bridge, tmp_path):
    pool = tuple(
        a_member(f"V{n}", "invite", external=True, gender=Gender.WOMAN) for n in range(1, 41)
    )
    dialog = loaded(qtbot, bridge, tmp_path, pool)
    assert dialog.composition_view.model().rowCount() == 20
    assert "d’autres conviennent aussi" in dialog.composition_summary.text()


def test_every_control_has_a_name_and_the_keyboard_reaches_it(qtbot, bridge, tmp_path):
    dialog = loaded(qtbot, bridge, tmp_path)
    for widget in (
        *dialog.findChildren(QPushButton),
        dialog.composition_view,
        dialog.tabs,
        dialog.pool.table_edit,
    ):
        found = QAccessible.queryAccessibleInterface(widget)
        assert found.text(QAccessible.Text.Name), widget.objectName()
        assert widget.focusPolicy() & Qt.FocusPolicy.TabFocus, widget.objectName()
    # A fixed name would hide the text itself: what it is about is its description.
    detail = QAccessible.queryAccessibleInterface(dialog.composition_text)
    assert detail.text(QAccessible.Text.Description) == "Détail de la composition choisie"
    mnemonics = [
        b.text()[b.text().index("&") + 1].lower() for b in dialog.findChildren(QPushButton)
    ]
    assert len(mnemonics) == len(set(mnemonics))
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_jury_page_opens_it(qtbot, tmp_path):
    window = a_window(qtbot, a_short_session(tmp_path / "s.jury"))
    window.show_page("jury")
    seen = []

    def read(dialog):
        seen.append((type(dialog), len(cards_of(dialog))))
        dialog.close_button.click()

    when_asked(read)
    window.page("jury").compose_button.click()
    assert seen == [(CompositionDialog, 2)]
