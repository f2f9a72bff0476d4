"""Who signs a paper of the establishment, where it is written, in what capacity."""

from jurydesk.deliberation.establishment import NO_SETTINGS, Establishment
from jurydesk.deliberation.state import SittingState
from jurydesk.french.days import unbroken_day
from jurydesk.french.spaces import capitalised, clean, typeset
from jurydesk.minutes.papers.leaf import Dated, SignatureLine, Signatures

_UNSIGNED = SignatureLine("Pour l’établissement certificateur", note="nom, qualité et signature")


def house_of(state: SittingState) -> Establishment:
    """Return the settings of the session, empty ones when it has none."""
    return state.establishment or NO_SETTINGS


def signed(state: SittingState, paper: str) -> Signatures:
    """Return the place to sign a kind of paper, in the name of who was set to."""
    who = house_of(state).signatory(paper)
    if who is None:
        return Signatures((_UNSIGNED,), stamped=True)
    name, quality = clean(who.name), typeset(who.quality)
    if not who.authority.strip():
        return Signatures((SignatureLine(capitalised(quality), name),), stamped=True)
    given = f" du {unbroken_day(who.act_date)}" if who.act_date else ""
    line = SignatureLine(
        f"Pour {typeset(who.authority)} et par délégation,",
        f"{name}, {quality}",
        f"Délégation {typeset(who.act)}{given}",
    )
    return Signatures((line,), stamped=True)


def dated(state: SittingState) -> Dated:
    """Return where and when a letter is written; its day is known when it is printed."""
    return Dated(typeset(house_of(state).place))


def made_at(state: SittingState, *, centred: bool = False) -> Dated:
    """Return where and when a certificate is made."""
    return Dated(typeset(house_of(state).place), made=True, centred=centred)
