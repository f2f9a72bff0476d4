"""Names of files that every system takes."""

import pytest

from jurydesk.file_names import is_safe_part, safe_file_name


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("notifications PV-1 C01 NGUYEN Thi.pdf", "notifications PV-1 C01 NGUYEN Thi.pdf"),
        ("certificats 2024/017 C01 D’ARC Jeanne.pdf", "certificats 2024-017 C01 D’ARC Jeanne.pdf"),
        ("a:b*c?.pdf", "a-b-c-.pdf"),
        ("CON", "_CON"),
        ("com1.pdf", "_com1.pdf"),
        ("CONSTANT.pdf", "CONSTANT.pdf"),
        ("..", "sans-nom"),
        ("fin. ", "fin-"),
        ("deux\u202e\u2060noms", "deuxnoms"),
        ("une\tligne\nautre", "une-ligne-autre"),
        ("", "sans-nom"),
    ],
)
def test_name_is_kept_as_near_as_every_system_takes_it(wanted, given):
    assert safe_file_name(wanted) == given


def test_long_name_keeps_its_extension_within_what_a_disk_takes():
    name = safe_file_name("É" * 300 + ".pdf")
    assert name.endswith("É.pdf")
    assert len(name.encode()) <= 180


@pytest.mark.parametrize("identifier", ["a/b", "..", "CON", "x.", "a:1", "a\\b", " a"])
def test_identifier_that_no_file_could_have_is_doubted(identifier):
    assert not is_safe_part(identifier)


@pytest.mark.parametrize("identifier", ["001", "C-12", "2024.3", "éa"])
def test_usual_identifier_is_not(identifier):
    assert is_safe_part(identifier)
