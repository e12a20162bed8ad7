"""The clock of the benchmark, and that what it is put around is there."""

import pytest

from tests.benchmarks.stages import STAGES, Clock, find


@pytest.mark.parametrize("name", [name for names in STAGES.values() for name in names])
def test_every_function_that_is_timed_exists(name: str) -> None:
    owner, attribute = find(name)
    assert callable(getattr(owner, attribute))


def test_time_is_booked_once_to_the_innermost_stage(monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = iter([1.0, 3.0, 6.0, 10.0])
    monkeypatch.setattr("tests.benchmarks.stages.time.monotonic", lambda: next(ticks))
    clock = Clock(started=0.0)
    inner = clock.timed("inner", lambda: "result")
    outer = clock.timed("outer", inner)
    assert outer() == "result"
    assert clock.seconds == {"start": 1.0, "outer": 2.0 + 4.0, "inner": 3.0}
