"""What would make the appointed jury compliant: for each fault, the smallest changes that cure it.

Each advice has been tried by the checks themselves on the changed jury, see :mod:`.remedies`.
Leaves naming real persons to :mod:`.compositions`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from jurydesk.certification.vocabulary import AccessRoute, Gender, Reading, Role, Voice
from jurydesk.compliance.appointed import as_if_attended
from jurydesk.compliance.bench import Bench, bench_of
from jurydesk.compliance.composition import lacking_seats
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember, NominationAct
from jurydesk.compliance.remedies import (
    Build,
    Case,
    Remedy,
    a_guest,
    adding,
    cases,
    gentlest,
    newcomer,
    replacing,
    smallest,
    tried,
)
from jurydesk.compliance.situation import Situation, seated_members, voice_of
from jurydesk.compliance.wording import about_percent, counted, day, enumerated, named, sentence

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
_SUBJECTS = {
    "composition": "les sièges pourvus",
    "exterieurs": "la part des membres extérieurs",
    "vae_representants": "les représentants qualifiés pour la VAE",
    "vae_enseignants_chercheurs": "les enseignants-chercheurs pour la VAE",
}


@dataclass(frozen=True, slots=True)
class Advice:
    """One change that cures the ``findings``, in a sentence with its figures.

    ``value`` is what would be counted then, ``people`` how many persons the change takes (0 when
    only a paper is to be completed). ``warning`` says what else the change would spoil.
    """

    findings: tuple[Finding, ...]
    sentence: str
    value: str
    people: int
    warning: str = ""


def advice(situation: Situation) -> tuple[Advice, ...]:
    """Return, for each blocking or reserve finding about the appointed jury, what cures it.

    What stops comes first; for one finding, adding before replacing. With the reading
    ``present`` and no attendance yet, everyone is taken to come.
    """
    situation = as_if_attended(situation)
    found: list[Advice] = []
    for case in cases(situation):
        found.extend(_CURES[case.finding.id](case))
    return tuple(found)


def _externals(case: Case) -> Iterator[Advice]:
    members, reading = case.situation.members, case.situation.reading
    voice = Voice.VOTING if reading is Reading.VOTING else Voice.ADVISORY
    kind = {
        Reading.STATUTORY: " de plus, hors sièges statutaires",
        Reading.VOTING: " à voix délibérative de plus",
    }.get(reading, " de plus")

    def guests(jury: tuple[JuryMember, ...], **details: object) -> Build:
        return adding(jury, lambda n: a_guest(n, voice, external=True, **details))

    added = gentlest(
        (
            ("membre|s| extérieur|s", smallest(case, guests(members))),
            (
                "enseignant|s|-chercheur|s| extérieur|s",
                smallest(case, guests(members, teacher_researcher=True)),
            ),
        )
    )
    if added is not None:
        words, remedy = added
        lead = f"Nommer {_several(words, remedy.people)}{kind}"
        settled = tuple(replace(m, external=True) if m.external is None else m for m in members)
        yield _told(case, lead, remedy, after=_unless_known(case, remedy, guests(settled)))
    yield from _professionals(case)


def _unless_known(case: Case, remedy: Remedy, build: Build) -> str:
    """Say that fewer would do if those of whom it is unknown came from outside."""
    unknown = tuple(
        m for m in case.situation.members if m.external is None and m.role is not Role.RAPPORTEUR
    )
    fewer = smallest(case, build) if unknown else None
    if fewer is None or fewer.people >= remedy.people:
        return ""
    come = "viennent" if len(unknown) > 1 else "vient"
    enough = "suffiraient" if fewer.people > 1 else "suffirait"
    return (
        f" ; {fewer.people} {enough}, à {_share(fewer.cured.value)}, s’il est établi que "
        f"{named(unknown)} {come} de l’extérieur"
    )


def _professionals(case: Case) -> Iterator[Advice]:
    """Give seats of teachers, or any internal seat but the chair's, to outside professionals."""
    seated = seated_members(case.situation.members, case.situation.attendance)
    teachers = tuple(m for m in seated if m.role is Role.TEACHER)
    internal = tuple(m for m in teachers if m.external is False)
    plain_last = tuple(sorted(internal, key=lambda m: m.teacher_researcher is not True))
    plain_first = tuple(sorted(internal, key=lambda m: m.teacher_researcher is True))
    best = gentlest(
        (
            ("professionnel|s| extérieur|s", _outside(case, plain_last)),
            ("professionnel|s| extérieur|s!", _outside(case, plain_first)),
            (
                "enseignant|s|-chercheur|s| extérieur|s",
                _outside(case, plain_last, researcher=True),
            ),
        )
    )
    if best is None:
        internal = tuple(
            m for m in seated if m.external is False and m.role not in (Role.CHAIR, Role.RAPPORTEUR)
        )
        remedy = _outside(case, internal)
        if remedy is not None:
            people = counted(remedy.people, "membre interne", "membres internes")
            others = _several("membre|s| extérieur|s", remedy.people)
            yield _told(case, f"Remplacer {people} par {others}", remedy)
        return
    words, remedy = best
    who = _several(words.rstrip("!"), remedy.people)
    whom = f", à la place de {named(plain_first[: remedy.people])}" if words[-1] == "!" else ""
    yield _told(case, f"Nommer {_among(len(teachers), remedy.people)} {who}{whom}", remedy)


