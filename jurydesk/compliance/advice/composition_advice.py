"""What would make the appointed jury compliant: for each fault, the smallest changes that cure it.

Each advice has been tried by the checks themselves on the changed jury, see :mod:`.remedies`.
Leaves naming real persons to :mod:`.compositions`.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace

from jurydesk.certification.vocabulary import Reading, Role, Voice
from jurydesk.compliance.advice.appointment import advise_balance, advise_nomination
from jurydesk.compliance.advice.experience import advise_representatives, advise_researchers
from jurydesk.compliance.advice.remedies import (
    Build,
    Lack,
    Remedy,
    a_guest,
    adding,
    gentlest,
    heir,
    lacks,
    newcomer,
    replacing,
    smallest,
    tried,
)
from jurydesk.compliance.advice.wording import Advice, several, share, told
from jurydesk.compliance.appointed import as_if_attended, condensed
from jurydesk.compliance.bench import bench_of
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.rules.balance import BALANCE
from jurydesk.compliance.rules.composition import COMPOSITION, lacking_seats
from jurydesk.compliance.rules.experience import REPRESENTATIVES, TEACHER_RESEARCHERS
from jurydesk.compliance.rules.external_share import EXTERNAL_SHARE
from jurydesk.compliance.rules.nomination import NOMINATION
from jurydesk.compliance.situation import Situation, seated_members
from jurydesk.compliance.wording import named, names
from jurydesk.french.agreement import of_each, that
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted

_NUMBERS = ("", "", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix")
_SEATS = {
    Role.CHAIR: ("président", "présidents"),
    Role.DIRECTOR: ("directeur de la formation", "directeurs de la formation"),
    Role.TEACHER: ("enseignant", "enseignants"),
    Role.EMPLOYER: ("représentant des employeurs", "représentants des employeurs"),
    Role.EMPLOYEE: ("représentant des salariés", "représentants des salariés"),
    Role.RAPPORTEUR: ("rapporteur", "rapporteurs"),
    Role.GUEST: ("personnalité invitée", "personnalités invitées"),
}


def advice(situation: Situation) -> tuple[Advice, ...]:
    """Return, for each blocking or reserve finding about the appointed jury, what cures it.

    What stops comes first; for one finding, adding before replacing. With the reading
    ``present`` and no attendance yet, everyone is taken to come.
    """
    situation = condensed(as_if_attended(situation))
    found: list[Advice] = []
    for lack in lacks(situation):
        found.extend(_CURES[lack.finding.id](lack))
    return tuple(found)


def _externals(lack: Lack) -> Iterator[Advice]:
    members, reading = lack.situation.members, lack.situation.reading
    voice = Voice.VOTING if reading is Reading.VOTING else Voice.ADVISORY
    kind = {
        Reading.STATUTORY: " de plus, hors sièges statutaires",
        Reading.VOTING: " à voix délibérative de plus",
    }.get(reading, " de plus")

    def guests(jury: tuple[JuryMember, ...], **details: object) -> Build:
        return adding(jury, lambda n: a_guest(n, voice, external=True, **details))

    added = gentlest(
        (
            ("membre|s| extérieur|s", smallest(lack, guests(members))),
            (
                "enseignant|s|-chercheur|s| extérieur|s",
                smallest(lack, guests(members, teacher_researcher=True)),
            ),
        )
    )
    if added is not None:
        words, remedy = added
        lead = f"Nommer {several(words, remedy.people)}{kind}"
        settled = tuple(replace(m, external=True) if m.external is None else m for m in members)
        yield told(lack, lead, remedy, after=_unless_known(lack, remedy, guests(settled)))
    yield from _professionals(lack)


def _unless_known(lack: Lack, remedy: Remedy, build: Build) -> str:
    """Say that fewer would do if those of whom it is unknown came from outside."""
    unknown = tuple(
        m for m in lack.situation.members if m.external is None and m.role is not Role.RAPPORTEUR
    )
    fewer = smallest(lack, build) if unknown else None
    if fewer is None or fewer.people >= remedy.people:
        return ""
    come = "viennent" if len(unknown) > 1 else "vient"
    enough = "suffiraient" if fewer.people > 1 else "suffirait"
    return (
        f" ; {fewer.people} {enough}, à {share(fewer.cured.value)}, s’il est établi "
        f"{that(named(unknown))} {come} de l’extérieur"
    )


def _professionals(lack: Lack) -> Iterator[Advice]:
    """Give seats of teachers, or any internal seat but the chair's, to outside professionals."""
    seated = seated_members(lack.situation.members, lack.situation.attendance)
    teachers = tuple(m for m in seated if m.role is Role.TEACHER)
    internal = tuple(m for m in teachers if m.external is False)
    plain_last = tuple(sorted(internal, key=lambda m: m.teacher_researcher is not True))
    plain_first = tuple(sorted(internal, key=lambda m: m.teacher_researcher is True))
    best = gentlest(
        (
            ("any", _outside(lack, plain_last)),
            ("plain", _outside(lack, plain_first)),
            ("researcher", _outside(lack, plain_last, researcher=True)),
        )
    )
    if best is None:
        internal = tuple(
            m for m in seated if m.external is False and m.role not in (Role.CHAIR, Role.RAPPORTEUR)
        )
        remedy = _outside(lack, internal)
        if remedy is not None:
            people = counted(remedy.people, "membre interne", "membres internes")
            others = several("membre|s| extérieur|s", remedy.people)
            yield told(lack, f"Remplacer {people} par {others}", remedy)
        return
    choice, remedy = best
    who = several(_NEWCOMERS[choice == "researcher"], remedy.people)
    # Where giving up a teacher-researcher would spoil something, the others are named.
    whom = (
        f", à la place {of_each(names(plain_first[: remedy.people]))}" if choice == "plain" else ""
    )
    yield told(lack, f"Nommer {_among(len(teachers), remedy.people)} {who}{whom}", remedy)


