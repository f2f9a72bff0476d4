"""Every rule of compliance, in the order findings are listed. Adding one adds a line here."""

from collections.abc import Mapping

from jurydesk.compliance.rule import Rule, Stops
from jurydesk.compliance.rules import (
    admission,
    balance,
    composition,
    defence,
    experience,
    external_share,
    independence,
    nomination,
    published_rules,
    quorum,
    rapporteur,
    registration,
)
from jurydesk.french.spaces import capitalised

RULES: tuple[Rule, ...] = (
    quorum.CHAIR,
    nomination.NOMINATION,
    balance.BALANCE,
    admission.QUOTAS,
    admission.ENGLISH,
    published_rules.PUBLISHED_RULES,
    quorum.QUORUM,
    composition.COMPOSITION,
    external_share.EXTERNAL_SHARE,
    registration.REGISTRATION,
    registration.DATES,
    defence.DEFENCE,
    experience.REPRESENTATIVES,
    experience.TEACHER_RESEARCHERS,
    rapporteur.RAPPORTEUR,
    independence.INDEPENDENCE,
)

OF_THE_DEFENCE = frozenset(rule.id for rule in RULES if rule.stops is Stops.DEFENCE)
"""The rules that stop only the bloc of the defence."""
BY_ID: Mapping[str, Rule] = {rule.id: rule for rule in RULES}


def finding_title(identifier: str) -> str:
    """Return a rule's name in French, the identifier itself for one of a newer program."""
    rule = BY_ID.get(identifier)
    return capitalised(identifier.replace("_", " ")) if rule is None else rule.title


def names_faults(identifier: str) -> bool:
    """Whether the names of a finding are those of what is at fault, not of the people counted."""
    rule = BY_ID.get(identifier)
    return rule is not None and rule.names_faults


def moment_bound(identifier: str) -> bool:
    """Whether a check only holds for the people in the room, and was made at each adoption."""
    rule = BY_ID.get(identifier)
    return rule is not None and rule.moment
