#!/usr/bin/env bash
# White space in an ODS: refused where it means nothing, dropped where it means something.
#
# Guess:   white space between the elements of an ODS is layout; <text:tab/> and <text:line-break/>
#          are characters of the cell.
# Seen:    python-calamine refuses the whole file when there is a line feed between two cells, which
#          is how Gnumeric and SheetJS write every ODS; and it drops tab and line break without a
#          space: DUPONT, tab, DURAND comes back « DUPONTDURAND ». odfdo and pyexcel-ods3 do
#          the reverse on both counts. The XLSX of the same table keeps the tab.
# With:    python-calamine 0.9.1, odfdo 3.27.3, pyexcel-ods3 0.6.1, SheetJS 0.20.3 (npm @e965/xlsx),
#          Debian 12 libreoffice-calc 7.4.7, gnumeric 1.12.55-1. 2026-11-30.
# Matters: two names pasted from a web page meet as one; and whole schools that use Gnumeric see
#          « unreadable file ». The layout is stripped, and the tabs made spaces, before reading.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' libreoffice-calc gnumeric 2>/dev/null || { echo "skipped: these Debian packages are not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q python-calamine==0.9.1 odfdo==3.27.3 pyexcel-ods3==0.6.1 openpyxl==3.1.5 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund @e965/xlsx@0.20.3 >log 2>&1 || { cat log; exit 1; }

v/bin/python - <<'PY'
import openpyxl
book = openpyxl.Workbook()
book.active.append(["DUPONT\tDURAND", "Toulouse"])
book.save("table.xlsx")
PY
soffice "-env:UserInstallation=file://$T/profile" --headless --convert-to ods table.xlsx >/dev/null 2>&1; mv table.ods libreoffice.ods
ssconvert table.xlsx gnumeric.ods 2>/dev/null
node -e 'const X = require("@e965/xlsx"); X.writeFile(X.readFile("table.xlsx"), "sheetjs.ods");'
v/bin/python - 2>/dev/null <<'PY' | tee seen
import odfdo, pyexcel_ods3, python_calamine
readers = {
    "calamine": lambda name: python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0][0],
    "odfdo": lambda name: odfdo.Document(name).body.tables[0].get_value("A1"),
    "pyexcel-ods3": lambda name: next(iter(pyexcel_ods3.get_data(name).values()))[0][0],
}
for name in ("libreoffice.ods", "gnumeric.ods", "sheetjs.ods", "table.xlsx"):
    for reader, read in readers.items():
        if name.endswith("xlsx") and reader != "calamine":
            continue
        try:
            print(name, reader, repr(read(name)))
        except Exception as error:
            print(name, reader, type(error).__name__, str(error)[:44])
PY
grep -qx "libreoffice.ods calamine 'DUPONTDURAND'" seen
[ "$(grep -c "^\(gnumeric\|sheetjs\).ods calamine CalamineError Expecting 'table-cell', found 'Text" seen)" = 2 ]
[ "$(grep -cF "'DUPONT\tDURAND'" seen)" = 7 ] && echo "as described"
