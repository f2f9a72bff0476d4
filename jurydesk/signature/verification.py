"""The whole verdict on signed minutes: exactly the expected signatures, and nothing else.

Leaves a session's own journal to storage.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jurydesk.deliberation.state import SittingState
from jurydesk.errors import UnreadableFileError
from jurydesk.french.agreement import of
from jurydesk.signature.copies import copy_sentences
from jurydesk.signature.examination import examine
from jurydesk.signature.exams import DocumentExam, SignatureExam
from jurydesk.signature.expected import (
    SEAL_FIELD,
    ExpectedSignature,
    NotMinutesError,
    SealedMinutes,
)
from jurydesk.signature.holders import holds_name
from jurydesk.signature.inspection import Inspection, inspect_minutes
from jurydesk.signature.keys import issuer_name
from jurydesk.signature.trust import Trust
from jurydesk.signature.verdict import Finding, SignatureVerdict, Verdict

_LARGEST_FILE = 256 << 20
_NO_AUTHORITY = (
    "Confiance inconnue : rien ne dit à qui appartiennent les certificats. Indiquez le "
    "certificat de l’autorité qui les a délivrés (--trust)."
)
_NO_VOUCHER = (
    "Personne ne répond de la liste des signataires : qui a fait ce fichier a pu l’écrire "
    "lui-même. Vérifiez-le avec sa séance (--session), ou demandez un procès-verbal qui porte le "
    "cachet de l’établissement."
)


def verify_pdf(
    path: Path,
    *,
    trust: Trust | None = None,
    session: SittingState | None = None,
    session_faults: tuple[str, ...] = (),
    at: datetime,
) -> Verdict:
    """Verify a sealed or signed PDF; ``at`` is now.

    ``session_faults`` say why the session given beside it is not to be believed.

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
    return verify_document(
        document, path.name, trust=trust, session=session, session_faults=session_faults, at=at
    )


def verify_document(
    document: bytes,
    name: str,
    *,
    trust: Trust | None = None,
    session: SittingState | None = None,
    session_faults: tuple[str, ...] = (),
    at: datetime,
) -> Verdict:
    """Verify the bytes of a PDF; see :func:`verify_pdf`."""
    if b"%PDF-" not in document[:1024]:
        raise UnreadableFileError(
            f"Le fichier {name} n’est pas un PDF : choisissez le procès-verbal scellé (.pdf) ou "
            "une séance (.jury)."
        )
    believed = None if session_faults else session
    unmatched = None if session is None and not session_faults else False
    try:
        found = inspect_minutes(document, trust=trust, session=believed, at=at)
    except UnreadableFileError as error:
        exam = _exam_of(document, trust, at)
        return Verdict(
            name,
            "pdf",
            Finding.INVALID,
            signatures=() if exam is None else _signature_verdicts(exam, None),
            matches_session=unmatched,
            messages=(str(error), *_as_copy(document, error), *session_faults),
        )
    return _verdict(_Given(name, document, trust, believed, session_faults), found)


def _as_copy(document: bytes, error: UnreadableFileError) -> tuple[str, ...]:
    """Say what a file without any list looks like: a copy, when its pages are minutes."""
    return copy_sentences(document, None) if isinstance(error, NotMinutesError) else ()


def _exam_of(document: bytes, trust: Trust | None, at: datetime) -> DocumentExam | None:
    try:
        return examine(document, trust, at=at)
    except Exception:  # noqa: BLE001 a hostile file breaks the reader anywhere; never trusted
        return None


@dataclass(frozen=True, slots=True)
class _Given:
    """What was given to verify, and beside it."""

    name: str
    document: bytes
    trust: Trust | None
    session: SittingState | None
    session_faults: tuple[str, ...]


def _verdict(given: _Given, found: Inspection) -> Verdict:
    sealed, exam, assessment = found.sealed, found.exam, found.assessment
    trust, session, session_faults = given.trust, given.session, given.session_faults
    faults = (
        *assessment.tampering,
        *assessment.untimely,
        *found.mismatches,
        *session_faults,
        *assessment.missing,
        *assessment.distrust,
        *_unproven(sealed, session),
    )
    doubts = () if faults else tuple(_doubts(found, trust, session))
    finding = Finding.INVALID if faults else Finding.INTACT if doubts else Finding.VALID
    matches = session is not None and not (found.mismatches or exam.changed)
    return Verdict(
        file=given.name,
        kind="pdf",
        finding=finding,
        signatures=_signature_verdicts(exam, sealed),
        matches_session=None if session is None and not session_faults else matches,
        messages=(
            *(() if faults else (_success(sealed, session),)),
            *faults,
            *(copy_sentences(given.document, found.layout) if exam.changed else ()),
            *doubts,
            *_names_apart(exam, sealed),
            *assessment.notes,
            *_unrecorded(exam, sealed, session),
            *_archive(exam, trust),
        ),
    )


