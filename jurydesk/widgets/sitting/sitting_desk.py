"""Performs what a key or a button of the sitting asks for; leaves showing it to the page.

Every act goes through the core's builders and the bridge; the desk only asks what an act still
needs: the reason of a departure, the chair's level on a tie, the numbers of a tally.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QDialog, QWidget

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation import acts
from jurydesk.deliberation.acts import is_in_progress
from jurydesk.deliberation.clear_cases import adopt_clear
from jurydesk.deliberation.decisions import open_blocks, proposal
from jurydesk.deliberation.facts import BallotWay, Fact
from jurydesk.deliberation.forecast import counted_level
from jurydesk.deliberation.guards.ballot_guards import check_decidable
from jurydesk.deliberation.inspection import blocking, voters_for
from jurydesk.deliberation.remainder import may_decide
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.candidate_words import left_to_vote, told_apart
from jurydesk.deliberation.words.chair_words import proposed_chair
from jurydesk.deliberation.words.labels import block_name, block_of
from jurydesk.errors import JuryDeskError
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.widgets.defence.defence_dialog import DefenceDialog
from jurydesk.widgets.parts.reason_dialog import ask_reason
from jurydesk.widgets.parts.recusal_dialog import RecusalDialog
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.sitting.attendance_dialog import AttendanceDialog
from jurydesk.widgets.sitting.clear_cases_dialog import ClearCasesDialog
from jurydesk.widgets.sitting.follow_up_dialog import FollowUpDialog
from jurydesk.widgets.sitting.level_dialog import LevelDialog
from jurydesk.widgets.sitting.tally_dialog import TallyDialog

_ACCEPTED = QDialog.DialogCode.Accepted


class SittingDesk:
    """The acts of the room on one candidate and one bloc."""

    def __init__(self, bridge: SessionBridge, page: QWidget) -> None:
        self._bridge = bridge
        self._page = page

    def vote(self, member: str, candidate: str, block: str, level: int | None) -> bool:
        """Cast a named vote."""
        return self._do(
            lambda state: acts.vote(state, member, candidate, block, level, self._bridge.now())
        )

    def withdraw(self, member: str, candidate: str, block: str) -> bool:
        """Withdraw a named vote."""
        return self._do(
            lambda state: acts.withdraw(state, member, candidate, block, self._bridge.now())
        )

    def agree(self, candidate: str, block: str, level: int | None = None) -> bool:
        """Record that the whole jury is of one level, the proposal by default."""
        return self._do(
            lambda state: acts.agree(state, candidate, block, level, self._bridge.now())
        )

    def agree_on_all(self, candidate: str) -> bool:
        """Record that the jury follows every proposal; say which blocs have none to follow."""
        state = self._bridge.state
        if state is None:
            return False
        fresh = [
            b for b in open_blocks(state, candidate) if not is_in_progress(state, candidate, b)
        ]
        left = tuple(block for block in fresh if proposal(state, candidate, block) is None)
        voted = tuple(block for block in fresh if block not in left)
        if not voted:
            # Nothing to follow: the core says why.
            return self.agree(candidate, acts.ALL_BLOCKS)

        def build(now: SittingState) -> tuple[Fact, ...]:
            at = self._bridge.now()
            return tuple(acts.agree_on(now, candidate, block, None, at) for block in voted)

        done = self._do(build)
        if done and left:
            self._bridge.refused.emit(left_to_vote(state, candidate, left))
        return done

    def agree_on_level(self, candidate: str, block: str) -> bool:
        """Ask for a level, then record the consensus on it."""
        state = self._bridge.state
        if state is None or not self._takes_a_count(state, candidate, block, BallotWay.CONSENSUS):
            return False
        words = block_of(state, candidate, block)
        dialog = LevelDialog(
            "Consensus du jury", f"Quel niveau pour le {words} ?", state.rulebook.levels, self._page
        )
        dialog.exec()
        level = dialog.level
        dialog.deleteLater()
        return level is not None and self.agree(candidate, block, level)

    def tally(self, candidate: str, block: str, way: BallotWay) -> bool:
        """Ask for the numbers of a ballot, then record them."""
        state = self._bridge.state
        if state is None or not self._takes_a_count(state, candidate, block, way):
            return False
        dialog = TallyDialog(state, candidate, block, way, self._page)
        accepted = dialog.exec() == _ACCEPTED
        entered = dialog.tally
        dialog.deleteLater()
        return accepted and self._do(
            lambda now: acts.count_tally(
                now,
                candidate,
                block,
                entered.counts,
                entered.abstentions,
                entered.chair_level,
                way,
                self._bridge.now(),
            )
        )

    def adopt_all(self, candidate: str, block: str) -> bool:
        """Adopt every bloc that may be; where none may, say why the one on screen may not."""
        state = self._bridge.state
        if state is None:
            return False
        ready = self.ready(candidate)
        may = tuple(each for each in ready if may_decide(state, candidate, each))
        return self.adopt(candidate, may or ready or (block,), skipping=bool(may))

    def adopt(self, candidate: str, blocks: tuple[str, ...], *, skipping: bool = False) -> bool:
        """Adopt blocs in one act, each with its reason where it departs from the proposal.

        A reason given up leaves its bloc when ``skipping``, else all of them.
        """
        state = self._bridge.state
        if state is None:
            return False
        reasons: dict[str, str] = {}
        for block in blocks:
            if not self._may(
                partial(check_decidable, state, candidate, block),
                _way_round(state, candidate, block),
            ):
                return False
            reason = self._reason(state, candidate, block)
            if reason is None and not skipping:
                return False
            if reason is not None:
                reasons[block] = reason

        def build(now: SittingState) -> tuple[Fact, ...]:
            at = self._bridge.now()
            return tuple(
                fact
                for block, reason in reasons.items()
                for fact in acts.adopt(now, candidate, block, at, reason)
            )

        return bool(reasons) and self._do(build)

    def ready(self, candidate: str) -> tuple[str, ...]:
        """Return the blocs that could be adopted together: counted, or voted by all."""
        state = self._bridge.state
        if state is None:
            return ()
        voters = len(voters_for(state, candidate))

        def is_ready(block: str) -> bool:
            ballot = state.ballot(candidate, block)
            return ballot.count is not None or (0 < voters <= len(ballot.votes))

        return tuple(block for block in open_blocks(state, candidate) if is_ready(block))

    def set_aside(self, candidate: str, blocks: tuple[str, ...], status: BlockStatus) -> bool:
        """Ask for a neutral reason, then put blocs aside."""
        state = self._bridge.state
        if state is None or not self._bridge.allows(
            *acts.set_aside(state, candidate, blocks[0], status, self._bridge.now())
        ):
            return False
        codes = enumeration(block_name(state, block) for block in blocks[1:])
        others = f" et {codes}" if codes else ""
        reason = ask_reason(
            self._page,
            capitalised(
                typeset(f"{block_of(state, candidate, blocks[0])}{others} : {status.value}")
            ),
            "Motif neutre (pièce manquante, absence…), jamais de donnée de santé ni de discipline.",
            optional=True,
        )
        at = self._bridge.now()
        return reason is not None and self._do(
            lambda now: tuple(
                fact
                for block in blocks
                for fact in acts.set_aside(now, candidate, block, status, at, reason)
            )
        )

    def reopen(self, candidate: str, block: str) -> bool:
        """Ask why, then take up again what the jury decided on a bloc."""
        state = self._bridge.state
        if state is None or not self._bridge.allows(
            *acts.reopen(state, candidate, block, self._bridge.now(), "…")
        ):
            return False
        reason = ask_reason(
            self._page,
            typeset(f"Rouvrir la décision, {block_of(state, candidate, block)}"),
            "Le bloc sera de nouveau à voter. La décision prise reste au journal, et le "
            "procès-verbal la dira reconsidérée avec ce motif.",
        )
        return bool(reason) and self._do(
            lambda now: acts.reopen(now, candidate, block, self._bridge.now(), reason or "")
        )

    def recuse(self, candidate: str) -> bool:
        """Ask who, then record the « déport »."""
        state = self._bridge.state
        if state is None:
            return False
        dialog = RecusalDialog(state, candidate, parent=self._page)
        accepted = dialog.exec() == _ACCEPTED and bool(dialog.member)
        member, reason = dialog.member, dialog.reason
        dialog.deleteLater()
        return accepted and self._do(
            lambda now: acts.recuse(now, (member,), (candidate,), self._bridge.now(), reason)
        )

    def name_chair(self, candidate: str) -> bool:
        """Name the chair that the room proposes for a candidate."""
        state = self._bridge.state
        named = None if state is None else proposed_chair(state, candidate)
        return named is not None and self._do(
            lambda now: acts.name_acting_chair(now, named, self._bridge.now())
        )

    def recommend(self, candidate: str) -> bool:
        """Write the jury's recommendations to a candidate."""
        state = self._bridge.state
        if state is None or not self._may_be_told(state, candidate):
            return False
        text = ask_reason(
            self._page,
            f"Recommandations à {told_apart(state, candidate)}",
            "Ce texte figure dans la notification et dans le rapport du président (VAE).",
            text=state.recommendations.get(candidate, ""),
            label="&Recommandations :",
        )
        return bool(text) and self._do(
            lambda now: acts.recommend(now, candidate, text or "", self._bridge.now())
        )

    def follow_up(self, candidate: str) -> bool:
        """Ask for complements, « rattrapages » and recommendations, all optional."""
        state = self._bridge.state
        if state is None or candidate not in state.candidates:
            return False
        if not self._may_be_told(state, candidate):
            return False
        dialog = FollowUpDialog(state, candidate, self._page)
        accepted = dialog.exec() == _ACCEPTED
        facts = dialog.facts(self._bridge.now()) if accepted else ()
        dialog.deleteLater()
        return bool(facts) and self._bridge.record(*facts)

    def show_attendance(self) -> None:
        """Open the attendance of the members."""
        self._show(AttendanceDialog(self._bridge, self._page))

    def show_defence(self, candidate: str) -> None:
        """Open the marks of a defence."""
        state = self._bridge.state
        if state is not None and state.rulebook.defence is not None:
            self._show(DefenceDialog(self._bridge, candidate, self._page))

    def adopt_clear_cases(self) -> bool:
        """Name the clear cases, then adopt those kept, one act a bloc."""
        state = self._bridge.state
        if state is None:
            return False
        dialog = ClearCasesDialog(state, self._page)
        accepted, chosen = dialog.exec() == _ACCEPTED, dialog.chosen
        dialog.deleteLater()
        if not accepted:
            return False
        at = self._bridge.now()
        ready = [act for candidate in chosen for act in adopt_clear(state, candidate, at)]
        return self._bridge.perform_each(tuple(ready))

    def _reason(self, state: SittingState, candidate: str, block: str) -> str | None:
        """Return the reason of a departure, empty where there is none, ``None`` when given up."""
        level = counted_level(state, candidate, block)
        proposed = proposal(state, candidate, block)
        if level is None or proposed in (None, level):
            return ""
        name = state.rulebook.level
        return ask_reason(
            self._page,
            typeset(f"Écart à la proposition, {block_of(state, candidate, block)}"),
            typeset(
                f"Le jury retient « {name(level).label} » au lieu de « {name(proposed).label} »."
                " Le motif figurera au procès-verbal."
            ),
        )

    def _takes_a_count(
        self, state: SittingState, candidate: str, block: str, way: BallotWay
    ) -> bool:
        """Whether a bloc can take a tally now; asked of the core with abstentions alone."""
        voters, at = len(voters_for(state, candidate)), self._bridge.now()
        return self._bridge.allows(
            *acts.count_tally(state, candidate, block, {}, voters, None, way, at)
        )

    def _may_be_told(self, state: SittingState, candidate: str) -> bool:
        """Whether the session still takes what the jury asks of a candidate."""
        return self._bridge.allows(*acts.recommend(state, candidate, "…", self._bridge.now()))

    def _may(self, check: Callable[[], None], way_round: str) -> bool:
        """Tell a refusal of the core before a form is filled in for nothing, and where to go."""
        try:
            check()
        except JuryDeskError as error:
            self._bridge.refused.emit(f"{error} {way_round}".strip())
            return False
        return True

    def _do(self, build: Callable[[SittingState], tuple[Fact, ...]]) -> bool:
        state = self._bridge.state
        return state is not None and self._bridge.perform(lambda: build(state))

    def _show(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()


def _way_round(state: SittingState, candidate: str, block: str) -> str:
    """Return where the chair passes over what stops a bloc, empty where nobody may."""
    stopping = blocking(state, candidate, block)
    return "C’est sur la page Jury." if stopping and stopping[0].overridable else ""
