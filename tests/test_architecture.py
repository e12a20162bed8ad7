"""Imports go down the flow of the data only: disk, terminal, notes -> citations, known -> matching -> ... -> cli."""

import ast
from collections import Counter
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "codex_backfill"
FLOW = "disk terminal notes citations setup known matching editing writing review sync evaluation cli".split()
ANYWHERE = {"errors", "settings", "settings_file", "__init__"}
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
    elif here == "api":
        allowed = set(FLOW)
    elif here in ("settings", "settings_file"):
        allowed = {"disk"}
    elif here in FLOW:
        allowed = {*FLOW[: FLOW.index(here) + 1]}
    else:
        allowed = set()
    assert imports(path) <= allowed | ANYWHERE


def test_only_one_module_touches_the_c_parser() -> None:
    users = [path.relative_to(PACKAGE).as_posix() for path in PATHS if "_ruamel_yaml" in path.read_text()]
    assert users == ["notes/yaml.py"]


IN_FUNCTIONS = {
    "__main__:codex_backfill.cli.fast_path",
    "__main__:codex_backfill.cli.app",
    "cli.fast_path:codex_backfill.disk.git",
    "cli.fast_path:codex_backfill.disk.atomic",
    "cli.reading:codex_backfill.sync.repository",
    "cli.reading:codex_backfill.matching.evidence",
    "cli.summary:codex_backfill.cli.render",
    "matching.remembering:codex_backfill.matching.kept_corpus",
    "matching.remembering:codex_backfill.matching.matcher",
    "known.past:codex_backfill.known.decision_file",
}
"""The imports of our own that stand inside functions, each with its reason beside it."""


def late_imports(path: Path) -> set[str]:
    """The modules of this package that a module imports inside its functions, behind its own name."""
    here = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    functions = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.FunctionDef)]
    inside = [node for function in functions for node in ast.walk(function) if isinstance(node, ast.ImportFrom)]
    return {f"{here}:{node.module}" for node in inside if node.module and node.module.startswith("codex_backfill")}


def test_imports_stand_at_the_top_of_a_file() -> None:
    found = {late for path in PATHS for late in late_imports(path)}
    assert found == IN_FUNCTIONS
    assert len(found) <= 10


def test_no_two_modules_have_one_name() -> None:
    """But for the commands, which are called what the user calls them: each module is a noun of its own."""
    modules = [path for path in PATHS if path.parent.name != "commands"]
    names = Counter(path.parent.name if path.stem == "__init__" else path.stem for path in modules)
    assert [name for name, uses in names.items() if uses > 1] == []


def test_no_two_classes_have_one_name() -> None:
    nodes = [node for path in PATHS for node in ast.parse(path.read_text()).body]
    names = Counter(node.name for node in nodes if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))
    assert [name for name, uses in names.items() if uses > 1] == []


def test_no_room_holds_more_than_a_fifth_of_the_lines() -> None:
    lines: Counter[str] = Counter()
    for path in PATHS:
        lines[path.relative_to(PACKAGE).parts[0]] += path.read_text().count("\n")
    biggest, most = lines.most_common(1)[0]
    assert most <= 0.2 * lines.total(), biggest


CALLED_BY_LIBRARIES = {"_main", "format_commands", "version_string", "log_message", "do_GET", "do_POST"}
"""What typer and http.server call by these names."""


def test_nothing_is_defined_that_nothing_uses() -> None:
    """By name alone: a function that is called like one in use is not seen."""
    nodes = [node for path in PATHS for node in ast.walk(ast.parse(path.read_text()))]
    used = {node.id for node in nodes if isinstance(node, ast.Name)}
    used |= {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    used |= {node.arg for node in nodes if isinstance(node, ast.keyword) and node.arg}
    used |= {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}  # __all__
    defined = {node.name for node in nodes if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    idle = {name for name in defined - used if not name.startswith("__")}
    assert idle == CALLED_BY_LIBRARIES
