#!/usr/bin/env bash
# Local midnight in JavaScript, four writers of spreadsheets, two different days.
#
# Guess:   new Date(1999, 1, 14), which prints as 14 February, is written to a cell as 14 February.
# Seen:    in Paris, exceljs and excel4node store the UTC clock: the cell reads 13 February 23:00
#          (12 July: 11 July 22:00). xlsx-populate stores the local clock: 14 February. SheetJS 0.20
#          does the one or the other: aoa_to_sheet the local clock, a cell object of type "d" UTC.
#          exceljs reads its own file back as the very date it was given, so a test of writing and
#          reading passes; on a machine in UTC all agree.
# With:    exceljs 4.4.0, excel4node 1.8.2, SheetJS 0.20.3 (npm @e965/xlsx), xlsx-populate 1.21.0,
#          python-calamine 0.9.1 as the reader, Node 20. 2026-11-30.
# Matters: web registrars' exports give candidates born one day early. A column of dates whose hours
#          are all 22:00 or 23:00 is a day off and has to be told; cutting the hour is wrong.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q python-calamine==0.9.1 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund exceljs@4.4.0 excel4node@1.8.2 @e965/xlsx@0.20.3 xlsx-populate@1.21.0 >log 2>&1 || { cat log; exit 1; }

cat > write.js <<'JS'
const winter = new Date(1999, 1, 14), summer = new Date(1999, 6, 12);
(async () => {
  const e = new (require("exceljs").Workbook)();
  e.addWorksheet("A").addRow([winter, summer]);
  await e.xlsx.writeFile("exceljs.xlsx");
  const again = new (require("exceljs").Workbook)();
  await again.xlsx.readFile("exceljs.xlsx");
  const cell = again.worksheets[0].getCell("A1").value;
  console.log(process.env.TZ, "exceljs reads itself:", +cell === +winter);

  const f = new (require("excel4node").Workbook)(), sheet = f.addWorksheet("A");
  sheet.cell(1, 1).date(winter);
  sheet.cell(1, 2).date(summer);
  require("fs").writeFileSync("excel4node.xlsx", await f.writeToBuffer());

  const X = require("@e965/xlsx"), book = X.utils.book_new();
  X.utils.book_append_sheet(book, X.utils.aoa_to_sheet([[winter, summer]]), "A");
  X.writeFile(book, "sheetjs-rows.xlsx");
  const cells = { "!ref": "A1:B1", A1: { t: "d", v: winter }, B1: { t: "d", v: summer } };
  X.writeFile({ SheetNames: ["A"], Sheets: { A: cells } }, "sheetjs-cells.xlsx");

  const p = await require("xlsx-populate").fromBlankAsync();
  p.sheet(0).cell("A1").value(winter).style("numberFormat", "dd/mm/yyyy");
  p.sheet(0).cell("B1").value(summer).style("numberFormat", "dd/mm/yyyy");
  await p.toFileAsync("xlsx-populate.xlsx");
})();
JS
for zone in Europe/Paris UTC; do
  TZ=$zone node write.js
  v/bin/python -c "
import python_calamine
for name in ('exceljs', 'excel4node', 'sheetjs-cells', 'sheetjs-rows', 'xlsx-populate'):
    row = python_calamine.load_workbook(name + '.xlsx').get_sheet_by_index(0).to_python()[0]
    print('$zone', name, *row)"
done | tee seen
[ "$(grep -c '^Europe/Paris.*1999-02-13 23:00:00 1999-07-11 22:00:00$' seen)" = 3 ]
for name in sheetjs-rows xlsx-populate; do grep -qx "Europe/Paris $name 1999-02-14 1999-07-12" seen; done
[ "$(grep -c '^UTC.*1999-02-14 1999-07-12$' seen)" = 5 ]
[ "$(grep -c 'reads itself: true' seen)" = 2 ] && echo "as described"
