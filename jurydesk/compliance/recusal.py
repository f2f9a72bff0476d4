"""Who must not deliberate on a candidate, as far as the files tell; leaves recusing to the jury.

Only what is written can be detected: the company, the accompanying person, the rapporteur. A
« directeur de thèse » is none of these, and merely knowing a candidate is no reason.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.situation import Situation
from jurydesk.french.company_names import same_company
from jurydesk.french.folding import fold
from jurydesk.french.person_names import Naming, naming


@dataclass(frozen=True, slots=True)
class ProposedRecusal:
    """A « déport » the files suggest: who, on which candidate, and why, in words.

    ``why`` is for the clerk's eyes; the minutes never print the reason of a recusal.
    """

    member: JuryMember
    candidate: Candidate
    why: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """A mention of the file that may mean a member: a person says whether it does.

    ``what`` is the column it stands in, in words.
    """

    member: JuryMember
    candidate: Candidate
    mention: str
    what: str


Settled = Mapping[tuple[str, str, str], bool]
_NOTHING: Settled = MappingProxyType({})
_BETWEEN = re.compile(r"[,;/&|+\n]")


@lru_cache(maxsize=16384)
def _says(text: str, identifier: str, name: str, first_name: str) -> Naming:
    key = fold(identifier)
    if key and (fold(text) == key or key in map(fold, _BETWEEN.split(text))):
        return Naming.NAMED
    return naming(text, name, first_name)


def mention_key(candidate: Candidate, member: JuryMember, mention: str) -> tuple[str, str, str]:
    """Return what a settled mention is kept under: another text is another mention."""
    return candidate.identifier, member.identifier, fold(mention)


def says(
    mention: str, member: JuryMember, candidate: Candidate, settled: Settled = _NOTHING
) -> Naming:
    """Return whether a cell of a candidate's file names a member, by identifier or by name.

    A doubt that somebody settled is none any more.
    """
    if not mention:
        return Naming.NOBODY
    found = _says(mention, member.identifier, member.name, member.first_name)
    if found is Naming.DOUBTFUL:
        same = settled.get(mention_key(candidate, member, mention))
        if same is not None:
            return Naming.NAMED if same else Naming.NOBODY
    return found


def is_rapporteur_of(member: JuryMember, candidate: Candidate, settled: Settled = _NOTHING) -> bool:
    """Whether the file names this member as the candidate's « rapporteur »."""
    return says(candidate.rapporteur, member, candidate, settled) is Naming.NAMED


def companion_doubts(bench: Bench, candidate: Candidate) -> tuple[JuryMember, ...]:
    """Return the members that the « accompagnateur » of a VAE candidate's file only may mean."""
    if not bench.route.is_experience:
        return ()
    mention, settled = candidate.companion, bench.settled
    return tuple(
        member
        for member in bench.seated
        if says(mention, member, candidate, settled) is Naming.DOUBTFUL
    )


def rapporteur_doubts(
    members: Iterable[JuryMember], candidate: Candidate, settled: Settled
) -> tuple[JuryMember, ...]:
    """Return the members that a file's « rapporteur » may mean, when it names none for sure."""
    if not candidate.route.is_experience:
        return ()
    found = [(member, says(candidate.rapporteur, member, candidate, settled)) for member in members]
    if any(said is Naming.NAMED for _, said in found):
        return ()
    return tuple(member for member, said in found if said is Naming.DOUBTFUL)


def doubts(situation: Situation) -> tuple[Doubt, ...]:
    """Return every mention of the files that somebody has still to settle."""
    found: list[Doubt] = []
    for candidate in situation.candidates:
        bench = bench_of(situation, candidate.route)
        found += [
            Doubt(member, candidate, candidate.companion, "accompagnateur")
            for member in companion_doubts(bench, candidate)
        ]
        found += [
            Doubt(member, candidate, candidate.rapporteur, "rapporteur")
            for member in rapporteur_doubts(situation.members, candidate, situation.settled)
        ]
    return tuple(found)


def ties(bench: Bench, candidate: Candidate) -> tuple[tuple[JuryMember, str], ...]:
    """Return the members who must not deliberate on a VAE candidate, each with the reason.

    A voting member of the candidate's company, or any member who accompanied the candidate
    (R335-8, D6412-6, fiche); for training routes no text asks this.
    """
    if not bench.route.is_experience or not (candidate.employer or candidate.companion):
        return ()
    voting = {member.identifier for member in bench.voting}
    found: list[tuple[JuryMember, str]] = []
    for member in bench.seated:
        if says(candidate.companion, member, candidate, bench.settled) is Naming.NAMED:
            found.append((member, "a accompagné le candidat"))
        elif member.identifier in voting and same_company(member.employer, candidate.employer):
            found.append((member, f"appartient à l’entreprise du candidat ({member.employer})"))
    return tuple(found)


def proposed_recusals(situation: Situation) -> tuple[ProposedRecusal, ...]:
    """Return every recusal the files suggest and that has not been recorded."""
    benches = {
        route: bench_of(situation, route) for route in {c.route for c in situation.candidates}
    }
    found: list[ProposedRecusal] = []
    for candidate in situation.candidates:
        bench = benches[candidate.route]
        done = situation.recused.get(candidate.identifier, frozenset())
        tied = dict(ties(bench, candidate))
        for member in bench.voting:
            if member not in tied and is_rapporteur_of(member, candidate, bench.settled):
                tied[member] = "est le rapporteur du candidat"
        found.extend(
            ProposedRecusal(member, candidate, why)
            for member, why in tied.items()
            if member.identifier not in done
        )
    return tuple(found)
