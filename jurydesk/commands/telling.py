"""What the commands on a session print: the problems of its files, its findings."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from jurydesk.certification.rulebook import Rulebook
from jurydesk.compliance.finding import Finding
from jurydesk.compliance.jury_file import JuryPreview, read_jury
from jurydesk.deliberation.inspection import findings
from jurydesk.deliberation.looks import look_of
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.french.numbers import counted, plural
from jurydesk.tables.converters import CellState
from jurydesk.tables.how_read import HowRead
from jurydesk.tables.located import Located, Matter, Question
from jurydesk.tables.preview import Problem

# A new session names this many candidates a control; « check » names them all.
_NAMED_AT_MOST = 3

_STATES = {CellState.ERROR: "erreur", CellState.WARNING: "à vérifier", CellState.OK: "compris"}


def prepared_words(file: Path, state: SittingState) -> str:
    """Say which session was prepared."""
    people = counted(len(state.candidates), "candidat", "candidats")
    members = counted(len(state.members), "membre", "membres")
    return f"Séance préparée : {file} – {people}, {members}, procès-verbal {state.minutes_number}."


def print_stopping(state: SittingState) -> None:
    """Say what a fresh session must cure before a decision."""
    stopping = [finding for finding in findings(state) if finding.stops]
    if stopping:
        print("À régler avant d’adopter une décision :")
        _print_once_each(state, stopping)


def read_jury_file(path: Path, rulebook: Rulebook, how: HowRead) -> JuryPreview:
    """Read a jury and print its problems; refuse one with a row in error."""
    jury = read_jury(path, rulebook, how)
    print_problems(path.name, jury.problems)
    refuse_questions(jury.questions, path.name, "--jury-sheet")
    refuse_faults(jury.errors)
    return jury


def refuse_questions(questions: Sequence[Question], file: str, sheet_option: str) -> None:
    """Refuse a file while a question has no answer, and say how the command line answers."""
    if not questions:
        return
    asked = [
        f"{each.sentence.removesuffix('.')} ({_answer(each, sheet_option)})." for each in questions
    ]
    raise JuryDeskError(f"Rien n’est fait de « {file} ». {' '.join(asked)}")


def _answer(question: Question, sheet_option: str) -> str:
    if question.matter is Matter.SHEETS:
        return f"{sheet_option} NOM, à répéter pour les réunir"
    return "--hidden keep pour les lire, --hidden skip pour les laisser de côté"


def print_sheets(located: Located) -> None:
    """Say which sheets of a workbook are read, and which rows are hidden."""
    for sheet in located.sheets:
        hidden = ", masquée" if sheet.is_hidden else ""
        done = "lue" if sheet.is_read else "non lue"
        print(f"  feuille « {sheet.name} » : {plural(sheet.rows, 'ligne')}{hidden}, {done}")


def refuse_faults(faults: Sequence[Problem]) -> None:
    """Refuse files with a row in error."""
    if not faults:
        return
    asked = "la ligne signalée" if len(faults) == 1 else f"les {len(faults)} erreurs signalées"
    raise JuryDeskError(
        f"Rien n’est préparé : corrigez {asked}, puis recommencez ; {faults[0].sentence}"
    )


def print_problems(name: str, problems: Sequence[Problem]) -> None:
    """Print the problems of one file."""
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
        print_findings(state, (first,))
        names = [state.candidates[each.candidate].name for each in others if each.candidate]
        if len(names) < len(others) or len(names) <= _NAMED_AT_MOST:
            print_findings(state, others)
        else:
            print(
                f"      De même pour {len(names)} autres candidats ; « jurydesk check » les nomme."
            )


def print_findings(state: SittingState, found: Iterable[Finding]) -> None:
    """Print findings, each with its sign, whom it concerns and its source."""
    for finding in found:
        look = look_of(finding.status)
        concerned = ""
        if finding.candidate:
            concerned = f" ({state.candidates[finding.candidate].name})"
        elif finding.route:
            concerned = f" ({finding.route.value})"
        passed = " – passé outre" if finding.overridden else ""
        print(f"{look.sign} {look.word}{passed}  {finding.id}{concerned} : {finding.message}")
        print(f"      {finding.source}")
