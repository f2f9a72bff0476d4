"""What a session file holds, in memory: its entries, its votes in progress, and their state.

Checks and applies acts, and can step back to an earlier mark; writing them to the disk is left to
:mod:`~jurydesk.storage.session_file`.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from jurydesk.deliberation.applying import apply_fact, state_of, undone_acts
from jurydesk.deliberation.facts import (
    ActRestored,
    ActUndone,
    Fact,
    SessionCreated,
    VoteCast,
    VoteWithdrawn,
)
from jurydesk.deliberation.kinds.kind import Place
from jurydesk.deliberation.kinds.registry import kind_of
from jurydesk.deliberation.permission import check_allowed
from jurydesk.deliberation.state import Entry, SittingState
from jurydesk.deliberation.taking_back import take_back
from jurydesk.errors import ActRefusedError
from jurydesk.storage.ballot_keys import Ballot
from jurydesk.storage.journal import BEGINNING, Row, make_row
from jurydesk.storage.votes import HeldVote, place


@dataclass(frozen=True, slots=True)
class Taken:
    """An act just undone, which « Rétablir » gives back as long as nothing else is recorded.

    Its named votes are in memory alone: the file holds nothing of a vote withdrawn.
    """

    act: int
    votes: tuple[VoteCast, ...] = ()
    journaled: bool = True


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment of the ledger that it can step back to."""

    entries: int
    act: int
    head: str
    changes: int
    taken: tuple[Taken, ...]


