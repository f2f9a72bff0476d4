"""What the second screen shows, as plain data worked out from the state; leaves drawing it.

The room reads it, candidates and visitors may too: a person, a route, the blocs and what the jury
decided of them. Votes, tallies, companies and thesis titles have no place in it at all; proposals
and the mark of the defence only when they were switched on for this sitting.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from jurydesk.certification.rulebook import SkillBlock
from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.deliberation.decisions import block_statuses, outcome, proposal
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import thesis_mark
from jurydesk.deliberation.words.english import OUTCOMES, ROUTES, STATUSES, english_blocks
from jurydesk.deliberation.words.english import UNDECIDED as ENGLISH_UNDECIDED
from jurydesk.french.days import day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import decimal, plural
from jurydesk.french.spaces import NBSP, capitalised, typeset

UNDECIDED = "à décider"


@dataclass(frozen=True, slots=True)
class ProjectionOptions:
    """What was switched on for this sitting; kept nowhere but in memory.

    ``english`` says each word in English too, after the French.
    """

    by_number: bool = False
    proposals: bool = False
    mark: bool = False
    english: bool = False


@dataclass(frozen=True, slots=True)
class ProjectedBlock:
    """One bloc: ``look`` is good, warn, bad, muted, or empty while the jury has not decided."""

    code: str
    title: str
    words: str
    look: str = ""
    shape: str = ""
    is_current: bool = False
    is_proposed: bool = False

    @property
    def spoken(self) -> str:
        """The bloc in one sentence, for a screen reader."""
        return typeset(f"{self.code}, {self.title} : {self.words}")


@dataclass(frozen=True, slots=True)
class ProjectedCandidate:
    """The candidate before the jury; ``is_decided`` once every bloc has its decision."""

    name: str
    route: str
    details: str
    blocks: tuple[ProjectedBlock, ...]
    conclusion: str
    look: str
    shape: str
    is_decided: bool


@dataclass(frozen=True, slots=True)
class ProjectedScreen:
    """The whole screen; without a candidate it is the « écran neutre »."""

    establishment: str
    certification: str
    day: str
    candidate: ProjectedCandidate | None = None


def neutral_screen(state: SittingState) -> ProjectedScreen:
    """Return the « écran neutre »: establishment, title, date, and nothing of anyone."""
    certification = state.rulebook.certification
    return ProjectedScreen(
        establishment=typeset(enumeration(each.name for each in certification.certifiers)),
        certification=typeset(certification.title),
        day=capitalised(day(state.session_date)),
    )


def candidate_screen(
    state: SittingState, candidate: str, block: str, options: ProjectionOptions
) -> ProjectedScreen:
    """Return the screen of one candidate, the bloc under discussion marked.

    A candidate whom the cohort does not have gives the « écran neutre ».
    """
    base = neutral_screen(state)
    who = state.candidates.get(candidate)
    if who is None:
        return base
    blocks = tuple(
        _block(state, candidate, each, status, options, is_current=each.code == block)
        for each, status in zip(
            state.rulebook.certification.blocks,
            block_statuses(state, candidate).values(),
            strict=True,
        )
    )
    conclusion, look, shape, is_decided = _conclusion(state, candidate, options)
    shown = ProjectedCandidate(
        name=f"Candidat n°{NBSP}{who.identifier}" if options.by_number else who.name,
        route=_beside(capitalised(who.route.words), ROUTES[who.route], options),
        details=_mark(state, candidate) if options.mark else "",
        blocks=blocks,
        conclusion=typeset(conclusion),
        look=look,
        shape=shape,
        is_decided=is_decided,
    )
    return ProjectedScreen(base.establishment, base.certification, base.day, shown)


def _block(
    state: SittingState,
    candidate: str,
    block: SkillBlock,
    status: BlockStatus | None,
    options: ProjectionOptions,
    *,
    is_current: bool,
) -> ProjectedBlock:
    look = None if status is None else look_of(status)
    words = UNDECIDED if status is None else status.value
    english = ENGLISH_UNDECIDED if status is None else STATUSES[status]
    proposed = ""
    if status is None and options.proposals:
        proposed = _proposed(state, candidate, block.code)
    return ProjectedBlock(
        code=block.short_code,
        title=typeset(block.title),
        words=typeset(proposed or _beside(capitalised(words), english, options)),
        look=look.tone if look else "",
        shape=look.shape if look else "",
        is_current=is_current and status is None,
        is_proposed=bool(proposed),
    )


def _proposed(state: SittingState, candidate: str, block: str) -> str:
    level = proposal(state, candidate, block)
    return "" if level is None else f"Proposé : {state.rulebook.level(level).label}"


def _mark(state: SittingState, candidate: str) -> str:
    rule, thesis = state.rulebook.defence, thesis_mark(state, candidate)
    if rule is None or thesis is None:
        return ""
    return typeset(f"Soutenance : {decimal(thesis.mark, 2)}/{rule.scale.value.maximum:f}")


def _conclusion(
    state: SittingState, candidate: str, options: ProjectionOptions
) -> tuple[str, str, str, bool]:
    """Return the outcome once every bloc is decided, else how far the jury is."""
    statuses = tuple(block_statuses(state, candidate).values())
    result = outcome(state, candidate)
    if result is None or None in statuses:
        return _progress(statuses, options), "", "", False
    words = capitalised(result.words)
    if result is Outcome.PARTIAL:
        got = sum(1 for status in statuses if status is not None and status.is_obtained)
        words += f" : {plural(got, 'bloc')} sur {len(statuses)}"
    words = _beside(words, OUTCOMES[result], options)
    look = look_of(result)
    return words, look.tone, look.shape, True


def _progress(statuses: Sequence[BlockStatus | None], options: ProjectionOptions) -> str:
    left = sum(1 for status in statuses if status is None)
    told = f"En délibération : {plural(left, 'bloc')} à décider"
    return _beside(told, f"{english_blocks(left)} {ENGLISH_UNDECIDED}", options)


def _beside(french: str, english: str, options: ProjectionOptions) -> str:
    """Return the French, the English after it where both are shown."""
    return f"{french} · {capitalised(english)}" if options.english else french
