"""Asks for a written reason, with the question it answers."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton, QWidget

from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts.forms import load_form


class ReasonDialog(QDialog):
    """Asks for a reason; an empty one is not accepted unless ``optional``."""

    title_label: QLabel
    question_label: QLabel
    reason_label: QLabel
    reason_edit: QPlainTextEdit
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        title: str,
        question: str,
        parent: QWidget | None = None,
        *,
        text: str = "",
        optional: bool = False,
        label: str = "&Motif :",
    ) -> None:
        super().__init__(parent)
        load_form(self, "reason_dialog")
        self.setWindowTitle(f"JuryDesk – {title}")
        self.title_label.setText(title)
        self.question_label.setText(question)
        self.reason_label.setText(typeset(label))
        self.reason_edit.setAccessibleName(label.replace("&", "").rstrip(" :"))
        self._optional = optional
        self.reason_edit.setPlainText(text)
        self.reason_edit.installEventFilter(self)
        self.reason_edit.setFocus()
        self._allow()

        self.reason_edit.textChanged.connect(self._allow)
        self.accept_button.clicked.connect(self.accept)
        self.cancel_button.clicked.connect(self.reject)

    @property
    def reason(self) -> str:
        """What was written, without blanks around it."""
        return self.reason_edit.toPlainText().strip()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Ctrl+Enter as « Enregistrer »; Enter alone is a line of the text."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if enter and control and self.accept_button.isEnabled():
                self.accept()
                return True
        return super().eventFilter(watched, event)

    def _allow(self) -> None:
        self.accept_button.setEnabled(self._optional or bool(self.reason))


def ask_reason(
    parent: QWidget | None,
    title: str,
    question: str,
    *,
    text: str = "",
    optional: bool = False,
    label: str = "&Motif :",
) -> str | None:
    """Return what was written, or ``None`` when the person gave up; ``label`` says what it is."""
    dialog = ReasonDialog(title, question, parent, text=text, optional=optional, label=label)
    return dialog.reason if dialog.exec() == QDialog.DialogCode.Accepted else None
