"""Refuses votes, counts and decisions that the jury could not have taken at this moment."""

from collections.abc import Mapping

from jurydesk.certification.vocabulary import BlockStatus, Role, Voice
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import is_rapporteur_of
from jurydesk.compliance.situation import voice_of
from jurydesk.deliberation.counting import count
from jurydesk.deliberation.decisions import block_status, proposal
from jurydesk.deliberation.facts import (
    BallotCounted,
    BallotWay,
    BlockSetAside,
    DecisionAdopted,
    DecisionReopened,
    FollowUpPlanned,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.inspection import blocking, quorum_for, standing_count, voters_for
from jurydesk.deliberation.known import known_block, known_candidate, known_member, require_open
from jurydesk.deliberation.state import Ballot, SittingState
from jurydesk.deliberation.words.labels import block_of, candidate_name, member_name, member_names
from jurydesk.errors import ActRefusedError
from jurydesk.french.agreement import agreed, of
from jurydesk.french.numbers import counted as in_number


class FindingRefusedError(ActRefusedError):
    """A blocking finding stops the decision: the law of the day, and not the order of acts."""


def check_vote(state: SittingState, fact: VoteCast) -> None:
    """Allow a named vote of a voter, on a bloc that is neither decided nor being tallied."""
    require_open(state, "de voter")
    candidate = known_candidate(state, fact.candidate)
    member = known_member(state, fact.member)
    _check_votable(state, fact.candidate, fact.block)
    if standing_count(state, fact.candidate, fact.block) is not None:
        raise ActRefusedError(
            f"Un décompte est déjà enregistré pour le {block_of(state, fact.candidate, fact.block)}"
            " : adoptez-le, ou annulez-le avant de voter nominativement."
        )
    if fact.level is not None:
        _check_levels(state, {fact.level: 1})
    if all(voter is not member for voter in voters_for(state, fact.candidate)):
        raise ActRefusedError(why_no_vote(state, member, candidate))


def why_no_vote(state: SittingState, member: JuryMember, candidate: Candidate) -> str:
    """Return the sentence that says why a member does not vote on a candidate."""
    name = member.full_name
    if member.identifier in state.recused.get(candidate.identifier, frozenset()):
        return (
            f"{name} s’est {agreed(member.gender, 'déporté')} pour {candidate.name} : son vote "
            "ne peut pas être enregistré ; "
            "choisissez un autre membre."
        )
    if member.role is Role.RAPPORTEUR or is_rapporteur_of(member, candidate, state.settled):
        return (
            f"{name} est rapporteur et ne vote pas sur {candidate.name} : choisissez un autre "
            "membre."
        )
    if voice_of(member, candidate.route, state.rulebook) is Voice.ADVISORY:
        return (
            f"{name} n’a que voix consultative pour la voie {candidate.route} : son vote ne peut "
            "pas être enregistré ; choisissez un membre à voix délibérative."
        )
    there = state.attendance.get(member.identifier)
    if there is None or not there.sits:
        return (
            f"{name} n’est pas {agreed(member.gender, 'présent')} : enregistrez son arrivée "
            "avant son vote."
        )
    return (
        f"{name} est {agreed(member.gender, 'suppléant')} et ne remplace personne à ce "
        "moment : enregistrez l’absence du "
        "titulaire avant son vote."
    )


def check_withdrawal(state: SittingState, fact: VoteWithdrawn) -> None:
    """Allow withdrawing a vote in progress."""
    if fact.member not in state.ballot(fact.candidate, fact.block).votes:
        raise ActRefusedError(
            f"{member_name(state, fact.member)} n’a pas de vote en cours sur le "
            f"{block_of(state, fact.candidate, fact.block)} : il n’y a rien à retirer."
        )


def check_count(state: SittingState, fact: BallotCounted) -> None:
    """Allow a tally that equals the voters and gives what the counting rule gives."""
    require_open(state, "de trancher un bloc")
    candidate = known_candidate(state, fact.candidate)
    ballot = _check_votable(state, fact.candidate, fact.block)
    words = block_of(state, fact.candidate, fact.block)
    if standing_count(state, fact.candidate, fact.block) is not None:
        raise ActRefusedError(
            f"Un décompte est déjà enregistré pour le {words} : adoptez-le, ou annulez-le avant "
            "d’en saisir un autre."
        )
    if fact.way is BallotWay.NOMINAL:
        _check_every_voter(state, fact.candidate, fact.block)
    elif ballot.votes:
        raise ActRefusedError(
            f"Des votes nominatifs sont en cours sur le {words} : adoptez-les, ou retirez-les "
            "avant de saisir un décompte ou un consensus."
        )
    _check_levels(state, fact.tally)
    _check_sum(state, fact, words)
    _check_result(state, fact, candidate, words)


def _check_sum(state: SittingState, fact: BallotCounted, words: str) -> None:
    if fact.abstentions < 0 or any(votes < 0 for votes in fact.tally.values()):
        raise ActRefusedError(f"Le décompte du {words} contient un nombre négatif : corrigez-le.")
    voters = {voter.identifier for voter in voters_for(state, fact.candidate)}
    if not voters:
        raise ActRefusedError(
            f"Aucun membre présent ne vote sur le {words} : enregistrez les arrivées "
            "avant de voter."
        )
    total = sum(fact.tally.values()) + fact.abstentions
    if total != len(voters) or set(fact.voters) != voters or len(fact.voters) != len(voters):
        raise ActRefusedError(
            f"Le décompte du {words} totalise {total} voix, abstentions comprises, pour "
            f"{_voters(len(voters))} : recomptez, ou corrigez les présences et les déports."
        )


def _check_result(
    state: SittingState, fact: BallotCounted, candidate: Candidate, words: str
) -> None:
    """Refuse a level that the tally cannot give, whatever the chair voted."""
    plain = count(fact.tally, fact.abstentions, chair_level=None, casting_vote=False)
    granted = state.rulebook.grants_casting_vote(candidate.route, candidate.path_start)
    if fact.casting_vote and not granted:
        raise ActRefusedError(
            f"Le règlement ne donne pas de voix prépondérante pour la voie {candidate.route} : "
            f"enregistrez le décompte du {words} sans elle."
        )
    if fact.casting_vote:
        check_chair(state, fact.candidate)
    expected = plain.tie_at if fact.casting_vote else plain.level
    if fact.level != expected or (fact.casting_vote and expected is None):
        raise ActRefusedError(
            f"Le niveau annoncé pour le {words} n’est pas celui que donne le décompte : "
            "recomptez les voix."
        )


def _check_every_voter(state: SittingState, candidate: str, block: str) -> None:
    """Refuse a nominal ballot where a voter is missing, or someone else voted."""
    words = block_of(state, candidate, block)
    voters = {voter.identifier for voter in voters_for(state, candidate)}
    voted = state.ballot(candidate, block).votes.keys()
    if voters - voted:
        missing = member_names(state, voters - voted)
        raise ActRefusedError(
            f"Il manque le vote ou l’abstention {of(missing)} sur le {words} : saisissez-le avant "
            "l’adoption."
        )
    if voted - voters:
        raise ActRefusedError(
            f"{member_names(state, set(voted - voters))} ne vote plus sur le {words} : retirez ce "
            "vote avant l’adoption."
        )


def check_adoption(state: SittingState, fact: DecisionAdopted) -> None:
    """Allow a decision that a complete ballot, a chair, a quorum and the findings support."""
    check_decidable(state, fact.candidate, fact.block)
    _check_ballot(state, fact, state.ballot(fact.candidate, fact.block))
    _check_departure(state, fact)


def check_decidable(state: SittingState, candidate: str, block: str) -> None:
    """Refuse what no ballot could decide now: the sitting, the chair, the quorum, the findings."""
    require_open(state, "d’adopter une décision")
    known_candidate(state, candidate)
    _check_votable(state, candidate, block)
    check_chair(state, candidate)
    _check_quorum(state, candidate)
    _check_findings(state, candidate, block)


def check_chair(state: SittingState, candidate: str) -> None:
    """Refuse a decision for a candidate whom the acting chair may not vote on."""
    name = candidate_name(state, candidate)
    todo = "nommez un président de séance parmi les membres présents qui votent sur ce candidat"
    if state.chair is None:
        raise ActRefusedError(f"Personne ne préside la séance : {todo}.")
    if all(voter.identifier != state.chair for voter in voters_for(state, candidate)):
        chair = state.members[state.chair]
        there = state.attendance.get(state.chair)
        if state.chair in state.recused.get(candidate, frozenset()):
            why = f"s’est {agreed(chair.gender, 'déporté')} pour {name}"
        elif there is None or not there.sits:
            why = f"n’est pas {agreed(chair.gender, 'présent')}"
        else:
            why = f"ne vote pas sur {name}"
        raise ActRefusedError(f"{chair.full_name}, qui préside, {why} : {todo}.")


def _check_quorum(state: SittingState, candidate: str) -> None:
    route = state.candidates[candidate].route
    there, needed = len(voters_for(state, candidate)), quorum_for(state, route)
    if there < needed:
        raise ActRefusedError(
            f"Le quorum n’est pas atteint pour {candidate_name(state, candidate)} : "
            f"{_voters(there)} pour {needed} requis. Passez à un autre candidat et "
            "attendez l’arrivée d’un membre."
        )


def _voters(number: int) -> str:
    return in_number(number, "votant", "votants")


def _check_findings(state: SittingState, candidate: str, block: str) -> None:
    stopping = blocking(state, candidate, block)
    if stopping:
        first = stopping[0]
        todo = (
            "remédiez-y, ou faites passer outre par le président avec un motif écrit"
            if first.overridable
            else "remédiez-y avant l’adoption"
        )
        raise FindingRefusedError(
            f"Le constat « {first.id} » empêche d’adopter le "
            f"{block_of(state, candidate, block)} : {first.message.rstrip('.')} ; {todo}."
        )


def _check_ballot(state: SittingState, fact: DecisionAdopted, ballot: Ballot) -> None:
    counted = ballot.count
    words = block_of(state, fact.candidate, fact.block)
    if counted is None or ballot.votes:
        if ballot.votes:
            _check_every_voter(state, fact.candidate, fact.block)
        raise ActRefusedError(
            f"Aucun résultat n’est enregistré pour le {words} : faites voter le jury, ou saisissez "
            "un décompte ou un consensus, avant l’adoption."
        )
    if counted.level is None:
        raise ActRefusedError(
            f"Aucune voix n’a été exprimée sur le {words} : faites voter de nouveau le jury."
        )
    if set(counted.voters) != {voter.identifier for voter in voters_for(state, fact.candidate)}:
        raise ActRefusedError(
            f"Les votants ne sont plus ceux du décompte du {words} : faites voter de nouveau le "
            "jury sur ce bloc."
        )
    if counted.level != fact.level or fact.status is not state.rulebook.level(fact.level).status:
        raise ActRefusedError(
            f"Le niveau à adopter pour le {words} n’est pas celui du décompte : relisez le "
            "décompte avant l’adoption."
        )


def _check_departure(state: SittingState, fact: DecisionAdopted) -> None:
    words = block_of(state, fact.candidate, fact.block)
    proposed = proposal(state, fact.candidate, fact.block)
    if fact.proposed != proposed:
        raise ActRefusedError(f"La proposition du {words} a changé : relisez-la avant l’adoption.")
    if proposed is not None and proposed != fact.level and not fact.reason.strip():
        level = state.rulebook.level
        raise ActRefusedError(
            f"Le niveau du {words} ({level(fact.level).label}) s’écarte de la proposition "
            f"({level(proposed).label}) : indiquez-en le motif."
        )


def check_set_aside(state: SittingState, fact: BlockSetAside) -> None:
    """Allow « en attente » or « non présenté » for a bloc no vote is in progress on."""
    known_candidate(state, fact.candidate)
    ballot = _check_votable(state, fact.candidate, fact.block)
    words = block_of(state, fact.candidate, fact.block)
    if fact.status not in (BlockStatus.PENDING, BlockStatus.NOT_PRESENTED):
        raise ActRefusedError(
            f"Le {words} se met en attente ou se déclare non présenté ; tout autre statut vient "
            "d’un vote."
        )
    if ballot.votes or standing_count(state, fact.candidate, fact.block) is not None:
        raise ActRefusedError(
            f"Un vote est en cours sur le {words} : retirez les votes ou annulez le décompte avant "
            f"de le déclarer {fact.status}."
        )


def check_reopening(state: SittingState, fact: DecisionReopened) -> None:
    """Allow taking up again, with a reason, a bloc this jury has decided."""
    require_open(state, "de rouvrir une décision")
    known_candidate(state, fact.candidate)
    block = _full_code(state, fact.block)
    words = block_of(state, fact.candidate, block)
    status = block_status(state, fact.candidate, block)
    if status is BlockStatus.ACQUIRED:
        raise ActRefusedError(
            f"Le {words} est acquis depuis une session antérieure : ce jury ne l’a pas décidé et "
            "ne peut pas le rouvrir."
        )
    if status is None:
        raise ActRefusedError(f"Le {words} n’est pas décidé : votez-le, il n’y a rien à rouvrir.")
    if not fact.reason.strip():
        raise ActRefusedError(
            f"Indiquez le motif de la réouverture du {words} : il figure au procès-verbal."
        )


def check_follow_up(state: SittingState, fact: FollowUpPlanned) -> None:
    """Allow asking for a complement only where a decided bloc is not validated."""
    known_candidate(state, fact.candidate)
    block = known_block(state, fact.block)
    if block_status(state, fact.candidate, block) not in (
        BlockStatus.IN_PROGRESS,
        BlockStatus.NOT_ACQUIRED,
    ):
        raise ActRefusedError(
            f"Le {block_of(state, fact.candidate, block)} n’appelle ni complément ni rattrapage : "
            "adoptez d’abord un niveau qui ne valide pas le bloc."
        )


def _check_votable(state: SittingState, candidate: str, block: str) -> Ballot:
    """Return the ballot of a bloc that is neither acquis nor adopted."""
    _full_code(state, block)
    ballot = state.ballot(candidate, block)
    if ballot.decision is not None:
        raise ActRefusedError(
            f"Le {block_of(state, candidate, block)} est déjà adopté : rouvrez la décision avant "
            "d’y revenir."
        )
    if block_status(state, candidate, block) is BlockStatus.ACQUIRED:
        raise ActRefusedError(
            f"Le {block_of(state, candidate, block)} est acquis depuis une session antérieure : il "
            "ne se vote pas."
        )
    return ballot


def _full_code(state: SittingState, block: str) -> str:
    if known_block(state, block) != block:
        raise ActRefusedError(
            f"Le bloc « {block} » n’est pas écrit par son code complet : corrigez-le."
        )
    return block


def _check_levels(state: SittingState, tally: Mapping[int, int]) -> None:
    numbers = [level.number for level in state.rulebook.levels]
    for level in tally:
        if level not in numbers:
            raise ActRefusedError(
                f"Le niveau {level} n’existe pas dans ce référentiel : choisissez de "
                f"{min(numbers)} à {max(numbers)}, ou l’abstention."
            )
