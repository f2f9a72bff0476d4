#!/usr/bin/env bash
# « DE » and a bold « LA FONTAINE » join into « DELA FONTAINE ».
#
# Guess:   runs of rich text are put end to end; a space typed at the end of a run stays.
# Seen:    xlsx-populate and Gnumeric write runs without xml:space="preserve". Plain XML keeps such
#          a space, and openpyxl and Gnumeric return it; python-calamine 0.9.1 trims each run, which
#          0.7.0 did not. exceljs writes the attribute: there all readers agree.
# With:    python-calamine 0.9.1 and 0.7.0, xlsx-populate 1.21.0, exceljs 4.4.0, openpyxl 3.1.5,
#          Debian 12 gnumeric 1.12.55-1. 2026-11-30.
# Matters: a registrar puts one word of a name in bold, and the diploma bears another name: where a
#          cell is rich text, its text is read again from the XML.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' gnumeric 2>/dev/null || { echo "skipped: Debian's gnumeric is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
for version in 0.7.0 0.9.1; do
  python3 -m venv v$version; v$version/bin/pip install -q python-calamine==$version openpyxl==3.1.5 2>log || { cat log; exit 1; }
done
npm install --silent --no-audit --no-fund xlsx-populate@1.21.0 exceljs@4.4.0 >log 2>&1 || { cat log; exit 1; }

cat > write.js <<'JS'
(async () => {
  const P = require("xlsx-populate"), p = await P.fromBlankAsync(), text = new P.RichText();
  text.add("DE ").add("LA FONTAINE", { bold: true });
  p.sheet(0).cell("A1").value(text);
  await p.toFileAsync("xlsx-populate.xlsx");
  const e = new (require("exceljs").Workbook)();
  e.addWorksheet("A").getCell("A1").value = {
    richText: [{ text: "DE " }, { font: { bold: true }, text: "LA FONTAINE" }],
  };
  await e.xlsx.writeFile("exceljs.xlsx");
})();
JS
node write.js
ssconvert exceljs.xlsx gnumeric.xlsx 2>/dev/null
for name in xlsx-populate gnumeric exceljs; do
  for version in 0.7.0 0.9.1; do
    v$version/bin/python -c "
import python_calamine
print('$name calamine $version:', python_calamine.load_workbook('$name.xlsx').get_sheet_by_index(0).to_python()[0][0])"
  done
  ssconvert $name.xlsx out.csv 2>/dev/null; echo "$name gnumeric: $(tr -d '"' < out.csv)"
done | tee seen
v0.9.1/bin/python -W ignore -c "
import openpyxl
print('gnumeric openpyxl:', openpyxl.load_workbook('gnumeric.xlsx').active['A1'].value)" | tee -a seen
[ "$(grep -c ': DELA FONTAINE$' seen)" = 2 ]
[ "$(grep -c 'calamine 0.9.1: DELA FONTAINE$' seen)" = 2 ]
[ "$(grep -c ': DE LA FONTAINE$' seen)" = 8 ] && echo "as described"
