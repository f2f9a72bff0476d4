"""The room read through the accessibility tree alone tells the whole state."""

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from jurydesk.deliberation import acts
from tests.widgets.room import a_file, an_open_room, press, press_all


def spoken(widget):
    """Return every name a screen reader finds under a widget, in order."""
    words = []

    def walk(interface):
        if interface is None or not interface.isValid() or interface.state().invisible:
            return
        words.append(interface.text(QAccessible.Text.Name))
        for place in range(interface.childCount()):
            walk(interface.child(place))

    walk(QAccessible.queryAccessibleInterface(widget))
    return [word for word in words if word]


def test_room_tells_candidate_blocs_votes_band_and_outcome(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("232222a", "C01"))
    page, bridge = window.page("sitting"), window.bridge
    press_all(page.block_view, "ua")
    page.block_view.choose("RNCP35609BC02")
    press(page.block_view, "2")
    bridge.perform(lambda: acts.recuse(bridge.state, ("M5",), ("C01",), bridge.now()))
    # A layout shows its new children on the next turn of the event loop.
    QApplication.processEvents()
    told = spoken(page)
    everything = "\n".join(told)
    assert "LEFÈVRE Éloïse" in told
    assert "Proposition : 3 – en voie de validation – écarts mineurs" in told
    assert "validé, niveau 2 – au niveau des attentes" in told
    assert any(word.startswith("PrénomM1 NOMM1 : niveau 2") for word in told)
    assert any("PrénomM2 NOMM2 : n’a pas voté, à son tour" in word for word in told)
    assert "Votants : 5" in everything
    assert "Déport\u00a0: PrénomM5 NOMM5" in everything
    assert any(word.startswith("Membres extérieurs : ") for word in told)
    assert any(word.startswith("Validation partielle") for word in told)


def test_no_state_is_told_by_colour_alone(qtbot, tmp_path):
    window = an_open_room(qtbot, tmp_path / "s.jury", a_file("232222a", "C01"))
    page = window.page("sitting")
    cards = [card for card in page.live_band._cards if card.isVisible()]
    assert cards
    for card in cards:
        assert card.accessibleName()
        assert not card._shape.pixmap().isNull()
