"""What the pages for contributors say of the code is so: files, functions, and the length of the way."""

import ast
import re
import traceback
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.cli.app import COMMANDS
from codex_backfill.editing.proof import splice
from codex_backfill.matching.comparisons import COMPARISONS
from codex_backfill.sync.brakes import Brake
from codex_backfill.sync.codes import Code
from tests.cli.conftest import Run, run, vault

__all__ = ("run", "vault")  # fixtures

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "codex_backfill"
ARCHITECTURE = (ROOT / "docs/architecture.md").read_text()
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text()
PLACES = sorted(set(re.findall(r"`([\w/]+\.py)`:\s+`([\w.]+)`", ARCHITECTURE)))
STEPS = re.findall(r"^\d+\. `([\w/]+\.py)`: `(?:\w+\.)?(\w+)`$", ARCHITECTURE, re.MULTILINE)


def defined(path: Path) -> set[str]:
    """The functions, classes, methods and constants of a module, by the names that a page calls them."""
    found = set()
    for node in ast.parse(path.read_text()).body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}.{one.name}" for one in node.body if isinstance(one, ast.FunctionDef)}
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return found


@pytest.mark.parametrize(("path", "name"), PLACES)
def test_what_the_architecture_names_is_there(path: str, name: str) -> None:
    assert name in defined(PACKAGE / path)


def test_the_architecture_names_every_room() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert {room for room in rooms if f"{room}/" not in ARCHITECTURE} == set()


def test_the_way_to_the_splice_is_the_one_on_the_page(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[tuple[str, str]] = []

    def recording(*given: Any) -> str:
        frames = [frame for frame in traceback.extract_stack() if frame.filename.startswith(f"{PACKAGE}/")]
        way = [(Path(frame.filename).relative_to(PACKAGE).as_posix(), frame.name) for frame in frames]
        passed[:] = [*way[[name for _, name in way].index("migrate") :], ("editing/proof.py", "splice")]
        return splice(*given)

    monkeypatch.setattr("codex_backfill.editing.proof.splice", recording)
    assert run("migrate", vault, "--yes", "--no-cache").code == 0
    assert passed == STEPS
    assert len(passed) <= 8
    assert len({path for path, _ in passed}) <= 5


@pytest.mark.parametrize("path", sorted(set(re.findall(r"`((?:codex_backfill|tests|docs)/[\w./]+)`", CONTRIBUTING))))
def test_the_files_that_contributing_lists_are_there(path: str) -> None:
    assert (ROOT / path).exists()


@pytest.mark.parametrize("module", sorted(set(re.findall(r"python -m (tests[\w.]*)", CONTRIBUTING))))
def test_the_programs_that_contributing_names_are_there(module: str) -> None:
    path = ROOT / module.replace(".", "/")
    assert path.with_suffix(".py").exists() or (path / "__main__.py").exists()


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda one: one.name)
def test_a_comparison_has_a_file_of_its_name(comparison: Any) -> None:
    module = import_module(f"codex_backfill.matching.comparisons.{comparison.name}")
    assert comparison in vars(module).values()


@pytest.mark.parametrize("name", [row.name for row in COMMANDS])
def test_a_command_is_its_file_and_its_row(name: str) -> None:
    module = import_module(f"codex_backfill.cli.commands.{name}")
    assert getattr(module, name).command.run.__name__ == name


def test_every_file_of_a_command_has_a_row() -> None:
    files = {path.stem for path in (PACKAGE / "cli/commands").glob("*.py")} - {"__init__"}
    assert files == {row.name for row in COMMANDS}


@pytest.mark.parametrize("code", Code)
def test_a_finding_is_one_row(code: Code) -> None:
    assert code.summary
    assert code.explanation


@pytest.mark.parametrize("brake", Brake)
def test_a_brake_is_tested_and_named(brake: Brake) -> None:
    assert f"Brake.{brake.name}" in (ROOT / "tests/sync/test_brakes.py").read_text()


def test_the_tests_that_the_readme_promises_are_there() -> None:
    rows = re.findall(r"^\| .* \| (`test.*`) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert rows
    for row in rows:
        first, *others = re.findall(r"`([^`]+)`", row)
        folder = (ROOT / first).parent
        found = [ROOT / first, *(ROOT / name if "/" in name else folder / name for name in others)]
        assert [path for path in found if not path.exists()] == [], row


def test_the_changelog_dates_the_version_that_the_package_has() -> None:
    from codex_backfill import __version__

    heading = rf"^## {re.escape(__version__)} - \d{{4}}-\d\d-\d\d$"
    assert re.search(heading, (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
