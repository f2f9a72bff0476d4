"""French for the messages of findings: lists, numbers, shares, no-break spaces.

Leaves saying what was found to each check, and laying text on a page to the minutes.
"""

from collections.abc import Iterable
from typing import TypeVar

from jurydesk.certification.rulebook import Rulebook, Setting
from jurydesk.compliance.member import JuryMember
from jurydesk.french.lists import enumeration

Value = TypeVar("Value")


def names(members: Iterable[JuryMember]) -> tuple[str, ...]:
    """Return the members' full names, in the order of the jury."""
    return tuple(member.full_name for member in members)


def named(members: Iterable[JuryMember]) -> str:
    """Return « Anne ROY et Luc VIDAL »; empty for nobody."""
    return enumeration(names(members))


def source_of(setting: Setting[Value]) -> str:
    """Return where a setting comes from, and whether it is still to confirm."""
    return setting.source if setting.is_opposable else f"{setting.source} (à confirmer)"


def provision_source(rulebook: Rulebook, key: str) -> str:
    """Return where the rule of a key comes from; the fiche when the file is silent."""
    setting = rulebook.rules.get(key)
    return f"fiche {rulebook.certification.code}" if setting is None else source_of(setting)


def to_settle(mention: str, what: str, members: Iterable[JuryMember]) -> str:
    """Return who a mention of the file may mean, and where that is settled."""
    who = enumeration((member.full_name for member in members), "ou")
    return (
        f"« {mention} », {what} selon le dossier, peut désigner {who} ; dites à la page Jury, "
        "onglet Déports, si c’est cette personne."
    )
