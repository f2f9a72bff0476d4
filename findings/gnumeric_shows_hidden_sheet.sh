#!/usr/bin/env bash
# A hidden sheet saved by Gnumeric as XLSX is hidden no more.
#
# Guess:   saving a workbook in another format keeps what is hidden hidden, or says that it cannot.
# Seen:    Gnumeric keeps hidden rows in XLSX, and keeps hidden sheets in ODS and XLS, but writes
#          no state at all for a hidden sheet in XLSX: whoever opens the file sees it, and a reader
#          finds two sheets with the same headings on equal terms.
# With:    Debian 12 gnumeric 1.12.55-1, openpyxl 3.1.5, python-calamine 0.9.1. 2026-11-30.
# Matters: last year's cohort, kept on a hidden sheet of the same workbook, is shown to the next
#          addressee, and its candidates come in beside this year's: ask which sheet is meant
#          whenever several have the headings, hidden or not.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' gnumeric 2>/dev/null || { echo "skipped: Debian's gnumeric is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q openpyxl==3.1.5 python-calamine==0.9.1 2>log || { cat log; exit 1; }

v/bin/python - <<'PY'
import openpyxl
book = openpyxl.Workbook()
book.active.title = "2026"
old = book.create_sheet("2025")
for sheet, name in ((book.active, "DURAND"), (old, "MARTIN")):
    sheet.append(["identifiant", "nom_naissance"])
    sheet.append(["001", name])
    sheet.append(["002", "PETIT"])
book["2026"].row_dimensions[3].hidden = True
old.sheet_state = "hidden"
book.save("cohort.xlsx")
PY
for kind in xlsx ods xls; do ssconvert cohort.xlsx saved.$kind 2>/dev/null; done
v/bin/python - <<'PY' | tee seen
import openpyxl, python_calamine
for name in ("cohort.xlsx", "saved.xlsx"):
    book = openpyxl.load_workbook(name)
    print(name, [(s.title, s.sheet_state) for s in book], "row 3 hidden:", book["2026"].row_dimensions[3].hidden)
for sheet in python_calamine.load_workbook("saved.xls").sheets_metadata:
    print("saved.xls", sheet.name, sheet.visible)
PY
unzip -p saved.xlsx xl/workbook.xml | grep -o '<sheet [^>]*>'
unzip -p saved.ods content.xml | grep -o 'table:display="[a-z]*"' | tee -a seen
grep -qx "cohort.xlsx \[('2026', 'visible'), ('2025', 'hidden')\] row 3 hidden: True" seen
grep -qx "saved.xlsx \[('2026', 'visible'), ('2025', 'visible')\] row 3 hidden: True" seen
grep -qx "saved.xls 2025 SheetVisibleEnum.Hidden" seen
grep -qx 'table:display="false"' seen && echo "as described"
