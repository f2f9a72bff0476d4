"""The whole verdict on signed minutes: exactly the expected signatures, and nothing else.

Leaves a session's own journal to storage.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from jurydesk.deliberation.state import SittingState
from jurydesk.errors import UnreadableFileError
from jurydesk.signature.assessment import ASK_ORIGINAL, assess
from jurydesk.signature.examination import DocumentExam, examine
from jurydesk.signature.expected import SealedMinutes, read_expected
from jurydesk.signature.trust import Trust
from jurydesk.signature.verdict import SignatureVerdict, Verdict

_LARGEST_FILE = 256 << 20
_END_OF_REVISION = re.compile(rb"%%EOF(?:\r\n|\n|\r)?")


def verify_pdf(
    path: Path, *, trust: Trust | None = None, session: SittingState | None = None, at: datetime
) -> Verdict:
    """Verify a sealed or signed PDF; ``at`` is now.

    Raises:
        UnreadableFileError: The file cannot be read or is not a PDF at all.
    """
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise UnreadableFileError(
                f"Le fichier {path.name} est bien trop gros pour un procès-verbal : choisissez "
                "le PDF écrit par le scellement de la séance."
            )
        document = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier {path.name} ne peut pas être lu : vérifiez son emplacement et vos droits."
        ) from error
    return verify_document(document, path.name, trust=trust, session=session, at=at)


def verify_document(
    document: bytes,
    name: str,
    *,
    trust: Trust | None = None,
    session: SittingState | None = None,
    at: datetime,
) -> Verdict:
    """Verify the bytes of a PDF; see :func:`verify_pdf`."""
    if b"%PDF-" not in document[:1024]:
        raise UnreadableFileError(
            f"Le fichier {name} n’est pas un PDF : choisissez le procès-verbal scellé (.pdf) ou "
            "une séance (.jury)."
        )
    try:
        exam = examine(document, trust, at=at)
    except Exception:  # noqa: BLE001 a hostile file breaks the reader anywhere; never trusted
        message = f"Le PDF est abîmé ou sa structure a été modifiée : {ASK_ORIGINAL}."
        matches = None if session is None else False
        return Verdict(name, "pdf", valid=False, matches_session=matches, messages=(message,))
    try:
        sealed = read_expected(document)
    except UnreadableFileError as error:
        matches = None if session is None else False
        signatures = _signature_verdicts(exam, None)
        return Verdict(
            name,
            "pdf",
            valid=False,
            signatures=signatures,
            matches_session=matches,
            messages=(str(error),),
        )
    mismatches = () if session is None else session_faults(document, sealed, session)
    if not mismatches:
        # Only the session that sealed this document may say who does not sign it after all.
        sealed = sealed.waived_by(session)
    assessment = assess(exam, sealed, trusting=trust is not None, at=at)
    unproven = _unproven(sealed, session)
    faults = (*assessment.tampering, *mismatches, *assessment.missing, *assessment.distrust)
    valid = not faults and not unproven
    success = (_success(sealed, session),) if valid else ()
    return Verdict(
        file=name,
        kind="pdf",
        valid=valid,
        signatures=_signature_verdicts(exam, sealed),
        matches_session=None if session is None else not (mismatches or exam.changed),
        messages=(*success, *faults, *unproven, *assessment.notes),
    )


def _unproven(sealed: SealedMinutes, session: SittingState | None) -> tuple[str, ...]:
    if sealed.awaited or sealed.establishment or session is not None:
        return ()
    sentence = (
        "Aucune signature électronique n’est attendue sur ce document : vérifiez-le avec sa "
        "séance (--session), seule à pouvoir en répondre."
    )
    return (sentence,)


def session_faults(
    document: bytes, sealed: SealedMinutes, session: SittingState
) -> tuple[str, ...]:
    """Say how a PDF differs from what the session sealed and recorded."""
    seal = session.sealed
    if seal is None:
        sentence = (
            "La séance indiquée n’est pas scellée : ce document ne peut pas venir d’elle. "
            "Choisissez la bonne séance."
        )
        return (sentence,)
    faults = []
    if (sealed.minutes_number, sealed.head, sealed.entries) != (
        seal.minutes_number,
        seal.head,
        seal.entries,
    ):
        faults.append(
            f"Le document porte le numéro {sealed.minutes_number} et ne vient pas de cette séance "
            f"(procès-verbal {seal.minutes_number}) : choisissez la séance ou le document qui va "
            "avec l’autre."
        )
    digests = frozenset(_revision_digests(document))
    if seal.file_digest.lower() not in digests:
        faults.append(
            "Le contenu n’est pas celui qui a été scellé (empreinte différente) : "
            f"imprimez de nouveau le procès-verbal depuis la séance ou {ASK_ORIGINAL}."
        )
    recorded = [signature.file_digest.lower() for signature in session.signatures]
    if any(digest not in digests for digest in recorded):
        faults.append(
            "Le document n’est pas celui dont la séance a enregistré les signatures (empreinte "
            f"différente) : {ASK_ORIGINAL}."
        )
    return tuple(faults)


def _revision_digests(document: bytes) -> Iterator[str]:
    """Yield the SHA-256 of the file as it stood after each of its revisions, and as it is."""
    running = hashlib.sha256()
    done = 0
    for end in _END_OF_REVISION.finditer(document):
        for stop in (end.start() + 5, end.end()):
            running.update(document[done:stop])
            done = stop
            yield running.hexdigest()
    running.update(document[done:])
    yield running.hexdigest()


def _signature_verdicts(
    exam: DocumentExam, sealed: SealedMinutes | None
) -> tuple[SignatureVerdict, ...]:
    verdicts = []
    for signature in exam.signatures:
        expected = sealed.of_field(signature.field) if sealed else None
        verdicts.append(
            SignatureVerdict(
                field=signature.field,
                member=expected.member if expected else None,
                signer=signature.signer,
                intact=signature.intact,
                trusted=signature.trusted and signature.intact,
                covers_whole_file=signature.covers_whole_file,
                changed_since=signature.changed_since or exam.trailing,
                at=signature.at,
            )
        )
    return tuple(verdicts)


def _success(sealed: SealedMinutes, session: SittingState | None) -> str:
    count = len(sealed.awaited)
    plural = "s" if count > 1 else ""
    same = " Il est bien celui que la séance a scellé." if session else ""
    return (
        f"Le procès-verbal {sealed.minutes_number} est intact et porte exactement "
        f"{count} signature{plural} attendue{plural}.{same}"
    )
