"""What the room says of a candidate and of the sitting, in words; holds no rule of its own."""

from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date

from jurydesk.certification.vocabulary import BlockStatus, Outcome, ProposalRule
from jurydesk.cohort.candidate import BlockRecordState, Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.decisions import (
    block_status,
    decided_count,
    is_settled,
    outcome,
    proposal,
    proposes_absence,
)
from jurydesk.deliberation.facts import BallotCounted, BallotWay, Fact, SittingClosed
from jurydesk.deliberation.follow_ups import lacks_recommendations, unadvised, unplanned_blocks
from jurydesk.deliberation.forecast import (
    expected_statuses,
    forecast,
    named_count,
    named_tally,
)
from jurydesk.deliberation.inspection import standing_count, voters_for
from jurydesk.deliberation.presence import expected_members
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.thesis import thesis_mark, thesis_warnings
from jurydesk.deliberation.words.labels import member_name
from jurydesk.deliberation.words.naming import last, opened_at
from jurydesk.french.agreement import agree, agreed, of
from jurydesk.french.days import clock, day, short_day, unbroken_day
from jurydesk.french.lists import enumeration, shortened, span
from jurydesk.french.numbers import decimal, plural
from jurydesk.french.spaces import capitalised, typeset

_RULES = {
    ProposalRule.WORST: "le moins bon niveau",
    ProposalRule.MAJORITY: "le niveau majoritaire",
    ProposalRule.NONE: "sans règle",
}

_COUNTED = {
    BallotWay.NOMINAL: ("voté", "a voté, vote dépouillé"),
    BallotWay.TALLY: ("décompte", "compris dans le décompte"),
    BallotWay.SECRET: ("secret", "compris dans le scrutin secret"),
    BallotWay.CONSENSUS: ("accord", "compris dans le consensus"),
}


def homonyms(state: SittingState) -> frozenset[str]:
    """Return the candidates whose name is another's too: a list tells them by their number."""
    times = Counter(who.name for who in state.candidates.values())
    return frozenset(key for key, who in state.candidates.items() if times[who.name] > 1)


def told_apart(state: SittingState, candidate: str) -> str:
    """Return a candidate's name, with the number where another has the same name."""
    here, everyone = state.candidates[candidate], state.candidates.values()
    # First names first: worked out at every act, among thousands.
    alike = [who for who in everyone if who.first_names == here.first_names]
    shared = len(alike) > 1 and sum(who.name == here.name for who in alike) > 1
    return f"{here.name} (n°\u00a0{candidate})" if shared else here.name


def facts(state: SittingState, who: Candidate, *, private: bool) -> str:
    """Return identity, company, path and earlier acquisitions on a line or two."""
    parts = [f"n° {who.identifier}"]
    if private and who.employer:
        parts.append(who.employer)
    if private and who.birth_date is not None:
        born = agree(who.gender, "né", "née", "né·e")
        parts.append(f"{born} en {who.birth_date.year}")
    parts += _earlier(state, who)
    if who.path_start is not None:
        parts.append(f"parcours commencé le {unbroken_day(who.path_start)}")
    if who.derogation is not None:
        parts.append(f"admission {who.derogation.words}")
    if private and who.rapporteur:
        parts.append(f"rapporteur : {who.rapporteur}")
    if private and who.companion:
        parts.append(f"{agreed(who.gender, 'accompagné')} par {who.companion}")
    return typeset(" · ".join(parts))


def remarks(who: Candidate) -> str:
    """Return the columns of the file that the program does not know, with their headings."""
    told = (f"{capitalised(heading)} : {text}" for heading, text in who.remarks if text.strip())
    return typeset(" · ".join(told))


def _earlier(state: SittingState, who: Candidate) -> list[str]:
    """Return what was acquired before, the blocs of one day together."""
    places: dict[str, list[int]] = {}
    blocks = state.rulebook.certification.blocks
    for place, block in enumerate(blocks):
        record = who.record(block.code)
        if record.state is BlockRecordState.ACQUIRED:
            when = f" le {short_day(record.acquired_on)}" if record.acquired_on else ""
            places.setdefault(when, []).append(place)
    codes = [block.short_code for block in blocks]
    return [f"{span(codes, of_day)} acquis{when}" for when, of_day in places.items()]


def thesis(state: SittingState, who: Candidate, *, private: bool) -> str:
    """Return the thesis and its defence marks."""
    rule = state.rulebook.defence
    if rule is None:
        return ""
    parts, written = [], who.thesis
    if written is not None and written.pages is not None:
        parts.append(f"Thèse de {plural(written.pages, 'page')}")
    mark = thesis_mark(state, who.identifier)
    if mark is not None and private:
        report, oral = decimal(mark.report, 2), decimal(mark.oral, 2)
        parts.append(f"soutenance {decimal(mark.mark, 2)}/20 (rapport {report}, oral {oral})")
    elif mark is None and block_status(state, who.identifier, rule.block) is None:
        parts.append("soutenance à noter (M)")
    if written is not None and written.confidential:
        parts.append("thèse confidentielle")
    elif private and written is not None and written.title:
        parts.append(f"« {written.title} »")
    return typeset(capitalised(" · ".join(parts)) if len(parts) > 1 else "".join(parts))


