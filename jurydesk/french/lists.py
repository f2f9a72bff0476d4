"""Lists in words: « A, B et C », « BC01 à BC07 », the first ones and how many more."""

from collections.abc import Iterable, Sequence

from jurydesk.french.numbers import plural


def enumeration(items: Iterable[str], last: str = "et") -> str:
    """Return « A, B et C »; empty for nothing."""
    words = tuple(items)
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def shortened(names: Sequence[str], limit: int) -> str:
    """Return a list of names, or the first ones and how many more when there are many."""
    if len(names) <= limit:
        return enumeration(names)
    rest = len(names) - limit
    return f"{', '.join(names[:limit])} et {plural(rest, 'autre')}"


def span(codes: list[str], places: list[int]) -> str:
    """Return « BC01 », « BC01 et BC04 », or « BC01 à BC07 » for three or more in a row."""
    if len(places) > 2 and places[-1] - places[0] == len(places) - 1:
        return f"{codes[places[0]]} à {codes[places[-1]]}"
    return enumeration(codes[place] for place in places)
