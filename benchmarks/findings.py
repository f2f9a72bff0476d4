"""Measures all the findings of a cohort of a thousand."""

from datetime import date
from statistics import median
from time import perf_counter

from benchmarks.table import Row, print_table
from jurydesk.certification.vocabulary import AccessRoute, Reading
from jurydesk.compliance.checks import inspect
from jurydesk.compliance.member import Attendance
from jurydesk.compliance.situation import Situation
from tests.builders import a_candidate, a_jury, the_rulebook

_ROUTES = (*("FI",) * 4, *("FC",) * 2, "CQ", "CA", *("VAE",) * 2)
_CANDIDATES, _ROUNDS = 1_000, 9


def measure() -> list[Row]:
    """Return one row: every finding of 1 000 candidates, one in five of them by experience."""
    members = a_jury()
    situation = Situation(
        rulebook=the_rulebook(),
        on=date(2024, 4, 19),
        reading=Reading.SEATS,
        members=members,
        candidates=tuple(
            a_candidate(f"C{n:04}", AccessRoute(_ROUTES[n % 10]), employer=f"Société {n % 50}")
            for n in range(_CANDIDATES)
        ),
        attendance={member.identifier: Attendance.PRESENT for member in members},
        chair="M1",
    )
    times = []
    for _ in range(_ROUNDS):
        start = perf_counter()
        assert len(inspect(situation)) > _CANDIDATES
        times.append(perf_counter() - start)
    measured = median(times)
    return [
        Row(
            f"all findings of {_CANDIDATES} candidates",
            f"{measured * 1000:.0f} ms",
            "–",
            "–",
            "≤ 100 ms",
            measured <= 0.1,
        )
    ]


if __name__ == "__main__":
    print_table(measure())
