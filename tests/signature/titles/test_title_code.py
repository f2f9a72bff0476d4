"""The code of a certificate: what a third party learns from it, and what it refuses."""

import json
import zlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

from jurydesk.deliberation.facts import EnglishChosen
from jurydesk.errors import UnreadableFileError
from jurydesk.minutes.pages.page_frame import PageFrame
from jurydesk.minutes.papers.certificate import validated
from jurydesk.minutes.papers.documents import Choice, produce
from jurydesk.minutes.papers.leaf import Leaf, SignatureLine, Signatures, Words
from jurydesk.minutes.papers.pages import render
from jurydesk.minutes.papers.title_facts import TitleFacts
from jurydesk.signature.demonstration import create_authority
from jurydesk.signature.keys import FileKey, SigningKey
from jurydesk.signature.titles import title_code
from jurydesk.signature.titles.title_code import check_title, read_title, sign_title
from jurydesk.signature.titles.title_pages import read_title_pages
from jurydesk.signature.trust import Trust
from tests.minutes.papers.builders import a_sealed_state

AT = datetime(2024, 4, 19, 16, 0, tzinfo=UTC)
FACTS = TitleFacts(
    code="RNCP35609BC01",
    title="Identifier des cas concrets d’usage",
    holder="Éloïse LEFÈVRE",
    birth="1999-02",
    decided_on=date(2024, 4, 19),
    minutes_number="RNCP35609-2024-04-19-01",
    certifier="Institut supérieur de l’aéronautique et de l’espace (ISAE-SUPAERO)",
)


@pytest.fixture(scope="module")
def authority():
    return create_authority(at=AT)


@pytest.fixture(scope="module")
def school(authority):
    return authority.issue("ISAE-SUPAERO", at=AT)


@pytest.fixture(scope="module")
def trust(authority, school):
    return Trust((authority.certificate, school.certificate))


def an_elliptic(authority, name):
    """The same certificate for an elliptic key: small enough to travel in the code itself."""
    made = authority.issue(name, at=AT)
    private = ec.generate_private_key(ec.SECP256R1())
    builder = (
        x509.CertificateBuilder()
        .subject_name(made.certificate.subject)
        .issuer_name(authority.certificate.subject)
        .serial_number(77)
        .not_valid_before(AT)
        .not_valid_after(AT + timedelta(days=365))
        .public_key(private.public_key())
    )
    for extension in made.certificate.extensions:
        if extension.oid != x509.SubjectKeyIdentifier.oid:
            builder = builder.add_extension(extension.value, extension.critical)
    return SigningKey(FileKey(private), builder.sign(authority.private_key, hashes.SHA384()))


def test_code_tells_what_was_signed_and_by_whom(school, trust):
    code = read_title(sign_title(FACTS, school, AT))
    verdict = check_title(code, trust)
    assert verdict.genuine
    assert code.facts == FACTS
    assert code.issued_at == AT
    assert verdict.signer == "ISAE-SUPAERO (démonstration)"


