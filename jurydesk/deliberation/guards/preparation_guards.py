"""Refuses what may not be prepared, corrected, sealed or signed at this moment."""

from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.deliberation.facts import (
    CandidateCorrected,
    CohortImported,
    Fact,
    JuryImported,
    MinutesSigned,
    NominationDescribed,
    RectificationDeclared,
    RuleConfirmed,
    SigningDeclared,
    SigningWay,
)
from jurydesk.deliberation.known import known_candidate, known_member
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.labels import block_name, member_name
from jurydesk.errors import ActRefusedError
from jurydesk.french.agreement import of


def check_nothing(_state: SittingState, _fact: Fact) -> None:
    """Allow an act that any session not sealed takes."""


def check_creation(_state: SittingState, _fact: Fact) -> None:
    """Refuse to create a session twice."""
    raise ActRefusedError("Cette séance existe déjà : créez-en une autre dans un nouveau fichier.")


def check_cohort(state: SittingState, fact: CohortImported) -> None:
    """Allow a cohort in preparation, as long as it keeps everyone already named by an act."""
    _require_preparation(state, "la promotion")
    if state.rectification is not None:
        raise ActRefusedError(
            "Les candidatures d’une séance rectificative viennent du procès-verbal rectifié : "
            "corrigez un dossier cellule par cellule, avec son motif."
        )
    named = {
        *state.recused,
        *state.defences,
        *state.recommendations,
        *(candidate for candidate, _ in state.ballots),
        *(override.candidate for override in state.overrides if override.candidate),
        *(correction.candidate.identifier for correction in state.corrections),
    }
    _refuse_lost(named - {c.identifier for c in fact.candidates}, "candidats", "la promotion")


def check_jury(state: SittingState, fact: JuryImported) -> None:
    """Allow a jury in preparation, as long as it keeps everyone already named by an act."""
    _require_preparation(state, "le jury")
    named = {
        *state.attendance,
        *state.signing,
        *(chair.member for chair in state.chairs),
        *(recusal.member for recusal in state.recusals),
    }
    _refuse_lost(named - {m.identifier for m in fact.members}, "membres", "le jury")


def check_rectification(state: SittingState, fact: RectificationDeclared) -> None:
    """Allow a session to rectify one sealed minutes, for candidates it holds, with a reason."""
    if state.rectification is not None:
        raise ActRefusedError(
            f"Cette séance rectifie déjà le procès-verbal {state.rectification.minutes_number} : "
            "préparez-en une autre pour un autre procès-verbal."
        )
    if state.phase is not Phase.PREPARATION:
        raise ActRefusedError(
            "La séance a commencé : une rectification se déclare à sa préparation. Préparez une "
            "séance rectificative dans un nouveau fichier."
        )
    if not fact.reason.strip():
        raise ActRefusedError("Indiquez le motif de la rectification.")
    for each in fact.candidates:
        known_candidate(state, each.candidate)


def _require_preparation(state: SittingState, what: str) -> None:
    if state.phase is not Phase.PREPARATION:
        raise ActRefusedError(
            f"La séance a commencé : {what} ne s’importe qu’en préparation. Corrigez les données "
            "une à une, ou annulez jusqu’à l’ouverture."
        )


def _refuse_lost(lost: set[str], whom: str, what: str) -> None:
    if lost:
        raise ActRefusedError(
            f"Des actes enregistrés nomment des {whom} absents du nouveau fichier "
            f"({', '.join(sorted(lost))}) : annulez ces actes avant d’importer {what}."
        )


def check_correction(state: SittingState, fact: CandidateCorrected) -> None:
    """Allow a reasoned correction that no vote or decision already stands on."""
    after = fact.candidate
    before = known_candidate(state, after.identifier)
    if not fact.reason.strip():
        raise ActRefusedError(
            f"Indiquez le motif de la correction apportée au dossier {of(before.name)}."
        )
    for (candidate, block), ballot in state.ballots.items():
        if candidate != after.identifier or not (ballot.votes or ballot.count or ballot.decision):
            continue
        if after.route is not before.route:
            raise ActRefusedError(
                f"Le jury a déjà voté sur {before.name} : annulez ces votes et ces décisions "
                "avant de changer sa voie d’accès."
            )
        if after.record(block).state is BlockRecordState.ACQUIRED:
            raise ActRefusedError(
                f"Le jury a déjà voté le bloc {block_name(state, block)} {of(before.name)} : "
                "annulez ce vote ou cette décision avant de le déclarer acquis."
            )


def check_nomination(_state: SittingState, fact: NominationDescribed) -> None:
    """Refuse an act of nomination without a number."""
    if not fact.act.number.strip():
        raise ActRefusedError("Indiquez le numéro de l’acte de nomination.")


def check_rule(state: SittingState, fact: RuleConfirmed) -> None:
    """Refuse to confirm a setting the rulebook does not have."""
    if all(setting.key != fact.key for setting in state.rulebook.settings()):
        raise ActRefusedError(
            f"Le référentiel de règles n’a pas de paramètre « {fact.key} » : choisissez-en un "
            "dans la liste de la certification."
        )


def check_signing_way(state: SittingState, fact: SigningDeclared) -> None:
    """Allow declaring how a member signs, until that member has signed.

    Once sealed, a member awaited may still be declared as signing on paper or refusing, so that
    the chair may sign; nobody is added to the signatures that the sealed minutes expect.
    """
    member = known_member(state, fact.member)
    if any(signature.member == fact.member for signature in state.signatures):
        raise ActRefusedError(
            f"{member.full_name} a déjà signé : sa manière de signer ne change plus."
        )
    at_seal = state.signing.get(fact.member)
    if state.sealed is not None and at_seal and at_seal.way is not SigningWay.ELECTRONIC:
        raise ActRefusedError(
            f"Le procès-verbal scellé n’attend pas la signature électronique "
            f"{of(member.full_name)} : faites signer l’exemplaire imprimé."
        )


def check_seal(state: SittingState, _fact: Fact) -> None:
    """Allow sealing a closed session only."""
    if state.phase is not Phase.CLOSED:
        raise ActRefusedError(
            "La séance n’est pas close : enregistrez la clôture avant de sceller."
        )


def check_signature(state: SittingState, fact: MinutesSigned) -> None:
    """Allow one signature a member, on sealed minutes only."""
    known_member(state, fact.member)
    if state.phase is not Phase.SEALED:
        raise ActRefusedError("La séance n’est pas scellée : scellez-la avant de faire signer.")
    if any(signature.member == fact.member for signature in state.signatures):
        raise ActRefusedError(
            f"{member_name(state, fact.member)} a déjà signé ce procès-verbal : passez au "
            "signataire suivant."
        )
