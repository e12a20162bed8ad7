"""Wrong usage and settings: exit 2, a message for the person who has to act, never a traceback."""

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.cli.command import guarded
from codex_backfill.terminal.console import Console

Run = Callable[..., Any]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["nonsense"], "error: no such command 'nonsense'", id="no such command"),
        pytest.param(["diff", "--nonsense"], "error: no such option: --nonsense", id="no such option"),
        pytest.param(["diff", "nowhere"], "nowhere: no such folder", id="no such vault"),
        pytest.param(["diff", "{vault}/domains"], "no notes below", id="a folder that is no vault"),
        pytest.param(["diff", "{vault}", "--config", "none.toml"], "none.toml: cannot be read: No such file", id="no such settings"),
        pytest.param(["diff", "{vault}", "--known-pairs", "none.csv"], "none.csv: no such file", id="no such known pairs"),
        pytest.param(["diff", "{vault}", "--format", "xml"], "'--format': 'xml' is not one of", id="no such format"),
        pytest.param(["diff", "{vault}", "--min-precision", "2"], "'--min-precision': it has to be", id="a precision above 1"),
    ],
)  # fmt: skip
def test_wrong_usage(run: Run, vault: Path, arguments: list[str], message: str) -> None:
    result = run(*(argument.format(vault=vault) for argument in arguments))
    assert (result.code, result.out) == (2, "")
    assert message in result.err
    assert "Traceback" not in result.err
    assert result.err.startswith("error: ")


def test_settings_errors_come_all_at_once_with_their_lines(run: Run, vault: Path) -> None:
    (vault / "codex-backfill.toml").write_text("[claims]\nfoldres = []\n[match]\nmin_precision = 7\n")
    result = run("diff", vault)
    assert result.code == 2
    assert "codex-backfill.toml:2:1: unknown key 'claims.foldres'; the nearest is 'folders'" in result.err
    assert "codex-backfill.toml:4:1: match.min_precision: " in result.err


def test_a_weight_of_no_comparison_names_the_nearest(run: Run, vault: Path) -> None:
    (vault / "codex-backfill.toml").write_text('[match.weights]\n"titel.exact" = 3.0\n')
    result = run("diff", vault)
    assert result.code == 2
    assert "unknown key 'match.weights.titel.exact'; the nearest is 'title'" in result.err
    (vault / "codex-backfill.toml").write_text('[match.weights]\n"title.exact" = 3.0\n')
    assert run("diff", vault).code == 0


def test_bad_known_pairs_come_all_at_once_with_their_lines(run: Run, vault: Path) -> None:
    (vault / "known_pairs.csv").write_text(
        "claim,source\ndomains/water/leaks.md,inbox/archive/none.md\n../x.md,inbox/archive/okafor.md\n"
    )
    result = run("migrate", vault, "--yes")
    assert result.code == 2
    assert "known_pairs.csv:2:" in result.err
    assert "known_pairs.csv:3:" in result.err


def test_version_and_help(run: Run) -> None:
    assert run("--version").out.startswith("codex-backfill ")
    assert "migrate" in run("--help").out
    assert run("migrate", "-h").code == 0
    assert run().code == 2


@pytest.mark.parametrize("closed", ["0<&-", ">&-", "2>&-", "0<&- >&- 2>&-"])
def test_a_closed_stream_changes_nothing_but_what_is_seen(vault: Path, tmp_path: Path, closed: str) -> None:
    command = f'"{sys.executable}" -m codex_backfill diff "{vault}" --exit-code {closed}'
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    ended = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=False)
    assert (ended.returncode, "Traceback" in ended.stderr) == (1, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_below_the_output_is_told(vault: Path, tmp_path: Path) -> None:
    command = f'"{sys.executable}" -m codex_backfill diff "{vault}" > /dev/full'
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    ended = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert f"error: the output cannot be written: {os.strerror(errno.ENOSPC)}" in ended.stderr
    assert "report it" not in ended.stderr


def test_an_interruption_that_python_wraps_is_one_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted() -> int:
        raise RuntimeError("Error calling __set_name__") from KeyboardInterrupt()

    assert guarded(interrupted, Console()) == 130
    assert capsys.readouterr().err == "error: interrupted; nothing is half-written\n"


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            ["init", "--dry-run"],
            ["diff"],
            ["diff", "--stat"],
            ["explain", "leaks", "--vault"],
            ["validate"],
            ["check"],
        ),
        *(["review", "--format", "json"], ["migrate", "--yes"], ["sync", "--dry-run"], ["sync"], ["undo", "--list"]),
    ],
    ids=" ".join,
)
def test_colours_reach_the_terminal_as_such(run: Run, vault: Path, arguments: list[str]) -> None:
    shown = run(*arguments, vault, "--color", "always")
    assert shown.code == 0
    assert "\\u001b" not in shown.out + shown.err
    assert shown.out.count("\x1b[") >= shown.out.count("\x1b[0m")


@pytest.mark.parametrize("command", ["sync", "check", "diff"])
def test_why_little_comes_out_is_said_by_every_command(run: Run, vault: Path, command: str) -> None:
    (vault / "inbox/queue").mkdir()
    settings = vault / "codex-backfill.toml"
    settings.write_text(
        '[claims]\nfolders = ["domains", "cores"]\ntypes = ["claim"]\n[sources]\nfolders = ["archive"]\n'
    )
    (vault / "core").mkdir()
    (vault / "core/one.md").write_text("---\ntype: claim\nsource: x\n---\n")
    err = run(command, vault).err
    assert "[claims] folders: there are no notes below 'cores'; is 'core' meant? mend codex-backfill.toml" in err
    assert "no sources: no notes below archive/; there are notes in" in err
