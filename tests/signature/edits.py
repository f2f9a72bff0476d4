"""Everything an editor can change in a PDF by one more revision: pages, actions, fields, files.

``signatures`` know nothing of most of it: other readers call them valid whatever is added.
"""

from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    pdf_name,
    pdf_string,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from jurydesk.deliberation.facts import SigningWay
from tests.signature import tampering
from tests.signature.builders import what_is_sealed

Writer = IncrementalPdfFileWriter


def _numbers(*values: int) -> ArrayObject:
    return ArrayObject(map(NumberObject, values))


def _dictionary(**entries: Any) -> DictionaryObject:
    return DictionaryObject({pdf_name(f"/{key}"): value for key, value in entries.items()})


def _script() -> DictionaryObject:
    return _dictionary(S=pdf_name("/JavaScript"), JS=pdf_string("app.alert(1)"))


def _page(writer: Writer, **entries: Any) -> None:
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page.update(_dictionary(**entries))
    writer.update_container(page)


def _root(writer: Writer, **entries: Any) -> None:
    writer.root.update(_dictionary(**entries))
    writer.update_root()


def _form(writer: Writer, **entries: Any) -> None:
    form = writer.root["/AcroForm"]
    form.update(_dictionary(**entries))
    writer.update_container(form)


def _field_of(writer: Writer, member: str) -> DictionaryObject:
    tops = [each.get_object() for each in writer.root["/AcroForm"]["/Fields"]]
    fields = [kid.get_object() for top in tops for kid in top["/Kids"]]
    return next(field for field in fields if str(field["/T"]) == member)


def _field(writer: Writer, **entries: Any) -> None:
    field = _field_of(writer, "M2")
    field.update(_dictionary(**entries))
    writer.update_container(field)


def _drawing(words: bytes = b"q Q") -> generic.StreamObject:
    kept = _dictionary(Type=pdf_name("/XObject"), Subtype=pdf_name("/Form"))
    kept[pdf_name("/BBox")] = _numbers(0, 0, 200, 55)
    return generic.StreamObject(kept, stream_data=words)


def _layer(writer: Writer) -> Any:
    return writer.add_object(_dictionary(Type=pdf_name("/OCG"), Name=pdf_string("x")))


def page_turned(writer: Writer) -> None:
    _page(writer, Rotate=NumberObject(180))


def page_cropped(writer: Writer) -> None:
    _page(writer, CropBox=_numbers(0, 0, 595, 400))


def page_shrunk(writer: Writer) -> None:
    _page(writer, MediaBox=_numbers(0, 0, 200, 200))


def page_taken_out(writer: Writer) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"] = ArrayObject([pages["/Kids"].raw_get(1)])
    pages["/Count"] = NumberObject(1)
    writer.update_container(pages)


def font_of_a_page_replaced(writer: Writer) -> None:
    fonts = writer.root["/Pages"]["/Kids"][0].get_object()["/Resources"]["/Font"]
    symbol = _dictionary(
        Type=pdf_name("/Font"), Subtype=pdf_name("/Type1"), BaseFont=pdf_name("/Symbol")
    )
    fonts[pdf_name(next(iter(fonts)))] = writer.add_object(symbol)
    writer.update_container(fonts)


def script_at_opening(writer: Writer) -> None:
    _root(writer, OpenAction=_script())


def script_of_the_document(writer: Writer) -> None:
    names = writer.root["/Names"]
    held = ArrayObject([pdf_string("a"), writer.add_object(_script())])
    names[pdf_name("/JavaScript")] = _dictionary(Names=held)
    writer.update_container(names)


def script_of_a_page(writer: Writer) -> None:
    _page(writer, AA=_dictionary(O=_script()))


def layer_switched_off(writer: Writer) -> None:
    layer = _layer(writer)
    off = _dictionary(OFF=ArrayObject([layer]))
    _root(writer, OCProperties=_dictionary(OCGs=ArrayObject([layer]), D=off))


def stamp_on_a_hidden_layer(writer: Writer) -> None:
    _field(writer, OC=_layer(writer))


def stamp_hidden(writer: Writer) -> None:
    _field(writer, F=NumberObject(2))


def stamp_moved(writer: Writer) -> None:
    _field(writer, Rect=_numbers(0, 0, 1, 1))


def stamp_drawn_again(writer: Writer) -> None:
    _field(writer, AP=_dictionary(N=writer.add_object(_drawing())))


def drawing_of_a_stamp_overwritten(writer: Writer) -> None:
    appearance = _field_of(writer, "M2").get("/AP")
    if appearance is None:
        raise LookupError
    place = appearance.raw_get("/N").reference
    writer.objects[place.generation, place.idnum] = _drawing()


def stamp_in_an_empty_field(writer: Writer) -> None:
    field = _field_of(writer, "M1")
    field[pdf_name("/AP")] = _dictionary(N=writer.add_object(_drawing(b"0 0 200 55 re f")))
    writer.update_container(field)


