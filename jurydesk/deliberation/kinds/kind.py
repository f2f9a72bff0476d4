"""The form of a record: everything the program asks about one kind of fact."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Generic, TypeVar

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.sheet.act import SheetAct
from jurydesk.deliberation.state import SittingState

F = TypeVar("F", bound=Fact)

Place = tuple[str, str, str]
"""Where there is at most one vote in progress: candidate, bloc, member."""


class Input(Enum):
    """What the findings must look at again once a fact is recorded."""

    NOTHING = auto()
    CANDIDATE = auto()
    DEFENCE = auto()  # the candidate, and only where the fact is about the bloc of the defence
    VOTERS = auto()  # who votes on the candidate
    OVERRIDES = auto()
    EVERYTHING = auto()


@dataclass(frozen=True, slots=True)
class FactKind(Generic[F]):
    """What one kind of fact is.

    ``guard`` refuses it on the state before it, ``transition`` applies it, ``words`` names it (a
    noun phrase without capital or full stop, never how a person voted nor why a member was
    recused). ``sheet`` is the acts of a « bordereau » that make it, or why there is none.

    ``sitting``: an act of the sitting itself, that a closed one no longer takes. ``ordered``: its
    time never goes back, as that of any act of the sitting. ``early``: noted before the opening,
    its time binds none. ``after_seal``: a sealed session still takes it. ``undoable``: « Annuler »
    may take it back. ``journaled``: it is a row of the journal (a named vote is not). ``inputs``:
    what the findings see of it. ``decides``: it changes a candidate's outcome. ``ended_votes``
    gives the named votes that it ends: they must be erased.
    """

    fact: type[F]
    guard: Callable[[SittingState, F], None]
    transition: Callable[[F, SittingState], None]
    words: Callable[[F, SittingState], str]
    sheet: tuple[SheetAct, ...] | str
    sitting: bool = False
    ordered: bool = False
    early: bool = False
    after_seal: bool = False
    undoable: bool = True
    journaled: bool = True
    inputs: Input = Input.EVERYTHING
    decides: bool = False
    ended_votes: Callable[[SittingState, F], Sequence[Place]] | None = None

    @property
    def keeps_order(self) -> bool:
        """Whether its time never goes back."""
        return self.sitting or self.ordered

    @property
    def name(self) -> str:
        """The name it has in the journal."""
        return self.fact.__name__
