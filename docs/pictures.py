"""Makes the manual's pictures from the real window and its page of keys, without a screen.

Run ``make pictures`` (or ``python docs/pictures.py [FOLDER]``). Every session is made again in a
folder of its own, at a fixed clock; the settings of the person are neither read nor written.
"""

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from html import escape
from pathlib import Path
from time import monotonic
from zoneinfo import ZoneInfo

os.environ["QT_QPA_PLATFORM"] = "offscreen"
ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import pypdfium2  # noqa: E402 after the path
from PIL import Image  # noqa: E402
from PySide6.QtCore import (  # noqa: E402
    QBuffer,
    QMarginsF,
    QSettings,
    QSizeF,
    QStandardPaths,
    Qt,
    qInstallMessageHandler,
)
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPdfWriter, QTextDocument  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QWidget  # noqa: E402

from jurydesk.bundle import resource  # noqa: E402
from jurydesk.commands import demo  # noqa: E402
from jurydesk.french.spaces import typeset  # noqa: E402
from jurydesk.storage.sealing import seal  # noqa: E402
from jurydesk.storage.session_file import SessionFile  # noqa: E402
from jurydesk.storage.sheet_recording import enter_sheet  # noqa: E402
from jurydesk.widgets.keys.room_keys import Group, keys_of  # noqa: E402
from jurydesk.widgets.parts import theme  # noqa: E402
from jurydesk.widgets.parts.session_bridge import SessionBridge  # noqa: E402
from jurydesk.widgets.parts.verification_dialog import VerificationDialog  # noqa: E402
from jurydesk.widgets.sitting.attendance_dialog import AttendanceDialog  # noqa: E402
from jurydesk.widgets.window.application import make_application  # noqa: E402
from jurydesk.widgets.window.main_window import MainWindow  # noqa: E402
from jurydesk.widgets.window.session_wizard import SessionWizard  # noqa: E402

_SIZE = (1366, 768)
# A picture heavier than this is drawn with fewer colours, and refused with the fewest.
_HEAVIEST = 150_000
_SHEET = "bordereau_2024-04-19.csv"
_DAY = date(2024, 4, 19)


def main() -> int:
    """Write every picture; return 0, or 1 when one is too heavy."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "images"
    out.mkdir(parents=True, exist_ok=True)
    # The offscreen platform warns at every change of layout that it has no window manager.
    qInstallMessageHandler(lambda *_: None)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        folder = Path(place)
        os.environ["XDG_DATA_HOME"] = os.environ["XDG_CONFIG_HOME"] = place
        QStandardPaths.setTestModeEnabled(True)
        QSettings.setDefaultFormat(QSettings.Format.IniFormat)
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, place)
        app = make_application(["jurydesk"])
        pictures = {name: draw for draw_all in _PARTS for name, draw in draw_all(app, folder)}
    for name, picture in pictures.items():
        size = _write(picture, out / f"{name}.png")
        print(f"{name}.png {size // 1000} ko")
    _print_keys(out.parent / "aide-memoire.pdf")
    return 0


def preparation(app: QApplication, folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """The start page, the two tables read, and the jury's checks."""
    with _window(_at(8, 0)) as window:
        app.processEvents()
        yield "accueil", _grab(window)
        wizard = SessionWizard(window.bridge, window)
        wizard.resize(1180, 700)
        wizard.show()
        wizard.place_edit.setText("Toulouse")
        wizard.next_button.click()
        _doubtful(folder)
        # A relative path: a picture tells no folder of this computer.
        os.chdir(folder)
        wizard.cohort.load(Path("promotion.csv"))
        _wait(app, lambda: wizard.cohort.preview is not None)
        yield "import-doutes", _grab(wizard)
        wizard.close()
    session = _session(folder / "preparation.jury")
    with _window(_at(8, 30), session) as window:
        yield "jury", _page(app, window, "jury")


