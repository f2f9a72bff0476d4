"""Seals a session: the official minutes on disk and the seal in the journal, or neither.

The pages carry the journal's head and count just before the seal; the seal carries the PDF's own
digest. Leaves what stops a seal to :mod:`jurydesk.minutes.preflight` and signing to
:mod:`jurydesk.signature`.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path

from jurydesk.deliberation.decisions import decisions_json
from jurydesk.deliberation.facts import SessionSealed
from jurydesk.deliberation.fold import fold
from jurydesk.deliberation.permission import check_allowed
from jurydesk.deliberation.rectification.changes import rectified_json
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError, JuryDeskError
from jurydesk.files import write_whole
from jurydesk.minutes.content.decisions_section import prints_tally
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.preflight import Blocker, preflight, reserves
from jurydesk.signature.expected import SEAL_FIELD, SealedMinutes, expected_signatures
from jurydesk.signature.keys import SigningKey, check_usable
from jurydesk.storage.integrity import verify_file
from jurydesk.storage.session_file import SessionFile


class SealBlockedError(JuryDeskError):
    """The official minutes cannot be printed; ``blockers`` lists every reason."""

    def __init__(self, blockers: tuple[Blocker, ...]) -> None:
        self.blockers = blockers
        reasons = " ".join(blocker.message for blocker in blockers)
        super().__init__(f"La séance ne peut pas encore être scellée. {reasons}")


@dataclass(frozen=True, slots=True)
class Sealing:
    """A seal just recorded; ``reserves`` say what the minutes print as missing."""

    fact: SessionSealed
    reserves: tuple[str, ...]


def draft_minutes(session: SessionFile) -> bytes:
    """Return the draft of the minutes, « PROJET » across each page."""
    from jurydesk.minutes.pages.pdf import render  # noqa: PLC0415 heavy

    state = session.state
    minutes = compose(
        state, head=session.head, entries=session.entries_count, generated_at=state.last_at
    )
    return render(minutes, draft=True, decisions=_decisions(state), at=state.last_at).data


def seal(
    session: SessionFile,
    out: Path,
    *,
    at: datetime,
    establishment_key: SigningKey | None = None,
) -> Sealing:
    """Write the official minutes to ``out``, then record the seal; on any failure, neither.

    Raises:
        SealBlockedError: Something is missing; every blocker is listed.
        ActRefusedError: The session is not closed, or is sealed already.
        JuryDeskError: The session file is damaged, ``out`` exists already, or a disk refuses.
    """
    state = session.state
    _check_ready(session)
    blockers = preflight(state)
    if blockers:
        raise SealBlockedError(blockers)
    if out.exists():
        raise JuryDeskError(
            f"Le fichier « {out.name} » existe déjà et ne sera pas remplacé : choisissez un autre "
            "nom pour le procès-verbal."
        )
    if establishment_key is not None:
        check_usable(establishment_key, at=at)
    document = _official(state, session.head, session.entries_count, at, establishment_key)
    fact = SessionSealed(
        at=at,
        minutes_number=state.minutes_number,
        head=session.head,
        entries=session.entries_count,
        file_digest=hashlib.sha256(document).hexdigest(),
    )
    check_allowed(state, fact)
    printed = tuple(reserve.message for reserve in reserves(state))
    write_whole(out, document)
    try:
        session.record(fact)
    except BaseException:
        # A PDF without its seal in the journal would match no session.
        out.unlink(missing_ok=True)
        raise
    return Sealing(fact, printed)


def reprint(session: SessionFile, *, establishment_key: SigningKey | None = None) -> bytes:
    """Return the sealed minutes again, byte for byte, before any signature.

    Raises:
        ActRefusedError: The session is not sealed.
        JuryDeskError: The bytes differ: another version of the program, or the establishment's
            key is missing.
    """
    sealed = session.state.sealed
    if sealed is None:
        raise ActRefusedError(
            "La séance n’est pas scellée : scellez-la pour obtenir le procès-verbal officiel."
        )
    before = fold(session.entries()[: sealed.entries])
    document = _official(before, sealed.head, sealed.entries, sealed.at, establishment_key)
    if hashlib.sha256(document).hexdigest() != sealed.file_digest:
        raise JuryDeskError(
            "Le procès-verbal ne peut pas être reproduit à l’identique : indiquez la clé de "
            "l’établissement s’il avait été certifié, ou utilisez la version de JuryDesk du "
            "scellement, ou reprenez le fichier d’origine."
        )
    return document


def _check_ready(session: SessionFile) -> None:
    sealed = session.state.sealed
    if sealed is not None:
        raise ActRefusedError(
            f"La séance est déjà scellée depuis le {sealed.at:%d/%m/%Y à %H:%M} : reprenez le "
            "procès-verbal d’origine, ou préparez une séance rectificative."
        )
    # The open session may answer from memory: a second look reads the disk afresh.
    faults = (
        session.integrity(full=True).messages or verify_file(session.path, session.key).messages
    )
    if faults:
        raise JuryDeskError(
            "Le fichier de séance est abîmé et ne sera pas scellé. " + " ".join(faults)
        )


def _official(
    state: SittingState,
    head: str,
    entries: int,
    at: datetime,
    establishment_key: SigningKey | None,
) -> bytes:
    """Print, add the fields, and let the establishment certify: same input, same bytes."""
    from jurydesk.minutes.pages.pdf import render  # noqa: PLC0415 heavy
    from jurydesk.signature.embedding import embed_seal  # noqa: PLC0415
    from jurydesk.signature.fields import add_fields  # noqa: PLC0415

    printed = render(
        compose(state, head=head, entries=entries),
        draft=False,
        decisions=_decisions(state),
        at=at,
    )
    sealed = SealedMinutes(
        minutes_number=state.minutes_number,
        head=head,
        entries=entries,
        sealed_at=at,
        signatures=expected_signatures(state),
        establishment=establishment_key.fingerprint if establishment_key else "",
    )
    document = add_fields(printed.data, printed.signature_boxes, sealed)
    if establishment_key is not None:
        document = embed_seal(document, SEAL_FIELD, establishment_key, at)
    return document


def _decisions(state: SittingState) -> bytes:
    """Return the machine-readable twin of the pages: it tells no tally that they do not."""
    content = decisions_json(state, shows_tally=partial(prints_tally, state))
    if state.rectification is not None:
        content["rectifies"] = rectified_json(state.rectification)
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
