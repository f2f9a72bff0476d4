"""Reads a « barème » and puts it in words; leaves turning marks into levels to the record."""

from decimal import Decimal
from itertools import pairwise

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.title import MarkScale
from jurydesk.french.numbers import decimal
from jurydesk.french.spaces import NBSP


def read_mark_scale(table: CheckedTable) -> MarkScale:
    """Read the highest mark, the floors (best level first) and the level below them all."""
    maximum = table.number("note_maximale", high=Decimal(1000))
    floors = []
    for item in table.tables("seuils"):
        floors.append((item.number("note"), item.integer("niveau", low=1, high=9)))
        item.close()
    scale = MarkScale(maximum, tuple(floors), table.integer("sinon", low=1, high=9))
    table.close()
    return scale


def mark_scale_words(scale: MarkScale) -> str:
    """Return « niveau 1 à partir de 16, niveau 2 à partir de 10, niveau 3 au-dessous (sur 20) »."""
    floors = [f"niveau{NBSP}{level} à partir de {decimal(floor)}" for floor, level in scale.floors]
    below = f"niveau{NBSP}{scale.otherwise} au-dessous"
    return f"{', '.join([*floors, below])} (sur {decimal(scale.maximum)})"


def scale_incoherences(scale: MarkScale, place: str, levels: frozenset[int]) -> list[str]:
    """Return what makes a scale impossible to apply, each fault with its place."""
    faults = []
    floors = [floor for floor, _ in scale.floors]
    numbers = [*(level for _, level in scale.floors), scale.otherwise]
    if scale.maximum <= 0:
        faults.append(f"{place}.note_maximale : la note maximale est plus grande que 0")
    if any(better <= worse for better, worse in pairwise(floors)):
        faults.append(f"{place}.seuils : les notes vont de la plus haute à la plus basse")
    if any(floor > scale.maximum for floor in floors):
        faults.append(f"{place}.seuils : un seuil dépasse la note maximale")
    if any(better >= worse for better, worse in pairwise(numbers)):
        faults.append(
            f"{place}.seuils : les niveaux vont du meilleur (1) au moins bon, « sinon » en dernier"
        )
    faults.extend(
        f"{place} : le niveau {number} n’existe pas dans regles.niveaux"
        for number in sorted(set(numbers) - levels)
    )
    return faults
