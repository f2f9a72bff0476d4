"""Prints the minutes: an A4 archive with a place for each signature; the words come composed.

Leaves what the minutes say to :mod:`~jurydesk.minutes.content.whole`, whether they may be official
to :mod:`~jurydesk.minutes.preflight`, and how type is set to
:mod:`~jurydesk.minutes.pages.typesetting`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from jurydesk.french.numbers import plural
from jurydesk.french.spaces import NBSP, clean
from jurydesk.minutes.content.decisions_table import NAME as TABLE_NAME
from jurydesk.minutes.content.model import Minutes
from jurydesk.minutes.pages.archive import Attachment, archive
from jurydesk.minutes.pages.page_frame import PageFrame, build
from jurydesk.minutes.pages.printed_sections import story_of
from jurydesk.minutes.pages.signature_sheet import SignatureBox
from jurydesk.minutes.pages.typesetting import Typesetter

CODE_NOTE = (
    f"Code{NBSP}: procès-verbal, page, empreinte des mots de la page (T), empreinte du journal"
    f"{NBSP}; «{NBSP}jurydesk verify{NBSP}» les redonne."
)


@dataclass(frozen=True, slots=True)
class RenderedMinutes:
    """The printed minutes and where everyone who sat signs, in the order of the pages."""

    data: bytes
    signature_boxes: tuple[SignatureBox, ...]


def render(
    minutes: Minutes,
    *,
    draft: bool,
    decisions: bytes | None = None,
    table: bytes | None = None,
    at: datetime | None = None,
) -> RenderedMinutes:
    """Print the minutes as PDF/A-3b; same minutes, same bytes.

    ``draft`` writes « PROJET » across each page. ``decisions`` is the JSON of the decisions
    and ``table`` their CSV, attached to the file. ``at`` dates the file; by default, the session's
    day at noon.

    Raises:
        UnsupportedGlyphError: a text cannot be drawn; the sentence names it and the person.
        TextOverflowError: the PV number or a name is too long for head or foot of the pages.
    """
    typesetter = Typesetter()
    boxes: list[SignatureBox] = []
    story = story_of(minutes, typesetter, boxes, draft=draft)
    pages = build(story, frame_of(minutes, draft=draft), typesetter)
    attachments: tuple[Attachment, ...] = ()
    if decisions is not None:
        attachments = (
            Attachment("decisions.json", "Décisions du jury", "application/json", decisions),
        )
    if table is not None:
        told = "Décisions du jury, pour un tableur"
        attachments += (Attachment(TABLE_NAME, told, "text/csv", table),)
    noon = datetime.fromisoformat(minutes.date).replace(hour=12, tzinfo=UTC)
    data = archive(pages, at or noon, attachments)
    return RenderedMinutes(data, tuple(boxes))


def frame_of(minutes: Minutes, *, draft: bool) -> PageFrame:
    """Return what stands around each page of the minutes."""
    entries = plural(minutes.entries, "inscription")
    return PageFrame(
        title=f"{minutes.title}{NBSP}– {minutes.code}, {minutes.date_words}",
        author=minutes.establishment,
        subject=minutes.certification,
        running_head=minutes.running_head,
        footer=(minutes.footer, f"Empreinte du journal ({entries})", minutes.digest, CODE_NOTE),
        number=clean(minutes.number) or "PROJET",
        digest=minutes.digest,
        draft=draft,
    )
