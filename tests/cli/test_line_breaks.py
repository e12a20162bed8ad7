"""What a file is called, or an argument says, makes no line of its own in any output: a log would take it for one."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
ODD = "x\n::error::y"
"""A name that a workflow's log would take for a command, were it printed as it is."""
CLAIM, SOURCE, BROKEN = f"domains/{ODD}.md", f"inbox/archive/{ODD}.md", f"domains/{ODD}-broken.md"


@pytest.fixture
def odd(vault: Path) -> Path:
    """A vault of notes with such names: a claim and its source, a second source of that name, and a broken note."""
    texts = {
        CLAIM: '---\ntype: claim\ntitle: "Salt keeps"\nsource: "Doe, \'Salt keeps the year\' (2020-02-03)"\n---\n',
        SOURCE: '---\ntitle: Salt keeps the year\nauthor: Doe\ndate: 2020-02-03\nclaims_extracted:\n  - "No such note"\n---\n',
        f"inbox/queue/{ODD}.md": "---\ntitle: Pepper\n---\n",
        BROKEN: "---\ntype: claim\ntitle: 'x\n---\n",
    }
    for path, text in texts.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text)
    return vault


def has_none(*outputs: str) -> bool:
    return not any(line.startswith("::error::") for output in outputs for line in output.splitlines())


@pytest.mark.parametrize(
    "arguments",
    [
        ["check", "{vault}"],
        ["check", "{vault}", "--format", "github"],
        ["check", "{vault}", "--baseline", ODD],
        ["diff", "{vault}", "--stat"],
        ["diff", "{vault}", "--color", "always"],
        ["explain", CLAIM, "--vault", "{vault}"],
        ["explain", BROKEN, "--vault", "{vault}"],
        ["explain", ODD, "--vault", "{vault}"],
        ["explain", f"no {ODD}", "--vault", "{vault}"],
        ["decide", CLAIM, ODD, "yes", "--vault", "{vault}"],
        ["decide", ODD, "--vault", "{vault}"],
        ["migrate", "{vault}", "--yes", "--only", f"no {ODD}"],
        ["migrate", "{vault}", "--yes", "--config", ODD],
        ["migrate", "{vault}", "--yes", "--known-pairs", ODD],
        ["migrate", "{vault}", "--format", ODD],
        ["migrate", f"{{vault}}/{ODD}"],
        ["sync", "{vault}", "--force", ODD],
        ["sync", "{vault}", "--max-changes", ODD],
        ["sync", "{vault}", f"--no-{ODD}"],
        ["show", ODD],
        ["apply", ODD],
        ["review", "{vault}", "--html", f"nowhere/{ODD}"],
        ["validate", "{vault}"],
        ["schedule", ODD],
        ["schema", ODD],
        [ODD],
        ["undo", "{vault}", "--list"],
    ],
    ids=lambda arguments: " ".join(arguments).replace("\n", " "),
)
def test_no_name_makes_a_line_of_its_own(run: Run, odd: Path, arguments: list[str]) -> None:
    result = run(*(word.replace("{vault}", str(odd)) for word in arguments))
    assert has_none(result.out, result.err)


def test_nor_does_one_while_notes_are_written_and_taken_back(run: Run, odd: Path, tmp_path: Path) -> None:
    plan, page = tmp_path / f"{ODD}.json", tmp_path / f"{ODD}.html"
    plan.parent.mkdir(parents=True, exist_ok=True)
    steps = [
        ["plan", odd, "-o", plan],
        ["show", plan],
        ["review", odd, "--html", page],
        ["migrate", odd, "--yes"],
        ["show", plan],
        ["apply", plan],
        ["sync", odd],
        ["undo", odd],
        ["sync", odd],
    ]
    for step in steps:
        result = run(*step)
        assert has_none(result.out, result.err), step
    (odd / SOURCE).unlink()
    for step in (["sync", odd], ["check", odd], ["sync", odd]):
        result = run(*step)
        assert has_none(result.out, result.err), step
