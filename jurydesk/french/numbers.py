"""Numbers, shares, percentages and counts in words."""

import re
from typing import TYPE_CHECKING

from jurydesk.french.spaces import NBSP, THIN, typeset

# The window opens without a number to write.
if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction


def plural(number: int, singular: str, several: str = "") -> str:
    """Return « 1 membre », « 2 membres », « 0 membre »: French takes the plural from two on."""
    return f"{number}{NBSP}{agree_number(number, singular, several)}"


def agree_number(number: int, singular: str, several: str = "") -> str:
    """Return the word alone, in the number it agrees with; ``several`` defaults to an added s."""
    return singular if abs(number) < 2 else (several or f"{singular}s")


def counted(number: int, one: str, many: str) -> str:
    """Return « 1 membre » or « 3 membres »; zero takes the singular in French."""
    return f"{number} {many if number > 1 else one}"


def decimal(value: "Decimal", places: int | None = None) -> str:
    """Return « 14,50 » with a decimal comma; without ``places``, as many as the value has."""
    from decimal import Decimal  # noqa: PLC0415 see above

    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places))
    return f"{value:f}".replace(".", ",")


def plain_decimal(number: "Decimal") -> str:
    """Return « 14,5 »: a decimal comma and no zero for nothing."""
    return f"{number.normalize():f}".replace(".", ",")


def ratio(share: "Fraction") -> str:
    """Return a threshold as a fraction, « 3/10 »; a whole one is « 1/1 »."""
    return f"{share.numerator}/{share.denominator}"


def percent(share: "Fraction") -> str:
    """Return « 33,3 % », rounded half up to a tenth, a whole number without decimals."""
    from fractions import Fraction  # noqa: PLC0415 see above

    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    whole, tenth = divmod(tenths, 10)
    return f"{whole}{f',{tenth}' if tenth else ''}{THIN}%"


def exact_percent(share: "Fraction") -> str:
    """Return « 30 % » when the percentage is exact to a tenth, else the fraction itself."""
    tenths = share * 1000
    if tenths.denominator != 1:
        return ratio(share)
    whole, tenth = divmod(tenths.numerator, 10)
    return f"{whole},{tenth} %" if tenth else f"{whole} %"


def about_percent(number: int, total: int) -> str:
    """Return a count as a percentage rounded to a tenth, « 25 % », « environ 33,3 % »."""
    from fractions import Fraction  # noqa: PLC0415 see above

    tenths = (number * 2000 + total) // (2 * total)
    about = "" if tenths * total == number * 1000 else "environ "
    return about + exact_percent(Fraction(tenths, 1000))


def counted_share(fraction: str) -> str:
    """Return « 2/8 (25 %) » for a fraction written as counted, the text itself otherwise."""
    from fractions import Fraction  # noqa: PLC0415 see above

    match = re.fullmatch(r"(\d+)/(\d+)", fraction)
    if match is None or int(match[2]) == 0:
        return typeset(fraction)
    return f"{fraction} ({percent(Fraction(int(match[1]), int(match[2])))})"