def _unproven(sealed: SealedMinutes, session: SittingState | None) -> Iterator[str]:
    if not (sealed.awaited or sealed.establishment or session is not None):
        yield (
            "Aucune signature électronique n’est attendue sur ce document : vérifiez-le avec sa "
            "séance (--session), seule à pouvoir en répondre."
        )


def _doubts(found: Inspection, trust: Trust | None, session: SittingState | None) -> Iterator[str]:
    """Say what nobody vouches for: the signers, or their list."""
    if trust is None and found.exam.signatures:
        yield _NO_AUTHORITY
    if session is not None:
        return
    seal = next((each for each in found.exam.signatures if each.field == SEAL_FIELD), None)
    if seal is None or not found.sealed.establishment:
        yield _NO_VOUCHER
    elif seal.trusted and _is_a_persons(seal, found):
        yield (
            f"Le cachet est au nom d’une personne (« {seal.signer} ») et non de l’établissement : "
            f"il ne répond pas de la liste des signataires. {_NO_VOUCHER}"
        )


def _is_a_persons(seal: SignatureExam, found: Inspection) -> bool:
    """Whether the seal is made with the key of a person, a member for instance."""
    certificate = seal.certificate
    return (
        certificate is None
        or seal.personal
        or any(holds_name(certificate, each.name) for each in found.sealed.signatures)
    )


def _names_apart(exam: DocumentExam, sealed: SealedMinutes) -> Iterator[str]:
    """Warn where the holder of a certificate is not named as the person who must sign."""
    for signature in exam.signatures:
        expected = sealed.of_field(signature.field)
        if expected is not None and _same_name(signature, expected) is False:
            kept = " Il est bien celui enregistré à la séance." if expected.fingerprint else ""
            yield (
                f"La signature {of(expected.name)} est faite avec un certificat au nom de "
                f"« {signature.signer} » : vérifiez que c’est bien la même personne.{kept}"
            )
    seal = next((each for each in exam.signatures if each.field == SEAL_FIELD), None)
    if seal is not None and sealed.establishment and seal.intact:
        yield f"Le cachet de l’établissement est au nom de « {seal.signer} »."


def _unrecorded(
    exam: DocumentExam, sealed: SealedMinutes, session: SittingState | None
) -> Iterator[str]:
    """Say which signatures the session does not know: signed elsewhere, or forgotten by force."""
    if session is None or session.sealed is None:
        return
    known = {each.member for each in session.signatures}
    expected = (sealed.of_field(each.field) for each in exam.signatures)
    names = [each.name for each in expected if each is not None and each.member not in known]
    if known and names:
        yield (
            f"La séance n’a pas enregistré la signature {' ni celle '.join(map(of, names))}, que "
            "porte le document : reprenez-le dans la séance (« Reprendre… »). Si elle l’avait été, "
            "la fin du journal de la séance a été coupée."
        )


def _archive(exam: DocumentExam, trust: Trust | None) -> Iterator[str]:
    if not exam.archived:
        return
    if not exam.stamps:
        yield (
            "Des preuves ont été ajoutées pour l’archivage après les signatures, sans horodatage : "
            "rien ne dit quand."
        )
        return
    moments = [f"{each.at:%d/%m/%Y à %H:%M}" for each in exam.stamps if each.at is not None]
    dated = f", horodaté le {', puis le '.join(moments)}" if moments else ""
    unknown = (
        " L’autorité d’horodatage n’est pas parmi celles indiquées."
        if trust is not None and exam.stamps and not all(each.trusted for each in exam.stamps)
        else ""
    )
    yield f"Le document a été archivé après les signatures{dated}.{unknown}"


def _same_name(signature: SignatureExam, expected: ExpectedSignature | None) -> bool | None:
    if expected is None or signature.certificate is None:
        return None
    return holds_name(signature.certificate, expected.name)


def _signature_verdicts(
    exam: DocumentExam, sealed: SealedMinutes | None
) -> tuple[SignatureVerdict, ...]:
    verdicts = []
    for signature in exam.signatures:
        expected = sealed.of_field(signature.field) if sealed else None
        certificate = signature.certificate
        verdicts.append(
            SignatureVerdict(
                field=signature.field,
                member=expected.member if expected else None,
                signer=signature.signer,
                intact=signature.intact,
                trusted=signature.trusted,
                covers_whole_file=signature.covers_whole_file,
                changed_since=signature.changed_since or exam.trailing,
                at=signature.at,
                expected=expected.name if expected else "",
                issuer=issuer_name(certificate) if certificate else "",
                same_name=_same_name(signature, expected),
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
