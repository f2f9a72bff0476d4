#!/usr/bin/env bash
# A certificate meant for signing documents is the one that pdfsig does not trust.
#
# Guess:   the usage « document signing » of RFC 9336 is what a signer's certificate should carry.
# Seen:    pdfsig (poppler over NSS) asks for an e-mail certificate: with documentSigning alone, and
#          the root trusted, it answers « Unknown issue with Certificate or corrupted data ». With
#          emailProtection beside it, or with no extended usage at all: « Certificate is Trusted ».
#          pyHanko trusts the three.
# With:    Debian 12 poppler-utils 22.12.0, libnss3-tools; pyHanko 0.38.0, cryptography 50.0.2,
#          reportlab 5.1.0. 2026-11-30.
# Matters: a school's own authority that follows the newest rule has its minutes shown as « corrupted »
#          to whoever checks them with poppler: give members both usages.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' poppler-utils libnss3-tools 2>/dev/null || { echo "skipped: these Debian packages are not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q pyHanko==0.38.0 cryptography==50.0.2 reportlab==5.1.0 2>log || { cat log; exit 1; }

cat > sign.py <<'PY'
import datetime, io, sys
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import signers
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
from reportlab.pdfgen import canvas

def certificate(name, key, issuer, issuer_key, *extensions):
    start = datetime.datetime(2020, 1, 1)
    builder = (x509.CertificateBuilder().subject_name(name).issuer_name(issuer).public_key(key.public_key())
               .serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(start.replace(year=2045)))
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical)
    return builder.sign(issuer_key, hashes.SHA256())

def usage(sign):
    return x509.KeyUsage(sign, sign, False, False, False, not sign, not sign, False, False), True

root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))
root_name, name = (x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)]) for text in ("École", "Zoé Durand"))
root = certificate(root_name, root_key, root_name, root_key, (x509.BasicConstraints(True, None), True), usage(False))
purposes = [x509.ObjectIdentifier({"documentSigning": "1.3.6.1.5.5.7.3.36", "emailProtection": "1.3.6.1.5.5.7.3.4"}[p]) for p in sys.argv[1:]]
leaf = certificate(name, key, root_name, root_key, usage(True), *([(x509.ExtendedKeyUsage(purposes), False)] if purposes else []))
open("root.pem", "wb").write(root.public_bytes(serialization.Encoding.PEM))
open("key.p12", "wb").write(pkcs12.serialize_key_and_certificates(b"k", key, leaf, [root], serialization.BestAvailableEncryption(b"abc")))

page = io.BytesIO()
drawing = canvas.Canvas(page)
drawing.drawString(100, 700, "PV")
drawing.save()
signer = signers.SimpleSigner.load_pkcs12("key.p12", passphrase=b"abc")
signed = signers.PdfSigner(signers.PdfSignatureMetadata(field_name="S"), signer).sign_pdf(IncrementalPdfFileWriter(page))
open("signed.pdf", "wb").write(signed.getvalue())
context = ValidationContext(trust_roots=[load_cert_from_pemder("root.pem")], allow_fetching=False)
print("pyHanko trusts:", validate_pdf_signature(PdfFileReader(signed).embedded_signatures[0], context).trusted)
PY
for purposes in "" "documentSigning" "documentSigning emailProtection"; do
  echo "usage: ${purposes:-none given}"
  v/bin/python sign.py $purposes
  rm -rf nss; mkdir nss; certutil -N -d sql:nss --empty-password; certutil -A -d sql:nss -n root -t C,C,C -i root.pem
  pdfsig -nssdir sql:nss signed.pdf | grep Validation
done | tee seen
[ "$(grep -c 'pyHanko trusts: True' seen)" = 3 ]
[ "$(grep -c 'Signature is Valid' seen)" = 3 ]
grep -A3 '^usage: documentSigning$' seen | grep -q 'Unknown issue with Certificate'
[ "$(grep -c 'Certificate is Trusted' seen)" = 2 ] && echo "as described"
