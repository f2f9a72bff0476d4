"""A finding as a card: its figure, a sentence, and everything else on hover or focus."""

import html
import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jurydesk.certification.vocabulary import Reading
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.registry import RULES, finding_title, names_faults
from jurydesk.compliance.rules.quorum import QUORUM
from jurydesk.deliberation.looks import look_of
from jurydesk.french.aloud import aloud
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.parts import icons, theme
from jurydesk.widgets.parts.markup import explain, plain
from jurydesk.widgets.parts.style import rich, set_state
from jurydesk.widgets.parts.text_dialog import TextDialog

_ASKING = (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_SAID = {"good": "Conforme", "warn": "Réserve", "bad": "Bloquant"}
_BRIEF, _WHOLE = 110, 320
_BRACKETS = re.compile(r"\s\([^()]*(?:\([^()]*\)[^()]*)*\)")
LARGE = tuple(
    rule.id for rule in sorted(RULES, key=lambda rule: rule.card or 0) if rule.card is not None
)


class FindingCard(QFrame):
    """One figure: its title, its fraction, a sentence, and everything else on hover or focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._shape = QLabel(self)
        self._title = plain(QLabel(self))
        self._title.setProperty("kind", "heading")
        self._title.setWordWrap(True)
        self._figure = plain(QLabel(self))
        self._figure.setProperty("kind", "figure")
        self._words = plain(QLabel(self))
        self._words.setWordWrap(True)
        self._words.setProperty("kind", "small")
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self._shape)
        head.addWidget(self._title, 1)
        head.addWidget(self._figure)
        self._source = plain(QLabel(self))
        self._source.setWordWrap(True)
        self._source.setProperty("kind", "small")
        self._html = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 7, 10, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self._words)
        column.addWidget(self._source)

    @property
    def headline(self) -> str:
        """The title and the figure."""
        return f"{self._title.text()} {self._figure.text()}".strip()

    def show_finding(self, finding: Finding) -> None:
        """Show a finding."""
        found = look_of(finding.status)
        look, shape, word = found.tone, found.shape, capitalised(found.word)
        if finding.overridden is not None:
            look, shape, word = "warn", "warning", "Passé outre"
        # Nothing counted yet is no fraction.
        figure = "" if finding.value in (None, "0/0") else finding.value or ""
        # What is wrong is told whole, with what would cure it; what is well, briefly.
        room = _BRIEF if finding.status is FindingStatus.COMPLIANT else _WHOLE
        words = brief(typeset(finding.message), room)
        if lacking(finding) and "manque" not in words:
            words += f" {lacking(finding)}"
        self.show_words(look, shape, finding_title(finding.id), figure, words)
        self.explain(explanation_html(finding), finding.source)
        self.setAccessibleName(aloud(f"{finding_title(finding.id)} : {word}. {finding.message}"))
        self._shape.setAccessibleName(word)

    def explain(self, html: str, source: str) -> None:
        """Keep what hover, F1 and Enter tell, and where the rule comes from."""
        self._html = html
        # The name of the card is its first paragraph already.
        explain(self, html, spoken=html.partition("</p>")[2])
        self._source.setText(typeset(f"Source : {source}") if source else "")
        self._source.setVisible(bool(source))

    def event(self, event: QEvent) -> bool:
        """Keep F1 for this card rather than for the help of the page."""
        asked = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_F1
        if asked and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Explain the figure, or go to the card above or below."""
        if event.key() in _ASKING:
            TextDialog(self._title.text(), self._html, self.window()).exec()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def show_words(self, look: str, shape: str, title: str, figure: str, words: str) -> None:
        """Show a title, a figure and a sentence under a state."""
        now = theme.current()
        ink = str(getattr(now, look, now.muted))
        ratio = self.devicePixelRatioF()
        self._shape.setPixmap(icons.cached_pixmap(shape, QColor(ink), 18, ratio))
        self._title.setText(title)
        self._figure.setText(figure)
        self._figure.setVisible(bool(figure))
        self._words.setText(words)
        self.setAccessibleName(aloud(f"{title} : {figure}. {words}"))
        self._shape.setAccessibleName(_SAID.get(look, ""))
        set_state(self, look)
        set_state(self._figure, look if look in ("warn", "bad") else "")


def shown_findings(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that deserve a card: what stops or warns first, then the shares."""
    alarming = (FindingStatus.BLOCKING, FindingStatus.RESERVE, FindingStatus.UNKNOWN)
    kept = [
        finding
        for finding in found
        if finding.id != QUORUM.id
        and (finding.status in alarming or finding.id in LARGE)
        and finding.status is not FindingStatus.NOT_APPLICABLE
    ]
    return tuple(sorted(kept, key=_rank))


def _rank(finding: Finding) -> tuple[bool, int, bool]:
    """Sort what stops first, then the two shares, then what is this candidate's own."""
    share = LARGE.index(finding.id) if finding.id in LARGE else len(LARGE)
    return (not finding.stops, share, finding.candidate is None)


def brief(message: str, room: int = 150) -> str:
    """Return a message without its lists in brackets, cut at a word where it is still too long.

    Hover and focus give the whole.
    """
    if len(message) > room:
        message = _BRACKETS.sub("", message)
    if len(message) <= room:
        return message
    return message[:room].rsplit(" ", 1)[0].rstrip(" .,;:(") + "…"


def lacking(finding: Finding) -> str:
    """Return how many more people would do, empty where people are not what is missing."""
    if not finding.missing or names_faults(finding.id):
        return ""
    return f"Il manque {plural(finding.missing, 'personne')}."


def explanation_html(finding: Finding) -> str:
    """Return everything a finding holds: message, threshold, readings, names, source."""
    told = html.escape(typeset(finding.message))
    # A paragraph in bold letters is harder to read than the same in plain ones.
    parts = [f"<p>{told if len(told) > _WHOLE else f'<b>{told}</b>'}</p>"]
    if finding.value:
        asked = f" – seuil : {finding.threshold}" if finding.threshold else ""
        parts.append(f"<p>Compté : {html.escape(finding.value + asked)}</p>")
    if lacking(finding):
        parts.append(f"<p>{lacking(finding)}</p>")
    if finding.readings:
        rows = "".join(
            f"<li>{Reading(reading).words} : {value}</li>"
            for reading, value in finding.readings.items()
        )
        parts.append(f"<p>Les quatre lectures :</p><ul>{rows}</ul>")
    if finding.names:
        who = "Concerne" if names_faults(finding.id) else "Personnes comptées"
        parts.append(f"<p>{who} : {html.escape(typeset(enumeration(finding.names)))}</p>")
    if finding.overridden is not None:
        gone = finding.overridden
        parts.append(
            f"<p>{html.escape(gone.by)} a passé outre : {html.escape(typeset(gone.reason))}</p>"
        )
    parts.append(f"<p>Source : {html.escape(typeset(finding.source))}</p>")
    return rich("".join(parts))
