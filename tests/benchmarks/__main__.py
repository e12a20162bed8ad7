"""How fast the tool is, as ratios to what a user would otherwise do in the same run.

python -m tests.benchmarks                                    an invented vault of 2,500 claims
python -m tests.benchmarks --vault VAULT --known-pairs FILE   one of your own
python -m tests.benchmarks --sizes 2500 20000 100000          how time grows with size (minutes)
"""

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.benchmarks.child import ROOT, Cost, Failed, run
from tests.benchmarks.recall import lost
from tests.benchmarks.stages import STAGES
from tests.benchmarks.vaults.folder import write

TOOL = ("-m", "codex_backfill")
RIVALS = str(Path(__file__).with_name("rivals.py"))
PAIRS_LIMIT = 10_000_000
"""Comparing all pairs of more than this many would take minutes."""


class Bench:
    """A vault with its known pairs, and a scratch folder for homes and copies."""

    def __init__(self, vault: Path, known: Path, scratch: Path, repeat: int) -> None:
        self.vault, self.known, self.scratch, self.repeat = vault, known, scratch, repeat
        self.home = scratch / "home"
        self.paths = sorted(path for path in vault.rglob("*.md") if "/." not in str(path.relative_to(vault)))

    @property
    def sources(self) -> int:
        """How many notes are below the inbox."""
        return sum("inbox" in path.relative_to(self.vault).parts for path in self.paths)

    @property
    def title(self) -> str:
        """What the vault is, in one line."""
        size = sum(path.stat().st_size for path in self.paths) / 2**20
        return f"{len(self.paths) - self.sources:,} claims and other notes, {self.sources:,} sources, {size:.1f} MiB"

    def warm_up(self) -> None:
        """Compile what a dry run imports, as installing a package does."""
        known = str(ROOT / "known_pairs.csv")
        run([*TOOL, "diff", str(ROOT / "fixtures" / "vault"), "--known-pairs", known], self.scratch / "warm-up")

    def dry_run(self, repeat: int) -> Cost:
        """A whole `diff`."""
        return self.tool("diff", self.vault, repeat=repeat)

    def tool(self, command: str, vault: Path, *options: str, repeat: int = 1) -> Cost:
        """A command of the tool on a vault."""
        given = [*TOOL, command, str(vault), "--known-pairs", str(self.known), "--min-precision", "0.01", *options]
        return run(given, self.home, repeat)

    def stages(self, command: str, vault: Path, *options: str) -> dict[str, float]:
        """A command under the clocks to the seconds of each stage."""
        report = self.scratch / "stages.json"
        given = [command, str(vault), "--known-pairs", str(self.known), "--min-precision", "0.01", *options]
        run(["-m", "tests.benchmarks.stages", str(report), repr(time.monotonic()), *given], self.home)
        seconds: dict[str, float] = json.loads(report.read_text())
        return seconds

    def copy(self, name: str) -> Path:
        """A fresh copy of the vault, which may be written."""
        copy = self.scratch / name
        shutil.copytree(self.vault, copy, copy_function=shutil.copyfile)
        return copy


def stage_lines(bench: Bench) -> Iterator[str]:
    """Where a dry run spends its time, and what writing adds."""
    seconds = bench.stages("diff", bench.vault)
    copy = bench.copy("written")
    writing = bench.stages("migrate", copy, "--yes")
    shutil.rmtree(copy)
    total = sum(seconds.values())
    for stage in ("start", "import", *STAGES, "rest"):
        if stage == "write":
            yield f"  {stage:<12}{writing.get(stage, 0.0):8.3f} s         (migrate, on a copy)"
        else:
            yield f"  {stage:<12}{seconds.get(stage, 0.0):8.3f} s {seconds.get(stage, 0.0) / total:7.1%}"
    yield f"  {'sum':<12}{total:8.3f} s         (under the clocks)"


