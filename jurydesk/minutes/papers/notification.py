"""The individual notification: one candidate's result, and nothing of anyone else.

Worded neutrally: what the jury decided, what is acquired for good, what remains, how to appeal.
"""

from collections.abc import Iterator

from jurydesk.certification.rulebook import SkillBlock
from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import block_status, block_statuses, outcome
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import thesis_mark
from jurydesk.deliberation.words.naming import birth_name
from jurydesk.french.days import short_day, unbroken_day
from jurydesk.french.numbers import agree_number, decimal
from jurydesk.french.spaces import NBSP, capitalised, clean, sentence, typeset
from jurydesk.minutes.content.decisions_section import level_words
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.content.rectification_section import cited_words
from jurydesk.minutes.house.postal import address_lines
from jurydesk.minutes.house.signing import dated, signed
from jurydesk.minutes.house.wordings import said
from jurydesk.minutes.papers.leaf import (
    Block,
    Details,
    Leaf,
    Letterhead,
    Table,
    TableColumn,
    Tone,
    Words,
)
from jurydesk.minutes.papers.mentions import Notice
from jurydesk.minutes.papers.words import (
    addressee_name,
    amended_note,
    blocks_named,
    certification_words,
    letter_sender,
    salutation,
)

_SAID = {
    Outcome.PENDING: (
        "Le jury se prononcera lors d’une séance ultérieure sur ce qui reste en attente."
    ),
    Outcome.NOT_PRESENTED: (
        f"Aucun des blocs à présenter ne l’a été{NBSP}: le jury n’a pas statué à leur sujet."
    ),
}
_COLUMNS = (TableColumn("Bloc", 9), TableColumn("Intitulé", 56), TableColumn("Décision", 35))


def notified(state: SittingState) -> tuple[Candidate, ...]:
    """Return the candidates of the training routes whose result is known."""
    return tuple(
        candidate
        for candidate in state.candidates.values()
        if not candidate.route.is_experience and outcome(state, candidate.identifier) is not None
    )


def notification(state: SittingState, candidate: Candidate, appeal: Notice) -> Leaf:
    """Return one candidate's notification."""
    result = outcome(state, candidate.identifier)
    assert result is not None  # noqa: S101 notified() was asked first
    return Leaf(
        about=clean(candidate.name),
        blocks=(
            *letter_opening(state, candidate, "résultat de la délibération du jury"),
            Words(said(state, "notification-ouverture", candidate)),
            *(Words(line) for line in replaced_words(state)),
            Words(statement(result), Tone.STATEMENT),
            *(Words(line) for line in explanation(state, candidate, result)),
            blocks_table(state, candidate),
            *(Words(line) for line in defence_words(state, candidate)),
            *(Words(line) for line in recommendation_words(state, candidate)),
            *amended_note(state, candidate),
            appeal_words(appeal),
            Words(said(state, "notification-fin", candidate)),
            signed(state, "notifications"),
        ),
    )


def replaced_words(state: SittingState) -> Iterator[str]:
    """Return that the decision replaces an earlier one, in the letters of a rectifying session."""
    if state.rectification is not None:
        yield (
            "Cette décision remplace celle que le jury avait prise à votre sujet "
            f"({cited_words(state.rectification).removeprefix('le ')})."
        )


def statement(result: Outcome) -> str:
    """Return a result in the words of a letter, which agree with anyone."""
    if result is Outcome.NOT_PRESENTED:
        return "Blocs non présentés"
    return capitalised(result.words)


def letter_opening(state: SittingState, candidate: Candidate, about: str) -> Iterator[Block]:
    """Return the letterhead, what the letter is about, and the salutation."""
    born = birth_name(candidate)
    references = (
        f"Candidature n°{NBSP}{clean(candidate.identifier)}",
        f"Procès-verbal n°{NBSP}{clean(state.minutes_number)}",
        capitalised(candidate.route.words),
        capitalised(born),
    )
    yield Letterhead(
        letter_sender(state),
        (addressee_name(candidate), *address_lines(candidate.address)),
        tuple(line for line in references if line),
    )
    yield dated(state)
    yield Details(
        (
            Pair("Objet", about),
            Pair("Certification", certification_words(state)),
        )
    )
    yield Words(salutation(candidate.gender))


