"""The window: every class builds, every control has a name and its own mnemonic, start to undo."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
)

from jurydesk.bundle import forms, resource
from jurydesk.deliberation.facts import BallotWay
from jurydesk.errors import JuryDeskError
from jurydesk.signature.expected import expected_signatures
from jurydesk.widgets.importing.import_dialog import new_cohort
from jurydesk.widgets.parts import messages, theme
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.recent_sessions import forget, recent, remember
from jurydesk.widgets.window.session_wizard import SessionWizard
from tests.widgets.room import (
    BLOCKS,
    a_file,
    a_session,
    a_window,
    an_open_room,
    clear_file,
    press,
    press_all,
    when_asked,
)

PAGES = ("certification", "cohort", "jury", "sitting", "minutes", "handover")


def every_dialog(window):
    """Build each dialog of the program on an open sitting."""
    state, bridge = window.bridge.state, window.bridge

    def build(name, *arguments, **more):
        class_name = "".join(word.title() for word in name.split("_"))
        (path,) = forms().rglob(f"{name}.ui")
        module = import_module(f"jurydesk.widgets.{path.parent.name}.{name}")
        return getattr(module, class_name)(*arguments, **more)

    rule = next(iter(state.rulebook.settings()))
    return (
        build("accrochage_dialog", state, window),
        build("import_dialog", new_cohort(state), None, window),
        build("adoption_dialog", (rule,), state.session_date, window),
        build("attendance_dialog", bridge, window),
        build("clear_cases_dialog", state, window),
        build("composition_dialog", bridge, state, window),
        build("correction_dialog", state.candidates["C01"], state.rulebook, parent=window),
        build("crash_dialog", "rapport", window),
        build("defence_dialog", bridge, "C01", window),
        build("details_dialog", state, window),
        build("follow_up_dialog", state, "C01", window),
        build("level_dialog", "Consensus", "Quel niveau ?", state.rulebook.levels, window),
        build("member_dialog", next(iter(state.members.values())), window),
        build("nomination_dialog", state, "", window),
        build("copies_dialog", None, window),
        build("passphrase_dialog", "Séance protégée", "Laquelle ?", str, window),
        build("reason_dialog", "Motif", "Pourquoi ?", window),
        build("recusal_dialog", state, "C01", parent=window),
        build("sealing_dialog", bridge, expected_signatures(state), 2, window),
        build("session_wizard", bridge, window),
        build("sheet_dialog", bridge, window),
        build("signing_dialog", bridge, window.bridge.path, "M1", "Prénom NOM", window),
        build("signing_way_dialog", state, "M1", window),
        build("tally_dialog", state, "C01", BLOCKS[0], BallotWay.TALLY, window),
        build("text_dialog", "Aide", "<p>…</p>", window),
        build("manual_dialog", parent=window),
        build("verification_dialog", bridge, QSettings(), window.bridge.path, window),
    )


def nameless(widget):
    """Return the controls under a widget that a screen reader could not name."""
    kinds = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox)
    found = []
    for control in (each for kind in kinds for each in widget.findChildren(kind)):
        name = control.objectName()
        if not name or name.startswith("qt_") or control.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        spoken = QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name)
        if not spoken.strip():
            found.append(name)
    return found


def doubled_mnemonics(widget):
    """Return the Alt letters that two visible controls under a widget share."""
    letters = []
    for kind in (QAbstractButton, QLabel):
        for control in widget.findChildren(kind):
            if not control.isVisibleTo(widget) or (kind is QLabel and control.buddy() is None):
                continue
            key = QKeySequence.mnemonic(control.text()).toString()
            letters += [key] if key else []
    return sorted({letter for letter in letters if letters.count(letter) > 1})


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK], ids=lambda look: look.name)
def test_every_class_builds_and_every_control_has_a_name(qtbot, tmp_path, look):
    theme.apply(look)
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"), clear_file("C02"))
    for key in PAGES:
        window.show_page(key)
    assert nameless(window) == []
    for dialog in every_dialog(window):
        assert nameless(dialog) == [], dialog.objectName()
    page = window.page("minutes")
    qtbot.waitUntil(lambda: not page._background.is_busy, timeout=20000)


def test_mnemonics_are_unique_on_each_page_and_dialog(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"), clear_file("C02"))
    menus = [QKeySequence.mnemonic(a.text()).toString() for a in window.menuBar().actions()]
    for key in PAGES:
        window.show_page(key)
        page = window.page(key)
        assert doubled_mnemonics(page) == [], key
        used = [
            QKeySequence.mnemonic(b.text()).toString()
            for b in page.findChildren(QAbstractButton)
            if b.isVisibleTo(page)
        ]
        assert [letter for letter in used if letter and letter in menus] == [], key
    for dialog in every_dialog(window):
        assert doubled_mnemonics(dialog) == [], dialog.objectName()
    page = window.page("minutes")
    qtbot.waitUntil(lambda: not page._background.is_busy, timeout=20000)


def test_texts_on_screen_use_french_marks(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    for key in PAGES:
        window.show_page(key)
    texts = [w.text() for w in window.findChildren(QLabel) + window.findChildren(QAbstractButton)]
    assert [text for text in texts if re.search(r"\w'\w|\.\.\.|\"", text)] == []
    page = window.page("minutes")
    qtbot.waitUntil(lambda: not page._background.is_busy, timeout=20000)


def test_tab_leaves_every_table(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    for key in PAGES[:4]:
        window.show_page(key)
        for view in window.page(key).findChildren(QAbstractItemView):
            assert not view.tabKeyNavigation(), view.objectName()


def test_start_page_remembers_sessions_and_forgets_on_demand(qtbot, tmp_path, settings):
    path = a_session(tmp_path / "s.jury", clear_file("C01"))
    window = a_window(qtbot, path)
    assert recent(settings) == (path,)
    window.home_action.trigger()
    assert window.pages.currentWidget() is window.start_page
    assert window.start_page.recent_view.count() == 1
    window.start_page.reopen_button.click()
    assert window.bridge.state is not None
    window.home_action.trigger()
    window.start_page.forget_button.click()
    assert recent(settings) == ()
    assert path.is_file()


def test_recent_sessions_are_most_recent_first_and_once(settings, tmp_path):
    for name in ("a", "b", "a"):
        remember(settings, tmp_path / f"{name}.jury")
    assert [path.stem for path in recent(settings)] == ["a", "b"]
    forget(settings, tmp_path / "a.jury")
    assert [path.stem for path in recent(settings)] == ["b"]


def test_unreadable_session_is_told_and_nothing_opens(qtbot, tmp_path):
    path = tmp_path / "faux.jury"
    path.write_bytes(b"rien")
    window = a_window(qtbot)
    told = []

    def read(box):
        told.append(box.informativeText())
        box.accept()

    when_asked(read)
    assert not window.open_session(path)
    assert "faux.jury" in told[0]
    assert window.bridge.state is None


def test_refused_act_is_told_without_a_modal_window(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("2222222", "C01"))
    page = window.page("sitting")
    # The defence is not marked: nothing of BC07 is adopted.
    page.block_view.choose(BLOCKS[6])
    press_all(page.block_view, "ua")
    assert QApplication.activeModalWidget() is None
    assert "soutenance" in window.notice_label.text()
    window.notice_button.setFocus()
    window.notice_button.click()
    assert not window.notice.isVisible()
    assert window.focusWidget() is not None
    assert window.pages.currentWidget().isAncestorOf(window.focusWidget())


def test_theme_button_goes_dark_and_back(qtbot, tmp_path, settings):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    window.theme_button.click()
    assert theme.current() is theme.DARK
    assert window.dark_action.isChecked()
    assert settings.value("theme") == "sombre"
    window.light_action.trigger()
    assert theme.current() is theme.LIGHT


def test_help_is_of_the_page_shown(qtbot, tmp_path):
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    for key, word in (("jury", "Bloquant"), ("sitting", "Maj + U")):
        window.show_page(key)
        seen = []

        def read(dialog, seen=seen):
            seen.append(dialog.text_view.toPlainText())
            dialog.close_button.click()

        when_asked(read)
        window.help_action.trigger()
        assert word in seen[0]


def test_incident_goes_to_the_minutes(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))

    def write(dialog):
        dialog.reason_edit.setPlainText("Coupure de courant de dix minutes.")
        qtbot.keyClick(dialog.reason_edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    when_asked(write)
    window.incident_action.trigger()
    assert window.bridge.state.incidents[0].text == "Coupure de courant de dix minutes."


def test_assistant_makes_a_session_from_the_samples(qtbot, tmp_path):
    window = a_window(qtbot)
    made = tmp_path / "nouvelle.jury"

    def follow(wizard):
        wizard.place_edit.setText("Saint-Denis")
        wizard.zone_box.setCurrentIndex(wizard.zone_box.findData("Indian/Reunion"))
        wizard.next_button.click()
        assert not wizard.next_button.isEnabled()
        wizard.cohort.load(resource("samples", "promotion_2024.csv"))
        qtbot.waitUntil(lambda: wizard.cohort.is_ready, timeout=20000)
        wizard.next_button.click()
        wizard.jury.load(resource("samples", "jury_2024.csv"))
        qtbot.waitUntil(lambda: wizard.jury.is_ready, timeout=20000)
        wizard.next_button.click()
        assert "28\u00a0candidats" in wizard.recap_label.text()
        wizard.file_edit.setText(str(made))
        # Who may read the file is asked, and nothing is taken as an answer.
        assert not wizard.next_button.isEnabled()
        wizard.clear_button.click()
        wizard.next_button.click()

    when_asked(follow)
    window.new_session()
    assert made.is_file()
    assert len(window.bridge.state.candidates) == 28
    assert window.pages.currentWidget() is window.page("jury")
    # The session has the hours of La Réunion: four more than universal time.
    assert window.bridge.state.created.timezone == "Indian/Reunion"
    assert window.bridge.now().utcoffset() == timedelta(hours=4)


def test_assistant_shows_every_problem_and_takes_nothing(qtbot, tmp_path):
    bad = tmp_path / "promotion.csv"
    bad.write_text(
        "identifiant;nom_naissance;prenoms;voie;BC01\n"
        "01;Lefèvre;Éloïse;FI;7\n"
        "01;Moreau;Théo;CL;2\n",
        encoding="utf-8",
    )
    wizard = SessionWizard(SessionBridge())
    qtbot.addWidget(wizard)
    wizard._show_step(1)
    wizard.cohort.load(bad)
    qtbot.waitUntil(lambda: wizard.cohort.preview is not None, timeout=20000)
    texts = [
        wizard.cohort.problem_view.item(row).text()
        for row in range(wizard.cohort.problem_view.count())
    ]
    assert any("Ligne 2" in text and "BC01" in text for text in texts)
    assert any("Ligne 3" in text for text in texts)
    assert not wizard.next_button.isEnabled()


def test_demonstration_opens_ready_to_sit(qtbot, tmp_path, monkeypatch):
    window = a_window(qtbot)
    out = tmp_path / "essai.jury"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    window.start_page.demo_button.click()
    assert len(window.bridge.state.members) >= 9
    assert window.windowTitle() == "essai – JuryDesk"


def test_errors_are_told_in_french_sentences():
    assert messages.sentence(JuryDeskError("Faites ceci.")) == "Faites ceci."
    missing = FileNotFoundError(2, "No such file", "/x/promo.csv")
    assert "« promo.csv »" in messages.sentence(missing)
    assert "refusé" in messages.sentence(PermissionError(13, "denied", "/x/y"))


def test_confirmation_keeps_safe_by_default(qtbot):
    when_asked(lambda box: qtbot.keyClick(box, Qt.Key.Key_Escape))
    assert not messages.confirm(None, "Clore ?", "…", "&Clore")


def test_settings_file_holds_no_candidate(qtbot, tmp_path, settings):
    window = an_open_room(qtbot, tmp_path / "s.jury", clear_file("C01"))
    press(window.page("sitting").block_view, "2")
    window.bridge.close()
    window.close()
    settings.sync()
    assert "Lefèvre" not in Path(settings.fileName()).read_text(encoding="utf-8")
