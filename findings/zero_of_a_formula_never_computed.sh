#!/usr/bin/env bash
# The 0 that nobody computed survives a spreadsheet program.
#
# Guess:   a workbook whose formulas were never computed is computed as soon as LibreOffice or
#          Gnumeric opens it and saves it again.
# Seen:    XlsxWriter and Perl's Excel::Writer::XLSX store 0 beside each formula. LibreOffice and
#          Gnumeric keep that 0: =MAX(1,2) is 0 on the screen, in the ODS and in the CSV. The same
#          formula from openpyxl, which stores no value, becomes 2 in both.
# With:    XlsxWriter 3.3.1, openpyxl 3.1.5, Debian 12 libexcel-writer-xlsx-perl 1.10-1,
#          libreoffice-calc 7.4.7, gnumeric 1.12.55-1. 2026-11-30.
# Matters: a level computed by the school's formula arrives as 0, after a human saw and saved the
#          file: 0 is no level of any scale, and a 0 beside a formula means « not computed ».
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' libexcel-writer-xlsx-perl libreoffice-calc gnumeric 2>/dev/null || { echo "skipped: these Debian packages are not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q XlsxWriter==3.3.1 openpyxl==3.1.5 2>log || { cat log; exit 1; }

v/bin/python - <<'PY'
import openpyxl, xlsxwriter
book = xlsxwriter.Workbook("xlsxwriter.xlsx")
book.add_worksheet().write_formula("A1", "=MAX(1,2)")
book.close()
book = openpyxl.Workbook()
book.active["A1"] = "=MAX(1,2)"
book.save("openpyxl.xlsx")
PY
perl -MExcel::Writer::XLSX -e '
  my $book = Excel::Writer::XLSX->new("perl.xlsx");
  $book->add_worksheet->write_formula("A1", "=MAX(1,2)");
  $book->close;'
for name in xlsxwriter perl openpyxl; do
  soffice "-env:UserInstallation=file://$T/profile" --headless --convert-to ods $name.xlsx >/dev/null 2>&1
  echo "$name, LibreOffice's ODS: $(unzip -p $name.ods content.xml | grep -o 'office:value="[0-9]*"')"
  soffice "-env:UserInstallation=file://$T/profile" --headless --convert-to csv $name.xlsx >/dev/null 2>&1
  echo "$name, LibreOffice's CSV: $(cat $name.csv)"
  ssconvert $name.xlsx g.csv 2>/dev/null; echo "$name, Gnumeric's CSV: $(cat g.csv)"
done | tee seen
diff seen - <<'END' && echo "as described"
xlsxwriter, LibreOffice's ODS: office:value="0"
xlsxwriter, LibreOffice's CSV: 0
xlsxwriter, Gnumeric's CSV: 0
perl, LibreOffice's ODS: office:value="0"
perl, LibreOffice's CSV: 0
perl, Gnumeric's CSV: 0
openpyxl, LibreOffice's ODS: office:value="2"
openpyxl, LibreOffice's CSV: 2
openpyxl, Gnumeric's CSV: 2
END
