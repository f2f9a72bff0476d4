"""The charts of one session: outcomes by route, levels by bloc, defences, time.

Every number is a count of people; leaves several sessions to
:mod:`~jurydesk.deliberation.figures.comparison`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction

from jurydesk.certification.vocabulary import AccessRoute, BlockStatus, Outcome
from jurydesk.deliberation.figures import distributions
from jurydesk.deliberation.figures.chart import ROUTE, Bar, Chart, Form, Pattern, Series
from jurydesk.deliberation.figures.people import (
    BlockFigure,
    PersonFigures,
    SessionFigures,
    session_figures,
)
from jurydesk.deliberation.state import SittingState
from jurydesk.french.numbers import percent, plural
from jurydesk.french.spaces import NBSP, clean, typeset

UNDECIDED = Series("à décider", "muted", Pattern.BLANK)
OUTCOME_SERIES: dict[Outcome | None, Series] = {
    Outcome.CERTIFIED: Series(Outcome.CERTIFIED.words, "good", Pattern.FULL),
    Outcome.PARTIAL: Series(Outcome.PARTIAL.words, "warn", Pattern.RISING),
    Outcome.ADJOURNED: Series(Outcome.ADJOURNED.words, "bad", Pattern.CROSSED),
    Outcome.REFUSED: Series(Outcome.REFUSED.words, "bad", Pattern.FALLING),
    Outcome.PENDING: Series(Outcome.PENDING.words, "accent", Pattern.DOTTED),
    Outcome.NOT_PRESENTED: Series(Outcome.NOT_PRESENTED.words, "muted", Pattern.LEVEL),
    None: UNDECIDED,
}
_LOOKS = {
    BlockStatus.ACQUIRED: Series("acquis avant la séance", "accent", Pattern.UPRIGHT),
    BlockStatus.PENDING: Series("en attente", "accent", Pattern.DOTTED),
    BlockStatus.NOT_PRESENTED: Series("non présenté", "muted", Pattern.LEVEL),
    None: UNDECIDED,
}
_LEVEL_LOOKS = (
    ("good", Pattern.FULL),
    ("good", Pattern.RISING),
    ("warn", Pattern.FALLING),
    ("bad", Pattern.CROSSED),
    ("bad", Pattern.LEVEL),
    ("bad", Pattern.UPRIGHT),
    ("bad", Pattern.DOTTED),
)


def charts_of(state: SittingState) -> tuple[Chart, ...]:
    """Return every chart of a session, those with nothing to draw too."""
    return session_charts(session_figures(state), state)


def session_charts(figures: SessionFigures, state: SittingState) -> tuple[Chart, ...]:
    """Return the charts of figures already worked out."""
    return (
        outcomes_by_route(figures.people),
        levels_by_block(figures),
        *distributions.defence_charts(figures.people, state.rulebook.defence),
        distributions.time_chart(figures.people),
    )


def used(found: Counter[Outcome | None]) -> tuple[tuple[Outcome | None, Series], ...]:
    """Return the outcomes that somebody has, in their order."""
    return tuple((each, look) for each, look in OUTCOME_SERIES.items() if found[each])


def outcomes_by_route(people: Sequence[PersonFigures]) -> Chart:
    """Return how many candidates of each route have each outcome."""
    kinds = used(Counter(person.outcome for person in people))
    found = Counter((person.route, person.outcome) for person in people)
    bars = tuple(
        Bar(route.value, tuple(found[route, each] for each, _ in kinds), route.words)
        for route in AccessRoute
        if any(found[route, each] for each, _ in kinds)
    )
    return Chart(
        key="resultats",
        title="Résultats par voie d’accès",
        head=ROUTE,
        note="Tous les candidats inscrits, par voie d’accès et par résultat.",
        form=Form.STACKED,
        series=tuple(look for _, look in kinds),
        bars=bars,
        remarks=tuple(_certified(people)),
        absent="Aucun candidat n’est inscrit.",
    )


def _certified(people: Sequence[PersonFigures]) -> Iterator[str]:
    found = Counter(person.outcome for person in people)
    presented = len(people) - found[Outcome.NOT_PRESENTED]
    certified = found[Outcome.CERTIFIED]
    if presented and not found[None]:
        share = percent(Fraction(certified, presented))
        who = plural(presented, "présenté")
        yield typeset(f"{plural(certified, 'certifié')} sur {who}, soit {share}.")
    elif found[None]:
        yield f"{plural(found[None], 'candidat reste', 'candidats restent')} à décider."


def levels_by_block(figures: SessionFigures) -> Chart:
    """Return how many candidates got each level of each bloc, or why they have none."""
    kinds = _block_series(figures)
    bars = []
    for place, (code, title) in enumerate(figures.blocks):
        found = Counter(_standing(person.blocks[place]) for person in figures.people)
        counts = tuple(found[each] for each in kinds)
        bars.append(Bar(clean(code), counts, typeset(title)))
    return Chart(
        key="niveaux",
        title="Niveaux par bloc",
        head="Bloc",
        note="Un candidat compte une fois dans chaque bloc.",
        form=Form.STACKED,
        series=tuple(kinds.values()),
        bars=tuple(bars),
        absent=("Aucun candidat n’est inscrit." if figures.blocks else "Ce titre n’a pas de bloc."),
    )


Standing = int | BlockStatus | None


def level_series(levels: Sequence[tuple[int, str]]) -> dict[int, Series]:
    """Return how each level is drawn, the best first."""
    last = len(_LEVEL_LOOKS) - 1
    return {
        number: Series(f"{number}{NBSP}– {typeset(words)}", *_LEVEL_LOOKS[min(place, last)])
        for place, (number, words) in enumerate(levels)
    }


def _block_series(figures: SessionFigures) -> dict[Standing, Series]:
    """Return the levels, all of them, and what else somebody has."""
    found = {_standing(block) for person in figures.people for block in person.blocks}
    levels = level_series(figures.levels)
    known: dict[Standing, Series] = {each: levels[each] for each in levels}
    known.update({each: look for each, look in _LOOKS.items() if each in found})
    return known


def _standing(block: BlockFigure) -> Standing:
    if block.level is not None:
        return block.level
    return block.status if block.status in _LOOKS else None
