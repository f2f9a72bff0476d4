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

from jurydesk.deliberation.applying import state_of
from jurydesk.deliberation.decisions import decisions_json
from jurydesk.deliberation.facts import SessionSealed
from jurydesk.deliberation.permission import check_allowed
from jurydesk.deliberation.rectification.changes import rectified_json
from jurydesk.deliberation.session_time import zone_name
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import ActRefusedError, JuryDeskError
from jurydesk.files import sync_folder, write_whole
from jurydesk.minutes.content.decisions_section import prints_tally
from jurydesk.minutes.content.decisions_table import decisions_table
from jurydesk.minutes.content.whole import compose
from jurydesk.minutes.pages import pdf
from jurydesk.minutes.preflight import Blocker, preflight, reserves
from jurydesk.replacing import check_replaceable, is_ours, what_is_kept
from jurydesk.signature import embedding, fields, layout
from jurydesk.signature.expected import SEAL_FIELD, SealedMinutes, expected_signatures
from jurydesk.signature.keys import SigningKey, check_usable
from jurydesk.storage.integrity import verify_file
from jurydesk.storage.session_file import SessionFile

_NEAR_DAYS = 2


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
    state = session.state
    minutes = compose(
        state, head=session.head, entries=session.entries_count, generated_at=state.last_at
    )
    return pdf.render(
        minutes,
        draft=True,
        decisions=_decisions(state),
        table=decisions_table(state),
        at=state.last_at,
    ).data


def seal(
    session: SessionFile,
    out: Path,
    *,
    at: datetime,
    establishment_key: SigningKey | None = None,
    replace: bool = False,
) -> Sealing:
    """Write the official minutes to ``out`` and record the seal; on any failure, neither.

    The pages take their name only once the seal is recorded: whatever dies between the two
    leaves no official minutes without their seal. Sealing again then finishes the work.

    Raises:
        SealBlockedError: Something is missing; every blocker is listed.
        ActRefusedError: The session is not closed, or is sealed already.
        JuryDeskError: The session file is damaged, ``out`` is a file that must not be
            lost (``replace`` tells that the person agreed to lose others), or a disk refuses.
    """
    state = session.state
    if state.sealed is not None and _finish(out, state.sealed, replace=replace):
        return Sealing(state.sealed, ())
    _check_ready(session)
    blockers = preflight(state)
    if blockers:
        raise SealBlockedError(blockers)
    check_replaceable(out, replace=replace)
    if establishment_key is not None:
        check_usable(establishment_key, at=at)
    document = _official(state, session.head, session.entries_count, at, establishment_key)
    _check_grown(document, establishment_key)
    fact = SessionSealed(
        at=at,
        minutes_number=state.minutes_number,
        head=session.head,
        entries=session.entries_count,
        file_digest=hashlib.sha256(document).hexdigest(),
    )
    check_allowed(state, fact)
    printed = tuple(reserve.message for reserve in reserves(state))
    waiting = _waiting(out)
    write_whole(waiting, document, grows=True)
    try:
        session.record(fact)
    except BaseException:
        # A PDF without its seal in the journal would match no session.
        waiting.unlink(missing_ok=True)
        raise
    if not _finish(out, fact, replace=replace):
        raise JuryDeskError(
            f"La séance est scellée, mais le procès-verbal n’a pas pu prendre son nom "
            f"« {out.name} » : scellez de nouveau au même endroit pour le retrouver."
        )
    return Sealing(fact, printed)


def clock_warning(state: SittingState, at: datetime) -> str:
    """Say that the clock is far from the sitting, nothing when it is near: a seal stays."""
    if abs((at.date() - state.session_date).days) <= _NEAR_DAYS:
        return ""
    return (
        f"L’horloge de cet ordinateur dit le {at:%d/%m/%Y à %H:%M}, et la séance est du "
        f"{state.session_date:%d/%m/%Y} : un scellement ne se défait pas, sa date sera celle de "
        "l’horloge."
    )


def _waiting(out: Path) -> Path:
    """Where the pages wait for their seal: hidden, and under no name that is opened."""
    return out.with_name(f".{out.name}.scellement")


def _finish(out: Path, seal_fact: SessionSealed, *, replace: bool) -> bool:
    """Give sealed pages their name; whether there were any that wait, and it could be done."""
    waiting = _waiting(out)
    try:
        if hashlib.sha256(waiting.read_bytes()).hexdigest() != seal_fact.file_digest:
            return False
        if out.exists() and (what_is_kept(out) or not (replace or is_ours(out))):
            return False
        waiting.replace(out)
        sync_folder(out.parent)
    except OSError:
        return False
    return True


def _check_grown(document: bytes, establishment_key: SigningKey | None) -> None:
    """Refuse to seal pages that no reader could cut into their revisions again."""
    try:
        revisions = len(layout.read_layout(document).ends)
    except layout.LayoutError as error:
        raise JuryDeskError(
            f"Le procès-verbal ne peut pas être scellé ainsi ({error}) : un texte de la séance "
            "imite la fin d’un PDF (« %%EOF »), corrigez-le."
        ) from error
    if revisions != (2 if establishment_key else 1):
        raise JuryDeskError(
            "Le procès-verbal écrit n’est pas celui attendu : relancez JuryDesk, puis scellez."
        )


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
    before = state_of(session.entries()[: sealed.entries])
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
    printed = pdf.render(
        compose(state, head=head, entries=entries),
        draft=False,
        decisions=_decisions(state),
        table=decisions_table(state),
        at=at,
    )
    sealed = SealedMinutes(
        minutes_number=state.minutes_number,
        head=head,
        entries=entries,
        sealed_at=at,
        signatures=expected_signatures(state),
        establishment=establishment_key.fingerprint if establishment_key else "",
        zone=zone_name(state),
    )
    document = fields.add_fields(printed.data, printed.signature_boxes, sealed)
    if establishment_key is not None:
        document = embedding.embed_seal(document, SEAL_FIELD, establishment_key, at)
    return document


def _decisions(state: SittingState) -> bytes:
    """Return the machine-readable twin of the pages: it tells no tally that they do not."""
    content = decisions_json(state, shows_tally=partial(prints_tally, state))
    if state.rectification is not None:
        content["rectifies"] = rectified_json(state.rectification)
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()
