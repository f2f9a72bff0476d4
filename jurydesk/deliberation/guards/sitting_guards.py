"""Refuses what the sitting's course does not allow: attendance, opening, recusal, closing."""

from collections.abc import Iterator

from jurydesk.certification.vocabulary import Voice
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.compliance.recusal import says
from jurydesk.compliance.situation import voice_of
from jurydesk.deliberation.decisions import outcome
from jurydesk.deliberation.facts import (
    ActingChairNamed,
    AttendanceRecorded,
    Fact,
    FindingOverridden,
    IncidentRecorded,
    MemberRecused,
    MentionSettled,
    RecommendationWritten,
)
from jurydesk.deliberation.inspection import (
    bench_for,
    finding_key,
    findings,
    findings_to_override,
    quorum_for,
    routes_with_quorum,
)
from jurydesk.deliberation.known import known_candidate, known_member
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.labels import block_name, block_of, candidate_name, member_name
from jurydesk.deliberation.words.naming import cohort_routes
from jurydesk.errors import ActRefusedError
from jurydesk.french.agreement import agreed, of
from jurydesk.french.person_names import Naming

_NAMED_AT_MOST = 5


def check_attendance(state: SittingState, fact: AttendanceRecorded) -> None:
    """Refuse a departure in the middle of a ballot, an absence after taking part."""
    member = known_member(state, fact.member)
    if fact.attendance.sits:
        return
    for candidate, block in _open_ballots(state, fact.member):
        raise ActRefusedError(
            f"{member.full_name} a voté sur le {block_of(state, candidate, block)} : adoptez ce "
            "bloc ou retirez le vote avant d’enregistrer son départ."
        )
    before = state.attendance.get(fact.member)
    if fact.attendance is Attendance.LEFT:
        if before is None or not (before.sits or before is Attendance.LEFT):
            raise ActRefusedError(
                f"{member.full_name} n’est pas {agreed(member.gender, 'arrivé')} : enregistrez "
                "une absence, pas un départ."
            )
    elif _took_part(state, fact.member):
        raise ActRefusedError(
            f"{member.full_name} a pris part à un vote : enregistrez un départ (« parti »), pas "
            "une absence."
        )


def _open_ballots(state: SittingState, member: str) -> Iterator[tuple[str, str]]:
    """Yield the ballots in progress that hold a named vote of this member."""
    for (candidate, block), ballot in state.ballots.items():
        if member in ballot.votes:
            yield candidate, block


def _took_part(state: SittingState, member: str) -> bool:
    return any(
        member in count.voters for ballot in state.ballots.values() for count in ballot.tallies
    )


def check_opening(state: SittingState, _fact: Fact) -> None:
    """Open once, with a chair who sits and the quorum for at least one route of the cohort."""
    if state.phase is not Phase.PREPARATION:
        raise ActRefusedError(
            "La séance est déjà ouverte : poursuivez-la, ou reprenez-la si elle est suspendue."
        )
    if not state.candidates:
        raise ActRefusedError("La promotion est vide : importez les candidats avant d’ouvrir.")
    if state.chair is None:
        raise ActRefusedError(
            "Personne ne préside la séance : nommez un président de séance parmi les membres "
            "présents avant d’ouvrir."
        )
    there = state.attendance.get(state.chair)
    if there is None or not there.sits:
        raise ActRefusedError(
            f"{member_name(state, state.chair)}, qui préside, n’est pas "
            f"{agreed(state.members[state.chair].gender, 'présent')} : enregistrez son "
            "arrivée ou nommez un président de séance avant d’ouvrir."
        )
    if not routes_with_quorum(state):
        raise ActRefusedError(f"Le quorum n’est pas atteint : {_quorum_words(state)}.")


def _quorum_words(state: SittingState) -> str:
    routes = cohort_routes(state)
    parts = []
    for route in routes:
        bench = bench_for(state, route)
        there, needed = len(bench.there(bench.voting)), quorum_for(state, route)
        parts.append(f"{there} membre(s) délibératif(s) présent(s) sur {needed} requis ({route})")
    return " ; ".join(parts) + ". Enregistrez les arrivées avant d’ouvrir"


