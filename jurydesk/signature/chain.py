"""Follows certificates from one to those that issued it; leaves trusting them to others."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class _Certificate(Protocol):
    @property
    def subject(self) -> object: ...

    @property
    def issuer(self) -> object: ...


Certificate = TypeVar("Certificate", bound=_Certificate)


def issuers_of(certificate: Certificate, others: Sequence[Certificate]) -> list[Certificate]:
    """Return the intermediates in order, without the root: trust in it comes from outside."""
    chain: list[Certificate] = []
    current = certificate
    while True:
        issuer = next(
            (
                other
                for other in others
                if other.subject == current.issuer
                and other.subject != other.issuer
                and other not in (certificate, *chain)
            ),
            None,
        )
        if issuer is None:
            return chain
        chain.append(issuer)
        current = issuer
