"""A module imported as a module waits for its first use; imported by a name it loads at once."""

import subprocess
import sys
from pathlib import Path
from threading import Barrier, Thread

import pytest

from jurydesk import lazily

JURYDESK = Path(lazily.__file__).parent
_WAITING = "lambda name: type(sys.modules[name]).__name__ == '_Waiting'"


def told(program):
    """Return what a fresh Python prints, line by line."""
    return subprocess.run(
        [sys.executable, "-c", f"import sys\nimport jurydesk\nwaits = {_WAITING}\n{program}"],
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout.splitlines()


def test_a_module_waits_for_its_first_use():
    assert told(
        "from jurydesk.signature import signing\n"
        "import jurydesk.signature.signing\n"
        "print(waits('jurydesk.signature.signing'), 'pyhanko' in sys.modules)\n"
        "print(signing.sign_file.__name__)\n"
        "print(waits('jurydesk.signature.signing'), 'pyhanko' in sys.modules)\n"
    ) == ["True False", "sign_file", "False True"]


def test_a_name_loads_its_module_at_once():
    assert told(
        "from jurydesk.french.numbers import plural\n"
        "print(waits('jurydesk.french.numbers'), waits('fractions'))"
    ) == ["False True"]


def test_a_library_waits_and_its_parts_are_reached():
    assert told(
        "import pikepdf\n"
        "print(waits('pikepdf'))\n"
        "from pikepdf import pdfa\n"
        "print(waits('pikepdf'), pdfa.__name__, pikepdf.Pdf.__name__)"
    ) == ["True", "False pikepdf.pdfa Pdf"]


def test_a_module_loaded_is_an_ordinary_one():
    assert told(
        "from jurydesk.french import spaces\n"
        "spaces.NBSP\n"
        "import inspect\n"
        "print(type(spaces).__name__, type(spaces.__loader__).__name__)\n"
        "print('def typeset' in inspect.getsource(spaces))"
    ) == ["module SourceFileLoader", "True"]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder whose modules wait as ours do."""
    monkeypatch.setattr(lazily, "_OURS", "waiting_")
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("waiting_")]:
        del sys.modules[name]


def test_two_threads_load_a_module_once_and_see_it_whole(folder):
    (folder / "waiting_slow.py").write_text(
        "import builtins\n"
        "FIRST = 1\n"
        "for _ in range(200_000): pass\n"
        "builtins.loaded_count = getattr(builtins, 'loaded_count', 0) + 1\n"
        "LAST = builtins.loaded_count\n"
    )
    slow = __import__("waiting_slow")
    together, seen = Barrier(4), []

    def look():
        together.wait()
        seen.append((slow.FIRST, slow.LAST))

    threads = [Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [(1, 1)] * 4


def test_a_module_that_fails_says_so_at_each_use(folder):
    (folder / "waiting_broken.py").write_text("raise ImportError('rien ici')\n")
    broken = __import__("waiting_broken")
    for _ in range(2):
        with pytest.raises(ImportError, match="rien ici"):
            _ = broken.anything


@pytest.mark.usefixtures("folder")
def test_a_missing_module_is_missed_where_it_is_imported():
    with pytest.raises(ModuleNotFoundError):
        __import__("waiting_for_nobody")


def test_no_import_hides_in_a_function():
    sources = {path: path.read_text(encoding="utf-8") for path in JURYDESK.rglob("*.py")}
    assert len(sources) > 300
    assert [path.name for path, text in sources.items() if "PLC0415" in text] == []
