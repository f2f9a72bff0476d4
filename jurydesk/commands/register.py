"""The command that tells what a folder of sessions holds."""

from argparse import Namespace

from jurydesk.clock import now
from jurydesk.commands.console import print_json
from jurydesk.files import write_whole
from jurydesk.french.days import short_day
from jurydesk.french.numbers import counted
from jurydesk.replacing import check_replaceable
from jurydesk.transmission.calendar import to_ics
from jurydesk.transmission.register import Register, RegisterPerson, read_register, register_json


def register(arguments: Namespace) -> int:
    """Tell who has what, since when, through which minutes, and what is due."""
    if arguments.ics is not None:
        check_replaceable(arguments.ics, replace=arguments.replace)
    found = read_register(arguments.folder)
    if arguments.ics is not None:
        write_whole(arguments.ics, to_ics(found.deadlines), replace=arguments.replace)
    if arguments.json:
        print_json(register_json(found))
    else:
        _tell(found)
        if arguments.ics is not None:
            print(f"Échéances écrites : {arguments.ics}")
    return 0


def _tell(found: Register) -> None:
    print(f"{counted(len(found.files), 'séance', 'séances')} dans « {found.folder} » :")
    for file in found.files:
        held = f" du {short_day(file.held_on)}" if file.held_on else ""
        problem = f" – {file.problem}" if file.problem else ""
        print(f"  {file.path.name}{held} : {file.standing}{problem}")
    for person in found.people:
        result = person.outcome.words if person.outcome else "à décider"
        print(f"{person.certification}  {person.name} ({', '.join(person.identifiers)}) : {result}")
        print(f"    {_blocks(person)}")
        if person.doubt:
            print(f"    À vérifier – {person.doubt}")
    today = now().date()
    print("Échéances :")
    for due in found.deadlines:
        past = "fait" if due.done else "passée" if due.day < today else "à venir"
        who = f" – {due.who}" if due.who else ""
        print(f"  {short_day(due.day)} ({past})  {due.title}{who}")


def _blocks(person: RegisterPerson) -> str:
    told = []
    for block in person.blocks:
        short = block.code.removeprefix(person.certification)
        if block.is_obtained:
            since = f" {short_day(block.since)}" if block.since else " sans date"
            told.append(f"{short} acquis{since}")
        else:
            told.append(f"{short} {block.status.value if block.status else 'à décider'}")
    return " ; ".join(told)
