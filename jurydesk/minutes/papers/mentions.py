"""The delays and the notices the law asks of the papers: sourced data, read from a shipped file."""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jurydesk.bundle import resource
from jurydesk.deliberation.state import SittingState


@dataclass(frozen=True, slots=True)
class Delay:
    """How long the law gives, in days or in months, and where it says so."""

    source: str
    days: int = 0
    months: int = 0


@dataclass(frozen=True, slots=True)
class Notice:
    """A sentence a paper must print; ``to_confirm`` when it depends on the establishment."""

    text: str
    source: str
    to_confirm: bool


@dataclass(frozen=True, slots=True)
class Mentions:
    """Everything the file holds."""

    summons: Delay
    holders_transmission: Delay
    appeal: Notice


def load_mentions(path: Path | None = None) -> Mentions:
    """Read the delays and notices, by default the shipped ones."""
    path = path or resource("papers", "mentions.toml")
    tables = tomllib.loads(path.read_text(encoding="utf-8"))
    delays, appeal = tables["delais"], tables["recours"]
    return Mentions(
        summons=_delay(delays["convocations"]),
        holders_transmission=_delay(delays["accrochage"]),
        appeal=Notice(appeal["texte"], appeal["source"], appeal["a_confirmer"]),
    )


def appeal_of(state: SittingState) -> Notice:
    """Return how a decision may be contested, as the establishment confirmed it or as shipped."""
    house = state.establishment
    if house is None or house.appeal is None:
        return load_mentions().appeal
    return Notice(house.appeal.text, house.appeal.source, to_confirm=False)


def _delay(table: dict[str, Any]) -> Delay:
    return Delay(table["source"], table.get("jours", 0), table.get("mois", 0))
