#!/usr/bin/env bash
# Signing PDF/A-3 minutes with an elliptic key makes them a PDF 2.0.
#
# Guess:   the kind of key is a matter of the signature; the document stays what it was.
# Seen:    pyHanko's PdfSigner adds, for an ECDSA key only, the ISO 32002 extension, an array of
#          extensions, and /Version /2.0 to the catalogue. PDF/A-3 is bound to PDF 1.7: pikepdf's
#          check, which finds no violation before nor with an RSA signature, now finds one.
# With:    pyHanko 0.38.0, pikepdf[pdfa] 10.18.0, cryptography 50.0.2, reportlab 5.1.0. 2026-11-30.
# Matters: a member whose card holds an elliptic key takes the archive format away from minutes
#          that everybody else has signed. Sign a test page with each new kind of card first.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q pyHanko==0.38.0 'pikepdf[pdfa]==10.18.0' cryptography==50.0.2 reportlab==5.1.0 2>log || { cat log; exit 1; }

cat > sign.py <<'PY'
import datetime, io, sys
import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, pkcs12
from pikepdf import pdfa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen import canvas

pdfmetrics.registerFont(ttfonts.TTFont("Vera", "Vera.ttf"))
page = io.BytesIO()
drawing = canvas.Canvas(page, initialFontName="Vera")
drawing.drawString(100, 700, "PV")
drawing.save()
archive = io.BytesIO()
with pikepdf.open(page) as pdf:
    del pdf.pages[0].obj["/Trans"]
    pdfa.prepare(pdf, "3b")
    pdf.save(archive, **pdfa.resolve_save_kwargs("3b"))

def tell(what, content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        broken = [f"{one.where}: {one.message}" for one in pdfa.check(pdf, "3b").findings if one.kind == "violation"]
        print(what, "| version", pdf.Root.get("/Version"), "| ISO 32002", "/ISO_" in pdf.Root.get("/Extensions", {}), "| PDF/A-3b violations", broken)

tell("unsigned", archive.getvalue())
for kind, key in (("RSA", rsa.generate_private_key(65537, 2048)), ("P-256", ec.generate_private_key(ec.SECP256R1()))):
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Zoé Durand")])
    start = datetime.datetime(2020, 1, 1)
    certificate = (x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
                   .not_valid_before(start).not_valid_after(start.replace(year=2045)).sign(key, hashes.SHA256()))
    open("key.p12", "wb").write(pkcs12.serialize_key_and_certificates(b"k", key, certificate, None, BestAvailableEncryption(b"abc")))
    metadata = signers.PdfSignatureMetadata(field_name="S", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256")
    signer = signers.SimpleSigner.load_pkcs12("key.p12", passphrase=b"abc")
    signed = signers.PdfSigner(metadata, signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(archive.getvalue())))
    tell(kind, signed.getvalue())
PY
v/bin/python sign.py | tee seen
grep -qx "unsigned | version None | ISO 32002 False | PDF/A-3b violations \[\]" seen
grep -qx "RSA | version /1.7 | ISO 32002 False | PDF/A-3b violations \[\]" seen
grep -q "^P-256 | version /2.0 | ISO 32002 True | .*/Version: '/2.0' does not match" seen && echo "as described"
