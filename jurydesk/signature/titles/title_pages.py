"""Reads the codes of certificates from the pages of a PDF, and compares what the pages say."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import zxingcpp
from cryptography import x509

from jurydesk.cohort.birth_date import BirthDate
from jurydesk.errors import UnreadableFileError
from jurydesk.french.days import plain_day
from jurydesk.french.folding import fold
from jurydesk.minutes.pages.universal import issuers_told
from jurydesk.minutes.papers.translation import COURTESY, KNOWN_AS
from jurydesk.minutes.papers.words import USED_NAME
from jurydesk.signature.chain import is_sound
from jurydesk.signature.titles.title_code import PREFIX, TitleCode, TitleVerdict, read_title

# Dots to a point: 216 to the inch, three for the narrowest module.
_SCALE = 3
_MOST_PAGES = 5_000


@dataclass(frozen=True, slots=True)
class TitlePage:
    """A page with a code: its number from 1, the code, the words of the page.

    ``translated`` tells that the next page, without a code, is its translation: nobody vouches
    for that one, and it says so itself.
    """

    number: int
    code: TitleCode
    words: str
    others: tuple[x509.Certificate, ...] = ()
    translated: bool = False

    def is_translated_by(self, words: str) -> bool:
        """Whether the words of a page say that it translates this certificate, and it alone."""
        facts, said = self.code.facts, fold(words).split()
        holder = facts.holder.replace(USED_NAME, KNOWN_AS)
        told = (COURTESY, holder, facts.code, facts.title, facts.minutes_number)
        return all(_says(said, each) for each in told)

    def fault(self, verdict: TitleVerdict) -> str:
        """Return what is wrong with the page, its words compared with what the code states."""
        if verdict.fault:
            return f"page {self.number}, {verdict.fault}"
        facts = self.code.facts
        told = {
            "le titulaire imprimé n’est pas celui": facts.holder,
            "le code imprimé n’est pas celui": facts.code,
            "l’intitulé imprimé n’est pas celui": facts.title,
            "le procès-verbal imprimé n’est pas celui": facts.minutes_number,
            "la date de naissance imprimée n’est pas celle": _birth(facts.birth),
            "le jour de la décision imprimé n’est pas celui": plain_day(facts.decided_on),
        }
        said = fold(self.words).split()
        other = [label for label, text in told.items() if not _says(said, text)]
        return f"page {self.number}, {other[0]} que le code atteste" if other else ""


def read_title_pages(path: Path) -> tuple[TitlePage, ...]:
    """Read every code of a file of certificates.

    Raises:
        UnreadableFileError: The file is no PDF, or a page of it has no code to read.
    """
    try:
        document = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, OSError) as error:
        raise UnreadableFileError(
            f"« {path.name} » n’est pas un PDF lisible : donnez le fichier du certificat, ou le "
            "texte lu dans son code."
        ) from error
    try:
        held = _certificates(path)
        last = min(len(document), _MOST_PAGES)
        return tuple(_pages(document, path, held, last))
    finally:
        document.close()


def _pages(
    document: pypdfium2.PdfDocument, path: Path, held: tuple[x509.Certificate, ...], last: int
) -> Iterator[TitlePage]:
    """Give each page with a code; one without may only be the translation of the page before."""
    waiting: TitlePage | None = None
    for place in range(last):
        page, words = _read(document, place, held)
        if page is not None:
            if waiting is not None:
                yield waiting
            waiting = page
        elif waiting is not None and not waiting.translated and waiting.is_translated_by(words):
            waiting = replace(waiting, translated=True)
        else:
            raise _without_code(path, place + 1)
    if waiting is None:
        raise _without_code(path, 1)
    yield waiting


def _without_code(path: Path, number: int) -> UnreadableFileError:
    return UnreadableFileError(
        f"La page {number} de « {path.name} » n’a pas de code de certificat lisible : ce "
        "certificat a été imprimé sans la clé de l’établissement, ou ce n’en est pas un."
    )


def _certificates(path: Path) -> tuple[x509.Certificate, ...]:
    """Return the certificates that came with the pages; they are trusted no more for that."""
    try:
        with pikepdf.open(path) as pdf:
            described = pdf.Root.get("/Metadata")
            told = b"" if described is None else described.read_bytes()
        held = (x509.load_der_x509_certificate(each) for each in issuers_told(told))
        return tuple(filter(is_sound, held))
    except (pikepdf.PdfError, ValueError):
        return ()


def _read(
    document: pypdfium2.PdfDocument, place: int, held: tuple[x509.Certificate, ...]
) -> tuple[TitlePage | None, str]:
    page = document[place]
    text = page.get_textpage()
    try:
        picture: Any = page.render(scale=_SCALE, grayscale=True).to_pil()
        codes = [each.text for each in zxingcpp.read_barcodes(picture)]
        words: str = text.get_text_range()
    finally:
        text.close()
        page.close()
    ours = {code for code in codes if code.startswith(PREFIX)}
    if len(ours) > 1:
        raise UnreadableFileError(
            f"La page {place + 1} porte deux codes de certificat différents : ce n’est pas un "
            "certificat, demandez l’original à l’établissement."
        )
    return (TitlePage(place + 1, read_title(ours.pop()), words, held) if ours else None), words


def _birth(told: str) -> str:
    try:
        return BirthDate.from_iso(told).plain if told else ""
    except ValueError:
        # Nothing that a page could say.
        return told


def _says(words: list[str], text: str) -> bool:
    """Whether whole words say a text: a line may end, or lose its hyphen, inside a name."""
    wanted, said = fold(text).replace(" ", ""), "".join(words)
    ends = set(accumulate(map(len, words), initial=0))
    place = said.find(wanted)
    while place >= 0:
        if place in ends and place + len(wanted) in ends:
            return True
        place = said.find(wanted, place + 1)
    return False
