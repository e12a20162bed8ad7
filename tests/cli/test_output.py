"""Files that a person asks for take the place of nothing but an earlier one of their kind."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
Snapshot = Callable[[], dict[str, bytes]]

OUTPUTS = [
    pytest.param(lambda vault, path: ("plan", vault, "-o", path), id="plan -o"),
    pytest.param(lambda vault, path: ("review", vault, "--html", path), id="review --html"),
    pytest.param(lambda vault, path: ("validate", vault, "--html", path), id="validate --html"),
    pytest.param(lambda vault, path: ("check", vault, "--baseline", path, "--write-baseline"), id="--write-baseline"),
]


@pytest.mark.parametrize("words", OUTPUTS)
@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("domains/water/leaks.md", None, id="a note"),
        pytest.param("codex-backfill.toml", "", id="the settings"),
        pytest.param("known_pairs.csv", None, id="known pairs that are not there yet"),
        pytest.param(".codex-backfill/decisions.jsonl", None, id="the decisions"),
        pytest.param("mine.json", '{"mine": true}', id="a file of the person's"),
    ],
)
def test_no_output_replaces_what_is_none(
    run: Run, vault: Path, snapshot: Snapshot, words: Callable[..., tuple[Any, ...]], name: str, text: str | None
) -> None:
    if text is not None:
        (vault / name).write_text(text)
    before = snapshot()
    result = run(*words(vault, vault / name))
    assert (result.code, snapshot()) == (2, before)
    assert name in result.err


@pytest.mark.parametrize("words", OUTPUTS)
def test_an_earlier_output_of_its_kind_is_replaced_and_another_kind_is_not(
    run: Run, vault: Path, tmp_path: Path, words: Callable[..., tuple[Any, ...]]
) -> None:
    path = tmp_path / "out"
    assert run(*words(vault, path)).code in (0, 7)
    first = path.read_bytes()
    assert run(*words(vault, path)).code in (0, 7)
    assert path.read_bytes() == first
    others = [other.values[0] for other in OUTPUTS if other.values[0] is not words]
    assert {run(*other(vault, path)).code for other in others} == {2}  # type: ignore[operator]
    assert path.read_bytes() == first


def test_a_device_takes_what_it_is_given(run: Run, vault: Path) -> None:
    assert run("plan", vault, "-o", "/dev/null").code == 0


def test_units_replace_nothing_of_others(run: Run, vault: Path, tmp_path: Path) -> None:
    hook = tmp_path / "hooks/pre-commit"
    hook.parent.mkdir()
    hook.write_text("#!/bin/sh\nmake lint\n")
    assert run("schedule", "pre-commit", vault, "-o", hook.parent).code == 2
    assert hook.read_text() == "#!/bin/sh\nmake lint\n"


@pytest.mark.parametrize("kind", ["systemd", "cron", "pre-commit"])
def test_a_path_that_would_write_lines_of_its_own_is_refused(run: Run, tmp_path: Path, kind: str) -> None:
    odd = tmp_path / "vault\nExecStart=evil"
    odd.mkdir()
    result = run("schedule", kind, odd)
    assert (result.code, result.out) == (2, "")
    assert r"vault\u000aExecStart=evil" in result.err


@pytest.mark.parametrize(
    "name",
    [".codex-backfill/ledger.json", ".codex-backfill/decisions.jsonl", "known_pairs.csv", "codex-backfill.toml"],
)
@pytest.mark.parametrize("command", ["sync", "check"])
def test_a_pipe_in_the_place_of_a_file_is_named_and_not_waited_for(
    run: Run, vault: Path, name: str, command: str
) -> None:
    (vault / name).parent.mkdir(exist_ok=True)
    os.mkfifo(vault / name)
    result = run(command, vault)
    if command == "check" and name == "known_pairs.csv":
        return  # which it does not read
    assert result.code == 2
    assert name in result.err
    assert "not a regular file" in result.err
