"""Tells what became of a copy: annotated, printed to PDF, exported; and where its original is.

A copy keeps the stamps that people look at and loses the signatures that nobody sees. Leaves
judging to the verdict: nothing here makes a document better or worse.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2

from jurydesk.french.lists import enumeration
from jurydesk.signature.layout import Layout

_KINDS = {
    "/Text": "une note",
    "/FreeText": "un texte",
    "/Highlight": "un surlignage",
    "/Underline": "un soulignement",
    "/StrikeOut": "un texte barré",
    "/Squiggly": "un soulignement",
    "/Ink": "un dessin à main levée",
    "/Stamp": "un tampon",
    "/Line": "un trait",
    "/Square": "un cadre",
    "/Circle": "un cercle",
    "/Link": "un lien",
    "/FileAttachment": "un fichier joint",
    "/Popup": "",
    "/Widget": "un champ",
}
_READ_PAGES = 40
_MARKS = ("Signé électroniquement le", "Empreinte du journal", "signature verrouille")
_ASK = "demandez l’original signé, le fichier PDF lui-même"


def copy_sentences(document: bytes, layout: Layout | None) -> tuple[str, ...]:
    """Say what was done to a copy of minutes; nothing where it does not look like one.

    ``layout`` is that of a file that still begins by sealed minutes, ``None`` for any other.
    """
    try:
        found = list(_changed(layout)) if layout is not None else list(_printed(document))
    except Exception:  # noqa: BLE001 a hostile file breaks any reader; the verdict stands without
        return ()
    return tuple(found)


def _changed(layout: Layout) -> Iterator[str]:
    last = len(layout.ends) - 1
    if last == 0:
        yield (
            "Le fichier a été réécrit en entier par un autre programme (export, impression, "
            f"compression) : une telle copie perd ses signatures, {_ASK}."
        )
        return
    with (
        pikepdf.open(BytesIO(layout.upto(last - 1))) as before,
        pikepdf.open(BytesIO(layout.upto(last))) as after,
    ):
        told = [*_of_pages(before, after), *_of_files(before, after)]
    if told:
        yield (
            f"Dans ce fichier on a ajouté ou changé {enumeration(told)}. L’original signé est le "
            f"début de ce fichier, avant cet ajout : {_ASK}."
        )


def _of_pages(before: "pikepdf.Pdf", after: "pikepdf.Pdf") -> Iterator[str]:
    if len(before.pages) != len(after.pages):
        yield f"le nombre de pages ({len(before.pages)}, puis {len(after.pages)})"
    for number, (old, new) in enumerate(zip(before.pages, after.pages, strict=False), start=1):
        known = {each.objgen for each in old.obj.get("/Annots", ())}
        added = [each for each in new.obj.get("/Annots", ()) if each.objgen not in known]
        kinds = dict.fromkeys(_KINDS.get(str(each.get("/Subtype")), "un objet") for each in added)
        for kind in filter(None, kinds):
            yield f"{kind} à la page {number}"
        if _content(old) != _content(new):
            yield f"le texte de la page {number}"


def _content(page: Any) -> bytes:  # noqa: ANN401 a PDF page
    content = page.obj.get("/Contents")
    if content is None:
        return b""
    parts = content if content._type_name == "array" else [content]  # noqa: SLF001 its only name
    return b"\n".join(each.read_raw_bytes() for each in parts)


def _of_files(before: "pikepdf.Pdf", after: "pikepdf.Pdf") -> Iterator[str]:
    for name in sorted(set(after.attachments) - set(before.attachments)):
        yield f"le fichier joint « {name} »"


def _printed(document: bytes) -> Iterator[str]:
    """Recognise minutes by the words of their pages, in a file that is none of ours."""
    opened = pypdfium2.PdfDocument(document)
    try:
        for place in range(min(len(opened), _READ_PAGES)):
            text = opened[len(opened) - 1 - place].get_textpage().get_text_range()
            plain = " ".join(text.split())
            if any(mark in plain for mark in _MARKS):
                yield (
                    "C’est une copie de procès-verbal, imprimée en PDF ou exportée : les cachets "
                    f"y restent visibles, mais une copie perd ses signatures : {_ASK}."
                )
                return
    finally:
        opened.close()
