"""One member signs the sealed minutes, in that member's field, the chair last.

Leaves the cryptography to :mod:`~jurydesk.signature.embedding`, and the session to its caller.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from jurydesk.deliberation.facts import MinutesSigned, SigningWay
from jurydesk.deliberation.state import SittingState
from jurydesk.errors import JuryDeskError, UnreadableFileError
from jurydesk.files import write_whole
from jurydesk.french.agreement import of
from jurydesk.replacing import check_replaceable
from jurydesk.signature.copies import copy_sentences
from jurydesk.signature.embedding import embed_member
from jurydesk.signature.examination import is_before
from jurydesk.signature.exams import DocumentExam
from jurydesk.signature.expected import SEAL_FIELD, ExpectedSignature, SealedMinutes
from jurydesk.signature.handwriting import Handwriting
from jurydesk.signature.holders import holds_name
from jurydesk.signature.inspection import Inspection, inspect_minutes
from jurydesk.signature.keys import SigningKey, check_usable
from jurydesk.signature.turn import turn_to_sign

# Nobody signs minutes a year after the seal: the clock is wrong.
_LATEST = timedelta(days=366)
_TRIES = 5
_ONE_SECOND = timedelta(seconds=1)


class SigningRefusedError(JuryDeskError):
    """The member may not sign this file now, or not with this certificate."""


class NameRefusedError(SigningRefusedError):
    """The certificate is in somebody else's name, as far as names tell."""


class _ChangedMeanwhileError(Exception):
    """The file is no longer the one that was read."""


@dataclass(frozen=True, slots=True)
class Signatory:
    """Who signs, how: ``key`` is theirs, ``delegation`` names the act by which they sign, if any.

    ``accepts_name`` insists on a certificate whose name is not the member's. ``handwriting``
    decorates the stamp and changes nothing else.
    """

    member: str
    key: SigningKey
    delegation: str = ""
    accepts_name: bool = False
    handwriting: Handwriting | None = None


def sign_pdf(
    document: bytes,
    member: str,
    key: SigningKey,
    *,
    at: datetime,
    session: SittingState | None = None,
    handwriting: Handwriting | None = None,
    delegation: str = "",
    accepts_name: bool = False,
) -> bytes:
    """Return the PDF with the member's signature added; ``document`` is checked first.

    ``session`` tells who was declared after the seal as signing on paper or refusing: the chair
    does not wait for them. The others are those of :class:`Signatory`.

    Raises:
        UnreadableFileError: Not minutes sealed by JuryDesk, or too damaged to read.
        SigningRefusedError: Unknown member, already signed, too early, wrong certificate, or a
            file that was changed.
        KeyRefusedError: The certificate is not valid at that moment.
    """
    signatory = Signatory(member, key, delegation, accepts_name, handwriting)
    return _signed(document, signatory, at, session)


def _signed(
    document: bytes,
    signatory: Signatory,
    at: datetime,
    session: SittingState | None,
    warn: Callable[[str], None] | None = None,
) -> bytes:
    found, expected = _check(document, signatory, at, session)
    if warn is not None:
        for warning in found.assessment.untimely:
            warn(warning)
    moment = _after_the_others(found, expected, at)
    return embed_member(
        document,
        expected,
        signatory.key,
        moment,
        signatory.handwriting,
        zone=found.sealed.zone,
        delegation=signatory.delegation or expected.delegation,
        reader=found.layout.reader,
    )


def check_signing(
    document: bytes,
    member: str,
    key: SigningKey,
    *,
    at: datetime,
    session: SittingState | None = None,
    accepts_name: bool = False,
) -> ExpectedSignature:
    """Return the signature expected of the member when this key may make it now.

    Raises:
        JuryDeskError: As :func:`sign_pdf`.
    """
    return _check(document, Signatory(member, key, accepts_name=accepts_name), at, session)[1]


def _check(
    document: bytes, signatory: Signatory, at: datetime, session: SittingState | None
) -> tuple[Inspection, ExpectedSignature]:
    found = inspect_minutes(document, session=session, at=at)
    _check_whole(found, document)
    expected = _expected(found.sealed, signatory.member)
    signed = {signature.field for signature in found.exam.signatures}
    _check_turn(expected, found.sealed, signed)
    _check_certificate(expected, found.sealed, found.exam, signatory.key)
    _check_name(expected, signatory)
    check_usable(signatory.key, at=at)
    _check_clock(found.sealed, at)
    return found, expected


