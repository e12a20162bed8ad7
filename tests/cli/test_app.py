"""Help: commands by their use, examples that run, exit codes; what is wrong with arguments is told with one prefix."""

import re
import shlex

import pytest

from codex_backfill.cli.app import COMMANDS, HelpRow
from codex_backfill.errors import Exit
from tests.cli.conftest import Run

NAMES = [row.name for row in COMMANDS]


@pytest.mark.parametrize("row", COMMANDS, ids=lambda row: row.name)
def test_a_summary_is_whole_at_80_columns(run: Run, monkeypatch: pytest.MonkeyPatch, row: HelpRow) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert re.search(rf"^  {row.name} +{re.escape(row.summary)}$", run("--help").out, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_help_ends_with_examples_and_exit_codes(run: Run, name: str) -> None:
    told = run(name, "--help").out
    examples = re.findall(r"^    (codex-backfill .*)$", told, re.MULTILINE)
    assert len(examples) >= 2
    assert all(shlex.split(example)[1] == name for example in examples)
    assert f"{Exit.USAGE}  {Exit.USAGE.meaning}" in told


@pytest.mark.parametrize("name", NAMES)
def test_options_of_examples_are_options_of_the_command(run: Run, name: str) -> None:
    told = run(name, "--help").out
    options, _, examples = told.partition("Examples:")
    examples = examples.partition("Exit codes:")[0]
    assert all(option in options for option in re.findall(r"(?<!\S)--?[a-z][a-z-]*", examples))


def test_nothing_given_shows_help(run: Run) -> None:
    result = run()
    assert (result.code, result.out) == (2, "")
    assert all(name in result.err for name in NAMES)
