"""The command that follows the accrochage of each holder, once the session is sealed."""

from argparse import Namespace

from jurydesk.clock import now
from jurydesk.commands.console import print_json
from jurydesk.commands.opening import open_session
from jurydesk.deliberation.accrochage_standing import Standing, standings
from jurydesk.deliberation.facts import AccrochageNoted, AccrochageState
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.days import short_day
from jurydesk.minutes.papers.deadlines import accrochage_due


def accrochage(arguments: Namespace) -> int:
    """Note what became of some people's accrochage, or tell where everyone's stands."""
    if arguments.note is None:
        if arguments.people or arguments.reason:
            raise JuryDeskError("Donnez aussi l’état à noter avec --note, ou retirez le reste.")
        with open_session(arguments, read_only=True) as session:
            _tell(session.state, as_json=arguments.json)
        return 0
    if not arguments.people:
        raise JuryDeskError("Dites de qui avec --for : les identifiants des personnes.")
    noted = AccrochageState(arguments.note)
    with open_session(arguments) as session:
        moment = now()
        facts = (
            AccrochageNoted(moment, each, noted, arguments.reason.strip())
            for each in dict.fromkeys(arguments.people)
        )
        session.record(*facts)
        _tell(session.state, as_json=arguments.json)
    return 0


def _tell(state: SittingState, *, as_json: bool) -> None:
    found = standings(state)
    if as_json:
        print_json(
            {
                "due_on": accrochage_due(state).isoformat(),
                "holders": [_json(state, key, each) for key, each in found.items()],
            }
        )
        return
    print(f"À transmettre au plus tard le {short_day(accrochage_due(state))}.")
    for key, each in found.items():
        since = f" le {short_day(each.since.date())}" if each.since else ""
        reason = f" – {each.reason}" if each.reason else ""
        print(f"{key}  {state.candidates[key].name} : {each.state.value}{since}{reason}")


def _json(state: SittingState, key: str, each: Standing) -> dict[str, object]:
    return {
        "id": key,
        "name": state.candidates[key].name,
        "state": each.state.value,
        "since": each.since.isoformat() if each.since else None,
        "reason": each.reason or None,
    }