def test_code_is_of_the_letters_that_codes_hold_best(school):
    text = sign_title(FACTS, school, AT)
    assert set(text) <= set("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


def test_base45_is_the_published_one():
    """RFC 9285 §4.3: « AB » is BB8, « Hello!! » is %69 VD92EX0, « ietf! » is QED8WEX0."""
    assert title_code._base45(b"AB") == "BB8"
    assert title_code._base45(b"Hello!!") == "%69 VD92EX0"
    assert title_code._unbase45("QED8WEX0") == b"ietf!"


@pytest.mark.parametrize("place", range(9))
def test_any_fact_changed_is_not_genuine(school, trust, place):
    code = read_title(sign_title(FACTS, school, AT))
    told = json.loads(code.signed.removeprefix(title_code._CONTEXT))
    told[place] = True if place == 7 else "2025-01-01" if place == 4 else f"{told[place]}"[:-1]
    if place == 8:
        told[place] = (AT + timedelta(days=1)).isoformat()
    parts = [json.dumps(told, ensure_ascii=False).encode(), code.signature, code.fingerprint]
    changed = read_title(title_code._text(parts))
    assert changed.facts != FACTS or changed.issued_at != AT
    assert not check_title(changed, trust).genuine


def test_authority_alone_is_enough_when_the_certificate_travels_in_the_code(authority):
    key = an_elliptic(authority, "ISAE-SUPAERO")
    code = read_title(sign_title(FACTS, key, AT))
    assert code.certificate is not None
    assert check_title(code, Trust((authority.certificate,))).genuine


def test_member_of_the_same_authority_cannot_issue_a_certificate(authority):
    """A juror's key comes from the same authority: the holder must be the certifier."""
    key = an_elliptic(authority, "Isabelle MONTFERRAND")
    verdict = check_title(read_title(sign_title(FACTS, key, AT)), Trust((authority.certificate,)))
    assert not verdict.genuine
    assert "pas celle du certificateur annoncé" in verdict.fault


def test_key_of_another_authority_is_not_genuine(authority):
    other = create_authority("Autre autorité", at=AT)
    key = an_elliptic(other, "ISAE-SUPAERO")
    verdict = check_title(read_title(sign_title(FACTS, key, AT)), Trust((authority.certificate,)))
    assert "d’aucune des autorités de confiance" in verdict.fault


def test_code_signed_out_of_the_days_of_its_certificate_is_not_genuine(authority):
    key = an_elliptic(authority, "ISAE-SUPAERO")
    late = AT + timedelta(days=800)
    verdict = check_title(read_title(sign_title(FACTS, key, late)), Trust((authority.certificate,)))
    assert "n’était valable que du 19/04/2024 au 19/04/2025" in verdict.fault


def test_code_without_its_certificate_asks_for_it(authority, school):
    code = read_title(sign_title(FACTS, school, AT))
    with pytest.raises(UnreadableFileError, match="ajoutez à ce fichier le certificat"):
        check_title(code, Trust((authority.certificate,)))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "bonjour",
        "JURYDESK1:",
        "JURYDESK1:é",
        "JURYDESK1:" + title_code._base45(b"rien de serre"),
        "JURYDESK1:" + title_code._base45(zlib.compress(b"\0\5abc")),
        "JURYDESK1:" + title_code._base45(zlib.compress(b"\0\2[]\0\1a\0\1b")),
        "JURYDESK1:" + title_code._base45(zlib.compress(b"\0" * 10_000_000)),
    ],
)
def test_text_that_is_no_code_is_refused_in_words(text):
    with pytest.raises(UnreadableFileError, match="n’est pas le code d’un certificat"):
        read_title(text)


def printed_certificates(school, tmp_path, kind="certificats"):
    state = a_sealed_state()
    some = tuple(dict.fromkeys(candidate.identifier for candidate, _ in validated(state)))[:2]
    choice = Choice(some, sign=lambda facts: sign_title(facts, school, AT))
    (paper,) = produce(state, (kind,), choice=choice)
    path = tmp_path / "certificats.pdf"
    path.write_bytes(paper.content)
    issued = [pair for pair in validated(state) if pair[0].identifier in some]
    return issued, path


def test_every_certificate_printed_with_the_key_is_read_back_and_genuine(school, trust, tmp_path):
    issued, path = printed_certificates(school, tmp_path)
    pages = read_title_pages(path)
    assert len(pages) == len(issued) > 3
    verdicts = [check_title(page.code, trust) for page in pages]
    faults = {page.fault(each) for page, each in zip(pages, verdicts, strict=True)}
    assert faults == {""}
    assert {page.code.facts.code for page in pages} > {"RNCP35609BC01"}


def test_code_of_one_certificate_on_the_page_of_another_is_seen(school, trust, tmp_path):
    text = sign_title(FACTS, school, AT)
    blocks = (Words("Certificat délivré à Luc VIDAL"), Signatures((SignatureLine("Pour"),), text))
    path = tmp_path / "faux.pdf"
    path.write_bytes(render([lambda: Leaf("A", blocks)], PageFrame("t", "a")))
    (page,) = read_title_pages(path)
    assert page.fault(check_title(page.code, trust)) == (
        "page 1, le titulaire imprimé n’est pas celui que le code atteste"
    )


def a_page(facts, holder, birth, day="19 avril 2024", codes=()):
    return (
        Words("Certificat délivré à"),
        Words(holder),
        Words(f"née en {birth}, {facts.code} – {facts.title}, jury réuni le vendredi {day}"),
        Words(f"Procès-verbal n° {facts.minutes_number}"),
        *(Signatures((SignatureLine("Pour"),), code) for code in codes),
    )


