"""What a run costs the first time, again, and after an edit, beside the floor and a round-trip load of the frontmatter.

python -m tests.benchmarks.again                                   an invented vault of 734 claims, 1,101 notes in all
python -m tests.benchmarks.again --vault VAULT --known-pairs FILE  a copy of one of your own

Of every run the least time of some rounds. In each round every run has its turn, so that a busy machine is as busy for
all of them, and processor time is compared, user and system, of all processes.
"""

import argparse
import csv
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.benchmarks.child import Cost, run
from tests.benchmarks.vaults.folder import write

ROUND_TRIP, FLOOR = "a round-trip load of all frontmatter", "start, imports, reading, a bare C compose"
RIVALS = str(Path(__file__).with_name("rivals.py"))
_ADDED = "\nA sentence on glaciers that somebody has added: number {}.\n"
_DRIFT = 1
"""What `check` ends with where it finds some."""


class Rounds:
    """A vault that may be written, its known pairs, and the costs of every kind of run so far."""

    def __init__(self, vault: Path, known: Path, home: Path) -> None:
        self.vault, self.known, self.home = vault, known, home
        self.costs: defaultdict[str, list[Cost]] = defaultdict(list)
        with known.open(newline="", encoding="utf-8-sig") as file:
            named = {cell for row in csv.reader(file) for cell in row}
        notes = {str(path.relative_to(vault)): path for path in sorted(vault.rglob("*.md"))}
        claims = [name for name, path in notes.items() if b"\ntype: claim" in path.read_bytes()]
        self.edited = {
            "a claim": [notes[name] for name in claims if name not in named],
            "a known pair's claim": [notes[name] for name in claims if name in named],
            "a source": [path for name, path in notes.items() if name.startswith("inbox/archive/")],
        }

    def take(self, number: int) -> None:
        """One round, the `number`th."""
        tool = ("-m", "codex_backfill")
        self._cost(ROUND_TRIP, [RIVALS, "round_trip", str(self.vault)])
        self._cost(FLOOR, [RIVALS, "floor", str(self.vault)])
        self._cost("--version", [*tool, "--version"])
        self._cost("check", [*tool, "check", str(self.vault)])
        shutil.rmtree(self.home, ignore_errors=True)
        diff = (*tool, "diff", str(self.vault), "--known-pairs", str(self.known))
        self._cost("diff, the first one", diff)
        self._cost("diff, nothing changed", diff)
        for name, notes in self.edited.items():
            if notes:
                with notes[number * 37 % len(notes)].open("a", encoding="utf-8") as file:
                    file.write(_ADDED.format(number))
                self._cost(f"diff, {name} edited", diff)

    def _cost(self, name: str, arguments: Sequence[str]) -> None:
        self.costs[name].append(run(arguments, self.home, done=(0, _DRIFT)))

    def lines(self) -> Iterator[str]:
        """The least of all costs, run by run, and as ratios."""
        least = {name: min(cost.processor for cost in costs) for name, costs in self.costs.items()}
        yield f"{'':42}{'processor':>10}{'round trip':>12}{'floor':>8}{'memory':>10}"
        for name, costs in self.costs.items():
            ratios = f"{least[name] / least[ROUND_TRIP]:10.2f} x{least[name] / least[FLOOR]:6.1f} x"
            memory = max(cost.mebibytes for cost in costs)
            yield f"{name:42}{least[name]:8.3f} s{ratios}{memory:6.0f} MiB"


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.again",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--vault", type=Path, help="a vault, which is copied")
    parser.add_argument("--known-pairs", type=Path, help="the known pairs of that vault")
    parser.add_argument("--claims", type=int, default=734, help="the size of the invented vault")
    parser.add_argument("--rounds", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="codex-backfill-") as name:
        scratch = Path(name)
        if given.vault:
            shutil.copytree(given.vault, scratch / "vault", copy_function=shutil.copyfile)
            shutil.copyfile(given.known_pairs, scratch / "known_pairs.csv")
        else:
            write(scratch, given.claims)
        rounds = Rounds(scratch / "vault", scratch / "known_pairs.csv", scratch / "home")
        for number in range(given.rounds + 1):
            rounds.take(number)
            if not number:  # in which bytecode was written, as installing a package does
                rounds.costs.clear()
        print("\n".join(rounds.lines()))


if __name__ == "__main__":
    main()