def sign_file(
    path: Path,
    member: str,
    key: SigningKey,
    *,
    at: datetime,
    out: Path | None = None,
    session: SittingState | None = None,
    handwriting: Handwriting | None = None,
    delegation: str = "",
    accepts_name: bool = False,
    warn: Callable[[str], None] | None = None,
) -> MinutesSigned:
    """Sign a PDF file and return the fact to record; without ``out`` the file is replaced.

    The file is written under a temporary name beside the target, then renamed: a failure at any
    moment leaves the target as it was. Two who sign at once wait for each other, and both do.
    ``warn`` is told what a person should know and nothing stops.

    Raises:
        JuryDeskError: As :func:`sign_pdf`, or the file cannot be read or written, or ``out`` is a
            file that must not be lost.
    """
    signatory = Signatory(member, key, delegation, accepts_name, handwriting)
    target = path if out is None or _same_file(path, out) else out
    if target is path and not path.is_file():
        _read(path)
    with turn_to_sign(target):
        if target is not path:
            check_replaceable(target)
        for _ in range(_TRIES):
            document = _read(path)
            signed = _signed(document, signatory, at, session, warn)
            try:
                write_whole(
                    target,
                    signed,
                    grows=target is path,
                    just_before=partial(_still, path, document),
                )
            except _ChangedMeanwhileError:
                continue
            return signing_fact(signed, member, key, at=at)
    raise JuryDeskError(
        f"« {path.name} » change sans cesse pendant la signature : fermez les autres programmes "
        "qui l’écrivent, puis recommencez."
    )


def signing_fact(signed: bytes, member: str, key: SigningKey, *, at: datetime) -> MinutesSigned:
    """Return the fact that a member signed, with the file's digest after that signature."""
    return MinutesSigned(
        at=at,
        member=member,
        signer=key.subject,
        fingerprint=key.fingerprint,
        file_digest=hashlib.sha256(signed).hexdigest(),
    )


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(
            f"Le fichier {path.name} ne peut pas être lu : vérifiez son emplacement et vos droits."
        ) from error


def _still(path: Path, document: bytes) -> None:
    """Look at the file again just before it is replaced."""
    if _read(path) != document:
        raise _ChangedMeanwhileError


def _same_file(path: Path, out: Path) -> bool:
    try:
        return path.samefile(out)
    except OSError:
        return False


def _after_the_others(found: Inspection, expected: ExpectedSignature, at: datetime) -> datetime:
    """Return when the last signer signs: a second after the one before, never with it.

    Viewers that order signatures by their second take the wrong one for the last.
    """
    moments = [each.at for each in found.exam.signatures if each.at is not None]
    done = {each.field for each in found.exam.signatures}
    is_last = all(each.field in done or each is expected for each in found.sealed.awaited)
    if not is_last or not moments or at > max(moments) or is_before(at, max(moments)):
        return at
    return max(moments) + _ONE_SECOND


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
            "rétablissez sa signature électronique dans la séance, « Manière de signer… »."
        )
    return expected


def _check_whole(found: Inspection, document: bytes) -> None:
    """Refuse a file that was changed, or whose pages the session did not seal."""
    faults = found.assessment.tampering
    sealed = found.sealed
    if sealed.establishment and not any(each.field == SEAL_FIELD for each in found.exam.signatures):
        faults = (*faults, "Le cachet de l’établissement a disparu.")
    faults = (*faults, *found.mismatches)
    if faults:
        told = (*faults, *(copy_sentences(document, found.layout) if found.exam.changed else ()))
        raise SigningRefusedError(
            "Ce fichier ne doit pas être signé, reprenez celui d’origine. " + " ".join(told)
        )


def _check_clock(sealed: SealedMinutes, at: datetime) -> None:
    if is_before(at, sealed.sealed_at):
        raise SigningRefusedError(
            f"L’horloge de cet ordinateur ({at:%d/%m/%Y %H:%M}) est en retard sur le scellement "
            f"({sealed.sealed_at:%d/%m/%Y %H:%M}), ou celle du scellement était en avance : "
            "réglez-la, puis signez."
        )
    if at > sealed.sealed_at + _LATEST:
        raise SigningRefusedError(
            f"L’horloge de cet ordinateur ({at:%d/%m/%Y %H:%M}) est loin après le scellement "
            f"({sealed.sealed_at:%d/%m/%Y %H:%M}) : réglez-la, puis signez."
        )


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
            "refuse se déclare dans la séance, « Manière de signer… » (--session)."
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


def _check_name(expected: ExpectedSignature, signatory: Signatory) -> None:
    """Refuse a certificate in another name, unless it was registered as this person's."""
    key = signatory.key
    if signatory.accepts_name or expected.fingerprint or holds_name(key.certificate, expected.name):
        return
    raise NameRefusedError(
        f"Le certificat est au nom de « {key.subject} », et non {of(expected.name)} : choisissez "
        "le bon fichier de clé. Si c’est bien cette personne sous un autre nom, dites-le avec "
        "--accept-name."
    )
