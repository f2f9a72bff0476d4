"""The share of external members (« membres extérieurs »), in its four readings.

The four counts are always worked out; the one that decides is chosen for the session. Leaves
exact counting to :mod:`.share`.
"""

from collections.abc import Mapping
from fractions import Fraction

from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench, without
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import is_rapporteur_of
from jurydesk.compliance.rule import Cure, Rule, Stops, Subject
from jurydesk.compliance.share import Share, missing_beside, missing_when_added, share_of
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import named, names, source_of
from jurydesk.french.agreement import of_each
from jurydesk.french.numbers import about_percent, counted, exact_percent, ratio

_NOBODY: frozenset[str] = frozenset()
_READINGS = {
    Reading.SEATS: "sur les personnes nommées",
    Reading.STATUTORY: "sur les membres statutaires",
    Reading.VOTING: "sur les voix délibératives",
    Reading.PRESENT: "sur les personnes présentes",
}


def external_shares(bench: Bench, apart: frozenset[str] = _NOBODY) -> Mapping[Reading, Share]:
    """Return the share in each reading; ``apart`` are those recused for one candidate."""
    everyone = without(bench.counted, apart)
    return {
        Reading.SEATS: _share(everyone),
        Reading.STATUTORY: _share(everyone, len(without(bench.statutory, apart))),
        Reading.VOTING: _share(without(bench.voting, apart)),
        Reading.PRESENT: _share(bench.there(everyone)),
    }


def _attending_share(bench: Bench, reading: Reading, apart: frozenset[str] = _NOBODY) -> Share:
    """Return the share in one reading, counted on those who sit only."""
    everyone = bench.there(without(bench.counted, apart))
    if reading is Reading.STATUTORY:
        return _share(everyone, len(bench.there(without(bench.statutory, apart))))
    if reading is Reading.VOTING:
        return _share(bench.there(without(bench.voting, apart)))
    return _share(everyone)


def _share(members: tuple[JuryMember, ...], total: int | None = None) -> Share:
    return share_of(members, lambda member: member.external, total)


def check_external_share(situation: Situation, bench: Bench) -> tuple[Finding, ...]:
    """Test the chosen reading on the appointed jury of a route, suppléants in place.

    With the reading ``present``, on those who sit. A share that holds for the appointed and
    fails for those who sit is a reserve; one that only an absence cures is said so.
    """
    if not bench.rulebook.external_share.value:
        return (EXTERNAL_SHARE.unset(f"Membres extérieurs, voie {bench.route}", route=bench.route),)
    reading = situation.reading
    shares = external_shares(bench)
    threshold = bench.rulebook.external_share.value
    verdict = shares[reading].reaches(threshold)
    status = _APPOINTED[verdict]
    message = (
        f"Membres extérieurs, voie {bench.route}, {_READINGS[reading]} : "
        f"{_told(bench, reading, shares[reading])}"
    )
    if verdict and bench.attended:
        attending = _attending_share(bench, reading)
        if attending.reaches(threshold) is False:
            status = FindingStatus.RESERVE
            message += (
                f" Parmi les présents, la part tombe à {attending.value} : réserve portée au "
                "procès-verbal, sans arrêter les décisions."
            )
    message += _absence_notice(bench, reading, shares)
    return (_finding(bench, reading, shares, status=status, message=message),)


_APPOINTED = {
    True: FindingStatus.COMPLIANT,
    None: FindingStatus.UNKNOWN,
    False: FindingStatus.BLOCKING,
}


