#!/usr/bin/env bash
# One duration above 24 hours, and pandas reads nothing of an ODS.
#
# Guess:   a cell that a reader cannot type costs that cell; the XLSX and the ODS that one
#          spreadsheet saves of the same table are read alike.
# Seen:    pandas with its odf engine parses a cell of type time as an hour of the day: « 26:30 »
#          (a total of hours of training, format [HH]:MM) raises, so no row of the sheet can be had,
#          not even with usecols= that leaves the column out. The XLSX that the same program saves
#          of the same table is read, and right: 1 day 02:30.
# With:    pandas 3.1.1, odfpy 1.4.1, openpyxl 3.1.5, Debian 12 libreoffice-calc 7.4.7. 2026-11-30.
# Matters: schools keep hours of presence beside the levels; an import must not need that column.
set -euo pipefail
dpkg-query -W -f '${Package} ${Version}\n' libreoffice-calc 2>/dev/null || { echo "skipped: Debian's libreoffice-calc is not here"; exit 77; }
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q pandas==3.1.1 odfpy==1.4.1 openpyxl==3.1.5 2>log || { cat log; exit 1; }

cat > cohort.fods <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:time-style style:name="T" number:truncate-on-overflow="false"><number:hours number:style="long"/><number:text>:</number:text><number:minutes number:style="long"/></number:time-style><style:style style:name="c" style:family="table-cell" style:data-style-name="T"/></office:automatic-styles>
<office:body><office:spreadsheet><table:table table:name="Promotion"><table:table-column table:number-columns-repeated="2"/>
<table:table-row><table:table-cell office:value-type="string"><text:p>nom</text:p></table:table-cell><table:table-cell office:value-type="string"><text:p>heures</text:p></table:table-cell></table:table-row>
<table:table-row><table:table-cell office:value-type="string"><text:p>DURAND</text:p></table:table-cell><table:table-cell table:style-name="c" office:value-type="time" office:time-value="PT26H30M00S"><text:p>26:30</text:p></table:table-cell></table:table-row>
</table:table></office:spreadsheet></office:body></office:document>
XML
for kind in ods xlsx; do soffice "-env:UserInstallation=file://$T/profile" --headless --convert-to $kind cohort.fods >/dev/null 2>&1; done

v/bin/python - <<'PY' | tee seen
import pandas
for name, options in (("cohort.ods", {}), ("cohort.ods", {"usecols": ["nom"]}), ("cohort.xlsx", {})):
    try:
        print(name, options, pandas.read_excel(name, **options).values.tolist())
    except Exception as error:
        print(name, options, type(error).__name__, error)
PY
[ "$(grep -c '^cohort.ods.*26:30' seen)" = 2 ] && grep -q "^cohort.xlsx .*DURAND.*1 days 02:30:00" seen && echo "as described"
