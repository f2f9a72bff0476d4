"""Signs with a card: its library, the card and the certificate are chosen, its code is asked.

Readers are slow and codes are counted: everything that speaks to the card runs beside the screen,
and nothing tries a code twice.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from jurydesk.deliberation.facts import MinutesSigned
from jurydesk.errors import JuryDeskError
from jurydesk.french.agreement import of
from jurydesk.french.spaces import typeset
from jurydesk.signature import cards, signing
from jurydesk.signature.expected import ExpectedSignature
from jurydesk.signature.handwriting import Handwriting
from jurydesk.widgets.minutes import signature_words
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.background import Background
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import grow

if TYPE_CHECKING:
    from jurydesk.signature.cards import Token
    from jurydesk.signature.keys import SigningKey

_LIBRARY = "signature/card_library"
_ANY_LIBRARY = "Pilotes (*.so *.dll *.dylib);;Tous les fichiers (*)"


class CardDialog(QDialog):
    """One member signs with a card; ``fact`` is what to record once done."""

    member_label: QLabel
    library_edit: QLineEdit
    browse_button: QPushButton
    token_box: QComboBox
    pin_edit: QLineEdit
    certificate_label: QLabel
    certificate_box: QComboBox
    told_label: QLabel
    accept_box: QCheckBox
    problem_label: QLabel
    accept_button: QPushButton
    cancel_button: QPushButton

    def __init__(
        self,
        bridge: SessionBridge,
        minutes: Path,
        expected: ExpectedSignature,
        handwriting: Handwriting | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        load_form(self, "card_dialog")
        self._bridge, self._minutes, self._expected = bridge, minutes, expected
        self._handwriting = handwriting
        self._settings = QSettings()
        self._background = Background(self)
        self._keys: tuple[SigningKey, ...] = ()
        self._looked_in = ""
        self.fact: MinutesSigned | None = None
        self.member_label.setText(expected.name)
        self.accept_box.setText(f"Je &reconnais ce certificat comme celui {of(expected.name)}")
        self._show_certificates(())
        self.library_edit.setText(str(self._settings.value(_LIBRARY, _usual_library())))

        self.library_edit.editingFinished.connect(self._look_elsewhere)
        self.browse_button.clicked.connect(self._browse)
        self.token_box.currentIndexChanged.connect(self._start_again)
        self.pin_edit.textEdited.connect(self._start_again)
        self.certificate_box.currentIndexChanged.connect(self._describe)
        self.accept_box.toggled.connect(self._allow)
        self.accept_button.clicked.connect(self._go_on)
        self.cancel_button.clicked.connect(self.reject)
        QTimer.singleShot(0, self._look)

    def done(self, result: int) -> None:
        """Let the code go with the dialog."""
        self._background.forget()
        self.pin_edit.clear()
        super().done(result)

    def _browse(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "Choisir le pilote", "", _ANY_LIBRARY)
        if name:
            self.library_edit.setText(name)
            self._look()

    def _look_elsewhere(self) -> None:
        """Look again once another library is named: leaving the field is not naming one."""
        if self.library_edit.text().strip() != self._looked_in:
            self._look()

    def _look(self) -> None:
        """Ask the library which cards are there."""
        text = self._looked_in = self.library_edit.text().strip()
        self._start_again()
        if not text:
            return
        self.told_label.setText("Lecture des cartes…")
        self._background.start(lambda: cards.tokens(Path(text)), self._show_tokens, self._refuse)

    def _show_tokens(self, found: "tuple[Token, ...]") -> None:
        self._settings.setValue(_LIBRARY, self.library_edit.text().strip())
        self.token_box.clear()
        for token in found:
            self.token_box.addItem(token.words, token)
        self.told_label.setText("" if found else "Aucune carte : insérez-la, puis « Parcourir… ».")
        self._start_again()

    def _start_again(self) -> None:
        """Forget the certificates of another card, or of another code."""
        self._show_certificates(())
        self.problem_label.clear()
        token = self.token_box.currentData()
        if token is not None:
            warned = (
                "Cette carte est bloquée par trop de codes faux."
                if token.blocked
                else "Attention : il ne reste qu’un essai avant le blocage de la carte."
                if token.last_try
                else "Un code faux a déjà été saisi : la carte se bloque après quelques essais."
                if token.few_tries
                else ""
            )
            self.told_label.setText(typeset(warned))
        self._allow()

    def _show_certificates(self, keys: "tuple[SigningKey, ...]") -> None:
        self._keys = keys
        self.certificate_box.clear()
        for key in keys:
            self.certificate_box.addItem(key.subject, key.fingerprint)
        for widget in (self.certificate_label, self.certificate_box, self.accept_box):
            widget.setVisible(bool(keys))
        self.accept_button.setText("&Signer" if keys else "&Continuer")

    def _describe(self) -> None:
        key = self._key()
        if key is None:
            return
        self.accept_box.setChecked(key.fingerprint == self._expected.fingerprint)
        self.told_label.setText(
            signature_words.certificate_html(key.certificate, self._expected.name)
        )
        grow(self)
        self._allow()

    def _key(self) -> "SigningKey | None":
        place = self.certificate_box.currentIndex()
        return self._keys[place] if 0 <= place < len(self._keys) else None

    def _allow(self) -> None:
        token = self.token_box.currentData()
        ready = token is not None and not token.blocked and bool(self.pin_edit.text())
        recognised = not self._keys or self.accept_box.isChecked()
        self.accept_button.setEnabled(ready and recognised and not self._background.is_busy)

    def _go_on(self) -> None:
        """Open the card to show its certificates, then to sign with the one recognised."""
        library, token = Path(self.library_edit.text().strip()), self.token_box.currentData()
        pin, at, chosen = self.pin_edit.text(), self._bridge.now(), self._key()
        session = self._bridge.state
        self.problem_label.clear()
        self.accept_button.setEnabled(False)

        def read() -> "tuple[SigningKey, ...]":
            with cards.open_card(library, token.label, pin, at=at) as card:
                return card.keys

        def sign() -> MinutesSigned:
            with cards.open_card(library, token.label, pin, at=at) as card:
                key = next(each for each in card.keys if each == chosen or _same(each, chosen))
                return signing.sign_file(
                    self._minutes,
                    self._expected.member,
                    key,
                    at=at,
                    session=session,
                    handwriting=self._handwriting,
                    accepts_name=True,
                )

        if chosen is None:
            self._background.start(read, self._found, self._refuse)
        else:
            self._background.start(sign, self._signed, self._refuse)

    def _found(self, keys: "tuple[SigningKey, ...]") -> None:
        self._show_certificates(keys)
        wanted = [each for each in keys if each.fingerprint == self._expected.fingerprint]
        if wanted:
            self.certificate_box.setCurrentIndex(keys.index(wanted[0]))
        self._describe()
        self.accept_box.setFocus()

    def _signed(self, fact: MinutesSigned) -> None:
        self.fact = fact
        self.accept()

    def _refuse(self, error: Exception) -> None:
        if not isinstance(error, JuryDeskError | OSError):
            raise error
        # A wrong code is never tried again by itself: it is typed anew.
        self.pin_edit.clear()
        self._start_again()
        self.problem_label.setText(typeset(messages.sentence(error)).replace(" (--token)", ""))
        grow(self)
        self.pin_edit.setFocus()


def _same(key: "SigningKey", chosen: "SigningKey | None") -> bool:
    return chosen is not None and key.fingerprint == chosen.fingerprint


def _usual_library() -> str:
    found = cards.likely_libraries()
    return str(found[0]) if found else ""
