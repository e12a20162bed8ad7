"""Learn the weights that ship with the package from all kinds of data whose answers are known (`kinds`).

    python -m tests.benchmarks.learn_defaults                print how every kind fares by what the others teach
    python -m tests.benchmarks.learn_defaults --write        learn from all of them and replace default_weights.py

What is learned is how much each comparison is worth, nothing of any text. Every kind counts alike, however many claims it
has, and a third of what is learned from are claims whose source is not there. Takes two minutes of processor time, half of
it to measure, which is kept as long as the code that measures stays the same.
"""

import argparse
import statistics
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codex_backfill.matching.examples import Examples
from codex_backfill.matching.features import DECLARED, FEATURES, Measured
from codex_backfill.matching.fit import Prior, fit
from codex_backfill.matching.learn import DEFAULTS, GAP, SIGNS, TAKEN_OUT, THRESHOLD, Example, taught
from codex_backfill.matching.parallel import cores, spread
from codex_backfill.matching.result import Verdict
from codex_backfill.matching.verdicts import Bars, Scored, rule
from codex_backfill.matching.weights import Model
from tests.benchmarks.kinds import KINDS, Tried, measured

WEIGHTS = Path("codex_backfill/matching/default_weights.py")
CACHE = Path(tempfile.gettempdir()) / "codex-backfill-measured"
STIFFNESS = 4.0
"""1 / variance of a weight, times the variance of what it weighs."""
EACH = 500
"""How many claims each kind counts as."""
SAMPLE = 500
"""How many claims of a kind are learned from at most."""
_BARS = Bars(THRESHOLD, GAP, ask=THRESHOLD, text_alone=False)
"""What a link has to clear where there are no known pairs: nothing is linked on text alone."""


@dataclass(frozen=True, slots=True)
class Fared:
    """How the claims of one row of the report fared."""

    there: int = 0
    """Claims whose source is there."""
    right: int = 0
    wrong: int = 0
    """Of these, those with a wrong link."""
    gone: int = 0
    """Claims whose source is not there, or was taken out."""
    misled: int = 0
    """Of these, those that were linked."""

    def __add__(self, other: "Fared") -> "Fared":
        """Both together."""
        return Fared(
            self.there + other.there,
            self.right + other.right,
            self.wrong + other.wrong,
            self.gone + other.gone,
            self.misled + other.misled,
        )

    def __str__(self) -> str:
        """Precision, recall and the share of the misled."""
        precision = self.right / (self.right + self.wrong or 1)
        return f"{precision:.3f} {self.right / (self.there or 1):.3f} {self.misled / (self.gone or 1):6.1%}"


