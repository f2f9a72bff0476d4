"""The drawing in the signing dialog: by mouse or pen, to the signed file, and never needed."""

from io import BytesIO

import pikepdf
import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from jurydesk.signature.demonstration import as_p12, create_authority
from jurydesk.signature.handwriting import MAX_STROKES
from jurydesk.widgets.minutes.signing_dialog import SigningDialog
from tests.builders import at
from tests.widgets.minutes.test_minutes_page import a_closed_room, is_idle, seal_into, the_minutes
from tests.widgets.room import a_session, a_window, clear_file, when_asked

LEFT = Qt.MouseButton.LeftButton
LINE = ((0.1, 0.5), (0.3, 0.5), (0.5, 0.5), (0.7, 0.5), (0.9, 0.5))


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """The key of M2, protected by « secret »."""
    path = tmp_path_factory.mktemp("clés") / "M2.p12"
    made = create_authority(at=at("08:00")).issue("PrénomM2 NOMM2", at=at("08:00"))
    path.write_bytes(as_p12(made, "secret"))
    return path


@pytest.fixture
def dialog(qtbot, tmp_path):
    """The dialog alone, on a file that nobody signs here."""
    window = a_window(qtbot, a_session(tmp_path / "s.jury", clear_file("C01")))
    made = SigningDialog(window.bridge, tmp_path / "pv.pdf", "M2", "PrénomM2 NOMM2", window)
    qtbot.addWidget(made)
    made.show()
    QApplication.processEvents()
    return made


def place_on(pad, x, y):
    """A place of the paper in the widget: what is printed is 360 × 160, 6 from each edge."""
    assert (pad.width(), pad.height()) == (372, 172)
    return QPointF(6 + x * 360, 6 + y * 160)


def draw(pad, *points, button=LEFT):
    """One stroke by mouse."""
    places = [place_on(pad, *point).toPoint() for point in points]
    QTest.mousePress(pad, button, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, button, pos=places[-1])


def draw_by_pen(pad, *points, pressure):
    """One stroke by pen, pressed that hard."""
    pen = QPointingDevice(
        "stylet",
        1,
        QInputDevice.DeviceType.Stylus,
        QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position | QInputDevice.Capability.Pressure,
        1,
        1,
    )
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(points) - 1)]
    steps = [*zip(kinds, points, strict=True), (QEvent.Type.TabletRelease, points[-1])]
    for kind, point in steps:
        place = place_on(pad, *point)
        event = QTabletEvent(
            *(kind, pen, place, pad.mapToGlobal(place), pressure, 0, 0, 0, 0, 0),
            *(Qt.KeyboardModifier.NoModifier, LEFT, LEFT),
        )
        QApplication.sendEvent(pad, event)
        assert event.isAccepted()


def strokes(pad):
    """The drawing with its places to a tenth, by which a mouse's whole pixels are one place."""
    drawn = pad.handwriting
    found = drawn.strokes if drawn is not None else ()
    return [[(round(x, 1), round(y, 1)) for x, y in stroke] for stroke in found]


def test_mouse_draws_a_stroke_and_only_its_left_button(dialog):
    draw(dialog.handwriting_pad, *LINE, button=Qt.MouseButton.RightButton)
    assert dialog.handwriting_pad.handwriting is None
    draw(dialog.handwriting_pad, *LINE)
    assert strokes(dialog.handwriting_pad) == [list(LINE)]


def test_pen_draws_the_same_however_hard_it_is_pressed(dialog):
    pad = dialog.handwriting_pad
    drawings = []
    for pressure in (0.1, 1.0):
        draw_by_pen(pad, *LINE, pressure=pressure)
        drawings.append(pad.handwriting)
        pad.erase()
    assert drawings[0] == drawings[1]
    assert [round(x, 1) for x, _ in drawings[0].strokes[0]] == [x for x, _ in LINE]


def test_pointer_that_only_hovers_leaves_nothing(dialog):
    QTest.mouseMove(dialog.handwriting_pad, place_on(dialog.handwriting_pad, 0.5, 0.5).toPoint())
    assert dialog.handwriting_pad.handwriting is None


def test_stroke_out_of_the_paper_stops_at_its_edge(dialog):
    draw(dialog.handwriting_pad, (0.5, 0.5), (0.5, 3.0), (2.0, 3.0))
    assert strokes(dialog.handwriting_pad) == [[(0.5, 0.5), (0.5, 1.0), (1.0, 1.0)]]


