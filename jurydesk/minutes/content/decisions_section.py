"""What the minutes say of the decisions: each candidate's blocs and outcome, lists, defences.

Decisions are the jury's as a body: tallies when the rulebook prints them, never a named vote,
never one juror's mark, and no title of a confidential thesis.
"""

from collections.abc import Iterable, Iterator, Mapping

from jurydesk.certification.rulebook import SkillBlock
from jurydesk.certification.vocabulary import BlockStatus, JurorCapacity, Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import block_status, outcome, tally_counts
from jurydesk.deliberation.facts import BallotCounted, BallotWay, DecisionAdopted
from jurydesk.deliberation.records import Reconsidered
from jurydesk.deliberation.state import Ballot, SittingState
from jurydesk.deliberation.thesis import thesis_mark, thesis_warnings
from jurydesk.deliberation.words.naming import (
    UNDECIDED,
    at_moment,
    birth_name,
    member_name,
    numbered_name,
    route_words,
)
from jurydesk.french.days import short_day, unbroken_day
from jurydesk.french.lists import enumeration, span
from jurydesk.french.numbers import agree_number, decimal, plural
from jurydesk.french.spaces import NBSP, THIN, capitalised, clean, ended, sentence, typeset
from jurydesk.minutes.content.model import (
    BlockCell,
    BlockColumn,
    CandidateDetail,
    CandidateRow,
    DefenceRow,
    Figure,
    Pair,
    ResultList,
)

CASTING_VOTE = "voix prépondérante du président"
RECONSIDERED = "décision reconsidérée"
_CONFIDENTIAL = "thèse confidentielle"
_CAPACITIES = {JurorCapacity.COMPANY: "entreprise", JurorCapacity.TEACHER: "enseignement"}
_LISTED = (
    Outcome.CERTIFIED,
    Outcome.PARTIAL,
    Outcome.ADJOURNED,
    Outcome.REFUSED,
    Outcome.PENDING,
    Outcome.NOT_PRESENTED,
)


def block_columns(state: SittingState) -> tuple[BlockColumn, ...]:
    """Return the certification's blocs in their order."""
    return tuple(
        BlockColumn(clean(block.code), clean(block.short_code), typeset(block.title))
        for block in state.rulebook.certification.blocks
    )


def tally_note(state: SittingState) -> str:
    """Return how a printed tally is read, if any is, and where the decisions can be copied from."""
    attached = f"Ces décisions sont jointes au fichier PDF{NBSP}: decisions.csv, pour un tableur."
    if not state.rulebook.print_tallies:
        return attached
    numbers = "/".join(str(level.number) for level in state.rulebook.levels)
    return (
        f"Décompte{NBSP}: nombre de voix exprimées aux niveaux {numbers}, "
        "puis nombre d’abstentions s’il y en a. «\u00a0c.\u00a0» signale un consensus du jury "
        f"entier. {attached}"
    )


def candidate_rows(state: SittingState) -> tuple[CandidateRow, ...]:
    """Return every candidate with one cell a bloc, in the order of the cohort's file."""
    shared: dict[BlockCell, BlockCell] = {}
    return tuple(
        _candidate_row(state, candidate, shared) for candidate in state.candidates.values()
    )


def result_lists(state: SittingState) -> tuple[ResultList, ...]:
    """Return who is certified, partial, adjourned, refused, pending and not presented."""
    found: dict[Outcome | None, list[str]] = {}
    for candidate in state.candidates.values():
        found.setdefault(outcome(state, candidate.identifier), []).append(numbered_name(candidate))
    lists = [
        ResultList(f"{capitalised(result.words)} ({len(found[result])})", tuple(found[result]))
        for result in _LISTED
        if result in found
    ]
    if None in found:
        title = f"{capitalised(UNDECIDED)} ({len(found[None])})"
        lists.append(ResultList(title, tuple(found[None])))
    return tuple(lists)


