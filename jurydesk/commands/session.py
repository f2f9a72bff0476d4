"""The commands on a session: prepare it, read a cohort, check, record a sitting, tell decisions."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from jurydesk.certification.catalogue import find_rulebook
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.clock import now
from jurydesk.cohort.cohort_file import read_cohort
from jurydesk.commands.console import print_json
from jurydesk.commands.opening import create_session, open_session
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.jury_file import JuryPreview, read_jury
from jurydesk.deliberation.decisions import block_status, decisions_json, outcome, tally_counts
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.numbers import counted
from jurydesk.storage.preparation import SessionPlan, opening_facts
from jurydesk.tables.converters import CellState
from jurydesk.tables.preview import Problem

_SIGNS = {
    FindingStatus.COMPLIANT: "✓ conforme",
    FindingStatus.RESERVE: "! réserve",
    FindingStatus.BLOCKING: "✗ bloquant",
    FindingStatus.NOT_APPLICABLE: "– sans objet",
    FindingStatus.UNKNOWN: "? inconnu",
}

# A new session names this many candidates a control; « check » names them all.
_NAMED_AT_MOST = 3

_STATES = {CellState.ERROR: "erreur", CellState.WARNING: "à vérifier", CellState.OK: "compris"}


def new(arguments: Namespace) -> int:
    """Prepare a session, all or nothing, and say what the files hold."""
    if arguments.rectifies is not None:
        from jurydesk.commands.rectification import rectify  # noqa: PLC0415 when asked for

        return rectify(arguments)
    _require_all(arguments)
    path = find_rulebook(arguments.certification)
    rulebook = load_rulebook(path)
    cohort = read_cohort(arguments.cohort, rulebook)
    jury = read_jury(arguments.jury, rulebook)
    _print_problems(arguments.cohort.name, cohort.problems)
    _print_problems(arguments.jury.name, jury.problems)
    _refuse_faults((*cohort.errors, *jury.errors))
    plan = SessionPlan(path, arguments.date, arguments.place, arguments.reading)
    facts = opening_facts(plan, cohort, jury, now())
    with create_session(arguments, facts) as session:
        state = session.state
        print(
            f"Séance préparée : {arguments.file} – {len(state.candidates)} candidats, "
            f"{len(state.members)} membres, procès-verbal {state.minutes_number}."
        )
        print_stopping(state)
    return 0


def print_stopping(state: SittingState) -> None:
    """Say what a fresh session must cure before a decision."""
    stopping = [finding for finding in findings(state) if finding.stops]
    if stopping:
        print("À régler avant d’adopter une décision :")
        _print_once_each(state, stopping)


def read_jury_file(path: Path, rulebook: Rulebook) -> JuryPreview:
    """Read a jury and print its problems; refuse one with a row in error."""
    jury = read_jury(path, rulebook)
    _print_problems(path.name, jury.problems)
    _refuse_faults(jury.errors)
    return jury


def _require_all(arguments: Namespace) -> None:
    """Refuse a session without its files, or with what only a rectifying one has."""
    given = vars(arguments)
    missing = [f"--{name}" for name in ("certification", "cohort", "jury") if not given[name]]
    if missing:
        raise JuryDeskError(
            f"Commande incomplète ou mal écrite (il manque : {', '.join(missing)}) : tapez "
            "« jurydesk new --help »."
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
    preview = read_cohort(arguments.file, rulebook)
    content = preview.to_json()
    if arguments.json:
        print_json(content)
    else:
        print(f"{preview.source.words}.")
        for heading, field in preview.columns.items():
            print(f"  colonne « {heading} » : {field or 'gardée à part, non reconnue'}")
        _print_problems(arguments.file.name, preview.problems)
        print(f"Lignes acceptées : {content['accepted']} ; refusées : {content['rejected']}.")
    return 0 if preview.is_acceptable else 1


def check(arguments: Namespace) -> int:
    """Print the findings; 1 when one of them stops something."""
    with open_session(arguments, read_only=True) as session:
        state = session.state
        found = findings(state)
    if arguments.json:
        print_json([finding_json(finding) for finding in found])
    else:
        _print_findings(state, found)
    return 1 if any(finding.stops for finding in found) else 0


def record(arguments: Namespace) -> int:
    """Enter a sitting sheet, all or nothing; every problem is listed with its row."""
    from jurydesk.storage.sheet_entry import enter_sheet  # noqa: PLC0415

    with open_session(arguments, read_only=arguments.dry_run) as session:
        report = enter_sheet(session, arguments.sheet, dry_run=arguments.dry_run)
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
        print_json(decisions_json(state))
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


def _refuse_faults(faults: Sequence[Problem]) -> None:
    if not faults:
        return
    asked = "la ligne signalée" if len(faults) == 1 else f"les {len(faults)} erreurs signalées"
    raise JuryDeskError(
        f"Rien n’est préparé : corrigez {asked}, puis recommencez ; {faults[0].sentence}"
    )


def _print_problems(name: str, problems: Sequence[Problem]) -> None:
    if problems:
        print(f"{name} :")
    for problem in problems:
        print(f"  {_STATES[problem.state]} – {problem.sentence}")


def _print_once_each(state: SittingState, found: Iterable[Finding]) -> None:
    """Print the findings of a fresh session: no defence is marked yet, for anybody."""
    by_id: dict[str, list[Finding]] = {}
    for finding in found:
        by_id.setdefault(finding.id, []).append(finding)
    for first, *others in by_id.values():
        _print_findings(state, (first,))
        names = [state.candidates[each.candidate].name for each in others if each.candidate]
        if len(names) < len(others) or len(names) <= _NAMED_AT_MOST:
            _print_findings(state, others)
        else:
            print(
                f"      De même pour {len(names)} autres candidats ; « jurydesk check » les nomme."
            )


def _print_findings(state: SittingState, found: Iterable[Finding]) -> None:
    for finding in found:
        concerned = ""
        if finding.candidate:
            concerned = f" ({state.candidates[finding.candidate].name})"
        elif finding.route:
            concerned = f" ({finding.route.value})"
        passed = " – passé outre" if finding.overridden else ""
        print(f"{_SIGNS[finding.status]}{passed}  {finding.id}{concerned} : {finding.message}")
        print(f"      {finding.source}")
