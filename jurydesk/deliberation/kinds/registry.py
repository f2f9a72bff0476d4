"""Every kind of fact, by its class and by its name in the journal."""

from typing import Any

from jurydesk.deliberation.facts import Fact
from jurydesk.deliberation.kinds import (
    accrochage,
    ballots,
    defence,
    minutes,
    papers,
    preparation,
    sitting,
)
from jurydesk.deliberation.kinds.kind import FactKind

KINDS: tuple[FactKind[Any], ...] = (
    *preparation.KINDS,
    *sitting.KINDS,
    *defence.KINDS,
    *ballots.KINDS,
    *minutes.KINDS,
    *papers.KINDS,
    *accrochage.KINDS,
)

_BY_FACT: dict[type[Fact], FactKind[Any]] = {kind.fact: kind for kind in KINDS}


def kind_of(fact: Fact) -> FactKind[Any]:
    """Return the record of a fact's kind; a fact of no known kind is a ``TypeError``."""
    try:
        return _BY_FACT[type(fact)]
    except KeyError:
        raise TypeError(fact) from None
