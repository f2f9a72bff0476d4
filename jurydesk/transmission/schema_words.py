"""What a schema refuses of a flow, in French: the line, the holder, the element and why."""

import re

from lxml import etree

_VALUE = re.compile(r"(?:The|the) value '(.*?)'", re.DOTALL)
_SET = re.compile(r"element of the set \{(.*)\}", re.DOTALL)
_LIMIT = re.compile(r"\('?(-?\d+)'?\)|length of '(\d+)'\.$")
_EXPECTED = re.compile(r"Expected is (?:one of )?\(\s*(.*?)\s*\)", re.DOTALL)
_NAMESPACE = re.compile(r"\{[^}' ]*\}")
_LIMITS = {
    "SCHEMAV_CVC_MAXLENGTH_VALID": "a plus de {} caractères",
    "SCHEMAV_CVC_MINLENGTH_VALID": "a moins de {} caractères",
    "SCHEMAV_CVC_LENGTH_VALID": "n’a pas {} caractères",
    "SCHEMAV_CVC_MININCLUSIVE_VALID": "est en dessous de {}",
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": "est au-dessus de {}",
}


def schema_words(root: etree._Element, error: etree._LogEntry) -> str:
    """Return one refusal of a schema as a sentence without a full stop."""
    node = _node(root, error)
    who = "" if node is None else _holder(node)
    place = f"ligne {error.line}" + (f", {who}" if who else "")
    tag = error.path.rpartition("/")[2] if error.path else ""
    name = re.sub(r"^.*:|\[\d+\]$", "", tag) or "élément"
    return f"{place} : {_why(error, name)}"


def _why(error: etree._LogEntry, name: str) -> str:
    message, kind = _NAMESPACE.sub("", error.message), error.type_name
    expected = _EXPECTED.search(message)
    among = f" (attendu : {expected[1]})" if expected else ""
    if "Missing child element" in message:
        return f"il manque un élément dans « {name} »{among}"
    if "is not expected" in message:
        return f"« {name} » n’est pas à sa place{among}"
    value = _VALUE.search(message)
    told = f"« {value[1]} » ({name})" if value and "length of" not in message else f"« {name} »"
    if chosen := _SET.search(message):
        return f"{told} n’est pas une valeur possible (parmi {chosen[1].replace(chr(39), '')})"
    if kind in _LIMITS and (limit := _LIMIT.search(message)):
        return f"{told} {_LIMITS[kind].format(limit[1] or limit[2])}"
    return f"{told} n’a pas la forme que le schéma demande"


def _node(root: etree._Element, error: etree._LogEntry) -> etree._Element | None:
    names = {key: uri for key, uri in root.nsmap.items() if key}
    try:
        found = root.getroottree().xpath(error.path or ".", namespaces=names)
    except etree.XPathError:
        return None
    first = found[0] if isinstance(found, list) and found else None
    return first if etree.iselement(first) else None


def _holder(node: etree._Element) -> str:
    """Return whose passage an element is in, empty outside of any."""
    for each in (node, *node.iterancestors()):
        if etree.QName(each).localname == "passageCertification":
            names = (each.find(f".//{{*}}{tag}") for tag in ("nomNaissance", "prenom1"))
            return " ".join(name.text for name in names if name is not None and name.text)
    return ""
