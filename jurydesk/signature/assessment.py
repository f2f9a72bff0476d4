"""Compares what a signed PDF shows with what it must show, in sentences for the clerk.

Viewers only say whether a signature is intact; a missing signature, a swapped signer or a line
added between two signatures looks fine to them. Leaves the session to verification.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from jurydesk.deliberation.facts import SigningWay
from jurydesk.french.agreement import of
from jurydesk.french.lists import enumeration
from jurydesk.signature.examination import is_before
from jurydesk.signature.exams import DocumentExam, SignatureExam
from jurydesk.signature.expected import SEAL_FIELD, ExpectedSignature, SealedMinutes

ASK_ORIGINAL = "demandez l’original à l’établissement"
# Two clocks further apart than this are no mere mistake of zone.
_A_DAY_HALF = timedelta(hours=12)
_BROKEN_ONE = "La signature {} n’est pas intacte"
_BROKEN_MANY = "Les signatures {} ne sont pas intactes"


@dataclass(frozen=True, slots=True)
class Assessment:
    """What was found wrong, by nature: only tampering stops a further signature.

    ``untimely`` are dates in the future: another computer's clock was ahead, or this one is late.
    """

    tampering: tuple[str, ...]
    untimely: tuple[str, ...]
    missing: tuple[str, ...]
    distrust: tuple[str, ...]
    notes: tuple[str, ...]


def assess(exam: DocumentExam, sealed: SealedMinutes, *, at: datetime) -> Assessment:
    """Compare what a PDF shows with what it must show."""
    signed = {signature.field for signature in exam.signatures}
    return Assessment(
        tampering=tuple(_tampering(exam, sealed, at)),
        untimely=tuple(_untimely(exam, sealed, at)),
        missing=tuple(_missing(exam, signed, sealed)),
        distrust=tuple(_distrust(exam)),
        notes=tuple(_notes(exam, sealed, at)),
    )


def _tampering(exam: DocumentExam, sealed: SealedMinutes, at: datetime) -> Iterator[str]:
    if exam.trailing:
        yield f"Des données ont été ajoutées après la fin du document : {ASK_ORIGINAL}."
    if not all(stamp.intact for stamp in exam.stamps):
        yield f"Un horodatage du document n’est pas intact : {ASK_ORIGINAL}."
    if exam.foreign or any(signature.changed_since for signature in exam.signatures):
        yield (
            "Le document a été modifié après le scellement, autrement que par les signatures "
            f"attendues : n’en tenez pas compte et {ASK_ORIGINAL}."
        )
    yield from _field_faults(exam, sealed)
    yield from _broken(exam.signatures, sealed)
    for signature in exam.signatures:
        yield from _signature_faults(signature, sealed, at)
    yield from _order_faults(exam, sealed)
    yield from _same_certificate(exam.signatures, sealed)


def _field_faults(exam: DocumentExam, sealed: SealedMinutes) -> Iterator[str]:
    expected = {each.field for each in sealed.electronic}
    if sealed.establishment:
        expected.add(SEAL_FIELD)
    extra = sorted(exam.fields - expected)
    if extra:
        yield (
            f"Le document porte un champ qui n’était pas prévu ({', '.join(extra)}) : "
            f"{ASK_ORIGINAL}."
        )
    lost = sorted(expected - exam.fields)
    if lost:
        yield f"Un champ de signature a été retiré ({', '.join(lost)}) : {ASK_ORIGINAL}."


def _broken(signatures: Sequence[SignatureExam], sealed: SealedMinutes) -> Iterator[str]:
    """Tell together the signatures broken alike: a byte of the pages breaks them all."""
    alike: dict[str, list[str]] = {}
    for signature in signatures:
        if not signature.intact:
            whose = _whose(signature, sealed.of_field(signature.field))
            alike.setdefault(signature.fault, []).append(whose)
    for fault, owners in alike.items():
        told = _BROKEN_ONE if len(owners) == 1 else _BROKEN_MANY
        yield f"{told.format(enumeration(owners))} ({fault}) : {ASK_ORIGINAL}."


def _untimely(exam: DocumentExam, sealed: SealedMinutes, at: datetime) -> Iterator[str]:
    for signature in exam.signatures:
        moment = signature.at
        if moment is not None and is_before(at, moment) and not is_before(at + _A_DAY_HALF, moment):
            whose = _whose(signature, sealed.of_field(signature.field))
            yield (
                f"La date de la signature {whose} ({moment:%d/%m/%Y à %H:%M}) est impossible "
                f"aujourd’hui : elle est en avance sur cet ordinateur ({at:%d/%m/%Y %H:%M}). "
                "L’horloge de l’un des deux est fausse : vérifiez-la, ou attendez cette heure."
            )


def _signature_faults(
    signature: SignatureExam, sealed: SealedMinutes, at: datetime
) -> Iterator[str]:
    expected = sealed.of_field(signature.field)
    whose = _whose(signature, expected)
    registered = expected.fingerprint if expected else sealed.establishment
    if registered and registered != signature.fingerprint:
        yield (
            f"La signature {whose} a été faite avec le certificat {of(signature.signer)}, qui "
            "n’est pas celui enregistré à la séance : faites signer de nouveau l’original par la "
            "bonne personne."
        )
    moment = signature.at
    if moment is None or is_before(moment, sealed.sealed_at) or is_before(at + _A_DAY_HALF, moment):
        found = "" if moment is None else f" ({moment:%d/%m/%Y à %H:%M})"
        yield (
            f"La date de la signature {whose}{found} est impossible : elle doit suivre le "
            f"scellement du {sealed.sealed_at:%d/%m/%Y à %H:%M} et n’être pas à venir. Vérifiez "
            "l’horloge de l’ordinateur."
        )
    if expected and expected.chair and not signature.locks:
        yield f"La signature {whose} ne verrouille pas le document : {ASK_ORIGINAL}."
    if signature.field == SEAL_FIELD and not signature.certifies:
        yield f"Le cachet de l’établissement ne certifie pas le document : {ASK_ORIGINAL}."


def _order_faults(exam: DocumentExam, sealed: SealedMinutes) -> Iterator[str]:
    signatures = exam.signatures
    if not signatures:
        return
    if not exam.ends_signed:
        yield (
            "La dernière signature ne couvre pas tout le fichier : quelque chose a été ajouté "
            f"après elle. N’en tenez pas compte et {ASK_ORIGINAL}."
        )
    chair = next((each for each in sealed.electronic if each.chair), None)
    fields = [signature.field for signature in signatures]
    if chair and chair.field in fields[:-1]:
        yield (
            f"{chair.name}, qui préside, n’a pas signé en dernier : une signature a été ajoutée "
            f"après le verrouillage. {ASK_ORIGINAL.capitalize()}."
        )
    if sealed.establishment and SEAL_FIELD in fields[1:]:
        yield (f"Le cachet de l’établissement n’est pas la première signature : {ASK_ORIGINAL}.")


def _same_certificate(signatures: Sequence[SignatureExam], sealed: SealedMinutes) -> Iterator[str]:
    users: dict[str, list[SignatureExam]] = {}
    for signature in signatures:
        users.setdefault(signature.fingerprint, []).append(signature)
    for shared in users.values():
        if len(shared) > 1:
            names = " et ".join(_whose(each, sealed.of_field(each.field)) for each in shared)
            yield (
                f"Le même certificat ({shared[0].signer}) a servi aux signatures {names} : chacun "
                "doit signer avec le sien. Faites signer de nouveau l’original."
            )


def _missing(exam: DocumentExam, signed: set[str], sealed: SealedMinutes) -> Iterator[str]:
    for signature in exam.signatures:
        expected = sealed.of_field(signature.field)
        if expected and expected.chair and signature.elsewhere and not signature.locks:
            yield (
                f"{expected.name} a signé avec un autre logiciel, qui n’a pas verrouillé le "
                "document : rien ne dit que ce procès-verbal est complet. Faites signer la "
                "présidence avec JuryDesk, sur le fichier d’avant sa signature."
            )
    if sealed.establishment and SEAL_FIELD not in signed:
        yield f"Le cachet de l’établissement a disparu : {ASK_ORIGINAL}."
    for expected in sealed.awaited:
        if expected.field not in signed:
            yield (
                f"Il manque la signature {of(expected.name)} : faites-la signer, ou demandez le "
                "fichier qui la porte."
            )


def _distrust(exam: DocumentExam) -> Iterator[str]:
    for signature in exam.signatures:
        if signature.intact and signature.fault:
            yield (
                f"La signature {of(signature.signer)} n’est pas digne de confiance : "
                f"{signature.fault}. Vérifiez l’autorité indiquée, ou faites signer de nouveau "
                "l’original avec un certificat valable."
            )


def _notes(exam: DocumentExam, sealed: SealedMinutes, at: datetime) -> Iterator[str]:
    for expected in sealed.signatures:
        if expected.way is SigningWay.PAPER:
            yield (
                f"{expected.name} signe sur papier : vérifiez l’exemplaire imprimé, ce fichier "
                "ne peut pas en répondre."
            )
        elif expected.way is SigningWay.REFUSED:
            yield f"{expected.name} a refusé de signer : le procès-verbal le dit."
        elif expected.waived is SigningWay.PAPER:
            yield (
                f"{expected.name} a été déclaré dans la séance, après le scellement, comme signant "
                f"sur papier : vérifiez l’exemplaire imprimé."
            )
        elif expected.waived is SigningWay.REFUSED:
            yield (
                f"{expected.name} a été déclaré dans la séance, après le scellement, comme "
                "refusant de signer."
            )
    for signature in exam.signatures:
        if signature.elsewhere:
            whose = _whose(signature, sealed.of_field(signature.field))
            yield (
                f"La signature {whose} a été signée avec un autre logiciel que JuryDesk : elle est "
                "comptée, et le fichier peut continuer ; son cachet est celui de cet autre "
                "logiciel."
            )
        if signature.at is not None and signature.at <= signature.expires < at:
            yield (
                f"Le certificat {of(signature.signer)} a expiré le {signature.expires:%d/%m/%Y}, "
                "après la date que porte sa signature : l’enregistrement dans la séance en reste "
                "la preuve."
            )
        who = sealed.of_field(signature.field)
        if who and not who.fingerprint:
            yield (
                f"Aucun certificat n’était enregistré pour {who.name} : vérifiez que "
                f"« {signature.signer} » est bien cette personne."
            )
    yield from _backwards(exam, sealed)


def _backwards(exam: DocumentExam, sealed: SealedMinutes) -> Iterator[str]:
    """Tell the signatures dated before one that the file already held: a clock was wrong."""
    latest: SignatureExam | None = None
    for signature in exam.signatures:
        if signature.at is None:
            continue
        if latest is not None and latest.at is not None and is_before(signature.at, latest.at):
            later, earlier = (_whose(e, sealed.of_field(e.field)) for e in (signature, latest))
            yield (
                f"La signature {later} porte une heure ({signature.at:%d/%m/%Y %H:%M}) d’avant "
                f"celle de la signature {earlier} ({latest.at:%d/%m/%Y %H:%M}), qu’elle suit "
                "pourtant dans le fichier : l’horloge d’un des deux ordinateurs était fausse."
            )
        if latest is None or latest.at is None or signature.at > latest.at:
            latest = signature


def _whose(signature: SignatureExam, expected: ExpectedSignature | None) -> str:
    if expected:
        return of(expected.name)
    return "de l’établissement" if signature.field == SEAL_FIELD else f"« {signature.field} »"
