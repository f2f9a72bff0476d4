"""By which days something must be done after sealed sessions; leaves the delays to the papers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import BlockStatus
from jurydesk.deliberation.accrochage_standing import DONE, standings
from jurydesk.deliberation.following.merging import Past
from jurydesk.deliberation.state import SittingState
from jurydesk.french.numbers import plural
from jurydesk.minutes.papers.deadlines import accrochage_due, experience_results_due


class DeadlineKind(StrEnum):
    """What is due."""

    RESULTS = "notification VAE"
    ACCROCHAGE = "accrochage"
    COMPLEMENT = "complément"
    RETAKE = "rattrapage"
    EXPIRY = "fin d’enregistrement"
    DELIVERY = "fin de délivrance"


_ASKED = {
    BlockStatus.IN_PROGRESS: DeadlineKind.COMPLEMENT,
    BlockStatus.NOT_ACQUIRED: DeadlineKind.RETAKE,
}


@dataclass(frozen=True, order=True, slots=True)
class Deadline:
    """Something due; ``key`` tells it from any other for ever, ``stamp`` when it came to be."""

    day: date
    kind: DeadlineKind
    title: str
    who: str
    minutes_number: str
    key: str
    stamp: datetime
    done: bool = False


def title_deadlines(rulebook: Rulebook, stamp: datetime) -> Iterator[Deadline]:
    """Return the last days of a title: to enter it, then to deliver it."""
    title = rulebook.certification
    for day, kind, words in (
        (title.expiry_date, DeadlineKind.EXPIRY, "dernier jour pour y entrer"),
        (title.delivery_deadline, DeadlineKind.DELIVERY, "dernier jour pour la délivrer"),
    ):
        if day is not None:
            told = f"{title.code} : {words}"
            yield Deadline(day, kind, told, "", "", f"{title.code}|{kind}", stamp)


def session_deadlines(state: SittingState, people: Sequence[Past]) -> Iterator[Deadline]:
    """Return what is due after one sealed session; what a later one obtained is done."""
    sealed = state.sealed
    assert sealed is not None  # noqa: S101 the register asks sealed sessions only
    number, stamp = sealed.minutes_number, sealed.at
    results = experience_results_due(state)
    if results is not None:
        title = f"Notifier les résultats de VAE – procès-verbal {number}"
        key = f"{sealed.head}|{DeadlineKind.RESULTS}"
        yield Deadline(results, DeadlineKind.RESULTS, title, "", number, key, stamp)
    found = standings(state)
    if found:
        left = [each for each in found.values() if each.state not in DONE]
        told = plural(len(left) or len(found), "titulaire")
        title = f"Accrochage à la Caisse des Dépôts, {told} – procès-verbal {number}"
        key = f"{sealed.head}|{DeadlineKind.ACCROCHAGE}"
        day = accrochage_due(state)
        yield Deadline(day, DeadlineKind.ACCROCHAGE, title, "", number, key, stamp, done=not left)
    yield from _asked(state, people)


def _asked(state: SittingState, people: Sequence[Past]) -> Iterator[Deadline]:
    """Return the complements and « rattrapages » that this session asked, by a day."""
    sealed = state.sealed
    assert sealed is not None  # noqa: S101 likewise
    for past in people:
        for session, person in past.held:
            if session.head != sealed.head:
                continue
            for block in person.blocks:
                kind = _ASKED.get(block.status) if block.status else None
                if kind is None or block.due_on is None:
                    continue
                short = state.rulebook.certification.block(block.block).short_code
                work = f" : {block.work}" if block.work else ""
                yield Deadline(
                    block.due_on,
                    kind,
                    f"{kind.value.capitalize()} {short}{work}",
                    f"{person.file.name} ({person.file.identifier})",
                    sealed.minutes_number,
                    f"{sealed.head}|{kind}|{person.file.identifier}|{block.block}",
                    sealed.at,
                    done=past.obtained(block.block) is not None,
                )
