"""What the minutes say of the session itself: title, place, hours, acts of nomination."""

from datetime import datetime

from jurydesk.deliberation.facts import (
    Fact,
    SittingClosed,
    SittingOpened,
    SittingResumed,
    SittingSuspended,
)
from jurydesk.deliberation.session_time import DEFAULT_ZONE, local, zone_name
from jurydesk.deliberation.state import SittingState, Undone
from jurydesk.deliberation.words.acts import describe_act
from jurydesk.deliberation.words.naming import (
    at_moment,
    candidate_name,
    cohort_routes,
    last,
    member_name,
    moment_words,
    opened_at,
    route_words,
)
from jurydesk.french.agreement import of
from jurydesk.french.days import day, unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import NBSP, THIN, capitalised, clean, ended, quoted, sentence, typeset
from jurydesk.minutes.content.model import ActRow, Pair

_MISSING = "non renseigné"


def establishment(state: SittingState) -> str:
    """Return the legal names of the certifiers."""
    return enumeration(clean(who.name) for who in state.rulebook.certification.certifiers)


def subtitle(state: SittingState) -> str:
    """Return the code, the level and the cohort on one line."""
    certification = state.rulebook.certification
    parts = [part for part in (clean(certification.code), certification.level_words) if part]
    if state.cohort_name:
        parts.append(f"promotion {clean(state.cohort_name)}")
    return " · ".join(parts)


def preamble(state: SittingState) -> tuple[str, ...]:
    """Return the opening sentences: who met, when, and under whose chair."""
    certification = state.rulebook.certification
    met = (
        f"Le {day(state.session_date)}, le jury de la certification professionnelle "
        f"{quoted(certification.title)} ({certification.code_words}) "
        f"s’est réuni pour délibérer {_again(state)}sur "
        f"{plural(len(state.candidates), 'candidature')}."
    )
    opened = opened_at(state)
    if opened is None:
        return (met, "La séance n’est pas encore ouverte.")
    chair = _chair_at(state, opened)
    under = f" sous la présidence {of(member_name(state, chair))}" if chair else ""
    hours = f"La séance a été ouverte {at_moment(state, opened)}{under}"
    closed = last(state, SittingClosed)
    end = f" et close {at_moment(state, closed.at)}." if closed else ". Elle n’est pas close."
    return (met, hours + end, *_zone_words(state))


def _zone_words(state: SittingState) -> tuple[str, ...]:
    """Return whose hours are printed, where they are not those of Paris."""
    zone = zone_name(state)
    return () if zone == DEFAULT_ZONE else (f"Les heures sont celles du fuseau {clean(zone)}.",)


def session_pairs(state: SittingState) -> tuple[Pair, ...]:
    """Return the session's identity, label by label."""
    certification = state.rulebook.certification
    opened, closed = opened_at(state), last(state, SittingClosed)
    routes = "; ".join(route_words(route) for route in cohort_routes(state))
    yet = "pas encore"
    pairs = [
        Pair("Établissement certificateur", establishment(state)),
        Pair("Certification", typeset(certification.title)),
        Pair("Code et niveau" if certification.level else "Code", certification.code_words),
        Pair(
            "Enregistrement au répertoire spécifique"
            if certification.is_specific
            else "Enregistrement au RNCP",
            _registration(state),
        ),
        Pair("Voies d’accès", typeset(routes.replace("; ", " ; ")) or _MISSING),
        Pair("Promotion", typeset(state.cohort_name) or _MISSING),
        Pair("Date de la séance", capitalised(day(state.session_date))),
        Pair("Ouverture", moment_words(state, opened) if opened else yet),
        Pair("Clôture", moment_words(state, closed.at) if closed else yet),
        Pair("Suspensions", _suspensions(state)),
        Pair("Lieu", typeset(state.place) or _MISSING),
        Pair(
            "Moyens de participation à distance", typeset(state.remote_means) or _no_remote(state)
        ),
        Pair("Procès-verbal", f"n°{NBSP}{clean(state.minutes_number)}"),
        *rectified_pairs(state),
    ]
    return tuple(pairs)


def rectified_pairs(state: SittingState) -> tuple[Pair, ...]:
    """Return the minutes that this session rectifies, if it does."""
    first = state.rectification
    if first is None:
        return ()
    number = clean(first.minutes_number)
    return (Pair("Rectifie", f"n°{NBSP}{number}, séance du {unbroken_day(first.session_date)}"),)


def _again(state: SittingState) -> str:
    return "" if state.rectification is None else "de nouveau "


def chronology(state: SittingState) -> tuple[Pair, ...]:
    """Return what happened to the sitting itself, hour by hour."""
    events: list[tuple[datetime, str]] = [
        (fact.at, words) for fact in state.sitting_log if (words := _event(state, fact))
    ]
    events += [
        (fact.at, f"La présidence de séance est confiée à {member_name(state, fact.member)}.")
        for fact in state.chairs
    ]
    events.sort(key=lambda event: event[0])
    return tuple(Pair(moment_words(state, at), words) for at, words in events)


