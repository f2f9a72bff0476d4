"""Changes a rule to confirm: reads what a person types as the rulebook file would be read.

A rule is kept as the file's own table, so that a new value obeys every check of the file.
"""

import json
import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.coherence import incoherences
from jurydesk.certification.rule_kind import RuleKind
from jurydesk.certification.rule_kinds import RULE_KINDS, kind_of
from jurydesk.certification.rule_values import Adoption, Setting
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rules_section import read_rule
from jurydesk.errors import JuryDeskError
from jurydesk.french.folding import fold

_FLAGS = {"oui": True, "true": True, "vrai": True, "non": False, "false": False, "faux": False}
_PART = re.compile(r"\s*([a-z_]+)\s*=\s*([^,;]+?)\s*(?:[,;]|$)")
OWN_CHOICE = "Choix de l’établissement"
_CARRIED = ("a_confirmer", "adopte_le", "adopte_par", "publie_le")


def is_settable(setting: Setting[object]) -> bool:
    """Whether a rule is the establishment's to set: neither the fiche nor the law gives it.

    A text of law is confirmed, never set.
    """
    return setting.to_confirm and kind_of(setting.key).has_value


def rules_to_see(rulebook: Rulebook) -> tuple[Setting[object], ...]:
    """Return the rules written, then those that nobody set and that may be."""
    silent = (kind for kind in RULE_KINDS if kind.example is not None and kind.ends is None)
    return (
        *rulebook.settings(),
        *(kind.not_set for kind in silent if kind.key not in rulebook.rules),
        *(entry for kind in RULE_KINDS for entry in kind.offers if entry.key not in rulebook.rules),
    )


def setting_named(rulebook: Rulebook, name: str) -> Setting[object]:
    """Return a rule by its name, folded.

    Raises:
        JuryDeskError: there is no such rule; the sentence lists those that may be set.
    """
    seen = rules_to_see(rulebook)
    for setting in seen:
        if fold(setting.key) == fold(name):
            return setting
    known = ", ".join(each.key for each in seen if is_settable(each))
    raise JuryDeskError(f"La règle « {name} » n’existe pas : choisissez parmi {known}.")


def raw_value(text: str, rulebook_text: str, key: str, changed: Mapping[str, str]) -> object:
    """Return what a person typed for a rule, as the rulebook file would hold it.

    Parts that are not typed stay as they are, ``changed`` holding those set since by key; of a
    rule that nobody set there are none to stay.

    Raises:
        JuryDeskError: the text has not the form of this rule's value.
    """
    held = held_value(rulebook_text, key, changed)
    text = text.strip()
    if text[:1] in ("{", "[", '"'):
        return _toml_value(text, key)
    if isinstance(held, Mapping):
        is_set = key in changed or bool(_tables(rulebook_text).get(key))
        return _compound(text, held, key, kept=held if is_set else {})
    if isinstance(held, list):
        if held and not isinstance(held[0], str):
            raise JuryDeskError(
                f"La règle « {key} » est un tableau : écrivez sa valeur comme dans un référentiel, "
                f"par exemple {written(held)}."
            )
        return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]
    return read_scalar(text, held, key)


def written(value: object) -> str:
    """Return a raw value as a person may type it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, Mapping):
        if any(isinstance(each, list | Mapping) for each in value.values()):
            return _inline(value)
        return ", ".join(f"{name}={written(each)}" for name, each in value.items())
    if isinstance(value, list):
        plain = all(isinstance(each, str) for each in value)
        return ", ".join(value) if plain else _inline(value)
    return str(value)


def written_value(rulebook_text: str, key: str, changed: Mapping[str, str]) -> str:
    """Return a rule's value as typed, ``changed`` holding those set since by key."""
    if key not in changed and key not in _tables(rulebook_text):
        return ""
    return written(held_value(rulebook_text, key, changed))


