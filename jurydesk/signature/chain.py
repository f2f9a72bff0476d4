"""Follows certificates from one to those that issued it; leaves trusting them to others."""

from collections.abc import Sequence
from typing import Any, TypeVar

from cryptography import x509

Certificate = TypeVar("Certificate")


def issuers_of(certificate: Certificate, others: Sequence[Certificate]) -> list[Certificate]:
    """Return the intermediates in order, without the root: trust in it comes from outside.

    Names are compared as they are written, byte for byte, as every authority copies its own:
    comparing them letter by letter is slow, and fails on names that mix scripts.
    """
    named = [(name_of(other, "subject"), name_of(other, "issuer"), other) for other in others]
    chain: list[Certificate] = []
    current = certificate
    while True:
        wanted = name_of(current, "issuer")
        issuer = next(
            (
                other
                for subject, above, other in named
                if subject == wanted
                and subject != above
                and all(other is not each for each in (certificate, *chain))
            ),
            None,
        )
        if issuer is None:
            return chain
        chain.append(issuer)
        current = issuer


def sound(certificate: x509.Certificate) -> x509.Certificate:
    """Return a certificate whose names and days can be read: the library looks once asked for.

    Raises:
        ValueError: They cannot.
    """
    name_of(certificate, "subject")
    name_of(certificate, "issuer")
    if certificate.not_valid_before_utc > certificate.not_valid_after_utc:
        raise ValueError(certificate.serial_number)
    return certificate


def is_sound(certificate: x509.Certificate) -> bool:
    """Whether the names and days of a certificate can be read."""
    try:
        sound(certificate)
    except (ValueError, OverflowError):
        return False
    return True


def name_of(certificate: Any, which: str) -> bytes:  # noqa: ANN401 of either library
    """Return the ``subject`` or the ``issuer`` of a certificate as its bytes."""
    name = getattr(certificate, which)
    written: bytes = name.public_bytes() if hasattr(name, "public_bytes") else name.dump()
    return written
