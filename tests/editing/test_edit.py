"""Splicing: edits change their spans, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.editing.edit import Edit, apply_edits, splice


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
    assert apply_edits(b"abcdef", edits) == after.encode()


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


@given(st.binary(max_size=40))
def test_any_bytes_come_through(raw: bytes) -> None:
    assert apply_edits(raw, []) == raw
    assert apply_edits(raw, [Edit(0, 0, "\u00e9")]) == "\u00e9".encode() + raw


def test_spans_count_characters_and_bytes_that_are_none() -> None:
    assert apply_edits(b"\xc3\xa9\xff\xf0\x9f\x8c\x8ax", [Edit(3, 4, "y")]) == b"\xc3\xa9\xff\xf0\x9f\x8c\x8ay"
