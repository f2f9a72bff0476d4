"""Compares sessions: outcomes, levels and marks of each, the oldest first."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from jurydesk.deliberation.figures.chart import SMALL, Bar, Chart, Form
from jurydesk.deliberation.figures.charts import level_series, used
from jurydesk.deliberation.figures.distributions import mark_words
from jurydesk.deliberation.figures.people import SessionFigures
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import short_day
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import typeset

_HEAD = "Séance"


def with_session(
    known: Sequence[SessionFigures], here: SessionFigures, more: SessionFigures
) -> tuple[SessionFigures, ...]:
    """Return the sessions compared with one more, by date.

    Raises:
        JuryDeskError: It is the session on screen, or one that is compared already.
    """
    if _same(more, here):
        raise JuryDeskError(
            f"« {more.label} » est la séance ouverte : choisissez-en une autre à comparer."
        )
    if any(_same(more, each) for each in known):
        raise JuryDeskError(f"« {more.label} » est déjà dans la comparaison.")
    if more.label in {here.label, *(each.label for each in known)}:
        # Another day under the same number: each must be told apart.
        more = replace(more, label=f"{more.label}, {short_day(more.held_on)}")
    return tuple(sorted((*known, more), key=lambda each: (each.held_on, each.label)))


def _same(one: SessionFigures, other: SessionFigures) -> bool:
    if one.head and other.head:
        return one.head == other.head
    alike = (one.certification, one.held_on, one.label) == (
        other.certification,
        other.held_on,
        other.label,
    )
    # « decisions --json » tells neither number nor seal: what it counts is all that can be known.
    several = len(one.people) >= SMALL
    return alike or (several and _faceless(one) == _faceless(other))


def _faceless(session: SessionFigures) -> object:
    people = Counter(
        (each.route, each.outcome, tuple((b.status, b.level) for b in each.blocks))
        for each in session.people
    )
    return session.certification, session.held_on, frozenset(people.items())


def comparison_charts(here: SessionFigures, others: Sequence[SessionFigures]) -> tuple[Chart, ...]:
    """Return what compares a session with others; nothing without any."""
    if not others:
        return ()
    sessions = sorted((*others, here), key=lambda each: (each.held_on, each.label))
    return (_outcomes(sessions), _levels(sessions, here))


def _outcomes(sessions: Sequence[SessionFigures]) -> Chart:
    found = [Counter(person.outcome for person in each.people) for each in sessions]
    kinds = used(sum(found, Counter()))
    return Chart(
        key="seances",
        title="Résultats comparés",
        head=_HEAD,
        note="La part de chaque résultat parmi les candidats inscrits à chaque séance.",
        form=Form.SHARES,
        series=tuple(look for _, look in kinds),
        bars=tuple(
            _bar(session, tuple(counts[each] for each, _ in kinds))
            for session, counts in zip(sessions, found, strict=True)
        ),
        remarks=tuple(filter(None, (_marks(sessions), _titles(sessions)))),
        absent="Aucun candidat n’est inscrit.",
    )


def _levels(sessions: Sequence[SessionFigures], here: SessionFigures) -> Chart:
    numbers = [number for number, _ in here.levels]
    # A session read from JSON knows levels by number alone.
    alike = [
        each
        for each in sessions
        if {b.level for p in each.people for b in p.blocks} <= {None, *numbers}
        and (not each.levels or each.levels == here.levels)
    ]
    left = [each.name for each in sessions if each not in alike]
    bars = []
    for session in alike:
        found = Counter(block.level for person in session.people for block in person.blocks)
        bars.append(_bar(session, tuple(found[number] for number in numbers)))
    told = f"D’une autre échelle de niveaux, non comparées : {enumeration(left)}." if left else ""
    return Chart(
        key="niveaux-seances",
        title="Niveaux comparés",
        head=_HEAD,
        note="La part de chaque niveau parmi les décisions adoptées, tous blocs réunis.",
        form=Form.SHARES,
        series=tuple(level_series(here.levels).values()),
        bars=tuple(bars),
        unit="décision",
        remarks=(typeset(told),) if told else (),
        absent="Aucune décision n’a encore été adoptée.",
    )


def _bar(session: SessionFigures, counts: tuple[int, ...]) -> Bar:
    return Bar(short_day(session.held_on), counts, session.name)


def _marks(sessions: Sequence[SessionFigures]) -> str:
    told = []
    for session in sessions:
        marks = [Fraction(p.defence.mark) for p in session.people if p.defence is not None]
        if marks:
            mean = mark_words(sum(marks, Fraction(0)) / len(marks))
            told.append(f"{mean} le {short_day(session.held_on)}")
    return typeset(f"Note moyenne de soutenance : {enumeration(told)}.") if told else ""


def _titles(sessions: Sequence[SessionFigures]) -> str:
    codes = list(dict.fromkeys(each.certification for each in sessions))
    if len(codes) < 2:
        return ""
    return typeset(f"Ces séances sont de titres différents : {enumeration(codes)}.")


def without(sessions: Sequence[SessionFigures], place: int) -> tuple[SessionFigures, ...]:
    """Return the sessions compared without one of them."""
    return tuple(each for at, each in enumerate(sessions) if at != place)
