"""`python -m tests.benchmarks.vaults FOLDER --claims 2500 --seed 0`: write a vault, its answers and its known pairs."""

import argparse
from pathlib import Path

from tests.benchmarks.vaults.folder import write

parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.vaults", description=__doc__)
parser.add_argument("folder", type=Path)
parser.add_argument("--claims", type=int, default=2500)
parser.add_argument("--seed", type=int, default=0)
given = parser.parse_args()
write(given.folder, given.claims, given.seed)