def explanation(state: SittingState, candidate: Candidate, result: Outcome) -> Iterator[str]:
    """Return what a result means for the candidate, in sentences."""
    got, left = obtained_and_left(state, candidate)
    kept = _kept(got)
    remains = f"Pour obtenir la certification, il reste à valider {blocks_named(left)}."
    if result is Outcome.CERTIFIED:
        yield f"Tous les blocs de compétences sont validés{NBSP}: vous obtenez la certification."
    elif result is Outcome.PARTIAL:
        yield f"{kept} {remains}"
    elif result in _SAID:
        yield from (line for line in (_SAID[result], kept) if line)
    else:
        yield f"Aucun bloc de compétences n’est validé à ce jour. {remains}"


def _kept(got: list[str]) -> str:
    if not got:
        return ""
    verb = agree_number(len(got), "vous est acquis", "vous sont acquis")
    return f"{capitalised(blocks_named(got))} {verb} définitivement."


def obtained_and_left(state: SittingState, candidate: Candidate) -> tuple[list[str], list[str]]:
    """Return the short codes of the blocs obtained, and of those that remain."""
    got: list[str] = []
    left: list[str] = []
    statuses = block_statuses(state, candidate.identifier)
    for block in state.rulebook.certification.blocks:
        status = statuses[block.code]
        obtained = status is not None and status.is_obtained
        (got if obtained else left).append(clean(block.short_code))
    return got, left


def blocks_table(state: SittingState, candidate: Candidate) -> Table:
    """Return every bloc with what was decided on it, in words."""
    return Table(
        _COLUMNS,
        tuple(
            (clean(block.short_code), typeset(block.title), _decision(state, candidate, block))
            for block in state.rulebook.certification.blocks
        ),
    )


def appeal_words(appeal: Notice) -> Words:
    """Return how the decision may be contested; a doubt about it is told elsewhere."""
    cited = f" ({typeset(appeal.source)})" if appeal.source.strip() else ""
    return Words(f"Voies et délais de recours{cited}. {sentence(appeal.text)}", Tone.NOTE)


def _decision(state: SittingState, candidate: Candidate, block: SkillBlock) -> str:
    status = block_status(state, candidate.identifier, block.code)
    if status is None:
        return "à décider"
    ballot = state.ballot(candidate.identifier, block.code)
    lines = [status.value]
    if status is BlockStatus.ACQUIRED:
        acquired = candidate.record(block.code).acquired_on
        lines.append(f"le {short_day(acquired)}" if acquired else "lors d’une séance antérieure")
    elif ballot.decision is not None:
        lines.append(f"niveau {level_words(state, ballot.decision.level)}")
    elif ballot.set_aside is not None and ballot.set_aside.reason:
        lines.append(typeset(ballot.set_aside.reason))
    planned = ballot.follow_up
    if planned is not None:
        word = "rattrapage" if status is BlockStatus.NOT_ACQUIRED else "complément"
        due = f", pour le {unbroken_day(planned.due_on)}" if planned.due_on else ""
        lines.append(f"{word}{NBSP}: {typeset(planned.work)}{due}")
    return "\n".join(lines)


def defence_words(state: SittingState, candidate: Candidate) -> Iterator[str]:
    """Return the marks of the defence, the jury's means, once they are complete."""
    mark = thesis_mark(state, candidate.identifier)
    defence = state.rulebook.defence
    if mark is not None and defence is not None:
        best = decimal(defence.scale.value.maximum)
        yield (
            f"Soutenance{NBSP}: rapport {decimal(mark.report, 2)}, oral {decimal(mark.oral, 2)}, "
            f"note {decimal(mark.mark, 2)} sur {best}."
        )


def recommendation_words(state: SittingState, candidate: Candidate) -> Iterator[str]:
    """Return the jury's recommendations, where it wrote some."""
    text = state.recommendations.get(candidate.identifier)
    if text:
        yield f"Recommandations du jury{NBSP}: {sentence(text)}"
