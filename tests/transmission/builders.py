"""A sealed sitting whose holders have a full civil status, and the schema when it is at hand."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from lxml import etree

from jurydesk.certification.vocabulary import AccessRoute, Gender
from jurydesk.cohort.birth_date import BirthDate
from jurydesk.cohort.candidate import Candidate
from jurydesk.deliberation.facts import SessionSealed
from jurydesk.deliberation.state import SittingState
from jurydesk.transmission.accrochage import NAMESPACE, Depositor
from tests.builders import a_candidate, at
from tests.minutes.builders import HEAD, Story, a_story, arrive, decide

DATA = Path(__file__).resolve().parents[2].parent / "shared" / "data"
DEPOSITOR = Depositor("00AAA000", "MCFCER000000")
NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"
NUMBER = "RNCP35609-2024-04-19-01"


def a_holder(identifier: str = "C01", route: str = "FI", **details: object) -> Candidate:
    """A candidate with everything the flow asks."""
    known: dict[str, object] = {
        "birth_date": BirthDate(1998, 4, 17),
        "birth_place": "Toulouse",
        "birth_place_code": "31555",
        "birth_country": "France",
        "path_start": date(2023, 9, 1),
    }
    return a_candidate(identifier, route, **(known | details))


def a_certified_story(*candidates: Candidate) -> Story:
    """Everyone gets level 2 everywhere; the sitting is not sealed."""
    story = a_story(candidates or (a_holder(),))
    arrive(story, "M1 M2 M3 M4 M5 M6 M7 M8")
    for candidate in candidates or (a_holder(),):
        voters = 8 if candidate.route is AccessRoute.EXPERIENCE else 6
        decide(story, candidate.identifier, (2,) * 7, voters=voters)
    return story


def sealed(story: Story) -> SittingState:
    """The state once sealed at five o'clock, Paris time."""
    story.tell(SessionSealed(at("17:00"), NUMBER, HEAD, 120, "0" * 64))
    return story.state()


def certified(*candidates: Candidate) -> SittingState:
    """A sealed session where everyone is certified."""
    return sealed(a_certified_story(*candidates))


def schema() -> Path:
    """The schema of the Caisse des Dépôts; the test is skipped where it is not at hand."""
    path = DATA / "cpf_accrochage_xsd_1.1.2.xsd"
    if not path.exists():
        pytest.skip("le schéma n’est pas là")
    return path


def example() -> bytes:
    """The invented flow that is valid against the schema."""
    path = DATA / "cpf_flux_example_fictional.xml"
    if not path.exists():
        pytest.skip("le flux d’exemple n’est pas là")
    return path.read_bytes()


def parsed(flow: bytes) -> etree._Element:
    return etree.fromstring(flow)


def values(flow: bytes, tag: str) -> list[str | None]:
    """The texts of every element of that name, in order."""
    return [node.text for node in parsed(flow).iter(f"{{{NAMESPACE}}}{tag}")]


def nodes(flow: bytes, tags: Iterable[str]) -> list[etree._Element]:
    """Every element of these names."""
    return [node for tag in tags for node in parsed(flow).iter(f"{{{NAMESPACE}}}{tag}")]


WOMAN, MAN = Gender.WOMAN, Gender.MAN
