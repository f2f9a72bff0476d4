"""What the room says of a candidate and of the sitting, in words; holds no rule of its own."""

from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.cohort.candidate import BlockRecordState, Candidate
from jurydesk.deliberation.decisions import (
    block_status,
    block_statuses,
    expected_outcome,
    outcome,
)
from jurydesk.deliberation.facts import SittingClosed
from jurydesk.deliberation.inspection import voters_for
from jurydesk.deliberation.labels import member_name
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.thesis import thesis_mark, thesis_warnings
from jurydesk.minutes.naming import last, opened_at
from jurydesk.minutes.typography import (
    capitalised,
    clock,
    decimal,
    enumeration,
    plain_day,
    plural,
    short_day,
    typeset,
)


def facts(state: SittingState, who: Candidate, *, private: bool) -> str:
    """Return identity, company, earlier acquisitions and remarks on a line or two."""
    parts = [f"n° {who.identifier}"]
    if private and who.employer:
        parts.append(who.employer)
    if who.path_start is not None:
        parts.append(f"parcours commencé le {plain_day(who.path_start)}")
    if who.derogation is not None:
        parts.append(f"admission {who.derogation.value.replace('_', '/')}")
    parts += _earlier(state, who)
    if private and who.rapporteur:
        parts.append(f"rapporteur : {who.rapporteur}")
    if private and who.companion:
        parts.append(f"accompagné par {who.companion}")
    if private:
        parts += [f"{heading} : {text}" for heading, text in who.remarks if text.strip()]
    return typeset(" · ".join(parts))


def _earlier(state: SittingState, who: Candidate) -> list[str]:
    found = []
    for block in state.rulebook.certification.blocks:
        record = who.record(block.code)
        if record.state is BlockRecordState.ACQUIRED:
            when = f" le {short_day(record.acquired_on)}" if record.acquired_on else ""
            found.append(f"{block.short_code} acquis{when}")
    return found


def thesis(state: SittingState, who: Candidate, *, private: bool) -> str:
    """Return the thesis, its defence marks and their warnings."""
    rule = state.rulebook.defence
    if rule is None:
        return ""
    parts = []
    if who.thesis is not None and who.thesis.confidential:
        parts.append("Thèse confidentielle")
    elif who.thesis is not None and who.thesis.title:
        parts.append(f"Thèse « {who.thesis.title} »")
    if who.thesis is not None and who.thesis.pages is not None:
        parts.append(plural(who.thesis.pages, "page"))
    mark = thesis_mark(state, who.identifier)
    if mark is not None and private:
        report, oral = decimal(mark.report, 2), decimal(mark.oral, 2)
        parts.append(f"soutenance {decimal(mark.mark, 2)}/20 (rapport {report}, oral {oral})")
    elif mark is None and block_status(state, who.identifier, rule.block) is None:
        parts.append("soutenance à noter (M)")
    warnings = thesis_warnings(state, who.identifier) if private else ()
    return "\n".join(typeset(line) for line in (" · ".join(parts), *warnings) if line)


def live_outcome(state: SittingState, candidate: str) -> str:
    """Return the outcome, or what the current ballots and proposals would give."""
    decided = outcome(state, candidate)
    result = decided or expected_outcome(state, candidate)
    if result is None:
        return "à décider"
    words = capitalised(result.words)
    if result.value == "PART":
        got = [
            state.rulebook.certification.block(code).short_code
            for code, status in block_statuses(state, candidate).items()
            if status is not None and status.is_obtained
        ]
        words += f" : {enumeration(got)}" if got else ""
    return typeset(words if decided else f"{words} (prévue)")


def ballot_hint(state: SittingState, candidate: str, block: str) -> str:
    """Return where the ballot of a bloc stands and what comes next."""
    if state.phase is not Phase.OPEN:
        return {
            Phase.PREPARATION: "Ouvrez la séance pour voter.",
            Phase.SUSPENDED: "Séance suspendue.",
        }.get(state.phase, "Séance terminée.")
    status = block_status(state, candidate, block)
    if status is BlockStatus.ACQUIRED:
        return "Acquis : ne se vote pas."
    ballot = state.ballot(candidate, block)
    if ballot.decision is not None:
        return "Adopté. Ctrl+Z annule."
    if status is not None:
        return capitalised(status.value)
    if ballot.count is not None:
        return "Dépouillé : A pour adopter." if ballot.count.level else "Aucune voix : revotez."
    left = len(voters_for(state, candidate)) - len(ballot.votes)
    if ballot.votes and left > 0:
        return f"Encore {plural(left, 'vote')}."
    if ballot.votes:
        return "Tous ont voté : A pour adopter."
    return "1 à 4 par membre, 0 abstention."


def sitting(state: SittingState) -> str:
    """Return where the sitting stands, and who presides."""
    chair = f" Préside : {member_name(state, state.chair)}." if state.chair else ""
    opened, closed = opened_at(state), last(state, SittingClosed)
    if state.phase is Phase.PREPARATION:
        return f"En préparation : notez les présences, puis ouvrez.{chair}"
    if closed is not None and state.phase in (Phase.CLOSED, Phase.SEALED):
        return f"Close à {clock(closed.at)}.{chair}"
    since = f"Ouverte à {clock(opened)}." if opened else ""
    return f"{since}{chair}".strip()
