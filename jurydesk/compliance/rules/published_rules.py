"""Were the rules adopted and published in time? One that was not cannot be opposed."""

from datetime import date

from jurydesk.certification.rulebook import Setting
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.rule import Rule, Stops, Subject
from jurydesk.compliance.situation import Situation
from jurydesk.french.numbers import counted


def check_published_rules(situation: Situation) -> tuple[Finding, ...]:
    """List the settings to confirm that were not adopted and published by the sitting's day."""
    asked = [setting for setting in situation.rulebook.settings() if setting.to_confirm]
    late = [setting for setting in asked if not is_published(setting, situation.on)]
    if not asked:
        status = FindingStatus.NOT_APPLICABLE
        message = "toutes les règles viennent de la fiche ou de la loi."
    elif late:
        status = FindingStatus.RESERVE
        verb = "ne sont pas publiées" if len(late) > 1 else "n’est pas publiée"
        message = (
            f"{counted(len(late), 'règle', 'règles')} sur {len(asked)} {verb} à la date de la "
            f"séance ({' ; '.join(setting.label for setting in late)}). Indiquez qui les a "
            "adoptées, quand, et leur publication."
        )
    else:
        status = FindingStatus.COMPLIANT
        message = "les paramètres de l’établissement sont adoptés et publiés."
    return (
        PUBLISHED_RULES.finding(
            status,
            f"Règles publiées : {message}",
            value=f"{len(asked) - len(late)}/{len(asked)}",
            threshold=f"{len(asked)}/{len(asked)}",
            missing=len(late) or None,
            names=tuple(setting.label for setting in late),
        ),
    )


def is_published(setting: Setting[object], on: date) -> bool:
    """Whether a rule may be opposed on a day: of the fiche or the law, or published by then."""
    adoption = setting.adoption
    return (
        setting.is_opposable
        and (adoption.adopted_on is None or adoption.adopted_on <= on)
        and (adoption.published_on is None or adoption.published_on <= on)
    )


PUBLISHED_RULES = Rule(
    id="regles_publiees",
    title="Publication des règles",
    subject=Subject.RULES,
    stops=Stops.NOTHING,
    overridable=False,
    source="règles adoptées et publiées avant la session (jurisprudence administrative)",
    session=check_published_rules,
    names_faults=True,
)