def check_candidate_external_share(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Count the share again for a candidate on whom someone is recused; never more than a reserve.

    The candidate's rapporteur is apart, as any rapporteur is.
    """
    recused = situation.recused.get(candidate.identifier)
    if not recused or not bench.rulebook.external_share.value:
        return ()
    apart = recused | {
        m.identifier for m in bench.counted if is_rapporteur_of(m, candidate, bench.settled)
    }
    reading = situation.reading
    shares = external_shares(bench, apart)
    threshold = bench.rulebook.external_share.value
    verdict = shares[reading].reaches(threshold)
    gone = named(member for member in bench.seated if member.identifier in recused)
    message = (
        f"Membres extérieurs, {candidate.name}, sans {gone or 'la personne déportée'}, "
        f"{_READINGS[reading]} : {_told(bench, reading, shares[reading])}"
    )
    status = _APPOINTED[verdict]
    if verdict and bench.attended:
        attending = _attending_share(bench, reading, apart)
        if attending.reaches(threshold) is False:
            status = FindingStatus.RESERVE
            message += f" Parmi les présents, la part tombe à {attending.value}."
    if status in (FindingStatus.BLOCKING, FindingStatus.RESERVE):
        status = FindingStatus.RESERVE
        message += " Réserve portée au procès-verbal pour ce candidat, sans arrêter la décision."
    return (_finding(bench, reading, shares, status=status, message=message, candidate=candidate),)


def _finding(
    bench: Bench,
    reading: Reading,
    shares: Mapping[Reading, Share],
    *,
    status: FindingStatus,
    message: str,
    candidate: Candidate | None = None,
) -> Finding:
    threshold = bench.rulebook.external_share.value
    chosen = shares[reading]
    short = chosen.reaches(threshold) is False
    return EXTERNAL_SHARE.finding(
        status,
        message,
        source=source_of(bench.rulebook.external_share),
        overridable=candidate is None,
        route=bench.route,
        candidate=None if candidate is None else candidate.identifier,
        value=chosen.value,
        threshold=ratio(threshold),
        missing=_missing(chosen, reading, threshold) if short else None,
        names=names(chosen.having),
        readings={key: share.value for key, share in shares.items()},
    )


def _missing(share: Share, reading: Reading, threshold: Fraction) -> int | None:
    """Return how many more externals would do, taking the unknown ones at their best."""
    best = len(share.having) + len(share.unknown)
    if reading is Reading.STATUTORY:
        return missing_beside(best, share.total, threshold)
    return missing_when_added(best, share.total, threshold)


def _told(bench: Bench, reading: Reading, share: Share) -> str:
    """Say the count, who is counted, and what would cure it."""
    threshold = bench.rulebook.external_share.value
    goal = exact_percent(threshold)
    verdict = share.reaches(threshold)
    if not share.total:
        if reading is Reading.PRESENT and not bench.attended:
            return f"la part sera comptée à l’émargement ; il faut {goal}."
        return f"0/0, personne n’entre dans ce décompte ; il faut {goal}."
    who = named(share.having) or "personne"
    if verdict:
        return f"{share.bounds} ({who}), le seuil de {goal} est atteint."
    if verdict is None:
        return (
            f"{share.bounds} ({who}), pour un seuil de {goal} ; précisez si "
            f"{named(share.unknown)} {_are(share.unknown)} de l’extérieur."
        )
    even = f", même en comptant {named(share.unknown)}" if share.unknown else ""
    return (
        f"{share.bounds} ({who}), soit {about_percent(len(share.having), share.total)}, sous le "
        f"seuil de {goal}{even} ; {_cure(reading, share, threshold)}"
    )


def _are(members: tuple[JuryMember, ...]) -> str:
    return "viennent" if len(members) > 1 else "vient"


def _cure(reading: Reading, share: Share, threshold: Fraction) -> str:
    missing = _missing(share, reading, threshold)
    if missing is None:
        swapped = missing_beside(len(share.having), share.total, threshold)
        people = counted(swapped, "membre interne", "membres internes")
        return f"il faut remplacer {people} par des membres extérieurs."
    best = len(share.having) + len(share.unknown) + missing
    total = share.total if reading is Reading.STATUTORY else share.total + missing
    people = counted(missing, "membre extérieur", "membres extérieurs")
    kind = {
        Reading.STATUTORY: " hors sièges statutaires",
        Reading.VOTING: " à voix délibérative",
        Reading.PRESENT: " en séance",
    }.get(reading, "")
    return f"il manque {people}{kind} : {best}/{total} conviendrait."


def _absence_notice(bench: Bench, reading: Reading, shares: Mapping[Reading, Share]) -> str:
    """Say that a threshold is met among those present only because people are absent."""
    threshold = bench.rulebook.external_share.value
    pairs = [(shares[Reading.SEATS], shares[Reading.PRESENT])]
    if reading in (Reading.STATUTORY, Reading.VOTING):
        pairs.insert(0, (shares[reading], _attending_share(bench, reading)))
    for appointed, attending in pairs:
        if appointed.reaches(threshold) is False and attending.reaches(threshold):
            away = of_each(names(m for m in bench.counted if m.identifier not in bench.present))
            return (
                f" Attention : parmi les présents la part est de {attending.value}, contre "
                f"{appointed.value} pour le jury nommé ; le seuil n’est atteint que par l’absence "
                f"{away}."
            )
    return ""


EXTERNAL_SHARE = Rule(
    id="exterieurs",
    title="Membres extérieurs",
    subject=Subject.JURY,
    stops=Stops.ADOPTION,
    overridable=True,
    source="composition des jurys de la fiche",
    route=check_external_share,
    candidate=check_candidate_external_share,
    card=1,
    cure=Cure.COMPOSITION,
    counts="la part des membres extérieurs",
)
