"""What would balance women and men, and complete the acts of nomination; warnings mostly."""

from collections.abc import Iterator
from dataclasses import replace

from jurydesk.certification.vocabulary import Gender, Role, Voice
from jurydesk.compliance.advice.remedies import (
    Lack,
    Remedy,
    a_guest,
    adding,
    gentlest,
    heir,
    replacing,
    smallest,
    tried,
)
from jurydesk.compliance.advice.wording import Advice, several, told
from jurydesk.compliance.finding import FindingStatus
from jurydesk.compliance.member import NominationAct
from jurydesk.compliance.situation import Situation, seated_members
from jurydesk.compliance.wording import named
from jurydesk.french.days import short_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted
from jurydesk.french.spaces import spaced

_GENDERS = {Gender.WOMAN: ("femme", "femmes"), Gender.MAN: ("homme", "hommes")}
_KEPT_FOR_BALANCE = (Role.CHAIR, Role.RAPPORTEUR)


def advise_balance(lack: Lack) -> Iterator[Advice]:
    """Advise persons of the rarer gender, beside the jury or in its seats; never the chair's."""
    members = lack.situation.members
    seated = seated_members(members, lack.situation.attendance)
    known = [m.gender for m in seated if m.gender and m.role is not Role.RAPPORTEUR]
    few, many = Gender.WOMAN, Gender.MAN
    if known.count(Gender.MAN) < known.count(Gender.WOMAN):
        few, many = many, few

    def guests(*, outside: bool) -> Remedy | None:
        return smallest(
            lack,
            adding(members, lambda n: a_guest(n, Voice.ADVISORY, gender=few, external=outside)),
        )

    word, end = ("femme|s", "e") if few is Gender.WOMAN else ("homme|s", "")
    added = gentlest(
        ((word, guests(outside=False)), (f"{word}| extérieur{end}|s", guests(outside=True)))
    )
    if added is not None:
        words, remedy = added
        yield told(lack, f"Nommer {several(words, remedy.people)} de plus", remedy)
    leaving = tuple(
        m for m in reversed(seated) if m.gender is many and m.role not in _KEPT_FOR_BALANCE
    )
    replaced = smallest(lack, replacing(members, leaving, lambda m: heir(m, gender=few)))
    if replaced is not None:
        gone = counted(replaced.people, *_GENDERS[many])
        come = counted(replaced.people, *_GENDERS[few])
        where = "au même siège" if replaced.people == 1 else "aux mêmes sièges"
        yield told(lack, f"Remplacer {gone} par {come}, {where}", replaced)


def advise_nomination(lack: Lack) -> Iterator[Advice]:
    """Advise the act that is missing, or what an act does not say yet."""
    situation, members = lack.situation, lack.situation.members
    seated = seated_members(members, situation.attendance)
    if not seated:
        return
    if lack.finding.status is FindingStatus.BLOCKING:
        orphans = tuple(member for member in seated if not member.act)
        remedy = tried(lack, tuple(replace(m, act="+") for m in members), people=0)
        if remedy is not None:
            who = (
                named(orphans)
                if len(orphans) < 5
                else f"les {len(orphans)} membres qui n’en ont pas"
            )
            lead = f"Nommer par un acte {who}"
            yield told(lack, lead, remedy, f"{remedy.cured.value} membres nommés")
        return
    completed = {
        number: NominationAct(number, situation.on, "+")
        for number in dict.fromkeys(member.act for member in seated)
    }
    remedy = tried(lack, members, 0, replace(situation, acts=completed))
    if remedy is not None:
        yield Advice(lack.findings, spaced(_papers(situation, tuple(completed))), "", 0)


def _papers(situation: Situation, numbers: tuple[str, ...]) -> str:
    """Say what to complete in each act; each is described once for all its members."""
    wishes = []
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
            wishes.append(f"indiquer {enumeration(wanted)} de l’acte {number}")
        elif act is not None and act.signed_on is not None and act.signed_on > situation.on:
            wishes.append(
                f"corriger la date de l’acte {number}, ou prendre un acte signé au plus tard le "
                f"{short_day(situation.on)}"
            )
    text = enumeration(wishes)
    return f"{text[:1].upper()}{text[1:]}."