def room(app: QApplication, folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Attendance, then a contested bloc, by day and by night."""
    session = _session(folder / "seance.jury", until="10:12")
    with _window(_at(10, 12), session) as window:
        _page(app, window, "sitting")
        view = window.page("sitting").block_view  # type: ignore[attr-defined]
        window.page("sitting").go_to("003")  # type: ignore[attr-defined]
        QTest.keyClick(view, Qt.Key.Key_Down)
        for key in ("2", "2", "3", "2", "3"):
            QTest.keyClick(view, key)
            app.processEvents()
        yield "seance", _grab(window)
        window.appearance.swap()
        app.processEvents()
        yield "seance-sombre", _grab(window)
        window.appearance.swap()
        attendance = AttendanceDialog(window.bridge, window)
        attendance.show()
        app.processEvents()
        yield "presences", _grab(attendance)
        attendance.close()


def afterwards(app: QApplication, folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """The minutes ready to seal, then sealed; what follows; the verdict; a printed page."""
    closed = _session(folder / "close.jury", until="23:59")
    with _window(_at(11, 45), closed) as window:
        yield "avant-de-sceller", _page(app, window, "minutes", seconds=1.5)
    with SessionFile.open(closed) as session:
        seal(session, folder / "close.pdf", at=_at(12, 0))
    with _window(_at(14, 0), closed) as window:
        yield "suites", _page(app, window, "handover")
        yield "bilan", _page(app, window, "figures")
    sealed, minutes = _sealed(folder)
    with _window(_at(14, 0), sealed) as window:
        yield "signatures", _page(app, window, "minutes", seconds=1.5)
        settings = QSettings()
        settings.setValue("verification/authority", "autorite.pem")
        os.chdir(minutes.parent)
        (minutes.parent / "ca.pem").rename(minutes.parent / "autorite.pem")
        dialog = VerificationDialog(window.bridge, settings, Path(minutes.name), window)
        dialog.show()
        _wait(app, lambda: "valide" in dialog.verdict_label.text())
        yield "verdict", _grab(dialog)
        dialog.close()
    page = pypdfium2.PdfDocument(minutes)[2]
    yield "proces-verbal", page.render(scale=1.5).to_pil().convert("RGB")


_PARTS = (preparation, room, afterwards)


def _at(hour: int, minute: int) -> datetime:
    return datetime(2024, 4, 19, hour, minute, tzinfo=ZoneInfo("Europe/Paris"))


def _session(path: Path, until: str = "") -> Path:
    """Make the sample session, with what its sheet holds before an hour (``HH:MM``)."""
    with contextlib.redirect_stdout(io.StringIO()), demo.prepare(path, _at(8, 0)) as session:
        if until:
            rows = resource("samples", _SHEET).read_text(encoding="utf-8-sig").splitlines()
            sheet = path.with_suffix(".csv")
            kept = [rows[0], *(row for row in rows[1:] if row[:5] < until)]
            sheet.write_text("\n".join(kept) + "\n", encoding="utf-8")
            problems = enter_sheet(session, sheet).problems
            assert not problems, problems
    return path


def _sealed(folder: Path) -> tuple[Path, Path]:
    """Hold, seal and sign the sample sitting; return its session and its minutes."""
    place = folder / "scellee"
    (place / "cles").mkdir(parents=True)
    session_path, minutes = place / "demo.jury", place / "pv.pdf"
    with contextlib.redirect_stdout(io.StringIO()):
        moment = datetime.now(ZoneInfo("Europe/Paris"))
        with demo.prepare(session_path, moment) as session:
            demo.hold(session)
            demo.sign_all(session, minutes, place, moment)
    return session_path, minutes


def _doubtful(folder: Path) -> None:
    """Write the sample cohort as secretaries do: a doubtful date, a level that is none."""
    rows = resource("samples", "promotion_2024.csv").read_text(encoding="utf-8-sig").splitlines()
    heads = rows[0].split(";")
    first, third = rows[1].split(";"), rows[3].split(";")
    first[heads.index("date_naissance")] = "14/02/99"
    third[heads.index("BC02")] = "5"
    rows[1], rows[3] = ";".join(first), ";".join(third)
    (folder / "promotion.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


@contextmanager
def _window(moment: datetime, session: Path | None = None) -> Iterator[MainWindow]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    QSettings().clear()
    window = MainWindow(QSettings(), SessionBridge(lambda: moment))
    window.resize(*_SIZE)
    window.show()
    if session is not None:
        assert window.open_session(session)
    try:
        yield window
    finally:
        # A sitting left under way would be asked about.
        window.bridge.close()
        window.close()
        window.deleteLater()
        app.processEvents()


def _page(app: QApplication, window: MainWindow, key: str, *, seconds: float = 0.3) -> Image.Image:
    """Show a page, let it draw what it draws beside the screen, and return its picture."""
    window.show_page(key)
    start = monotonic()
    _wait(app, lambda: monotonic() - start > seconds)
    return _grab(window)


def _print_keys(path: Path) -> None:
    """Write the keys of the program on one page, in two columns."""
    columns = (
        (Group.VOTE, Group.DECIDE, Group.MOVE, Group.JURY),
        (Group.ATTENDANCE, Group.WINDOW),
    )
    cells = "".join(
        f"<td width='50%'>{''.join(map(_keys_html, groups))}</td>" for groups in columns
    )
    writer = QPdfWriter(str(path))
    writer.setTitle("JuryDesk – touches de la séance")
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(12, 10, 12, 8), QPageLayout.Unit.Millimeter)
    writer.setResolution(96)
    document = QTextDocument()
    document.setDocumentMargin(0)
    font = QFont(theme.font())
    font.setPointSizeF(7.6)
    document.setDefaultFont(font)
    document.setHtml(
        "<p style='font-size:13pt; margin:0'><b>JuryDesk – les touches</b></p>"
        f"<table width='100%' cellspacing='10'><tr>{cells}</tr></table>"
    )
    area = writer.pageLayout().paintRectPixels(96)
    document.setPageSize(QSizeF(area.width(), area.height()))
    assert document.pageCount() == 1, document.pageCount()
    document.print_(writer)


def _keys_html(group: Group) -> str:
    rows = "".join(
        f"<tr><td width='90'><b>{escape(key.caption)}</b></td>"
        f"<td>{escape(typeset(key.words))}</td></tr>"
        for key in keys_of(group)
    )
    title = f"<p style='font-size:9pt; margin:2px 0 0 0'><b>{typeset(group)}</b></p>"
    return f"{title}<table cellspacing='0' cellpadding='1'>{rows}</table>"


def _wait(app: QApplication, until: Callable[[], bool], seconds: float = 30) -> None:
    start = monotonic()
    while not until():
        assert monotonic() - start < seconds, "the window did not answer"
        app.processEvents()
        QTest.qWait(10)
    app.processEvents()


def _grab(widget: QWidget) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    widget.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(buffer.data().data())).convert("RGB")


def _write(picture: Image.Image, path: Path) -> int:
    """Write a picture with as many colours as its weight allows; return its bytes."""
    for colours in (256, 128, 64, 32):
        few = picture.quantize(colours, dither=Image.Dither.NONE)
        few.save(path, optimize=True)
        if path.stat().st_size <= _HEAVIEST:
            return path.stat().st_size
    raise SystemExit(f"{path.name} is heavier than {_HEAVIEST} bytes")


if __name__ == "__main__":
    sys.exit(main())
