"""What permits or stops an adoption for one candidate, now: fractions, words, source, cure."""

import html
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.compliance.registry import finding_title
from jurydesk.deliberation.inspection import bench_for, findings_for, quorum_for, voters_for
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.labels import member_name
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts import theme
from jurydesk.widgets.parts.finding_cards import LARGE, FindingCard, shown_findings
from jurydesk.widgets.parts.markup import plain
from jurydesk.widgets.parts.style import rich


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
        self._fine = plain(QLabel(self))
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
            found = tuple(f for f in found if f.id in LARGE and f.candidate is None)
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
    names = enumeration(member.full_name for member in voters) or "aucun votant présent"
    told = f"{len(voters)}/{appointed} membres nommés à voix délibérative votent ici : {names}."
    return rich(f"<p><b>{html.escape(words)}</b></p><p>{html.escape(typeset(told))}</p>")
