"""What the minutes say of the members: seat, voice, presence, and where each signs."""

from datetime import datetime

from jurydesk.certification.vocabulary import Voice
from jurydesk.compliance.member import Attendance, JuryMember
from jurydesk.compliance.situation import seated_members, voice_of
from jurydesk.deliberation.facts import AttendanceRecorded, SigningWay
from jurydesk.deliberation.presence import sat
from jurydesk.deliberation.presiding import minutes_chair
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.naming import (
    at_moment,
    cohort_routes,
    member_name,
    moment_words,
    opened_at,
    since_moment,
)
from jurydesk.french.agreement import agree, of
from jurydesk.french.lists import enumeration
from jurydesk.french.spaces import NBSP, THIN, capitalised, clean, typeset
from jurydesk.minutes.content.model import MemberRow, SignaturePlace

UNRECORDED = "Présence non relevée"


def member_rows(state: SittingState) -> tuple[MemberRow, ...]:
    """Return every member appointed, in the order of the jury's file."""
    replacements = _replacements(state)
    return tuple(
        MemberRow(
            identifier=clean(member.identifier),
            name=clean(member.full_name),
            quality=typeset(member.quality),
            employer=typeset(member.employer),
            seat=seat_words(state, member),
            standing=_standing(member),
            voice=voice_words(state, member),
            presence=_presence(state, member, replacements),
        )
        for member in state.members.values()
    )


def signature_places(state: SittingState) -> tuple[SignaturePlace, ...]:
    """Return a place for everyone who sat; the chair's comes last, as it is signed last."""
    people = sat(state)
    presiding = minutes_chair(state)
    others = [member for member in people if member.identifier != presiding]
    chair = [member for member in people if member.identifier == presiding]
    return tuple(_place(state, member) for member in (*others, *chair))


def _place(state: SittingState, member: JuryMember) -> SignaturePlace:
    is_chair = member.identifier == minutes_chair(state)
    declared = state.signing.get(member.identifier)
    note = ""
    if declared is not None and declared.way is SigningWay.PAPER:
        note = "signature manuscrite"
    elif declared is not None and declared.way is SigningWay.REFUSED:
        note = "refus de signer"
    elif declared is not None and declared.delegation:
        note = f"par délégation ({clean(declared.delegation)})"
    return SignaturePlace(
        member=member.identifier,
        name=clean(member.full_name),
        capacity="présidence de séance" if is_chair else seat_words(state, member),
        presence=_last_seen(state, member),
        is_chair=is_chair,
        note=note,
    )


def _last_seen(state: SittingState, member: JuryMember) -> str:
    """Tell a departure; those who stayed need nothing said."""
    log = [fact for fact in state.attendance_log if fact.member == member.identifier]
    final = log[-1]
    if final.attendance.sits:
        return ""
    return f"départ {at_moment(state, final.at)}"


def seat_words(state: SittingState, member: JuryMember) -> str:
    """Return the seat, and whose it is for a suppléant."""
    if not member.substitute_for:
        return member.role.words
    return f"{member.role.words}, suppléance {of(member_name(state, member.substitute_for))}"


def _standing(member: JuryMember) -> str:
    if member.external is None:
        words = "appartenance non renseignée"
    else:
        words = "extérieur" if member.external else "interne"
        if member.external:
            words = agree(member.gender, "extérieur", "extérieure", "membre extérieur")
    if member.teacher_researcher:
        words += ", " + agree(
            member.gender,
            "enseignant-chercheur",
            "enseignante-chercheuse",
            "enseignement et recherche",
        )
    return words


def voice_words(state: SittingState, member: JuryMember) -> str:
    """Return the voice, with its routes when it is not the same on all of the cohort's."""
    by_voice: dict[Voice, list[str]] = {}
    for route in cohort_routes(state):
        by_voice.setdefault(voice_of(member, route, state.rulebook), []).append(route.value)
    if len(by_voice) == 1:
        return next(iter(by_voice)).words
    return f"{THIN}; ".join(
        f"{voice.words} ({enumeration(by_voice[voice])})" for voice in Voice if voice in by_voice
    )


def _presence(
    state: SittingState,
    member: JuryMember,
    replacements: dict[str, tuple[datetime, str]],
) -> tuple[str, ...]:
    """Return where the member was, each line a change, then who replaced them."""
    log = [fact for fact in state.attendance_log if fact.member == member.identifier]
    lines: list[str] = []
    before: Attendance | None = None
    for fact in log:
        if fact.attendance is not before:
            lines.append(_movement(state, fact, before))
            before = fact.attendance
    if member.identifier in replacements:
        moment, other = replacements[member.identifier]
        name = member_name(state, other)
        told = f"suppléance {of(name)}" if member.substitute_for else f"remplacement par {name}"
        lines.append(f"{told} dès {moment_words(state, moment)}")
    elif member.substitute_for and (before is None or before.sits):
        lines.append("suppléance non appelée")
    return tuple(capitalised(line) for line in lines) or (UNRECORDED,)


def _movement(state: SittingState, fact: AttendanceRecorded, before: Attendance | None) -> str:
    at_hour, since = at_moment(state, fact.at), since_moment(state, fact.at)
    reason = f"{NBSP}: {typeset(fact.reason)}" if fact.reason else ""
    if fact.attendance is Attendance.LEFT:
        return f"départ {at_hour}{reason}"
    if fact.attendance is Attendance.ABSENT or fact.attendance is Attendance.EXCUSED:
        words = "absence" if fact.attendance is Attendance.ABSENT else "absence excusée"
        told = f" {since}" if before is not None and before.sits else ""
        return f"{words}{told}{reason}"
    where = "à distance" if fact.attendance is Attendance.REMOTE else "en salle"
    opened = opened_at(state)
    if before is Attendance.LEFT:
        return f"retour {at_hour}, {where}{reason}"
    if before is not None and before.sits:
        return f"{where} {since}{reason}"
    if opened is not None and fact.at > opened:
        return f"arrivée {at_hour}, {where}{reason}"
    return f"{where} dès {moment_words(state, fact.at)}{reason}"


def _replacements(state: SittingState) -> dict[str, tuple[datetime, str]]:
    """Return, both ways, who first stood in for whom and since when."""
    members = tuple(state.members.values())
    attendance: dict[str, Attendance] = {}
    found: dict[str, tuple[datetime, str]] = {}
    for fact in state.attendance_log:
        attendance[fact.member] = fact.attendance
        for member in seated_members(members, attendance):
            titulaire = member.substitute_for
            if titulaire and member.identifier not in found:
                found[member.identifier] = (fact.at, titulaire)
                found.setdefault(titulaire, (fact.at, member.identifier))
    return found
