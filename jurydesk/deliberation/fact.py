"""What every fact has: when it happened."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Fact:
    """Anything that happened; ``at`` is aware."""

    at: datetime
