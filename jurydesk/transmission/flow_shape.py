"""Gives a flow the shape that a schema file asks: its order, its namespace, what it requires.

Schemas of the Caisse des Dépôts follow one another (1.1.2, then ones with « action » after
« horodatage » and « identifiantNational »): the file given decides. What it does not know is left
out, what it requires and may be nil is nil, and what it requires of what we do not hold is refused
in words. Leaves validating to :mod:`~jurydesk.transmission.flow_check`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from lxml import etree

from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import typeset

_XSD = "{http://www.w3.org/2001/XMLSchema}"
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


@dataclass(frozen=True, slots=True)
class Declared:
    """One child that a type declares: ``values`` are the only ones it may hold, if there are."""

    name: str
    node: etree._Element
    required: bool
    nillable: bool
    values: tuple[str, ...]


class FlowSchema:
    """A schema file read as the children each element may have, in their order."""

    def __init__(self, path: Path) -> None:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            self._root = etree.fromstring(path.read_bytes(), parser)
        except (OSError, etree.XMLSyntaxError) as error:
            raise JuryDeskError(
                f"Le schéma « {path.name} » ne peut pas être lu : donnez le fichier .xsd de la "
                "Caisse des Dépôts."
            ) from error
        self.name = path.name

    @property
    def namespace(self) -> str:
        """The namespace of the flows it describes."""
        return self._root.get("targetNamespace") or ""

    @cached_property
    def _named(self) -> dict[tuple[str, str], etree._Element]:
        return {
            (etree.QName(node).localname, name): node
            for node in self._root.iterchildren(etree.Element)
            if (name := node.get("name"))
        }

    def asks(self, name: str) -> Declared | None:
        """Return an element that the schema declares anywhere, ``None`` when it does not."""
        for node in self._root.iter(f"{_XSD}element"):
            if node.get("name") == name:
                return self._declared(node, must=node.get("minOccurs") != "0")
        return None

    def element(self, name: str) -> etree._Element:
        """Return the declaration of a root element, or say that it is another schema."""
        found = self._named.get(("element", name))
        if found is None:
            raise JuryDeskError(
                typeset(
                    f"Le schéma « {self.name} » ne décrit aucun élément « {name} » : donnez celui "
                    "de l’accrochage."
                )
            )
        return found

    def children(self, declaration: etree._Element) -> list[Declared]:
        """Return the children an element may have, in order; none for a text."""
        kind = self._type_of(declaration, "complexType")
        return [] if kind is None else list(self._particles(kind, required=True))

    def _type_of(self, declaration: etree._Element, tag: str) -> etree._Element | None:
        inline = declaration.find(f"{_XSD}{tag}")
        if inline is not None:
            return inline
        return self._named.get((tag, _local(declaration.get("type") or "")))

    def _particles(self, parent: etree._Element, *, required: bool) -> Iterator[Declared]:
        for node in parent.iterchildren(etree.Element):
            tag = etree.QName(node).localname
            must = required and node.get("minOccurs") != "0"
            if tag in ("sequence", "all", "complexContent"):
                yield from self._particles(node, required=must)
            elif tag == "choice":
                yield from self._particles(node, required=False)
            elif tag == "extension":
                base = self._named.get(("complexType", _local(node.get("base") or "")))
                if base is not None:
                    yield from self._particles(base, required=must)
                yield from self._particles(node, required=must)
            elif tag == "group":
                group = self._named.get(("group", _local(node.get("ref") or "")))
                if group is not None:
                    yield from self._particles(group, required=must)
            elif tag == "element":
                yield self._declared(node, must=must)

    def _declared(self, node: etree._Element, *, must: bool) -> Declared:
        whole = node
        if node.get("ref"):
            whole = self._named.get(("element", _local(node.get("ref") or "")), node)
        kind = self._type_of(whole, "simpleType")
        values = [] if kind is None else list(kind.iter(f"{_XSD}enumeration"))
        fixed = whole.get("fixed")
        return Declared(
            name=whole.get("name") or _local(node.get("ref") or ""),
            node=whole,
            required=must,
            nillable=whole.get("nillable") == "true",
            values=(fixed,) if fixed else tuple(each.get("value") or "" for each in values),
        )


def shaped(flow: etree._Element, schema: FlowSchema, held: Mapping[str, str]) -> list[str]:
    """Reorder and complete a flow in place, and return what the schema asks and nobody holds.

    ``held`` gives values by element name that the flow does not have of itself (« action »).
    """
    lacking: dict[str, str] = {}
    declaration = schema.element(etree.QName(flow).localname)
    _shape(flow, declaration, schema, held, lacking)
    if schema.namespace != etree.QName(flow).namespace:
        for node in flow.iter(etree.Element):
            node.tag = f"{{{schema.namespace}}}{etree.QName(node).localname}"
    return list(lacking.values())


def _shape(
    node: etree._Element,
    declaration: etree._Element,
    schema: FlowSchema,
    held: Mapping[str, str],
    lacking: dict[str, str],
) -> None:
    declared = schema.children(declaration)
    if not declared:
        return
    given: dict[str, list[etree._Element]] = {}
    for child in list(node.iterchildren(etree.Element)):
        given.setdefault(etree.QName(child).localname, []).append(child)
        node.remove(child)
    namespace = etree.QName(node).namespace
    for each in declared:
        children = given.get(each.name) or _completed(each, namespace, held, lacking)
        for child in children:
            node.append(child)
            if child.get(_NIL) != "true":
                _shape(child, each.node, schema, held, lacking)


def _completed(
    each: Declared, namespace: str | None, held: Mapping[str, str], lacking: dict[str, str]
) -> list[etree._Element]:
    """Return what stands for an element the flow does not have, nothing where it may be absent."""
    value = held.get(each.name, "")
    if not value and each.required and len(each.values) == 1:
        value = each.values[0]
    if value:
        if each.values and value not in each.values:
            among = ", ".join(each.values)
            lacking[each.name] = f"« {each.name} » ne peut pas valoir « {value} » ({among})"
            return []
        child = etree.Element(f"{{{namespace}}}{each.name}")
        child.text = value
        return [child]
    if not each.required:
        return []
    if each.nillable:
        child = etree.Element(f"{{{namespace}}}{each.name}")
        child.set(_NIL, "true")
        return [child]
    among = f" (une valeur parmi {', '.join(each.values)})" if each.values else ""
    lacking[each.name] = f"« {each.name} »{among}"
    return []


def _local(name: str) -> str:
    return name.rpartition(":")[2]
