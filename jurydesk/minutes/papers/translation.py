"""The English that follows a letter or a certificate; the French, signed, is the official text.

Titles, places and reasons were written in French and stay so, told as such to who hears the page.
"""

from collections.abc import Iterator

from jurydesk.certification.rulebook import Certification, SkillBlock
from jurydesk.certification.vocabulary import BlockStatus, Outcome
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.decisions import block_status, outcome
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.thesis import thesis_mark
from jurydesk.deliberation.words import english as words
from jurydesk.french.spaces import NBSP, capitalised, clean, quoted, typeset
from jurydesk.minutes.content.session_section import establishment
from jurydesk.minutes.papers.leaf import (
    Block,
    Gap,
    Leaf,
    Table,
    TableColumn,
    Title,
    Tone,
    Words,
)
from jurydesk.minutes.papers.notification import obtained_and_left
from jurydesk.minutes.papers.words import USED_NAME, addressee_name, holder_name

COURTESY = "Translation for information. Only the French text is official."
KNOWN_AS = ", known as "
"""Stands before the name in use, where the French has :data:`USED_NAME`."""

_COLUMNS = (
    TableColumn("Block", 9),
    TableColumn("Title (in French)", 56, language=words.FRENCH),
    TableColumn("Decision", 35),
)
_MEANS = {
    Outcome.CERTIFIED: "Every block of skills is validated: you obtain the certification.",
    Outcome.PENDING: "The jury will decide on what is pending at a later session.",
    Outcome.NOT_PRESENTED: "None of the blocks to be presented was: the jury did not decide.",
}


def english_notification(state: SittingState, candidate: Candidate) -> Leaf:
    """Return the translation of one candidate's notification, after the letter itself."""
    result = outcome(state, candidate.identifier)
    assert result is not None  # noqa: S101 the French letter comes first
    return Leaf(
        about=clean(candidate.name),
        continues=True,
        language=words.LANGUAGE,
        blocks=tuple(_letter(state, candidate, result)),
    )


def english_certificate(state: SittingState, candidate: Candidate, block: SkillBlock) -> Leaf:
    """Return the translation of the certificate of one bloc, after the certificate itself."""
    certification = state.rulebook.certification
    return Leaf(
        about=clean(candidate.name),
        bordered=True,
        continues=True,
        language=words.LANGUAGE,
        blocks=(
            Words(establishment(state), Tone.CENTRED_STRONG, words.FRENCH),
            Gap(9),
            Words(_kind(certification), Tone.KIND),
            Gap(5),
            Words("awarded to", Tone.CENTRED),
            Words(_holder(candidate), Tone.NAME),
            *_born(candidate),
            Gap(6),
            *_validated(certification, block),
            Words(quoted(certification.title), Tone.CENTRED_STRONG, words.FRENCH),
            Gap(4),
            *(Words(line, Tone.CENTRED) for line in _registration(certification)),
            Gap(4),
            Words(f"Decision of the jury of {words.english_day(state.session_date)}", Tone.CENTRED),
            Words(typeset(state.place), Tone.CENTRED, words.FRENCH),
            Words(f"Minutes no.{NBSP}{clean(state.minutes_number)}", Tone.CENTRED),
            Gap(6),
            Words(COURTESY, Tone.CENTRED_STRONG),
        ),
    )


def _letter(state: SittingState, candidate: Candidate, result: Outcome) -> Iterator[Block]:
    certification = state.rulebook.certification
    name = addressee_name(candidate)
    yield Title("Result of the jury’s deliberation", establishment(state), name)
    yield Words(COURTESY, Tone.STRONG)
    yield Words(
        f"Application no.{NBSP}{clean(candidate.identifier)}, {words.ROUTES[candidate.route]}. "
        f"Minutes no.{NBSP}{clean(state.minutes_number)}."
    )
    yield Words(quoted(certification.title), Tone.STRONG, words.FRENCH)
    yield Words(
        f"The jury met on {words.english_day(state.session_date)}. Here is the result of your "
        "application."
    )
    yield Words(capitalised(words.OUTCOMES[result]), Tone.STATEMENT)
    yield from (Words(line) for line in _explained(state, candidate, result))
    yield Table(_COLUMNS, tuple(_rows(state, candidate)))
    yield from (Words(line) for line in _defence(state, candidate))
    if candidate.identifier in state.recommendations:
        yield Words("The recommendations of the jury are in the French text.")
    yield Words("How to appeal, and within which time, is said in the French text.", Tone.NOTE)


