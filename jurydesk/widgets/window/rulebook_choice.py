"""Chooses a rulebook on disk, or makes one from a fiche of the open data, without any command."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QInputDialog, QWidget

from jurydesk.certification import open_data
from jurydesk.certification.rulebook_file import load_rulebook
from jurydesk.files import write_whole
from jurydesk.french.spaces import capitalised
from jurydesk.replacing import check_replaceable
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.background import wait_for

_KINDS = "Référentiels et données ouvertes du RNCP (*.toml *.xml *.zip)"


def ask_rulebook(parent: QWidget, start: Path) -> Path | None:
    """Return a rulebook that loads; ``None`` when the person gives up, or was told why it fails."""
    name, _ = QFileDialog.getOpenFileName(
        parent, "Choisir un référentiel, ou l’export des fiches", str(start), _KINDS
    )
    found: list[Path] = []

    def take() -> None:
        path = Path(name)
        chosen = path if path.suffix.lower() == ".toml" else _from_open_data(parent, path)
        if chosen is not None:
            load_rulebook(chosen)
            found.append(chosen)

    if name:
        messages.attempt(parent, take)
    return found[0] if found else None


def _from_open_data(parent: QWidget, flow: Path) -> Path | None:
    code = _ask_code(parent)
    if not code:
        return None
    found = wait_for(
        parent,
        f"Recherche de la fiche {code}…",
        lambda: open_data.rulebook_of_fiche(flow, code),
    )
    if found is None:
        return None
    text, doubts = found
    if doubts:
        told = " ".join(f"{capitalised(doubt)}" for doubt in doubts)
        messages.show_done(parent, f"À vérifier dans la fiche {code}", told)
    start = str(flow.with_name(f"{code}.toml"))
    name, _ = QFileDialog.getSaveFileName(
        parent, "Où garder le référentiel tiré de la fiche ?", start, "Référentiels (*.toml)"
    )
    if not name:
        return None
    out = Path(name if name.lower().endswith(".toml") else f"{name}.toml")
    # The person just agreed to replace the file, if there was one.
    check_replaceable(out, replace=True)
    write_whole(out, text.encode(), replace=True)
    return out


def _ask_code(parent: QWidget) -> str:
    dialog = QInputDialog(parent)
    dialog.setWindowTitle("JuryDesk – fiche")
    dialog.setLabelText("Code de la fiche (RNCPnnnnn ou RSnnnn) :")
    dialog.setOkButtonText("&Importer")
    dialog.setCancelButtonText("&Renoncer")
    accepted = dialog.exec() == QInputDialog.DialogCode.Accepted
    code = "".join(dialog.textValue().split()).upper()
    dialog.deleteLater()
    return code if accepted else ""
