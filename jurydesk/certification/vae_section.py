"""Reads the VAE regimes by date; leaves choosing the one of a candidate to the record."""

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.rulebook import VaeRegime


def read_vae_regimes(rules: CheckedTable) -> tuple[VaeRegime, ...]:
    """Read ``[[regles.vae]]``: several texts may apply to one date, bounds are inclusive."""
    return tuple(_regime(table) for table in rules.tables("vae", required=False))


def _regime(table: CheckedTable) -> VaeRegime:
    regime = VaeRegime(
        key=table.text("cle", longest=60),
        label=table.text("libelle"),
        source=table.text("source", longest=1000),
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
    table.close()
    return regime