@pytest.mark.parametrize(
    ("holder", "birth", "day", "fault"),
    [
        ("Éloïse LEFÈVRE", "février 1999", "19 avril 2024", ""),
        ("Éloïse\nLEFÈVRE", "février 1999", "19 avril 2024", ""),
        ("Éloïse LEFÈVREZ", "février 1999", "19 avril 2024", "le titulaire imprimé"),
        ("Héloïse LEFÈVRE", "février 1999", "19 avril 2024", "le titulaire imprimé"),
        ("Éloïse LEFÈVRE", "mars 1999", "19 avril 2024", "la date de naissance imprimée"),
        ("Éloïse LEFÈVRE", "février 1999", "9 avril 2024", "le jour de la décision imprimé"),
    ],
)
def test_page_says_what_its_code_does_in_whole_words(
    school, trust, tmp_path, *, holder, birth, day, fault
):
    """A homonym, a name that begins alike, another day: the code is somebody else's."""
    blocks = a_page(FACTS, holder, birth, day, (sign_title(FACTS, school, AT),))
    path = tmp_path / "certificat.pdf"
    path.write_bytes(render([lambda: Leaf("A", blocks)], PageFrame("t", "a")))
    (page,) = read_title_pages(path)
    assert page.fault(check_title(page.code, trust)).removeprefix("page 1, ").startswith(fault)
    assert bool(page.fault(check_title(page.code, trust))) is bool(fault)


def test_page_with_two_codes_is_no_certificate(school, tmp_path):
    codes = [sign_title(FACTS._replace(holder=each), school, AT) for each in ("A B", "C D")]
    blocks = a_page(FACTS, "A B", "février 1999", codes=codes)
    path = tmp_path / "deux.pdf"
    path.write_bytes(render([lambda: Leaf("A", blocks)], PageFrame("t", "a")))
    with pytest.raises(UnreadableFileError, match="deux codes de certificat différents"):
        read_title_pages(path)


@pytest.mark.parametrize(
    ("holder", "genuine"),
    [
        ("ISAE-SUPAERO", True),
        ("ISAE-SUPAERO Service des diplômes", True),
        ("Institut supérieur de l’aéronautique et de l’espace", True),
        ("INSTITUT SUPERIEUR DE L'AERONAUTIQUE", True),
        ("Espace", False),
        ("Institut", False),
        ("SUPAERO", False),
        ("de l", False),
    ],
)
def test_body_whose_name_is_a_word_of_the_certifier_s_is_another(authority, holder, genuine):
    key = an_elliptic(authority, holder)
    verdict = check_title(read_title(sign_title(FACTS, key, AT)), Trust((authority.certificate,)))
    assert verdict.genuine is genuine


def test_certificate_without_code_cannot_be_checked(tmp_path):
    (paper,) = produce(a_sealed_state(), ("parchemins",))
    path = tmp_path / "sans.pdf"
    path.write_bytes(paper.content)
    with pytest.raises(UnreadableFileError, match="n’a pas de code de certificat"):
        read_title_pages(path)


def in_english(school, people):
    state = a_sealed_state()
    state = replace(state, english=EnglishChosen(state.sealed.at, everyone=True))
    choice = Choice(people, sign=lambda facts: sign_title(facts, school, AT))
    (paper,) = produce(state, ("certificats",), choice=choice)
    return paper.content


def test_a_certificate_followed_by_its_translation_is_genuine(school, trust, tmp_path):
    """C02 goes by another name than her birth name: the page says it in English."""
    path = tmp_path / "certificats.pdf"
    path.write_bytes(in_english(school, ("C02",)))
    pages = read_title_pages(path)
    assert [page.number for page in pages] == [1, 3, 5, 7, 9, 11, 13]
    assert all(page.translated for page in pages)
    assert {page.fault(check_title(page.code, trust)) for page in pages} == {""}


@pytest.mark.parametrize("order", [(0, 3), (1, 0), (0, 1, 1), (1,)])
def test_a_translation_of_another_certificate_or_alone_is_no_certificate(school, tmp_path, order):
    path = tmp_path / "autre.pdf"
    with pikepdf.open(BytesIO(in_english(school, ("C02",)))) as whole, pikepdf.new() as made:
        made.pages.extend(whole.pages[place] for place in order)
        made.save(path)
    with pytest.raises(UnreadableFileError, match="n’a pas de code de certificat"):
        read_title_pages(path)
