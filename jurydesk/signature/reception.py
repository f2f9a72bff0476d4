"""Takes back minutes that members signed elsewhere: which new signatures does the session record?

Leaves signing to :mod:`~jurydesk.signature.signing` and recording to its caller.
"""

import hashlib
import re
from datetime import datetime

from jurydesk.deliberation.facts import MinutesSigned
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.signature.assessment import assess
from jurydesk.signature.examination import examine
from jurydesk.signature.expected import read_expected
from jurydesk.signature.verification import session_faults

_END_OF_REVISION = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")


class ReceptionRefusedError(JuryDeskError):
    """The file is not this session's minutes, was changed, or lacks a signature known here."""


def new_signatures(
    document: bytes, state: SittingState, *, at: datetime
) -> tuple[MinutesSigned, ...]:
    """Return the signatures the session does not know yet, in the order they were given.

    Raises:
        ReceptionRefusedError: With every reason.
        UnreadableFileError: Not minutes sealed by JuryDesk.
    """
    sealed = read_expected(document)
    try:
        exam = examine(document, None, at=at)
    except Exception as error:
        raise ReceptionRefusedError(
            "Le PDF est abîmé ou sa structure a été modifiée : demandez de nouveau le fichier à "
            "la personne qui l’a signé."
        ) from error
    faults = (
        *session_faults(document, sealed, state),
        *assess(exam, sealed, trusting=False, at=at).tampering,
    )
    if faults:
        raise ReceptionRefusedError("Ce fichier ne peut pas être repris. " + " ".join(faults))
    known = {each.member for each in state.signatures}
    ends = [end.end() for end in _END_OF_REVISION.finditer(document)]
    found = []
    for signature in exam.signatures:
        expected = sealed.of_field(signature.field)
        if expected is None or expected.member in known:
            continue
        end = ends[signature.revision] if signature.revision < len(ends) else len(document)
        found.append(
            MinutesSigned(
                at=at,
                member=expected.member,
                signer=signature.signer,
                fingerprint=signature.fingerprint,
                file_digest=hashlib.sha256(document[:end]).hexdigest(),
            )
        )
    return tuple(found)
