#!/usr/bin/env bash
# A formula with a text in it, and every level to its right moves one bloc to the left.
#
# Guess:   'of:=""' and "of:=&quot;&quot;" are one attribute to any reader of XML; a cell that a
#          reader cannot make out leaves a hole, not a shorter row.
# Seen:    odfpy writes an attribute between single quotes when its value holds a double quote, which
#          is every formula that names a text: =IF(C2="";"";C2). SheetJS 0.20.3 does not match such a
#          cell and drops it, so the rest of that row slides one column left: level 3 of BC02 is read
#          in BC01, without an error. SheetJS 0.18.5, python-calamine and pyexcel-ods3 read the row.
# With:    odfpy 1.4.1, SheetJS 0.20.3 (npm @e965/xlsx) and 0.18.5 (npm xlsx), python-calamine 0.9.1,
#          pyexcel-ods3 0.6.1. 2026-11-30.
# Matters: levels that belong to another bloc, all of them possible: only the person's own eye, or a
#          last column that must be filled, can see it. A row shorter than the headings is told.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q odfpy==1.4.1 python-calamine==0.9.1 pyexcel-ods3==0.6.1 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund @e965/xlsx@0.20.3 xlsx@0.18.5 >log 2>&1 || { cat log; exit 1; }

v/bin/python - <<'PY'
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

def cell(value):
    if isinstance(value, int):
        made = TableCell(valuetype="float", value=value)
    elif value.startswith("of:"):
        made = TableCell(valuetype="string", stringvalue="DURAND", formula=value)
        value = "DURAND"
    else:
        made = TableCell(valuetype="string")
    made.addElement(P(text=str(value)))
    return made

book, table = OpenDocumentSpreadsheet(), Table(name="Promotion")
for values in (
    ["identifiant", "nom_usage", "BC01", "BC02", "BC03"],
    ["001", "DURAND", 2, 3, 4],
    ["002", 'of:=IF([.A3]="";"";"DURAND")', 2, 3, 4],
):
    row = TableRow()
    for value in values:
        row.addElement(cell(value))
    table.addElement(row)
book.spreadsheet.addElement(table)
book.save("cohort.ods")
PY
unzip -p cohort.ods content.xml | grep -o '<table:table-cell[^>]*table:formula[^>]*>'
{ v/bin/python - <<'PY'
import pyexcel_ods3, python_calamine
print("calamine", python_calamine.load_workbook("cohort.ods").get_sheet_by_index(0).to_python()[2])
print("pyexcel-ods3", pyexcel_ods3.get_data("cohort.ods")["Promotion"][2])
PY
  node -e '
for (const name of ["xlsx", "@e965/xlsx"]) {
  const X = require(name), sheet = X.readFile("cohort.ods").Sheets.Promotion;
  console.log("SheetJS", X.version, JSON.stringify(X.utils.sheet_to_json(sheet).map((row) => [row.BC01, row.BC02, row.BC03 ?? null])));
}'
} | tee seen
diff seen - <<'END' && echo "as described"
calamine ['002', 'DURAND', 2.0, 3.0, 4.0]
pyexcel-ods3 ['002', 'DURAND', 2, 3, 4]
SheetJS 0.18.5 [[2,3,4],[2,3,4]]
SheetJS 0.20.3 [[2,3,4],[3,4,null]]
END
