"""A whole sitting held through the accessibility tree, and what is announced of each act."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jurydesk.widgets.heard import announcing, readers
from tests.stories import tree
from tests.stories.room import Room, decisions_of
from tests.widgets.room import a_session, clear_file, when_asked

ON_LEVEL = "niveau 2, au niveau des attentes"


class Heard:
    """The announcements, awaited one after another, and the dialogs that a press opens."""

    def __init__(self, qtbot):
        self._qtbot, self._said, self._place = qtbot, [], 0
        self.window = None
        announcing.announcer().said.connect(self._said.append)

    def hears(self, *sentences):
        for words in sentences:
            self._qtbot.waitUntil(lambda words=words: words in self._since())
        self._place = len(self._said)

    def asks(self, button, answer):
        """Press a button that opens a dialog, answer it, and wait until it is gone."""
        answered = []

        def reply(dialog):
            answer(dialog)
            answered.append(dialog)

        when_asked(reply)
        tree.press(button)
        self._qtbot.waitUntil(lambda: bool(answered) and QApplication.activeModalWidget() is None)
        self.comes_forward()

    def comes_forward(self):
        """Bring the window back: the platform of the tests has nobody to do it."""
        self.window.activateWindow()
        assert QTest.qWaitForWindowActive(self.window)

    def _since(self):
        return " ".join(self._said[self._place :])


@pytest.fixture
def heard(qtbot, monkeypatch):
    monkeypatch.setattr(readers, "hears_announcements", lambda: False)
    QAccessible.setActive(True)
    yield Heard(qtbot)
    QAccessible.setActive(False)


def test_a_sitting_held_through_the_tree(qtbot, tmp_path, heard):
    files = clear_file("C01"), clear_file("C02", birth_name="Abadie", first_names="Zoé")
    room = Room(qtbot, a_session(tmp_path / "s.jury", *files))
    heard.window = room.window
    heard.comes_forward()
    attendance_is_noted(heard)
    the_sitting_opens(heard)
    a_bloc_is_voted_and_adopted(room, heard)
    a_member_withdraws_and_the_quorum_is_lost(heard)
    candidates_are_gone_to_by_selection(room, heard)
    both_are_certified(room, heard)
    the_sitting_closes(room, heard)


def attendance_is_noted(heard):
    tree.press("Séance")
    heard.hears("Page Séance.", "LEFÈVRE Éloïse", "candidat 1 sur 2", "Ouvrez la séance")

    def note(_dialog):
        for member in ("PrénomM1 NOMM1", "PrénomM2 NOMM2", "PrénomM3 NOMM3", "PrénomM5 NOMM5"):
            tree.select("Membres et présences", member)
            QApplication.processEvents()
            tree.press("Présent")
            heard.hears(f"Arrivée de {member}")
        tree.press("Fermer")

    heard.asks("Présences des membres", note)


def the_sitting_opens(heard):
    tree.press("Ouvrir la séance")
    heard.hears("Ouverture de la séance.", "Au tour de PrénomM1 NOMM1.")


def a_bloc_is_voted_and_adopted(room, heard):
    room.type("2")
    heard.hears(f"PrénomM1 NOMM1 : {ON_LEVEL}. Au tour de PrénomM2 NOMM2.")
    tree.press("PrénomM5 NOMM5")
    heard.hears("Au tour de PrénomM5 NOMM5.")
    room.type("1")
    heard.hears("PrénomM5 NOMM5 : niveau 1, au-delà des attentes.")
    tree.press("PrénomM2 NOMM2")
    heard.hears("Au tour de PrénomM2 NOMM2.")
    room.type("22")
    heard.hears("Tous ont voté : A pour adopter.")
    tree.press("Adopter")
    heard.hears(f"BC01 adopté : validé, {ON_LEVEL}.", f"BC02, proposition : {ON_LEVEL}.")


def a_member_withdraws_and_the_quorum_is_lost(heard):
    def withdraw(member):
        def choose(_dialog):
            tree.select("Membre qui se déporte", member)
            QApplication.processEvents()
            tree.press("Enregistrer le déport")

        heard.asks("Déport d’un membre", choose)

    withdraw("3")
    heard.hears("Déport de PrénomM3 NOMM3")
    withdraw("5")
    heard.hears("Déport de PrénomM5 NOMM5", "Quorum perdu : 2 votants, 3 requis.")
    tree.press("Annuler le dernier acte")
    heard.hears("Annulé : déport de PrénomM5 NOMM5", "Quorum atteint : 3 votants, 3 requis.")


def candidates_are_gone_to_by_selection(room, heard):
    tree.select("Candidats", "ABADIE Zoé")
    heard.hears("ABADIE Zoé", "candidat 2 sur 2", "Au tour de PrénomM1 NOMM1.")
    assert room.candidate == "C02"
    tree.select("Candidats", "LEFÈVRE Éloïse")
    heard.hears("LEFÈVRE Éloïse", "candidat 1 sur 2")
    tree.select("Blocs du candidat", "BC05")
    heard.hears(f"BC05, proposition : {ON_LEVEL}.")
    assert room.block == "BC05"


def both_are_certified(room, heard):
    room.type("U", "A")
    heard.hears("LEFÈVRE Éloïse : certification complète.", "ABADIE Zoé", "candidat 2 sur 2")
    room.type("U", "A")
    heard.hears("ABADIE Zoé : certification complète.")
    assert [each["outcome"] for each in decisions_of(room.path)["candidates"]] == ["CERT", "CERT"]


def the_sitting_closes(room, heard):
    heard.asks("Clore", lambda _box: tree.press("Clore"))
    heard.hears("Clôture de la séance.")
    assert decisions_of(room.path)["state"] == "close"
