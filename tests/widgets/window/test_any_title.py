"""A fiche of the open data, from the assistant to the sealed minutes, without touching a file."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QTableWidgetItem

from jurydesk.certification.rule_change import is_settable, rules_to_see
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.compliance.member import Attendance, NominationAct
from jurydesk.deliberation import acts
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.facts import NominationDescribed
from jurydesk.storage.sealing import seal
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.record_table import choose_row
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.window.main_window import MainWindow
from jurydesk.widgets.window.session_wizard import SessionWizard
from tests.builders import PARIS
from tests.commands.desk import JURY
from tests.widgets.room import when_asked

SHARED = Path(__file__).parents[3].parent / "shared" / "data"
FLOW = SHARED / "rncp_v4_1_three_fiches.xml"
MADE = SHARED / "cases" / "rncp_html_et_rs.xml"
HEADS = "identifiant;nom_naissance;prenoms;voie;debut_parcours;recevabilite;sexe;derogation"


class Clock:
    """Ten seconds pass each time it is read, from nine o’clock on the day of the sitting."""

    def __init__(self):
        self.now = datetime(2025, 6, 20, 9, 0, tzinfo=PARIS)

    def __call__(self):
        self.now += timedelta(seconds=10)
        return self.now


def prepared(qtbot, folder, fiche, monkeypatch):
    """The window on a session that the assistant made of a fiche."""
    flow, code, route = fiche
    window = MainWindow(_settings(folder), SessionBridge(Clock()))
    qtbot.addWidget(window)
    window.show()
    wizard = SessionWizard(window.bridge, window)
    wizard.show()
    rulebook = folder / f"{code}.toml"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(flow), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(rulebook), ""))
    told = []
    monkeypatch.setattr(messages, "show_done", lambda *words: told.append(words[2]))
    when_asked(lambda dialog: (dialog.setTextValue(code), dialog.accept()))
    wizard.rulebook_browse.click()
    # One fiche of them is no longer active, and names the one that replaces it.
    assert [("RNCP42005" in each) for each in told] == ([True] if code == "RNCP35625" else [])
    blocs = [block.short_code for block in load_rulebook(rulebook).certification.blocks]
    rows = [
        f"{n};{name};Camille;{route};2024-02-01;2024-02-01;F;VAPP;" + ";".join(level for _ in blocs)
        for n, (name, level) in enumerate((("Petit", "2"), ("Roy", "4")), start=1)
    ]
    cohort, jury = folder / "promotion.csv", folder / "jury.csv"
    cohort.write_text("\n".join([f"{HEADS};{';'.join(blocs)}", *rows]) + "\n", encoding="utf-8")
    jury.write_text(JURY, encoding="utf-8")
    wizard.date_edit.set_day(date(2025, 6, 20))
    wizard.place_edit.setText("Lyon")
    wizard.file_edit.setText(str(folder / "seance.jury"))
    wizard.cohort.load(cohort)
    qtbot.waitUntil(lambda: wizard.cohort.is_ready, timeout=20000)
    wizard.jury.load(jury)
    qtbot.waitUntil(lambda: wizard.jury.is_ready, timeout=20000)
    wizard.clear_button.setChecked(True)
    wizard._show_step(wizard.steps.count() - 1)
    wizard.next_button.click()
    window.session_opened(wizard.path)
    return window


def _settings(folder):
    return QSettings(str(folder / "reglages.ini"), QSettings.Format.IniFormat)


def set_on_screen(window, key, *texts):
    """Set one rule as a person does: its row, « Régler… », its fields, « Régler »."""
    page = window.page("certification")
    assert choose_row(page.rule_view, key)

    def fill(dialog):
        for row, text in enumerate(texts):
            box = dialog.value_table.cellWidget(row, 0)
            if box is None:
                dialog.value_table.setItem(row, 0, QTableWidgetItem(text))
            else:
                box.setCurrentIndex(box.findData(text))
        dialog.source_edit.setText("Règlement du jury")
        dialog.accept_button.click()
        if dialog.isVisible():
            told = dialog.problem_label.text()
            dialog.reject()
            raise AssertionError(told)

    when_asked(fill)
    page.set_button.click()
    return window.bridge.state.rulebook.rules[key]


@pytest.mark.skipif(not MADE.exists(), reason="the open data are not at hand")
@pytest.mark.parametrize(
    "fiche",
    [
        (FLOW, "RNCP35625", "FI"),
        (FLOW, "RNCP37488", "VAE"),
        (FLOW, "RNCP40344", "CA"),
        (MADE, "RNCP99001", "FC"),
        (MADE, "RS9901", "FC"),
    ],
)
def test_any_fiche_is_set_on_screen_and_sealed(qtbot, tmp_path, monkeypatch, fiche):
    window = prepared(qtbot, tmp_path, fiche, monkeypatch)
    window.show_page("certification")
    state = window.bridge.state
    seen = {setting.key for setting in rules_to_see(state.rulebook) if is_settable(setting)}
    asked = {"quotas.vapp", "part_exterieurs", "quorum", "sieges", "soutenance.bloc", "anglais"}
    assert asked | {"vae_exclusions", "vae_notification", "equilibre_femmes_hommes"} <= seen
    set_on_screen(window, "quotas.vapp", "20 %")
    set_on_screen(window, "part_exterieurs", "1/5")
    set_on_screen(window, "equilibre_femmes_hommes", "2/5")
    for key in ("quotas.vapp", "part_exterieurs", "equilibre_femmes_hommes"):
        assert window.bridge.state.rulebook.rules[key].source == "Règlement du jury"
    bridge = window.bridge
    act = NominationAct("2024-017", date(2025, 1, 10), "Anne Roy")
    bridge.record(NominationDescribed(bridge.now(), act))
    everyone = tuple(bridge.state.members)
    for do in (
        lambda: acts.attend(bridge.state, everyone, Attendance.PRESENT, bridge.now()),
        lambda: acts.open_sitting(bridge.state, bridge.now()),
    ):
        assert bridge.perform(do)
    for who in ("1", "2"):
        for do in (acts.agree, acts.adopt):
            extra = (None,) if do is acts.agree else ()
            state = bridge.state
            assert bridge.perform(lambda: do(state, who, "*", *extra, bridge.now()))  # noqa: B023 at once
    bridge.perform(lambda: acts.recommend(bridge.state, "2", "Reprendre.", bridge.now()))
    assert bridge.perform(lambda: acts.close_sitting(bridge.state, bridge.now()))
    out = tmp_path / "pv.pdf"
    seal(bridge.file, out, at=bridge.now())
    assert out.read_bytes().startswith(b"%PDF")
    results = [outcome(bridge.state, who).value for who in ("1", "2")]
    assert results == ["CERT", "REFU" if fiche[2] == "VAE" else "AJOU"]
