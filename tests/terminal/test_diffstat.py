"""Counts by file fit the terminal that they are shown on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.terminal.cells import cells
from codex_backfill.terminal.diffstat import diffstat


@pytest.mark.parametrize(
    ("path", "count", "row"),
    [
        pytest.param("a.md", 3, " a.md | 3 +++", id="what fits is shown as it is"),
        pytest.param("domains/water/night-flow-finds-leaks-before.md", 2, " …/night-flow-finds-leaks-before.md | 2 ++", id="a path is cut at its beginning"),
        pytest.param("a.md", 90, f" a.md | 90 {31 * '+'}", id="signs are scaled to the room"),
        pytest.param("潮位/夜間流量は漏水を住民より先に見つける.md", 1, " …量は漏水を住民より先に見つける.md  | 1 +", id="wide letters take two columns"),
    ],
)  # fmt: skip
def test_a_row_fits_the_terminal(path: str, count: int, row: str) -> None:
    first = diffstat([(path, count)], columns=42).splitlines()[0]
    assert (first, cells(first) <= 42) == (row, True)


def test_all_is_shown_where_nobody_counts_columns() -> None:
    assert diffstat([(100 * "x", 2), ("y", 11)]).splitlines() == [
        f" {100 * 'x'} |  2 ++",
        f" y{99 * ' '} | 11 {11 * '+'}",
        " 2 files changed, 13 entries added",
    ]


def test_nothing_to_count_is_nothing() -> None:
    assert diffstat([]) == ""


@given(
    st.lists(st.tuples(st.text(min_size=1, max_size=60), st.integers(1, 500)), min_size=1, max_size=5),
    st.integers(30, 200),
)
def test_no_row_is_wider_than_the_terminal(gains: list[tuple[str, int]], columns: int) -> None:
    assert all(cells(row) <= columns for row in diffstat(gains, columns).splitlines()[:-1])
