"""The balance of women and men (« parité »): a warning, never a block."""

from fractions import Fraction

from jurydesk.certification.vocabulary import Gender, Role
from jurydesk.compliance.finding import Finding, FindingStatus
from jurydesk.compliance.share import missing_when_added
from jurydesk.compliance.situation import Situation, seated_members
from jurydesk.compliance.wording import (
    counted,
    enumerated,
    named,
    names,
    percent,
    ratio,
    sentence,
    source_of,
)


def check_balance(situation: Situation) -> tuple[Finding, ...]:
    """Check that women and men each hold the share of those appointed whose gender is known.

    The rapporteurs are apart. When the known fall short but the unknown could cure it, the
    balance is unknown.
    """
    threshold = situation.rulebook.gender_balance.value
    seated = seated_members(situation.members, situation.attendance)
    members = tuple(member for member in seated if member.role is not Role.RAPPORTEUR)
    women = tuple(member for member in members if member.gender is Gender.WOMAN)
    men = tuple(member for member in members if member.gender is Gender.MAN)
    unknown = tuple(member for member in members if member.gender is None)
    known = len(women) + len(men)
    fewer = min(women, men, key=len)
    missing = None
    message = (
        f"Parité : {counted(len(women), 'femme', 'femmes')} et "
        f"{counted(len(men), 'homme', 'hommes')}"
    )
    if unknown:
        message += (
            f", sexe non renseigné pour {named(unknown)} : les femmes sont entre "
            f"{len(women)}/{len(members)} et {len(women) + len(unknown)}/{len(members)}"
        )
    if known and len(fewer) >= threshold * known:
        status = FindingStatus.COMPLIANT
        message += f" ; chacun atteint {percent(threshold)} des personnes dont le sexe est connu."
    elif _could_balance(len(women), len(men), len(unknown), threshold):
        status = FindingStatus.UNKNOWN
        message += f" ; complétez le sexe pour savoir si chacun atteint {percent(threshold)}."
    else:
        status = FindingStatus.RESERVE
        missing = missing_when_added(len(fewer), known, threshold)
        message += (
            f" ; chacun devrait atteindre {percent(threshold)}{_cure(fewer is women, missing)}"
        )
    return (
        Finding(
            id="parite",
            status=status,
            message=sentence(message),
            source=enumerated((source_of(situation.rulebook.gender_balance), *_texts(situation))),
            value=f"{len(fewer)}/{known}",
            threshold=ratio(threshold),
            missing=missing,
            names=names(fewer),
        ),
    )


def _could_balance(women: int, men: int, unknown: int, threshold: Fraction) -> bool:
    """Whether some way to fill in the unknown genders satisfies the rule."""
    total = women + men + unknown
    return total == 0 or any(
        min(women + more, men + unknown - more) >= threshold * total for more in range(unknown + 1)
    )


def _cure(women_lack: bool, missing: int | None) -> str:  # noqa: FBT001 one of two genders
    if missing is None:
        return "."
    one, many = ("femme", "femmes") if women_lack else ("homme", "hommes")
    return f", il manque {counted(missing, one, many)}."


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


SESSION_CHECKS = (check_balance,)
