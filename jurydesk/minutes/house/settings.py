"""Checks the settings of an establishment as a whole, whatever wrote them."""

from collections.abc import Iterator

from jurydesk.deliberation.establishment import Establishment, Picture, Signatory
from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import quoted
from jurydesk.minutes.house.fields import faults
from jurydesk.minutes.house.pictures import PictureError, pixels
from jurydesk.minutes.house.wordings import wording, wording_faults

SIGNED = {
    "convocations": "Convocations",
    "notifications": "Notifications individuelles",
    "notifications-vae": "Notifications de VAE",
    "certificats": "Certificats",
    "parchemins": "Parchemins",
    "attestations-jury": "Attestations de présence",
}
"""The papers that somebody signs for the establishment, by the keys of their kinds."""

MOST_LINES = 5
_LONGEST_LINE = 60


def settings_faults(house: Establishment) -> tuple[str, ...]:
    """Return everything that is wrong with settings, one French sentence each."""
    return tuple(_faults(house))


def checked(house: Establishment) -> Establishment:
    """Return settings that may be used.

    Raises:
        JuryDeskError: They may not; the sentences say why.
    """
    told = settings_faults(house)
    if told:
        raise JuryDeskError(f"Réglages de l’établissement : {' '.join(told)}")
    return house


def _faults(house: Establishment) -> Iterator[str]:
    for what, lines in (("L’adresse", house.address), ("Le contact", house.contact)):
        yield from _line_faults(what, lines)
    for picture in (house.logo, house.stamp):
        if picture is not None:
            yield from _picture_faults(picture)
    for who in house.signatories:
        yield from _signatory_faults(who)
    for own in house.words:
        for fault in wording_faults(own.key, own.text):
            yield f"{wording(own.key).title}. {fault}"
    if house.appeal is not None:
        for fault in faults(house.appeal.text, ()):
            yield f"Voies et délais de recours. {fault}"
        if not house.appeal.adopted_by.strip():
            yield "Voies et délais de recours. Indiquez qui les a confirmés."


def _line_faults(what: str, lines: tuple[str, ...]) -> Iterator[str]:
    if len(lines) > MOST_LINES:
        yield f"{what} a {len(lines)} lignes : {MOST_LINES} au plus tiennent dans l’en-tête."
    for line in lines:
        if len(line) > _LONGEST_LINE:
            yield (
                f"{what} : la ligne {quoted(line[:40])} dépasse {_LONGEST_LINE} caractères, "
                "raccourcissez-la."
            )


def _picture_faults(picture: Picture) -> Iterator[str]:
    try:
        pixels(picture)
    except PictureError as error:
        yield str(error)
    if not picture.alternative.strip():
        yield "Une image n’a pas de description : écrivez ce qu’elle montre."


def _signatory_faults(who: Signatory) -> Iterator[str]:
    if not who.name.strip() or not who.quality.strip():
        yield "Un signataire n’a pas de nom ou pas de qualité : complétez-le, ou retirez-le."
    unknown = [each for each in who.papers if each not in SIGNED]
    if unknown:
        yield (
            f"{who.name} : {quoted(unknown[0])} n’est pas un papier que signe l’établissement ; "
            f"choisissez parmi {', '.join(SIGNED)}."
        )
    if who.authority.strip() and not who.act.strip():
        yield (
            f"{who.name} signe par délégation : indiquez l’acte qui la donne, son numéro et son "
            "jour."
        )