def main() -> None:
    """Print how the kinds fare, or write the weights."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.learn_defaults",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--cache", type=Path, default=CACHE, help="where what was measured is kept")
    parser.add_argument("--without", choices=KINDS, help="learn from all kinds but this one")
    parser.add_argument("--write", action="store_true", help=f"replace {WEIGHTS}")
    given = parser.parse_args()
    kinds = {kind: measured(kind, given.cache) for kind in KINDS}
    kinds = {kind: tries for kind, tries in kinds.items() if tries}
    if given.write:
        learned = learn(kinds, given.without)
        variances = _variances([_sample(tries) for kind, tries in kinds.items() if kind != given.without])
        WEIGHTS.write_text(_module(learned, variances), encoding="utf-8")
    else:
        report(kinds)


def report(kinds: Mapping[str, Sequence[Tried]]) -> None:
    """Print how every kind fares by the weights that ship, by what the other kinds teach, and by what all of them do."""
    lots = (None, *kinds)
    models = dict(zip(lots, spread(lambda without: learn(kinds, without), lots, cores()), strict=True))
    print(f"{'precision, recall, misled':34} {'as shipped':20} {'left out':20} {'all kinds':20}  there   gone")
    for kind, tries in kinds.items():
        columns = [fared(tries, model) for model in (DEFAULTS, models[kind], models[None])]
        for row in columns[0]:
            shown = "  ".join(f"{column[row]!s:19}" for column in columns)
            print(f"{row:34} {shown} {columns[0][row].there:6} {columns[0][row].gone:6}")


def learn(kinds: Mapping[str, Sequence[Tried]], without: str | None = None) -> Model:
    """What all kinds but one teach."""
    used = {kind: _sample(tries) for kind, tries in kinds.items() if kind != without}
    examples = [example for tries in used.values() for example in _examples(tries)]
    variances = _variances(used.values())
    prior = Prior(
        [*(feature.start for feature in DECLARED.values()), 0.0],
        [*(STIFFNESS * max(variance, 1e-6) for variance in variances), 4e-4],
        SIGNS,
    )
    table = Examples([one.values for one in examples], [one.is_right for one in examples])
    *weights, constant = fit(table, [one.counts for one in examples], prior)
    return Model(tuple(weights), constant, THRESHOLD, GAP)


def fared(tries: Iterable[Tried], model: Model) -> dict[str, Fared]:
    """Claims to how they fare by a model, by row."""
    found: defaultdict[str, Fared] = defaultdict(Fared)
    for one in tries:
        block = one.block
        allowed = block.true | block.copies
        if block.true:
            links = _linked(one, block.present, model)
            wrong = not links <= allowed
            found[one.row] += Fared(there=1, right=bool(links & block.true) and not wrong, wrong=wrong)
        found[one.row] += Fared(gone=1, misled=not _linked(one, block.absent, model) <= block.copies)
    return dict(sorted(found.items()))


def _linked(one: Tried, candidates: Iterable[Measured], model: Model) -> frozenset[int]:
    """The sources that a claim is linked to."""
    scored = [
        Scored(other.source, other.work, model.score(other.values), other.is_contradicted) for other in candidates
    ]
    scored.sort(key=lambda other: (-other.score, other.source))
    rulings = rule(scored, _BARS, one.same)
    return frozenset(
        other.source for other, (verdict, _) in zip(scored, rulings, strict=True) if verdict is Verdict.ACCEPTED
    )


def _sample(tries: Sequence[Tried]) -> list[Tried]:
    drawn = set(taught((one.block.claim for one in tries), SAMPLE))
    return [one for one in tries if one.block.claim in drawn]


def _examples(tries: Sequence[Tried]) -> Iterator[Example]:
    """What the claims of a kind teach: together they count as `EACH`, a third of them without their sources."""
    gone = TAKEN_OUT / (1 + TAKEN_OUT) * EACH / len(tries)
    there = 1 / (1 + TAKEN_OUT) * EACH / sum(bool(one.block.true) for one in tries)
    for one in tries:
        for candidates, counts in ((one.block.present, there), (one.block.absent, gone)):
            for other, is_right in one.block.told(candidates):
                yield Example(other.values, is_right, counts)


def _variances(kinds: Collection[Sequence[Tried]]) -> list[float]:
    """How much each number varies among the candidates, every kind counting alike."""
    rows = ([other.values for one in tries for other in (*one.block.present, *one.block.absent)] for tries in kinds)
    tables = ([statistics.pvariance(column) for column in zip(*table, strict=True)] for table in rows)
    return [statistics.fmean(column) for column in zip(*tables, strict=True)]


def _module(model: Model, variances: Sequence[float]) -> str:
    rows = zip(FEATURES, model.weights, variances, strict=True)
    lines = [
        '"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""',
        "",
        "from typing import NamedTuple",
        "",
        "",
        "class DefaultWeight(NamedTuple):",
        '    """What one measured number is worth."""',
        "",
        "    weight: float",
        '    """Natural-log odds for a value of 1."""',
        "    variance: float",
        '    """Of the number, where the weight was learned."""',
        "",
        "",
        "LEARNED = {",
        *(f'    "{name}": DefaultWeight({weight:.3f}, {variance:.6f}),' for name, weight, variance in rows),
        "}",
        f"PRIOR = {model.prior:.3f}",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
