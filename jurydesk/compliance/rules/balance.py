"""The balance of women and men (« parité »): a warning, never a block."""

from dataclasses import dataclass
from fractions import Fraction

from jurydesk.certification.vocabulary import Gender, Role
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.member import JuryMember
from jurydesk.compliance.rule import Cure, Rule, Stops, Subject
from jurydesk.compliance.share import missing_when_added
from jurydesk.compliance.situation import Situation, seated_members
from jurydesk.compliance.wording import named, names, source_of
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import counted, exact_percent, ratio


def check_balance(situation: Situation) -> tuple[Finding, ...]:
    """Check that women and men each hold the share of those appointed whose gender is known.

    The rapporteurs are apart. When the known fall short but the unknown could cure it, the
    balance is unknown.
    """
    rule = situation.rulebook.gender_balance
    if not rule.value:
        return (BALANCE.unset("Parité"),)
    seated = seated_members(situation.members, situation.attendance)
    members = tuple(member for member in seated if member.role is not Role.RAPPORTEUR)
    count = _Count(
        women=tuple(member for member in members if member.gender is Gender.WOMAN),
        men=tuple(member for member in members if member.gender is Gender.MAN),
        unknown=tuple(member for member in members if member.gender is None),
    )
    status, missing, judged = _judge(count, rule.value)
    return (
        BALANCE.finding(
            status,
            f"Parité : {_told(count)} ; {judged}.",
            source=enumeration((source_of(rule), *_texts(situation))),
            value=f"{len(count.fewer)}/{count.known}",
            threshold=ratio(rule.value),
            missing=missing,
            names=names(count.fewer),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Count:
    women: tuple[JuryMember, ...]
    men: tuple[JuryMember, ...]
    unknown: tuple[JuryMember, ...]

    @property
    def known(self) -> int:
        return len(self.women) + len(self.men)

    @property
    def fewer(self) -> tuple[JuryMember, ...]:
        return min(self.women, self.men, key=len)

    def could_balance(self, threshold: Fraction) -> bool:
        """Whether some way to fill in the unknown genders satisfies the rule."""
        women, men, unknown = len(self.women), len(self.men), len(self.unknown)
        total = women + men + unknown
        return any(
            min(women + more, men + unknown - more) >= threshold * total
            for more in range(unknown + 1)
        )


def _judge(count: _Count, threshold: Fraction) -> tuple[FindingStatus, int | None, str]:
    goal = exact_percent(threshold)
    if count.known and len(count.fewer) >= threshold * count.known:
        told = f"chacun atteint {goal} des personnes dont le sexe est connu"
        return FindingStatus.COMPLIANT, None, told
    if count.could_balance(threshold):
        return (
            FindingStatus.UNKNOWN,
            None,
            f"complétez le sexe pour savoir si chacun atteint {goal}",
        )
    missing = missing_when_added(len(count.fewer), count.known, threshold)
    told = f"chacun devrait atteindre {goal}"
    if missing is not None:
        one, many = ("femme", "femmes") if count.fewer is count.women else ("homme", "hommes")
        told += f", il manque {counted(missing, one, many)}"
    return FindingStatus.RESERVE, missing, told


def _told(count: _Count) -> str:
    women, men, unknown = len(count.women), len(count.men), len(count.unknown)
    told = f"{counted(women, 'femme', 'femmes')} et {counted(men, 'homme', 'hommes')}"
    if not unknown:
        return told
    total = count.known + unknown
    return (
        f"{told}, sexe non renseigné pour {named(count.unknown)} : les femmes sont entre "
        f"{women}/{total} et {women + unknown}/{total}"
    )


def _texts(situation: Situation) -> tuple[str, ...]:
    """Return the VAE texts of this cohort that ask for balance (D6412-6)."""
    rulebook = situation.rulebook
    found = {
        regime.source
        for candidate in situation.candidates
        if candidate.route.is_experience and candidate.path_start is not None
        for regime in rulebook.regimes(candidate.path_start)
        if regime.relation_check
    }
    return tuple(sorted(found))


BALANCE = Rule(
    id="parite",
    title="Équilibre entre les femmes et les hommes",
    subject=Subject.JURY,
    stops=Stops.NOTHING,
    overridable=False,
    source="choix de l’établissement",
    session=check_balance,
    card=2,
    cure=Cure.APPOINTMENT,
)
