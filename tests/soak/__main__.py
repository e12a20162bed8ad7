"""`python -m tests.soak [ROUNDS [SEED]]`: the long soak, with its figures."""

import os
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tests.soak.rounds import SEED, soak


def main() -> None:
    """Runs 300 rounds, or as many as are asked for, in a folder of its own."""
    rounds, seed = [*map(int, sys.argv[1:]), *(300, SEED)[len(sys.argv) - 1 :]]
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        for kind in ("STATE", "CACHE", "CONFIG"):
            patch.setenv(f"XDG_{kind}_HOME", f"{folder}/home/{kind}")
        (Path(folder) / "vault").mkdir()
        seen = soak(Path(folder, "vault").resolve(), seed, rounds, patch)
    used = time.process_time() + sum(os.times()[2:4])
    print(f"seed {seed}: {seen}; {used:.0f} s of processor time")


if __name__ == "__main__":
    main()
