"""The commands on a session: prepare it, read a cohort, check, record a sitting, tell decisions."""

from argparse import Namespace
from typing import Any, cast

from jurydesk.certification.catalogue import find_rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.clock import now
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.commands import following, rectification
from jurydesk.commands.console import print_json
from jurydesk.commands.opening import create_session, open_session
from jurydesk.commands.table_options import how_read
from jurydesk.commands.telling import (
    prepared_words,
    print_findings,
    print_problems,
    print_sheets,
    print_stopping,
    refuse_faults,
    refuse_questions,
)
from jurydesk.compliance.finding import Finding
from jurydesk.compliance.jury_file import read_jury
from jurydesk.deliberation.decisions import block_status, decisions_json, outcome, tally_counts
from jurydesk.deliberation.following import following_words
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.session_time import check_zone
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.numbers import counted
from jurydesk.storage import sheet_recording
from jurydesk.storage.preparation import SessionPlan, opening_facts


def new(arguments: Namespace) -> int:
    """Prepare a session, all or nothing, and say what the files hold."""
    if arguments.rectifies is not None:
        return rectification.rectify(arguments)
    if arguments.follows:
        return following.follow(arguments)
    _require_all(arguments)
    zone = "" if arguments.timezone is None else check_zone(arguments.timezone)
    path = find_rulebook(arguments.certification)
    rulebook = load_rulebook(path)
    how = how_read(arguments, "--cohort-sheet")
    cohort = read_cohort(arguments.cohort, rulebook, how, on=arguments.date)
    jury = read_jury(arguments.jury, rulebook, how_read(arguments, "--jury-sheet"))
    print_problems(arguments.cohort.name, cohort.problems)
    print_problems(arguments.jury.name, jury.problems)
    refuse_questions(cohort.questions, arguments.cohort.name, "--cohort-sheet")
    refuse_questions(jury.questions, arguments.jury.name, "--jury-sheet")
    refuse_faults((*cohort.errors, *jury.errors))
    plan = SessionPlan(
        path,
        arguments.date,
        arguments.place,
        arguments.reading,
        arguments.promotion_size,
        zone,
    )
    facts = opening_facts(plan, cohort, jury, now())
    with create_session(arguments, facts) as session:
        state = session.state
        print(prepared_words(arguments.file, state))
        print_stopping(state)
    return 0


def _require_all(arguments: Namespace) -> None:
    """Refuse a session without its files, or with what only a rectifying one has."""
    given = vars(arguments)
    missing = [f"--{name}" for name in ("certification", "cohort", "jury") if not given[name]]
    if missing:
        raise JuryDeskError(
            f"Commande incomplète ou mal écrite (il manque : {', '.join(missing)}) : tapez "
            "« jurydesk new --help »."
        )
    answers = [f"--{name}" for name in ("same", "distinct") if given[name]]
    if answers:
        raise JuryDeskError(
            f"{', '.join(answers)} : réservé à une séance qui en suit une autre ; donnez celle-ci "
            "avec --follows."
        )
    alone = [f"--{name}" for name in ("candidates", "review", "reason") if given[name]]
    if alone:
        raise JuryDeskError(
            f"{', '.join(alone)} : réservé à une séance rectificative ; donnez aussi la séance à "
            "rectifier avec --rectifies."
        )


def import_cohort(arguments: Namespace) -> int:
    """Only read a cohort, and say what was understood and every problem."""
    rulebook = load_rulebook(find_rulebook(arguments.certification))
    how = how_read(arguments, "--sheet")
    preview = read_cohort(arguments.file, rulebook, how, on=now().date())
    content = preview.to_json()
    if arguments.json:
        print_json(content)
    else:
        print(f"{preview.source.words}.")
        print_sheets(preview.located)
        for heading, field in preview.columns.items():
            print(f"  colonne « {heading} » : {field or 'gardée à part, non reconnue'}")
        print_problems(arguments.file.name, preview.problems)
        print(f"Lignes acceptées : {content['accepted']} ; refusées : {content['rejected']}.")
    return 1 if preview.errors else 0


def check(arguments: Namespace) -> int:
    """Print the findings; 1 when one of them stops something."""
    with open_session(arguments, read_only=True) as session:
        state = session.state
        found = findings(state)
    if arguments.json:
        print_json([finding_json(finding) for finding in found])
    else:
        print_findings(state, found)
    return 1 if any(finding.stops for finding in found) else 0


def record(arguments: Namespace) -> int:
    """Enter a sitting sheet, all or nothing; every problem is listed with its row."""
    with open_session(arguments, read_only=arguments.dry_run) as session:
        how = how_read(arguments, "--sheet")
        report = sheet_recording.enter_sheet(
            session, arguments.sheet, how, dry_run=arguments.dry_run
        )
        if report.located is not None:
            refuse_questions(report.located.questions, arguments.sheet.name, "--sheet")
        for problem in report.problems:
            print(problem)
        if report.problems:
            more = len(report.problems) - 1
            asked = f"corrigez les {more + 1} lignes signalées, puis recommencez ; "
            raise JuryDeskError(
                f"Rien n’a été enregistré : {asked if more else ''}{report.problems[0]}"
            )
        for notice in report.notices:
            print(f"À vérifier – {notice}")
        done = "vérifié" if arguments.dry_run else "enregistré"
        told = counted(report.acts, f"acte {done}", f"actes {done}s")
        print(f"{told}, rien n’est enregistré." if arguments.dry_run else f"{told}.")
    return 0


def decisions(arguments: Namespace) -> int:
    """Print ballots, levels and outcomes."""
    with open_session(arguments, read_only=True) as session:
        state = session.state
    if arguments.json:
        print_json(_with_earlier(state))
        return 0
    for identifier, candidate in state.candidates.items():
        result = outcome(state, identifier)
        words = result.words if result else "à décider"
        print(f"{identifier}  {candidate.name} ({candidate.route.value}) : {words}")
        for block in state.rulebook.certification.blocks:
            status = block_status(state, identifier, block.code)
            print(f"    {block.short_code}  {status.value if status else 'à décider'}")
    counts = tally_counts(state)
    print(
        f"Inscrits : {counts.registered} ; présentés : {counts.presented} ; "
        f"certifiés : {counts.certified} ; partiels : {counts.partial} ; "
        f"ajournés : {counts.adjourned} ; refusés : {counts.refused} ; "
        f"en attente : {counts.pending}."
    )
    return 0


def _with_earlier(state: SittingState) -> dict[str, object]:
    """Return the decisions, with what earlier sessions left of the blocs of who comes back."""
    content = decisions_json(state)
    if state.followed:
        for person in cast("list[dict[str, Any]]", content["candidates"]):
            left = following_words.earlier_blocks(state, person["id"])
            for block in person["blocs"]:
                told = left.get(block["code"])
                block["earlier"] = None if told is None else told.as_json()
    return content


def finding_json(finding: Finding) -> dict[str, object]:
    """Return a finding as ``check --json`` prints it."""
    overridden = finding.overridden
    return {
        "id": finding.id,
        "status": finding.status.value,
        "overridable": finding.overridable,
        "route": finding.route.value if finding.route else None,
        "candidate": finding.candidate,
        "value": finding.value,
        "threshold": finding.threshold,
        "missing": finding.missing,
        "names": list(finding.names),
        "message": finding.message,
        "source": finding.source,
        "readings": {reading.value: share for reading, share in finding.readings.items()}
        if finding.readings is not None
        else None,
        "overridden": {
            "by": overridden.by,
            "reason": overridden.reason,
            "at": overridden.at.isoformat(),
        }
        if overridden
        else None,
    }