def ratio_lines(bench: Bench) -> Iterator[str]:
    """A dry run beside what else there is."""
    shutil.rmtree(bench.home)
    first = bench.dry_run(1)
    again = bench.dry_run(bench.repeat)
    peak = max(first.mebibytes, again.mebibytes)
    yield f"  a first dry run {first.seconds:.3f} s (processors {first.processor:.3f} s), peak memory {peak:.0f} MiB"
    yield f"  the same again  {again.seconds:.3f} s (processors {again.processor:.3f} s)"
    yield "   first    again"
    rivals = [
        ("floor", "start, imports, reading, a bare C compose"),
        ("round_trip", "ruamel.yaml's round-trip load of the same frontmatter"),
    ]
    if bench.sources * (len(bench.paths) - bench.sources) <= PAIRS_LIMIT:
        rivals.append(("all_pairs", "token_set_ratio of all pairs by RapidFuzz"))
    for rival, what in rivals:
        cost = run([RIVALS, rival, str(bench.vault)], bench.home, bench.repeat)
        times = f"{first.seconds / cost.seconds:6.2f} x {again.seconds / cost.seconds:6.2f} x"
        yield f"  {times}  {what} ({cost.seconds:.3f} s)"


def start_lines(bench: Bench) -> Iterator[str]:
    """What it takes to do nothing."""
    typer = run(["-c", "import typer"], bench.home, 5 * bench.repeat)
    version = run([*TOOL, "--version"], bench.home, 5 * bench.repeat)
    help_ = run([*TOOL, "--help"], bench.home, 5 * bench.repeat)
    yield f"  {version.seconds / typer.seconds:6.2f} x  --version to python -c 'import typer' ({typer.seconds:.3f} s)"
    yield f"  {help_.seconds / typer.seconds:6.2f} x  --help to the same"
    copy = bench.copy("synced")
    try:
        bench.tool("migrate", copy, "--yes")
        bench.tool("sync", copy)  # which finds nothing to do, and keeps how everything looked
        unchanged = bench.tool("sync", copy, repeat=bench.repeat)
        yield f"  {unchanged.seconds / version.seconds:6.2f} x  sync with nothing changed to --version"
    except Failed as error:
        yield f"  sync failed: {error}"
    shutil.rmtree(copy)


def growth_lines(sizes: list[int], seed: int, scratch: Path) -> Iterator[str]:
    """How time and memory grow with the size of the vault."""
    before: tuple[int, float] | None = None
    for size in sizes:
        folder = scratch / str(size)
        write(folder, size, seed)
        bench = Bench(folder / "vault", folder / "known_pairs.csv", folder, 1)
        bench.warm_up()
        cost = bench.dry_run(1)
        line = f"  {size:>9,} claims {cost.seconds:9.2f} s {cost.mebibytes:7.0f} MiB"
        if before:
            line += f"   time grew {cost.seconds / before[1] / (size / before[0]):.2f} times as fast as the work"
        yield line
        before = size, cost.seconds
        shutil.rmtree(folder)


def main() -> None:
    """Measure, and print as it goes."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--vault", type=Path, help="measure on this vault, which is not written")
    parser.add_argument("--known-pairs", type=Path, help="the known pairs of that vault")
    parser.add_argument("--claims", type=int, default=2500, help="the size of the invented vault")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--repeat", type=int, default=3, help="take the best of so many runs")
    parser.add_argument("--sizes", type=int, nargs="+", help="only: how a dry run grows over vaults of these sizes")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="codex-backfill-") as name:
        scratch = Path(name)
        if given.sizes:
            show("growth", lambda: growth_lines(given.sizes, given.seed, scratch))
            return
        vault, known = given.vault, given.known_pairs
        answers = known
        if vault is None:
            write(scratch, given.claims, given.seed)
            vault, known, answers = scratch / "vault", scratch / "known_pairs.csv", scratch / "answers.csv"
        bench = Bench(vault.resolve(), known.resolve(), scratch, given.repeat)
        bench.warm_up()
        print(bench.title)
        show("stages", lambda: stage_lines(bench))
        show("a dry run, start to end", lambda: ratio_lines(bench))
        show("start", lambda: start_lines(bench))
        missed, total = lost(vault, answers)
        print(f"\ncandidates found for {1 - len(missed) / max(total, 1):.2%} of {total:,} true links")


def show(heading: str, lines: Callable[[], Iterator[str]]) -> None:
    """Print a heading and its lines as they come; a command that fails is told, and the rest goes on."""
    print(f"\n{heading}")
    try:
        for line in lines():
            print(line, flush=True)
    except Failed as error:
        print(f"  {error}")


if __name__ == "__main__":
    main()
