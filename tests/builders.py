"""Builders in the trade's words: a candidate, a member, the jury of RNCP35609."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from jurydesk.bundle import resource
from jurydesk.certification.rulebook import Rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.certification.vocabulary import AccessRoute, Gender, Role
from jurydesk.cohort.candidate import Candidate
from jurydesk.compliance.member import JuryMember

PARIS = ZoneInfo("Europe/Paris")


def at(clock: str, day: date = date(2024, 4, 19)) -> datetime:
    """``at("09:30")`` on the sitting's day, Paris time."""
    hour, minute = clock.split(":")
    return datetime(day.year, day.month, day.day, int(hour), int(minute), tzinfo=PARIS)


def the_rulebook() -> Rulebook:
    """The shipped rulebook of RNCP35609."""
    return load_rulebook(resource("rulebooks", "rncp35609.toml"))


def ruled(rulebook: Rulebook, key: str, **sides: object) -> Rulebook:
    """The rulebook with one rule changed: its value, its source, its confirmation."""
    return rulebook.with_rules(replace(rulebook.rules[key], **sides))


def unruled(rulebook: Rulebook, *keys: str) -> Rulebook:
    """The rulebook silent on some rules; « vae » takes every entry of that list away."""
    kept = {
        key: rule
        for key, rule in rulebook.rules.items()
        if not any(key == gone or key.startswith(f"{gone}.") for gone in keys)
    }
    return replace(rulebook, rules=kept)


def the_second_rulebook() -> Rulebook:
    """An invented rulebook, as unlike the first as can be: RNCP99001, four marked blocs."""
    return load_rulebook(Path(__file__).parent / "certification" / "rulebooks" / "second.toml")


def a_candidate(identifier: str = "C01", route: str = "FI", **details: object) -> Candidate:
    """A candidate who raises no question, save what the test says."""
    candidate = Candidate(
        identifier=identifier,
        birth_name="Lefèvre",
        first_names="Éloïse",
        route=AccessRoute(route),
        gender=Gender.WOMAN,
        path_start=date(2022, 9, 1),
    )
    return replace(candidate, **details)  # type: ignore[arg-type]


def a_member(identifier: str, role: str, **details: object) -> JuryMember:
    """A member appointed by the act 2024-017, internal unless said otherwise."""
    member = JuryMember(
        identifier=identifier,
        name=f"Nom{identifier}",
        first_name=f"Prénom{identifier}",
        role=Role(role),
        gender=Gender.WOMAN if int(identifier[1:]) % 2 else Gender.MAN,
        external=False,
        teacher_researcher=False,
        act="2024-017",
    )
    return replace(member, **details)  # type: ignore[arg-type]


def a_jury() -> tuple[JuryMember, ...]:
    """The eight seats of the fiche: six statutory (M1 chair, M2 director, M3–M6) and M7, M8."""
    return (
        a_member("M1", "president"),
        a_member("M2", "directeur"),
        *(a_member(f"M{n}", "enseignant", teacher_researcher=True) for n in range(3, 7)),
        a_member("M7", "employeur", external=True, employer="Thalès"),
        a_member("M8", "salarie", external=True, employer="Airbus"),
    )
