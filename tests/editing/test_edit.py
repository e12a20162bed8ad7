"""Splicing: edits change their spans, and nothing else."""

import pytest

from codex_backfill.editing.edit import Edit
from codex_backfill.editing.proof import splice


@pytest.mark.parametrize(
    ("edits", "after"),
    [
        pytest.param([], "abcdef", id="no edit changes nothing"),
        pytest.param([Edit(3, 3, "+")], "abc+def", id="an insertion"),
        pytest.param([Edit(0, 0, "<"), Edit(6, 6, ">")], "<abcdef>", id="insertions at both ends"),
        pytest.param([Edit(1, 3, "")], "adef", id="a removal"),
        pytest.param([Edit(4, 6, "X"), Edit(0, 1, "Y")], "YbcdX", id="in any order"),
        pytest.param([Edit(1, 2, "X"), Edit(2, 3, "Y")], "aXYdef", id="side by side"),
        pytest.param([Edit(0, 6, "")], "", id="all of it"),
    ],
)
def test_spans_are_replaced(edits: list[Edit], after: str) -> None:
    assert splice("abcdef", edits) == after


@pytest.mark.parametrize(
    "edits",
    [
        pytest.param([Edit(1, 3, ""), Edit(2, 4, "")], id="that overlap"),
        pytest.param([Edit(5, 7, "")], id="that leave the text"),
        pytest.param([Edit(-1, 1, "")], id="that begin before the text"),
        pytest.param([Edit(3, 2, "")], id="that end before they begin"),
    ],
)
def test_edits_that_cannot_be_meant_raise(edits: list[Edit]) -> None:
    with pytest.raises(ValueError, match="overlap or leave the text"):
        splice("abcdef", edits)
