"""Makes the session that a dialog prepared, and asks such a dialog about the sealed one."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QDialog, QLabel, QWidget

from jurydesk.errors import JuryDeskError
from jurydesk.french.spaces import typeset
from jurydesk.widgets.parts import messages
from jurydesk.widgets.parts.background import busy
from jurydesk.widgets.parts.session_bridge import SessionBridge
from jurydesk.widgets.parts.style import set_state

if TYPE_CHECKING:
    from jurydesk.deliberation.facts import Fact
    from jurydesk.deliberation.state import SittingState
    from jurydesk.storage.encryption import SessionKey


class MakingDialog(Protocol):
    """A dialog that makes a session: where it says what is wrong, and the file once made."""

    problem_label: QLabel
    path: Path | None

    def accept(self) -> None:
        """Close it, the session made."""

    def exec(self) -> int:
        """Show it and wait."""

    def deleteLater(self) -> None:
        """Destroy it once nothing looks at it."""


def make(
    dialog: MakingDialog,
    bridge: SessionBridge,
    path: Path,
    facts: "Callable[[], tuple[Fact, ...]]",
    key: "SessionKey | None",
) -> None:
    """Write the session and close its dialog, or say there why not; nothing is half done."""
    try:
        with busy():
            bridge.create(path, facts(), key)
    except (JuryDeskError, OSError) as error:
        dialog.problem_label.setText(typeset(messages.sentence(error)))
        set_state(dialog.problem_label, "bad")
        return
    dialog.path = path
    dialog.accept()


def ask(
    kind: "Callable[[SessionBridge, SittingState, QWidget], MakingDialog]",
    bridge: SessionBridge,
    parent: QWidget,
) -> Path | None:
    """Ask for a session made of the sealed one that is open; return it once made."""
    state = bridge.state
    if state is None or state.sealed is None:
        return None
    return run(kind(bridge, state, parent))


def run(dialog: MakingDialog) -> Path | None:
    """Show a dialog that makes a session; return the file once made."""
    made = dialog.path if dialog.exec() == QDialog.DialogCode.Accepted else None
    dialog.deleteLater()
    return made
