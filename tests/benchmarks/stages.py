"""Where one command spends its time: the pipeline's own functions, each wrapped in a clock, by stage.

Run as a process of its own, so that start-up and imports count: `python -m tests.benchmarks.stages REPORT STARTED ARG..`
runs the command ARG.. in this process and writes `{stage: seconds}` to REPORT; STARTED is `time.monotonic()` of whoever
started it. A stage's time is its own: what another stage takes within it is the other's. The clocks cost a little
themselves, so that whole runs are timed without them.
"""

import builtins
import importlib
import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

STAGES = {
    "walk": ("notes.files:walk",),
    "read": ("notes.files:read_bytes",),
    "parse": ("notes.vault:load",),
    "resolve": ("notes.standing_links:links_of",),
    "index": ("matching.corpus:Corpus.__init__", "matching.index:Index.__init__"),
    "candidates": ("matching.index:Index.find",),
    "evidence": ("matching.features:Comparer.measure",),
    "learn": ("matching.learn:learn",),
    "decide": ("matching.all_claims:match",),
    "plan": ("editing.plan:make_plan",),
    "diff": ("editing.diff:unified_diff",),
    "write": ("writing.write:write",),
}
"""What belongs to which stage, in the order of the flow: a module is wrapped before another one imports from it."""


class Clock:
    """Adds up the time of nested stages, each second once: to the innermost."""

    def __init__(self, started: float) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open = ["start"]
        self._since = started

    def enter(self, stage: str) -> None:
        """From here on time is that stage's."""
        self._book(time.monotonic())
        self._open.append(stage)

    def leave(self) -> None:
        """From here on time is again that of the stage around."""
        self._book(time.monotonic())
        self._open.pop()

    def _book(self, now: float) -> None:
        self.seconds[self._open[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function to the same function under the clock."""

        @wraps(function)
        def wrapper(*given: Any, **named: Any) -> Any:
            self.enter(stage)
            try:
                return function(*given, **named)
            finally:
                self.leave()

        return wrapper


def find(name: str) -> tuple[Any, str]:
    """A name in STAGES to the module or class that holds the function, and the function's own name."""
    module, _, path = name.partition(":")
    *owners, attribute = path.split(".")
    owner: Any = importlib.import_module(f"codex_backfill.{module}")
    for part in owners:
        owner = getattr(owner, part)
    return owner, attribute


def wrap(clock: Clock) -> None:
    """Put the clock around everything in STAGES."""
    for stage, names in STAGES.items():
        for name in names:
            owner, attribute = find(name)
            setattr(owner, attribute, clock.timed(stage, getattr(owner, attribute)))


def main(report: Path, started: float, arguments: list[str]) -> None:
    """Run a command under the clock; exits as it does."""
    clock = Clock(started)
    clock.enter("import")
    wrap(clock)
    builtins.__import__ = clock.timed("import", builtins.__import__)
    from codex_backfill.__main__ import main as command

    clock.leave()
    sys.argv = ["codex-backfill", *arguments]
    clock.enter("rest")
    try:
        command()
    finally:
        clock.leave()
        report.write_text(json.dumps(clock.seconds))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]), sys.argv[3:])