def count_pairs(state: SittingState) -> tuple[Pair, ...]:
    """Return the counts, all of them, zero included."""
    counts = tally_counts(state)
    return (
        Pair("Candidatures inscrites", str(counts.registered)),
        Pair("Candidatures présentées", str(counts.presented)),
        Pair("Certifications complètes", str(counts.certified)),
        Pair("Validations partielles", str(counts.partial)),
        Pair("Ajournements", str(counts.adjourned)),
        Pair("Refus de validation", str(counts.refused)),
        Pair("Décisions en attente", str(counts.pending)),
        Pair("Candidatures non présentées", str(counts.registered - counts.presented)),
    )


def key_figures(state: SittingState) -> tuple[Figure, ...]:
    """Return the figures of the front page: who came, and every outcome that occurred."""
    counts = tally_counts(state)
    always = (
        (counts.registered, "candidature inscrite", "candidatures inscrites"),
        (counts.presented, "candidature présentée", "candidatures présentées"),
        (counts.certified, "certification complète", "certifications complètes"),
    )
    sometimes = (
        (counts.partial, "validation partielle", "validations partielles"),
        (counts.adjourned, "ajournement", "ajournements"),
        (counts.refused, "refus de validation", "refus de validation"),
        (counts.pending, "décision en attente", "décisions en attente"),
    )
    return tuple(
        Figure(str(number), agree_number(number, one, several))
        for number, one, several in (*always, *(each for each in sometimes if each[0]))
    )


def defence_rows(state: SittingState) -> tuple[DefenceRow, ...]:
    """Return the defences held or expected, with the jury's means and never one juror's mark."""
    if state.rulebook.defence is None:
        return ()
    return tuple(
        _defence_row(state, candidate)
        for candidate in state.candidates.values()
        if candidate.identifier in state.defences or _expects_defence(state, candidate)
    )


def _expects_defence(state: SittingState, candidate: Candidate) -> bool:
    """Whether a thesis is to be defended: not where its bloc was acquired before this sitting."""
    rule = state.rulebook.defence
    if rule is None or candidate.thesis is None:
        return False
    return block_status(state, candidate.identifier, rule.block) is not BlockStatus.ACQUIRED


def candidate_details(state: SittingState) -> tuple[CandidateDetail, ...]:
    """Return what the decisions' table cannot hold, for the candidates who have some."""
    found = (
        CandidateDetail(
            clean(candidate.identifier), clean(candidate.name), tuple(_lines(state, candidate))
        )
        for candidate in state.candidates.values()
    )
    return tuple(detail for detail in found if detail.lines)


def level_words(state: SittingState, number: int) -> str:
    """Return « 2 – au niveau des attentes », kept with its number."""
    return f"{number}{NBSP}– {typeset(state.rulebook.level(number).words)}"


def prints_tally(state: SittingState, voters: int) -> bool:
    """Whether a tally is told: as the rulebook has it, but never a single voter's own vote."""
    return state.rulebook.print_tallies and voters > 1


def tally_words(state: SittingState, count: BallotCounted) -> str:
    """Return « 0/5/1/0, 1 abstention »; a consensus is marked « c. »; empty when not printed."""
    if not prints_tally(state, len(count.voters)):
        return ""
    numbers = "/".join(str(count.tally.get(level.number, 0)) for level in state.rulebook.levels)
    abstained = f", {plural(count.abstentions, 'abstention')}" if count.abstentions else ""
    consensus = f"{NBSP}c." if count.way is BallotWay.CONSENSUS else ""
    return f"{numbers}{abstained}{consensus}"


def _candidate_row(
    state: SittingState, candidate: Candidate, shared: dict[BlockCell, BlockCell]
) -> CandidateRow:
    """Return one row; a cohort's cells say few different things, which are kept once."""
    cells = (_cell(state, candidate, block) for block in state.rulebook.certification.blocks)
    result = outcome(state, candidate.identifier)
    return CandidateRow(
        identifier=clean(candidate.identifier),
        name=clean(candidate.name),
        birth_name=birth_name(candidate),
        route=candidate.route.value,
        route_words=route_words(candidate.route),
        cells=tuple(shared.setdefault(cell, cell) for cell in cells),
        outcome=result,
        outcome_words=result.words if result else UNDECIDED,
    )