_NEWCOMERS = ("professionnel|s| extérieur|s", "enseignant|s|-chercheur|s| extérieur|s")


def _outside(
    lack: Lack, leaving: tuple[JuryMember, ...], *, researcher: bool = False
) -> Remedy | None:
    return smallest(
        lack,
        replacing(
            lack.situation.members,
            leaving,
            lambda m: heir(m, external=True, teacher_researcher=researcher, gender=None),
        ),
    )


def _among(teachers: int, people: int) -> str:
    if teachers == people:
        return "aux sièges d’enseignement" if people > 1 else "au siège d’enseignement"
    number = _NUMBERS[teachers] if teachers < len(_NUMBERS) else str(teachers)
    return f"parmi les {number} enseignants"


def _seats(lack: Lack) -> Iterator[Advice]:
    members = lack.situation.members
    route = lack.finding.route
    assert route is not None  # noqa: S101 the composition is a finding of each route
    lacking = lacking_seats(bench_of(lack.situation, route))
    wanted = [role for role, number in lacking for _ in range(number)]

    def filled(*, outside: bool) -> Remedy | None:
        people = (
            newcomer(number, role, external=outside or role.is_representative)
            for number, role in enumerate(wanted)
        )
        return tried(lack, (*members, *people), len(wanted))

    best = gentlest((("", filled(outside=False)), (" de l’extérieur", filled(outside=True))))
    if best is not None:
        outside, remedy = best
        wanted_seats = enumeration(counted(number, *_SEATS[role]) for role, number in lacking)
        yield told(
            lack, f"Nommer {wanted_seats}{outside}", remedy, f"{remedy.cured.value} sièges pourvus"
        )


_CURES: dict[str, Callable[[Lack], Iterator[Advice]]] = {
    COMPOSITION.id: _seats,
    EXTERNAL_SHARE.id: _externals,
    REPRESENTATIVES.id: advise_representatives,
    TEACHER_RESEARCHERS.id: advise_researchers,
    BALANCE.id: advise_balance,
    NOMINATION.id: advise_nomination,
}
