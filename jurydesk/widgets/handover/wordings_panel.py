"""Words the paragraphs of the papers: fields named, faults told as one types, a preview."""

from PySide6.QtWidgets import QLabel, QListWidget, QPlainTextEdit, QPushButton, QWidget

from jurydesk.deliberation.establishment import OwnWords
from jurydesk.deliberation.state import SittingState
from jurydesk.french.spaces import typeset
from jurydesk.minutes.house import wordings
from jurydesk.minutes.house.fields import filled
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.style import set_state

_EXAMPLES = {
    "titre": "« Intitulé de la certification »",
    "certification": "« Intitulé de la certification » (RNCP00000, niveau 7)",
    "code": "RNCP00000",
    "date_seance": "vendredi 19 avril 2024",
    "lieu": "Toulouse",
    "numero_pv": "RNCP00000-2024-04-19-01",
    "promotion": "2024",
    "etablissement": "École",
    "nom": "Camille MARTIN",
    "civilite": "Madame",
    "e": "e",
    "voie": "formation continue",
    "candidatures": "28 candidatures",
    "date_limite": "4 avril 2024",
    "horaires": "de 9 h 05 à 16 h 02 en salle",
}


class WordingsPanel(QWidget):
    """The paragraphs on the left; the text of the one chosen, what it may hold, how it reads."""

    wording_view: QListWidget
    text_edit: QPlainTextEdit
    field_label: QLabel
    fault_label: QLabel
    preview_label: QLabel
    restore_button: QPushButton

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "wordings_panel")
        self._texts = {each.key: each.original for each in wordings.WORDINGS}
        self._examples = dict(_EXAMPLES)
        for each in wordings.WORDINGS:
            self.wording_view.addItem(typeset(each.title))
        self.wording_view.setCurrentRow(0)
        self._show()

        self.wording_view.currentRowChanged.connect(self._show)
        self.text_edit.textChanged.connect(self._take)
        self.restore_button.clicked.connect(self._restore)

    @property
    def words(self) -> tuple[OwnWords, ...]:
        """The paragraphs that are no longer as shipped."""
        return tuple(
            OwnWords(each.key, text)
            for each in wordings.WORDINGS
            if (text := self._texts[each.key].strip()) != each.original
        )

    def show_words(self, words: tuple[OwnWords, ...], state: SittingState | None) -> None:
        """Show the establishment's own words, with the examples of a session if one is open."""
        self._texts = {each.key: each.original for each in wordings.WORDINGS}
        self._texts.update((each.key, each.text) for each in words if each.key in self._texts)
        if state is not None:
            self._examples.update(wordings.session_values(state))
        self._mark()
        self._show()

    def go_to_fault(self) -> None:
        """Choose the first paragraph that may not be used."""
        for place, each in enumerate(wordings.WORDINGS):
            if wordings.wording_faults(each.key, self._texts[each.key]):
                self.wording_view.setCurrentRow(place)
                return

    @property
    def _chosen(self) -> wordings.Wording:
        return wordings.WORDINGS[max(self.wording_view.currentRow(), 0)]

    def _show(self) -> None:
        each = self._chosen
        self.text_edit.setPlainText(self._texts[each.key])
        told = " · ".join(
            f"{{{name}}}{' (à garder)' if name in each.required else ''}" for name in each.fields
        )
        self.field_label.setText(typeset(f"Champs : {told}"))
        tip = "\n".join(f"{{{name}}} : {words}" for name, words in each.fields.items())
        self.field_label.setToolTip(typeset(tip))
        self._judge()

    def _take(self) -> None:
        self._texts[self._chosen.key] = self.text_edit.toPlainText()
        self._mark()
        self._judge()

    def _judge(self) -> None:
        each = self._chosen
        text = self._texts[each.key]
        faults = wordings.wording_faults(each.key, text)
        self.fault_label.setText(typeset(" ".join(faults)))
        self.fault_label.setVisible(bool(faults))
        set_state(self.fault_label, "bad" if faults else "")
        self.preview_label.setText("" if faults else typeset(filled(text, self._examples)))
        self.restore_button.setEnabled(text != each.original)

    def _mark(self) -> None:
        """Mark the paragraphs in the establishment's own words."""
        for place, each in enumerate(wordings.WORDINGS):
            item = self.wording_view.item(place)
            font = item.font()
            font.setBold(self._texts[each.key].strip() != each.original)
            item.setFont(font)

    def _restore(self) -> None:
        self.text_edit.setPlainText(self._chosen.original)
