#!/usr/bin/env bash
# A space, a no-break space and foreign digits: what an XML schema lets through.
#
# Guess:   two validators of XML Schema 1.0 agree on simple types, and \d{5} is five of 0–9.
# Seen:    white space around a date is no fault by the standard (it collapses): xmlschema says so.
#          libxml2 takes a line feed before xs:time and not before xs:date nor xs:dateTime; after
#          xs:dateTime only when an offset or Z stands before it; never after xs:date or xs:time;
#          always around xs:decimal.
#          An xs:token "a b" written with a no-break space is no match by the standard: libxml2 says
#          so, xmlschema collapses it like a space and takes it. And \d is any decimal digit of
#          Unicode for both: ٦٥٤٤٠ and ６５４４０ are good codes, 24:00:00 is a good hour.
# With:    lxml 6.1.3 (libxml2 2.14.6), xmlschema 4.3.2. 2026-11-30.
# Matters: holders are sent to the national register as XML: « valid here » does not mean accepted
#          there. Codes are checked as ASCII and trimmed by the writer, before any schema.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q lxml==6.1.3 xmlschema==4.3.2 2>log || { cat log; exit 1; }

v/bin/python - <<'PY' | tee seen
import xmlschema
from lxml import etree
XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
def check(name, type_, facet, *values):
    kind = f'<xs:simpleType><xs:restriction base="xs:{type_}">{facet}</xs:restriction></xs:simpleType>'
    element = f'<xs:element name="e">{kind}</xs:element>' if facet else f'<xs:element name="e" type="xs:{type_}"/>'
    schema = f"<xs:schema {XS}>{element}</xs:schema>"
    libxml2, other = etree.XMLSchema(etree.fromstring(schema)), xmlschema.XMLSchema(schema)
    for value in values:
        node = etree.Element("e")
        node.text = value
        print(f"{name}: {ascii(value)} libxml2={libxml2.validate(node)} xmlschema={other.is_valid(node)}")
day, hour = "2024-04-19", "09:00:00"
check("date", "date", None, day, "\n" + day, day + "\n")
check("time", "time", None, hour, "\n" + hour, hour + "\n")
check("dateTime", "dateTime", None, f"\n{day}T{hour}", f"{day}T{hour}\n", f"{day}T{hour}Z\n", f"{day}T24:00:00Z")
check("decimal", "decimal", None, "\n14.5\n")
check("token", "token", '<xs:pattern value="a b"/>', " a  b ", "a\u00a0b")
check("five digits", "string", r'<xs:pattern value="\d{5}"/>', "65440", "٦٥٤٤٠", "６５４４０")
PY
[ "$(grep -c "xmlschema=True" seen)" = 16 ]
diff <(grep "libxml2=False" seen) - <<'END' && echo "as described"
date: '\n2024-04-19' libxml2=False xmlschema=True
date: '2024-04-19\n' libxml2=False xmlschema=True
time: '09:00:00\n' libxml2=False xmlschema=True
dateTime: '\n2024-04-19T09:00:00' libxml2=False xmlschema=True
dateTime: '2024-04-19T09:00:00\n' libxml2=False xmlschema=True
token: 'a\xa0b' libxml2=False xmlschema=True
END
