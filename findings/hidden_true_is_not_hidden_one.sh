#!/usr/bin/env bash
# Rows that LibreOffice hides are visible to SheetJS; those that others hide are not.
#
# Guess:   a reader of XLSX that knows hidden rows knows both spellings of an XML boolean.
# Seen:    LibreOffice writes hidden="true" and hidden="false" on every row, the other programs
#          hidden="1" or nothing. The last SheetJS under the npm name `xlsx` sees only "1": in a
#          file of LibreOffice no row is hidden. SheetJS 0.20.3, exceljs and openpyxl see both.
#          In ODS SheetJS tells of no hidden row at all.
# With:    SheetJS 0.18.5 (npm xlsx) and 0.20.3 (npm @e965/xlsx), exceljs 4.4.0, openpyxl 3.1.5,
#          Debian 12 libreoffice-calc 7.4.7. 2026-11-30.
# Matters: rows put aside by hand (withdrawn candidates) come back as candidates after one trip
#          through a web form. A reader of both formats looks for both spellings and both words
#          (ODS: « collapse » and « filter »).
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' libreoffice-calc 2>/dev/null || { echo "skipped: Debian's libreoffice-calc is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q openpyxl==3.1.5 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx@0.18.5 @e965/xlsx@0.20.3 >log 2>&1 || { cat log; exit 1; }

v/bin/python - <<'PY'
import openpyxl
book = openpyxl.Workbook()
for row in (["nom"], ["DURAND"], ["RETIRÉ"], ["MARTIN"]):
    book.active.append(row)
book.active.row_dimensions[3].hidden = True
book.save("openpyxl.xlsx")
PY
mkdir lo
for kind in xlsx ods; do soffice "-env:UserInstallation=file://$T/profile" --headless --convert-to $kind --outdir lo openpyxl.xlsx >/dev/null 2>&1; mv lo/openpyxl.$kind libreoffice.$kind; done
for name in openpyxl libreoffice; do echo "$name row 3: $(unzip -p $name.xlsx xl/worksheets/sheet1.xml | grep -o '<row r="3"[^>]*>' | grep -o 'hidden="[^"]*"')"; done
cat > read.js <<'JS'
(async () => {
  for (const name of ["openpyxl.xlsx", "libreoffice.xlsx", "libreoffice.ods"]) {
    for (const sheetjs of ["xlsx", "@e965/xlsx"]) {
      const book = require(sheetjs).readFile(name, { cellStyles: true }), sheet = book.Sheets[book.SheetNames[0]];
      console.log(name, "SheetJS", require(sheetjs).version, Boolean(sheet["!rows"]?.[2]?.hidden));
    }
    if (name.endsWith("ods")) continue;
    const book = new (require("exceljs").Workbook)();
    await book.xlsx.readFile(name);
    console.log(name, "exceljs", book.worksheets[0].getRow(3).hidden);
  }
})();
JS
node read.js | tee seen
v/bin/python -c "
import openpyxl
print('libreoffice.xlsx openpyxl', openpyxl.load_workbook('libreoffice.xlsx').active.row_dimensions[3].hidden)" | tee -a seen
diff seen - <<'END' && echo "as described"
openpyxl.xlsx SheetJS 0.18.5 true
openpyxl.xlsx SheetJS 0.20.3 true
openpyxl.xlsx exceljs true
libreoffice.xlsx SheetJS 0.18.5 false
libreoffice.xlsx SheetJS 0.20.3 true
libreoffice.xlsx exceljs true
libreoffice.ods SheetJS 0.18.5 false
libreoffice.ods SheetJS 0.20.3 false
libreoffice.xlsx openpyxl True
END
