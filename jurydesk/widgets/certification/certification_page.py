"""The page « Certification »: identity, blocs, levels, and the rules still to confirm."""

import html
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QItemSelectionModel, Signal
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QPushButton,
    QTableView,
    QTextBrowser,
    QWidget,
)

from jurydesk.certification.rule_change import is_settable, rules_to_see
from jurydesk.certification.rule_kinds import kind_of, value_words
from jurydesk.certification.rulebook import Adoption, Assessment, Certification, Setting, SkillBlock
from jurydesk.compliance.rules.published_rules import is_published
from jurydesk.deliberation.facts import RuleConfirmed, RuleSet
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.days import unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.minutes.content.rules_section import adoption_words
from jurydesk.widgets.certification.rule_dialog import RuleDialog
from jurydesk.widgets.parts.adoption_dialog import AdoptionDialog
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.record_table import (
    Cell,
    RecordTable,
    choose_place,
    choose_row,
    current_key,
    dress_table,
)
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import rich, set_chip

# What a jury should know before it adopts a rule.
_ADVICE = {
    "impression_decomptes": (
        "À savoir : un décompte ne nomme personne, mais un décompte unanime dit ce que chacun a "
        "voté. Quand une seule personne vote, rien n’est imprimé."
    )
}


class CertificationPage(QWidget):
    """Shows what is certified, and records the adoption of its rules."""

    navigate = Signal(str, str)

    title_label: QLabel
    identity_label: QLabel
    levels_label: QLabel
    block_view: QTableView
    block_text: QTextBrowser
    rule_view: QTableView
    rule_text: QLabel
    rules_chip: QLabel
    adopt_button: QPushButton
    set_button: QPushButton
    all_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "certification_page")
        self._bridge = bridge
        self._blocks = RecordTable(("Bloc", "Intitulé", "Évaluations"), self)
        self._rules = RecordTable(("Règle", "Valeur", "Adoption"), self)
        dress_table(self.block_view, self._blocks, (60, 200, 92), stretch=1)
        dress_table(self.rule_view, self._rules, (292, 160, 124), stretch=1)
        self.first_control: QWidget = self.rule_view

        self.block_view.selectionModel().currentRowChanged.connect(self._show_block)
        self.rule_view.selectionModel().selectionChanged.connect(self._show_rule)
        self.rule_view.doubleClicked.connect(self._adopt)
        self.set_button.clicked.connect(self._set)
        self.adopt_button.clicked.connect(self._adopt)
        self.all_button.clicked.connect(self._choose_waiting)

    def show_state(self, state: SittingState) -> None:
        """Redraw the certification and its rules."""
        certification = state.rulebook.certification
        self.title_label.setText(typeset(certification.title))
        self.identity_label.setText(identity(certification))
        levels = " ; ".join(level.label for level in state.rulebook.levels)
        self.levels_label.setText(typeset(f"Niveaux, du meilleur au moins bon : {levels}."))
        blocks = {block.code: block for block in certification.blocks}
        self._blocks.set_rows(tuple(blocks), lambda code: _block_cells(blocks[code]))
        rules = {rule.key: rule for rule in rules_to_see(state.rulebook)}
        on = state.session_date
        self._rules.set_rows(tuple(rules), lambda key: _rule_cells(rules[key], on))
        waiting = sum(not is_published(rule, on) for rule in state.rulebook.settings())
        self.all_button.setEnabled(waiting > 0 and state.phase is not Phase.SEALED)
        text = f"{waiting} à confirmer" if waiting else "Toutes opposables"
        set_chip(self.rules_chip, text, "warn" if waiting else "good")
        for view in (self.block_view, self.rule_view):
            if not view.currentIndex().isValid():
                choose_place(view, 0)
        self._show_rule()
        self._show_block()

    def go_to(self, place: str) -> None:
        """Choose a rule by its key."""
        choose_row(self.rule_view, place)
        self.rule_view.setFocus()

    def _chosen(self) -> tuple[Setting[object], ...]:
        """Return the rules selected, in the rulebook's order."""
        state = self._bridge.state
        if state is None:
            return ()
        rows = self.rule_view.selectionModel().selectedRows()
        keys = {self._rules.key(index.row()) for index in rows}
        return tuple(rule for rule in rules_to_see(state.rulebook) if rule.key in keys)

    def _to_adopt(self) -> tuple[Setting[object], ...]:
        state = self._bridge.state
        written = state.rulebook.rules if state is not None else {}
        return tuple(rule for rule in self._chosen() if rule.to_confirm and rule.key in written)

    def _choose_waiting(self) -> None:
        """Select every rule that waits for its adoption: one decision often adopts them all."""
        state = self._bridge.state
        if state is None:
            return
        self.rule_view.clearSelection()
        choice = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        for rule in state.rulebook.settings():
            if not is_published(rule, state.session_date):
                index = self._rules.index(self._rules.row_of(rule.key), 0)
                self.rule_view.selectionModel().select(index, choice)
        self.adopt_button.setFocus()

    def _show_block(self) -> None:
        state, code = self._bridge.state, current_key(self.block_view)
        if state is not None and code:
            block = state.rulebook.certification.block(code)
            self.block_text.setHtml(
                rich(_block_html(block) + _matches_html(state.rulebook.title, block))
            )

    def _show_rule(self) -> None:
        state, rules, adoptable = self._bridge.state, self._chosen(), self._to_adopt()
        if state is None:
            return
        waiting = [rule for rule in adoptable if not is_published(rule, state.session_date)]
        if len(rules) == 1:
            rule = rules[0]
            words = (
                f"{rule.label} : {value_words(rule)}",
                f"Source : {rule.source}",
                adoption_words(rule),
                _ADVICE.get(rule.key, ""),
            )
            text = "\n".join(capitalised(typeset(line)) for line in words if line)
        elif rules:
            chosen = plural(len(rules), "règle choisie", "règles choisies")
            text = f"{chosen}, dont {len(waiting)} à confirmer par l’établissement."
            if adoptable and not waiting:
                text = f"{chosen}, dont l’adoption est notée."
        else:
            text = "Choisissez une règle pour lire sa valeur et sa source."
        self.rule_text.setText(text)
        self.adopt_button.setEnabled(bool(adoptable) and state.phase is not Phase.SEALED)
        may_set = len(rules) == 1 and is_settable(rules[0])
        self.set_button.setEnabled(may_set and state.phase is Phase.PREPARATION)
        self.set_button.setToolTip(_why_not_set(state, rules))
        several = f" de {plural(len(adoptable), 'règle')}" if len(adoptable) > 1 else ""
        done = bool(adoptable) and not waiting
        self.adopt_button.setText(f"{'Corriger' if done else 'Noter'} l’adoptio&n{several}…")
        tip = "" if adoptable else "Cette règle vient de la fiche ou de la loi."
        self.adopt_button.setToolTip(tip)

    def _set(self) -> None:
        """Ask the value of the rule chosen, and record it."""
        state, rules = self._bridge.state, self._chosen()
        if state is None or len(rules) != 1:
            return
        dialog = RuleDialog(state, rules[0], self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            key, source = rules[0].key, dialog.source
            self._bridge.record(RuleSet(self._bridge.now(), key, dialog.value, source, Adoption()))
            choose_row(self.rule_view, key)
        dialog.deleteLater()

    def _adopt(self) -> None:
        state, rules = self._bridge.state, self._to_adopt()
        if state is None or not rules or not self.adopt_button.isEnabled():
            return
        dialog = AdoptionDialog(rules, state.session_date, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            at, adoption = self._bridge.now(), dialog.adoption
            self._bridge.record(*(RuleConfirmed(at, rule.key, adoption) for rule in rules))
        dialog.deleteLater()


def _why_not_set(state: SittingState, rules: Sequence[Setting[object]]) -> str:
    """Return why the value chosen may not be changed, nothing when it may."""
    if state.phase is not Phase.PREPARATION:
        return "La séance est ouverte : ses règles ne changent plus."
    if len(rules) != 1:
        return "Choisissez une seule règle."
    return "" if is_settable(rules[0]) else "Cette règle vient de la fiche ou de la loi."


def identity(certification: Certification) -> str:
    """Return the certification's identity on a line or two."""
    parts = [part for part in (certification.code, certification.level_words) if part]
    if certification.nsf:
        parts.append("NSF " + enumeration(code.code for code in certification.nsf))
    if certification.decision_date is not None:
        parts.append(f"décision du {unbroken_day(certification.decision_date)}")
    elif certification.registration_start is not None:
        parts.append(f"de droit depuis le {unbroken_day(certification.registration_start)}")
    if certification.expiry_date is not None:
        parts.append(f"enregistrée jusqu’au {unbroken_day(certification.expiry_date)}")
    if certification.delivery_deadline is not None:
        parts.append(f"délivrée jusqu’au {unbroken_day(certification.delivery_deadline)}")
    if certification.successors:
        parts.append(f"remplacée par {enumeration(certification.successors)}")
    names = enumeration(certifier.name for certifier in certification.certifiers)
    return f"{' · '.join(parts)}\n{typeset(names)}"


def _block_cells(block: SkillBlock) -> tuple[Cell, ...]:
    count = len(block.assessments)
    return (
        Cell(block.short_code, bold=True),
        Cell(typeset(block.title), tip=typeset(block.title)),
        Cell(plural(count, "épreuve") if count else "–", state="muted"),
    )


def _block_html(block: SkillBlock) -> str:
    skills = "".join(
        f"<li><b>{html.escape(s.code)}</b> {html.escape(s.text)}</li>" for s in block.skills
    )
    works = "".join(
        f"<li>{html.escape(work.title)} <i>({html.escape(work.kind)})</i>{_terms(work)}</li>"
        for work in block.assessments
    )
    judged = f"<ul>{works}</ul>" if works else _prose(block.assessments_prose)
    known = f"<ul>{skills}</ul>" if skills else _prose(block.skills_prose)
    parts = [f"<p><b>{html.escape(block.code)} – {html.escape(typeset(block.title))}</b></p>"]
    for heading, told in (("Évaluations", judged), ("Compétences", known)):
        if told:
            parts.append(f"<p><b>{heading}</b></p>{told}")
    return "".join(parts)


def _matches_html(certification: Certification, block: SkillBlock) -> str:
    """Say which blocs of other fiches this one stands for, as the open data give it."""
    others = [m.other for m in certification.matches if m.block == block.code]
    told = f"Correspond, dans d’autres fiches, à {enumeration(others)}."
    return f"<p>{html.escape(typeset(told))}</p>" if others else ""


def _prose(text: str) -> str:
    """Return the fiche's own words, where nothing was drawn from them."""
    return "".join(
        f"<p>{html.escape(typeset(line))}</p>" for line in text.splitlines() if line.strip()
    )


def _terms(work: Assessment) -> str:
    return f"<br>{html.escape(typeset(work.terms))}" if work.terms else ""


def _rule_cells(rule: Setting[object], on: date) -> tuple[Cell, ...]:
    words = typeset(value_words(rule))
    if kind_of(rule.key).is_silent(rule):
        standing = Cell("Non réglée", state="muted")
    elif not rule.to_confirm:
        standing = Cell("Fiche ou loi", state="muted")
    elif not rule.adoption.is_complete:
        standing = Cell("À confirmer", state="warn", shape=True)
    elif is_published(rule, on):
        standing = Cell("Adoptée", state="good", shape=True, tip=adoption_words(rule))
    else:
        standing = Cell("Trop tard", state="warn", shape=True, tip=adoption_words(rule))
    return (Cell(typeset(rule.label), tip=typeset(rule.label)), Cell(words, tip=words), standing)
