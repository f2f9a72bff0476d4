"""The attestation that a juror sat: from when to when, for an employer or for expenses."""

from collections.abc import Iterator
from datetime import datetime

from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.deliberation.facts import SittingClosed
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import last, opened_at
from jurydesk.french.days import clock, clock_on
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import clean, typeset
from jurydesk.minutes.content.jury_section import seat_words
from jurydesk.minutes.content.model import Pair
from jurydesk.minutes.house.signing import made_at, signed
from jurydesk.minutes.house.wordings import said
from jurydesk.minutes.papers.leaf import Block, Details, Leaf, Title, Words
from jurydesk.minutes.papers.words import letter_sender, session_details


def sat(state: SittingState) -> tuple[JuryMember, ...]:
    """Return the members who sat at least a minute of the sitting."""
    return tuple(member for member in state.members.values() if _spans(state, member.identifier))


def juror_proof(state: SittingState, member: JuryMember) -> Leaf:
    """Return one member's attestation."""
    return Leaf(about=clean(member.full_name), blocks=tuple(_blocks(state, member)))


def _blocks(state: SittingState, member: JuryMember) -> Iterator[Block]:
    yield Title("Attestation de présence au jury", letter_sender(state)[0])
    pairs = [
        Pair("Membre du jury", clean(member.full_name)),
        Pair("Qualité", typeset(member.quality)),
        Pair("Employeur", typeset(member.employer)),
        Pair("Siège", seat_words(state, member)),
    ]
    yield Details((*(pair for pair in pairs if pair.text), *session_details(state)))
    yield Words(
        said(state, "attestation-jury", member, {"horaires": _hours(state, member.identifier)})
    )
    yield made_at(state)
    yield signed(state, "attestations-jury")


def _hours(state: SittingState, member: str) -> str:
    """Return « de 9 h 05 à 12 h 30 en salle », each time the member was there."""
    told = []
    for began, ended, way in _spans(state, member):
        where = "à distance" if way is Attendance.REMOTE else "en salle"
        told.append(f"{_between(state, began, ended)} {where}")
    return enumeration(told)


def _between(state: SittingState, began: datetime, ended: datetime) -> str:
    first, end = local(state, began), local(state, ended)
    if first.date() == end.date() == state.session_date:
        return f"de {clock(first)} à {clock(end)}"
    return f"{clock_on(first, state.session_date)} jusqu’à {clock_on(end, state.session_date)}"


def _spans(state: SittingState, member: str) -> list[tuple[datetime, datetime, Attendance]]:
    """Return when a member sat, between the opening and the closing: from, to, how."""
    opened, closed = opened_at(state), last(state, SittingClosed)
    if opened is None or closed is None:
        return []
    spans: list[tuple[datetime, datetime, Attendance]] = []
    since: tuple[datetime, Attendance] | None = None
    for fact in (each for each in state.attendance_log if each.member == member):
        moment = min(max(fact.at, opened), closed.at)
        if since is not None and moment > since[0]:
            spans.append((since[0], moment, since[1]))
        since = (moment, fact.attendance) if fact.attendance.sits else None
    if since is not None and closed.at > since[0]:
        spans.append((since[0], closed.at, since[1]))
    return spans
