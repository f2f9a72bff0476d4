"""Numbers, shares, percentages and counts in words."""

import decimal as decimals
import fractions
import re

from jurydesk.french.spaces import NBSP, THIN, typeset


def plural(number: int, singular: str, several: str = "") -> str:
    """Return « 1 membre », « 2 membres », « 0 membre »: French takes the plural from two on."""
    return f"{number}{NBSP}{agree_number(number, singular, several)}"


def agree_number(number: int, singular: str, several: str = "") -> str:
    """Return the word alone, in the number it agrees with; ``several`` defaults to an added s."""
    return singular if abs(number) < 2 else (several or f"{singular}s")


def counted(number: int, one: str, many: str) -> str:
    """Return « 1 membre » or « 3 membres »; zero takes the singular in French."""
    return f"{number} {many if number > 1 else one}"


def decimal(value: "decimals.Decimal", places: int | None = None) -> str:
    """Return « 14,50 » with a decimal comma; without ``places``, as many as the value has."""
    if places is not None:
        value = value.quantize(decimals.Decimal(1).scaleb(-places))
    return f"{value:f}".replace(".", ",")


def plain_decimal(number: "decimals.Decimal") -> str:
    """Return « 14,5 »: a decimal comma and no zero for nothing."""
    return f"{number.normalize():f}".replace(".", ",")


def ratio(share: "fractions.Fraction") -> str:
    """Return a threshold as a fraction, « 3/10 »; a whole one is « 1/1 »."""
    return f"{share.numerator}/{share.denominator}"


def percent(share: "fractions.Fraction") -> str:
    """Return « 33,3 % », rounded half up to a tenth, a whole number without decimals."""
    tenths = (share * 1000 + fractions.Fraction(1, 2)).__floor__()
    whole, tenth = divmod(tenths, 10)
    return f"{whole}{f',{tenth}' if tenth else ''}{THIN}%"


def exact_percent(share: "fractions.Fraction") -> str:
    """Return « 30 % » when the percentage is exact to a tenth, else the fraction itself."""
    tenths = share * 1000
    if tenths.denominator != 1:
        return ratio(share)
    whole, tenth = divmod(tenths.numerator, 10)
    return f"{whole},{tenth} %" if tenth else f"{whole} %"


def about_percent(number: int, total: int) -> str:
    """Return a count as a percentage rounded to a tenth, « 25 % », « environ 33,3 % »."""
    tenths = (number * 2000 + total) // (2 * total)
    about = "" if tenths * total == number * 1000 else "environ "
    return about + exact_percent(fractions.Fraction(tenths, 1000))


def counted_share(fraction: str) -> str:
    """Return « 2/8 (25 %) » for a fraction written as counted, the text itself otherwise."""
    match = re.fullmatch(r"(\d+)/(\d+)", fraction)
    if match is None or int(match[2]) == 0:
        return typeset(fraction)
    return f"{fraction} ({percent(fractions.Fraction(int(match[1]), int(match[2])))})"
