"""How marks, gaps and minutes are spread: standing bars, each a range of values."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from statistics import median

from jurydesk.certification.rule_values import DefenceRule
from jurydesk.certification.title import MarkScale
from jurydesk.deliberation.figures.chart import Bar, Chart, Form, Guide, Pattern, Series
from jurydesk.deliberation.figures.people import DefenceFigure, PersonFigures
from jurydesk.french.numbers import decimal, plain_decimal, plural
from jurydesk.french.spaces import NBSP, typeset

_PEOPLE = (Series("candidats", "accent", Pattern.FULL),)
_DEFENCES = (Series("soutenances", "accent", Pattern.FULL),)
_PARTS = (
    Series("rapport", "accent", Pattern.FULL),
    Series("oral", "warn", Pattern.RISING),
)
_MOST_BARS = 25
_NO_DEFENCE = "Ce titre n’a pas de soutenance notée."
_NO_MARK = "Aucune soutenance n’a encore toutes ses notes."
_NO_TIME = "Aucune décision n’a encore été prise en séance."
# Minutes that a range of time may have, the first that makes few enough.
_WIDTHS = (1, 2, 5, 10, 15, 30, 60, 120, 240)
_FEW = 14


def defence_charts(people: Sequence[PersonFigures], rule: DefenceRule | None) -> tuple[Chart, ...]:
    """Return the marks of defences, how report and oral differ, and how jurors do."""
    marked = [person.defence for person in people if person.defence is not None]
    absent = _NO_DEFENCE if rule is None else "" if marked else _NO_MARK
    return (
        _marks(marked, rule, absent),
        _report_and_oral(marked, absent),
        _jurors(marked, rule, absent),
    )


def _marks(marked: Sequence[DefenceFigure], rule: DefenceRule | None, absent: str) -> Chart:
    chart = Chart(
        key="notes",
        title="Notes de soutenance",
        head="Note",
        note="La note de chaque soutenance complète, rapport et oral pondérés.",
        form=Form.HISTOGRAM,
        series=_DEFENCES,
        unit="soutenance",
        absent=absent,
    )
    if rule is None or not marked:
        return chart
    scale = rule.scale.value
    width = max(Fraction(ceil(scale.maximum / _MOST_BARS)), Fraction(1))
    count = max(ceil(Fraction(scale.maximum) / width), 1)
    # The highest mark is in the last range, which holds both of its bounds.
    found = Counter(min(floor(Fraction(each.mark) / width), count - 1) for each in marked)
    bars = tuple(_range(place, count, width, found[place]) for place in range(count))
    return replace(
        chart,
        bars=bars,
        guides=_floors(scale, width),
        remarks=(_mark_words([each.mark for each in marked], "Note"),),
    )


def _range(place: int, count: int, width: Fraction, people: int) -> Bar:
    low, high = place * width, (place + 1) * width
    bound = "compris" if place == count - 1 else "exclu"
    return Bar(f"{low}–{high}", (people,), f"de {low} à {high} {bound}")


def _floors(scale: MarkScale, width: Fraction) -> tuple[Guide, ...]:
    return tuple(
        Guide(Fraction(mark) / width, f"niveau{NBSP}{level} dès {plain_decimal(mark)}")
        for mark, level in sorted(scale.floors)
    )


def _report_and_oral(marked: Sequence[DefenceFigure], absent: str) -> Chart:
    """Return the oral’s mark less the report’s; a range holds its bound that is far from 0."""
    chart = Chart(
        key="rapport-oral",
        title="Écart entre le rapport et l’oral",
        head="Oral moins rapport",
        note=(
            "Note de l’oral moins note du rapport, en points : à droite de 0, l’oral est meilleur."
        ),
        form=Form.HISTOGRAM,
        series=_DEFENCES,
        unit="soutenance",
        absent=absent,
    )
    if not marked:
        return chart
    gaps = [each.oral - each.report for each in marked]
    found = Counter(_away(gap) for gap in gaps)
    reach = max(3, *map(abs, found))
    bars = tuple(
        Bar(_signed(place), (found[place],), _signed_words(place))
        for place in range(-reach, reach + 1)
    )
    better = sum(gap > 0 for gap in gaps)
    worse = sum(gap < 0 for gap in gaps)
    told = typeset(
        f"Oral meilleur : {better} ; égal : {len(gaps) - better - worse} ; moins bon : {worse}."
    )
    return replace(chart, bars=bars, remarks=(told,))


def _away(gap: Decimal) -> int:
    """Return the range of a gap: 0 for none, 1 up to one point, −1 likewise below."""
    return ceil(gap) if gap > 0 else floor(gap)


def _signed(place: int) -> str:
    if not place:
        return "0"
    near, far = abs(place) - 1, abs(place)
    nearest = f"{'+' if place > 0 else '−'}{near}" if near else "0"
    return f"{nearest} à +{far}" if place > 0 else f"−{far} à {nearest}"


def _signed_words(place: int) -> str:
    if not place:
        return "aucun écart"
    side = "oral meilleur" if place > 0 else "oral moins bon"
    return typeset(f"{side} {_reached(abs(place))}")


def _reached(points: int) -> str:
    if points == 1:
        return "d’un point au plus"
    return f"de plus de {points - 1} et d’au plus {points} points"


def _jurors(marked: Sequence[DefenceFigure], rule: DefenceRule | None, absent: str) -> Chart:
    several = [each for each in marked if each.report_gap is not None or each.oral_gap is not None]
    chart = Chart(
        key="jures",
        title="Écart entre jurés",
        head="Écart",
        note="Le plus grand écart entre deux jurés d’une soutenance, en points, sans aucun nom.",
        form=Form.HISTOGRAM,
        series=_PARTS,
        unit="soutenance",
        absent=absent or ("" if several else "Aucune soutenance n’a eu deux jurés."),
    )
    if rule is None or not several:
        return chart
    gaps = [
        [gap for gap in column if gap is not None]
        for column in zip(*((each.report_gap, each.oral_gap) for each in several), strict=True)
    ]
    found = [Counter(map(_away, column)) for column in gaps]
    reach = max(ceil(rule.gap.value) + 1, *(place for column in found for place in column))
    bars = tuple(
        Bar(_within(place), tuple(column[place] for column in found), _gap_words(place))
        for place in range(reach + 1)
    )
    bound = rule.gap.value
    beyond = sum(max(_known(each)) > bound for each in several)
    told = f"{plural(beyond, 'soutenance')} au-delà du seuil de {plain_decimal(bound)} points."
    guide = Guide(Fraction(bound) + 1, f"seuil : {plain_decimal(bound)}{NBSP}points")
    return replace(chart, bars=bars, guides=(guide,), remarks=(typeset(told),))


def _within(place: int) -> str:
    return f"{place - 1}–{place}" if place else "0"


def _known(each: DefenceFigure) -> list[Decimal]:
    return [gap for gap in (each.report_gap, each.oral_gap) if gap is not None]


def _gap_words(place: int) -> str:
    return typeset(f"écart {_reached(place)}") if place else "aucun écart"


def time_chart(people: Sequence[PersonFigures]) -> Chart:
    """Return how long the jury spent on each candidate, in minutes."""
    times = [person.seconds for person in people if person.seconds is not None]
    chart = Chart(
        key="temps",
        title="Temps par candidat",
        head="Minutes",
        note=(
            "Le temps entre deux décisions revient au candidat de la seconde ; ceux que le jury a "
            "décidés ensemble se le partagent. Suspensions non comptées."
        ),
        form=Form.HISTOGRAM,
        series=_PEOPLE,
        absent="" if times else _NO_TIME,
    )
    if not times:
        return chart
    longest = max(times) / 60
    width = next((each for each in _WIDTHS if floor(longest / each) < _FEW), _WIDTHS[-1])
    found = Counter(floor(each / 60 / width) for each in times)
    bars = tuple(
        Bar(
            f"{place * width}–{(place + 1) * width}",
            (found[place],),
            _minutes(place * width, width),
        )
        for place in range(min(max(found) + 1, _MOST_BARS * 10))
    )
    return replace(chart, bars=bars, remarks=(_time_words(times),))


def _minutes(low: int, width: int) -> str:
    if not low:
        return f"moins de {plural(width, 'minute')}"
    return f"de {low} à moins de {plural(low + width, 'minute')}"


def _time_words(times: Sequence[Fraction]) -> str:
    mean = sum(times, Fraction(0)) / len(times)
    told = (
        f"En moyenne {span_words(mean)}, médiane {span_words(median(times))}, de "
        f"{span_words(min(times))} à {span_words(max(times))} ; "
        f"{plural(len(times), 'candidat')}, {span_words(sum(times, Fraction(0)))} en tout."
    )
    return typeset(told)


def span_words(seconds: Fraction) -> str:
    """Return « 4 min 30 s » or « 2 h 06 », rounded half up to the second, or to the minute."""
    whole = floor(seconds + Fraction(1, 2))
    if whole >= 3600:
        hours, minutes = divmod(floor(seconds / 60 + Fraction(1, 2)), 60)
        return f"{hours}{NBSP}h{NBSP}{minutes:02}"
    minutes, left = divmod(whole, 60)
    if not minutes:
        return f"{left}{NBSP}s"
    return f"{minutes}{NBSP}min{f'{NBSP}{left:02}{NBSP}s' if left else ''}"


def _mark_words(marks: Sequence[Decimal], what: str) -> str:
    exact = [Fraction(mark) for mark in marks]
    mean = mark_words(sum(exact, Fraction(0)) / len(exact))
    middle = mark_words(Fraction(median(exact)))
    return typeset(
        f"{what} moyenne {mean}, médiane {middle}, de {plain_decimal(min(marks))} à "
        f"{plain_decimal(max(marks))} ; {plural(len(marks), 'soutenance')}."
    )


def mark_words(mark: Fraction) -> str:
    """Return a mean mark rounded half up to 0.01, « 14,25 »."""
    cents = floor(mark * 100 + Fraction(1, 2))
    return decimal(Decimal(cents).scaleb(-2))
