"""A candidate as the file describes them; leaves reading spreadsheets and deciding to others."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from jurydesk.certification.vocabulary import AccessRoute, Derogation, Gender
from jurydesk.cohort.birth_date import BirthDate


class BlockRecordState(StrEnum):
    """What the cohort's file already says of a bloc before any vote."""

    TO_VOTE = "à voter"
    ACQUIRED = "acquis"
    PENDING = "attente"
    NOT_PRESENTED = "np"


@dataclass(frozen=True, slots=True)
class BlockRecord:
    """What the cohort's file says of one bloc of one candidate.

    ``proposed`` is the level the file proposes, already computed from the assessments or from a
    mark when the bloc is marked; the defence's mark may win over it later. ``assessments`` holds
    one level (or mark, when the bloc has a scale) per assessment in the rulebook's order.
    """

    block: str
    state: BlockRecordState = BlockRecordState.TO_VOTE
    proposed: int | None = None
    acquired_on: date | None = None
    mark: Decimal | None = None
    assessments: tuple[Decimal | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Thesis:
    """A « thèse professionnelle ». A confidential one has its title printed nowhere."""

    title: str = ""
    pages: int | None = None
    confidential: bool = False
    director: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A « candidat·e »; ``remarks`` keeps the file's unknown columns as (heading, text).

    ``admissible_on`` is the day a VAE application was declared admissible (« recevabilité »).
    """

    identifier: str
    birth_name: str
    first_names: str
    route: AccessRoute
    used_name: str = ""
    gender: Gender | None = None
    birth_date: BirthDate | None = None
    birth_place: str = ""
    birth_place_code: str = ""
    birth_country: str = ""
    email: str = ""
    address: str = ""
    employer: str = ""
    path_start: date | None = None
    admissible_on: date | None = None
    derogation: Derogation | None = None
    english_test: str = ""
    english_score: Decimal | None = None
    rapporteur: str = ""
    companion: str = ""
    thesis: Thesis | None = None
    blocks: tuple[BlockRecord, ...] = ()
    remarks: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name called in the room: used name if any, in capitals, then the first name."""
        return f"{(self.used_name or self.birth_name).upper()} {self.first_names}".strip()

    @property
    def comes_back(self) -> bool:
        """Whether a bloc was acquired in an earlier session: admitted with another promotion."""
        return any(record.state is BlockRecordState.ACQUIRED for record in self.blocks)

    def record(self, block: str) -> BlockRecord:
        """Return the file's record of a bloc by full code, an empty one when it says nothing."""
        for record in self.blocks:
            if record.block == block:
                return record
        return BlockRecord(block)
