"""The drawing of ARCHITECTURE is that of today's imports, and one page still holds them."""

import importlib.util
from pathlib import Path

PATH = Path(__file__).parents[2] / "docs" / "drawing.py"
SPEC = importlib.util.spec_from_file_location("drawing", PATH)
drawing = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(drawing)


def test_the_drawing_is_not_stale():
    page = drawing.PAGE.read_text(encoding="utf-8")
    assert drawing.BEGIN in page, "run make drawing"
    assert page == drawing.drawn(page), "run make drawing"


def test_every_folder_is_drawn():
    folders = {path.parent.name for path in (drawing.ROOT / "jurydesk").glob("*/__init__.py")}
    assert folders | {"services"} == set(drawing.LAYERS)


def test_an_import_is_a_mark_and_one_that_goes_up_is_named(tmp_path):
    package = tmp_path / "jurydesk"
    for name, text in (
        ("cohort/cells.py", "from jurydesk.french.spaces import NBSP\nimport jurydesk.errors\n"),
        ("french/spaces.py", "from jurydesk.widgets import room\n"),
    ):
        (package / name).parent.mkdir(parents=True)
        (package / name).write_text(text)
    lines = drawing.drawing(package).splitlines()
    assert next(line for line in lines if "cohort " in line).strip() == "cohort ● ●     ╲"
    assert next(line for line in lines if "french " in line).strip() == "french   ╲  opens widgets"
