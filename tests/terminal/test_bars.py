"""A weight as a bar."""

import pytest

from codex_backfill.terminal.cells import bar


@pytest.mark.parametrize(
    ("weight", "shown"),
    [
        pytest.param(4.0, "████", id="the largest fills its room"),
        pytest.param(-2.0, "░░", id="against is told by the pattern too"),
        pytest.param(0.01, "█", id="a little still shows"),
        pytest.param(0.0, "", id="nothing is nothing"),
        pytest.param(9.0, "████", id="never out of its room"),
    ],
)
def test_a_bar_has_a_sign_and_a_length(weight: float, shown: str) -> None:
    assert bar(weight, 4.0, 4) == shown
