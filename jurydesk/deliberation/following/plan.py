"""Who comes back from earlier sealed sessions to the next ordinary one, and with what.

A bloc once validated is acquired for good (capitalisation, DOMAIN §1): it enters as « acquis » with
the day it was adopted, and is never voted again. Whoever holds the whole certification does not
come back. A rectifying session stands in place of what it rectifies. Identifiers are kept; a table
of candidates completes the files and may give others. Leaves reading the files to others, and
making one file of several to :mod:`~jurydesk.deliberation.following.merging`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from jurydesk.certification.rulebook import Rulebook
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.earlier_decisions import CandidateBroughtIn
from jurydesk.deliberation.facts import SessionFollowed
from jurydesk.deliberation.following.correspondence import translated
from jurydesk.deliberation.following.earlier import EarlierSession
from jurydesk.deliberation.following.matching import Likeness, People, difference
from jurydesk.deliberation.following.merging import Past, came_back, completed
from jurydesk.errors import ActRefusedError
from jurydesk.french.agreement import of
from jurydesk.french.days import short_day


@dataclass(frozen=True, slots=True)
class FollowingPlan:
    """What is chosen before the next session exists.

    ``cohort`` completes who comes back. ``coming`` gives the identifiers (of the earlier sessions)
    of those who do, all of them when ``None``. ``same`` and ``distinct`` settle doubts by their
    keys, « 0012=0031 ».
    """

    day: date
    sessions: tuple[EarlierSession, ...]
    cohort: tuple[Candidate, ...] = ()
    coming: frozenset[str] | None = None
    same: frozenset[str] = frozenset()
    distinct: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two files that may be of one person, the earlier one first; a person settles it."""

    there: str
    here: str
    sentence: str

    @property
    def key(self) -> str:
        """What names the doubt: the identifier there, the one here."""
        return f"{self.there}={self.here}"


@dataclass(frozen=True, slots=True)
class Gathering:
    """Who would sit the next session; ``doubts`` are still to settle, ``notices`` to be told."""

    candidates: tuple[Candidate, ...]
    followed: tuple[tuple[EarlierSession, tuple[CandidateBroughtIn, ...]], ...]
    doubts: tuple[Doubt, ...]
    notices: tuple[str, ...]

    def facts(self, at: datetime) -> tuple[SessionFollowed, ...]:
        """Return the facts that say which minutes are followed.

        Raises:
            ActRefusedError: a doubt is not settled.
        """
        if self.doubts:
            asked = " ".join(doubt.sentence for doubt in self.doubts)
            raise ActRefusedError(f"{asked} Dites de chaque doute si c’est la même personne.")
        return tuple(
            SessionFollowed(
                at=at,
                minutes_number=session.minutes_number,
                certification=session.certification,
                session_date=session.session_date,
                sealed_at=session.sealed_at,
                head=session.head,
                entries=session.entries,
                candidates=brought,
            )
            for session, brought in self.followed
        )


@dataclass(slots=True)
class _Work:
    """A gathering under way; ``settled`` are the doubts that were met and had their answer."""

    plan: FollowingPlan
    doubts: list[Doubt] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    settled: set[str] = field(default_factory=set)

    def is_same(self, past: Past, who: Candidate, place: str) -> bool:
        """Whether a file in doubt is of this person, as was said; else the doubt is kept."""
        there = past.file
        doubt = Doubt(
            there.identifier,
            who.identifier,
            f"{who.name} ({place}, identifiant {who.identifier}) est peut-être {there.name} "
            f"({past.latest[0].words}, identifiant {there.identifier}) : "
            f"{difference(who, there)}.",
        )
        if doubt.key in self.plan.same or doubt.key in self.plan.distinct:
            self.settled.add(doubt.key)
            return doubt.key in self.plan.same
        self.doubts.append(doubt)
        return False


def gather(plan: FollowingPlan, rulebook: Rulebook) -> Gathering:
    """Return who would sit the next session, with every doubt and everything to be told.

    Raises:
        ActRefusedError: a session cannot be followed, an identifier would be of two persons, an
            answer settles nothing, or nobody is left to examine.
    """
    work = _Work(plan)
    sessions = tuple(translated(session, rulebook, work.notices) for session in _in_order(plan))
    pasts = _pasts(work, sessions)
    rows, new = _matched(work, pasts)
    candidates: list[tuple[Candidate, str]] = []
    names: dict[int, str] = {}
    for past in _coming(plan, pasts, rows):
        file = came_back(past, rulebook, work.notices)
        row = rows.get(id(past))
        if row is not None:
            file = completed(file, row, rulebook, work.notices)
        names[id(past)] = file.identifier
        candidates.append((file, past.latest[0].words))
    candidates += [(row, "la table des candidats") for row in new]
    _check(work, candidates)
    return Gathering(
        tuple(file for file, _ in candidates),
        tuple((session, _brought(session, pasts, names)) for session in sessions),
        tuple(work.doubts),
        tuple(work.notices),
    )


def persons_of(sessions: Sequence[EarlierSession]) -> tuple[list[Past], tuple[Doubt, ...]]:
    """Return every person of some sessions of one title, and the files that may be of one.

    Raises:
        ActRefusedError: a session is given twice.
    """
    work = _Work(FollowingPlan(date.max, tuple(sessions)))
    return _pasts(work, _in_order(work.plan)), tuple(work.doubts)