def test_last_stroke_is_taken_back_and_all_is_erased(dialog):
    pad = dialog.handwriting_pad
    assert not dialog.undo_button.isEnabled()
    assert not dialog.erase_button.isEnabled()
    draw(pad, *LINE)
    draw(pad, (0.2, 0.2))
    draw(pad, (0.8, 0.2))
    assert pad.accessibleDescription() == "3\u00a0traits"
    QTest.keyClick(pad, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert strokes(pad) == [list(LINE), [(0.2, 0.2)]]
    QTest.mouseClick(dialog.undo_button, LEFT)
    assert strokes(pad) == [list(LINE)]
    draw(pad, (0.8, 0.8))
    QTest.mouseClick(dialog.erase_button, LEFT)
    assert pad.handwriting is None
    assert pad.accessibleDescription() == "Rien n’est dessiné"
    assert not dialog.erase_button.isEnabled()


def test_full_paper_is_told_and_takes_no_more_until_a_stroke_is_undone(dialog):
    pad = dialog.handwriting_pad
    for number in range(MAX_STROKES):
        assert "ornement" in dialog.handwriting_label.text()
        draw(pad, (number / MAX_STROKES, 0.5))
    assert "plein" in dialog.handwriting_label.text()
    draw(pad, *LINE)
    assert len(pad.handwriting.strokes) == MAX_STROKES
    QTest.mouseClick(dialog.undo_button, LEFT)
    assert "ornement" in dialog.handwriting_label.text()


def test_screen_says_what_a_drawing_is_worth(dialog):
    told = dialog.handwriting_label.text().replace("\u00a0", " ").replace("\u202f", " ")
    assert "la preuve de la signature est le certificat" in told


def test_tab_goes_round_without_the_paper(dialog):
    """From the key to the passphrase and the buttons: nothing to skip, nothing in the way."""
    dialog.key_edit.setText("clé.p12")
    dialog.key_edit.setFocus()
    visited = []
    for _ in range(5):
        visited.append(dialog.focusWidget().objectName())
        QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert visited == [
        *("key_edit", "browse_button", "passphrase_edit", "cancel_button", "accept_button")
    ]


def test_drawing_survives_a_refused_key_and_ends_with_the_dialog(dialog, key):
    draw(dialog.handwriting_pad, *LINE)
    dialog.key_edit.setText(str(key))
    dialog.passphrase_edit.setText("faux")
    QTest.mouseClick(dialog.accept_button, LEFT)
    assert dialog.problem_label.text()
    assert strokes(dialog.handwriting_pad) == [list(LINE)]
    dialog.reject()
    assert dialog.handwriting_pad.handwriting is None


def signed_by_m2(qtbot, tmp_path, monkeypatch, key, *drawn):
    """The sealed minutes once M2 signed them through the page, the queue and the dialog."""
    window = a_closed_room(qtbot, tmp_path / "s.jury", "M2")
    page = the_minutes(qtbot, window)
    out = tmp_path / "pv.pdf"
    seal_into(window, out, monkeypatch)

    def answer(dialog):
        for stroke in drawn:
            draw(dialog.handwriting_pad, *stroke)
        dialog.key_edit.setText(str(key))
        dialog.passphrase_edit.setText("secret")
        dialog.accept_button.click()
        dialog.accept_box.click()
        dialog.accept_button.click()

    page.go_to("M2")
    when_asked(answer)
    page.sign_button.click()
    assert [each.member for each in window.bridge.state.signatures] == ["M2"]
    qtbot.waitUntil(lambda: is_idle(page), timeout=20000)
    return out.read_bytes()


def stamp_of(document):
    """Page, rectangle and drawing operators of the only field."""
    with pikepdf.open(BytesIO(document)) as pdf:
        field = pdf.Root.AcroForm.Fields[0].Kids[0]
        page = next(n for n, page in enumerate(pdf.pages) if page.objgen == field.P.objgen)
        drawn = [str(step.operator) for step in pikepdf.parse_content_stream(field.AP.N)]
        return page, [float(edge) for edge in field.Rect], drawn


def test_drawing_by_mouse_is_printed_in_the_signed_minutes(qtbot, tmp_path, monkeypatch, key):
    document = signed_by_m2(qtbot, tmp_path, monkeypatch, key, LINE)

    number, (_, _, right, top), _ = stamp_of(document)
    pdf = PdfDocument(document)
    pdf.init_forms()
    page = pdf[number]
    image = page.render(scale=4, may_draw_forms=True).to_pil().convert("L")
    # A box of 22 mm less its lines is 60.36 points: the drawing is 40.36 high and 90.81 wide, 3
    # under the top and 4 from the right. The line runs from a tenth to nine tenths, half-way.
    height = page.get_height()
    middle = top - 3 - 40.36 / 2
    shades = [
        image.getpixel((round(4 * (right - 4 - 90.81 * (1 - x))), round(4 * (height - middle))))
        for x in (0.03, 0.15, 0.4, 0.6, 0.85, 0.97)
    ]
    pdf.close()
    assert [shade < 110 for shade in shades] == [False, True, True, True, True, False]


def test_signing_without_a_drawing_prints_words_alone(qtbot, tmp_path, monkeypatch, key):
    document = signed_by_m2(qtbot, tmp_path, monkeypatch, key)

    _, _, operators = stamp_of(document)
    assert "Tj" in operators or "TJ" in operators
    assert not {"m", "c", "S"} & set(operators)
