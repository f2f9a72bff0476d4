"""Says in a file's description that it is PDF/UA-1; leaves the tags themselves to ``structure``.

Source: ISO 14289-1 §5. An archive has to describe in its extension schema what PDF/A does not
know; the checker of PDF/A in use refuses any such schema, so it judges the file without.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from xml.sax.saxutils import escape

_ABOUT = b"""<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part></rdf:Description>
"""
_SCHEMA = b"""<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>
"""
_END = b"</rdf:RDF>"
_ISSUER = (
    b'<rdf:Description rdf:about="" xmlns:jd="urn:jurydesk:certificat:1"><jd:cle>',
    b"</jd:cle></rdf:Description>\n",
)


def described_as_tagged(title: str, issuers: Sequence[bytes] = ()) -> bytes:
    """Return the description (XMP) of a paper whose pages are tagged.

    ``issuers`` are the certificates (DER) of whoever signed the codes on its pages.
    """
    return (
        b'<?xpacket begin="\xef\xbb\xbf" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        b'<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        b'<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">\n'
        b'<dc:title><rdf:Alt><rdf:li xml:lang="x-default">'
        + escape(title).encode("utf-8")
        + b"</rdf:li></rdf:Alt></dc:title></rdf:Description>\n"
        + b"".join(_ISSUER[0] + b64encode(each) + _ISSUER[1] for each in issuers)
        + _ABOUT
        + _END
        + b'\n</x:xmpmeta>\n<?xpacket end="w"?>'
    )


def marked(description: bytes) -> bytes:
    """Return an archive's description with the mark and the schema that explains it."""
    return description.replace(_END, _ABOUT + _SCHEMA + _END, 1)


def unmarked(description: bytes) -> bytes:
    """Return an archive's description as it was before :func:`marked`."""
    return description.replace(_ABOUT + _SCHEMA, b"", 1)


def issuers_told(description: bytes) -> tuple[bytes, ...]:
    """Return the certificates (DER) that a paper's description holds.

    Raises:
        ValueError: One of them is no Base64.
    """
    first, last = map(re.escape, _ISSUER)
    found = re.findall(first + rb"([A-Za-z0-9+/=]+)" + last, description)
    return tuple(b64decode(each, validate=True) for each in found)
