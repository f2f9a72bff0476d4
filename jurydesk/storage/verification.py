"""The verdict on a session file: its journal is whole, and what it tells could have happened.

A whole journal made again with other acts chains as well as a true one; only the head and count
printed in the signed minutes tell them apart, so the verdict gives both.
"""

from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path

from jurydesk.deliberation.facts import (
    BallotCounted,
    Fact,
    SessionCreated,
    SessionSealed,
)
from jurydesk.deliberation.kinds.registry import kind_of
from jurydesk.deliberation.state import Entry, SittingState
from jurydesk.errors import JuryDeskError
from jurydesk.signature.expected import SealedMinutes, read_expected
from jurydesk.signature.verdict import Finding, JournalVerdict, Verdict
from jurydesk.storage.connection import connect, told_in_french
from jurydesk.storage.encryption import SessionKey
from jurydesk.storage.integrity import verify_file
from jurydesk.storage.journal import read_rows
from jurydesk.storage.plausibility import impossibilities
from jurydesk.storage.session_file import SessionFile

_LOOKED_AT = 40
_LARGEST = 64 << 20
_COPY = "Ne modifiez plus ce fichier et reprenez votre dernière copie."


def verify_session(path: Path, key: SessionKey | None = None) -> Verdict:
    """Verify a session file in full: structure, chain, acts that read back, and its seal.

    Raises:
        UnreadableFileError: It is not a session file, or of a newer format.
    """
    integrity = verify_file(path, key)
    messages = integrity.messages or tuple(_faults(path, key))
    valid = not messages
    if valid:
        sentence = (
            f"Le journal est intact : {integrity.entries} inscriptions, empreinte "
            f"{integrity.head}. Comparez-les à celles du procès-verbal signé."
        )
        messages = (sentence, *integrity.notices)
    return Verdict(
        file=path.name,
        kind="session",
        finding=Finding.VALID if valid else Finding.INVALID,
        journal=JournalVerdict(
            integrity.entries,
            intact=integrity.first_bad is None and bool(integrity.entries),
            first_bad=integrity.first_bad,
        ),
        messages=messages,
    )


def believed_session(
    path: Path, key: SessionKey | None = None
) -> tuple[SittingState | None, tuple[str, ...]]:
    """Return the state of a session that is whole, or ``None`` and what is wrong with it.

    Raises:
        UnreadableFileError: It is not a session file, or of a newer format.
    """
    verdict = verify_session(path, key)
    if not verdict.valid:
        return None, (
            f"La séance indiquée ({path.name}) n’est pas intacte et ne prouve rien.",
            *verdict.messages,
        )
    with SessionFile.open(path, read_only=True, key=key) as session:
        return session.state, ()


def _faults(path: Path, key: SessionKey | None) -> Iterator[str]:
    try:
        with SessionFile.open(path, read_only=True, key=key) as session:
            entries = session.entries()
            key = session.key
    except JuryDeskError as error:
        yield str(error)
        return
    except (LookupError, ValueError, TypeError, AssertionError):
        yield f"Un acte du journal parle de ce que la séance ne connaît pas. {_COPY}"
        return
    with told_in_french(path), closing(connect(path, writable=False, key=key)) as connection:
        digests = {row.number: row.digest for row in read_rows(connection)}
    yield from implausible(entries, digests)
    yield from impossibilities(entries)
    seal = next((each.fact for each in entries if isinstance(each.fact, SessionSealed)), None)
    beside = _minutes_beside(path)
    yield from (_seal_cut(beside, entries, digests) if seal is None else _made_again(beside, seal))


def _minutes_beside(path: Path) -> Iterator[tuple[str, SealedMinutes]]:
    """Iterate over the sealed minutes that lie in the folder of a session, with their names."""
    for minutes in sorted(path.parent.glob("*.pdf"))[:_LOOKED_AT]:
        try:
            if minutes.stat().st_size <= _LARGEST:
                yield minutes.name, read_expected(minutes.read_bytes())
        except (OSError, JuryDeskError):
            continue


def _seal_cut(
    beside: Iterator[tuple[str, SealedMinutes]],
    entries: tuple[Entry, ...],
    digests: Mapping[int, str],
) -> Iterator[str]:
    """Tell minutes lying beside the session that this very journal sealed, and forgot."""
    for name, sealed in beside:
        if sealed.head and digests.get(sealed.entries) == sealed.head:
            yield (
                f"« {name} » a été scellé par cette séance après l’inscription "
                f"n° {sealed.entries}, et le journal n’en dit plus rien : il en compte "
                f"{len(entries)} et sa fin a été coupée. {_COPY}"
            )


def _made_again(beside: Iterator[tuple[str, SealedMinutes]], seal: SessionSealed) -> Iterator[str]:
    """Tell minutes lying beside the session that were sealed with it, by another journal.

    Two sessions may bear one number; they are not sealed at the same second.
    """
    for name, sealed in beside:
        same_seal = (sealed.minutes_number, sealed.sealed_at) == (seal.minutes_number, seal.at)
        if same_seal and (sealed.head, sealed.entries) != (seal.head, seal.entries):
            yield (
                f"« {name} », scellé à la même seconde sous le même numéro, porte une autre "
                f"empreinte du journal ({sealed.entries} inscriptions ; la séance en scelle "
                f"{seal.entries}) : le journal de cette séance a été refait après son scellement, "
                f"ou ce document n’est pas le sien. {_COPY}"
            )


def implausible(entries: tuple[Entry, ...], digests: Mapping[int, str]) -> Iterator[str]:
    """Tell the acts that this program would never have recorded, in their order.

    ``digests`` gives each entry's digest by its number.
    """
    sealed_by: int | None = None
    for entry in entries:
        fact = entry.fact
        if sealed_by is not None and not kind_of(fact).after_seal:
            yield f"L’inscription n° {entry.number} suit le scellement sans être une signature."
        if isinstance(fact, SessionSealed):
            sealed_by = entry.number
        fault = _fault(entry, fact, digests)
        if fault:
            yield f"L’inscription n° {entry.number} est impossible : {fault}. {_COPY}"


def _fault(entry: Entry, fact: Fact, digests: Mapping[int, str]) -> str | None:
    if isinstance(fact, SessionCreated) and entry.number != 1:
        return "la séance y est créée une seconde fois"
    if isinstance(fact, BallotCounted):
        ballots = sum(fact.tally.values()) + fact.abstentions
        if ballots != len(fact.voters) or len(set(fact.voters)) != len(fact.voters):
            return f"{ballots} bulletins pour {len(set(fact.voters))} votants"
    if isinstance(fact, SessionSealed) and (
        fact.entries != entry.number - 1 or fact.head != digests.get(entry.number - 1)
    ):
        return "le scellement ne porte pas sur le journal qui le précède"
    return None
