#!/usr/bin/env bash
# The same signed page, drawn with the signature, without it, or with it and no signature left.
#
# Guess:   a visible signature is part of the page: who draws the page draws it, and who copies the
#          page loses the signature with its drawing, or keeps both.
# Seen:    pdfium draws it only when the form environment was made before the page was opened; a page
#          opened one line earlier stays without it for good, without an error. poppler, MuPDF and
#          Ghostscript draw it. After copying the page, pdfunite and qpdf --pages keep the drawing
#          and no valid signature; `mutool merge` keeps neither.
# With:    pyHanko 0.38.0, pypdfium2 5.15.2, reportlab 5.1.0, cryptography 50.0.2; Debian 12
#          poppler-utils 22.12.0, mupdf-tools 1.21.1, ghostscript 10.0.0, qpdf 11.3.0. 2026-11-30.
# Matters: a printed extract of minutes shows « signed by » though nothing vouches for it, and a
#          preview may show empty boxes on minutes that are well signed: neither is a verdict.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' poppler-utils mupdf-tools ghostscript qpdf 2>/dev/null || { echo "skipped: these Debian packages are not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q pyHanko==0.38.0 pypdfium2==5.15.2 reportlab==5.1.0 cryptography==50.0.2 pillow==12.0.0 2>log || { cat log; exit 1; }

cat > sign.py <<'PY'
import datetime, io
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pyhanko import stamp
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from reportlab.pdfgen import canvas

key, start = rsa.generate_private_key(65537, 2048), datetime.datetime(2020, 1, 1)
name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Zoé Durand")])
certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
               .not_valid_before(start).not_valid_after(start.replace(year=2045)).sign(key, hashes.SHA256()))
open("key.p12", "wb").write(pkcs12.serialize_key_and_certificates(b"k", key, certificate, None, BestAvailableEncryption(b"abc")))
page = io.BytesIO()
drawing = canvas.Canvas(page, pagesize=(300, 200))
drawing.drawString(20, 180, "PV")
drawing.save()
signer = signers.PdfSigner(
    signers.PdfSignatureMetadata(field_name="S"),
    signers.SimpleSigner.load_pkcs12("key.p12", passphrase=b"abc"),
    stamp_style=stamp.TextStampStyle(stamp_text="Signed by %(signer)s"),
    new_field_spec=fields.SigFieldSpec("S", box=(50, 50, 250, 120)),
)
open("signed.pdf", "wb").write(signer.sign_pdf(IncrementalPdfFileWriter(page)).getvalue())
PY
cat > look.py <<'PY'
import sys
import PIL.Image
box = lambda image: image.convert("L").crop((100, 160, 500, 300))  # the field, at 144 dots an inch
def shows(image):
    return "stamp" if sum(1 for p in box(image).tobytes() if p < 128) > 500 else "nothing"
if sys.argv[1:]:
    print(shows(PIL.Image.open(sys.argv[1])))
else:
    import pypdfium2
    for when in ("never", "after opening the page", "before opening the page"):
        document = pypdfium2.PdfDocument("signed.pdf")
        if when.startswith("before"):
            document.init_forms()
        page = document[0]
        if when.startswith("after"):
            document.init_forms()
        print("pdfium, forms", when + ":", shows(page.render(scale=2).to_pil()))
PY
draw() { pdftoppm -r 144 -png -singlefile "$1" out; v/bin/python look.py out.png; }
v/bin/python sign.py
{ v/bin/python look.py
  echo "poppler: $(draw signed.pdf)"
  mutool draw -q -r 144 -o out.png signed.pdf 1 2>log; echo "MuPDF: $(v/bin/python look.py out.png)"
  gs -q -sDEVICE=png16m -r144 -o out.png signed.pdf; echo "Ghostscript: $(v/bin/python look.py out.png)"
  pdfunite signed.pdf signed.pdf copy.pdf; echo "pdfunite: $(draw copy.pdf), $(pdfsig copy.pdf 2>&1 | grep -c 'Signature is Valid' || true) valid"
  qpdf --empty --pages signed.pdf 1 -- copy.pdf; echo "qpdf --pages: $(draw copy.pdf), $(pdfsig copy.pdf 2>&1 | grep -c 'Signature is Valid' || true) valid"
  mutool merge -o copy.pdf signed.pdf 2>log; echo "mutool merge: $(draw copy.pdf), $(pdfsig copy.pdf 2>&1 | grep -c 'Signature is Valid' || true) valid"
  echo "the original: $(pdfsig signed.pdf | grep -c 'Signature is Valid') valid"
} | tee seen
diff seen - <<'END' && echo "as described"
pdfium, forms never: nothing
pdfium, forms after opening the page: nothing
pdfium, forms before opening the page: stamp
poppler: stamp
MuPDF: stamp
Ghostscript: stamp
pdfunite: stamp, 0 valid
qpdf --pages: stamp, 0 valid
mutool merge: nothing, 0 valid
the original: 1 valid
END
