"""The command that prepares the next ordinary session from earlier sealed ones."""

from argparse import Namespace
from pathlib import Path

from jurydesk.certification.catalogue import find_rulebook
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.clock import now
from jurydesk.cohort.cohort_file import CohortPreview, read_cohort
from jurydesk.cohort.json_export import is_json, load_export
from jurydesk.commands.opening import create_session, key_for
from jurydesk.commands.table_options import how_read
from jurydesk.commands.telling import (
    prepared_words,
    print_problems,
    print_stopping,
    read_jury_file,
    refuse_faults,
    refuse_questions,
)
from jurydesk.deliberation.following.earlier import EarlierSession
from jurydesk.deliberation.following.plan import Doubt, FollowingPlan, Gathering, gather
from jurydesk.deliberation.session_time import check_zone
from jurydesk.errors import JuryDeskError
from jurydesk.french.numbers import counted
from jurydesk.storage.preparation import SessionPlan, opening_facts
from jurydesk.storage.rectified import read_earlier
from jurydesk.transmission.earlier_export import read_earlier_export


def follow(arguments: Namespace) -> int:
    """Prepare the session that follows others, all or nothing; say who comes back, with what."""
    _require(arguments)
    zone = "" if arguments.timezone is None else check_zone(arguments.timezone)
    earlier = {
        path: read_earlier(path, key_for(arguments, path))
        for path in arguments.follows
        if not is_json(path)
    }
    rulebook_path = find_rulebook(arguments.certification or _certification(arguments, earlier))
    rulebook = load_rulebook(rulebook_path)
    sessions = tuple(
        earlier[path] if path in earlier else read_earlier_export(path, rulebook)
        for path in arguments.follows
    )
    cohort = _cohort(arguments, rulebook)
    jury = read_jury_file(arguments.jury, rulebook, how_read(arguments, "--jury-sheet"))
    gathering = gather(_plan(arguments, sessions, cohort), rulebook)
    for notice in gathering.notices:
        print(f"À vérifier – {notice}")
    _refuse_doubts(gathering.doubts)
    plan = SessionPlan(
        rulebook_path,
        arguments.date,
        arguments.place,
        arguments.reading,
        arguments.promotion_size,
        zone,
    )
    facts = opening_facts(plan, cohort, jury, now(), gathering)
    with create_session(arguments, facts) as session:
        state = session.state
        print(prepared_words(arguments.file, state))
        _tell_back(gathering)
        print_stopping(state)
    return 0


def _require(arguments: Namespace) -> None:
    if not arguments.jury:
        raise JuryDeskError(
            "Commande incomplète ou mal écrite (il manque : --jury) : tapez « jurydesk new "
            "--help »."
        )
    alone = [f"--{name}" for name in ("review", "reason") if getattr(arguments, name)]
    if alone:
        raise JuryDeskError(
            f"{', '.join(alone)} : réservé à une séance rectificative, pas à une séance suivante. "
            "Retirez-le."
        )


def _certification(arguments: Namespace, earlier: dict[Path, EarlierSession]) -> str:
    """Return the title of the first session given, where the command names none."""
    first: Path = arguments.follows[0]
    if first in earlier:
        return earlier[first].certification
    return str(load_export(first)["certification"])


def _cohort(arguments: Namespace, rulebook: Rulebook) -> CohortPreview | None:
    if arguments.cohort is None:
        return None
    how = how_read(arguments, "--cohort-sheet")
    cohort = read_cohort(arguments.cohort, rulebook, how, on=arguments.date)
    print_problems(arguments.cohort.name, cohort.problems)
    refuse_questions(cohort.questions, arguments.cohort.name, "--cohort-sheet")
    refuse_faults(cohort.errors)
    return cohort


def _plan(
    arguments: Namespace, sessions: tuple[EarlierSession, ...], cohort: CohortPreview | None
) -> FollowingPlan:
    return FollowingPlan(
        day=arguments.date,
        sessions=sessions,
        cohort=() if cohort is None else cohort.accepted(),
        coming=frozenset(arguments.candidates) if arguments.candidates else None,
        same=frozenset(arguments.same),
        distinct=frozenset(arguments.distinct),
    )


def _refuse_doubts(doubts: tuple[Doubt, ...]) -> None:
    """Refuse while two files may be of one person, and say how to settle it."""
    if not doubts:
        return
    told = " ".join(
        f"{doubt.sentence} Même personne : --same {doubt.key} ; deux personnes : "
        f"--distinct {doubt.key}."
        for doubt in doubts
    )
    raise JuryDeskError(f"Rien n’est préparé. {told}")


def _tell_back(gathering: Gathering) -> None:
    for session, brought in gathering.followed:
        acquired = sum(
            block.status is not None and block.status.is_obtained
            for each in brought
            for block in each.blocks
        )
        people = counted(len(brought), "personne revient", "personnes reviennent")
        print(f"De {session.words} : {people}, {counted(acquired, 'bloc acquis', 'blocs acquis')}.")
