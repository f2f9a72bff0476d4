"""The annex of the minutes: the figures of the sitting (« bilan »), when they are asked for."""

from jurydesk.deliberation.figures.chart import small_warning
from jurydesk.deliberation.figures.charts import charts_of
from jurydesk.deliberation.state import SittingState
from jurydesk.minutes.content.model import FiguresAnnex

TITLE = "Annexe – Bilan chiffré de la séance"
_NOTE = (
    "Cette annexe ne nomme personne et ne décide de rien : elle compte ce que le procès-verbal "
    "constate."
)


def figures_annex(state: SittingState) -> FiguresAnnex | None:
    """Return the annex, without the charts that have nothing to draw; ``None`` unless asked."""
    if not state.figures_annex:
        return None
    charts = tuple(chart for chart in charts_of(state) if not chart.is_empty)
    note = f"{_NOTE} {small_warning(charts)}".strip()
    return FiguresAnnex(TITLE, note, charts)
