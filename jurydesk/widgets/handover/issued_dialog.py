"""Shows the register of certificates delivered: what, to whom, when, and what is to make again."""

from pathlib import Path

from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from jurydesk.deliberation.civil_status import amended_candidate
from jurydesk.deliberation.issued_titles import TitleStanding, register_rows
from jurydesk.files import write_whole
from jurydesk.french.days import short_day
from jurydesk.french.numbers import plural
from jurydesk.french.spaces import capitalised, typeset
from jurydesk.transmission import titles_register, typed_tables
from jurydesk.widgets.parts import messages, theme
from jurydesk.widgets.parts.forms import load_form
from jurydesk.widgets.parts.session_bridge import SessionBridge

_LOOKS = {TitleStanding.TO_MAKE_AGAIN: "warn", TitleStanding.REPLACED: "muted"}


class IssuedDialog(QDialog):
    """One row a certificate, in the order of the deliveries."""

    subject_label: QLabel
    issued_view: QTreeWidget
    export_button: QPushButton
    close_button: QPushButton

    def __init__(self, bridge: SessionBridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        load_form(self, "issued_dialog")
        self._bridge = bridge
        header = self.issued_view.header()
        for column in range(5):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        self._fill()

        self.export_button.clicked.connect(self._export)
        self.close_button.clicked.connect(self.reject)

    def _fill(self) -> None:
        state = self._bridge.state
        rows = () if state is None else register_rows(state)
        for row in rows:
            assert state is not None  # noqa: S101 rows are of a session
            item = QTreeWidgetItem(
                [
                    typeset(amended_candidate(state, row.candidate).name),
                    row.code,
                    short_day(row.issued_on),
                    capitalised(titles_register.copy_words(row)),
                    capitalised(row.standing.value),
                    row.mark or "sans code",
                ]
            )
            item.setToolTip(1, typeset(titles_register.title_words(state, row.code)))
            look = _LOOKS.get(row.standing)
            if look:
                item.setForeground(4, QColor(str(getattr(theme.current(), look))))
            self.issued_view.addTopLevelItem(item)
        again = sum(row.standing is TitleStanding.TO_MAKE_AGAIN for row in rows)
        told = f"{plural(len(rows), 'certificat délivré', 'certificats délivrés')}."
        if again:
            told += f" {again} à refaire : l’état civil a été corrigé depuis."
        if not rows:
            told = (
                "Aucun certificat n’est encore inscrit : cochez « Inscrire les certificats au "
                "registre » dans les options, puis produisez-les."
            )
        self.subject_label.setText(typeset(told))
        self.export_button.setEnabled(bool(rows))

    def _export(self) -> None:
        state, path = self._bridge.state, self._bridge.path
        if state is None or path is None:
            return
        start = str(path.with_name(f"{path.stem} - certificats.xlsx"))
        name, _ = QFileDialog.getSaveFileName(
            self, "Exporter le registre", start, "Tableur (*.xlsx);;Texte (*.csv)"
        )
        if name:
            table, out = titles_register.register_table(state), Path(name)
            messages.attempt(
                self,
                lambda: write_whole(out, typed_tables.table_file(table, out, state), replace=True),
            )


def show_issued(bridge: SessionBridge, parent: QWidget) -> None:
    """Show the register of the open session."""
    dialog = IssuedDialog(bridge, parent)
    dialog.exec()
    dialog.deleteLater()
