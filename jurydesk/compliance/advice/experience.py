"""What would give VAE candidates the jury their texts ask for; leaves the other faults apart."""

from collections.abc import Iterator
from dataclasses import replace

from jurydesk.certification.vocabulary import AccessRoute, Role, Voice
from jurydesk.compliance.advice.remedies import (
    Lack,
    Remedy,
    adding,
    gentlest,
    heir,
    newcomer,
    replacing,
    smallest,
)
from jurydesk.compliance.advice.wording import Advice, several, told
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.situation import voice_of
from jurydesk.compliance.wording import named, names
from jurydesk.french.agreement import of_each


def advise_representatives(lack: Lack) -> Iterator[Advice]:
    """Advise qualified representatives: those there are given their voice first."""
    situation, members = lack.situation, lack.situation.members
    bench = bench_of(situation, AccessRoute.EXPERIENCE)
    silent = tuple(
        m
        for m in bench.counted
        if m.role.is_representative
        and voice_of(m, AccessRoute.EXPERIENCE, situation.rulebook) is Voice.ADVISORY
    )
    voiced = smallest(lack, replacing(members, silent, lambda m: replace(m, voice=Voice.VOTING)))
    if voiced is not None:
        who = named(silent[: voiced.people])
        yield told(lack, f"Donner voix délibérative à {who}", voiced)
    roles = _fewest_first(bench)
    added = smallest(
        lack,
        adding(
            members,
            lambda n: newcomer(n, roles[(n - 1) % 2], external=True, voice=Voice.VOTING),
        ),
    )
    if added is not None:
        people = several("représentant|s| qualifié|s", added.people)
        yield told(lack, f"Nommer {people} de plus", added)


def _fewest_first(bench: Bench) -> tuple[Role, Role]:
    held = [m.role for m in bench.counted]
    employers, employees = held.count(Role.EMPLOYER), held.count(Role.EMPLOYEE)
    if employees < employers:
        return Role.EMPLOYEE, Role.EMPLOYER
    return Role.EMPLOYER, Role.EMPLOYEE


def advise_researchers(lack: Lack) -> Iterator[Advice]:
    """Advise teacher-researchers, beside the jury or in the seats of plain teachers."""
    members = lack.situation.members

    def teachers(*, outside: bool) -> Remedy | None:
        def person(number: int) -> JuryMember:
            return newcomer(
                number,
                Role.TEACHER,
                teacher_researcher=True,
                external=outside,
                voice=Voice.VOTING,
            )

        return smallest(lack, adding(members, person))

    added = gentlest(
        (
            ("enseignant|s|-chercheur|s", teachers(outside=False)),
            ("enseignant|s|-chercheur|s| extérieur|s", teachers(outside=True)),
        )
    )
    if added is not None:
        words, remedy = added
        yield told(lack, f"Nommer {several(words, remedy.people)} de plus", remedy)
    bench = bench_of(lack.situation, AccessRoute.EXPERIENCE)
    plain = tuple(m for m in bench.voting if m.role is Role.TEACHER and not m.teacher_researcher)
    replaced = smallest(
        lack, replacing(members, plain, lambda m: heir(m, teacher_researcher=True, gender=None))
    )
    if replaced is not None:
        who = several("enseignant|s|-chercheur|s", replaced.people)
        whom = of_each(names(plain[: replaced.people]))
        yield told(lack, f"Nommer {who} à la place {whom}", replaced)
