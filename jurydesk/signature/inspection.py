"""The one look at sealed minutes that verifying, signing and taking back signatures share.

Revision 0 of the document that readers open is the sealed one: the list of signers and the
decisions are read from it alone, and with a session compared with what the session sealed.
Leaves the verdict, the refusals and their words to each of the three.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from jurydesk.deliberation.decisions import decisions_json
from jurydesk.deliberation.state import SittingState
from jurydesk.signature.assessment import ASK_ORIGINAL, Assessment, assess
from jurydesk.signature.examination import examine_layout
from jurydesk.signature.exams import DocumentExam
from jurydesk.signature.expected import (
    DECISIONS,
    ExpectedSignature,
    SealedMinutes,
    attached,
    damaged,
    expected_in,
    expected_signatures,
)
from jurydesk.signature.layout import Layout, read_layout
from jurydesk.signature.seen import Seen
from jurydesk.signature.trust import Trust

_LISTS: Seen[SealedMinutes] = Seen(64)


@dataclass(frozen=True, slots=True)
class Inspection:
    """What sealed minutes show: who must sign, every signature, what is wrong.

    ``mismatches`` say how the document differs from the session given with it.
    """

    layout: Layout
    sealed: SealedMinutes
    exam: DocumentExam
    assessment: Assessment
    mismatches: tuple[str, ...]


def inspect_minutes(
    document: bytes,
    *,
    at: datetime,
    trust: Trust | None = None,
    session: SittingState | None = None,
) -> Inspection:
    """Look at the bytes of a PDF; ``at`` is now.

    ``session`` also tells who was declared after the seal as not signing: only the session that
    sealed this document may.

    Raises:
        NotMinutesError: Not minutes sealed by JuryDesk.
        DamagedMinutesError: They were, and are no longer one whole document.
    """
    try:
        layout = read_layout(document)
        exam = examine_layout(layout, trust, at=at)
    except Exception as error:
        raise damaged(document, error) from error
    first = layout.upto(0)
    sealed = _LISTS.get(hashlib.sha256(first).digest(), partial(expected_in, first))
    mismatches = () if session is None else tuple(_mismatches(layout, sealed, session))
    if not mismatches:
        sealed = sealed.waived_by(session)
    return Inspection(layout, sealed, exam, assess(exam, sealed, at=at), mismatches)


def _mismatches(layout: Layout, sealed: SealedMinutes, session: SittingState) -> Iterator[str]:
    """Say how a PDF differs from what the session sealed and recorded."""
    seal = session.sealed
    if seal is None:
        yield (
            "La séance indiquée n’est pas scellée : ce document ne peut pas venir d’elle, à moins "
            "que la fin de son journal n’ait été coupée. Choisissez la bonne séance."
        )
        return
    if (sealed.minutes_number, sealed.head, sealed.entries) != (
        seal.minutes_number,
        seal.head,
        seal.entries,
    ):
        yield (
            f"Le document porte le numéro {sealed.minutes_number} et ne vient pas de cette séance "
            f"(procès-verbal {seal.minutes_number}) : choisissez la séance ou le document qui va "
            "avec l’autre."
            if sealed.minutes_number != seal.minutes_number
            else f"Le document et la séance portent le même numéro ({seal.minutes_number}), mais "
            f"pas le même journal ({sealed.entries} inscriptions ; la séance en scelle "
            f"{seal.entries}) : ce sont deux séances, ou le journal de celle-ci a été refait."
        )
    digests = _digests(layout)
    place = sealed.sealed_revision
    if place >= len(digests) or digests[place] != seal.file_digest.lower():
        yield (
            "Le contenu n’est pas celui qui a été scellé (empreinte différente) : "
            f"imprimez de nouveau le procès-verbal depuis la séance ou {ASK_ORIGINAL}."
        )
    if any(each.file_digest.lower() not in digests for each in session.signatures):
        yield (
            "Le document n’est pas celui dont la séance a enregistré les signatures (empreinte "
            f"différente) : {ASK_ORIGINAL}."
        )
    yield from _other_signers(sealed, session)
    yield from _other_decisions(layout, session)


def _digests(layout: Layout) -> list[str]:
    """Return the SHA-256 of the file as it stood after each of its revisions."""
    running = hashlib.sha256()
    found = []
    for number, end in enumerate(layout.ends):
        running.update(layout.document[layout.start(number) : end])
        found.append(running.hexdigest())
    return found


def _other_signers(sealed: SealedMinutes, session: SittingState) -> Iterator[str]:
    def core(each: ExpectedSignature) -> tuple[object, ...]:
        return (each.member, each.name, each.way, each.fingerprint.lower(), each.chair)

    listed = {core(each) for each in sealed.signatures}
    if listed != {core(each) for each in expected_signatures(session)}:
        yield (
            "La liste des signataires que porte le document n’est pas celle de la séance : "
            f"{ASK_ORIGINAL}."
        )


def _other_decisions(layout: Layout, session: SittingState) -> Iterator[str]:
    content = attached(layout.upto(0), DECISIONS)
    try:
        told = _decided(json.loads(content or b""))
    except (KeyError, ValueError, TypeError, AttributeError):
        told = None
    if told != _decided(decisions_json(session)):
        yield (
            "Les décisions jointes au document ne sont pas celles de la séance : n’en tenez pas "
            f"compte et {ASK_ORIGINAL}."
        )


def _decided(document: Mapping[str, Any]) -> dict[str, tuple[object, ...]]:
    """Return what was decided of each person, whatever else a version of the program tells."""
    return {
        str(person["id"]): (
            person["route"],
            person["outcome"],
            tuple((bloc["code"], bloc["status"], bloc["level"]) for bloc in person["blocs"]),
        )
        for person in document["candidates"]
    }
