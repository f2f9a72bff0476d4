"""Reads the tags of a file back: its tree, and the words each element shows."""

import re
from dataclasses import dataclass, field
from io import BytesIO

import pikepdf
from pikepdf import pdfa

from jurydesk.minutes.pages.universal import unmarked


@dataclass
class Node:
    """An element as read back: its kind, its words on all its pages, what hangs under it."""

    kind: str
    words: str = ""
    scope: str = ""
    kids: list["Node"] = field(default_factory=list)

    def all(self, kind):
        """Every element of a kind at or under this one, in the order of reading."""
        found = [self] if self.kind == kind else []
        for kid in self.kids:
            found += kid.all(kind)
        return found


def marked_words(page):
    """The words of a page by mark, and those that no mark nor artifact holds."""
    fonts = {str(name): _decoding(font) for name, font in page.Resources.Font.items()}
    by_mark, outside = {}, ""
    stack, font = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC":
                held = operands[1]
                mark = held.get("/MCID") if isinstance(held, pikepdf.Dictionary) else None
                stack.append("artifact" if str(operands[0]) == "/Artifact" else mark)
            case "BMC":
                stack.append(None)
            case "EMC":
                stack.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ":
                parts = operands[0] if str(operator) == "TJ" else [operands[0]]
                strings = (bytes(part) for part in parts if isinstance(part, pikepdf.String))
                said = "".join(font.get(code, "?") for text in strings for code in text)
                marks = [mark for mark in stack if mark is not None]
                if "artifact" in marks:
                    continue
                if marks:
                    by_mark[int(marks[-1])] = by_mark.get(int(marks[-1]), "") + said
                else:
                    outside += said
    return by_mark, outside


def _decoding(font):
    """The characters of a face by their codes in the page."""
    map_ = font.ToUnicode.read_bytes().decode("latin-1")
    pairs = re.findall(r"^<(\w{2})> <(\w{4,})>$", map_, re.MULTILINE)
    return {int(code, 16): chr(int(character, 16)) for code, character in pairs}


def tree(data):
    """The tree of a file, and the words that no element shows."""
    with pikepdf.open(BytesIO(data)) as pdf:
        words = [marked_words(page) for page in pdf.pages]
        places = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

        def read(element, above):
            page = element.get("/Pg", above)
            node = Node(
                str(element.S).lstrip("/"), scope=str(element.get("/A", {}).get("/Scope", ""))
            )
            held = element.get("/K", [])
            for kid in held if isinstance(held, pikepdf.Array) else [held]:
                if isinstance(kid, int):
                    node.words += words[places[page.objgen]][0].get(kid, "")
                elif kid.get("/Type") == "/MCR":
                    node.words += words[places[kid.Pg.objgen]][0].get(int(kid.MCID), "")
                elif kid.get("/Type") == "/OBJR":
                    node.words += str(kid.Obj.get("/TU", ""))
                else:
                    node.kids.append(read(kid, page))
            return node

        root = pdf.Root.StructTreeRoot
        return Node("Root", kids=[read(kid, None) for kid in root.K]), "".join(
            outside for _, outside in words
        )


def archive_report(data):
    """What the checker of PDF/A says of a file without the mark of PDF/UA, which it ignores."""
    target = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.Root.Metadata = pdf.make_stream(
            unmarked(pdf.Root.Metadata.read_bytes()),
            Type=pikepdf.Name.Metadata,
            Subtype=pikepdf.Name.XML,
        )
        pdf.save(target, **pdfa.resolve_save_kwargs("3b", deterministic_id=True))
    return pdfa.validate_written(target, "3b")
