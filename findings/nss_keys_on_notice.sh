#!/usr/bin/env bash
# Signing keys that NSS exports are read by a fallback that is announced to end.
#
# Guess:   a .p12 written by NSS (pk12util; browsers built on NSS use the same code) is DER like others.
# Seen:    it is BER: the outer lengths are left open. OpenSSL does not mind; `cryptography`
#          opens it with a UserWarning that a future version may refuse it. Passing the
#          file through OpenSSL once (out and in) makes it DER, and the warning ends.
# With:    Debian 12 libnss3-tools 3.87, openssl 3.0; cryptography 50.0.2. 2026-11-30.
# Matters: members keep the key of their card-less certificate in a browser; on the day a pinned
#          library moves on, « damaged key file » would be the school's answer to a good key.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' openssl libnss3-tools 2>/dev/null || { echo "skipped: these Debian packages are not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q cryptography==50.0.2 2>log || { cat log; exit 1; }

openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj "/CN=Zoe Durand" -days 100 2>log
openssl pkcs12 -export -inkey key.pem -in cert.pem -name k -out openssl.p12 -passout pass:abc
mkdir nss; certutil -N -d sql:nss --empty-password
pk12util -i openssl.p12 -d sql:nss -W abc >log; pk12util -o nss.p12 -n k -d sql:nss -W abc >log
openssl pkcs12 -in nss.p12 -passin pass:abc -nodes -out both.pem
openssl pkcs12 -export -in both.pem -name k -out again.p12 -passout pass:abc
for name in openssl nss again; do
  echo "$name.p12: first bytes $(head -c 4 $name.p12 | od -An -tx1 | tr -d ' \n'), $(v/bin/python - $name.p12 <<'PY'
import pathlib, sys, warnings
from cryptography.hazmat.primitives.serialization import pkcs12
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always", UserWarning)
    key, certificate, _ = pkcs12.load_key_and_certificates(pathlib.Path(sys.argv[1]).read_bytes(), b"abc")
print(certificate.subject.rfc4514_string(), "|", *(str(one.message)[:95] for one in told))
PY
)"
done | tee seen
grep -q '^nss.p12: first bytes 3080...., CN=Zoe Durand | PKCS#12 bundle could not be parsed as DER' seen
[ "$(grep -c '^\(openssl\|again\).p12: first bytes 3082...., CN=Zoe Durand | *$' seen)" = 2 ] && echo "as described"
