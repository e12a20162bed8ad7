"""What known pairs add to the defaults, and whether they ever take away: 20 to 500 of them, three draws each.

    python -m tests.benchmarks.learning_curve --kinds codex references --known 20 60 160 500 --draws 3

Each kind of data (`kinds`) starts from weights that all other kinds taught. A draw is of whole sources, so that none is both
learned from and tried; all other claims are tried, with their true sources there and taken out. `F0.5` takes a claim that is
linked though its source is gone for a wrong one. A row that falls below the interval of the defaults is marked.
"""

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

from codex_backfill.evaluation.intervals import Tally
from codex_backfill.matching import learn as learning
from codex_backfill.matching.weights import Model
from tests.benchmarks.kinds import KINDS, Tried, measured
from tests.benchmarks.learn_defaults import CACHE, Fared, fared, learn


def main() -> None:
    """Print a row for the defaults, and one for what is learned, by kind, number of known claims and draw."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.learning_curve",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--cache", type=Path, default=CACHE, help="where what was measured is kept")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=KINDS)
    parser.add_argument("--known", type=int, nargs="+", default=[20, 60, 160, 500], help="claims to learn from")
    parser.add_argument("--draws", type=int, default=3, help="how often they are drawn")
    given = parser.parse_args()
    every = {kind: measured(kind, given.cache) for kind in KINDS}
    every = {kind: tries for kind, tries in every.items() if tries}
    print(f"{'kind':15} known draw  {'weights':9} {'precision, recall, misled':27} F0.5")
    for kind in given.kinds:
        if kind in every:
            start = learn(every, without=kind)
            for known in given.known:
                for draw in range(given.draws):
                    for line in compared(every[kind], start, known, draw):
                        print(f"{kind:15} {known:5} {draw:4}  {line}", flush=True)


def compared(tries: Sequence[Tried], start: Model, known: int, draw: int) -> Iterator[str]:
    """A kind's claims, and what others taught, to how the claims fare by that and by what a draw of them teaches.

    Nothing where the draw would leave less than a tenth of the claims that have a source.
    """
    drawn = drawn_claims(tries, known, draw)
    rest = [one for one in tries if one.block.claim not in drawn]
    if len(drawn) < known or sum(bool(one.block.true) for one in rest) * 10 < known:
        return
    known_ones = [one for one in tries if one.block.claim in drawn]
    sources = {one.block.claim: frozenset(f"{one.collection}/{at}" for at in one.block.true) for one in known_ones}
    learned = learning.learn(sources, [one.block for one in known_ones], start=start)
    before, after = (_together(fared(rest, model)) for model in (start, learned.model))
    low, high = before.f_half_interval
    yield f"{'defaults':9} {_shown(before)}  {low:.3f} to {high:.3f}"
    yield f"{learned.basis:9} {_shown(after)}{'  below' if after.f_half < low else ''}"


def drawn_claims(tries: Iterable[Tried], known: int, draw: int) -> frozenset[str]:
    """At least so many claims with a source: all those of sources that are drawn one by one."""
    of: dict[tuple[int, int], set[str]] = {}
    for one in tries:
        if one.block.true:
            of.setdefault((one.collection, min(one.block.true)), set()).add(one.block.claim)
    found: set[str] = set()
    for source in Random(f"{draw}/{known}").sample(sorted(of), len(of)):
        if len(found) < known:
            found |= of[source]
    return frozenset(found)


def _together(rows: dict[str, Fared]) -> Tally:
    every = sum(rows.values(), Fared())
    return Tally(every.there, every.right, every.wrong + every.misled)


def _shown(tally: Tally) -> str:
    return f"{tally.precision.value or 0.0:.3f} {tally.recall.value or 0.0:.3f} {tally.f_half:.3f}"


if __name__ == "__main__":
    main()
