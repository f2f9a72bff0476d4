"""Are they enough, and does someone preside? Leaves who votes to :mod:`.voters`."""

from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.voters import bench_quorum, bench_voters
from jurydesk.compliance.wording import named, names, provision_source, source_of
from jurydesk.french.agreement import agreed
from jurydesk.french.numbers import counted


def check_quorum(_situation: Situation, bench: Bench) -> tuple[Finding, ...]:
    """Count the voting members who sit, per route, against the « quorum »."""
    return (_finding(bench, bench.there(bench.voting), None),)


def check_candidate_quorum(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Say so when recusals cost one candidate the quorum that the route has."""
    if not bench.attended or not (
        candidate.rapporteur or situation.recused.get(candidate.identifier)
    ):
        return ()
    needed = bench_quorum(bench)
    present = bench_voters(bench, situation, candidate)
    if len(present) >= needed or len(bench.there(bench.voting)) < needed:
        return ()
    return (_finding(bench, present, candidate),)


def _finding(bench: Bench, present: tuple[JuryMember, ...], candidate: Candidate | None) -> Finding:
    needed = bench_quorum(bench)
    appointed = len(bench.voting)
    missing = needed - len(present)
    about = f"voie {bench.route}" if candidate is None else candidate.name
    asked = (
        f"{counted(needed, 'votant', 'votants')} sur "
        f"{counted(appointed, 'membre nommé', 'membres nommés')} à voix délibérative"
    )
    status = FindingStatus.BLOCKING
    if not bench.attended:
        status = FindingStatus.UNKNOWN
        message = f"Quorum, {about} : il faudra {asked} ; l’émargement n’a pas commencé."
    elif missing <= 0:
        status = FindingStatus.COMPLIANT
        message = f"Quorum, {about} : {len(present)}/{appointed}, atteint (il faut {asked})."
    else:
        message = (
            f"Quorum, {about} : {len(present)}/{appointed}, non atteint (il faut {asked}) ; il "
            f"manque {counted(missing, 'votant', 'votants')} : attendez une arrivée, ou un "
            "suppléant à la place d’un titulaire absent."
        )
    return QUORUM.finding(
        status,
        message,
        source=source_of(bench.rulebook.quorum),
        route=bench.route,
        candidate=None if candidate is None else candidate.identifier,
        value=f"{len(present)}/{appointed}" if bench.attended else None,
        threshold=f"{needed}/{appointed}",
        missing=missing if bench.attended and missing > 0 else None,
        names=names(present),
    )


def check_chair(situation: Situation) -> tuple[Finding, ...]:
    """Check that the acting « président·e » is named and sits."""
    chair = _member(situation, situation.chair)
    status = FindingStatus.BLOCKING
    if chair is None:
        message = (
            "Présidence : personne ne préside la séance ; désignez un membre présent à voix "
            "délibérative comme président de séance."
        )
    elif not situation.attendance:
        status = FindingStatus.UNKNOWN
        message = (
            f"Présidence : {chair.full_name} préside ; sa présence sera constatée à l’émargement."
        )
    elif situation.sits(chair):
        status = FindingStatus.COMPLIANT
        message = f"Présidence : {chair.full_name} préside la séance."
    else:
        message = (
            f"Présidence : {chair.full_name} ne siège pas ; désignez un autre membre présent comme "
            "président de séance."
        )
    return (
        CHAIR.finding(
            status,
            message,
            source=provision_source(situation.rulebook, "sieges"),
            names=() if chair is None else (chair.full_name,),
        ),
    )


def check_candidate_chair(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Check that who presides also votes on this candidate; silent when all is well.

    A recused chair stops the candidate until another present voting member presides.
    """
    chair = situation.chair
    recused = chair in situation.recused.get(candidate.identifier, ())
    if chair is None or (not recused and chair not in bench.present):
        return ()
    if not recused and any(
        m.identifier == chair for m in bench_voters(bench, situation, candidate)
    ):
        return ()
    member = _member(situation, chair)
    who = chair if member is None else member.full_name
    gender = None if member is None else member.gender
    why = f"s’est {agreed(gender, 'déporté')}" if recused else "n’a pas voix délibérative"
    others = named(m for m in bench_voters(bench, situation, candidate) if m.identifier != chair)
    able = f" : {others}" if others else ""
    return (
        CHAIR.finding(
            FindingStatus.BLOCKING,
            f"Présidence, {candidate.name} : {who}, qui préside, {why} pour ce candidat ; "
            f"désignez un autre président de séance parmi les votants présents{able}.",
            source=provision_source(situation.rulebook, "sieges"),
            route=bench.route,
            candidate=candidate.identifier,
            names=(who,),
        ),
    )


def _member(situation: Situation, identifier: str | None) -> JuryMember | None:
    return next((m for m in situation.members if m.identifier == identifier), None)


CHAIR = Rule(
    id="president",
    title="Présidence",
    subject=Subject.SITTING,
    stops=Stops.OPENING,
    overridable=False,
    source="composition du jury",
    session=check_chair,
    live=check_candidate_chair,
    moment=True,
)
QUORUM = Rule(
    id="quorum",
    title="Quorum",
    subject=Subject.SITTING,
    stops=Stops.OPENING,
    overridable=False,
    source="choix de l’établissement",
    route=check_quorum,
    live=check_candidate_quorum,
    moment=True,
    card=0,
)
