"""A title as its fiche describes it: identity, blocs, competences; leaves its rules to others."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Certifier:
    """A « certificateur »: its legal name and SIRET (14 digits, or empty)."""

    name: str
    siret: str = ""


@dataclass(frozen=True, slots=True)
class NamedCode:
    """A code of a national nomenclature (NSF, Formacode, ROME) with its words."""

    code: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class MarkScale:
    """Turns a mark into a level: ``floors`` are (lowest mark, level), best level first.

    A mark below every floor gives ``otherwise``. ``maximum`` is the highest mark possible.
    """

    maximum: Decimal
    floors: tuple[tuple[Decimal, int], ...]
    otherwise: int

    def level(self, mark: Decimal) -> int:
        """Return the level a mark gives."""
        return next((level for floor, level in self.floors if mark >= floor), self.otherwise)


@dataclass(frozen=True, slots=True)
class Assessment:
    """An « évaluation » of a bloc: its kind and title, and what the fiche says of it.

    ``work`` is how the report is made (« individuel », « en binôme », « en groupe »), ``oral`` how
    it is defended, ``ordered_by`` who asks for it, ``jurors`` who judges it, ``pages`` the most its
    report may have (0: no limit).
    """

    code: str
    title: str
    kind: str
    work: str = ""
    oral: str = ""
    ordered_by: str = ""
    jurors: tuple[str, ...] = ()
    pages: int = 0

    @property
    def terms(self) -> str:
        """Return « rapport individuel, 10 pages au plus ; demandée par … ; jugée par … »."""
        told = [f"rapport {self.work}"] if self.work else []
        if self.pages:
            told.append(f"{self.pages} pages au plus")
        if self.oral:
            told.append(f"oral {self.oral}")
        parts = [", ".join(told)] if told else []
        if self.ordered_by:
            parts.append(f"proposée par {self.ordered_by}")
        if self.jurors:
            parts.append(f"jugée par {' et '.join(self.jurors)}")
        return " ; ".join(parts)


@dataclass(frozen=True, slots=True)
class Skill:
    """A « compétence » by its code."""

    code: str
    text: str


@dataclass(frozen=True, slots=True)
class SkillBlock:
    """A « bloc de compétences ».

    With a ``mark_scale`` the files hold marks, turned into levels; without one they hold levels.
    The two proses are the fiche's own words, shown and never parsed into rules. ``skills_to_check``
    is true while the skills are only a proposal, split from that prose by the import.
    """

    code: str
    title: str
    skills: tuple[Skill, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    mark_scale: MarkScale | None = None
    skills_prose: str = ""
    assessments_prose: str = ""
    skills_to_check: bool = False
    given_short_code: str = ""

    @property
    def short_code(self) -> str:
        """``BC01`` for ``RNCP35609BC01``: the code without the certification's, or the one given.

        Blocs shared with other certifications keep the other's code; their short codes may clash,
        and the rulebook then gives another.
        """
        if self.given_short_code:
            return self.given_short_code
        head, _, tail = self.code.rpartition("BC")
        return f"BC{tail}" if head and tail.isdigit() else self.code


@dataclass(frozen=True, slots=True)
class BlockMatch:
    """A bloc of this title, by full code, that stands for a bloc of another fiche."""

    block: str
    fiche: str
    other: str


@dataclass(frozen=True, slots=True)
class Certification:
    """A title of the RNCP, or a certification of the répertoire spécifique, as its fiche says it.

    ``level`` 0 means none given. ``successors`` and ``predecessors`` are codes of fiches, and
    ``matches`` says which bloc of theirs each bloc stands for.
    """

    code: str
    title: str
    certifiers: tuple[Certifier, ...]
    level: int
    blocks: tuple[SkillBlock, ...]
    abbreviation: str = ""
    nsf: tuple[NamedCode, ...] = ()
    formacodes: tuple[NamedCode, ...] = ()
    rome: tuple[NamedCode, ...] = ()
    decision_date: date | None = None
    registration_start: date | None = None
    expiry_date: date | None = None
    delivery_deadline: date | None = None
    successors: tuple[str, ...] = ()
    predecessors: tuple[str, ...] = ()
    matches: tuple[BlockMatch, ...] = ()

    @property
    def is_specific(self) -> bool:
        """Whether it is of the « répertoire spécifique », which knows no level and no NSF."""
        return self.code.upper().startswith("RS")

    @property
    def register(self) -> str:
        """The register it is in, in full, with its article: « au répertoire… »."""
        if self.is_specific:
            return "au répertoire spécifique"
        return "au répertoire national des certifications professionnelles (RNCP)"

    @property
    def by_right(self) -> bool:
        """Whether it is registered « de droit »: an effect date, and no decision."""
        return self.decision_date is None and self.registration_start is not None

    @property
    def level_words(self) -> str:
        """Return « niveau 7 », nothing where the fiche gives no level."""
        return f"niveau\N{NO-BREAK SPACE}{self.level}" if self.level else ""

    @property
    def code_words(self) -> str:
        """Return « RNCP35609, niveau 7 », the code alone where there is no level."""
        return ", ".join(part for part in (self.code, self.level_words) if part)

    @property
    def is_whole(self) -> bool:
        """Whether its one bloc stands for the whole: the fiche describes none."""
        return len(self.blocks) == 1 and self.blocks[0].code == self.code

    def block(self, code: str) -> SkillBlock:
        """Return a bloc by its full or short code, in any case; ``KeyError`` when there is none."""
        for block in self.blocks:
            if code in (block.code, block.short_code):
                return block
        folded = code.casefold()
        for block in self.blocks:
            if folded in (block.code.casefold(), block.short_code.casefold()):
                return block
        raise KeyError(code)