def _outside(
    case: Case, leaving: tuple[JuryMember, ...], *, researcher: bool = False
) -> Remedy | None:
    return smallest(
        case,
        replacing(
            case.situation.members,
            leaving,
            lambda m: _heir(m, external=True, teacher_researcher=researcher, gender=None),
        ),
    )


def _among(teachers: int, people: int) -> str:
    if teachers == people:
        return "aux sièges d’enseignement" if people > 1 else "au siège d’enseignement"
    number = _NUMBERS[teachers] if teachers < len(_NUMBERS) else str(teachers)
    return f"parmi les {number} enseignants"


def _heir(member: JuryMember, **details: object) -> JuryMember:
    """Return who would take a member's seat, with the same voice."""
    heir = replace(member, identifier=f"à la place de {member.identifier}", employer="")
    return replace(heir, **details)  # type: ignore[arg-type]


def _seats(case: Case) -> Iterator[Advice]:
    members = case.situation.members
    route = case.finding.route
    assert route is not None  # noqa: S101 the composition is a finding of each route
    lacking = lacking_seats(bench_of(case.situation, route))
    wanted = [role for role, number in lacking for _ in range(number)]

    def filled(*, outside: bool) -> Remedy | None:
        people = (
            newcomer(number, role, external=outside or role.is_representative)
            for number, role in enumerate(wanted, start=1)
        )
        return tried(case, (*members, *people), len(wanted))

    best = gentlest((("", filled(outside=False)), (" de l’extérieur", filled(outside=True))))
    if best is not None:
        outside, remedy = best
        told = enumerated(counted(number, *_SEATS[role]) for role, number in lacking)
        yield _told(case, f"Nommer {told}{outside}", remedy, f"{remedy.cured.value} sièges pourvus")


def _representatives(case: Case) -> Iterator[Advice]:
    situation, members = case.situation, case.situation.members
    bench = bench_of(situation, AccessRoute.EXPERIENCE)
    silent = tuple(
        m
        for m in bench.counted
        if m.role.is_representative
        and voice_of(m, AccessRoute.EXPERIENCE, situation.rulebook) is Voice.ADVISORY
    )
    voiced = smallest(case, replacing(members, silent, lambda m: replace(m, voice=Voice.VOTING)))
    if voiced is not None:
        who = named(silent[: voiced.people])
        yield _told(case, f"Donner voix délibérative à {who}", voiced)
    roles = _fewest_first(bench)
    added = smallest(
        case,
        adding(
            members,
            lambda n: newcomer(n, roles[(n - 1) % 2], external=True, voice=Voice.VOTING),
        ),
    )
    if added is not None:
        people = _several("représentant|s| qualifié|s", added.people)
        yield _told(case, f"Nommer {people} de plus", added)


def _fewest_first(bench: Bench) -> tuple[Role, Role]:
    held = [m.role for m in bench.counted]
    employers, employees = held.count(Role.EMPLOYER), held.count(Role.EMPLOYEE)
    if employees < employers:
        return Role.EMPLOYEE, Role.EMPLOYER
    return Role.EMPLOYER, Role.EMPLOYEE


def _researchers(case: Case) -> Iterator[Advice]:
    members = case.situation.members

    def teachers(*, outside: bool) -> Remedy | None:
        def person(number: int) -> JuryMember:
            return newcomer(
                number,
                Role.TEACHER,
                teacher_researcher=True,
                external=outside,
                voice=Voice.VOTING,
            )

        return smallest(case, adding(members, person))

    added = gentlest(
        (
            ("enseignant|s|-chercheur|s", teachers(outside=False)),
            ("enseignant|s|-chercheur|s| extérieur|s", teachers(outside=True)),
        )
    )
    if added is not None:
        words, remedy = added
        yield _told(case, f"Nommer {_several(words, remedy.people)} de plus", remedy)
    bench = bench_of(case.situation, AccessRoute.EXPERIENCE)
    plain = tuple(m for m in bench.voting if m.role is Role.TEACHER and not m.teacher_researcher)
    replaced = smallest(
        case, replacing(members, plain, lambda m: _heir(m, teacher_researcher=True, gender=None))
    )
    if replaced is not None:
        who = _several("enseignant|s|-chercheur|s", replaced.people)
        whom = named(plain[: replaced.people])
        yield _told(case, f"Nommer {who} à la place de {whom}", replaced)


