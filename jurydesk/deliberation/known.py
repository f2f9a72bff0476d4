"""Finds what an act names, or refuses in a sentence; leaves what the act may do to the guards."""

from collections.abc import Iterable

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.errors import ActRefusedError


def known_candidate(state: SittingState, identifier: str) -> Candidate:
    """Return a candidate of the cohort."""
    candidate = state.candidates.get(identifier)
    if candidate is None:
        raise ActRefusedError(
            f"Aucun candidat ne porte l’identifiant « {identifier} » : vérifiez-le dans la "
            "promotion."
        )
    return candidate


def known_people(state: SittingState, identifiers: Iterable[str]) -> tuple[str, ...]:
    """Return identifiers, each one a candidate's."""
    return tuple(known_candidate(state, each).identifier for each in identifiers)


def known_member(state: SittingState, identifier: str) -> JuryMember:
    """Return a member of the jury."""
    member = state.members.get(identifier)
    if member is None:
        raise ActRefusedError(
            f"Aucun membre du jury ne porte l’identifiant « {identifier} » : vérifiez-le dans "
            "la composition du jury."
        )
    return member


def known_block(state: SittingState, code: str) -> str:
    """Return the full code of a bloc given by its full or short code."""
    try:
        return state.rulebook.certification.block(code).code
    except KeyError:
        codes = ", ".join(block.short_code for block in state.rulebook.certification.blocks)
        raise ActRefusedError(
            f"La certification n’a pas de bloc « {code} » : choisissez parmi {codes}."
        ) from None


def require_open(state: SittingState, doing: str) -> None:
    """Refuse what only an open sitting may do; ``doing`` is a French infinitive."""
    if state.phase is Phase.PREPARATION:
        raise ActRefusedError(
            "La séance n’est pas encore ouverte : relevez les présences, puis ouvrez la séance "
            f"avant {doing}."
        )
    if state.phase is Phase.SUSPENDED:
        raise ActRefusedError(f"La séance est suspendue : reprenez la séance avant {doing}.")
