"""Keys are slow to make: one keyring and one signed document serve the whole run, read-only."""

import pytest

from tests.signature.builders import (
    Keyring,
    a_keyring,
    a_sealed_pdf,
    signed_by,
    what_is_sealed,
)


@pytest.fixture(scope="session")
def keyring() -> Keyring:
    return a_keyring("M1", "M2", "M3", "établissement")


@pytest.fixture(scope="session")
def sealed_pdf(keyring: Keyring) -> bytes:
    return a_sealed_pdf(what_is_sealed(keyring))


@pytest.fixture(scope="session")
def signed_by_members(keyring: Keyring, sealed_pdf: bytes) -> bytes:
    """Everyone signed at 18:10 and 18:11, save the chair."""
    return signed_by(sealed_pdf, keyring, "M2", "M3")


@pytest.fixture(scope="session")
def signed_pdf(keyring: Keyring, signed_by_members: bytes) -> bytes:
    return signed_by(signed_by_members, keyring, "M1", first="18:12")
