"""French for the messages of findings: lists, numbers, shares, no-break spaces.

Leaves saying what was found to each check, and laying text on a page to the minutes.
"""

import unicodedata
from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

from jurydesk.certification.rulebook import Rulebook, Setting
from jurydesk.compliance.member import JuryMember
from jurydesk.french import enumeration

_NO_BREAK = "\N{NO-BREAK SPACE}"
_NARROW = "\N{NARROW NO-BREAK SPACE}"

Value = TypeVar("Value")


def sentence(text: str) -> str:
    """Put the no-break spaces that French asks for into a text typed with plain ones."""
    return (
        text.replace("« ", f"«{_NO_BREAK}")
        .replace(" »", f"{_NO_BREAK}»")
        .replace(" :", f"{_NO_BREAK}:")
        .replace(" ;", f"{_NARROW};")
        .replace(" ?", f"{_NARROW}?")
        .replace(" !", f"{_NARROW}!")
        .replace(" %", f"{_NARROW}%")
    )


def of(name: str) -> str:
    """Return « de NAME », elided before a vowel or a silent h (« d’Hélène »)."""
    head = unicodedata.normalize("NFD", name[:1].lower())[:1]
    return f"d’{name}" if head and head in "aeiouyhœæ" else f"de {name}"


def names(members: Iterable[JuryMember]) -> tuple[str, ...]:
    """Return the members' full names, in the order of the jury."""
    return tuple(member.full_name for member in members)


def named(members: Iterable[JuryMember]) -> str:
    """Return « Anne ROY et Luc VIDAL »; empty for nobody."""
    return enumeration(names(members))


def counted(number: int, one: str, many: str) -> str:
    """Return « 1 membre » or « 3 membres »; zero takes the singular in French."""
    return f"{number} {many if number > 1 else one}"


def ratio(share: Fraction) -> str:
    """Return a threshold as a fraction, « 3/10 »; a whole one is « 1/1 »."""
    return f"{share.numerator}/{share.denominator}"


def percent(share: Fraction) -> str:
    """Return « 30 % » when the percentage is exact to a tenth, else the fraction itself."""
    tenths = share * 1000
    if tenths.denominator != 1:
        return ratio(share)
    whole, tenth = divmod(tenths.numerator, 10)
    return f"{whole},{tenth} %" if tenth else f"{whole} %"


def source_of(setting: Setting[Value]) -> str:
    """Return where a setting comes from, and whether it is still to confirm."""
    return setting.source if setting.is_opposable else f"{setting.source} (à confirmer)"


def about_percent(number: int, total: int) -> str:
    """Return a count as a percentage rounded to a tenth, « 25 % », « environ 33,3 % »."""
    tenths = (number * 2000 + total) // (2 * total)
    about = "" if tenths * total == number * 1000 else "environ "
    return about + percent(Fraction(tenths, 1000))


def provision_source(rulebook: Rulebook, key: str) -> str:
    """Return where a rule kept as a plain table comes from; the fiche when the file is silent."""
    for provision in rulebook.provisions:
        if provision.key == key:
            return source_of(provision)
    return f"fiche {rulebook.certification.code}"
