#!/usr/bin/env bash
# In .xls, calamine believes the number of a cell's format and not its text.
#
# Guess:   whether a number of an .xls is a date follows from the format's text, which the file
#          itself holds in a FORMAT record.
# Seen:    python-calamine goes by the format's number when that is below 164, whatever the record
#          says. Gnumeric gives « 00000 » (an identifier shown with its zeros) such a number: 712
#          comes back as the date 1901-12-12. SheetJS does so for « dd/mm/yyyy »: birth dates
#          come back as bare numbers. xlrd and LibreOffice read both files right.
# With:    python-calamine 0.9.1, xlrd 2.0.2, SheetJS 0.20.3 (npm @e965/xlsx),
#          Debian 12 gnumeric 1.12.55-1. 2026-11-30.
# Matters: registrars' exports are still often .xls; refused with a sentence, or converted first,
#          they do less harm than an identifier that has silently become a day.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' gnumeric 2>/dev/null || { echo "skipped: Debian's gnumeric is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q python-calamine==0.9.1 xlrd==2.0.2 openpyxl==3.1.5 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund @e965/xlsx@0.20.3 >log 2>&1 || { cat log; exit 1; }

v/bin/python - <<'PY'
import datetime, openpyxl
book = openpyxl.Workbook()
book.active.append([712, datetime.date(1999, 2, 14)])
book.active["A1"].number_format = "00000"
book.active["B1"].number_format = "dd/mm/yyyy"
book.save("cohort.xlsx")
PY
ssconvert cohort.xlsx gnumeric.xls 2>/dev/null
node -e '
const X = require("@e965/xlsx");
const cells = { "!ref": "A1:B1", A1: { t: "n", v: 712, z: "00000" }, B1: { t: "n", v: 36205, z: "dd/mm/yyyy" } };
X.writeFile({ SheetNames: ["A"], Sheets: { A: cells } }, "sheetjs.xls", { bookType: "biff8" });'

v/bin/python - <<'PY' | tee seen
import python_calamine, xlrd
for name in ("gnumeric.xls", "sheetjs.xls"):
    book = xlrd.open_workbook(name, formatting_info=True)
    cells = book.sheet_by_index(0).row(0)
    formats = [book.xf_list[cell.xf_index].format_key for cell in cells]
    print(name, "formats", [(key, book.format_map[key].format_str) for key in formats])
    print(name, "xlrd", [(cell.ctype == xlrd.XL_CELL_DATE, cell.value) for cell in cells])
    row = python_calamine.load_workbook(name).get_sheet_by_index(0).to_python()[0]
    print(name, "calamine", [str(value) for value in row])
PY
grep -qx "gnumeric.xls xlrd \[(False, 712.0), (True, 36205.0)\]" seen
grep -qx "sheetjs.xls xlrd \[(False, 712.0), (True, 36205.0)\]" seen
grep -qx "gnumeric.xls calamine \['1901-12-12', '1999-02-14'\]" seen
grep -qx "sheetjs.xls calamine \['712.0', '36205.0'\]" seen && echo "as described"
