"""What git leaves in a file that two branches changed in one place, read as both sides of it."""

import pytest

from codex_backfill.known.merge_marks import both_sides

PLAIN = ["a", "<<<<<<< HEAD", "ours", "=======", "theirs", ">>>>>>> other", "z"]
DIFF3 = ["a", "<<<<<<< HEAD", "ours", "||||||| 3f2c1d0", "base", "=======", "theirs", ">>>>>>> other", "z"]


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        pytest.param(PLAIN, ["a", "ours", "theirs", "z"], id="merge"),
        pytest.param(DIFF3, ["a", "ours", "theirs", "z"], id="diff3: what both once had is neither's"),
        pytest.param([*DIFF3, *PLAIN], ["a", "ours", "theirs", "z"] * 2, id="two conflicts"),
        pytest.param([f"{line}\r" for line in DIFF3], ["a\r", "ours\r", "theirs\r", "z\r"], id="Windows lines"),
        pytest.param(
            ["<<<<<<< HEAD", "||||||| b", "x", "=======", "theirs", ">>>>>>> o"], ["theirs"], id="ours is gone"
        ),
        pytest.param(["=======", "text", "|||||||"], ["=======", "text", "|||||||"], id="a rule is no conflict"),
        pytest.param(["a"], ["a"], id="no conflict"),
    ],
)
def test_both_sides(lines: list[str], left: list[str]) -> None:
    assert [line for _, line in both_sides(lines)] == left


def test_lines_keep_their_numbers() -> None:
    assert list(both_sides(DIFF3)) == [(1, "a"), (3, "ours"), (7, "theirs"), (9, "z")]
