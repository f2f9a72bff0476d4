"""What would make the appointed jury compliant, one card a fault with the ways to cure it."""

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jurydesk.compliance.advice.composition_advice import advice
from jurydesk.compliance.advice.wording import Advice
from jurydesk.compliance.appointed import vae_groups
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.registry import finding_title
from jurydesk.compliance.situation import Situation
from jurydesk.deliberation.looks import look_of
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.parts import icons, theme
from jurydesk.widgets.parts.markup import plain, tip
from jurydesk.widgets.parts.style import empty, set_state


class AdviceCards(QWidget):
    """A column of cards, what stops first; each takes the focus and says everything it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(theme.SMALL)

    def show_situation(self, situation: Situation) -> None:
        """Work out and show the advice."""
        empty(self._column)
        groups = groupby(advice(situation), key=lambda each: each.findings)
        cards = [_card(situation, tuple(given), self) for _, given in groups]
        for card in cards or [_nothing_to_change(self)]:
            self._column.addWidget(card)
        self._column.addStretch(1)


def _card(situation: Situation, given: tuple[Advice, ...], parent: QWidget) -> QFrame:
    finding = given[0].findings[0]
    found = look_of(finding.status)
    look, shape, word = found.tone, found.shape, capitalised(found.word)
    title = finding_title(finding.id)
    # A change that leaves the count as it is (a paper to complete) shows none.
    figure = (finding.value or "") if given[0].value else ""
    card, column = _frame(look, shape, title, figure, parent)
    whom = _concerned(situation, given[0].findings)
    column.addWidget(_text(whom, "small", card))
    spoken = [f"{title} : {word}{figure and f', {figure}'}. {whom}."]
    for place, each in enumerate(given):
        told = each.sentence
        if place:
            told = f"Ou {told[:1].lower()}{told[1:]}"
        column.addWidget(_text(told, "", card))
        spoken.append(told)
        if each.warning:
            warning = _text(each.warning, "small", card)
            set_state(warning, "warn")
            column.addWidget(warning)
            spoken.append(each.warning)
    card.setAccessibleName(typeset(" ".join(spoken)))
    card.setToolTip(tip(typeset(finding.source)))
    return card


def _nothing_to_change(parent: QWidget) -> QFrame:
    told = "Rien à changer : aucun contrôle de la composition ne bloque ni n’avertit."
    card, column = _frame("good", "check", "Jury conforme", "", parent)
    column.addWidget(_text(told, "", card))
    card.setAccessibleName(typeset(told))
    return card


def _frame(
    look: str, shape: str, title: str, figure: str, parent: QWidget
) -> tuple[QFrame, QVBoxLayout]:
    card = QFrame(parent)
    card.setProperty("kind", "card")
    card.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    sign = QLabel(card)
    sign.setPixmap(icons.icon(shape, QColor(str(getattr(theme.current(), look)))).pixmap(18, 18))
    head = QHBoxLayout()
    head.setSpacing(theme.SMALL)
    head.addWidget(sign)
    head.addWidget(_text(title, "heading", card), 1)
    head.addWidget(_text(figure, "heading", card))
    column = QVBoxLayout(card)
    column.setContentsMargins(theme.MEDIUM, theme.SMALL, theme.MEDIUM, theme.MEDIUM)
    column.setSpacing(6)
    column.addLayout(head)
    set_state(card, look)
    return card, column


def _text(words: str, kind: str, parent: QWidget) -> QLabel:
    label = plain(QLabel(typeset(words), parent))
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(kind != "heading")
    label.setProperty("kind", kind)
    return label


def _concerned(situation: Situation, findings: tuple[Finding, ...]) -> str:
    """Say which routes or candidates a card is about, and the threshold they fail."""
    routes = tuple(finding.route for finding in findings if finding.route is not None)
    groups = vae_groups(situation).values()
    candidates = sum(
        len(group)
        for group in groups
        for finding in findings
        if group[0].identifier == finding.candidate
    )
    if candidates:
        whom = f"{plural(candidates, 'candidat')} de la voie VAE"
    elif routes:
        whom = f"{'Voies' if len(routes) > 1 else 'Voie'} {enumeration(routes)}"
    else:
        whom = "Tout le jury"
    threshold = findings[0].threshold
    if findings[0].status is FindingStatus.RESERVE:
        return f"{whom} ; n’arrête rien"
    return f"{whom} ; il faut {threshold}" if threshold else whom
