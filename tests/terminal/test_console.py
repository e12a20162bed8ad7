"""Output on terminals of all kinds: colour only where it is wanted, and no character that ends a run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codex_backfill.terminal.console import make_console


@pytest.mark.parametrize(
    ("color", "environment", "is_terminal", "coloured"),
    [
        pytest.param("auto", {}, True, True, id="a terminal"),
        pytest.param("auto", {}, False, False, id="a pipe"),
        pytest.param("auto", {"NO_COLOR": "1"}, True, False, id="NO_COLOR"),
        pytest.param("auto", {"NO_COLOR": ""}, True, True, id="an empty NO_COLOR is none"),
        pytest.param("auto", {"TERM": "dumb"}, True, False, id="a dumb terminal"),
        pytest.param("always", {"NO_COLOR": "1"}, False, True, id="always"),
        pytest.param("never", {}, True, False, id="never"),
    ],
)
def test_colour(
    monkeypatch: pytest.MonkeyPatch, color: str, environment: dict[str, str], is_terminal: bool, coloured: bool
) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
    console = make_console(quiet=False, verbose=False, color=color, progress=True)
    assert (console.paint("x", "red") != "x") == coloured


def test_a_character_that_the_encoding_lacks_is_shown_by_its_code(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core/ö.md").write_text("---\ntype: claim\n---\n")
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-m", "codex_backfill", "explain", "ö", "--vault", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0
    assert rb"core/\xf6.md" in done.stdout
