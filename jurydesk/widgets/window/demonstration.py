"""Makes a session to try the program on, from the shipped sample cohort and jury."""

from datetime import date
from pathlib import Path

from jurydesk.bundle import resource
from jurydesk.certification.catalogue import find_rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.cohort import cohort_file
from jurydesk.compliance import jury_file
from jurydesk.storage import preparation
from jurydesk.widgets.parts.session_bridge import SessionBridge

_CODE = "RNCP35609"
_DAY = date(2024, 4, 19)


def make_demonstration(bridge: SessionBridge, path: Path) -> None:
    """Create a session in preparation with the samples, and open it.

    Raises:
        JuryDeskError: There is already such a file, or the folder refuses.
    """
    rules = find_rulebook(_CODE)
    rulebook = load_rulebook(rules)
    cohort = cohort_file.read_cohort(resource("samples", "promotion_2024.csv"), rulebook)
    jury = jury_file.read_jury(resource("samples", "jury_2024.csv"), rulebook)
    plan = preparation.SessionPlan(rules, _DAY, "Toulouse, salle du conseil")
    bridge.create(path, preparation.opening_facts(plan, cohort, jury, bridge.now()))


def free_path(path: Path) -> Path:
    """Return a path that no file has yet: a session is never replaced."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
