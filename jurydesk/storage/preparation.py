"""Prepares a session from a rulebook, a cohort and a jury: the facts of its first acts.

Leaves reading the spreadsheets to their packages, and the file itself to
:mod:`~jurydesk.storage.session_file`.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from jurydesk.certification.rulebook_file import parse_rulebook, read_rulebook_text
from jurydesk.certification.vocabulary import Reading
from jurydesk.cohort.candidate import Candidate
from jurydesk.cohort.cohort_file import CohortPreview
from jurydesk.compliance.jury_file import JuryPreview
from jurydesk.deliberation.facts import (
    DEFINITIONS,
    CohortImported,
    Fact,
    JuryImported,
    SessionCreated,
    SessionDescribed,
)
from jurydesk.deliberation.following.plan import Gathering
from jurydesk.errors import JuryDeskError
from jurydesk.french.numbers import counted


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is chosen before a session exists; without ``reading`` the rulebook's own decides.

    ``promotion_size`` is how many people were admitted together (VAE apart), the base of the
    quotas; without it, those who are examined. An empty ``timezone`` is Europe/Paris.
    ``rulebook`` is a file, or the text of one.
    """

    rulebook: Path | str
    day: date
    place: str = ""
    reading: Reading | None = None
    promotion_size: int | None = None
    timezone: str = ""


def opening_facts(
    plan: SessionPlan,
    cohort: CohortPreview | None,
    jury: JuryPreview | JuryImported,
    at: datetime,
    following: Gathering | None = None,
) -> tuple[Fact, ...]:
    """Return the facts that make a session: its creation, its cohort, its jury, what it follows.

    ``following`` gives the candidates of a session that follows others, ``cohort`` being then the
    table that completed them, if any. ``jury`` may be the jury of another session.

    Raises:
        JuryDeskError: the rulebook cannot be read, or a row of either file is rejected.
    """
    held = plan.rulebook
    text = held if isinstance(held, str) else read_rulebook_text(held)
    rulebook = parse_rulebook(text)
    code = rulebook.certification.code
    created = SessionCreated(
        at=at,
        certification=code,
        session_date=plan.day,
        place=plan.place,
        reading=plan.reading or rulebook.external_reading.value,
        rulebook=text,
        rulebook_digest=_digest(text),
        minutes_number=f"{code}-{plan.day:%Y-%m-%d}-01",
        definitions=DEFINITIONS,
        timezone=plan.timezone,
    )
    imported = _cohort(cohort, following, at)
    followed = () if following is None else following.facts(at)
    back = {each.candidate for one in followed for each in one.candidates}
    size = plan.promotion_size
    check_promotion_size(size, [who for who in imported.candidates if who.identifier not in back])
    return (
        created,
        imported,
        _jury(jury, at),
        *followed,
        *((SessionDescribed(at, promotion_size=size),) if size else ()),
    )


def _cohort(
    cohort: CohortPreview | None, following: Gathering | None, at: datetime
) -> CohortImported:
    """Return the candidates with their sources: the table's, and the minutes followed."""
    names = [] if cohort is None else [cohort.source.name]
    digests = [] if cohort is None else [cohort.source.digest]
    if following is None:
        candidates = () if cohort is None else cohort.accepted()
    else:
        candidates = following.candidates
        names += [f"procès-verbal {session.minutes_number}" for session, _ in following.followed]
        digests += [session.head for session, _ in following.followed]
    # One source keeps its own digest; several have that of all of theirs.
    digest = digests[0] if len(digests) == 1 else _digest("\n".join(digests))
    return CohortImported(at, ", ".join(names), digest, candidates)


def _jury(jury: JuryPreview | JuryImported, at: datetime) -> JuryImported:
    if isinstance(jury, JuryImported):
        return replace(jury, at=at)
    return JuryImported(at, jury.source.name, jury.source.digest, jury.accepted())


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def check_promotion_size(size: int | None, candidates: Iterable[Candidate]) -> None:
    """Refuse a promotion smaller than those of it who are examined, VAE apart.

    Raises:
        JuryDeskError: it is.
    """
    trained = sum(not candidate.route.is_experience for candidate in candidates)
    if size is not None and size < max(trained, 1):
        raise JuryDeskError(
            f"Une promotion de {counted(size, 'personne', 'personnes')} ne peut pas compter "
            f"{counted(trained, 'candidat', 'candidats')} hors VAE : donnez l’effectif entier de "
            "la promotion, ceux qui ne passent pas compris."
        )