def _in_order(plan: FollowingPlan) -> list[EarlierSession]:
    """Return the sessions by their day, a rectifying one in place of what it rectifies."""
    heads = [session.head for session in plan.sessions]
    for session in plan.sessions:
        if heads.count(session.head) > 1:
            raise ActRefusedError(
                f"{_capital(session.words)} est donnée deux fois : ne la donnez qu’une fois."
            )
        if session.session_date > plan.day:
            raise ActRefusedError(
                f"La nouvelle séance ({short_day(plan.day)}) précède {session.words} : corrigez "
                "sa date."
            )
    again = {
        session.rectifies: {person.file.identifier for person in session.people}
        for session in plan.sessions
        if session.rectifies
    }
    kept = [
        replace(
            session,
            people=tuple(
                person
                for person in session.people
                if person.file.identifier not in again.get(session.head, ())
            ),
        )
        for session in plan.sessions
    ]
    return sorted(kept, key=lambda session: (session.session_date, session.sealed_at))


def _pasts(work: _Work, sessions: Sequence[EarlierSession]) -> list[Past]:
    """Return every person of the earlier sessions once, in the order they first came."""
    pasts: list[Past] = []
    for session in sessions:
        known: People[Past] = People()
        for past in pasts:
            known.add(past.file, past)
        for person in session.people:
            past = _find(work, known, person.file, session.words) or Past()
            if not past.held:
                pasts.append(past)
            past.held.append((session, person))
    return pasts


def _find(work: _Work, known: People[Past], who: Candidate, place: str) -> Past | None:
    """Return the person a file is of, ``None`` when it is nobody known or still in doubt."""
    found = known.like(who)
    if len(found[Likeness.SAME]) == 1:
        return found[Likeness.SAME][0]
    for past in (*found[Likeness.SAME], *found[Likeness.DOUBT]):
        if work.is_same(past, who, place):
            return past
    return None


def _matched(work: _Work, pasts: list[Past]) -> tuple[dict[int, Candidate], list[Candidate]]:
    """Return the rows of the table by the person they complete, and those of nobody known."""
    known: People[Past] = People()
    for past in pasts:
        known.add(past.file, past)
    rows: dict[int, Candidate] = {}
    new: list[Candidate] = []
    for row in work.plan.cohort:
        found = _find(work, known, row, "la table des candidats")
        if found is None:
            new.append(row)
        elif found.certified_by is not None:
            work.notices.append(
                f"{row.name} ({row.identifier}) est déjà titulaire de toute la certification, par "
                f"{found.certified_by.words} : sa ligne est laissée de côté."
            )
        elif id(found) in rows:
            raise ActRefusedError(
                f"{row.name} est deux fois dans la table des candidats (identifiants "
                f"{rows[id(found)].identifier} et {row.identifier}) : gardez une seule ligne."
            )
        else:
            rows[id(found)] = row
    return rows, new


def _coming(plan: FollowingPlan, pasts: Sequence[Past], rows: dict[int, Candidate]) -> list[Past]:
    """Return those who come back: not wholly certified, and asked for."""
    asked = plan.coming
    if asked is not None:
        known = {key for past in pasts for key in past.identifiers()}
        certified = {key: past for past in pasts if past.certified_by for key in past.identifiers()}
        for key in sorted(asked):
            if key not in known:
                raise ActRefusedError(
                    f"L’identifiant {key} n’est celui de personne dans les séances données : "
                    "vérifiez-le."
                )
            if key in certified:
                raise ActRefusedError(
                    f"{certified[key].file.name} ({key}) est déjà titulaire de toute la "
                    "certification : retirez cet identifiant."
                )
    return [
        past
        for past in pasts
        if past.certified_by is None
        and (asked is None or id(past) in rows or past.identifiers() & asked)
    ]


def _check(work: _Work, candidates: Sequence[tuple[Candidate, str]]) -> None:
    idle = sorted((work.plan.same | work.plan.distinct) - work.settled)
    if idle:
        raise ActRefusedError(
            f"« {idle[0]} » ne répond à aucun doute entre deux dossiers : retirez cette réponse."
        )
    taken: dict[str, tuple[Candidate, str]] = {}
    for file, place in candidates:
        other, where = taken.setdefault(file.identifier.casefold(), (file, place))
        if other is not file and not work.doubts:
            raise ActRefusedError(
                f"L’identifiant {file.identifier} serait celui {of(other.name)} ({where}) et "
                f"{of(file.name)} ({place}) : donnez-en un autre à l’une de ces personnes dans la "
                "table des candidats."
            )
    if not candidates:
        raise ActRefusedError(
            "Personne ne revient : tous les candidats des séances données sont certifiés. Donnez "
            "la table des candidats d’une nouvelle promotion."
        )


def _brought(
    session: EarlierSession, pasts: Sequence[Past], names: dict[int, str]
) -> tuple[CandidateBroughtIn, ...]:
    return tuple(
        CandidateBroughtIn(names[id(past)], person.file.identifier, person.outcome, person.blocks)
        for past in pasts
        if id(past) in names
        for held, person in past.held
        if held is session
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
