"""No module imports itself through others, not even for the names of types."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2] / "jurydesk"
MODULES = {
    ".".join(path.relative_to(ROOT.parent).with_suffix("").parts).removesuffix(".__init__"): path
    for path in ROOT.rglob("*.py")
}


def imported(module):
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield whole if whole in MODULES else node.module
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def circles(graph):
    """Peel off what imports nothing left; what remains is in a circle, or leads to one."""
    left = {module: {each for each in named if each != module} for module, named in graph.items()}
    while free := [module for module, named in left.items() if not named & left.keys()]:
        for module in free:
            del left[module]
    return left


def test_no_import_circle():
    graph = {module: set(imported(module)) & MODULES.keys() for module in MODULES}
    assert len(graph) > 300
    assert circles(graph) == {}


def test_a_circle_would_be_seen():
    assert set(circles({"a": {"b"}, "b": {"a"}, "c": set()})) == {"a", "b"}
