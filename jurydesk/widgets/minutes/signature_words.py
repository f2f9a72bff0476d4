"""The words of the signature queue: who has signed, who may sign now, who waits for whom."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from jurydesk.deliberation.facts import MinutesSigned, SigningWay
from jurydesk.deliberation.session_time import local
from jurydesk.deliberation.state import Phase, SittingState
from jurydesk.french.agreement import of
from jurydesk.french.days import clock, unbroken_day
from jurydesk.french.lists import enumeration
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import NBSP, typeset
from jurydesk.signature import holders, keys
from jurydesk.signature.expected import ExpectedSignature
from jurydesk.widgets.parts.record_table import Cell
from jurydesk.widgets.parts.style import rich

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

WAYS = {
    SigningWay.ELECTRONIC: "signature électronique",
    SigningWay.PAPER: "signe sur papier",
    SigningWay.REFUSED: "refuse de signer",
}
# Beside the name, under the heading « Signature »: the name has the room.
_SHORT_WAYS = {
    SigningWay.ELECTRONIC: "électronique",
    SigningWay.PAPER: "sur papier",
    SigningWay.REFUSED: "refusée",
}


def awaited(
    state: SittingState, expected: Sequence[ExpectedSignature]
) -> tuple[ExpectedSignature, ...]:
    """Return whose electronic signature is still missing."""
    done = {each.member for each in state.signatures}
    return tuple(each for each in expected if each.is_awaited and each.member not in done)


def may_sign(
    state: SittingState, expected: Sequence[ExpectedSignature]
) -> tuple[ExpectedSignature, ...]:
    """Return whose turn it is: everyone but the chair in any order, then the chair."""
    if state.phase is not Phase.SEALED:
        return ()
    left = awaited(state, expected)
    return tuple(each for each in left if not each.chair) or left


def signature_cells(
    state: SittingState, expected: ExpectedSignature, queue: Sequence[ExpectedSignature]
) -> tuple[Cell, ...]:
    """Return one signer's row."""
    name = f"{expected.name} ◆" if expected.chair else expected.name
    tip = f"{expected.quality} – signe en dernier" if expected.chair else expected.quality
    first = Cell(name, bold=True, tip=typeset(tip), spoken=typeset(f"{expected.name}, {tip}"))
    signed = signature_of(state, expected.member)
    if signed is not None:
        told = f"Signé par {signed.signer} {_when(state, signed)}"
        return (first, Cell("signé", "good", told, shape=True))
    way = expected.waived or expected.way
    words, short = WAYS[way], _SHORT_WAYS[way]
    if not expected.is_awaited or state.phase is not Phase.SEALED:
        return (first, Cell(short, state="muted", tip=words))
    if expected in may_sign(state, queue):
        return (first, Cell("attendue", "warn", words, shape=True))
    waits = plural(len(awaited(state, queue)) - 1, "signature")
    return (first, Cell("en dernier", "muted", typeset(f"Attend encore {waits}")))


def signature_of(state: SittingState, member: str) -> MinutesSigned | None:
    """Return the signature of a member, if given."""
    return next((each for each in state.signatures if each.member == member), None)


def turn_words(state: SittingState, expected: Sequence[ExpectedSignature]) -> str:
    """Say in a line where the signatures stand."""
    if not expected:
        return "Personne n’a encore siégé."
    if state.phase is not Phase.SEALED:
        return "La manière de signer se choisit avant le scellement."
    left = awaited(state, expected)
    if not left:
        ways = {each.name: each.waived or each.way for each in expected}
        paper = [name for name, way in ways.items() if way is SigningWay.PAPER]
        more = f" Sur papier : {enumeration(paper)}." if paper else ""
        return f"Toutes les signatures électroniques sont recueillies.{more}"
    if left[0].chair and len(left) == 1:
        return f"C’est à {left[0].name} de signer : sa signature verrouille le document."
    chair = any(each.chair for each in left)
    last = " ; la présidence en dernier" if chair else ""
    return f"Peuvent signer, dans n’importe quel ordre : tous ceux attendus{last}."


def signer_words(state: SittingState, expected: ExpectedSignature) -> str:
    """Say what is known of one signer's certificate."""
    signed = signature_of(state, expected.member)
    if signed is not None:
        return (
            f"Signé par {signed.signer} {_when(state, signed)}, "
            f"certificat {short_fingerprint(signed.fingerprint)}"
        )
    if expected.waived is not None:
        return f"{expected.name} {WAYS[expected.waived]} : noté dans la séance après le scellement."
    if not expected.is_electronic:
        return f"{expected.name} {WAYS[expected.way]}."
    declared = state.signing.get(expected.member)
    if expected.fingerprint:
        holder = declared.subject if declared else expected.name
        return f"Certificat attendu : {holder}, {short_fingerprint(expected.fingerprint)}"
    return "Aucun certificat enregistré : il sera reconnu à la signature, empreinte affichée."


def _when(state: SittingState, signed: MinutesSigned) -> str:
    moment = local(state, signed.at)
    return f"le {unbroken_day(moment.date())} à {clock(moment)}"


def spaced_fingerprint(fingerprint: str) -> str:
    """Return a fingerprint in groups of four, as one reads it aloud."""
    return " ".join(fingerprint[place : place + 4] for place in range(0, len(fingerprint), 4))


def short_fingerprint(fingerprint: str) -> str:
    """Return the beginning of a fingerprint, enough to tell two certificates apart."""
    return f"{spaced_fingerprint(fingerprint[:16])}…"


def certificate_html(certificate: "Certificate", name: str) -> str:
    """Show a certificate nobody registered: holder, issuer, validity, whole fingerprint."""
    holder = keys.subject(certificate)
    issuer = keys.issuer_name(certificate)
    until = unbroken_day(certificate.not_valid_after_utc.date())
    lines = [
        f"<b>Certificat au nom {escape(of(holder))}</b>",
        escape(f"Délivré par {issuer}, valable jusqu’au {until}."),
        f"Empreinte SHA-256{NBSP}: {spaced_fingerprint(keys.fingerprint(certificate))}",
    ]
    if not holders.holds_name(certificate, name):
        lines.append(
            f"<b>Attention{NBSP}: ce nom n’est pas {escape(name)}.</b> Est-ce la bonne clé{NBSP}?"
        )
    return rich("<br>".join(lines))
