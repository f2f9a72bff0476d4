"""Loads a module at its first use when it was imported as a module, and at once when by a name.

``from jurydesk.signature import signing`` costs nothing until ``signing.sign_file`` is reached;
``from jurydesk.signature.signing import sign_file`` loads it there and then. So the form of a plain
import says which is meant, where the reader, mypy and the import contracts see it, and a window or
a command starts without what it may never want. Modules of ours and the libraries named below
follow this; packages of ours hold nothing and load as usual.
"""

import sys
from threading import RLock
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.abc import Loader
    from importlib.machinery import ModuleSpec
else:
    # importlib.abc alone would cost the start 3 ms.
    Loader = object

_OURS = "jurydesk."
# What a start does without: 1 ms (html) to 60 ms (sqlite_utils) each.
_LIBRARIES = frozenset(
    {
        "decimal",
        "fractions",
        "html",
        "pikepdf",
        "platform",
        "pypdfium2",
        "sqlcipher3",
        "sqlite_utils",
        "xlsxwriter",
    }
)


def install() -> None:
    """Follow every import from now on; once is enough."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


class _Waiting(ModuleType):
    """A module not loaded yet: reaching any name that is not Python's own loads it."""

    def __getattribute__(self, name: str) -> object:
        if not name.startswith("__"):
            _load(self)
        return ModuleType.__getattribute__(self, name)


def _load(module: ModuleType) -> None:
    """Execute a module once; another thread waits for the end, the loading one goes on."""
    spec = module.__spec__
    loader = spec and spec.loader
    if spec is None or not isinstance(loader, _Loader):
        return
    with loader.lock:
        if loader.loading or not isinstance(module, _Waiting):
            return
        loader.loading = True
        try:
            loader.real.exec_module(module)
        finally:
            loader.loading = False
        object.__setattr__(module, "__class__", ModuleType)
        module.__loader__ = spec.loader = loader.real


class _Loader(Loader):
    """Makes the module as its real loader would, and leaves executing it for later."""

    def __init__(self, real: "Loader") -> None:
        self.real = real
        self.lock = RLock()
        self.loading = False

    def create_module(self, spec: "ModuleSpec") -> ModuleType | None:
        return self.real.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        module.__class__ = _Waiting

    def __getattr__(self, name: str) -> object:
        return getattr(self.real, name)


class _Finder:
    """Asks the other finders, then sets what they found waiting."""

    def find_spec(
        self, name: str, path: "Sequence[str] | None", target: ModuleType | None = None
    ) -> "ModuleSpec | None":
        ours = name.startswith(_OURS) and not name.endswith("__main__")
        if not ours and name not in _LIBRARIES:
            return None
        for finder in sys.meta_path:
            if finder is self:
                continue
            spec = finder.find_spec(name, path, target)
            if spec is not None:
                break
        else:
            return None
        if spec.loader is not None and not (ours and spec.submodule_search_locations):
            spec.loader = _Loader(spec.loader)
        return spec