@dataclass(slots=True)
class Ledger:
    """The entries, the votes and their state; ``rows`` are those not yet written.

    ``changes`` tells each vote replaced or erased since the last write (what was there before),
    so that stepping back can put it back. ``taken`` are the acts undone since the last other act.
    """

    entries: list[Entry]
    votes: dict[Place, HeldVote]
    head: str
    act: int
    state: SittingState
    rows: list[Row] = field(default_factory=list)
    changes: list[tuple[Place, HeldVote | None]] = field(default_factory=list)
    undone: set[int] = field(default_factory=set)
    taken: tuple[Taken, ...] = ()

    @classmethod
    def begin(cls, facts: tuple[Fact, ...]) -> "Ledger":
        """Return the ledger of a new session: its creation and what is recorded with it.

        Raises:
            ActRefusedError: A fact is not allowed.
        """
        if not facts or not isinstance(facts[0], SessionCreated):
            raise ValueError(facts[:1])
        row = make_row(facts[0], 1, 1, BEGINNING)
        entry = Entry(1, 1, facts[0])
        ledger = cls([entry], {}, row.digest, 1, state_of([entry]), [row])
        for fact in facts[1:]:
            ledger._take(fact, 1)
        return ledger

    @classmethod
    def of(cls, entries: list[Entry], votes: Iterable[HeldVote], head: str) -> "Ledger":
        """Return the ledger of what was read."""
        held = {place(one.vote): one for one in votes}
        act = max((entries[-1].act, *(one.act for one in held.values())))
        undone = undone_acts(entries)
        state = _state_of(entries, held, undone)
        taken = _taken_last(entries, max((one.act for one in held.values()), default=0))
        return cls(entries, held, head, act, state, undone=undone, taken=taken)

    def mark(self) -> Mark:
        """Return the present moment."""
        return Mark(len(self.entries), self.act, self.head, len(self.changes), self.taken)

    def perform(self, facts: tuple[Fact, ...]) -> None:
        """Check and apply the facts of one act; on a refusal nothing of it remains.

        Raises:
            ActRefusedError: A fact is not allowed.
        """
        mark = self.mark()
        self.act += 1
        try:
            for fact in facts:
                self._take(fact, self.act)
        except BaseException:
            self.step_back(mark)
            raise
        self.taken = ()

    def step_back(self, mark: Mark) -> None:
        """Forget everything since the mark."""
        taken = len(self.entries) - mark.entries
        touched = len(self.changes) - mark.changes
        self.act, self.head, self.taken = mark.act, mark.head, mark.taken
        if not taken and not touched:
            return
        del self.entries[mark.entries :]
        del self.rows[len(self.rows) - taken :]
        while len(self.changes) > mark.changes:
            where, before = self.changes.pop()
            self.votes.pop(where, None)
            if before is not None:
                self.votes[where] = before
        self.undone = undone_acts(self.entries)
        self._start_over()

    def written(self) -> None:
        """Note that everything is on the disk."""
        self.rows.clear()
        self.changes.clear()

    def votes_in_order(self) -> list[HeldVote]:
        """Return the votes in progress in the order they were cast."""
        return sorted(self.votes.values(), key=lambda one: one.act)

    def ballots(self) -> set[Ballot]:
        """Return the ballots that have a vote in progress."""
        return {where[:2] for where in self.votes}

    def last_act(self) -> int | None:
        """Return the last act not yet undone, ``None`` when only the creation is left.

        A vote in progress is an act; undoing and withdrawing are not.
        """
        recorded = (
            entry.act
            for entry in reversed(self.entries)
            if entry.act not in self.undone and kind_of(entry.fact).undoable
        )
        cast = max((one.act for one in self.votes.values()), default=0)
        act = max(next(recorded, 0), cast)
        return act if act > 1 else None

    def facts_of(self, act: int) -> tuple[Fact, ...]:
        """Return the facts of an act, votes still in progress included."""
        recorded = []
        for entry in reversed(self.entries):
            if entry.act < act:
                break
            if entry.act == act:
                recorded.append(entry.fact)
        cast = [one.vote for one in self.votes_in_order() if one.act == act]
        return (*cast, *reversed(recorded))

    def undo(self, at: datetime, reason: str = "") -> None:
        """Undo the last act: a vote is withdrawn, what is recorded is undone.

        Raises:
            ActRefusedError: There is nothing to undo, or the session is sealed.
        """
        act, before = self.last_act(), self.taken
        if act is None:
            raise ActRefusedError(
                "Il n’y a plus d’acte à annuler. Pour repartir de zéro, créez une nouvelle séance."
            )
        facts = self.facts_of(act)
        votes = tuple(fact for fact in facts if isinstance(fact, VoteCast))
        self.perform(self.undoing(act, at, reason))
        self.taken = (*before, Taken(act, votes, journaled=len(votes) < len(facts)))

    def redo(self, at: datetime) -> None:
        """Give back the act undone last, as long as nothing else was recorded since.

        Raises:
            ActRefusedError: There is nothing to give back, or the session is sealed.
        """
        before = self.taken
        if not before:
            raise ActRefusedError(
                "Il n’y a rien à rétablir : aucun acte n’a été annulé, ou un autre a été "
                "enregistré depuis."
            )
        last = before[-1]
        votes = tuple(replace(vote, at=at) for vote in last.votes)
        self.perform((*votes, *((ActRestored(at, last.act),) if last.journaled else ())))
        self.taken = before[:-1]

    def restorable(self) -> tuple[Fact, ...]:
        """Return the facts that :meth:`redo` would give back."""
        if not self.taken:
            return ()
        return (*self.taken[-1].votes, *self.facts_of(self.taken[-1].act))

    def undoing(self, act: int, at: datetime, reason: str) -> tuple[Fact, ...]:
        """Return the facts that undo an act."""
        facts = self.facts_of(act)
        withdrawn = [
            VoteWithdrawn(at, fact.member, fact.candidate, fact.block)
            for fact in facts
            if isinstance(fact, VoteCast)
        ]
        undone = [ActUndone(at, act, reason)] if len(withdrawn) < len(facts) else []
        return (*withdrawn, *undone)

    def _take(self, fact: Fact, act: int) -> None:
        check_allowed(self.state, fact)
        if isinstance(fact, ActUndone):
            self._check_last(fact)
        if isinstance(fact, ActRestored) and (not self.taken or fact.act != self.taken[-1].act):
            raise ActRefusedError(
                "Seul l’acte annulé en dernier se rétablit, avant tout autre acte."
            )
        if isinstance(fact, VoteCast):
            self._hold(fact, act)
            apply_fact(self.state, fact)
            return
        ended = kind_of(fact).ended_votes
        for where in ended(self.state, fact) if ended else ():
            self._release(where)
        row = make_row(fact, len(self.entries) + 1, act, self.head)
        self.entries.append(Entry(row.number, act, fact))
        self.rows.append(row)
        self.head = row.digest
        if isinstance(fact, ActUndone):
            self.undone.add(fact.act)
            cast = [one.vote for one in self.votes_in_order()]
            found = take_back(self.state, self.entries, cast, self.undone, fact)
            if found is None:
                self._start_over()
            else:
                self.state = found
        elif isinstance(fact, ActRestored):
            self.undone.discard(fact.act)
            self._start_over()
        else:
            apply_fact(self.state, fact)

    def _check_last(self, fact: ActUndone) -> None:
        if fact.act != self.last_act():
            raise ActRefusedError(
                "Seul le dernier acte s’annule. Annulez d’abord les actes qui le suivent."
            )

    def _hold(self, vote: VoteCast, act: int) -> None:
        where = place(vote)
        # Taken out first, so that a vote that changes is the last one cast.
        self.changes.append((where, self.votes.pop(where, None)))
        self.votes[where] = HeldVote(act, vote)

    def _release(self, where: Place) -> None:
        before = self.votes.pop(where, None)
        if before is not None:
            self.changes.append((where, before))

    def _start_over(self) -> None:
        self.state = _state_of(self.entries, self.votes, self.undone)


def _taken_last(entries: list[Entry], last_vote: int) -> tuple[Taken, ...]:
    """Return the acts undone at the end of a journal, after any vote in progress was cast."""
    taken: list[Taken] = []
    start = len(entries)
    while start and isinstance(entries[start - 1].fact, ActUndone | ActRestored):
        start -= 1
    mixed = entries[start - 1].act if start else 0
    for entry in entries[start:]:
        if entry.act in range(last_vote + 1) or entry.act == mixed:
            taken.clear()
        elif isinstance(entry.fact, ActUndone):
            taken.append(Taken(entry.fact.act))
        elif taken:
            taken.pop()
    return tuple(taken)


def _state_of(entries: list[Entry], votes: dict[Place, HeldVote], undone: set[int]) -> SittingState:
    cast = sorted(votes.values(), key=lambda one: one.act)
    return state_of(entries, [one.vote for one in cast], undone)
