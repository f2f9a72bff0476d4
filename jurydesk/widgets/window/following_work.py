"""What the dialog of the next session holds while it is chosen; leaves showing it to the dialog."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jurydesk.certification.catalogue import find_rulebook
from jurydesk.certification.matching_text import with_matches
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import parse_rulebook, read_rulebook_text
from jurydesk.cohort import cohort_file, json_export
from jurydesk.compliance import jury_file
from jurydesk.deliberation.facts import Fact, JuryImported
from jurydesk.deliberation.following.correspondence import translated
from jurydesk.deliberation.following.earlier import EarlierSession, earlier_of
from jurydesk.deliberation.following.plan import (
    FollowingPlan,
    Gathering,
    gather,
    persons_of,
)
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.storage import preparation, rectified
from jurydesk.transmission import earlier_export

if TYPE_CHECKING:
    from jurydesk.cohort.cohort_file import CohortPreview
    from jurydesk.storage.encryption import SessionKey


class FollowingWork:
    """The sessions followed, who comes, the answers given; ``first`` is the sealed session open.

    Rules are those of the rulebook at hand for the title, else of the first session itself.
    """

    def __init__(self, first: SittingState) -> None:
        self._first = first
        self._text = _rulebook_text(first)
        self.rulebook: Rulebook = parse_rulebook(self._text)
        self.sessions: list[EarlierSession] = [earlier_of(first)]
        self.cohort: CohortPreview | None = None
        self.jury: JuryImported | None = None
        self.away: set[str] = set()
        self._same: set[str] = set()
        self._distinct: set[str] = set()

    def add(self, path: Path, key: "SessionKey | None") -> None:
        """Follow one more session, or its JSON export.

        Raises:
            JuryDeskError: it proves nothing, or is followed already.
        """
        found = (
            earlier_export.read_earlier_export(path, self.rulebook)
            if json_export.is_json(path)
            else rectified.read_earlier(path, key)
        )
        if any(session.head == found.head for session in self.sessions):
            raise JuryDeskError(f"« {path.name} » est déjà parmi les séances suivies.")
        self.sessions.append(found)

    def take_rulebook(self, path: Path) -> None:
        """Sit by another rulebook: that of the title which succeeds, or newer rules.

        Raises:
            JuryDeskError: it cannot be read.
        """
        text = read_rulebook_text(path)
        self.rulebook, self._text = parse_rulebook(text), text
        self.cohort = self.jury = None
        self._forget_answers()

    @property
    def succeeded(self) -> tuple[str, ...]:
        """The titles of the sessions followed that are not the one of the rulebook."""
        code = self.rulebook.certification.code
        titles = dict.fromkeys(session.certification for session in self.sessions)
        return tuple(title for title in titles if title != code)

    def earlier_blocks(self, title: str) -> tuple[tuple[str, str], ...]:
        """Return the blocs that sessions of a title judged, by code, with their names if known."""
        first = self._first.rulebook.certification
        names = {block.code: block.title for block in first.blocks}
        found = {
            block.block: names.get(block.block, "")
            for session in self.sessions
            if session.certification == title
            for person in session.people
            for block in person.blocks
        }
        return tuple(sorted(found.items()))

    def known_matches(self, title: str) -> dict[str, str]:
        """Return the blocs of the rulebook that stand for those of a title, by theirs."""
        matches = self.rulebook.certification.matches
        return {match.other: match.block for match in matches if match.fiche == title}

    def match(self, title: str, blocks: dict[str, str]) -> None:
        """Say which bloc stands for which of a title.

        Raises:
            JuryDeskError: one bloc stands for two.
        """
        text = with_matches(self._text, title, blocks)
        self.rulebook, self._text = parse_rulebook(text), text

    def rulebook_words(self, day: date | None) -> str:
        """The title sat for, and whether its registration is over."""
        title = self.rulebook.certification
        told = f"Référentiel : {title.code} – {title.title}."
        if day is None or title.expiry_date is None or day <= title.expiry_date:
            return told
        after = f" ({enumeration(title.successors)})" if title.successors else ""
        return (
            f"{told} Enregistrement échu le {unbroken_day(title.expiry_date)} : pour un parcours "
            f"commencé ensuite, choisissez le référentiel du titre qui lui succède{after}."
        )

    def remove(self, row: int) -> None:
        """Follow one session less, and forget what was answered about it."""
        del self.sessions[row]
        self._forget_answers()

    def choose(self, identifier: str, *, coming: bool) -> None:
        """Note that somebody comes back, or not."""
        (self.away.discard if coming else self.away.add)(identifier)

    def settle(self, key: str, *, same: bool) -> None:
        """Note the answer to a doubt."""
        (self._same if same else self._distinct).add(key)

    def people(self) -> Iterator[tuple[str, str]]:
        """Yield who may come back, by identifier, with what they have."""
        try:
            sessions = [translated(each, self.rulebook, []) for each in self.sessions]
            pasts, _ = persons_of(sessions)
        except JuryDeskError:
            return
        for past in pasts:
            if past.certified_by is not None:
                continue
            blocks = self.rulebook.certification.blocks
            left = [each.short_code for each in blocks if past.obtained(each.code) is None]
            who, result = past.file, past.latest[1].outcome
            told = "" if result is None else f" – {result.words}"
            yield (
                who.identifier,
                f"{who.name} ({who.identifier}, {who.route}){told} ; à voter : {', '.join(left)}",
            )

    def gather(self, day: date) -> Gathering:
        """Return who would sit a session on this day, with every doubt.

        Raises:
            JuryDeskError: a session cannot be followed, or nobody is left.
        """
        keys = [key for key, _ in self.people()]
        coming = frozenset(key for key in keys if key not in self.away)
        plan = FollowingPlan(
            day,
            tuple(self.sessions),
            () if self.cohort is None else self.cohort.accepted(),
            coming if self.away else None,
            frozenset(self._same),
            frozenset(self._distinct),
        )
        return gather(plan, self.rulebook)

    def take_cohort(self, path: Path, on: date) -> None:
        """Complete the files by a table.

        Raises:
            JuryDeskError: a row of it is refused, or a question is left.
        """
        read = cohort_file.read_cohort(path, self.rulebook, on=on)
        read.accepted()
        self._forget_answers()
        self.cohort = read

    def drop_cohort(self) -> None:
        """Complete the files by no table any more."""
        self._forget_answers()
        self.cohort = None

    def take_jury(self, path: Path, at: datetime) -> None:
        """Sit before another jury.

        Raises:
            JuryDeskError: a row of its table is refused.
        """
        read = jury_file.read_jury(path, self.rulebook)
        self.jury = JuryImported(at, read.source.name, read.source.digest, read.accepted())

    @property
    def cohort_words(self) -> str:
        """The table that completes the files, in words."""
        if self.cohort is None:
            return "Sans table de candidats : les dossiers sont ceux des séances suivies"
        read = plural(len(self.cohort.records()), "candidat")
        return f"{self.cohort.source.name}, {read}"

    @property
    def jury_words(self) -> str:
        """The jury, in words."""
        if self.jury is None:
            return f"Jury de la séance, {plural(len(self._first.members), 'membre')}"
        return f"{self.jury.source}, {plural(len(self.jury.members), 'membre')}"

    def facts(self, gathered: Gathering, day: date, place: str, at: datetime) -> tuple[Fact, ...]:
        """Return the facts that make the session.

        Raises:
            JuryDeskError: it cannot be made.
        """
        plan = preparation.SessionPlan(self._text, day, place, self._first.reading)
        jury = self.jury or self._first.jury_source
        assert jury is not None  # noqa: S101 a sealed session has a jury
        return preparation.opening_facts(plan, self.cohort, jury, at, gathered)

    def _forget_answers(self) -> None:
        """Forget the answers to doubts that may be no more."""
        self._same.clear()
        self._distinct.clear()


def _rulebook_text(first: SittingState) -> str:
    try:
        return read_rulebook_text(find_rulebook(first.rulebook.certification.code))
    except JuryDeskError:
        return first.created.rulebook
