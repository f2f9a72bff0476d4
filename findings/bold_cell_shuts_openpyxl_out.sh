#!/usr/bin/env bash
# One cell in bold, and openpyxl opens the workbook no more.
#
# Guess:   openpyxl is strict on cells and easy on looks: a decoration it does not know is dropped.
# Seen:    the first style that xlsx-populate sets on any cell (bold, a date's format) leaves an
#          empty <fill/> among the styles. python-calamine opens the file; openpyxl raises « expected
#          <class 'openpyxl.styles.fills.Fill'> », whatever the sheet holds, read_only=True or not.
# With:    xlsx-populate 1.21.0, openpyxl 3.1.5, python-calamine 0.9.1. 2026-11-30.
# Matters: the secretary's table opens everywhere but in the program that was to read it, and the
#          error names a class, not a cell. Take values and marks from the XML parts that hold them.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q openpyxl==3.1.5 python-calamine==0.9.1 2>log || { cat log; exit 1; }
npm install --silent --no-audit --no-fund xlsx-populate@1.21.0 >log 2>&1 || { cat log; exit 1; }

node -e '
(async () => {
  const book = await require("xlsx-populate").fromBlankAsync();
  book.sheet(0).cell("A1").value("nom_naissance");
  await book.toFileAsync("plain.xlsx");
  book.sheet(0).cell("A1").style("bold", true);
  await book.toFileAsync("bold.xlsx");
})();'
unzip -p bold.xlsx xl/styles.xml | grep -o '<fills>.*</fills>'
v/bin/python - <<'PY' | tee seen
import openpyxl, python_calamine
for name in ("plain.xlsx", "bold.xlsx"):
    print(name, "calamine", python_calamine.load_workbook(name).get_sheet_by_index(0).to_python())
    for options in ({}, {"read_only": True}):
        try:
            print(name, "openpyxl", options, openpyxl.load_workbook(name, **options).active["A1"].value)
        except Exception as error:
            print(name, "openpyxl", options, type(error).__name__, error)
PY
[ "$(grep -c "^plain.xlsx openpyxl .*nom_naissance" seen)" = 2 ]
[ "$(grep -c "^bold.xlsx openpyxl .*TypeError expected .*Fill" seen)" = 2 ]
[ "$(grep -c "calamine \[\['nom_naissance'\]\]" seen)" = 2 ] && echo "as described"
