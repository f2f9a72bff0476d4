"""Who must sign the minutes, in which field, with which certificate; the list the PDF carries.

The sealed PDF holds the list as an attached file, so that a member signs and anyone verifies
without the session. Leaves making the fields and the signatures to their own modules.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from io import BytesIO
from typing import Any, Self

import pikepdf

from jurydesk.deliberation.facts import SigningWay
from jurydesk.deliberation.presence import sat
from jurydesk.deliberation.presiding import minutes_chair
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import UnreadableFileError
from jurydesk.signature import layout as signature_layout

ATTACHMENT = "signatures.json"
SEAL_FIELD = "etablissement"
DECISIONS = "decisions.json"
DEFAULT_ZONE = "Europe/Paris"
_FORMAT = 1
_NOT_MINUTES = (
    "Ce fichier n’est pas un procès-verbal scellé par JuryDesk : il ne porte pas la liste des "
    "signatures attendues. Choisissez le PDF écrit par le scellement de la séance."
)
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")


class NotMinutesError(UnreadableFileError):
    """The bytes are not minutes sealed by JuryDesk."""


class DamagedMinutesError(UnreadableFileError):
    """The bytes were sealed minutes, and are no longer one whole document."""


@dataclass(frozen=True, slots=True)
class ExpectedSignature:
    """One « signature attendue ».

    ``fingerprint`` is the SHA-256 (hexadecimal) of the certificate registered for the member,
    empty when any trusted one will do. ``chair`` signs last and locks the document. Only the
    electronic way has a field in the PDF. ``waived`` is how the member was declared to sign after
    the seal instead: the field stays, empty, and nobody waits for it. ``delegation`` names the act
    by which the member signs, if any.
    """

    member: str
    name: str
    quality: str
    way: SigningWay = SigningWay.ELECTRONIC
    fingerprint: str = ""
    chair: bool = False
    waived: SigningWay | None = None
    delegation: str = ""

    @property
    def field(self) -> str:
        """The name of the member's signature field."""
        return f"{'president' if self.chair else 'membre'}.{_field_part(self.member)}"

    @property
    def is_electronic(self) -> bool:
        """Whether a digital signature is expected."""
        return self.way is SigningWay.ELECTRONIC

    @property
    def is_awaited(self) -> bool:
        """Whether the document is incomplete without this digital signature."""
        return self.is_electronic and self.waived is None


@dataclass(frozen=True, slots=True)
class SealedMinutes:
    """What a sealed PDF says of itself: number, journal's head and count, who must sign.

    ``establishment`` is the fingerprint of the establishment's certificate, empty when it does
    not certify the PDF. ``zone`` is the session's (« fuseau »): stamps tell its hours.
    """

    minutes_number: str
    head: str
    entries: int
    sealed_at: datetime
    signatures: tuple[ExpectedSignature, ...]
    establishment: str = ""
    zone: str = DEFAULT_ZONE

    @property
    def sealed_revision(self) -> int:
        """The revision whose digest the session's seal holds: the establishment's seal, if any."""
        return 1 if self.establishment else 0

    @property
    def electronic(self) -> tuple[ExpectedSignature, ...]:
        """The members whose digital signature is expected, in the jury's order."""
        return tuple(expected for expected in self.signatures if expected.is_electronic)

    @property
    def awaited(self) -> tuple[ExpectedSignature, ...]:
        """The members without whose digital signature the document is incomplete."""
        return tuple(expected for expected in self.signatures if expected.is_awaited)

    def waived_by(self, session: SittingState | None) -> Self:
        """Return the same, less those whom the session declared after the seal as not signing."""
        return replace(self, signatures=with_waivers(self.signatures, session))

    def of_member(self, member: str) -> ExpectedSignature | None:
        """Return what is expected of a member, ``None`` when the member did not sit."""
        return next((each for each in self.signatures if each.member == member), None)

    def of_field(self, field: str) -> ExpectedSignature | None:
        """Return the signature expected in a field."""
        return next((each for each in self.electronic if each.field == field), None)

    def as_json(self) -> bytes:
        """Return the attached file; same list, same bytes."""
        document = {
            "format": _FORMAT,
            "minutes_number": self.minutes_number,
            "journal": {"head": self.head, "entries": self.entries},
            "sealed_at": self.sealed_at.isoformat(),
            "establishment": self.establishment,
            **({} if self.zone == DEFAULT_ZONE else {"timezone": self.zone}),
            "signatures": [
                {
                    "member": each.member,
                    "name": each.name,
                    "quality": each.quality,
                    "way": each.way.value,
                    "field": each.field if each.is_electronic else None,
                    "fingerprint": each.fingerprint,
                    "chair": each.chair,
                    **({"delegation": each.delegation} if each.delegation else {}),
                }
                for each in self.signatures
            ],
        }
        return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _field_part(identifier: str) -> str:
    """Return an identifier as a PDF field's partial name: a full stop there would be a level."""
    return "".join(
        letter if letter in _PLAIN else "".join(f"~{byte:02X}" for byte in letter.encode())
        for letter in identifier
    )