def check_suspension(state: SittingState, _fact: Fact) -> None:
    """Suspend an open sitting only."""
    if state.phase is Phase.SUSPENDED:
        raise ActRefusedError(
            "La séance est déjà suspendue : reprenez-la quand le jury est de nouveau réuni."
        )
    if state.phase is not Phase.OPEN:
        raise ActRefusedError(
            "La séance n’est pas encore ouverte : relevez les présences, puis ouvrez-la ; il n’y "
            "a rien à suspendre."
        )


def check_resumption(state: SittingState, _fact: Fact) -> None:
    """Resume a suspended sitting only."""
    if state.phase is Phase.PREPARATION:
        raise ActRefusedError(
            "La séance n’est pas encore ouverte : relevez les présences, puis ouvrez-la ; il n’y "
            "a rien à reprendre."
        )
    if state.phase is not Phase.SUSPENDED:
        raise ActRefusedError(
            "La séance n’est pas suspendue : poursuivez-la, il n’y a rien à reprendre."
        )


def check_closing(state: SittingState, _fact: Fact) -> None:
    """Close an open sitting where everyone is decided or pending and no vote is in progress."""
    if state.phase is Phase.PREPARATION:
        raise ActRefusedError(
            "La séance n’a pas été ouverte : relevez les présences, puis ouvrez-la ; il n’y a "
            "rien à clore."
        )
    if state.phase is Phase.SUSPENDED:
        raise ActRefusedError("La séance est suspendue : reprenez la séance avant de clore.")
    for (candidate, block), ballot in state.ballots.items():
        if ballot.votes:
            raise ActRefusedError(
                f"Un vote est en cours sur le {block_of(state, candidate, block)} : adoptez ce "
                "bloc ou retirez les votes avant de clore."
            )
    undecided = [c.name for c in state.candidates.values() if outcome(state, c.identifier) is None]
    if undecided:
        more = len(undecided) - _NAMED_AT_MOST
        names = ", ".join(undecided[:_NAMED_AT_MOST]) + _others(more)
        raise ActRefusedError(
            f"Le jury n’a pas statué sur {names} : adoptez chaque bloc, ou mettez-le en attente, "
            "avant de clore."
        )


def _others(more: int) -> str:
    if more <= 0:
        return ""
    return " et un autre" if more == 1 else f" et {more} autres"


def check_acting_chair(state: SittingState, fact: ActingChairNamed) -> None:
    """Allow a present member who votes on at least one route of the cohort to preside."""
    member = known_member(state, fact.member)
    there = state.attendance.get(fact.member)
    if there is None or not there.sits:
        raise ActRefusedError(
            f"{member.full_name} n’est pas {agreed(member.gender, 'présent')} : enregistrez "
            "son arrivée, ou nommez un autre "
            "président de séance."
        )
    taken = cohort_routes(state)
    if taken and all(voice_of(member, r, state.rulebook) is Voice.ADVISORY for r in taken):
        raise ActRefusedError(
            f"{member.full_name} n’a que voix consultative : nommez un président de séance parmi "
            "les membres à voix délibérative."
        )


def check_recusal(state: SittingState, fact: MemberRecused) -> None:
    """Allow a « déport » before the member votes or marks."""
    member = known_member(state, fact.member)
    candidate = known_candidate(state, fact.candidate)
    if fact.member in state.recused.get(fact.candidate, frozenset()):
        raise ActRefusedError(
            f"{member.full_name} s’est déjà {agreed(member.gender, 'déporté')} pour "
            f"{candidate.name} : il n’y a rien à "
            "ajouter."
        )
    for block in state.rulebook.certification.blocks:
        ballot = state.ballots.get((fact.candidate, block.code))
        if ballot is not None and fact.member in ballot.votes:
            raise ActRefusedError(
                f"{member.full_name} a voté sur le {block_of(state, fact.candidate, block.code)} : "
                "adoptez ce bloc ou retirez le vote avant d’enregistrer le déport."
            )
    _keep_adopted_defence(state, member, candidate)


