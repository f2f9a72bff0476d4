"""The days due as a calendar: what RFC 5545 asks, and nothing of what is done."""

from datetime import date

from jurydesk.transmission.calendar import to_ics
from jurydesk.transmission.deadlines import Deadline, DeadlineKind
from tests.builders import at


def due(title="Accrochage", day=date(2024, 7, 19), **details):
    told = {"who": "", "minutes_number": "PV-1", "done": False, **details}
    return Deadline(
        day,
        DeadlineKind.ACCROCHAGE,
        title,
        told["who"],
        told["minutes_number"],
        f"{title}|{day}",
        at("17:00"),
        told["done"],
    )


def lines(*deadlines):
    return to_ics(deadlines).decode().split("\r\n")


def test_a_day_due_is_a_whole_day_with_a_name_of_its_own():
    found = lines(due())
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART;VALUE=DATE:20240719" in found
    assert "DTEND;VALUE=DATE:20240720" in found
    # Sealed at five o'clock in Paris, in summer: three in universal time.
    assert "DTSTAMP:20240419T150000Z" in found
    (uid,) = [line for line in found if line.startswith("UID:")]
    assert uid.endswith("@jurydesk")


def test_the_same_register_gives_the_same_bytes_in_any_order():
    one, other = due(), due("Autre", date(2024, 5, 4))
    assert to_ics((one, other)) == to_ics((other, one))
    uids = [line for line in lines(one, other) if line.startswith("UID:")]
    assert len(set(uids)) == 2


def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut():
    content = to_ics((due("é" * 200),))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    unfolded = content.decode().replace("\r\n ", "")
    assert f"SUMMARY:{'é' * 200}\r\n" in unfolded
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_commas_semicolons_and_backslashes_are_escaped():
    text = to_ics((due("a, b; c \\ d", who="DURAND Zoé"),)).decode().replace("\r\n ", "")
    assert "SUMMARY:a\\, b" in text
    assert "\\;" in text
    assert "c \\\\ d – DURAND Zoé" in text


def test_what_is_done_is_left_out():
    assert "BEGIN:VEVENT" not in lines(due(done=True))