def warnings(state: SittingState, who: Candidate) -> str:
    """Return what the jury should look at before the vote."""
    return typeset(" ".join(thesis_warnings(state, who.identifier)))


def live_outcome(state: SittingState, candidate: str) -> str:
    """Return the outcome, or what the current ballots and proposals would give."""
    decided = outcome(state, candidate)
    result = decided or forecast(state, candidate)
    if result is None:
        return "à décider"
    words = capitalised(result.words)
    if result is Outcome.PARTIAL:
        got = [
            state.rulebook.certification.block(code).short_code
            for code, status in expected_statuses(state, candidate).items()
            if status is not None and status.is_obtained
        ]
        words += f" : {', '.join(got)}" if got else ""
    return typeset(words if decided else f"{words} (prévue)")


def evaluations(state: SittingState, who: Candidate, code: str) -> str:
    """Return the assessments behind the proposal of a bloc, in words."""
    block = state.rulebook.certification.block(code)
    given = who.record(code).assessments
    named = [assessment.title or assessment.kind for assessment in block.assessments]
    told = []
    for place, value in enumerate(given):
        if value is not None:
            title = named[place] if place < len(named) else f"évaluation {place + 1}"
            told.append(f"{title[:1].lower()}{title[1:]} {decimal(value)}")
    return typeset(", ".join(told))


def behind_proposal(state: SittingState, who: Candidate, code: str) -> str:
    """Return where a bloc's proposal comes from: marks, assessments, or the file's own column."""
    level = proposal(state, who.identifier, code)
    if level is None and proposes_absence(state, who.identifier, code):
        return "Proposé non présenté par le dossier : N le déclare, ou le jury vote."
    if level is None:
        return "Aucune proposition : le jury décide seul."
    label = state.rulebook.level(level).label
    rule, mark = state.rulebook.defence, thesis_mark(state, who.identifier)
    given = evaluations(state, who, code)
    if rule is not None and rule.block == code and mark is not None:
        source = f"soutenance {decimal(mark.mark, 2)}/20"
    elif given:
        source = f"{given} ({_RULES[state.rulebook.proposal.value]})"
    else:
        source = "colonne du dossier"
    return typeset(f"Proposition {label} : {source}")


def follow_ups(state: SittingState, candidate: str) -> str:
    """Return what a decided candidate is still to be asked; empty when nothing can be any more."""
    if state.phase is Phase.SEALED:
        return ""
    name = state.rulebook.certification.block
    by_kind: dict[str, list[str]] = {}
    for code, what in unplanned_blocks(state, candidate).items():
        by_kind.setdefault(what, []).append(name(code).short_code)
    asked = [f"{what} ({', '.join(blocks)})" for what, blocks in by_kind.items()]
    if lacks_recommendations(state, candidate):
        asked.append("recommandations du jury (VAE)")
    if not asked:
        return ""
    return typeset(f"{told_apart(state, candidate)} – à préciser : {enumeration(asked)}.")


def left_to_vote(state: SittingState, candidate: str, blocks: Sequence[str]) -> str:
    """Return which blocs an unanimity on the proposals leaves to vote, why, and by which key."""
    rule = state.rulebook.defence
    by_why: dict[str, list[str]] = {}
    for code in blocks:
        of_defence = rule is not None and code == rule.block
        why = "soutenance à noter, touche M" if of_defence else "aucun niveau proposé"
        if proposes_absence(state, candidate, code):
            why = "proposé non présenté, touche N"
        by_why.setdefault(why, []).append(state.rulebook.certification.block(code).short_code)
    told = enumeration(f"{enumeration(codes)} ({why})" for why, codes in by_why.items())
    return typeset(
        f"Unanimité notée pour {told_apart(state, candidate)}, sauf sur {told} : faites voter "
        "ce qui reste, ou E pour le mettre en attente."
    )


def day_question(state: SittingState, today: date) -> str:
    """Return what opening on another day than the session's means, and what correcting it does."""
    return typeset(
        f"La séance porte la date du {day(state.session_date)}, et cet ordinateur dit "
        f"{day(today)}. Corriger la date refait tous les contrôles. Sans la corriger, les deux "
        "jours s’imprimeront au procès-verbal."
    )


def closing_question(state: SittingState | None) -> str:
    """Return what closing means, and whose recommendations will still be due."""
    question = "La délibération sera terminée ; il restera à sceller le procès-verbal."
    if state is not None:
        left = [who.name for key, who in state.candidates.items() if not is_settled(state, key)]
        if left:
            question += f" Il reste des blocs à voter pour {shortened(left, 4)}."
    missing = () if state is None else unadvised(state)
    if state is not None and missing:
        names = shortened([state.candidates[each].name for each in missing], 4)
        question += f" Le scellement attendra les recommandations du jury pour {names} (touche F)."
    unplanned = (
        [] if state is None else [key for key in state.candidates if unplanned_blocks(state, key)]
    )
    if unplanned:
        count = plural(len(unplanned), "dossier attend", "dossiers attendent")
        question += (
            f" {count} un complément ou un rattrapage à préciser avant le scellement (filtre "
            "« À compléter »)."
        )
    unknown = () if state is None else expected_members(state)
    if state is not None and unknown:
        names = shortened([of(member_name(state, each)) for each in unknown], 4)
        question += f" Le procès-verbal demandera la présence {names}, qui n’est pas notée."
    return typeset(question)


