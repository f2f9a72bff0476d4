#!/usr/bin/env bash
# Two companies in two merged cells: four answers for the second candidate.
#
# Guess:   readers differ on merged cells in one known way: the covered cell is empty.
# Seen:    LibreOffice merges and keeps what was typed below. For the covered cell python-calamine,
#          odfdo and pyexcel-ods3 return the hidden text; exceljs returns the upper cell's text;
#          openpyxl returns nothing, and the hidden text with read_only=True; Gnumeric and SheetJS
#          return the hidden text from the XLSX and nothing from the ODS of the same table.
# With:    Debian 12 libreoffice-calc 7.4.7, gnumeric 1.12.55-1; python-calamine 0.9.1, odfdo 3.27.3,
#          pyexcel-ods3 0.6.1, openpyxl 3.1.5, exceljs 4.4.0, SheetJS 0.20.3 (npm @e965/xlsx).
#          2026-11-30.
# Matters: whether a juror works for the candidate's company is asked of that very cell. No answer is
#          the typist's: the cell is told, with its place, and a human says.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' libreoffice-calc gnumeric 2>/dev/null || { echo "skipped: these Debian packages are not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q python-calamine==0.9.1 odfdo==3.27.3 pyexcel-ods3==0.6.1 openpyxl==3.1.5 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund exceljs@4.4.0 @e965/xlsx@0.20.3 >log 2>&1 || { cat log; exit 1; }

cat > cohort.fods <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:body><office:spreadsheet><table:table table:name="Promotion"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell office:value-type="string"><text:p>DURAND</text:p></table:table-cell><table:table-cell office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="1"><text:p>Orbitalis</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>MARTIN</text:p></table:table-cell><table:covered-table-cell office:value-type="string"><text:p>Stellaria</text:p></table:covered-table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>
XML
for kind in ods xlsx; do soffice "-env:UserInstallation=file://$T/profile" --headless --convert-to $kind cohort.fods >/dev/null 2>&1; done
{ v/bin/python - 2>log <<'PY'
import odfdo, openpyxl, pyexcel_ods3, python_calamine
for kind in ("ods", "xlsx"):
    print(kind, "calamine", python_calamine.load_workbook(f"cohort.{kind}").get_sheet_by_index(0).to_python()[1][1])
print("ods odfdo", odfdo.Document("cohort.ods").body.tables[0].get_value("B2"))
print("ods pyexcel-ods3", pyexcel_ods3.get_data("cohort.ods")["Promotion"][1][1])
print("xlsx openpyxl", openpyxl.load_workbook("cohort.xlsx").active["B2"].value)
print("xlsx openpyxl read_only", openpyxl.load_workbook("cohort.xlsx", read_only=True).active["B2"].value)
PY
  node -e '
(async () => {
  for (const kind of ["ods", "xlsx"])
    console.log(kind, "SheetJS", require("@e965/xlsx").readFile("cohort." + kind).Sheets.Promotion.B2?.v);
  const book = new (require("exceljs").Workbook)();
  await book.xlsx.readFile("cohort.xlsx");
  console.log("xlsx exceljs", book.worksheets[0].getCell("B2").value);
})();'
  for kind in ods xlsx; do ssconvert cohort.$kind out.csv 2>/dev/null; echo "$kind Gnumeric $(tail -1 out.csv | cut -d, -f2)"; done
} | tee seen
diff seen - <<'END' && echo "as described"
ods calamine Stellaria
xlsx calamine Stellaria
ods odfdo Stellaria
ods pyexcel-ods3 Stellaria
xlsx openpyxl None
xlsx openpyxl read_only Stellaria
ods SheetJS undefined
xlsx SheetJS Stellaria
xlsx exceljs Orbitalis
ods Gnumeric 
xlsx Gnumeric Stellaria
END
