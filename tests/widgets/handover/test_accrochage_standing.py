"""The follow-up of the accrochage on screen: who stands where, noted for the lines chosen."""

import pytest

from jurydesk.deliberation.accrochage_standing import standings
from jurydesk.widgets.handover import accrochage_standing_dialog
from jurydesk.widgets.handover.accrochage_dialog import AccrochageDialog
from jurydesk.widgets.handover.accrochage_standing_dialog import AccrochageStandingDialog
from tests.widgets.window.test_following_dialog import sealed, window  # noqa: F401 fixtures
from tests.widgets.window.test_window import doubled_mnemonics, nameless


@pytest.fixture
def dialog(window):  # noqa: F811
    made = AccrochageStandingDialog(window.bridge, window)
    made.show()
    return made


def rows(dialog):
    view = dialog.holder_view
    items = [view.topLevelItem(row) for row in range(view.topLevelItemCount())]
    return [[item.text(column) for column in range(4)] for item in items]


def test_only_the_certified_are_there_and_are_to_send(dialog):
    assert [row[:2] for row in rows(dialog)] == [["LEFÈVRE Éloïse (C01)", "À envoyer"]]
    assert dialog.sent_button.isEnabled()


def test_what_became_of_it_is_noted_and_kept_in_the_session(window, dialog, monkeypatch):  # noqa: F811
    dialog.sent_button.click()
    assert rows(dialog)[0][1] == "Envoyé"
    monkeypatch.setattr(
        accrochage_standing_dialog, "ask_reason", lambda *_, **__: "Date de naissance inconnue"
    )
    dialog.refused_button.click()
    assert rows(dialog)[0][1::2] == ["Refusé", "Date de naissance inconnue"]
    dialog.again_button.click()
    assert standings(window.bridge.state)["C01"].state.value == "à renvoyer"
    dialog.export_button.click()
    assert dialog.chosen == ("C01",)


def test_every_control_has_a_name_and_a_key_of_its_own(dialog):
    assert doubled_mnemonics(dialog) == []
    assert nameless(dialog) == []


def test_a_later_schema_asks_for_its_action_and_one_of_before_does_not(window, tmp_path):  # noqa: F811
    later, before = tmp_path / "1.1.5.xsd", tmp_path / "1.1.2.xsd"
    text = '<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema">{}</xsd:schema>'
    values = "".join(f'<xsd:enumeration value="{word}"/>' for word in ("CREATION", "ANNULATION"))
    action = f'<xsd:restriction base="xsd:string">{values}</xsd:restriction>'
    later.write_text(
        text.format(
            f'<xsd:element name="action"><xsd:simpleType>{action}</xsd:simpleType></xsd:element>'
        ),
        encoding="utf-8",
    )
    before.write_text(text.format(""), encoding="utf-8")
    asked = AccrochageDialog(window.bridge.state, window)
    asked.show()
    asked.schema_edit.setText(str(later))
    assert asked.action_box.isVisible()
    asked.action_box.setCurrentIndex(1)
    assert asked.entered_sender.action == "ANNULATION"
    asked.schema_edit.setText(str(before))
    assert not asked.action_box.isVisible()
    assert asked.entered_sender.action == ""
    assert doubled_mnemonics(asked) == []