def _balance(case: Case) -> Iterator[Advice]:
    members = case.situation.members
    seated = seated_members(members, case.situation.attendance)
    known = [m.gender for m in seated if m.gender and m.role is not Role.RAPPORTEUR]
    few, many = Gender.WOMAN, Gender.MAN
    if known.count(Gender.MAN) < known.count(Gender.WOMAN):
        few, many = many, few

    def guests(*, outside: bool) -> Remedy | None:
        return smallest(
            case,
            adding(members, lambda n: a_guest(n, Voice.ADVISORY, gender=few, external=outside)),
        )

    word, end = ("femme|s", "e") if few is Gender.WOMAN else ("homme|s", "")
    added = gentlest(
        ((word, guests(outside=False)), (f"{word}| extérieur{end}|s", guests(outside=True)))
    )
    if added is not None:
        words, remedy = added
        yield _told(case, f"Nommer {_several(words, remedy.people)} de plus", remedy)
    leaving = tuple(
        m for m in reversed(seated) if m.gender is many and m.role not in _KEPT_FOR_BALANCE
    )
    replaced = smallest(case, replacing(members, leaving, lambda m: _heir(m, gender=few)))
    if replaced is not None:
        gone = counted(replaced.people, *_GENDERS[many])
        come = counted(replaced.people, *_GENDERS[few])
        where = "au même siège" if replaced.people == 1 else "aux mêmes sièges"
        yield _told(case, f"Remplacer {gone} par {come}, {where}", replaced)


_GENDERS = {Gender.WOMAN: ("femme", "femmes"), Gender.MAN: ("homme", "hommes")}
_KEPT_FOR_BALANCE = (Role.CHAIR, Role.RAPPORTEUR)


def _nomination(case: Case) -> Iterator[Advice]:
    situation, members = case.situation, case.situation.members
    seated = seated_members(members, situation.attendance)
    if not seated:
        return
    if case.finding.status is FindingStatus.BLOCKING:
        orphans = tuple(member for member in seated if not member.act)
        remedy = tried(case, tuple(replace(m, act=m.act or "+") for m in members), people=0)
        if remedy is not None:
            who = (
                named(orphans)
                if len(orphans) < 5
                else f"les {len(orphans)} membres qui n’en ont pas"
            )
            lead = f"Nommer par un acte {who}"
            told = f"{remedy.cured.value} membres nommés"
            yield _told(case, lead, remedy, told)
        return
    completed = {
        number: NominationAct(number, situation.on, "+")
        for number in dict.fromkeys(member.act for member in seated)
    }
    remedy = tried(case, members, 0, replace(situation, acts=completed))
    if remedy is not None:
        yield Advice(case.findings, sentence(_papers(situation, tuple(completed))), "", 0)


def _papers(situation: Situation, numbers: tuple[str, ...]) -> str:
    """Say what to complete in each act; each is described once for all its members."""
    told = []
    for number in numbers:
        act = situation.acts.get(number)
        wanted = [
            word
            for word, known in (
                ("la date", act is not None and act.signed_on),
                ("le signataire", act is not None and act.signatory),
            )
            if not known
        ]
        if wanted:
            told.append(f"indiquer {enumerated(wanted)} de l’acte {number}")
        elif act is not None and act.signed_on is not None and act.signed_on > situation.on:
            told.append(
                f"corriger la date de l’acte {number}, ou prendre un acte signé au plus tard le "
                f"{day(situation.on)}"
            )
    text = enumerated(told)
    return f"{text[:1].upper()}{text[1:]}."


def _told(case: Case, lead: str, remedy: Remedy, value: str = "", *, after: str = "") -> Advice:
    figures = value or f"{_share(remedy.cured.value)} conviendrait"
    return Advice(
        findings=case.findings,
        sentence=sentence(f"{lead} : {figures}{after}."),
        value=remedy.cured.value or "",
        people=remedy.people,
        warning=_warning(remedy),
    )


def _warning(remedy: Remedy) -> str:
    if not remedy.spoiled:
        return ""
    each = {f"{_SUBJECTS[f.id]} ({f.value} pour un seuil de {f.threshold})" for f in remedy.spoiled}
    return sentence(f"Attention : ce changement mettrait en défaut {enumerated(sorted(each))}.")


def _several(words: str, number: int) -> str:
    """Return « 2 membres extérieurs » for « membre|s| extérieur|s »: what follows a bar agrees."""
    parts = words.split("|")
    return f"{number}\N{NO-BREAK SPACE}" + "".join(
        part for part in parts if part != "s" or number > 1
    )


def _share(value: str | None) -> str:
    """Return « 3/9 (33,3 %) »."""
    top, _, total = (value or "").partition("/")
    return f"{value} ({about_percent(int(top), int(total)).removeprefix('environ ')})"


_CURES: dict[str, Callable[[Case], Iterator[Advice]]] = {
    "composition": _seats,
    "exterieurs": _externals,
    "vae_representants": _representatives,
    "vae_enseignants_chercheurs": _researchers,
    "parite": _balance,
    "nomination": _nomination,
}
