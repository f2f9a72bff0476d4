"""Who of a pool (« vivier ») may enter the jury, and who of the jury may leave it for them.

Leaves choosing among them to :mod:`.compositions`.
"""

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.vocabulary import Role
from jurydesk.compliance.bench import bench_of
from jurydesk.compliance.checks import cohort_routes
from jurydesk.compliance.jury_file import JuryPreview, read_jury
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.rules.composition import lacking_seats
from jurydesk.compliance.situation import Situation, seated_members
from jurydesk.french.agreement import of
from jurydesk.french.folding import fold
from jurydesk.tables.converters import CellState
from jurydesk.tables.how_read import AS_THE_FILE_SAYS, HowRead
from jurydesk.tables.notices import file_notices
from jurydesk.tables.preview import Problem

# Only these seats may be held by more persons than the rulebook asks.
_MANY = (Role.TEACHER, Role.EMPLOYER, Role.EMPLOYEE, Role.GUEST)


def read_pool(
    path: Path,
    rulebook: Rulebook,
    how: HowRead = AS_THE_FILE_SAYS,
) -> JuryPreview:
    """Read a pool: the columns of a jury (FORMATS §3), without asking it for one chair.

    Raises :class:`UnreadableFileError` when there is no table to read.
    """
    read = read_jury(path, rulebook, how)
    notices = list(file_notices(read.located))
    if not read.rows:
        notices.append(Problem(CellState.ERROR, "Le tableau ne contient personne."))
    return replace(read, notices=tuple(notices))


@dataclass(frozen=True, slots=True)
class Pool:
    """Those who may enter, in the order of their file, and why the others may not, in words.

    ``leaving`` are the members who may give their seat to a person of the same role, the last
    appointed first. ``vacant`` says how many persons a seat held only once still lacks.
    """

    entering: tuple[JuryMember, ...]
    leaving: tuple[JuryMember, ...]
    vacant: Counter[Role]
    set_aside: tuple[str, ...]

    def may_add(self, role: Role, added: int) -> bool:
        """Whether one more person of a role may come beside those of the jury."""
        return role in _MANY or added < self.vacant[role]


def usable(situation: Situation, pool: tuple[JuryMember, ...]) -> Pool:
    """Return what of a pool may change this jury."""
    vacant: Counter[Role] = Counter()
    for route in cohort_routes(situation):
        vacant |= Counter(dict(lacking_seats(bench_of(situation, route))))
    seated = seated_members(situation.members, situation.attendance)
    leaving = tuple(
        member
        for member in reversed(seated)
        if member.role not in (Role.CHAIR, Role.RAPPORTEUR) and not member.substitute_for
    )
    roles = {member.role for member in leaving}
    by_identifier = {m.identifier.casefold(): m for m in situation.members}
    persons = {_person(m) for m in situation.members}
    entering, set_aside = [], []
    for person in pool:
        other = by_identifier.get(person.identifier.casefold())
        if _person(person) in persons:
            why = "siège déjà dans ce jury"
        elif other is not None:
            why = (
                f"porte l’identifiant {person.identifier}, déjà celui {of(other.full_name)} : "
                "donnez-lui le sien"
            )
        elif person.role is Role.RAPPORTEUR:
            why = "est rapporteur : un rapporteur ne compte dans aucune part"
        elif person.substitute_for:
            why = "est suppléant : il ne compte qu’à la place d’un titulaire absent"
        elif person.role not in _MANY and person.role not in roles and not vacant[person.role]:
            why = f"a le siège « {person.role.words} », qui est pourvu"
        else:
            entering.append(person)
            continue
        set_aside.append(f"{person.full_name} {why}.")
    return Pool(tuple(entering), leaving, vacant, tuple(set_aside))


def _person(member: JuryMember) -> tuple[str, str]:
    return fold(member.name), fold(member.first_name)


@dataclass(frozen=True, slots=True)
class Change:
    """A person enters, in somebody's seat or beside the others."""

    entering: JuryMember
    leaving: JuryMember | None = None


def changes_of(
    entering: tuple[JuryMember, ...], leaving: tuple[JuryMember, ...]
) -> tuple[Change, ...]:
    """Pair who enters with who leaves a seat of the same role, in the order given."""
    free = list(leaving)
    changes = []
    for person in entering:
        seat = next((member for member in free if member.role is person.role), None)
        if seat is not None:
            free.remove(seat)
        changes.append(Change(person, seat))
    return tuple(changes)


def changed_members(
    members: tuple[JuryMember, ...], changes: tuple[Change, ...]
) -> tuple[JuryMember, ...]:
    """Return the jury after the changes; a suppléant stays the seat's, whoever holds it."""
    heirs = {c.leaving.identifier: c.entering for c in changes if c.leaving is not None}
    kept = (
        heirs.get(m.identifier)
        or (
            replace(m, substitute_for=heirs[m.substitute_for].identifier)
            if m.substitute_for in heirs
            else m
        )
        for m in members
    )
    return (*kept, *(c.entering for c in changes if c.leaving is None))
