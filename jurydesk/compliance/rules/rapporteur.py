"""Was the VAE candidate's rapporteur appointed, and is the rapporteur there?"""

from jurydesk.certification.vocabulary import Role
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.bench import Bench
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.recusal import is_rapporteur_of, rapporteur_doubts
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.rules.regimes import nothing_asked, vae_finding
from jurydesk.compliance.situation import Situation
from jurydesk.compliance.wording import named, names, provision_source, to_settle
from jurydesk.french.agreement import agreed


def check_rapporteur(
    situation: Situation, bench: Bench, candidate: Candidate
) -> tuple[Finding, ...]:
    """Check that the person named for the candidate is an appointed rapporteur.

    When nobody is named, the only rapporteur there is. Absence at the sitting is a reserve,
    unless a suppléant is in place.
    """
    appointed = tuple(m for m in situation.members if m.role is Role.RAPPORTEUR)
    asked = bench.rulebook.seat(Role.RAPPORTEUR) is not None
    if not (asked or appointed or candidate.rapporteur):
        return (nothing_asked(RAPPORTEUR, "Rapporteur", candidate),)
    if candidate.rapporteur:
        settled = bench.settled
        found = tuple(m for m in appointed if is_rapporteur_of(m, candidate, settled))
    else:
        found = tuple(m for m in appointed if not m.substitute_for)
    status, reason = _judge(situation, bench, candidate, found)
    return (
        vae_finding(
            RAPPORTEUR,
            f"Rapporteur, {candidate.name} : {reason}",
            status,
            candidate,
            provision_source(bench.rulebook, "sieges"),
            value=f"{len(found)}/1",
            threshold="1/1",
            names=names(found),
        ),
    )


def _judge(
    situation: Situation, bench: Bench, candidate: Candidate, found: tuple[JuryMember, ...]
) -> tuple[FindingStatus, str]:
    maybe = rapporteur_doubts(situation.members, candidate, bench.settled)
    if not found and maybe:
        return FindingStatus.UNKNOWN, to_settle(candidate.rapporteur, "rapporteur", maybe)
    if not found and candidate.rapporteur:
        return FindingStatus.BLOCKING, _stranger(situation, candidate)
    if not found:
        return FindingStatus.BLOCKING, (
            "aucun rapporteur n’est nommé dans le jury ; faites-en nommer un."
        )
    if len(found) > 1 and not candidate.rapporteur:
        return FindingStatus.UNKNOWN, (
            f"le dossier ne dit pas lequel des rapporteurs est le sien ({named(found)}) ; "
            "précisez-le."
        )
    return _presence(bench, found)


def _stranger(situation: Situation, candidate: Candidate) -> str:
    """Say who the person named is, when that is not an appointed rapporteur."""
    settled = situation.settled
    member = next((m for m in situation.members if is_rapporteur_of(m, candidate, settled)), None)
    if member is None:
        return (
            f"« {candidate.rapporteur} », que le dossier désigne, n’est pas nommé dans le jury ; "
            "corrigez le nom ou faites nommer cette personne comme rapporteur."
        )
    return (
        f"{member.full_name}, {agreed(member.gender, 'désigné')} par le dossier, siège au "
        f"titre « {member.role.words} » et "
        "non comme rapporteur ; ce membre ne vote pas sur ce candidat."
    )


def _presence(bench: Bench, found: tuple[JuryMember, ...]) -> tuple[FindingStatus, str]:
    who = named(found)
    if not bench.attended or any(m.identifier in bench.present for m in found):
        return FindingStatus.COMPLIANT, f"{who} est au jury, avec voix consultative."
    replaced = {m.identifier for m in found}
    substitutes = bench.there(m for m in bench.seated if m.substitute_for in replaced)
    if substitutes:
        verb = "remplacent" if len(tuple(substitutes)) > 1 else "remplace"
        return FindingStatus.COMPLIANT, f"{named(substitutes)} {verb} en séance {who}."
    return FindingStatus.RESERVE, (
        f"{who} est au jury mais ne siège pas : réserve portée au procès-verbal, sans arrêter la "
        "décision."
    )


RAPPORTEUR = Rule(
    id="vae_rapporteur",
    title="VAE, rapport",
    subject=Subject.EXPERIENCE,
    stops=Stops.ADOPTION,
    overridable=True,
    source="composition des jurys de la fiche",
    candidate=check_rapporteur,
    experience=True,
)
