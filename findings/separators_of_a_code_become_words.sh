#!/usr/bin/env bash
# The separators of a « 2D-Doc » come back as the four letters <GS>.
#
# Guess:   the text of a barcode is the text that was encoded.
# Seen:    zxing-cpp's default text mode is « human readable »: when a code holds control characters
#          (French 2D-Doc seals part their fields with GS, RS and US) it writes <GS>, <RS>, <US> in
#          `.text`, so a seal over the text no longer verifies, while a tab or a line feed is left
#          alone. `.bytes`, or text_mode=TextMode.Plain, give what was encoded. In the default mode
#          a code whose text really is "<GS>" cannot be told from one that holds the character.
# With:    zxing-cpp 3.1.1, as writer and as reader. 2026-11-30.
# Matters: official papers (diploma certificates, proofs of address brought by candidates) carry
#          such codes; whoever checks one compares bytes.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q zxing-cpp==3.1.1 numpy==2.3.5 2>log || { cat log; exit 1; }

v/bin/python - <<'PY' | tee seen
import numpy, zxingcpp
def scan(text, **options):
    image = numpy.array(zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.DataMatrix).to_image(scale=6))
    return zxingcpp.read_barcodes(numpy.pad(image, 30, constant_values=255), **options)[0]
for text in ("DC04\x1dDURAND\x1eZOE\x1fSEAL", "DC04\tDURAND\nZOE", "DC04<GS>DURAND"):
    print(ascii(text), "| text", ascii(scan(text).text), "| plain", ascii(scan(text, text_mode=zxingcpp.TextMode.Plain).text), "| bytes", scan(text).bytes == text.encode())
print("one for both:", scan("DC04\x1dDURAND").text == scan("DC04<GS>DURAND").text)
PY
grep -qF "'DC04\\x1dDURAND\\x1eZOE\\x1fSEAL' | text 'DC04<GS>DURAND<RS>ZOE<US>SEAL' | plain 'DC04\\x1dDURAND\\x1eZOE\\x1fSEAL' | bytes True" seen
grep -qF "'DC04\\tDURAND\\nZOE' | text 'DC04\\tDURAND\\nZOE'" seen
grep -qx "one for both: True" seen && echo "as described"
