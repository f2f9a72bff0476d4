#!/usr/bin/env bash
# Names of a valid .xls come back with a NUL after each letter.
#
# Guess:   Spreadsheet::WriteExcel has fed registrars' .xls exports for twenty years; readers of
#          .xls agree on its strings.
# Seen:    a string that Perl holds as characters is stored as an uncompressed UTF-16 label. xlrd
#          and LibreOffice read it; python-calamine answers 'D\x00U\x00R\x00…', without an error,
#          and a letter beyond Latin-1 becomes two others (« ı » U+0131 reads « 1\x01 »).
# With:    python-calamine 0.9.1, xlrd 2.0.2, Debian 12 libspreadsheet-writeexcel-perl 2.40-4.
#          2026-11-30.
# Matters: such a name looks right on many screens, matches no rapporteur nor company, and may
#          stop a print later: control characters are looked for at the import.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' libspreadsheet-writeexcel-perl 2>/dev/null || { echo "skipped: Debian's libspreadsheet-writeexcel-perl is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q python-calamine==0.9.1 xlrd==2.0.2 2>log || { cat log; exit 1; }

perl - <<'PL'
use strict; use utf8; use Spreadsheet::WriteExcel;
my $book = Spreadsheet::WriteExcel->new("cohort.xls");
my $sheet = $book->add_worksheet("Promotion");
$sheet->write_string(0, 0, "DURAND"); $sheet->write_string(0, 1, "Yıldız"); $sheet->write_string(0, 2, "Noël");
$book->close;
PL
v/bin/python - <<'PY' | tee seen
import python_calamine, xlrd
print("xlrd", ascii(xlrd.open_workbook("cohort.xls").sheet_by_index(0).row_values(0)))
row = python_calamine.load_workbook("cohort.xls").get_sheet_by_index(0).to_python()[0]
print("calamine", ascii(row))
PY
grep -qFx "xlrd ['DURAND', 'Y\\u0131ld\\u0131z', 'No\\xebl']" seen
grep -qF 'Y\x001\x01l\x00d\x001\x01z\x00' seen
grep -qF 'N\x00o\x00\xeb\x00l\x00' seen
echo "as described"
