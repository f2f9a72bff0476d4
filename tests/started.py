"""The program as its command starts it, up to where it would wait for the first key.

To be run by a Python of its own, after a function ``tell`` that says what is asked and ends it.
"""

STARTED = """
import sys
class Halt:
    def find_spec(self, name, path=None, target=None):
        if name == "jurydesk.widgets.window.main_window":
            from PySide6.QtWidgets import QApplication
            QApplication.exec = tell
sys.meta_path.insert(0, Halt())
from jurydesk.__main__ import main
main([])
"""
