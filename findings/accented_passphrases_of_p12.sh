#!/usr/bin/env bash
# One passphrase with an accent, four programs, three opinions on the .p12.
#
# Guess:   PKCS #12 fixes how a passphrase is coded; any program opens with « été » what another
#          closed with « été ».
# Seen:    Java's keytool makes no PKCS #12 with it (« Password is not ASCII ») and calls the right
#          passphrase « incorrect » on the files of the others. GnuTLS normalizes to NFC, OpenSSL and
#          NSS take the bytes as they are: a passphrase handed over with decomposed accents (« e » and
#          a combining accent) closes a file that only its own family opens. With composed accents, OpenSSL, NSS and GnuTLS agree.
# With:    Debian 12 openssl 3.0, gnutls-bin 3.7.9, libnss3-tools 3.87, OpenJDK 17 keytool.
#          2026-11-30.
# Matters: « wrong passphrase » on the day of signing; retry the other normal form before counting a
#          failure, and advise ASCII when keys are made.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' openssl gnutls-bin libnss3-tools openjdk-17-jre-headless 2>/dev/null || { echo "skipped: these Debian packages are not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"; export LC_ALL=C.UTF-8
openssl req -x509 -newkey rsa:2048 -nodes -keyout key.pem -out cert.pem -subj "/CN=Essai" -days 100 2>log

database() { rm -rf nss; mkdir nss; certutil -N -d sql:nss --empty-password; }
opens() { # program file passphrase
  case $1 in
    openssl) openssl pkcs12 -in "$2" -passin "pass:$3" -nokeys -out out >log 2>&1 ;;
    gnutls) certtool --p12-info --inder --infile "$2" --password "$3" >log 2>&1; grep -q 'BEGIN .*PRIVATE KEY' log && ! grep -qi error log ;;
    nss) database; pk12util -i "$2" -d sql:nss -W "$3" >log 2>&1 ;;
    keytool) keytool -list -storetype PKCS12 -keystore "$2" -storepass "$3" >log 2>&1 ;;
  esac
}
composed=$'\u00e9t\u00e9\u00e9t\u00e9'; decomposed=$'e\u0301te\u0301e\u0301te\u0301'
for form in ascii composed decomposed; do
  case $form in ascii) word=eteete ;; composed) word=$composed ;; decomposed) word=$decomposed ;; esac
  rm -f ./*.p12
  openssl pkcs12 -export -inkey key.pem -in cert.pem -name k -out openssl.p12 -passout "pass:$word"
  certtool --load-privkey key.pem --load-certificate cert.pem --to-p12 --outder --p12-name k --password "$word" --outfile gnutls.p12 2>log
  database; pk12util -i openssl.p12 -d sql:nss -W "$word" >log; pk12util -o nss.p12 -n k -d sql:nss -W "$word" >log
  keytool -genkeypair -alias k -keyalg RSA -dname CN=Essai -storetype PKCS12 -keystore keytool.p12 -storepass "$word" >log 2>&1 || grep -o 'Password is not ASCII' log | sed "s/^/$form keytool: /"
  for file in openssl gnutls nss keytool; do
    [ -s $file.p12 ] || { echo "$form $file.p12 was not made"; continue; }
    line="$form $file.p12 opens in:"
    for program in openssl gnutls nss keytool; do if opens $program $file.p12 "$word"; then line+=" $program"; fi; done
    echo "$line"
  done
done | tee seen
diff <(tail -9 seen) - <<'END' && [ "$(grep -c '^ascii.* openssl gnutls nss keytool$' seen)" = 4 ] && echo "as described"
composed openssl.p12 opens in: openssl gnutls nss
composed gnutls.p12 opens in: openssl gnutls nss
composed nss.p12 opens in: openssl gnutls nss
composed keytool.p12 was not made
decomposed keytool: Password is not ASCII
decomposed openssl.p12 opens in: openssl nss
decomposed gnutls.p12 opens in: gnutls
decomposed nss.p12 opens in: openssl nss
decomposed keytool.p12 was not made
END
