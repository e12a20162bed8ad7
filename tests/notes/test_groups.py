"""What is tied together stays together, and nothing else does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.notes.groups import groups


@pytest.mark.parametrize(
    ("ties", "found"),
    [
        pytest.param([], ["a", "b", "c", "d"], id="without ties everybody is alone"),
        pytest.param(["bd"], ["a", "bd", "c"], id="two that are tied"),
        pytest.param(["bd", "da"], ["abd", "c"], id="over a third"),
        pytest.param(["abcd"], ["abcd"], id="a tie of four ends"),
        pytest.param(["ax", "xb", "cc", ""], ["a", "b", "c", "d"], id="who is no member ties nothing"),
    ],
)
def test_groups_are_the_smallest_that_break_no_tie(ties: list[str], found: list[str]) -> None:
    assert ["".join(group) for group in groups("abcd", ties)] == found


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20))))
def test_groups_part_the_members_whatever_the_order_of_ties(ties: list[tuple[int, int]]) -> None:
    members, named = [str(n) for n in range(21)], [(str(a), str(b)) for a, b in ties]
    found = groups(members, named)
    assert sorted(member for group in found for member in group) == sorted(members)
    assert found == groups(members, reversed(named))
    where = {member: group for group in found for member in group}
    assert all(where[a] == where[b] for a, b in named)
