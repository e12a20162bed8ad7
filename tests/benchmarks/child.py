"""Commands, each in a process of its own, to how long they took and how much memory they needed."""

import os
import subprocess
import sys
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The checkout, where `python -m codex_backfill` and `python -m tests.benchmarks` work."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process and its children took: seconds on the clock and on all processors, and the peak memory in MiB."""

    seconds: float
    processor: float
    mebibytes: float


class Failed(Exception):  # noqa: N818 - it is the command that failed
    """A timed command ended with an exit code that says so."""


def run(arguments: Sequence[str], home: Path, repeat: int = 1, done: Collection[int] = (0,)) -> Cost:
    """This interpreter's arguments to the least time and the peak memory of `repeat` runs, output thrown away.

    `home` is where the command keeps state and caches; bytecode is kept beside it. Raises Failed for any exit code that
    is not `done`.
    """
    costs = [_once(arguments, home, done) for _ in range(repeat)]
    return Cost(
        min(cost.seconds for cost in costs),
        min(cost.processor for cost in costs),
        max(cost.mebibytes for cost in costs),
    )


def _once(arguments: Sequence[str], home: Path, done: Collection[int]) -> Cost:
    environment = os.environ | {f"XDG_{kind}_HOME": str(home / kind) for kind in ("STATE", "CACHE", "CONFIG")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
    environment["PYTHONPYCACHEPREFIX"] = str(home.parent / "bytecode")
    begun = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in done:
        raise Failed(f"{' '.join(arguments)}: exit {process.returncode}\n{said[-2000:]}")
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
