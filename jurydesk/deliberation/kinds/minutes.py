"""The facts of the minutes: how members sign, the seal, the signatures."""

from jurydesk.deliberation.facts import MinutesSigned, SessionSealed, SigningDeclared, SigningWay
from jurydesk.deliberation.guards import preparation_guards as guards
from jurydesk.deliberation.kinds.kind import FactKind, Input
from jurydesk.deliberation.records import Phase
from jurydesk.deliberation.state import SittingState
from jurydesk.deliberation.words.labels import member_name
from jurydesk.french.agreement import of

_AFTER = "vient après la séance, avec son procès-verbal"


def _declare(fact: SigningDeclared, state: SittingState) -> None:
    if state.sealed is None:
        state.signing[fact.member] = fact
    elif fact.way is SigningWay.ELECTRONIC:
        state.waived.pop(fact.member, None)
    else:
        state.waived[fact.member] = fact


def _seal(fact: SessionSealed, state: SittingState) -> None:
    state.phase = Phase.SEALED
    state.sealed = fact


def _sign(fact: MinutesSigned, state: SittingState) -> None:
    state.signatures.append(fact)


KINDS = (
    FactKind(
        SigningDeclared,
        guards.check_signing_way,
        _declare,
        lambda fact, state: f"manière de signer {of(member_name(state, fact.member))}",
        _AFTER,
        after_seal=True,
        inputs=Input.NOTHING,
    ),
    FactKind(
        SessionSealed,
        guards.check_seal,
        _seal,
        lambda _fact, _state: "scellement de la séance",
        _AFTER,
        inputs=Input.NOTHING,
    ),
    FactKind(
        MinutesSigned,
        guards.check_signature,
        _sign,
        lambda fact, state: f"signature {of(member_name(state, fact.member))}",
        _AFTER,
        after_seal=True,
        inputs=Input.NOTHING,
    ),
)
