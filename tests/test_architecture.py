"""Imports go down the flow of the data only: disk, terminal, notes -> citations, known -> matching -> ... -> cli."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "codex_backfill"
FLOW = "disk terminal notes citations known matching editing writing review sync evaluation cli".split()
ANYWHERE = {"errors", "settings", "__init__"}
PATHS = sorted(PACKAGE.rglob("*.py"))


def room(module: str) -> str:
    """The part of a dotted module name behind the package: a room, or a module that stands by itself."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(path: Path) -> set[str]:
    """The rooms of this package that a module imports, anywhere in its text."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("codex_backfill"):
            bare = node.module == "codex_backfill"
            found |= {room(f"{node.module}.{alias.name}" if bare else node.module) for alias in node.names}
        elif isinstance(node, ast.Import):
            found |= {room(alias.name) for alias in node.names if alias.name.startswith("codex_backfill")}
    return found - {"__version__"}


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_module_imports_only_what_comes_before_it(path: Path) -> None:
    here = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if here == "__main__":
        allowed = {"cli"}
    elif here == "settings":
        allowed = {"disk"}
    elif here in FLOW:
        allowed = {*FLOW[: FLOW.index(here) + 1]}
    else:
        allowed = set()
    assert imports(path) <= allowed | ANYWHERE


def test_only_one_module_touches_the_c_parser() -> None:
    users = [path.relative_to(PACKAGE).as_posix() for path in PATHS if "_ruamel_yaml" in path.read_text()]
    assert users == ["notes/yaml.py"]
