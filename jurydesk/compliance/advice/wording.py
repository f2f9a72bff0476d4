"""An advice and its sentence, with the figures of the change that was tried.

Leaves choosing the changes to :mod:`.composition_advice` and its neighbours.
"""

from dataclasses import dataclass

from jurydesk.compliance.advice.remedies import Lack, Remedy
from jurydesk.compliance.finding import Finding
from jurydesk.compliance.registry import BY_ID
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import about_percent
from jurydesk.french.spaces import spaced


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


def told(lack: Lack, lead: str, remedy: Remedy, value: str = "", *, after: str = "") -> Advice:
    """Return the advice of a tried change: what to do, then what is counted; ``after`` ends it."""
    figures = value or f"{share(remedy.cured.value)} conviendrait"
    return Advice(
        findings=lack.findings,
        sentence=spaced(f"{lead} : {figures}{after}."),
        value=remedy.cured.value or "",
        people=remedy.people,
        warning=_warning(remedy),
    )


def _warning(remedy: Remedy) -> str:
    if not remedy.spoiled:
        return ""
    each = {
        f"{BY_ID[f.id].counts} ({f.value} pour un seuil de {f.threshold})" for f in remedy.spoiled
    }
    return spaced(f"Attention : ce changement mettrait en défaut {enumeration(sorted(each))}.")


def several(words: str, number: int) -> str:
    """Return « 2 membres extérieurs » for « membre|s| extérieur|s », « 1 membre extérieur »."""
    parts = words.split("|")
    return f"{number}\N{NO-BREAK SPACE}" + "".join(
        part for part in parts if part != "s" or number > 1
    )


def share(value: str | None) -> str:
    """Return « 3/9 (33,3 %) »."""
    top, _, total = (value or "").partition("/")
    return f"{value} ({about_percent(int(top), int(total)).removeprefix('environ ')})"
