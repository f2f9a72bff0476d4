"""Tries changes of the appointed jury by running its checks again; leaves the words to advice."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from jurydesk.certification.vocabulary import Role, Voice
from jurydesk.compliance.appointed import (
    appointed_findings,
    faults,
    same_subject,
    stopping,
    with_members,
)
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.situation import Situation
from jurydesk.french.agreement import of

# Beyond that many persons nobody composes a jury any more.
_MOST = 60

Members = tuple[JuryMember, ...]
Build = Callable[[int], Members | None]


@dataclass(frozen=True, slots=True)
class Lack:
    """Findings that say the same of several routes or candidates, and the jury they are about."""

    situation: Situation
    findings: tuple[Finding, ...]
    stopped: tuple[Finding, ...]

    @property
    def finding(self) -> Finding:
        """The first of them, whose figures are those of all."""
        return self.findings[0]


@dataclass(frozen=True, slots=True)
class Remedy:
    """A change that was tried: how many persons, what is counted then, what it would spoil."""

    people: int
    cured: Finding
    spoiled: tuple[Finding, ...]


def lacks(situation: Situation) -> tuple[Lack, ...]:
    """Return what is to be cured, the same figures of the same check together."""
    found = appointed_findings(situation)
    wrong = sorted(faults(found), key=_figures)
    groups = [tuple(group) for _, group in groupby(wrong, key=_figures)]
    order = {id(finding): place for place, finding in enumerate(found)}
    groups.sort(
        key=lambda group: (group[0].status is not FindingStatus.BLOCKING, order[id(group[0])])
    )
    return tuple(Lack(situation, group, stopping(found)) for group in groups)


def _figures(finding: Finding) -> tuple[str, str, str]:
    return finding.id, finding.value or "", finding.threshold or ""


def smallest(lack: Lack, build: Build) -> Remedy | None:
    """Return the smallest number of persons with whom a change cures every finding of the lack.

    ``build`` gives the changed jury for a number, ``None`` when there is none such.
    """
    for people in range(1, _MOST + 1):
        members = build(people)
        if members is None:
            return None
        remedy = tried(lack, members, people)
        if remedy is not None:
            return remedy
    return None


def tried(
    lack: Lack, members: Members, people: int, situation: Situation | None = None
) -> Remedy | None:
    """Return the remedy that a changed jury is, ``None`` when a finding of the lack remains."""
    after = appointed_findings(with_members(situation or lack.situation, members))
    cured = tuple(
        new for old in lack.findings for new in after if same_subject(old, new) and _cures(new, old)
    )
    if len(cured) < len(lack.findings):
        return None
    spoiled = tuple(
        finding
        for finding in stopping(after)
        if not any(same_subject(finding, old) for old in lack.stopped)
    )
    return Remedy(people, cured[0], spoiled)


def _cures(new: Finding, old: Finding) -> bool:
    """Whether it holds for certain; a reserve is as good where it comes from an absence."""
    if new.status is FindingStatus.COMPLIANT:
        return True
    return new.status is FindingStatus.RESERVE and old.status is FindingStatus.BLOCKING


def gentlest(remedies: Iterable[tuple[str, Remedy | None]]) -> tuple[str, Remedy] | None:
    """Return the change that spoils nothing else, then the smallest, then the first given."""
    held = [(words, remedy) for words, remedy in remedies if remedy is not None]
    return min(held, key=lambda each: (len(each[1].spoiled), each[1].people), default=None)


def newcomer(number: int, role: Role, **details: object) -> JuryMember:
    """Return a person who might be appointed, with an act, of whom only the details are known."""
    person = JuryMember(
        identifier=f"nouveau membre {number}",
        name="",
        first_name="",
        role=role,
        external=False,
        teacher_researcher=False,
        act="+",
    )
    return replace(person, **details)  # type: ignore[arg-type]


def a_guest(number: int, voice: Voice, **details: object) -> JuryMember:
    """Return a newcomer outside the seats of the rulebook."""
    return newcomer(number, Role.GUEST, voice=voice, **details)


def heir(member: JuryMember, **details: object) -> JuryMember:
    """Return who would take a member's seat, with the same voice."""
    heir = replace(member, identifier=f"à la place {of(member.identifier)}", employer="")
    return replace(heir, **details)  # type: ignore[arg-type]


def adding(members: Members, person: Callable[[int], JuryMember]) -> Build:
    """Return the jury with so many persons more."""
    return lambda people: (*members, *(person(number) for number in range(1, people + 1)))


def replacing(
    members: Members,
    leaving: Sequence[JuryMember],
    taking: Callable[[JuryMember], JuryMember],
) -> Build:
    """Return the jury where so many of those who may leave have given their seat to another."""

    def build(people: int) -> Members | None:
        if people > len(leaving):
            return None
        gone = {member.identifier for member in leaving[:people]}
        return tuple(taking(m) if m.identifier in gone else m for m in members)

    return build
