"""The container of a signature holds one value written one way."""

import pytest

from jurydesk.signature.canonical import container_fault
from tests.signature.tampering import container_of


@pytest.mark.parametrize(
    "byte_range",
    [(), (0, 10, 20), (5, 10, 20, 30), (0, -1, 20, 30), (0, 10, 20, -5)],
    ids=str,
)
def test_zone_that_does_not_start_with_the_file_is_refused(byte_range: tuple[int, ...]) -> None:
    assert container_fault(b"x" * 60, byte_range) == (
        "la zone signée ne commence pas au début du fichier"
    )


@pytest.mark.parametrize(
    "container",
    [b"", b"<>", b"<ABC>", b"<AB CD>", b"<abcd>", b"(ABCD)", b"<AB>CD>"],
    ids=repr,
)
def test_container_that_is_not_plain_capitals_is_refused(container: bytes) -> None:
    document = b"before" + container + b"after"

    fault = container_fault(document, (0, 6, 6 + len(container), 5))

    assert fault == "l’écriture de la signature a été retouchée dans le fichier"


@pytest.mark.parametrize("value", [b"<00>", b"<3003020101>", b"<0500>", b"<30820FFF00>"], ids=repr)
def test_container_without_a_signature_is_unreadable(value: bytes) -> None:
    assert container_fault(value, (0, 0, len(value), 0)) == "la signature est illisible"


def test_container_as_written_is_accepted(signed_pdf: bytes) -> None:
    start, end = container_of(signed_pdf, "president.M1")

    assert container_fault(signed_pdf, (0, start - 1, end + 1, len(signed_pdf) - end - 1)) is None
