"""What a check says: one finding per rule, with its figures, its names and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jurydesk.certification.vocabulary import AccessRoute, Reading


class FindingStatus(StrEnum):
    """The result of a check; only ``BLOCKING`` ever stops anything."""

    COMPLIANT = "conforme"
    RESERVE = "reserve"
    BLOCKING = "bloquant"
    NOT_APPLICABLE = "sans_objet"
    UNKNOWN = "inconnu"


@dataclass(frozen=True, slots=True)
class Override:
    """The chair goes on despite a finding (« passer outre »), with a written reason."""

    by: str
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Finding:
    """A « constat ».

    ``value`` and ``threshold`` are fractions written as counted (« 2/8 », never reduced).
    ``missing`` is how many more persons would satisfy the rule. ``names`` are those counted.
    ``readings`` holds the four counts of the external share. A finding concerns one route, one
    candidate, or the whole sitting when both are ``None``.
    """

    id: str
    status: FindingStatus
    message: str
    source: str
    overridable: bool = False
    route: AccessRoute | None = None
    candidate: str | None = None
    value: str | None = None
    threshold: str | None = None
    missing: int | None = None
    names: tuple[str, ...] = ()
    readings: Mapping[Reading, str] | None = None
    overridden: Override | None = None

    @property
    def stops(self) -> bool:
        """Whether adoption is stopped: blocking, and not passed over by the chair."""
        return self.status is FindingStatus.BLOCKING and self.overridden is None
