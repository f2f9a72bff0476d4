"""Composes the jury: what would make it compliant and, from a pool, the juries that are."""

import hashlib
from pathlib import Path

from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTabWidget,
    QTextBrowser,
    QWidget,
)

from jurydesk.cohort.blank_table import blank_csv
from jurydesk.compliance.advice.compositions import (
    Composition,
    Compositions,
    compliant_compositions,
)
from jurydesk.compliance.advice.pool import read_pool
from jurydesk.compliance.jury_columns import jury_fields
from jurydesk.deliberation.facts import JuryImported
from jurydesk.deliberation.inspection import situation_of
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.files import write_whole
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.tables.how_read import HowRead
from jurydesk.transmission.jury_table import jury_csv
from jurydesk.widgets.importing.import_step import ImportStep, Preview
from jurydesk.widgets.jury.advice_cards import AdviceCards
from jurydesk.widgets.jury.composition_words import (
    HEADINGS,
    WIDTHS,
    composition_cells,
    composition_html,
    search_words,
)
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.background import Background
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.markup import tip
from jurydesk.widgets.parts.record_table import RecordTable, choose_place, current_key, dress_table
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_state

_FILTER = "Tableau CSV (*.csv)"

_POOL_HINT = (
    "Un vivier est un tableau des personnes qui accepteraient de siéger, avec les colonnes "
    "du fichier du jury : identifiant, nom, prénom, sexe, rôle, extérieur, employeur… Le "
    "rôle dit quel siège chacune pourrait tenir."
)