def ballot_voters(state: SittingState, candidate: str, block: str) -> tuple[JuryMember, ...]:
    """Return who voted on a bloc, as the jury sat then; who votes now while nothing is counted."""
    count = _ended_count(state, candidate, block)
    if count is None:
        return voters_for(state, candidate)
    return tuple(each for key, each in state.members.items() if key in count.voters)


def ended_ballot(
    state: SittingState, candidate: str, block: str
) -> dict[str, tuple[str, str]] | None:
    """Return what is true of each voter once nobody votes on a bloc, ``None`` while they do.

    A short text and the whole words; how a member voted is never among them.
    """
    voters = ballot_voters(state, candidate, block)
    count = _ended_count(state, candidate, block)
    if count is not None:
        return {v.identifier: _COUNTED[count.way] for v in voters}
    status = block_status(state, candidate, block)
    if status is not None:
        return {v.identifier: ("–", f"ne vote pas, bloc {status.value}") for v in voters}
    if state.phase is not Phase.OPEN:
        return {v.identifier: ("–", "ne vote pas, séance non ouverte") for v in voters}
    return None


def _ended_count(state: SittingState, candidate: str, block: str) -> BallotCounted | None:
    """Return the tally of a bloc that was decided on it, or that may still be adopted."""
    if block_status(state, candidate, block) is not None:
        ballot = state.ballot(candidate, block)
        return ballot.count if ballot.decision is not None else None
    return standing_count(state, candidate, block)


def ballot_hint(
    state: SittingState, candidate: str, block: str, undoes: Collection[Fact] = ()
) -> str:
    """Return where the ballot of a bloc stands and what comes next.

    ``undoes`` is what « Annuler » would take back now: it is told only where it is this bloc.
    """
    if state.phase is not Phase.OPEN:
        return {
            Phase.PREPARATION: "Ouvrez la séance pour voter.",
            Phase.SUSPENDED: "Séance suspendue.",
        }.get(state.phase, "Séance terminée.")
    status = block_status(state, candidate, block)
    if status is BlockStatus.ACQUIRED:
        return "Acquis : ne se vote pas."
    ballot = state.ballot(candidate, block)
    if status is not None:
        told = "Adopté" if ballot.decision is not None else capitalised(status.value)
        decided = ballot.decision or ballot.set_aside
        undone = decided is not None and decided in undoes
        return f"{told}. Ctrl+Z annule." if undone else f"{told}. R pour rouvrir."
    if ballot.count is not None:
        if standing_count(state, candidate, block) is not None:
            return "Dépouillé : A pour adopter."
        if not ballot.votes:
            return (
                "Les votants ont changé : revotez."
                if ballot.count.level
                else "Aucune voix : revotez."
            )
    tied = _tie(state, candidate, block)
    if tied:
        return tied
    left = len(voters_for(state, candidate)) - len(ballot.votes)
    if ballot.votes and left > 0:
        return f"Encore {plural(left, 'vote')}."
    if ballot.votes:
        return "Tous ont voté : A pour adopter."
    return "1 à 4 par membre, 0 abstention."


def _tie(state: SittingState, candidate: str, block: str) -> str:
    """Return who decides when the named votes are split in two halves."""
    votes = state.ballot(candidate, block).votes
    given = named_count(state, candidate, block)
    if given is None or given.tie_at is None or given.level is None or state.chair is None:
        return ""
    halves = "–".join(str(number) for number in named_tally(votes).values())
    chair = member_name(state, state.chair)
    if given.casting_vote_used:
        return typeset(
            f"Partage {halves} : voix prépondérante {of(chair)}, niveau {given.level}. A adopte."
        )
    own = votes.get(state.chair)
    why = f"{chair} a voté {own}" if own is not None else f"{chair} s’est abstenu"
    return typeset(f"Partage {halves} : {why}, niveau {given.level}. A adopte.")


def sitting(state: SittingState) -> str:
    """Return where the sitting stands, and who presides."""
    chair = f" Préside : {member_name(state, state.chair)}." if state.chair else ""
    opened, closed = opened_at(state), last(state, SittingClosed)
    if state.phase is Phase.PREPARATION:
        return f"En préparation : notez les présences, puis ouvrez.{chair}"
    if closed is not None and state.phase in (Phase.CLOSED, Phase.SEALED):
        after = "" if state.phase is Phase.SEALED else " Suite : page Procès-verbal."
        return f"Close à {clock(local(state, closed.at))}.{chair}{after}"
    since = f"Ouverte à {clock(local(state, opened))}." if opened else ""
    if state.phase is Phase.OPEN and decided_count(state) == len(state.candidates) > 0:
        # What comes next, rather than who presides.
        return f"{since} Tous sont décidés : « Clore » termine la séance.".strip()
    return f"{since}{chair}".strip()
