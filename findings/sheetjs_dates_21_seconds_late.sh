#!/usr/bin/env bash
# In France, SheetJS writes every date 21 seconds late, and a day too late after 23:59:39.
#
# Guess:   a JavaScript date written to a cell comes back as the same day and hour.
# Seen:    the last SheetJS under the npm name `xlsx` counts days from local midnight of
#          30 December 1899, when Paris kept its own mean time (UTC+0:09:21), and corrects the zone
#          in whole minutes: 21 seconds are left over. 14 February 1999 is written 00:00:21, and
#          19 April 2024 23:59:59 becomes 20 April. In Berlin, on whole hours since 1893, nothing is
#          left over. SheetJS reads its own Paris file back without a fault: the two errors cancel.
# With:    SheetJS (npm xlsx) 0.18.5, openpyxl 3.1.5, Node 20. 2026-11-30.
# Matters: birth dates « at 00:00:21 » are no longer whole days, and an end of day moves to the
#          next: a date cell whose hour is odd on every row tells of its writer, not of a birth.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q openpyxl==3.1.5 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund xlsx@0.18.5 >log 2>&1 || { cat log; exit 1; }

cat > write.js <<'JS'
const X = require("xlsx");
const dates = [new Date(1999, 1, 14), new Date(2024, 3, 19, 23, 59, 59)];
const sheet = X.utils.aoa_to_sheet([dates], { dateNF: "dd/mm/yyyy hh:mm:ss" });
const book = X.utils.book_new();
X.utils.book_append_sheet(book, sheet, "Promotion");
X.writeFile(book, process.argv[2]);
const back = X.readFile(process.argv[2], { cellDates: true }).Sheets.Promotion;
console.log(process.env.TZ, "sheetjs again", back.A1.v.toString().slice(0, 24), "|", back.B1.v.toString().slice(0, 24));
JS
for zone in Europe/Paris Europe/Berlin; do
  TZ=$zone node write.js out.xlsx
  v/bin/python -c "
import openpyxl
cells = openpyxl.load_workbook('out.xlsx').active[1]
print('$zone openpyxl', cells[0].value, '|', cells[1].value)"
done | tee seen
grep -qx 'Europe/Paris openpyxl 1999-02-14 00:00:21 | 2024-04-20 00:00:20' seen
grep -qx 'Europe/Berlin openpyxl 1999-02-14 00:00:00 | 2024-04-19 23:59:59' seen
echo "as described"