def field_named_otherwise(writer: Writer) -> None:
    _field(writer, TU=pdf_string("Autre"))


def field_of_the_same_name(writer: Writer) -> None:
    twin = _dictionary(
        FT=pdf_name("/Sig"), T=pdf_string("membre.M2"), Subtype=pdf_name("/Widget"),
        Rect=_numbers(0, 0, 0, 0), V=_field_of(writer, "M2").raw_get("/V"),
    )  # fmt: skip
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(writer.add_object(twin))
    writer.update_container(fields)


def text_field_over_a_page(writer: Writer) -> None:
    text = _dictionary(
        FT=pdf_name("/Tx"), T=pdf_string("note"), Subtype=pdf_name("/Widget"),
        Rect=_numbers(50, 50, 300, 80), V=pdf_string("Certifié"),
    )  # fmt: skip
    place = writer.add_object(text)
    fields = writer.root["/AcroForm"]["/Fields"]
    fields.append(place)
    writer.update_container(fields)
    writer.register_annotation(writer.root["/Pages"]["/Kids"].raw_get(0).reference, place)


def form_of_another_kind(writer: Writer) -> None:
    _form(writer, XFA=pdf_string("<x/>"))


def signature_taken_out(writer: Writer) -> None:
    field = _field_of(writer, "M2")
    del field["/V"]
    writer.update_container(field)


def name_of_a_signature(writer: Writer) -> None:
    value = _field_of(writer, "M2")["/V"]
    value[pdf_name("/Name")] = pdf_string("Autre")
    writer.update_container(value)


def _file(writer: Writer, name: str, content: bytes) -> None:
    held = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    place = next(n for n in range(0, len(held), 2) if str(held[n]) == name)
    reference = held[place + 1].get_object()["/EF"].raw_get("/F").reference
    kind = _dictionary(Type=pdf_name("/EmbeddedFile"))
    writer.objects[reference.generation, reference.idnum] = generic.StreamObject(
        kind, stream_data=content
    )


def decisions_replaced(writer: Writer) -> None:
    _file(writer, "decisions.json", b'{"candidates": [1]}')


def list_of_signers_replaced(writer: Writer) -> None:
    paper = dict.fromkeys(("M2", "M3"), SigningWay.PAPER)
    _file(writer, "signatures.json", what_is_sealed(ways=paper).as_json())


def files_taken_out(writer: Writer) -> None:
    names = writer.root["/Names"]
    del names["/EmbeddedFiles"]
    writer.update_container(names)


def tree_of_tags_replaced(writer: Writer) -> None:
    empty = writer.add_object(_dictionary(Type=pdf_name("/StructTreeRoot")))
    _root(writer, StructTreeRoot=empty)


def pages_numbered_otherwise(writer: Writer) -> None:
    held = ArrayObject([NumberObject(0), _dictionary(P=pdf_string("X"))])
    _root(writer, PageLabels=_dictionary(Nums=held))


def opened_full_screen(writer: Writer) -> None:
    _root(writer, PageMode=pdf_name("/FullScreen"))


def metadata_replaced(writer: Writer) -> None:
    kind = _dictionary(Type=pdf_name("/Metadata"), Subtype=pdf_name("/XML"))
    _root(writer, Metadata=writer.add_object(generic.StreamObject(kind, stream_data=b"<x/>")))


def archive_without_a_proof(writer: Writer) -> None:
    _root(writer, DSS=writer.add_object(_dictionary()))


def archive_that_hides_something(writer: Writer) -> None:
    hidden = writer.add_object(generic.StreamObject(stream_data=b"autre chose"))
    _root(writer, DSS=writer.add_object(_dictionary(Certs=ArrayObject([hidden]))))


EDITS: tuple[tampering.Edit, ...] = (
    page_turned,
    page_cropped,
    page_shrunk,
    page_taken_out,
    font_of_a_page_replaced,
    script_at_opening,
    script_of_the_document,
    script_of_a_page,
    layer_switched_off,
    stamp_on_a_hidden_layer,
    stamp_hidden,
    stamp_moved,
    stamp_drawn_again,
    drawing_of_a_stamp_overwritten,
    field_named_otherwise,
    field_of_the_same_name,
    text_field_over_a_page,
    form_of_another_kind,
    signature_taken_out,
    name_of_a_signature,
    decisions_replaced,
    list_of_signers_replaced,
    files_taken_out,
    tree_of_tags_replaced,
    pages_numbered_otherwise,
    opened_full_screen,
    metadata_replaced,
    archive_without_a_proof,
    archive_that_hides_something,
    tampering.rewrite_page,
    tampering.swap_pages,
    tampering.add_annotation,
    tampering.attach_file,
    tampering.retitle,
    tampering.add_signature_field,
)