def _explained(state: SittingState, candidate: Candidate, result: Outcome) -> Iterator[str]:
    got, left = obtained_and_left(state, candidate)
    if result in _MEANS:
        yield _MEANS[result]
    if result is Outcome.CERTIFIED:
        return
    if got:
        yield f"{capitalised(_blocks(got))} {'is' if len(got) == 1 else 'are'} yours for good."
    elif result not in _MEANS:
        yield "No block of skills is validated to date."
    if left and result not in _MEANS:
        yield f"To obtain the certification, {_blocks(left)} must be validated."


def _rows(state: SittingState, candidate: Candidate) -> Iterator[tuple[str, ...]]:
    for block in state.rulebook.certification.blocks:
        code = clean(block.short_code)
        yield (code, typeset(block.title), _decision(state, candidate, block))


def _decision(state: SittingState, candidate: Candidate, block: SkillBlock) -> str:
    status = block_status(state, candidate.identifier, block.code)
    if status is None:
        return words.UNDECIDED
    ballot = state.ballot(candidate.identifier, block.code)
    lines = [words.STATUSES[status]]
    if status is BlockStatus.ACQUIRED:
        acquired = candidate.record(block.code).acquired_on
        lines.append(f"on {words.english_date(acquired)}" if acquired else "at an earlier session")
    elif ballot.decision is not None:
        lines.append(words.english_level(state, ballot.decision.level))
    planned = ballot.follow_up
    if planned is not None:
        asked = "resit" if status is BlockStatus.NOT_ACQUIRED else "further work"
        due = f", by {words.english_date(planned.due_on)}" if planned.due_on else ""
        lines.append(f"{asked} asked{due}: see the French text")
    return "\n".join(lines)


def _defence(state: SittingState, candidate: Candidate) -> Iterator[str]:
    mark, defence = thesis_mark(state, candidate.identifier), state.rulebook.defence
    if mark is not None and defence is not None:
        yield (
            f"Thesis defence: report {mark.report:.2f}, oral {mark.oral:.2f}, mark "
            f"{mark.mark:.2f} out of {defence.scale.value.maximum:f}."
        )


def _blocks(codes: list[str]) -> str:
    if len(codes) == 1:
        return f"block {codes[0]}"
    return f"blocks {', '.join(codes[:-1])} and {codes[-1]}"


def _kind(certification: Certification) -> str:
    return "Certificate" if certification.is_whole else "Certificate of a block of skills"


def _holder(candidate: Candidate) -> str:
    return holder_name(candidate).replace(USED_NAME, KNOWN_AS)


def _born(candidate: Candidate) -> Iterator[Words]:
    birth = candidate.birth_date
    day = words.english_birth(birth) if birth is not None else ""
    place = f" in {typeset(candidate.birth_place)}" if candidate.birth_place else ""
    country = f" ({typeset(candidate.birth_country)})" if candidate.birth_country else ""
    if day or place or country:
        yield Words(f"born{f' {day}' if day else ''}{place}{country}", Tone.CENTRED)


def _validated(certification: Certification, block: SkillBlock) -> Iterator[Words | Gap]:
    if certification.is_whole:
        yield Words("who obtained the certification", Tone.CENTRED)
        return
    yield Words("who validated the block", Tone.CENTRED)
    titled = f"{clean(block.code)}{NBSP}– {typeset(block.title)}"
    yield Words(titled, Tone.CENTRED_STRONG, words.FRENCH)
    yield Gap(4)
    yield Words("of the professional certification", Tone.CENTRED)


def _registration(certification: Certification) -> Iterator[str]:
    """Return the lines of the registration, in English."""
    register = "specific directory" if certification.is_specific else "national directory"
    yield f"registered in the French {register} of professional certifications"
    decided, effect = certification.decision_date, certification.registration_start
    since = f", by decision of {words.english_date(decided)}" if decided else ""
    if certification.by_right and effect is not None:
        since = f", by right, from {words.english_date(effect)}"
    yield f"under no.{NBSP}{clean(certification.code)}{since}"
    if certification.level:
        yield (
            f"level {certification.level} of the French and of the European qualifications "
            "frameworks"
        )
    if certification.nsf:
        yield f"NSF {', '.join(code.code for code in certification.nsf)}"
