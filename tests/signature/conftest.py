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
def signed_pdf(keyring: Keyring, sealed_pdf: bytes) -> bytes:
    return signed_by(sealed_pdf, keyring, "M2", "M3", "M1")
