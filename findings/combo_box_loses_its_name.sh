#!/usr/bin/env bash
# The accessible name of a combo box is never heard on Linux: its name is the choice it shows.
#
# Guess:   setAccessibleName("Niveau") on a QComboBox names it « Niveau » for a screen reader, as it
#          does a button, and as Designer offers.
# Seen:    in the accessibility tree the name is the text chosen (« 2 – acquis »), which is the value
#          as well, so the reader says the answer twice and never the question. With nothing chosen
#          the name given is there, which hides the fault from a test of an empty box. The line
#          inside an editable one, which is what takes the keyboard, has no name at all.
# With:    PySide6-Essentials 6.11.3, Linux, offscreen. 2026-12-01.
# Matters: a box without a label beside it asks « acquis ? » of what? Give it a description as well,
#          and the line of an editable one a name of its own.
set -euo pipefail
T=$(mktemp -d); trap 'rm -rf "$T"' EXIT; cd "$T"
python3 -m venv v; v/bin/pip install -q PySide6-Essentials==6.11.3 2>log || { cat log; exit 1; }

cat > ask.py <<'PY'
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton

application = QApplication([])
Text = QAccessible.Text


def told(widget, what):
    place = QAccessible.queryAccessibleInterface(widget)
    print(f"{what}: name « {place.text(Text.Name)} », value « {place.text(Text.Value)} »")


button, empty, chosen, editable = QPushButton("OK"), QComboBox(), QComboBox(), QComboBox()
chosen.addItems(["2 – acquis", "3 – en voie"])
editable.setEditable(True)
for widget in (button, empty, chosen, editable):
    widget.setAccessibleName("Niveau")
told(button, "button")
told(empty, "empty box")
told(chosen, "box")
told(editable.lineEdit(), "line of an editable box")
PY
QT_QPA_PLATFORM=offscreen v/bin/python ask.py 2>log | tee seen
diff seen - <<'END' && echo "as described"
button: name « Niveau », value «  »
empty box: name « Niveau », value «  »
box: name « 2 – acquis », value « 2 – acquis »
line of an editable box: name «  », value «  »
END