def _cell(state: SittingState, candidate: Candidate, block: SkillBlock) -> BlockCell:
    status = block_status(state, candidate.identifier, block.code)
    ballot = state.ballot(candidate.identifier, block.code)
    if status is None:
        return BlockCell(None, UNDECIDED, "", "", tuple(_cell_notes(ballot)))
    if status is BlockStatus.ACQUIRED:
        acquired = candidate.record(block.code).acquired_on
        note = f"le {short_day(acquired)}" if acquired else "date non fournie"
        return BlockCell(status, status.value, "", "", (note,))
    if ballot.decision is None:
        return BlockCell(status, status.value, "", "", tuple(_cell_notes(ballot)))
    tally = ""
    if ballot.count is not None:
        tally = tally_words(state, ballot.count)
    level = level_words(state, ballot.decision.level)
    words, level = _said_once(status.value, level)
    return BlockCell(status, words, level, tally, tuple(_cell_notes(ballot)))


def _said_once(status: str, level: str) -> tuple[str, str]:
    """Return a status and a level, as one where the level's own words begin with the status."""
    number, dash, words = level.partition(f"{NBSP}– ")
    if dash and words.lower().startswith(status.lower()):
        return f"{number}{NBSP}– {words}", ""
    return status, level


def _cell_notes(ballot: Ballot) -> Iterator[str]:
    decision = ballot.decision
    if decision is not None and ballot.count is not None and ballot.count.casting_vote:
        yield CASTING_VOTE
    if decision is not None and decision.proposed not in (None, decision.level):
        yield f"proposition{NBSP}: {decision.proposed}"
    if ballot.reconsidered:
        yield RECONSIDERED


def _defence_row(state: SittingState, candidate: Candidate) -> DefenceRow:
    mark = thesis_mark(state, candidate.identifier)
    return DefenceRow(
        candidate=numbered_name(candidate),
        title=_thesis_title(candidate),
        jurors=_jurors(state, candidate),
        report=decimal(mark.report, 2) if mark else "",
        oral=decimal(mark.oral, 2) if mark else "",
        mark=decimal(mark.mark, 2) if mark else "",
        level=level_words(state, mark.level) if mark else "",
    )


def _thesis_title(candidate: Candidate) -> str:
    thesis = candidate.thesis
    if thesis is None:
        return ""
    return _CONFIDENTIAL if thesis.confidential else typeset(thesis.title)


def _jurors(state: SittingState, candidate: Candidate) -> str:
    defence = state.defences.get(candidate.identifier)
    if defence is None:
        return ""
    recused = state.recused.get(candidate.identifier, frozenset())
    by_capacity: Mapping[JurorCapacity, list[str]] = {capacity: [] for capacity in JurorCapacity}
    for juror, capacity in defence.jurors.items():
        if juror not in recused:
            by_capacity[capacity].append(member_name(state, juror))
    return f"{THIN}; ".join(
        f"{_CAPACITIES[capacity]}{NBSP}: {enumeration(names)}"
        for capacity, names in by_capacity.items()
        if names
    )


def _lines(state: SittingState, candidate: Candidate) -> Iterator[Pair]:
    told: dict[str, list[int]] = {}
    blocks = state.rulebook.certification.blocks
    for place, block in enumerate(blocks):
        for words in _block_lines(state, state.ballot(candidate.identifier, block.code)):
            told.setdefault(words, []).append(place)
    for words, places in told.items():
        yield Pair(span([clean(each.short_code) for each in blocks], places), words)
    for warning in thesis_warnings(state, candidate.identifier):
        yield Pair("Soutenance", typeset(warning))
    if outcome(state, candidate.identifier) is Outcome.PARTIAL:
        yield from _partial_lines(state, candidate)
    recommendations = state.recommendations.get(candidate.identifier)
    if recommendations:
        yield Pair("Recommandations du jury", sentence(recommendations))