def nomination_acts(state: SittingState) -> tuple[ActRow, ...]:
    """Return the acts of nomination with the members each appoints; an act of nobody is none."""
    cited = [member.act for member in state.members.values() if member.act]
    described = [number for number in state.acts if number in cited]
    numbers = dict.fromkeys([*described, *cited])
    return tuple(_act(state, number) for number in numbers)


def incidents(state: SittingState) -> tuple[Pair, ...]:
    """Return the incidents of the sitting."""
    told = sorted(state.incidents, key=lambda fact: fact.at)
    return tuple(Pair(moment_words(state, fact.at), sentence(fact.text)) for fact in told)


def input_corrections(state: SittingState) -> str:
    """Return the acts undone since the opening on one line, each named; empty when none was."""
    opened = opened_at(state)
    told = [
        _undone(state, undone)
        for undone in state.undone
        if opened is not None and undone.by.at >= opened
    ]
    if not told:
        return ""
    title = "Correction de saisie" if len(told) == 1 else f"Corrections de saisie ({len(told)})"
    return ended(f"{title}{NBSP}: {f'{THIN}; '.join(told)}")


def corrections(state: SittingState) -> tuple[Pair, ...]:
    """Return the corrections of files and of members: what was corrected and why, not the data."""
    of_members = tuple(
        Pair(
            moment_words(state, fact.at),
            f"{clean(fact.member.full_name)}, {quoted(fact.field)}{NBSP}: {ended(fact.reason)}",
        )
        for fact in state.member_corrections
    )
    return of_members + tuple(
        Pair(
            moment_words(state, fact.at),
            f"{candidate_name(state, fact.candidate.identifier)}, "
            f"{quoted(fact.field.replace('_', ' '))}{NBSP}: "
            f"{ended(fact.reason or 'sans motif indiqué')}",
        )
        for fact in state.corrections
    )


def _chair_at(state: SittingState, moment: datetime) -> str | None:
    named = [fact.member for fact in state.chairs if fact.at <= moment]
    if named:
        return named[-1]
    if not state.chairs:
        return state.chair
    seats = (m for m in state.members.values() if m.role == "president" and not m.substitute_for)
    return next((member.identifier for member in seats), None)


def _registration(state: SittingState) -> str:
    certification = state.rulebook.certification
    parts = []
    if certification.decision_date:
        parts.append(f"décision du {unbroken_day(certification.decision_date)}")
    elif certification.registration_start:
        parts.append(f"de droit depuis le {unbroken_day(certification.registration_start)}")
    if certification.expiry_date:
        parts.append(f"échéance le {unbroken_day(certification.expiry_date)}")
    if certification.delivery_deadline:
        deadline = unbroken_day(certification.delivery_deadline)
        parts.append(f"date limite de délivrance le {deadline}")
    return ", ".join(parts) or _MISSING


def _no_remote(state: SittingState) -> str:
    remote = any(fact.attendance == "distance" for fact in state.attendance_log)
    return _MISSING if remote else "sans objet"


def _suspensions(state: SittingState) -> str:
    spans, began = [], None
    for fact in state.sitting_log:
        if isinstance(fact, SittingSuspended):
            began = fact
        elif isinstance(fact, SittingResumed) and began is not None:
            spans.append(_span(state, began, fact))
            began = None
    if began is not None:
        spans.append(f"depuis {moment_words(state, began.at)}")
    return typeset(" ; ".join(spans)) or "aucune"


def _span(state: SittingState, began: SittingSuspended, ended: SittingResumed) -> str:
    reason = f" ({typeset(began.reason)})" if began.reason else ""
    days = {local(state, began.at).date(), local(state, ended.at).date()}
    if days == {state.session_date}:
        return f"de {moment_words(state, began.at)} à {moment_words(state, ended.at)}{reason}"
    return f"{at_moment(state, began.at)}, reprise {at_moment(state, ended.at)}{reason}"


def _event(state: SittingState, fact: Fact) -> str:
    if isinstance(fact, SittingOpened):
        chair = _chair_at(state, fact.at)
        under = f" sous la présidence {of(member_name(state, chair))}" if chair else ""
        return f"La séance est ouverte{under}."
    if isinstance(fact, SittingSuspended):
        reason = f"{NBSP}: {typeset(fact.reason)}" if fact.reason else ""
        return sentence(f"La séance est suspendue{reason}")
    if isinstance(fact, SittingResumed):
        return "La séance est reprise."
    return "La séance est close." if isinstance(fact, SittingClosed) else ""


def _undone(state: SittingState, undone: Undone) -> str:
    given = typeset(undone.by.reason).rstrip(".")
    reason = f"{NBSP}: {given}" if given else ""
    what = typeset(describe_act(undone.facts, state))
    return f"{what} (annulation {at_moment(state, undone.by.at)}{reason})"


def _act(state: SittingState, number: str) -> ActRow:
    act = state.acts.get(number)
    appointed = [clean(m.full_name) for m in state.members.values() if m.act == number]
    return ActRow(
        number=clean(number),
        signed_on=unbroken_day(act.signed_on) if act and act.signed_on else _MISSING,
        signatory=typeset(act.signatory) if act and act.signatory else _MISSING,
        delegation=typeset(act.delegation) if act else "",
        members=enumeration(appointed),
    )
