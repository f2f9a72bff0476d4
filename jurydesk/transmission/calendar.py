"""The days due as an iCalendar file (RFC 5545): whole days; same register, same bytes."""

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC, timedelta

from jurydesk.french.spaces import clean, typeset
from jurydesk.replacing import CALENDAR_MARK
from jurydesk.transmission.deadlines import Deadline

_WIDTH = 75


def to_ics(deadlines: Iterable[Deadline]) -> bytes:
    """Return what is still due as whole-day events, in order."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"{CALENDAR_MARK}Registre//FR",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    for due in sorted(deadlines):
        if not due.done:
            lines += _event(due)
    lines.append("END:VCALENDAR")
    return b"".join(_cut(line) for line in lines)


def _event(due: Deadline) -> Iterator[str]:
    uid = hashlib.sha256(due.key.encode()).hexdigest()[:32]
    summary = due.title if not due.who else f"{due.title} – {due.who}"
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}@jurydesk"
    yield f"DTSTAMP:{due.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
    yield f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{due.day + timedelta(days=1):%Y%m%d}"
    yield f"SUMMARY:{_escaped(summary)}"
    if due.minutes_number:
        yield f"DESCRIPTION:{_escaped(f'Procès-verbal {due.minutes_number}')}"
    yield f"CATEGORIES:{_escaped(due.kind.value)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    plain = typeset(clean(text))
    for letter in ("\\", ";", ","):
        plain = plain.replace(letter, f"\\{letter}")
    return plain


def _cut(line: str) -> bytes:
    """Return a line cut at 75 octets, never inside a letter; the next ones begin by a space."""
    parts, part, width = [], "", _WIDTH
    for letter in line:
        if len(part.encode()) + len(letter.encode()) > width:
            parts.append(part)
            part, width = "", _WIDTH - 1
        part += letter
    parts.append(part)
    return "\r\n ".join(parts).encode() + b"\r\n"