def _why_again(ballot: Ballot, earlier: BallotCounted) -> str:
    """Say why the jury voted again: what was counted first is kept, and told."""
    if any(tally is earlier for tally in ballot.undone):
        return "une première adoption a été annulée, et le bloc remis aux voix. Décompte antérieur"
    if earlier.level is None:
        return "aucune voix n’a d’abord été exprimée, et le bloc a été remis aux voix. Décompte"
    return (
        "les votants ayant changé avant l’adoption, le bloc a été remis aux voix. Décompte "
        "antérieur"
    )


def _block_lines(state: SittingState, ballot: Ballot) -> Iterator[str]:
    for earlier in ballot.earlier:
        numbers = tally_words(state, earlier)
        told = f"{NBSP}: {numbers}" if numbers else ""
        yield f"{_why_again(ballot, earlier)}{told}, {_reached(state, earlier.level)}."
    for again in ballot.reconsidered:
        yield _reconsidered(state, again)
    decision = ballot.decision
    if decision is not None and decision.proposed not in {None, decision.level}:
        yield (
            f"niveau adopté {level_words(state, decision.level)}{THIN}; "
            f"niveau proposé {level_words(state, decision.proposed)}. "
            f"Motif{NBSP}: {ended(decision.reason)}"
        )
    elif decision is not None and decision.reason:
        yield f"motif{NBSP}: {ended(decision.reason)}"
    if decision is not None and ballot.count is not None and ballot.count.casting_vote:
        chair = member_name(state, ballot.count.chair)
        yield f"partage des voix, {CASTING_VOTE} (exercée par {chair})."
    if ballot.set_aside is not None:
        reason = f"{NBSP}: {ended(ballot.set_aside.reason)}" if ballot.set_aside.reason else "."
        yield f"{ballot.set_aside.status.value}{reason}"
    yield from _follow_up(ballot)


def _reconsidered(state: SittingState, again: Reconsidered) -> str:
    """Tell what was decided first, when and why the jury took it up again."""
    decided, count = again.decided, again.count
    if isinstance(decided, DecisionAdopted):
        numbers = "" if count is None else tally_words(state, count)
        tally = f", décompte {numbers}" if numbers else ""
        what = f"{decided.status.value}, niveau {level_words(state, decided.level)}{tally}"
    else:
        what = BlockStatus.PENDING.value if decided is None else decided.status.value
    when = "au dossier" if decided is None else at_moment(state, decided.at)
    return (
        f"première décision {when}{NBSP}: {what}{THIN}; reconsidérée "
        f"{at_moment(state, again.reopened.at)}. Motif{NBSP}: {ended(again.reopened.reason)}"
    )


def _reached(state: SittingState, level: int | None) -> str:
    return "aucun niveau" if level is None else f"niveau {level_words(state, level)}"


def _follow_up(ballot: Ballot) -> Iterable[str]:
    planned = ballot.follow_up
    if planned is None:
        return
    failed = ballot.decision is not None and ballot.decision.status is BlockStatus.NOT_ACQUIRED
    due = f", pour le {unbroken_day(planned.due_on)}" if planned.due_on else ""
    word = "rattrapage" if failed else "complément demandé"
    yield ended(f"{word}{NBSP}: {typeset(planned.work).rstrip('.')}{due}")


def _partial_lines(state: SittingState, candidate: Candidate) -> Iterator[Pair]:
    got: list[str] = []
    left: list[str] = []
    for block in state.rulebook.certification.blocks:
        status = block_status(state, candidate.identifier, block.code)
        (got if status is not None and status.is_obtained else left).append(clean(block.short_code))
    words = (
        f"obtenus{NBSP}: {enumeration(got)}{THIN}; restant à valider{NBSP}: {enumeration(left)}."
    )
    yield Pair("Blocs", words)
