#!/usr/bin/env bash
# 31032024 typed over 19/04/2024 is 30 March 2024, and acceptable.
#
# Guess:   a date field that takes eight digits takes the date they spell, or refuses them.
# Seen:    QDateEdit fits each part to the date that is already there. Over an April date « 31 » is
#          drawn back to 30 before March is typed: 30/03/2024. Over 28/02/2023, 29022024 gives
#          28/02/2024. Over a February date the day closes after « 3 », « 1 » and « 0 » make October,
#          and the field stays at 03/10/2024. Over a January date the same digits are right. In the
#          first two cases hasAcceptableInput() is true and nothing tells of the change.
# With:    PySide6-Essentials 6.11.3, fr_FR, format dd/MM/yyyy, offscreen. 2026-11-30.
# Matters: dates of birth, of nominations and of sittings are copied from paper into fields that start
#          at today: type them in a plain line and read the whole of it.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q PySide6-Essentials==6.11.3 2>log || { cat log; exit 1; }

cat > type.py <<'PY'
from PySide6.QtCore import QDate, QLocale
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDateEdit

application = QApplication([])
QLocale.setDefault(QLocale("fr_FR"))
for before, digits in (("15/02/2024", "31012024"), ("28/02/2023", "29022024"), ("19/04/2024", "31032024"), ("01/01/2024", "31012024")):
    field = QDateEdit(QDate.fromString(before, "dd/MM/yyyy"))
    field.setDisplayFormat("dd/MM/yyyy")
    field.show()
    field.setFocus()
    field.setSelectedSection(QDateEdit.Section.DaySection)
    QTest.keyClicks(field, digits)
    field.clearFocus()
    print(digits, "typed over", before, "is", field.date().toString("dd/MM/yyyy"), "acceptable:", field.hasAcceptableInput())
PY
QT_QPA_PLATFORM=offscreen v/bin/python type.py 2>log | tee seen
diff seen - <<'END' && echo "as described"
31012024 typed over 15/02/2024 is 03/10/2024 acceptable: False
29022024 typed over 28/02/2023 is 28/02/2024 acceptable: True
31032024 typed over 19/04/2024 is 30/03/2024 acceptable: True
31012024 typed over 01/01/2024 is 31/01/2024 acceptable: True
END
