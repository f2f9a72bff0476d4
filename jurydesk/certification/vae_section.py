"""Reads the VAE regimes by date; leaves choosing the one of a candidate to the record."""

from dataclasses import replace

from jurydesk.certification.checked_table import CheckedTable
from jurydesk.certification.rule_values import DatedText, Exclusion, ResultNotice, VaeRegime
from jurydesk.french.days import short_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural

_EXCLUDED = {
    Exclusion.COMPANY: "celles de l’entreprise du candidat",
    Exclusion.COMPANION: "celles qui l’ont accompagné",
}


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
        halves=table.flag("moitie_employeurs_salaries", default=False),
        qualified=table.integer("personnes_qualifiees", high=100, default=0),
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


def read_exclusions(table: CheckedTable) -> tuple[Exclusion, ...]:
    """Read who the fiche shuts out of the deliberation on a candidate."""
    return table.words("valeur", Exclusion)


def exclusion_words(exclusions: tuple[Exclusion, ...]) -> str:
    """Return who does not deliberate on a candidate, in words."""
    return enumeration(_EXCLUDED[each] for each in exclusions) or "aucune"


def read_result_notice(table: CheckedTable) -> ResultNotice:
    """Read within how many days VAE results are notified, and to whom a copy goes."""
    value = table.table("valeur")
    notice = ResultNotice(
        value.integer("jours", low=1, high=366), value.flag("copie_accompagnateur", default=False)
    )
    value.close()
    return notice


def result_notice_words(notice: ResultNotice) -> str:
    """Return « dans les 15 jours, copie à qui a accompagné »."""
    copy = ", avec copie à la personne qui a accompagné" if notice.copy_to_companion else ""
    return f"dans les {plural(notice.days, 'jour')}{copy}"


def read_dated_text(table: CheckedTable) -> DatedText:
    """Read an article that papers cite, with the paths it concerns."""
    return DatedText(
        key=table.text("cle", longest=60),
        text=table.text("texte", longest=300),
        begins=table.day("debut"),
        ends=table.day("fin"),
    )


def dated_text_label(text: DatedText) -> str:
    """Return « Texte cité sur les papiers de VAE, parcours commencé jusqu’au 28/12/2023 »."""
    return f"Texte cité sur les papiers de VAE, parcours commencé {_period(text)}"


def _period(regime: VaeRegime | DatedText) -> str:
    if regime.begins is not None and regime.ends is not None:
        return f"du {short_day(regime.begins)} au {short_day(regime.ends)}"
    if regime.begins is not None:
        return f"à partir du {short_day(regime.begins)}"
    if regime.ends is not None:
        return f"jusqu’au {short_day(regime.ends)}"
    return "à toute date"
