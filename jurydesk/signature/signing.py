"""One member signs the sealed minutes, in that member's field, the chair last.

Leaves the cryptography to :mod:`~jurydesk.signature.embedding`, and the session to its caller.
"""

import hashlib
from datetime import datetime
from pathlib import Path

from jurydesk.deliberation.facts import MinutesSigned, SigningWay
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.files import write_whole
from jurydesk.french.agreement import of
from jurydesk.signature.assessment import assess
from jurydesk.signature.embedding import embed_member
from jurydesk.signature.examination import DocumentExam, dated_outside, examine
from jurydesk.signature.expected import (
    SEAL_FIELD,
    ExpectedSignature,
    SealedMinutes,
    read_expected,
)
from jurydesk.signature.handwriting import Handwriting
from jurydesk.signature.keys import SigningKey, check_usable


class SigningRefusedError(JuryDeskError):
    """The member may not sign this file now, or not with this certificate."""


def sign_pdf(
    document: bytes,
    member: str,
    key: SigningKey,
    *,
    at: datetime,
    session: SittingState | None = None,
    handwriting: Handwriting | None = None,
) -> bytes:
    """Return the PDF with the member's signature added; ``document`` is checked first.

    ``session`` tells who was declared after the seal as signing on paper or refusing: the chair
    does not wait for them. ``handwriting`` decorates the stamp and changes nothing else.

    Raises:
        UnreadableFileError: Not minutes sealed by JuryDesk, or too damaged to read.
        SigningRefusedError: Unknown member, already signed, too early, wrong certificate, or a
            file that was changed.
        KeyRefusedError: The certificate is not valid at that moment.
    """
    expected = check_signing(document, member, key, at=at, session=session)
    return embed_member(document, expected, key, at, handwriting)


def check_signing(
    document: bytes,
    member: str,
    key: SigningKey,
    *,
    at: datetime,
    session: SittingState | None = None,
) -> ExpectedSignature:
    """Return the signature expected of the member when this key may make it now.

    Raises:
        JuryDeskError: As :func:`sign_pdf`.
    """
    sealed = read_expected(document).waived_by(session)
    expected = _expected(sealed, member)
    exam = _checked(document, sealed, at)
    signed = {signature.field for signature in exam.signatures}
    _check_turn(expected, sealed, signed)
    _check_certificate(expected, sealed, exam, key)
    check_usable(key, at=at)
    if dated_outside(at, sealed.sealed_at, at):
        raise SigningRefusedError(
            f"L’horloge de cet ordinateur ({at:%d/%m/%Y %H:%M}) est en retard sur le scellement "
            f"({sealed.sealed_at:%d/%m/%Y %H:%M}) : réglez-la, puis signez."
        )
    return expected


def sign_file(
    path: Path,
    member: str,
    key: SigningKey,
    *,
    at: datetime,
    out: Path | None = None,
    session: SittingState | None = None,
    handwriting: Handwriting | None = None,
) -> MinutesSigned:
    """Sign a PDF file and return the fact to record; without ``out`` the file is replaced.

    The file is written under a temporary name beside the target, then renamed: a failure at any
    moment leaves the target as it was.

    Raises:
        JuryDeskError: As :func:`sign_pdf`, or the file cannot be read or written.
    """
    try:
        document = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier {path.name} ne peut pas être lu : vérifiez son emplacement et vos droits."
        ) from error
    signed = sign_pdf(document, member, key, at=at, session=session, handwriting=handwriting)
    write_whole(out or path, signed)
    return signing_fact(signed, member, key, at=at)


def signing_fact(signed: bytes, member: str, key: SigningKey, *, at: datetime) -> MinutesSigned:
    """Return the fact that a member signed, with the file's digest after that signature."""
    return MinutesSigned(
        at=at,
        member=member,
        signer=key.subject,
        fingerprint=key.fingerprint,
        file_digest=hashlib.sha256(signed).hexdigest(),
    )


def _expected(sealed: SealedMinutes, member: str) -> ExpectedSignature:
    expected = sealed.of_member(member)
    if expected is None:
        names = ", ".join(f"{each.member} ({each.name})" for each in sealed.electronic)
        raise SigningRefusedError(
            f"Le membre {member} n’est pas attendu sur ce procès-verbal : choisissez parmi "
            f"{names or 'aucun membre, tous signent sur papier'}."
        )
    if expected.way is SigningWay.PAPER:
        raise SigningRefusedError(
            f"{expected.name} a été déclaré comme signant sur papier : faites signer l’exemplaire "
            "imprimé."
        )
    if expected.way is SigningWay.REFUSED:
        raise SigningRefusedError(
            f"{expected.name} a été déclaré comme refusant de signer : le procès-verbal scellé ne "
            "prévoit plus cette signature."
        )
    if expected.waived is not None:
        raise SigningRefusedError(
            f"{expected.name} a été déclaré après le scellement comme ne signant pas ce fichier : "
            "rétablissez sa signature électronique dans la séance, « Manière de signer… »."
        )
    return expected


def _checked(document: bytes, sealed: SealedMinutes, at: datetime) -> DocumentExam:
    """Examine the file a member is about to sign; nobody signs a changed one."""
    try:
        exam = examine(document, None, at=at)
    except Exception as error:
        raise UnreadableFileError(
            "Le PDF est abîmé ou sa structure a été modifiée : reprenez le fichier d’origine "
            "avant de signer."
        ) from error
    assessment = assess(exam, sealed, trusting=False, at=at)
    faults = assessment.tampering
    if sealed.establishment and not any(each.field == SEAL_FIELD for each in exam.signatures):
        faults = (*faults, "Le cachet de l’établissement a disparu.")
    if faults:
        raise SigningRefusedError(
            "Ce fichier ne doit pas être signé, reprenez celui d’origine. " + " ".join(faults)
        )
    return exam


def _check_turn(expected: ExpectedSignature, sealed: SealedMinutes, signed: set[str]) -> None:
    if expected.field in signed:
        raise SigningRefusedError(
            f"{expected.name} a déjà signé ce procès-verbal : il n’y a rien à refaire."
        )
    if not expected.chair:
        return
    waiting = [each.name for each in sealed.awaited if not each.chair and each.field not in signed]
    if waiting:
        raise SigningRefusedError(
            "La présidence signe en dernier, car sa signature verrouille le document. Il manque "
            f"encore : {', '.join(waiting)}. Faites-les signer d’abord ; qui signe sur papier ou "
            "refuse se déclare dans la séance, « Manière de signer… » (--session)."
        )


def _check_certificate(
    expected: ExpectedSignature, sealed: SealedMinutes, exam: DocumentExam, key: SigningKey
) -> None:
    if expected.fingerprint and expected.fingerprint != key.fingerprint:
        raise SigningRefusedError(
            f"Le certificat {of(key.subject)} n’est pas celui enregistré pour {expected.name} : "
            "choisissez le fichier de clé de cette personne."
        )
    owner = next(
        (
            each.name
            for each in sealed.signatures
            if each.fingerprint == key.fingerprint and each.member != expected.member
        ),
        None,
    )
    for signature in exam.signatures:
        if signature.fingerprint == key.fingerprint:
            other = sealed.of_field(signature.field)
            owner = other.name if other else "l’établissement"
    if owner:
        raise SigningRefusedError(
            f"Ce certificat est celui {of(owner)} : {expected.name} doit signer avec le sien."
        )