def held_value(rulebook_text: str, key: str, changed: Mapping[str, str]) -> object:
    """Return a rule's raw value as it stands, an example of it where nobody set it."""
    if key in changed:
        return from_json(changed[key])
    table = _tables(rulebook_text).get(key, {})
    return table.get("valeur", kind_of(key).example or "")


def to_json(value: object) -> str:
    """Return a raw value as a fact keeps it."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def from_json(text: str) -> object:
    """Return the raw value that :func:`to_json` wrote."""
    return json.loads(text, parse_float=Decimal)


def with_rule_set(
    rulebook: Rulebook,
    rulebook_text: str,
    key: str,
    value: object,
    *,
    source: str,
    adoption: Adoption,
) -> Rulebook:
    """Return the rulebook with one rule set, still the establishment's own.

    Raises:
        JuryDeskError: the value is not one of this rule, or contradicts another rule.
    """
    kind = kind_of(key)
    held = _tables(rulebook_text).get(key) or kind.offer(key)
    table = {k: v for k, v in held.items() if k not in _CARRIED}
    known = rulebook.rules.get(key)
    told = source or (known.source if known is not None else OWN_CHOICE)
    table |= {"valeur": value, "source": told, "a_confirmer": True}
    faults: list[str] = []
    setting = read_rule(CheckedTable(table, "", faults), kind)
    if not faults:
        changed = rulebook.with_rules(replace(setting, key=key, adoption=adoption))
        faults = list(incoherences(changed))
    if faults:
        raise JuryDeskError(f"La règle « {key} » n’a pas changé : {' ; '.join(faults)}.")
    return changed


@lru_cache(maxsize=4)
def _tables(text: str) -> Mapping[str, Mapping[str, object]]:
    """Return the table of each rule of a rulebook's text, by the rule's key."""
    rules = tomllib.loads(text, parse_float=Decimal).get("regles", {})
    found: dict[str, Mapping[str, object]] = {}
    for kind in RULE_KINDS:
        held: object = rules
        for part in kind.key.split("."):
            held = held.get(part, {}) if isinstance(held, Mapping) else {}
        found |= _of_kind(kind, held)
    return found


def _of_kind(kind: RuleKind[object], held: object) -> Mapping[str, Mapping[str, object]]:
    if isinstance(held, list):
        return {read_rule(CheckedTable(item, "", []), kind).key: item for item in held}
    if kind.plain and isinstance(held, str):
        return {kind.key: {"valeur": held}}
    return {kind.key: held} if isinstance(held, Mapping) and held else {}


def _compound(
    text: str, held: Mapping[str, object], key: str, kept: Mapping[str, object]
) -> object:
    parts = dict(_PART.findall(text))
    form = f"écrivez-la comme {written(held)}"
    if not parts or set(parts) - set(held):
        raise JuryDeskError(f"La règle « {key} » ne se lit pas : {form}.")
    return {**kept, **{name: read_scalar(part, held[name], key) for name, part in parts.items()}}


def read_scalar(text: str, held: object, key: str) -> object:
    """Return a text as the kind of value that is held there.

    Raises:
        JuryDeskError: a yes or no is neither.
    """
    if isinstance(held, bool):
        if fold(text) not in _FLAGS:
            raise JuryDeskError(f"La règle « {key} » se règle par oui ou non.")
        return _FLAGS[fold(text)]
    if isinstance(held, int) and re.fullmatch(r"\d{1,6}", text):
        return int(text)
    if isinstance(held, int | Decimal) and re.fullmatch(r"\d{1,6}(?:[.,]\d{1,6})?", text):
        return Decimal(text.replace(",", "."))
    return text


def _toml_value(text: str, key: str) -> object:
    try:
        return tomllib.loads(f"valeur = {text}", parse_float=Decimal)["valeur"]
    except tomllib.TOMLDecodeError:
        raise JuryDeskError(
            f"La valeur donnée à « {key} » ne se lit pas : écrivez-la comme dans un référentiel."
        ) from None


def _inline(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{name} = {_inline(each)}" for name, each in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    return str(value)