def check_mention(state: SittingState, fact: MentionSettled) -> None:
    """Allow settling a mention that the candidate's file still holds, and that is a doubt."""
    member = known_member(state, fact.member)
    candidate = known_candidate(state, fact.candidate)
    if fact.mention not in (candidate.companion, candidate.rapporteur):
        raise ActRefusedError(
            f"Le dossier {of(candidate.name)} ne porte plus « {fact.mention} » : relisez les "
            "déports."
        )
    if says(fact.mention, member, candidate) is not Naming.DOUBTFUL:
        raise ActRefusedError(
            f"« {fact.mention} » ne laisse pas de doute sur {member.full_name} : il n’y a rien à "
            "trancher."
        )
    voted = any(
        candidate.identifier == key and fact.member in ballot.votes
        for (key, _), ballot in state.ballots.items()
    )
    if fact.same and voted and fact.mention == candidate.rapporteur:
        raise ActRefusedError(
            f"{member.full_name} a voté sur {candidate.name} et ne peut en devenir le rapporteur : "
            "adoptez ou retirez ce vote d’abord."
        )


def _keep_adopted_defence(state: SittingState, member: JuryMember, candidate: Candidate) -> None:
    """Refuse a recusal that would take marks away from under a defence already adopted."""
    rule = state.rulebook.defence
    defence = state.defences.get(candidate.identifier)
    if rule is None or defence is None:
        return
    adopted = state.ballot(candidate.identifier, rule.block).decision is not None
    if adopted and (member.identifier in defence.report or member.identifier in defence.oral):
        raise ActRefusedError(
            f"{member.full_name} a noté la soutenance {of(candidate.name)}, déjà adoptée : "
            f"annulez l’adoption du bloc {block_name(state, rule.block)} avant d’enregistrer le "
            "déport."
        )


def check_override(state: SittingState, fact: FindingOverridden) -> None:
    """Allow passing over a finding that blocks now and may be passed over, with a reason."""
    if fact.candidate is not None:
        known_candidate(state, fact.candidate)
    if not fact.reason.strip():
        raise ActRefusedError(
            f"Indiquez le motif pour lequel le président passe outre le constat « {fact.finding} »."
        )
    found = (
        findings(state) if fact.candidate is None else findings_to_override(state, fact.candidate)
    )
    concerned = [finding for finding in found if finding.id == fact.finding]
    if not concerned:
        known = ", ".join(dict.fromkeys(finding.id for finding in found))
        raise ActRefusedError(
            f"Aucun constat ne porte le nom « {fact.finding} » : choisissez parmi {known}."
        )
    blocking = [finding for finding in concerned if finding.status is FindingStatus.BLOCKING]
    if blocking and not any(finding.overridable for finding in blocking):
        raise ActRefusedError(
            f"On ne passe pas outre le constat « {fact.finding} » : remédiez à ce qu’il signale. "
            f"{blocking[0].message}"
        )
    standing = {finding_key(f): f.value or "" for f in blocking if f.overridable and f.stops}
    if not standing:
        raise ActRefusedError(
            f"Le constat « {fact.finding} » ne bloque rien à ce moment : il n’y a pas à passer "
            "outre."
        )
    if not fact.values or any(standing.get(key) != v for key, v in fact.values.items()):
        raise ActRefusedError(
            f"Le constat « {fact.finding} » a changé depuis : relisez-le avant de passer outre."
        )


def check_recommendation(state: SittingState, fact: RecommendationWritten) -> None:
    """Refuse empty recommendations."""
    known_candidate(state, fact.candidate)
    if not fact.text.strip():
        name = candidate_name(state, fact.candidate)
        raise ActRefusedError(f"Écrivez les recommandations du jury à {name}.")


def check_incident(_state: SittingState, fact: IncidentRecorded) -> None:
    """Refuse an empty incident."""
    if not fact.text.strip():
        raise ActRefusedError("Décrivez l’incident à porter au procès-verbal.")
