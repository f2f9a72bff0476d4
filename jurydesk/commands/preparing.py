"""The commands that set the rules, describe an act of nomination, correct a civil status."""

from argparse import Namespace
from dataclasses import replace

from jurydesk.certification.rule_change import (
    is_settable,
    raw_value,
    rules_to_see,
    setting_named,
    to_json,
    written_value,
)
from jurydesk.certification.rule_kinds import EXTERNAL_READING, value_words
from jurydesk.certification.rulebook import Adoption, Setting
from jurydesk.clock import now
from jurydesk.commands.console import print_json, tell
from jurydesk.commands.opening import open_session
from jurydesk.compliance.member import NominationAct
from jurydesk.deliberation.civil_status import AMENDABLE, amendment
from jurydesk.deliberation.facts import Fact, NominationDescribed, RuleConfirmed, RuleSet
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.errors import JuryDeskError


def rules(arguments: Namespace) -> int:
    """Set rules to confirm and their adoption until the opening, then list them."""
    changes = bool(arguments.set or arguments.source or _dates(arguments))
    with open_session(arguments, read_only=not changes) as session:
        if changes:
            session.record(*_changes(session.state, arguments))
        state = session.state
    if arguments.json:
        print_json([_rule_json(state, setting) for setting in rules_to_see(state.rulebook)])
        return 0
    for setting in rules_to_see(state.rulebook):
        mark = "à confirmer" if setting.to_confirm and not setting.adoption.is_complete else ""
        told = f"  [{mark}]" if mark else ""
        print(f"{setting.key} : {value_words(setting)}{told}")
        print(f"      {setting.source}")
    return 0


def _changes(state: SittingState, arguments: Namespace) -> tuple[Fact, ...]:
    if state.phase is not Phase.PREPARATION:
        raise JuryDeskError(
            "La séance est ouverte : ses règles ne changent plus. Annulez jusqu’à l’ouverture, ou "
            "préparez une autre séance."
        )
    if arguments.source and not arguments.set:
        raise JuryDeskError(
            "--source dit d’où vient une valeur : donnez aussi la règle avec --set NOM=VALEUR."
        )
    at, dates = now(), _dates(arguments)
    named = [(setting_named(state.rulebook, name), text) for name, text in arguments.set]
    for setting, _ in named:
        if not is_settable(setting):
            raise JuryDeskError(
                f"La règle « {setting.key} » vient de la fiche ou de la loi : elle ne se change "
                "pas."
            )
    keys = [setting.key for setting, _ in named]
    if len(set(keys)) < len(keys):
        raise JuryDeskError("Une règle est donnée deux fois par --set : gardez une seule valeur.")
    if named:
        return tuple(
            RuleSet(
                at,
                setting.key,
                to_json(raw_value(text, state.created.rulebook, setting.key, state.rules_set)),
                arguments.source,
                _adoption(setting, dates),
            )
            for setting, text in named
        )
    return tuple(
        RuleConfirmed(at, setting.key, _adoption(setting, dates))
        for setting in state.rulebook.settings()
        if setting.to_confirm
    )


def _dates(arguments: Namespace) -> dict[str, object]:
    given = {
        "adopted_on": arguments.adopted_on,
        "adopted_by": arguments.adopted_by,
        "published_on": arguments.published_on,
    }
    return {name: value for name, value in given.items() if value is not None}


def _adoption(setting: Setting[object], dates: dict[str, object]) -> Adoption:
    adoption: Adoption = replace(setting.adoption, **dates)  # type: ignore[arg-type]
    adopted, published = adoption.adopted_on, adoption.published_on
    if adopted and published and published < adopted:
        raise JuryDeskError(
            f"La publication ({published:%d/%m/%Y}) précède l’adoption ({adopted:%d/%m/%Y}) : "
            "corrigez l’une des deux dates."
        )
    return adoption


def _rule_json(state: SittingState, setting: Setting[object]) -> dict[str, object]:
    value = written_value(state.created.rulebook, setting.key, state.rules_set)
    if setting.key == EXTERNAL_READING.key:
        value = state.reading.value
    adoption = setting.adoption
    return {
        "name": setting.key,
        "label": setting.label,
        "value": value or value_words(setting),
        "words": value_words(setting),
        "source": setting.source,
        "to_confirm": setting.to_confirm,
        "adopted": None
        if adoption == Adoption()
        else {
            "on": adoption.adopted_on and adoption.adopted_on.isoformat(),
            "by": adoption.adopted_by or None,
            "published_on": adoption.published_on and adoption.published_on.isoformat(),
        },
        "settable": is_settable(setting) and state.phase is Phase.PREPARATION,
    }


def nomination(arguments: Namespace) -> int:
    """Describe the act that appoints members: number, date, signatory, delegation."""
    number = arguments.number.strip()
    act = NominationAct(
        number, arguments.signed_on, arguments.signatory.strip(), arguments.delegation.strip()
    )
    if not act.signatory:
        raise JuryDeskError("Indiquez qui a signé l’acte de nomination, avec --signatory.")
    with open_session(arguments) as session:
        appointed = [m.full_name for m in session.state.members.values() if m.act == number]
        session.record(NominationDescribed(now(), act))
    print(f"Acte de nomination {number} décrit : {', '.join(appointed)}.")
    return 0


def amend(arguments: Namespace) -> int:
    """Correct the civil status of one candidate, never a decision; say what follows it."""
    with open_session(arguments) as session:
        fact, warnings = amendment(
            session.state, arguments.candidate, arguments.set, arguments.reason, now()
        )
        session.record(fact)
        number = session.state.minutes_number
    for name, before, after in fact.changes:
        label = AMENDABLE[name].label
        print(f"{label} : {_told(before)} devient {_told(after)}.")
    for warning in warnings:
        tell(f"À vérifier : {warning}")
    print(
        "Certificats, notifications et accrochage se font désormais avec cet état civil et le "
        f"disent ; le procès-verbal {number} ne change pas."
    )
    return 0


def _told(text: str) -> str:
    return f"« {text} »" if text else "(vide)"
