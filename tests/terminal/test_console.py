"""Output on terminals of all kinds: colour only where it is wanted, and no character that ends a run."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from codex_backfill.terminal.console import Console, make_console


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


@pytest.mark.parametrize(("colour", "written"), [(True, "\x1b[1;33mtides\x1b[0m lag"), (False, "tides lag")])
def test_colour_is_closed_on_every_line_and_left_out_when_unwanted(colour: bool, written: str) -> None:
    console = Console(colour=colour)
    assert console.written(console.line([("tides", "mark"), (" lag", "")])) == written


def test_only_the_tools_own_styles_reach_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    console = make_console(quiet=False, verbose=False, color="always", progress=False)
    console.result(console.paint("title \x1b[31m", "bold") + " and \x1b[2J")
    console.warn("\x1b]0;owned\x07")
    captured = capsys.readouterr()
    assert captured.out == "\x1b[1mtitle \\u001b[31m\x1b[0m and \\u001b[2J\n"
    assert captured.err == "\x1b[33mwarning\x1b[0m: \\u001b]0;owned\\u0007\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full, which stands for a full disk, on this system")
@pytest.mark.parametrize(
    ("words", "stream", "code"),
    [
        pytest.param(["check", "{}"], "stderr", 0, id="a check that finds nothing, stderr full"),
        pytest.param(["check", "{}"], "stdout", 0, id="a check that has nothing to print"),
        pytest.param(["check", "nowhere"], "stderr", 2, id="a wrong path, stderr full"),
        pytest.param(["chekc"], "stderr", 2, id="a misspelt command, stderr full"),
        pytest.param(["--help"], "stdout", 2, id="help, stdout full"),
        pytest.param(["explain", "x", "--vault", "{}"], "stdout", 2, id="a result that cannot be printed"),
    ],
)
def test_exit_1_never_means_anything_but_drift(tmp_path: Path, words: list[str], stream: str, code: int) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core/x.md").write_text("---\ntype: claim\n---\n")
    command = [sys.executable, "-m", "codex_backfill", *(word.format(tmp_path) for word in words)]
    environment = os.environ | {"XDG_STATE_HOME": str(tmp_path / "state"), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    environment["PYTHONUNBUFFERED"] = ""  # else it is not the last flush that fails
    with open("/dev/full", "w") as full:
        streams = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, stream: full}
        done = subprocess.run(command, **streams, env=environment, check=False, cwd=Path(__file__).parents[2])  # type: ignore[call-overload]
    assert done.returncode == code


def test_a_character_that_the_encoding_lacks_is_shown_by_its_code(tmp_path: Path) -> None:
    (tmp_path / "core").mkdir()
    (tmp_path / "core/ö.md").write_text("---\ntype: claim\n---\n")
    environment = os.environ | {"PYTHONIOENCODING": "ascii", "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-m", "codex_backfill", "explain", "ö", "--vault", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False, cwd=Path(__file__).parents[2])
    assert done.returncode == 0
    assert rb"core/\xf6.md" in done.stdout
