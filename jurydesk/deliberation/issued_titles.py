"""The register of certificates delivered: what, to whom, when, and whether it still stands.

A civil status corrected after a delivery makes the certificate to be made again; another one of
the same thing, with nothing corrected between, is a « duplicata ».
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jurydesk.deliberation.civil_status import AMENDABLE
from jurydesk.deliberation.facts import IssuedTitle
from jurydesk.deliberation.records import Issue
from jurydesk.deliberation.state import SittingState


class TitleStanding(StrEnum):
    """What a certificate delivered is worth."""

    VALID = "valable"
    TO_MAKE_AGAIN = "à refaire"
    REPLACED = "remplacé"


@dataclass(frozen=True, slots=True)
class IssuedRow:
    """One line of the register; ``again`` tells that it replaced one with a wrong civil status."""

    candidate: str
    code: str
    issued_on: date
    at: datetime
    duplicate: bool
    again: bool
    mark: str
    standing: TitleStanding


def register_rows(state: SittingState) -> tuple[IssuedRow, ...]:
    """Return every certificate delivered, in the order of the deliveries."""
    latest = {(title.candidate, title.code): issue for issue, title in _titles(state.issues)}
    seen: dict[tuple[str, str], Issue] = {}
    rows = []
    for issue, title in _titles(state.issues):
        key = (title.candidate, title.code)
        before = seen.get(key)
        again = before is not None and _corrected(state, title.candidate, before, issue)
        rows.append(
            IssuedRow(
                *key,
                issue.fact.issued_on,
                issue.fact.at,
                title.duplicate,
                again,
                title.mark,
                _standing(state, title.candidate, issue, latest[key]),
            )
        )
        seen[key] = issue
    return tuple(rows)


def held_titles(state: SittingState) -> frozenset[tuple[str, str]]:
    """Return who (identifier) has a certificate of what (code) that stands.

    Another one would be a duplicata.
    """
    return frozenset(
        (row.candidate, row.code)
        for row in register_rows(state)
        if row.standing is TitleStanding.VALID
    )


def to_make_again(state: SittingState) -> tuple[IssuedRow, ...]:
    """Return the certificates whose holder's civil status was corrected since, each once."""
    rows = (row for row in register_rows(state) if row.standing is TitleStanding.TO_MAKE_AGAIN)
    return tuple({(row.candidate, row.code): row for row in rows}.values())


def _titles(issues: Iterable[Issue]) -> Iterable[tuple[Issue, IssuedTitle]]:
    return ((issue, title) for issue in issues for title in issue.fact.titles)


def _standing(state: SittingState, candidate: str, issue: Issue, latest: Issue) -> TitleStanding:
    if not _corrected(state, candidate, issue, None):
        return TitleStanding.VALID
    replaced = latest is not issue and _corrected(state, candidate, issue, latest)
    return TitleStanding.REPLACED if replaced else TitleStanding.TO_MAKE_AGAIN


def _corrected(state: SittingState, candidate: str, since: Issue, until: Issue | None) -> bool:
    """Whether a civil status was corrected after one delivery, and before another."""
    end = None if until is None else until.amendments
    return any(
        fact.candidate.identifier == candidate
        and any(AMENDABLE[name].civil for name, *_ in fact.changes)
        for fact in state.amendments[since.amendments : end]
    )
