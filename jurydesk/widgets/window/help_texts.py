"""The help of each page, and the keys of the sitting, as the screen shows them (F1, ?)."""

from jurydesk.bundle import resource
from jurydesk.french.spaces import typeset
from jurydesk.widgets.keys.room_keys import Group, keys_of

TITLES = {
    "start": "Bien commencer",
    "certification": "Certification",
    "cohort": "Promotion",
    "jury": "Jury",
    "defence": "Soutenances",
    "sitting": "Séance",
    "minutes": "Procès-verbal",
    "handover": "Suites",
    "figures": "Bilan",
}


def help_html(page: str) -> str:
    """Return the help of a page, as ``resources/help`` holds it."""
    return resource("help", f"{page}.html").read_text(encoding="utf-8")


def keys_html() -> str:
    """Return the keys as tables, a group each."""
    parts = []
    for group in Group:
        cells = "".join(
            f"<tr><td style='padding:3px 18px 3px 0'><b>{key.caption}</b></td>"
            f"<td style='padding:3px 0'>{typeset(key.words)}</td></tr>"
            for key in keys_of(group)
        )
        parts.append(f"<h3>{typeset(group)}</h3><table>{cells}</table>")
    return "".join(parts)
