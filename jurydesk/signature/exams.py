"""What was seen of minutes: each signature, each time stamp, the whole document."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509

from jurydesk.signature.revisions import Growth


@dataclass(frozen=True, slots=True)
class SignatureExam:
    """What one signature shows.

    ``revision`` is the one it made, from 1; ``expires`` is when its certificate does. ``fault``
    says why it is not intact or not trusted, for the middle of a sentence. ``locks`` tells that
    it forbids any later change, ``certifies`` that it is the establishment's certification,
    ``elsewhere`` that another program made it, ``personal`` that its certificate is a person's.
    """

    field: str
    revision: int
    signer: str
    fingerprint: str
    at: datetime | None
    expires: datetime
    intact: bool
    trusted: bool
    covers_whole_file: bool
    changed_since: bool
    locks: bool = False
    certifies: bool = False
    elsewhere: bool = False
    personal: bool = False
    certificate: x509.Certificate | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class TimeStampExam:
    """What one document time stamp (« horodatage ») of an archived PDF shows."""

    at: datetime | None
    intact: bool
    trusted: bool


@dataclass(frozen=True, slots=True)
class DocumentExam:
    """What the whole PDF shows.

    ``fields`` are the full names of every form field, save those of invisible time stamps.
    ``growths`` tell what each revision after the first did, ``trailing`` that bytes follow the
    end of the PDF.
    """

    signatures: tuple[SignatureExam, ...]
    fields: frozenset[str]
    growths: tuple[Growth, ...]
    trailing: bool
    stamps: tuple[TimeStampExam, ...] = ()

    @property
    def foreign(self) -> bool:
        """Whether a revision does more than sign or archive."""
        return Growth.FOREIGN in self.growths

    @property
    def archived(self) -> bool:
        """Whether proofs or a time stamp were added for the long term."""
        return Growth.ARCHIVED in self.growths

    @property
    def ends_signed(self) -> bool:
        """Whether nothing but an archive follows the last signature."""
        if not self.signatures or self.trailing:
            return False
        later = self.growths[self.signatures[-1].revision :]
        return all(growth is Growth.ARCHIVED for growth in later)

    @property
    def changed(self) -> bool:
        """Whether the document holds more than what was sealed and its signatures."""
        return (
            self.foreign
            or self.trailing
            or any(each.changed_since or not each.intact for each in self.signatures)
            or not all(stamp.intact for stamp in self.stamps)
        )
