"""Takes back minutes that members signed elsewhere: which new signatures does the session record?

Leaves signing to :mod:`~jurydesk.signature.signing` and recording to its caller.
"""

import hashlib
from datetime import datetime

from jurydesk.deliberation.facts import MinutesSigned
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.signature.copies import copy_sentences
from jurydesk.signature.expected import DamagedMinutesError
from jurydesk.signature.inspection import inspect_minutes


class ReceptionRefusedError(JuryDeskError):
    """The file is not this session's minutes, was changed, or lacks a signature known here."""


def new_signatures(
    document: bytes, state: SittingState, *, at: datetime
) -> tuple[MinutesSigned, ...]:
    """Return the signatures the session does not know yet, in the order they were given.

    Raises:
        ReceptionRefusedError: With every reason.
        NotMinutesError: Not minutes sealed by JuryDesk.
    """
    try:
        found = inspect_minutes(document, session=state, at=at)
    except DamagedMinutesError as error:
        raise ReceptionRefusedError(f"Ce fichier ne peut pas être repris. {error}") from error
    faults = (*found.mismatches, *found.assessment.tampering)
    if faults:
        told = (*faults, *copy_sentences(document, found.layout))
        raise ReceptionRefusedError("Ce fichier ne peut pas être repris. " + " ".join(told))
    known = {each.member for each in state.signatures}
    taken = []
    for signature in found.exam.signatures:
        expected = found.sealed.of_field(signature.field)
        if expected is None or expected.member in known:
            continue
        taken.append(
            MinutesSigned(
                at=at,
                member=expected.member,
                signer=signature.signer,
                fingerprint=signature.fingerprint,
                file_digest=hashlib.sha256(found.layout.upto(signature.revision)).hexdigest(),
            )
        )
    return tuple(taken)
