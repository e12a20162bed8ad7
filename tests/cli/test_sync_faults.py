"""Calls of a whole `sync --commit` fail, one a run: the next run is whole (all of them by tests.cli.sync_faults)."""

from pathlib import Path

import pytest

from tests.cli.sync_faults import all_of, committed


@pytest.mark.parametrize(("kind", "every", "least"), [("git", 11, 35), ("system", 43, 200)])
def test_after_a_call_that_fails_the_next_run_is_whole(tmp_path: Path, kind: str, every: int, least: int) -> None:
    assert all_of(committed(tmp_path / "base"), tmp_path, kind, every) > least
