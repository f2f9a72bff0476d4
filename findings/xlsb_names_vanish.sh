#!/usr/bin/env bash
# A .xlsb of SheetJS keeps its identifiers and loses its names, in silence.
#
# Guess:   a reader of .xlsb that meets a record of a cell that it cannot decode says so.
# Seen:    SheetJS writes the second and later cells of a row as short records. LibreOffice and
#          SheetJS read the whole table. python-calamine returns the first column and not even the
#          width of the rest; pyxlsb returns the shape with None everywhere. Neither raises.
# With:    SheetJS 0.18.5 (npm xlsx), python-calamine 0.9.1, pyxlsb 1.0.10,
#          Debian 12 libreoffice-calc 7.4.7. 2026-11-30.
# Matters: « 300 rows read » over a cohort without names or levels. A format that the readers do
#          not share is refused with a sentence that says which to save instead.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' libreoffice-calc 2>/dev/null || { echo "skipped: Debian's libreoffice-calc is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q python-calamine==0.9.1 pyxlsb==1.0.10 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund xlsx@0.18.5 >log 2>&1 || { cat log; exit 1; }

node -e '
const X = require("xlsx");
const rows = [["identifiant", "nom_naissance", "sexe", "BC01", "BC02"], ["001", "DURAND", "F", 2, 3], ["002", "MARTIN", "M", 1, 4]];
const book = X.utils.book_new();
X.utils.book_append_sheet(book, X.utils.aoa_to_sheet(rows), "Promotion");
X.writeFile(book, "cohort.xlsb");'
soffice "-env:UserInstallation=file://$T/profile" --headless --convert-to csv cohort.xlsb >/dev/null 2>&1; cat cohort.csv
v/bin/python - <<'PY' | tee seen
import python_calamine, pyxlsb
print("calamine", python_calamine.load_workbook("cohort.xlsb").get_sheet_by_index(0).to_python())
with pyxlsb.open_workbook("cohort.xlsb") as book, book.get_sheet(1) as sheet:
    print("pyxlsb", [[cell.v for cell in row] for row in sheet.rows()][2])
PY
grep -qx "002,MARTIN,M,1,4" cohort.csv
grep -qx "calamine \[\['identifiant'\], \['001'\], \['002'\]\]" seen
grep -qx "pyxlsb \[None, None, None, None, None\]" seen && echo "as described"
