"""Who must not deliberate on a candidate, as far as the files tell; leaves recusing to the jury.

Only what is written can be detected: the company, the accompanying person, the rapporteur. A
« directeur de thèse » is none of these, and merely knowing a candidate is no reason.
"""

from dataclasses import dataclass
from functools import lru_cache

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.situation import Situation
from jurydesk.french.folding import fold, same_company, same_person


@dataclass(frozen=True, slots=True)
class ProposedRecusal:
    """A « déport » the files suggest: who, on which candidate, and why, in words.

    ``why`` is for the clerk's eyes; the minutes never print the reason of a recusal.
    """

    member: JuryMember
    candidate: Candidate
    why: str


@lru_cache(maxsize=16384)
def _mentions(text: str, identifier: str, name: str, first_name: str) -> bool:
    return fold(text) == fold(identifier) or same_person(text, name, first_name)


def is_mentioned(text: str, member: JuryMember) -> bool:
    """Whether a cell of the file names this member, by identifier or by name."""
    return bool(text) and _mentions(text, member.identifier, member.name, member.first_name)


def is_rapporteur_of(member: JuryMember, candidate: Candidate) -> bool:
    """Whether the file names this member as the candidate's « rapporteur »."""
    return bool(candidate.rapporteur) and is_mentioned(candidate.rapporteur, member)


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
        if is_mentioned(candidate.companion, member):
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
            if member not in tied and is_rapporteur_of(member, candidate):
                tied[member] = "est le rapporteur du candidat"
        found.extend(
            ProposedRecusal(member, candidate, why)
            for member, why in tied.items()
            if member.identifier not in done
        )
    return tuple(found)
