#!/usr/bin/env bash
# A QR code that says « Zoé » is read « Zo矇 », whichever of two encodings wrote it.
#
# Guess:   a QR code in bytes is ISO 8859-1 by the standard, UTF-8 by habit: one of the two is read.
# Seen:    zbar guesses among Big5, Shift JIS, UTF-8 and ISO 8859-1, text by text. UTF-8 « Zoé
#          Müller » reads « Zo矇 M羹ller », UTF-8 « Délivré à Orléans » reads « DÃ©livrÃ© … »,
#          ISO 8859-1 « Éléonore LEFÈVRE » reads « 匜廩nore … », and others are right in both.
#          zxing-cpp reads all of them. Of the three ways only UTF-8 announced by an ECI designator is read by both.
# With:    Debian 12 zbar-tools 0.23.92, zxing-cpp 3.1.1, segno 1.6.6. 2026-11-30.
# Matters: the code on a certificate is checked years later with somebody else's reader; what it
#          carries to be compared letter by letter has to be ASCII, or to carry the designator.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' zbar-tools 2>/dev/null || { echo "skipped: Debian's zbar-tools is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q segno==1.6.6 zxing-cpp==3.1.1 pillow==12.0.0 2>log || { cat log; exit 1; }

v/bin/python - <<'PY' | tee seen
import subprocess, PIL.Image, segno, zxingcpp
texts = ["Zoé Müller", "Délivré à Orléans", "Éléonore LEFÈVRE", "Noël Çelik n° 12"]
for encoding, eci in (("utf-8", False), ("iso-8859-1", False), ("utf-8", True)):
    for text in texts:
        segno.make(text, micro=False, encoding=encoding, eci=eci).save("code.png", scale=8)
        zbar = subprocess.run(["zbarimg", "-q", "--raw", "code.png"], capture_output=True, text=True).stdout.rstrip("\n")
        zxing = zxingcpp.read_barcodes(PIL.Image.open("code.png"))[0].text
        print(encoding, "ECI" if eci else "   ", text, "| zbar", "right" if zbar == text else zbar, "| zxing", "right" if zxing == text else zxing)
PY
[ "$(grep -c 'zxing right$' seen)" = 12 ]
[ "$(grep -c '^utf-8 ECI.*zbar right' seen)" = 4 ]
grep -q '^utf-8 .*Zoé Müller | zbar Zo矇 M羹ller' seen
grep -q '^utf-8 .*zbar DÃ©livrÃ©' seen
grep -q '^iso-8859-1 .*LEFÈVRE | zbar 匜廩nore' seen && grep -q '^iso-8859-1 .*Orléans | zbar right' seen && echo "as described"
