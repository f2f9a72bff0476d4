"""Was every member appointed, by an act that says who signed it? Leaves its text to the minutes."""

from collections.abc import Iterable

from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.rule import Cure, Rule, Stops, Subject
from jurydesk.compliance.situation import Situation, seated_members
from jurydesk.compliance.wording import named, names
from jurydesk.french.days import short_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted


def check_nomination(situation: Situation) -> tuple[Finding, ...]:
    """Check that every appointed member has an act, with its date and its signatory.

    A missing act stops; a missing date or signatory is a reserve, until the seal asks for it.
    """
    seated = seated_members(situation.members, situation.attendance)
    orphans = tuple(member for member in seated if not member.act)
    status, message = _judge(situation, seated, orphans)
    return (
        NOMINATION.finding(
            status,
            f"Nomination : {message}",
            value=f"{len(seated) - len(orphans)}/{len(seated)}",
            threshold=f"{len(seated)}/{len(seated)}",
            missing=len(orphans) or None,
            names=names(orphans),
        ),
    )


def _judge(
    situation: Situation, seated: tuple[JuryMember, ...], orphans: tuple[JuryMember, ...]
) -> tuple[FindingStatus, str]:
    if not seated:
        return FindingStatus.BLOCKING, "personne n’est nommé ; importez la liste du jury."
    if orphans:
        return FindingStatus.BLOCKING, (
            f"{counted(len(orphans), 'membre', 'membres')} sans acte de nomination "
            f"({named(orphans)}) ; indiquez le numéro de l’acte."
        )
    if faults := _faults(situation, seated):
        return FindingStatus.RESERVE, (
            f"{enumeration(faults)} ; à compléter avant de sceller le procès-verbal."
        )
    return FindingStatus.COMPLIANT, f"{enumeration(_acts_told(situation, seated))}."


def _numbers(members: Iterable[JuryMember]) -> list[str]:
    return sorted({member.act for member in members if member.act})


def _faults(situation: Situation, seated: tuple[JuryMember, ...]) -> list[str]:
    found = []
    for number in _numbers(seated):
        act = situation.acts.get(number)
        lacking = [
            word
            for word, known in (
                ("la date", act is not None and act.signed_on),
                ("le signataire", act is not None and act.signatory),
            )
            if not known
        ]
        if lacking:
            found.append(f"il manque à l’acte {number} {enumeration(lacking)}")
        elif act is not None and act.signed_on is not None and act.signed_on > situation.on:
            found.append(f"l’acte {number} est daté du {short_day(act.signed_on)}, après la séance")
    return found


def _acts_told(situation: Situation, seated: tuple[JuryMember, ...]) -> list[str]:
    told = []
    for number in _numbers(seated):
        act = situation.acts[number]
        signed = f" du {short_day(act.signed_on)}" if act.signed_on else ""
        delegation = (
            f" ({act.delegation})"
            if act.delegation
            else " (délégation non indiquée : inutile si le signataire a lui-même qualité)"
        )
        held = sum(member.act == number for member in seated)
        people = counted(held, "membre", "membres")
        told.append(f"acte {number}{signed}, signé par {act.signatory}{delegation}, {people}")
    return told


NOMINATION = Rule(
    id="nomination",
    title="Acte de nomination",
    subject=Subject.JURY,
    stops=Stops.ADOPTION,
    overridable=True,
    source="acte de nomination du jury (TA Limoges 2023, CAA Paris 2025)",
    session=check_nomination,
    names_faults=True,
    cure=Cure.APPOINTMENT,
)
