#!/usr/bin/env bash
# The French narrow no-break space breaks the line, and then is not even narrow.
#
# Guess:   U+202F, which French typography and ICU put before « % » and between thousands, holds
#          its two sides together in a paragraph, as U+00A0 does.
# Seen:    reportlab's Paragraph splits words at U+202F (and at the figure space U+2007) as at a
#          plain space: « 12 » ends a line and « % » begins the next; where both fit on the line the
#          narrow space is drawn as an ordinary one. U+00A0 and U+2011 hold. ICU and Babel give U+202F in every French number over 999.
# With:    reportlab 5.1.0, Babel 2.19.0, Node 20 (ICU). 2026-11-30.
# Matters: minutes print numbers and shares; « 12 » alone at the end of a line reads as a count.
#          Give paragraphs U+00A0 instead.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q reportlab==5.1.0 babel==2.19.0 2>log || { cat log; exit 1; }

{ v/bin/python -c "import babel.numbers; print('Babel', ascii(babel.numbers.format_decimal(1200, locale='fr')))"
  node -p '"ICU " + escape(new Intl.NumberFormat("fr").format(1200))'
  v/bin/python - <<'PY'
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import Paragraph

pdfmetrics.registerFont(ttfonts.TTFont("Vera", "Vera.ttf"))
style = ParagraphStyle("p", fontName="Vera", fontSize=10)
def lines(text, width):
    paragraph = Paragraph(text, style)
    paragraph.wrap(width, 500)
    return [words for _, words in paragraph.blPara.lines]
for name, space in (("space", " "), ("U+00A0", "\u00a0"), ("U+202F", "\u202f"), ("U+2007", "\u2007"), ("U+2011", "\u2011")):
    text = f"Part externe 12{space}%"
    narrow = pdfmetrics.stringWidth("Part externe 12", "Vera", 10) + 2
    print(name, "short line:", ascii(lines(text, narrow)), "| long line:", ascii(lines(text, 400)))
PY
} | tee seen
grep -qF "Babel '1\\u202f200'" seen
grep -qF "ICU 1%u202F200" seen
grep -qF "U+00A0 short line: [['Part', 'externe'], ['12\xa0%']]" seen
for space in U+202F U+2007; do
  grep -qF "$space short line: [['Part', 'externe', '12'], ['%']] | long line: [['Part', 'externe', '12', '%']]" seen
done
echo "as described"
