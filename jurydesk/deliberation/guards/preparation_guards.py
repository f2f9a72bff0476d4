"""Refuses what may not be prepared, corrected, sealed or signed at this moment."""

from dataclasses import replace

from jurydesk.certification.rule_change import (
    from_json,
    is_settable,
    setting_named,
    with_rule_set,
)
from jurydesk.cohort.candidate import BlockRecordState
from jurydesk.compliance.member_correction import CORRECTABLE
from jurydesk.deliberation.facts import (
    CandidateCorrected,
    CivilStatusAmended,
    CohortImported,
    Fact,
    JuryImported,
    MemberCorrected,
    MinutesSigned,
    NominationDescribed,
    RectificationDeclared,
    RuleConfirmed,
    RuleSet,
    SessionFollowed,
    SessionRescheduled,
    SigningDeclared,
    SigningWay,
)
from jurydesk.deliberation.known import known_candidate, known_member
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.deliberation.words.labels import block_name, member_name
from jurydesk.errors import ActRefusedError, JuryDeskError
from jurydesk.french.agreement import of
from jurydesk.french.days import plain_day
from jurydesk.french.lists import enumeration


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
    if state.followed:
        raise ActRefusedError(
            "Des personnes reviennent ici d’une séance antérieure, avec leurs blocs acquis : "
            "corrigez un dossier cellule par cellule, avec son motif, ou préparez de nouveau la "
            "séance suivante avec l’autre promotion."
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


def check_followed(state: SittingState, fact: SessionFollowed) -> None:
    """Allow people to come back from one earlier sealed session, once, in preparation."""
    if any(each.minutes_number == fact.minutes_number for each in state.followed):
        raise ActRefusedError(
            f"Cette séance suit déjà le procès-verbal {fact.minutes_number} : ne le donnez qu’une "
            "fois."
        )
    if state.phase is not Phase.PREPARATION:
        raise ActRefusedError(
            "La séance a commencé : préparez la séance suivante dans un nouveau fichier."
        )
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


def check_amendment(state: SittingState, fact: CivilStatusAmended) -> None:
    """Allow correcting a civil status from the opening on, the seal included, with a reason."""
    name = of(known_candidate(state, fact.candidate.identifier).name)
    if state.phase is Phase.PREPARATION:
        raise ActRefusedError(
            f"La séance n’est pas ouverte : corrigez le dossier {name} lui-même, page "
            "« Promotion »."
        )
    if not fact.reason.strip():
        raise ActRefusedError(f"Indiquez le motif de la correction apportée à l’état civil {name}.")
    if not fact.changes:
        raise ActRefusedError(f"Rien ne change dans l’état civil {name} : donnez une valeur.")


def check_nomination(state: SittingState, fact: NominationDescribed) -> None:
    """Refuse an act of nomination without a number, or that appoints nobody of the jury."""
    number = fact.act.number.strip()
    if not number:
        raise ActRefusedError("Indiquez le numéro de l’acte de nomination.")
    known = sorted({member.act for member in state.members.values() if member.act})
    if number not in known:
        cited = (
            f"les membres du jury citent {enumeration(known)}"
            if known
            else "aucun membre du jury n’en cite"
        )
        raise ActRefusedError(
            f"L’acte « {number} » ne nomme personne : {cited}. Reprenez le numéro de la colonne "
            "« acte_nomination » du tableau du jury, ou corrigez ce tableau et relisez-le."
        )


def check_rescheduling(state: SittingState, fact: SessionRescheduled) -> None:
    """Allow another day until the opening, not before the sitting it rectifies."""
    if state.phase is not Phase.PREPARATION:
        raise ActRefusedError(
            "La séance a été ouverte : sa date ne change plus. Annulez jusqu’à l’ouverture pour "
            "la corriger, ou notez un incident."
        )
    first = state.rectification
    if first is not None and fact.session_date < first.session_date:
        raise ActRefusedError(
            f"La séance rectifiée est du {plain_day(first.session_date)} : celle-ci ne peut pas "
            "la précéder. Choisissez un autre jour."
        )


def check_rule(state: SittingState, fact: RuleConfirmed) -> None:
    """Refuse to confirm a setting the rulebook does not have."""
    if all(setting.key != fact.key for setting in state.rulebook.settings()):
        raise ActRefusedError(
            f"Le référentiel de règles n’a pas de paramètre « {fact.key} » : choisissez-en un "
            "dans la liste de la certification."
        )


def check_rule_set(state: SittingState, fact: RuleSet) -> None:
    """Allow setting a rule to confirm before the opening, to a value that the rulebook takes."""
    if state.phase is not Phase.PREPARATION:
        raise ActRefusedError(
            "La séance est ouverte : ses règles ne changent plus. Annulez jusqu’à l’ouverture, ou "
            "préparez une autre séance."
        )
    setting = setting_named(state.rulebook, fact.key)
    if not is_settable(setting):
        raise ActRefusedError(
            f"La règle « {setting.key} » vient de la fiche ou de la loi : elle ne se change pas."
        )
    try:
        with_rule_set(
            state.rulebook,
            state.created.rulebook,
            setting.key,
            from_json(fact.value),
            source=fact.source,
            adoption=fact.adoption,
        )
    except JuryDeskError as error:
        raise ActRefusedError(str(error)) from error


def check_member_correction(state: SittingState, fact: MemberCorrected) -> None:
    """Allow correcting a member's name, quality or employer, with a reason; nothing counted on."""
    before = known_member(state, fact.member.identifier)
    if not fact.reason.strip():
        raise ActRefusedError(f"Indiquez le motif de la correction apportée à {before.full_name}.")
    same = {each.attribute: getattr(before, each.attribute) for each in CORRECTABLE.values()}
    if replace(fact.member, **same) != before or fact.member == before:
        raise ActRefusedError(
            f"Seuls le nom, le prénom, la qualité et l’entreprise {of(before.full_name)} se "
            "corrigent : pour un siège ou une voix, importez de nouveau le jury avant l’ouverture."
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