class CompositionDialog(QDialog):
    """Advice on the left; on the right a pool, then the compositions it allows.

    The one chosen is written as a jury's file or, in preparation, taken as the session's jury.
    """

    splitter: QSplitter
    advice_cards: AdviceCards
    tabs: QTabWidget
    pool_step: QWidget
    pool: ImportStep
    model_button: QPushButton
    composition_tab: QWidget
    composition_summary: QLabel
    composition_view: QTableView
    composition_text: QTextBrowser
    aside_label: QLabel
    status_label: QLabel
    export_button: QPushButton
    take_button: QPushButton
    close_button: QPushButton

    def __init__(
        self, bridge: SessionBridge, state: SittingState, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        load_form(self, "composition_dialog")
        self._bridge = bridge
        self._state = state
        self._found: dict[str, Composition] = {}
        self._background = Background(self)
        self._rows = RecordTable(HEADINGS, self)
        self.pool.prepare("", self._read_pool, ("personne", "personnes"), _POOL_HINT)
        dress_table(self.composition_view, self._rows, WIDTHS, stretch=0)
        self.splitter.setSizes([400, 740])
        # The scroll area fills its widget with the window's colour; the card's shows through.
        self.advice_cards.setAutoFillBackground(False)
        self.advice_cards.show_situation(situation_of(state))
        self._show_compositions(shown=False)
        self._say_how_to_take()
        self.pool.setFocus()

        self.pool.read.connect(self._search)
        self.composition_view.selectionModel().currentRowChanged.connect(self._show_choice)
        self.model_button.clicked.connect(self._save_model)
        self.export_button.clicked.connect(self._export)
        self.take_button.clicked.connect(self._take)
        self.close_button.clicked.connect(self.reject)
        bridge.refused.connect(self._refuse)

    def load(self, path: Path) -> None:
        """Read a pool, then look for the compositions it allows."""
        self.pool.load(path)

    def _read_pool(self, path: Path, how: HowRead) -> Preview:
        return read_pool(path, self._state.rulebook, how)

    @property
    def chosen(self) -> Composition | None:
        """The composition chosen in the table."""
        return self._found.get(current_key(self.composition_view))

    @property
    def is_busy(self) -> bool:
        """Whether compositions are being looked for."""
        return self._background.is_busy

    def _search(self) -> None:
        self._show_compositions(shown=False)
        if not self.pool.is_ready or self.pool.preview is None:
            self._background.forget()
            self.composition_summary.setText(
                "Chargez un vivier sans erreur : les compositions qui conviennent s’affichent ici."
            )
            set_state(self.composition_summary, "")
            return
        pool = tuple(row.record for row in self.pool.preview.rows if row.record is not None)
        situation = situation_of(self._state)
        self.composition_summary.setText("Recherche des compositions…")
        set_state(self.composition_summary, "")
        self.pool.waiting.begin("Recherche des compositions…", self._interrupt)
        self._background.start(
            lambda: compliant_compositions(situation, pool), self._show_found, self._fail
        )

    def _interrupt(self) -> None:
        self._background.forget()
        self.composition_summary.setText(
            typeset("Recherche interrompue : « Relire » la recommence sur le même vivier.")
        )

    def _fail(self, error: Exception) -> None:
        self.pool.waiting.finish()
        self.composition_summary.clear()
        raise error

    def _show_found(self, search: Compositions) -> None:
        self.pool.waiting.finish()
        self._found = {str(place): each for place, each in enumerate(search.found)}
        reading = self._state.reading
        self._rows.set_rows(
            tuple(self._found), lambda key: composition_cells(self._found[key], reading)
        )
        text, look = search_words(search)
        self.composition_summary.setText(text)
        set_state(self.composition_summary, look)
        self._show_aside(search.set_aside)
        self._show_compositions(shown=bool(self._found))
        self.tabs.setCurrentWidget(self.composition_tab)
        if self._found:
            choose_place(self.composition_view, 0)
            self.composition_view.setFocus()

    def _show_aside(self, reasons: tuple[str, ...]) -> None:
        self.aside_label.setVisible(bool(reasons))
        if not reasons:
            return
        more = f" Et {plural(len(reasons) - 2, 'autre')}." if len(reasons) > 2 else ""
        told = f"Laissé de côté : {' '.join(reasons[:2])}{more}"
        self.aside_label.setText(typeset(told))
        self.aside_label.setToolTip(tip(typeset("Laissé de côté : ") + typeset(" ".join(reasons))))

    def _show_compositions(self, *, shown: bool) -> None:
        if not shown:
            self._found = {}
            self._rows.set_rows((), lambda _: ())
            self.composition_text.clear()
        self.composition_view.setVisible(shown)
        self.composition_text.setVisible(shown)
        self.aside_label.setVisible(shown and bool(self.aside_label.text()))
        self._allow()

    def _show_choice(self) -> None:
        if self.chosen is not None:
            self.composition_text.setHtml(composition_html(self.chosen, self._state.reading))
        self._allow()

    def _allow(self) -> None:
        is_chosen = self.chosen is not None
        self.export_button.setEnabled(is_chosen)
        self.take_button.setEnabled(is_chosen and self._may_take)

    @property
    def _may_take(self) -> bool:
        return self._state.phase is Phase.PREPARATION

    def _say_how_to_take(self) -> None:
        if self._may_take:
            text = "« Prendre ce jury » remplace le jury de cette séance ; l’acte peut s’annuler."
        else:
            text = (
                "La séance a commencé : son jury ne change plus. Enregistrez la composition pour "
                "une nouvelle séance."
            )
        self.status_label.setText(typeset(text))

    def _save_model(self) -> None:
        path = self._ask_where("modele_vivier.csv")
        if path is not None and messages.attempt(
            self, lambda: write_whole(path, blank_csv(jury_fields()), replace=True)
        ):
            self._tell(f"Modèle enregistré : {path.name}.")

    def _export(self) -> None:
        chosen = self.chosen
        path = self._ask_where("jury_compose.csv") if chosen is not None else None
        if (
            chosen is not None
            and path is not None
            and messages.attempt(
                self, lambda: write_whole(path, jury_csv(chosen.members), replace=True)
            )
        ):
            self._tell(f"Jury enregistré : {path.name}. Il s’importe dans une nouvelle séance.")

    def _ask_where(self, name: str) -> Path | None:
        folder = self.pool.path.parent if self.pool.path is not None else Path.home()
        given, _ = QFileDialog.getSaveFileName(
            self, "Enregistrer le tableau", str(folder / name), _FILTER
        )
        return Path(given) if given else None

    def _take(self) -> None:
        chosen, path = self.chosen, self.pool.path
        if chosen is None or path is None:
            return
        digest = hashlib.sha256(jury_csv(chosen.members)).hexdigest()
        source = f"composé depuis {path.name}"
        if self._bridge.record(JuryImported(self._bridge.now(), source, digest, chosen.members)):
            self.accept()

    def _refuse(self, why: str) -> None:
        self.status_label.setText(typeset(why))
        set_state(self.status_label, "bad")

    def _tell(self, words: str) -> None:
        self.status_label.setText(typeset(words))
        set_state(self.status_label, "good")
