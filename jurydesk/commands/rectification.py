"""The command that prepares the session which rectifies a sealed one."""

from argparse import Namespace
from collections import defaultdict

from jurydesk.clock import now
from jurydesk.commands.console import tell
from jurydesk.commands.opening import create_session, key_for
from jurydesk.commands.table_options import how_read
from jurydesk.commands.telling import print_stopping, read_jury_file
from jurydesk.deliberation.facts import JuryImported
from jurydesk.deliberation.rectification.plan import RectificationPlan, rectifying_facts
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.numbers import plural
from jurydesk.minutes.content.rectification_section import late_words
from jurydesk.storage.rectified import read_sealed

_FROZEN = {
    "cohort": "les candidats viennent de la première séance, choisissez-les avec --candidates",
    "promotion_size": "la promotion est celle de la première séance",
    "follows": "une séance rectificative ne reprend que les candidats de la première séance",
    "same": "il n’y a pas de doute à trancher dans une séance rectificative",
    "distinct": "il n’y a pas de doute à trancher dans une séance rectificative",
    "timezone": "le fuseau est celui de la première séance",
    "certification": "la certification et ses règles sont celles de la première séance",
}


def rectify(arguments: Namespace) -> int:
    """Prepare a rectifying session, all or nothing; warn past four months."""
    for name, why in _FROZEN.items():
        if getattr(arguments, name):
            raise JuryDeskError(
                f"--{name.replace('_', '-')} ne va pas avec --rectifies : {why}. Retirez-le."
            )
    missing = [f"--{name}" for name in ("candidates", "reason") if not getattr(arguments, name)]
    if missing:
        raise JuryDeskError(
            f"Commande incomplète ou mal écrite (il manque : {', '.join(missing)}) : tapez "
            "« jurydesk new --help »."
        )
    first = read_sealed(arguments.rectifies, key_for(arguments, arguments.rectifies))
    facts = rectifying_facts(first, _plan(arguments, first), now())
    with create_session(arguments, facts) as session:
        state = session.state
        print(
            f"Séance rectificative préparée : {arguments.file} – "
            f"{plural(len(state.candidates), 'candidat')}, "
            f"{plural(len(state.members), 'membre')}, procès-verbal {state.minutes_number}, qui "
            f"rectifie le procès-verbal {first.minutes_number}."
        )
        print_stopping(state)
    late = late_words(first.session_date, arguments.date)
    if late:
        tell(f"Avertissement : {late}")
    return 0


def _plan(arguments: Namespace, first: SittingState) -> RectificationPlan:
    reviewed: dict[str, set[str]] = defaultdict(set)
    for candidate, block in arguments.review or ():
        reviewed[candidate].add(block)
    jury = None
    if arguments.jury is not None:
        read = read_jury_file(arguments.jury, first.rulebook, how_read(arguments, "--jury-sheet"))
        jury = JuryImported(now(), read.source.name, read.source.digest, read.accepted())
    return RectificationPlan(
        day=arguments.date,
        reason=arguments.reason,
        candidates=tuple(arguments.candidates),
        reviewed={candidate: frozenset(blocks) for candidate, blocks in reviewed.items()},
        place=arguments.place,
        reading=arguments.reading,
        jury=jury,
    )
