"""A rule as a form to fill: one row of fields, or a table; leaves the window to the screen.

What the file holds for a rule (or an example of it) tells the fields; texts typed make the raw
value that :mod:`.rule_change` reads as the file would be read.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from jurydesk.certification.rule_change import read_scalar, written
from jurydesk.certification.rule_kinds import kind_of
from jurydesk.certification.rule_values import Exclusion
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import (
    BlockStatus,
    Derogation,
    JurorCapacity,
    ProposalRule,
    Reading,
    Role,
    Voice,
)

Path = tuple[str, ...]
Choices = tuple[tuple[str, str], ...]

_THRESHOLDS, _OTHERWISE = "seuils", "sinon"
_LABELS = {
    "": "Valeur",
    "role": "Siège",
    "minimum": "Nombre au moins",
    "statutaire": "Membre statutaire",
    "voix.toutes": "Voix, toutes voies",
    "voix.VAE": "Voix en VAE",
    "part": "Part des membres nommés",
    "president_requis": "Présidence exigée",
    "jours": "Jours après la séance",
    "copie_accompagnateur": "Copie à qui a accompagné",
    "note_maximale": "Note la plus haute",
    "numero": "Niveau",
    "libelle": "Libellé",
    "statut": "Ce que devient le bloc",
    "test": "Test",
    "bas": "Du",
    "haut": "Au",
    "pas": "Par",
    "depuis": "Depuis le",
    "noms": "Autres noms",
    "annees_experience": "Années d’expérience",
    "derogation": "Dérogation",
    "mois_minimum": "Mois au moins",
    "mois_maximum": "Mois au plus",
    "stage_mois_minimum": "Mois de stage au moins",
}
_CLOSED: Mapping[str, Sequence[StrEnum]] = {
    "role": tuple(Role),
    "voix": tuple(Voice),
    "statut": (BlockStatus.VALIDATED, BlockStatus.IN_PROGRESS, BlockStatus.NOT_ACQUIRED),
    "derogation": tuple(Derogation),
    "lecture_exterieurs": tuple(Reading),
    "proposition": tuple(ProposalRule),
    "soutenance.jures": tuple(JurorCapacity),
    "vae_exclusions": tuple(Exclusion),
}
_WORDS: Mapping[StrEnum, str] = {
    ProposalRule.WORST: "le moins bon niveau",
    ProposalRule.MAJORITY: "le niveau majoritaire",
    ProposalRule.NONE: "aucune proposition",
    Exclusion.COMPANY: "celles de l’entreprise du candidat",
    Exclusion.COMPANION: "celles qui ont accompagné le candidat",
}
_FLAG: Choices = (("oui", "oui"), ("non", "non"))


@dataclass(frozen=True, slots=True)
class FormField:
    """One text to fill: where it goes in the value, its name, and its closed list if it has one."""

    path: Path
    label: str
    sample: object
    choices: Choices = ()


@dataclass(frozen=True, slots=True)
class RuleForm:
    """The fields of a rule and the rows held now; ``grows`` when rows may be added or taken out."""

    key: str
    fields: tuple[FormField, ...]
    rows: tuple[tuple[str, ...], ...]
    grows: bool

    def value(self, rows: Sequence[Sequence[str]]) -> object:
        """Return the raw value that the texts make; empty rows are left out.

        Raises:
            JuryDeskError: a yes or no is neither.
        """
        made = [self._record(row) for row in rows if any(text.strip() for text in row)]
        if self.grows:
            return made
        return made[0] if made else ""

    def _record(self, row: Sequence[str]) -> object:
        if self.fields[0].path == ():
            return read_scalar(row[0].strip(), self.fields[0].sample, self.key)
        record: dict[str, object] = {}
        floors: list[tuple[str, object]] = []
        for field, typed in zip(self.fields, row, strict=True):
            text = typed.strip()
            if not text:
                continue
            value: object = read_scalar(text, field.sample, self.key)
            if isinstance(field.sample, list):
                value = [part.strip() for part in text.split(",") if part.strip()]
            if field.path[0] == _THRESHOLDS:
                floors.append((field.path[1], value))
            else:
                _put(record, field.path, value)
        if floors:
            record[_THRESHOLDS] = [{"note": n, "niveau": int(level)} for level, n in floors]
            record[_OTHERWISE] = int(floors[-1][0]) + 1
        return record


def rule_form(rulebook: Rulebook, key: str, held: object) -> RuleForm:
    """Return the form of a rule, filled with the raw value held (or an example of it)."""
    kind = kind_of(key)
    example = held if kind.example is None else kind.example
    grows = isinstance(example, list)
    samples = _samples(example, held) if grows else [example, held]
    records = list(held) if grows and isinstance(held, list) else [held]
    if not any(isinstance(each, Mapping) for each in samples):
        sample = samples[-1] if samples else ""
        field = FormField((), _LABELS[""], sample, _choices(rulebook, key, (), sample))
        return RuleForm(key, (field,), tuple((written(each),) for each in records), grows)
    paths = _paths(rulebook, (each for each in samples if isinstance(each, Mapping)))
    fields = tuple(
        FormField(path, _label(path), sample, _choices(rulebook, key, path, sample))
        for path, sample in paths.items()
    )
    rows = tuple(tuple(_text(record, path) for path in paths) for record in records)
    return RuleForm(key, fields, rows, grows)


def _samples(*values: object) -> list[object]:
    return [each for value in values if isinstance(value, list) for each in value]


def _paths(rulebook: Rulebook, records: Iterable[Mapping[str, object]]) -> dict[Path, object]:
    """Return every place of a record that holds a text, with what is held there."""
    found: dict[Path, object] = {}
    for record in records:
        for key, value in record.items():
            if key == _THRESHOLDS:
                for level in rulebook.levels[:-1]:
                    found.setdefault((key, str(level.number)), Decimal(0))
            elif isinstance(value, Mapping):
                found |= {(key, inner): each for inner, each in value.items()}
            elif key != _OTHERWISE:
                found[key,] = value
    return found


def _text(record: object, path: Path) -> str:
    """Return what a record holds at a place, empty where it holds nothing."""
    if not isinstance(record, Mapping):
        return ""
    held = record.get(path[0])
    if path[0] == _THRESHOLDS and isinstance(held, list):
        notes = {str(each.get("niveau")): each.get("note") for each in held}
        return written(notes[path[1]]) if path[1] in notes else ""
    if len(path) > 1:
        held = held.get(path[1]) if isinstance(held, Mapping) else None
    return "" if held is None else written(held)


def _put(record: dict[str, object], path: Path, value: object) -> None:
    if len(path) == 1:
        record[path[0]] = value
        return
    inner = record.setdefault(path[0], {})
    assert isinstance(inner, dict)  # noqa: S101 made just above
    inner[path[1]] = value


def _label(path: Path) -> str:
    if path[0] == _THRESHOLDS:
        return f"Niveau {path[1]} dès la note"
    name = ".".join(path)
    if name in _LABELS:
        return _LABELS[name]
    return f"Voix, voie {path[1]}" if path[0] == "voix" else name.replace("_", " ").capitalize()


def _choices(rulebook: Rulebook, key: str, path: Path, sample: object) -> Choices:
    if isinstance(sample, bool):
        return _FLAG
    if key == "soutenance.bloc":
        return tuple((b.code, f"{b.short_code} – {b.title}") for b in rulebook.title.blocks)
    words = _CLOSED.get(path[0] if path else key, ())
    return tuple((word.value, _words(word)) for word in words)


def _words(word: StrEnum) -> str:
    return _WORDS.get(word) or str(getattr(word, "words", word.value))
