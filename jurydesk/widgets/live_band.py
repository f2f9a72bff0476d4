"""What permits or stops an adoption for one candidate, now: fractions, words, source, cure."""

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from jurydesk.certification.vocabulary import Reading
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.deliberation.inspection import bench_for, findings_for, quorum_for, voters_for
from jurydesk.deliberation.labels import member_name
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.minutes.checks_section import finding_title
from jurydesk.minutes.typography import enumeration, plural, typeset
from jurydesk.widgets import icons, theme
from jurydesk.widgets.style import rich, set_state
from jurydesk.widgets.text_dialog import TextDialog

LOOKS = {
    FindingStatus.COMPLIANT: ("good", "check", "Conforme"),
    FindingStatus.RESERVE: ("warn", "warning", "Réserve"),
    FindingStatus.BLOCKING: ("bad", "blocking", "Bloquant"),
    FindingStatus.NOT_APPLICABLE: ("muted", "info", "Sans objet"),
    FindingStatus.UNKNOWN: ("unknown", "unknown", "Inconnu"),
}
_ASKING = (Qt.Key.Key_F1, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_BRIEF, _WHOLE = 110, 320
# Findings whose names are those of what is at fault, not of the people counted.
_NAMING_FAULTS = ("regles_publiees", "nomination", "vae_independance")
_BRACKETS = re.compile(r"\s\([^()]*(?:\([^()]*\)[^()]*)*\)")
_LARGE = ("quorum", "exterieurs", "parite")


class FindingCard(QFrame):
    """One figure: its title, its fraction, a sentence, and everything else on hover or focus."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._shape = QLabel(self)
        self._title = QLabel(self)
        self._title.setProperty("kind", "heading")
        self._title.setWordWrap(True)
        self._figure = QLabel(self)
        self._figure.setProperty("kind", "figure")
        self._words = QLabel(self)
        self._words.setWordWrap(True)
        self._words.setProperty("kind", "small")
        head = QHBoxLayout()
        head.setSpacing(theme.SMALL)
        head.addWidget(self._shape)
        head.addWidget(self._title, 1)
        head.addWidget(self._figure)
        self._source = QLabel(self)
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
        look, shape, word = LOOKS[finding.status]
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
        self.setAccessibleName(f"{finding_title(finding.id)} : {word}. {finding.message}")

    def explain(self, html: str, source: str) -> None:
        """Keep what hover, F1 and Enter tell, and where the rule comes from."""
        self._html = html
        self.setToolTip(html)
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
        self.setAccessibleName(f"{title} : {figure} {words}")
        set_state(self, look)
        set_state(self._figure, look if look in ("warn", "bad") else "")


class LiveBand(QWidget):
    """The cards for one candidate: voters first, then what stops, then what is fine."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 2, 0)
        self._column.setSpacing(theme.SMALL)
        self._cards: list[FindingCard] = []
        self._veiled = False
        self._state: SittingState | None = None
        self._shown: tuple[int, str, str] | None = None
        self._fine = QLabel(self)
        self._fine.setWordWrap(True)
        self._fine.setProperty("kind", "small")
        self._column.addWidget(self._fine)

    def show_candidate(self, state: SittingState, candidate: str) -> None:
        """Show everything that bears on a candidate at this moment."""
        # A vote changes no finding: only what the findings look at is worth drawing again.
        looked_at = (state.inputs_revision, candidate, f"{theme.current().name} {self._veiled}")
        if state is self._state and looked_at == self._shown:
            return
        self._state, self._shown = state, looked_at
        found = findings_for(state, candidate)
        if self._veiled:
            found = tuple(f for f in found if f.id in _LARGE and f.candidate is None)
        shown = shown_findings(found)
        self._have(len(shown) + 1)
        self._show_voters(self._cards[0], state, candidate)
        for card, finding in zip(self._cards[1 : len(shown) + 1], shown, strict=True):
            card.show_finding(finding)
        quiet = [f for f in found if f not in shown and f.status is FindingStatus.COMPLIANT]
        names = enumeration(dict.fromkeys(finding_title(each.id).lower() for each in quiet))
        self._fine.setText(f"Conformes aussi : {names}." if names else "")

    def set_veiled(self, veiled: bool) -> None:  # noqa: FBT001 a state, as Qt's setters
        """Leave out, or show again, what names candidates: marks, scores, company, relations."""
        self._veiled = veiled

    @property
    def summary(self) -> str:
        """The figures in one line, for a room too narrow to show the cards."""
        return " · ".join(card.headline for card in self._cards if not card.isHidden())

    def focus_first(self) -> None:
        """Give the first card the keyboard."""
        self._cards[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _have(self, number: int) -> None:
        while len(self._cards) < number:
            card = FindingCard(self)
            self._cards.append(card)
            self._column.insertWidget(len(self._cards) - 1, card)
        for place, card in enumerate(self._cards):
            card.setVisible(place < number)

    def _show_voters(self, card: FindingCard, state: SittingState, candidate: str) -> None:
        route = state.candidates[candidate].route
        voters, needed = voters_for(state, candidate), quorum_for(state, route)
        appointed = len(bench_for(state, route).voting)
        recused = sorted(state.recused.get(candidate, frozenset()))
        parts = [f"Quorum : {needed} requis."]
        remote = sum(state.attendance.get(v.identifier) is Attendance.REMOTE for v in voters)
        if remote:
            parts.append(f"{remote} à distance.")
        if recused:
            names = enumeration(member_name(state, each) for each in recused)
            parts.append(f"Déport : {names}.")
        enough = len(voters) >= needed
        if not enough:
            parts.append(f"Il manque {plural(needed - len(voters), 'votant')}.")
            if state.phase is Phase.PREPARATION:
                parts.append("Notez les présences (P), puis ouvrez la séance.")
            else:
                parts.append(
                    "Rien ne s’adopte : passez à un autre candidat ou attendez une arrivée."
                )
            parts.append("Un suppléant présent compte à la place d’un titulaire absent.")
        title = "Votants" if len(voters) != 1 else "Votant"
        look, shape = ("good", "check") if enough else ("bad", "blocking")
        words = typeset(" ".join(parts))
        card.show_words(look, shape, title, f"{len(voters)}/{appointed}", words)
        card.explain(_voters_html(words, voters, appointed), state.rulebook.quorum.source)


def _voters_html(words: str, voters: Sequence[JuryMember], appointed: int) -> str:
    from html import escape  # noqa: PLC0415 only when asked

    names = enumeration(member.full_name for member in voters) or "aucun votant présent"
    told = f"{len(voters)}/{appointed} membres nommés à voix délibérative votent ici : {names}."
    return rich(f"<p><b>{escape(words)}</b></p><p>{escape(typeset(told))}</p>")


def shown_findings(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the findings that deserve a card: what stops or warns first, then the shares."""
    alarming = (FindingStatus.BLOCKING, FindingStatus.RESERVE, FindingStatus.UNKNOWN)
    kept = [
        finding
        for finding in found
        if finding.id != "quorum"
        and (finding.status in alarming or finding.id in _LARGE)
        and finding.status is not FindingStatus.NOT_APPLICABLE
    ]
    return tuple(sorted(kept, key=_rank))


def _rank(finding: Finding) -> tuple[bool, int, bool]:
    """Sort what stops first, then the two shares, then what is this candidate's own."""
    share = _LARGE.index(finding.id) if finding.id in _LARGE else len(_LARGE)
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
    if not finding.missing or finding.id in _NAMING_FAULTS:
        return ""
    return f"Il manque {plural(finding.missing, 'personne')}."


def explanation_html(finding: Finding) -> str:
    """Return everything a finding holds: message, threshold, readings, names, source."""
    from html import escape  # noqa: PLC0415 only when asked

    told = escape(typeset(finding.message))
    # A paragraph in bold letters is harder to read than the same in plain ones.
    parts = [f"<p>{told if len(told) > _WHOLE else f'<b>{told}</b>'}</p>"]
    if finding.value:
        asked = f" – seuil : {finding.threshold}" if finding.threshold else ""
        parts.append(f"<p>Compté : {escape(finding.value + asked)}</p>")
    if lacking(finding):
        parts.append(f"<p>{lacking(finding)}</p>")
    if finding.readings:
        rows = "".join(
            f"<li>{Reading(reading).words} : {value}</li>"
            for reading, value in finding.readings.items()
        )
        parts.append(f"<p>Les quatre lectures :</p><ul>{rows}</ul>")
    if finding.names:
        who = "Concerne" if finding.id in _NAMING_FAULTS else "Personnes comptées"
        parts.append(f"<p>{who} : {escape(typeset(enumeration(finding.names)))}</p>")
    if finding.overridden is not None:
        gone = finding.overridden
        parts.append(f"<p>{escape(gone.by)} a passé outre : {escape(typeset(gone.reason))}</p>")
    parts.append(f"<p>Source : {escape(typeset(finding.source))}</p>")
    return rich("".join(parts))
