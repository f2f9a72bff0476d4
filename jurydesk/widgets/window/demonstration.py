"""Makes a session to try the program on, from the shipped sample cohort and jury."""

from datetime import date
from pathlib import Path

from jurydesk.bundle import resource
from jurydesk.certification.catalogue import find_rulebook
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.widgets.parts.session_bridge import SessionBridge

_CODE = "RNCP35609"
_DAY = date(2024, 4, 19)


def make_demonstration(bridge: SessionBridge, path: Path) -> None:
    """Create a session in preparation with the samples, and open it.

    Raises:
        JuryDeskError: There is already such a file, or the folder refuses.
    """
    from jurydesk.cohort.cohort_file import read_cohort  # noqa: PLC0415 heavy
    from jurydesk.compliance.jury_file import read_jury  # noqa: PLC0415 heavy
    from jurydesk.storage.preparation import SessionPlan, opening_facts  # noqa: PLC0415 heavy

    rules = find_rulebook(_CODE)
    rulebook = load_rulebook(rules)
    cohort = read_cohort(resource("samples", "promotion_2024.csv"), rulebook)
    jury = read_jury(resource("samples", "jury_2024.csv"), rulebook)
    plan = SessionPlan(rules, _DAY, "Toulouse, salle du conseil")
    bridge.create(path, opening_facts(plan, cohort, jury, bridge.now()))


def free_path(path: Path) -> Path:
    """Return a path that no file has yet: a session is never replaced."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_stem(f"{path.stem}-{number}")
    return free
