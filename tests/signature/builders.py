"""A small sealed document, its three members and their throwaway keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO

import pikepdf
from pikepdf import pdfa
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from jurydesk.bundle import resource
from jurydesk.deliberation.facts import SigningWay
from jurydesk.signature.demonstration import DemonstrationAuthority, create_authority
from jurydesk.signature.embedding import embed_seal
from jurydesk.signature.expected import SEAL_FIELD, ExpectedSignature, SealedMinutes
from jurydesk.signature.fields import add_fields
from jurydesk.signature.handwriting import Handwriting
from jurydesk.signature.keys import SigningKey
from jurydesk.signature.signing import sign_pdf
from jurydesk.signature.trust import Trust
from jurydesk.signature.verdict import Finding, Verdict
from jurydesk.signature.verification import verify_document
from tests.builders import at

MEMBERS = ("M1", "M2", "M3")
NOW = at("20:00")


@dataclass(frozen=True)
class Place:
    member: str
    page_index: int
    rect: tuple[float, float, float, float]


@dataclass(frozen=True)
class Keyring:
    """The root, and one key for each name that was asked for."""

    authority: DemonstrationAuthority
    keys: dict[str, SigningKey]

    def __getitem__(self, name: str) -> SigningKey:
        return self.keys[name]

    @property
    def trust(self) -> Trust:
        return Trust((self.authority.certificate,))


def a_keyring(*names: str) -> Keyring:
    # Ten years: pdfsig judges certificates as of the day the tests run.
    authority = create_authority(at=at("08:00"))
    keys = {name: authority.issue(holder_of(name), at=at("08:00"), days=3650) for name in names}
    return Keyring(authority, keys)


def holder_of(name: str) -> str:
    """The name on a member's certificate; any other holder keeps the name given."""
    return f"Prénom{name} NOM{name}" if name[:1] == "M" and name[1:].isdigit() else name


def a_page_set(words: str = "Procès-verbal", decisions: bytes = b'{"candidates": []}') -> bytes:
    """Two PDF/A pages with one attached file, as the minutes are."""
    pdfmetrics.registerFont(TTFont("Source", resource("fonts", "SourceSans3-Regular.ttf")))
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=(595, 842), initialFontName="Source", invariant=1)
    for number in (1, 2):
        canvas.setFont("Source", 12)
        canvas.drawString(72, 760, f"{words}, page {number}")
        canvas.showPage()
    canvas.save()
    output = BytesIO()
    with pikepdf.open(BytesIO(drawn.getvalue())) as pdf:
        for page in pdf.pages:
            if "/Trans" in page:
                del page["/Trans"]
        pdf.attachments["decisions.json"] = pikepdf.AttachedFileSpec(
            pdf,
            decisions,
            filename="decisions.json",
            mime_type="application/json",
            relationship=pikepdf.Name.Data,
            creation_date="D:20240419180000+02'00'",
            mod_date="D:20240419180000+02'00'",
        )
        pdfa.prepare(pdf, "3b")
        pdfa.save(pdf, output, "3b", repair=False, deterministic_id=True)
    return output.getvalue()


def the_places(members: Iterable[str] = MEMBERS) -> tuple[Place, ...]:
    return tuple(
        Place(member, 1, (72.0, 600.0 - 70 * row, 272.0, 655.0 - 70 * row))
        for row, member in enumerate(members)
    )


def expected(member: str, **details: object) -> ExpectedSignature:
    """M1 presides; « 100 % » is there because pyHanko's templates trip on a percent sign."""
    made = ExpectedSignature(
        member=member,
        name=f"Prénom{member} NOM{member}",
        quality="enseignant à 100 %",
        chair=member == "M1",
    )
    return replace(made, **details)  # type: ignore[arg-type]


def what_is_sealed(
    keyring: Keyring | None = None,
    *,
    ways: dict[str, SigningWay] | None = None,
    establishment: str = "",
    members: Sequence[str] = MEMBERS,
) -> SealedMinutes:
    """The list the PDF carries; with a keyring each member's certificate is registered."""
    return SealedMinutes(
        minutes_number="RNCP35609-2024-04-19-01",
        head="ab" * 32,
        entries=412,
        sealed_at=at("18:00"),
        establishment=establishment,
        signatures=tuple(
            expected(
                member,
                way=(ways or {}).get(member, SigningWay.ELECTRONIC),
                fingerprint=keyring[member].fingerprint if keyring else "",
            )
            for member in members
        ),
    )


def a_sealed_pdf(
    sealed: SealedMinutes,
    establishment: SigningKey | None = None,
    *,
    words: str = "Procès-verbal",
    decisions: bytes = b'{"candidates": []}',
) -> bytes:
    document = add_fields(
        a_page_set(words, decisions), the_places(each.member for each in sealed.signatures), sealed
    )
    if establishment:
        document = embed_seal(document, SEAL_FIELD, establishment, sealed.sealed_at)
    return document


def signed_by(
    document: bytes,
    keyring: Keyring,
    *members: str,
    first: str = "18:10",
    drawings: Mapping[str, Handwriting] | None = None,
) -> bytes:
    """Sign in that order, a minute apart, with the drawings there are."""
    start = at(first)
    for minute, member in enumerate(members):
        when: datetime = start.replace(minute=start.minute + minute)
        drawn = (drawings or {}).get(member)
        document = sign_pdf(document, member, keyring[member], at=when, handwriting=drawn)
    return document


def verdict_on(document: bytes, trust: Trust | None, **details: object) -> Verdict:
    return verify_document(document, "pv.pdf", trust=trust, at=NOW, **details)  # type: ignore[arg-type]


def holds(verdict: Verdict) -> bool:
    """Whether every byte and every expected signature hold, whoever vouches for them."""
    return verdict.finding is not Finding.INVALID


def saying(verdict: Verdict) -> str:
    """All the messages on one line, no-break spaces as spaces."""
    return " ".join(verdict.messages).replace("\u00a0", " ").replace("\u202f", " ")
