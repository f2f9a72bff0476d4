#!/usr/bin/env bash
# A birth date kept as an ISO date becomes June 1905.
#
# Guess:   an .xlsx cell may hold its date as ISO 8601 text (type "d" of the standard,
#          openpyxl's `iso_dates=True`); a reader knows the type or says that it does not.
# Seen:    exceljs and Gnumeric read the leading "1999" of 1999-02-14 as a day number and answer
#          21 June 1905, formatted as a date; xlsx-populate answers NaN. openpyxl,
#          python-calamine and SheetJS read 14 February 1999. Nobody raises; Gnumeric mutters on
#          standard error.
# With:    openpyxl 3.1.5, python-calamine 0.9.1, exceljs 4.4.0, xlsx-populate 1.21.0,
#          SheetJS (npm xlsx) 0.18.5, Debian 12 gnumeric 1.12.55-1. 2026-11-30.
# Matters: a cohort that went through such a tool carries a birth year that is wrong and still a
#          possible year of a very old person: only a bound on ages sees it before a certificate.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' gnumeric 2>/dev/null || { echo "skipped: Debian's gnumeric is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q openpyxl==3.1.5 python-calamine==0.9.1 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund exceljs@4.4.0 xlsx-populate@1.21.0 xlsx@0.18.5 >log 2>&1 || { cat log; exit 1; }

v/bin/python - <<'PY'
import datetime, openpyxl
book = openpyxl.Workbook(iso_dates=True)
book.active.append(["LEROY", datetime.date(1999, 2, 14)])
book.save("cohort.xlsx")
PY
unzip -p cohort.xlsx xl/worksheets/sheet1.xml | grep -o '<c r="B1".*</c>'

v/bin/python - <<'PY' | tee seen
import openpyxl, python_calamine
print("openpyxl", openpyxl.load_workbook("cohort.xlsx").active["B1"].value)
print("calamine", python_calamine.load_workbook("cohort.xlsx").get_sheet_by_index(0).to_python()[0][1])
PY
cat > read.js <<'JS'
(async () => {
  const day = (date) => date.toISOString().slice(0, 10);
  const book = new (require("exceljs").Workbook)();
  await book.xlsx.readFile("cohort.xlsx");
  console.log("exceljs", day(book.worksheets[0].getCell("B1").value));
  const populate = await require("xlsx-populate").fromFileAsync("cohort.xlsx");
  console.log("xlsx-populate", populate.sheet(0).cell("B1").value());
  const sheet = require("xlsx").readFile("cohort.xlsx").Sheets.Sheet;
  console.log("sheetjs", require("xlsx").SSF.format("yyyy-mm-dd", sheet.B1.v));
})();
JS
node read.js | tee -a seen
ssconvert cohort.xlsx out.csv 2>/dev/null; echo "gnumeric $(cut -d, -f2 out.csv)" | tee -a seen

diff seen - <<'END' && echo "as described"
openpyxl 1999-02-14
calamine 1999-02-14
exceljs 1905-06-21
xlsx-populate NaN
sheetjs 1999-02-14
gnumeric 1905/06/21
END
