"""Prepares a session from a rulebook, a cohort and a jury: the facts of its first acts.

Leaves reading the spreadsheets to their packages, and the file itself to
:mod:`~jurydesk.storage.session_file`.
"""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jurydesk.certification.rulebook_file import parse_rulebook, read_rulebook_text
from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.cohort_file import CohortPreview
from jurydesk.compliance.jury_file import JuryPreview
from jurydesk.deliberation.facts import (
    DEFINITIONS,
    CohortImported,
    Fact,
    JuryImported,
    SessionCreated,
)


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is chosen before a session exists; without ``reading`` the rulebook's own decides."""

    rulebook: Path
    day: date
    place: str = ""
    reading: Reading | None = None


def opening_facts(
    plan: SessionPlan, cohort: CohortPreview, jury: JuryPreview, at: datetime
) -> tuple[Fact, ...]:
    """Return the facts that make a session: its creation, its cohort, its jury.

    Raises:
        JuryDeskError: the rulebook cannot be read, or a row of either file is rejected.
    """
    text = read_rulebook_text(plan.rulebook)
    rulebook = parse_rulebook(text)
    code = rulebook.certification.code
    created = SessionCreated(
        at=at,
        certification=code,
        session_date=plan.day,
        place=plan.place,
        reading=plan.reading or rulebook.external_reading.value,
        rulebook=text,
        rulebook_digest=hashlib.sha256(text.encode()).hexdigest(),
        minutes_number=f"{code}-{plan.day:%Y-%m-%d}-01",
        definitions=DEFINITIONS,
    )
    return (
        created,
        CohortImported(at, cohort.source.name, cohort.source.digest, cohort.accepted()),
        JuryImported(at, jury.source.name, jury.source.digest, jury.accepted()),
    )
