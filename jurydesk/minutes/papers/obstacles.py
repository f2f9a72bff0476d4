"""Why a kind of paper does not apply yet, in one French sentence; nothing when it does."""

from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.spaces import NBSP
from jurydesk.minutes.papers import (
    certificate,
    composition,
    defence_form,
    experience,
    juror_proof,
    notification,
)


def no_candidate(state: SittingState) -> str:
    """Return a sentence while there are no candidates."""
    if state.candidates:
        return ""
    return f"Le bordereau attend une promotion{NBSP}: importez-la d’abord."


def no_member(state: SittingState) -> str:
    """Return a sentence while there is no jury."""
    return "" if state.members else f"Ce papier attend un jury{NBSP}: importez-le d’abord."


def no_defence(state: SittingState) -> str:
    """Return a sentence while nobody has a defence to give."""
    if defence_form.heard(state):
        return ""
    return f"Aucune soutenance n’est à noter{NBSP}: les fiches de notation ne s’appliquent pas."


def _undecided(state: SittingState) -> bool:
    return state.phase is Phase.PREPARATION


def nobody_sat(state: SittingState) -> str:
    """Return a sentence while the sitting is not closed, or nobody sat."""
    if state.phase not in (Phase.CLOSED, Phase.SEALED):
        return "Les attestations de présence attendent la clôture de la séance."
    return "" if juror_proof.sat(state) else "Personne n’a siégé : il n’y a rien à attester."


def no_result(state: SittingState) -> str:
    """Return a sentence while no result of a training route is known."""
    if _undecided(state):
        return f"Les notifications attendent les décisions du jury{NBSP}: tenez d’abord la séance."
    if not notification.notified(state):
        return (
            f"Aucun résultat n’est connu hors VAE{NBSP}: adoptez les décisions, ou demandez "
            "notifications-vae."
        )
    return ""


def no_experience_result(state: SittingState) -> str:
    """Return a sentence while no VAE result is known."""
    if _undecided(state) or not experience.experience_notified(state):
        return f"Aucun résultat de VAE n’est connu{NBSP}: adoptez d’abord les décisions."
    return ""


def no_report(state: SittingState) -> str:
    """Return a sentence while no VAE is partial or refused."""
    if _undecided(state) or not experience.reported(state):
        return f"Aucune VAE n’est partielle ou refusée{NBSP}: il n’y a pas de rapport à établir."
    return ""


def not_closed(state: SittingState) -> str:
    """Return a sentence while the sitting is not closed."""
    if state.phase in (Phase.CLOSED, Phase.SEALED):
        return ""
    return "La liste des admis attend la clôture de la séance."


def _not_sealed(state: SittingState) -> str:
    if state.sealed is None:
        return (
            "Certificats et parchemins ne s’impriment qu’une fois la séance scellée"
            f"{NBSP}: scellez d’abord le procès-verbal."
        )
    missing = certificate.missing_lines(state)
    if missing:
        return (
            f"Certificats et parchemins ne peuvent pas être imprimés{NBSP}: il manque "
            f"{', '.join(missing)}. Complétez le référentiel de règles ou la séance."
        )
    return ""


def no_certificate(state: SittingState) -> str:
    """Return a sentence while no certificate may be printed."""
    if not (text := _not_sealed(state)) and not certificate.validated(state):
        return f"Aucun bloc n’est validé par cette séance{NBSP}: il n’y a pas de certificat."
    return text


def no_parchment(state: SittingState) -> str:
    """Return a sentence while no parchemin may be printed."""
    if not (text := _not_sealed(state)) and not certificate.certified(state):
        return (
            f"Personne n’est certifié par cette séance{NBSP}: il n’y a pas de parchemin à établir."
        )
    return text


def no_proof(state: SittingState) -> str:
    """Return a sentence while nothing is adopted."""
    if composition.proven(state):
        return ""
    return (
        f"Aucune décision n’est adoptée{NBSP}: l’attestation de composition attend les décisions."
    )
