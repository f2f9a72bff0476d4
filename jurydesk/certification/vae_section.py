"""Reads the VAE regimes by date; leaves choosing the one of a candidate to the record."""

from dataclasses import replace

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.rule_values import VaeRegime
from jurydesk.french.days import short_day


def read_regime(table: CheckedTable) -> VaeRegime:
    """Read one ``[[regles.vae]]``: several texts may apply to one date, bounds are inclusive."""
    regime = VaeRegime(
        key=table.text("cle", longest=60),
        label=table.text("libelle"),
        source="",
        begins=table.day("debut"),
        ends=table.day("fin"),
        minimum_members=table.integer("membres_minimum", high=100, default=0),
        representatives=table.integer("representants", high=100, default=0),
        representatives_share=table.share("part_representants", required=False),
        teacher_researchers_majority=table.flag("majorite_enseignants_chercheurs", default=False),
        relation_check=table.flag("controle_relations", default=False),
        casting_vote=table.flag("voix_preponderante") if "voix_preponderante" in table else None,
        transitional=table.flag("transitoire", default=False),
    )
    if regime.begins is not None and regime.ends is not None and regime.begins > regime.ends:
        table.fault("fin", "le régime finit avant d’avoir commencé ; vérifiez debut et fin")
    return regime


def regime_label(regime: VaeRegime) -> str:
    """Return « VAE, parcours commencé à partir du 13/04/2024 »."""
    return f"VAE, parcours commencé {_period(regime)}"


def cited(regime: VaeRegime, source: str) -> VaeRegime:
    """Return the regime with the text it comes from."""
    return replace(regime, source=source)


def _period(regime: VaeRegime) -> str:
    if regime.begins is not None and regime.ends is not None:
        return f"du {short_day(regime.begins)} au {short_day(regime.ends)}"
    if regime.begins is not None:
        return f"à partir du {short_day(regime.begins)}"
    if regime.ends is not None:
        return f"jusqu’au {short_day(regime.ends)}"
    return "à toute date"