def expected_signatures(state: SittingState) -> tuple[ExpectedSignature, ...]:
    """Return what is expected of everyone who sat, in the jury's order.

    Whoever sat at any moment signs (« émargement »).
    """
    chair = minutes_chair(state)
    expected = []
    for member in sat(state):
        declared = state.signing.get(member.identifier)
        expected.append(
            ExpectedSignature(
                member=member.identifier,
                name=member.full_name,
                quality=member.quality or member.role.words,
                way=declared.way if declared else SigningWay.ELECTRONIC,
                fingerprint=declared.fingerprint.lower() if declared else "",
                chair=member.identifier == chair,
                delegation=declared.delegation if declared else "",
            )
        )
    return tuple(expected)


def with_waivers(
    expected: Iterable[ExpectedSignature], session: SittingState | None
) -> tuple[ExpectedSignature, ...]:
    """Return what is still expected once the session said, after the seal, who does not sign."""
    waived = {} if session is None else session.waived
    return tuple(
        replace(each, waived=waived[each.member].way)
        if each.is_electronic and each.member in waived
        else each
        for each in expected
    )


def read_expected(document: bytes) -> SealedMinutes:
    """Read the list that the first revision of a sealed PDF carries, whatever came after it.

    Raises:
        NotMinutesError: The bytes are not minutes sealed by JuryDesk.
        DamagedMinutesError: They were, and are no longer one whole document.
    """
    try:
        layout = signature_layout.read_layout(document)
    except Exception as error:
        raise damaged(document, error) from error
    return expected_in(layout.upto(0))


def expected_in(first: bytes) -> SealedMinutes:
    """Read the list that the first revision carries, given its bytes alone.

    Raises:
        NotMinutesError: It carries none, or one of a later program.
    """
    content = attached(first, ATTACHMENT)
    try:
        return _parse(json.loads(content or b""))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise NotMinutesError(_NOT_MINUTES) from error


def attached(first: bytes, name: str) -> bytes | None:
    """Return a file that a revision carries, given the bytes up to it; ``None`` when it has not."""
    try:
        with pikepdf.open(BytesIO(first)) as pdf:
            return pdf.attachments[name].get_file().read_bytes()
    except (pikepdf.PdfError, KeyError, ValueError, TypeError, AttributeError):
        return None


def damaged(document: bytes, error: Exception) -> UnreadableFileError:
    """Return what to say of bytes that are no whole document: minutes once, or never."""
    if attached(document, ATTACHMENT) is None:
        return NotMinutesError(_NOT_MINUTES)
    cause = f" ({error})" if type(error).__name__ == "LayoutError" else ""
    return DamagedMinutesError(
        f"Le PDF est abîmé ou sa structure a été modifiée{cause} : n’en tenez pas compte, "
        "reprenez le fichier d’origine ou demandez l’original à l’établissement."
    )


def _parse(document: Mapping[str, Any]) -> SealedMinutes:
    if document["format"] != _FORMAT:
        raise ValueError(document["format"])
    return SealedMinutes(
        minutes_number=str(document["minutes_number"]),
        head=str(document["journal"]["head"]),
        entries=int(document["journal"]["entries"]),
        sealed_at=datetime.fromisoformat(document["sealed_at"]),
        establishment=str(document["establishment"]),
        zone=str(document.get("timezone", DEFAULT_ZONE)),
        signatures=tuple(
            ExpectedSignature(
                member=str(each["member"]),
                name=str(each["name"]),
                quality=str(each["quality"]),
                way=SigningWay(each["way"]),
                fingerprint=str(each["fingerprint"]),
                chair=bool(each["chair"]),
                delegation=str(each.get("delegation", "")),
            )
            for each in document["signatures"]
        ),
    )
