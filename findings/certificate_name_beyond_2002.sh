#!/usr/bin/env bash
# A trusted certificate is distrusted for the letters of its holder's name.
#
# Guess:   a certificate is trusted for its chain; the name in it is UTF-8 and free.
# Seen:    asn1crypto, under pyHanko, compares names by the string preparation of 2002: a letter
#          that Unicode gained after version 3.2 and that has no older lower case (« Ꞌ », yes; « ẞ »,
#          no), or a name with both right-to-left and left-to-right letters (« שרה Lévy »), raises
#          ValueError while the chain is built, and the verdict is « not trusted ». In the issuer's
#          name the same letters stop the loading of the .p12. OpenSSL verifies all of them.
# With:    pyHanko 0.38.0 (asn1crypto 1.5.1), cryptography 50.0.2, Debian 12 OpenSSL 3.0.
#          2026-11-30.
# Matters: a juror with two alphabets on the card is told « not trusted », which reads as a fault of
#          the juror's: the sentence shown has to tell a name that cannot be compared from a bad chain.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q pyHanko==0.38.0 asn1crypto==1.5.1 cryptography==50.0.2 reportlab==5.1.0 2>log || { cat log; exit 1; }

cat > try.py <<'PY'
import datetime, io, logging, subprocess
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

logging.disable()
root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))

def certificate(subject, key, issuer):
    name, by = (x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, text)]) for text in (subject, issuer))
    start, root = datetime.datetime(2020, 1, 1), subject == issuer
    return (x509.CertificateBuilder().subject_name(name).issuer_name(by).public_key(key.public_key())
            .serial_number(x509.random_serial_number()).not_valid_before(start).not_valid_after(start.replace(year=2045))
            .add_extension(x509.BasicConstraints(root, None), True)
            .add_extension(x509.KeyUsage(not root, not root, False, False, False, root, root, False, False), True)
            .sign(root_key, hashes.SHA256()))

def verdict(holder, issuer):
    root, leaf = certificate(issuer, root_key, issuer), certificate(holder, key, issuer)
    for path, one in (("root.pem", root), ("leaf.pem", leaf)):
        open(path, "wb").write(one.public_bytes(serialization.Encoding.PEM))
    openssl = subprocess.run(["openssl", "verify", "-CAfile", "root.pem", "leaf.pem"], capture_output=True).returncode == 0
    open("key.p12", "wb").write(pkcs12.serialize_key_and_certificates(b"k", key, leaf, [root], serialization.BestAvailableEncryption(b"abc")))
    signer = signers.SimpleSigner.load_pkcs12("key.p12", passphrase=b"abc")
    if signer is None:
        return openssl, "cannot load the .p12"
    page = io.BytesIO()
    drawing = canvas.Canvas(page)
    drawing.showPage()
    drawing.save()
    signed = signers.PdfSigner(signers.PdfSignatureMetadata(field_name="S"), signer).sign_pdf(IncrementalPdfFileWriter(page))
    context = ValidationContext(trust_roots=[load_cert_from_pemder("root.pem")], allow_fetching=False)
    status = validate_pdf_signature(PdfFileReader(signed).embedded_signatures[0], context)
    return openssl, f"intact {status.intact}, trusted {status.trusted}"

for holder, issuer in (("Œuvré Éloïse", "École"), ("GROẞ İpek 李", "École"), ("שרה Lévy", "École"), ("ꞋOkina", "École"), ("Zoé Durand", "École ꞋOkina")):
    openssl, pyhanko = verdict(holder, issuer)
    print(f"{holder}, by {issuer} | OpenSSL {openssl} | pyHanko {pyhanko}")
PY
v/bin/python try.py | tee seen
[ "$(grep -c 'OpenSSL True' seen)" = 5 ]
grep '^Œuvré\|^GROẞ' seen | grep -c 'intact True, trusted True' | grep -qx 2
grep '^שרה\|^Ꞌ' seen | grep -c 'intact True, trusted False' | grep -qx 2
grep -q '^Zoé.*cannot load' seen && echo "as described"
