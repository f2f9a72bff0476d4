"""Names each act in French, for « Annuler : … » and for the log, as each kind of fact says."""

from collections.abc import Sequence

from jurydesk.deliberation.facts import DecisionAdopted, Fact
from jurydesk.deliberation.kinds.registry import kind_of
from jurydesk.deliberation.state import SittingState
from jurydesk.french.numbers import counted


def describe(fact: Fact, state: SittingState) -> str:
    """Return the name of one fact, a noun phrase without capital or full stop."""
    return kind_of(fact).words(fact, state)


def describe_act(act: Sequence[Fact], state: SittingState) -> str:
    """Return the name of facts recorded together, by what they decide."""
    adopted = [fact for fact in act if isinstance(fact, DecisionAdopted)]
    decided: Sequence[Fact] = adopted or act
    first = describe(decided[0], state)
    more = len(decided) - 1
    if more == 0:
        return first
    return f"{first} et {counted(more, 'autre', 'autres')}"
