"""Learn the weights that ship with the package, from invented bibliographies and, if given, a vault with known pairs.

    python -m tests.benchmarks.learn_defaults [--vault VAULT --known-pairs CSV] [--write]

What is learned is how much each comparison is worth, nothing of any text. Without `--write` the weights are printed and
nothing is changed. Takes a few minutes.
"""

import argparse
import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from codex_backfill.known.labels import Labels
from codex_backfill.known.pairs_file import parse
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.features import DECLARED, FEATURES
from codex_backfill.matching.fit import Examples, Prior, fit
from codex_backfill.matching.index import Index
from codex_backfill.matching.learn import Block, block
from codex_backfill.notes.note import Claim, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings
from tests.benchmarks.bibliography import invent

STIFFNESS = 4.0
"""1 / variance of a weight, times the variance of what it weighs."""
BIBLIOGRAPHY = 0.3
"""What a candidate of an invented citation counts, one of the vault counting 1."""


YEARLESS = 4
"""One in how many citations is learned from without its year."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Collection:
    """Claims with their measured candidates, and what an example of theirs counts."""

    blocks: list[Block]
    counts: float


def main() -> None:
    """Print, or write, the weights."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.learn_defaults", description=__doc__)
    parser.add_argument("--vault", type=Path, help="a vault of whose links the known pairs are all there are")
    parser.add_argument("--known-pairs", type=Path)
    parser.add_argument("--size", type=int, default=2500, help="works in each invented archive")
    parser.add_argument("--claims", type=int, default=700, help="citations to each")
    parser.add_argument("--write", action="store_true", help="replace codex_backfill/matching/default_weights.py")
    arguments = parser.parse_args()
    collections = []
    for noise in (0.0, 1.0, 2.0):
        made = invent(arguments.size, arguments.claims, noise, absent=0.3, seed=1)
        labels = Labels(frozenset(Link(claim, source) for claim, source in made.answers.items() if source))
        vault = replace(made.vault, claims=tuple(map(_perhaps_yearless, count(), made.vault.claims)))
        collections.append(Collection(list(_blocks(vault, labels, hide=False)), BIBLIOGRAPHY))
    if arguments.vault:
        vault = load(arguments.vault, Settings())
        labels = parse(arguments.known_pairs.read_text(encoding="utf-8"), str(arguments.known_pairs), vault)
        collections.append(Collection(list(_blocks(vault, labels, hide=True)), 1.0))
    rows = [one.values for collection in collections for block in collection.blocks for one in block.present]
    variances = [statistics.pvariance(column) for column in zip(*rows, strict=True)]
    signs = [feature.sign for feature in DECLARED.values()]
    prior = Prior(
        [*(feature.start for feature in DECLARED.values()), 0.0],
        [*(STIFFNESS * max(variance, 1e-6) for variance in variances), 4e-4],
        [*signs, 0],
    )
    text = _module(_fit(collections, prior), variances, signs)
    print(text)
    if arguments.write:
        Path("codex_backfill/matching/default_weights.py").write_text(text, encoding="utf-8")


def _perhaps_yearless(number: int, claim: Claim) -> Claim:
    """Every fourth claim cites without a year, as records that were scraped from the web do."""
    return (
        claim if number % YEARLESS else replace(claim, citations=tuple(_YEAR.sub("", text) for text in claim.citations))
    )


def _blocks(vault: Vault, labels: Labels, hide: bool) -> Iterator[Block]:
    """A vault and all its right links to blocks; `hide` keeps what is found once true sources are taken out."""
    corpus = Corpus(vault.sources)
    index = Index(corpus)
    for claim in map(corpus.read, vault.claims):
        found = block(corpus, index, claim, labels)
        yield found if hide and found.true else replace(found, present=found.present or found.absent, absent=())


def _fit(collections: list[Collection], prior: Prior) -> list[float]:
    """The weights fitted to all claims."""
    lines = [
        (one.values, is_right, collection.counts)
        for collection in collections
        for block in collection.blocks
        for one, is_right in block.examples
    ]
    values, right, counts = zip(*lines, strict=True)
    return fit(Examples(values, right), counts, prior)


def _module(weights: Sequence[float], variances: Sequence[float], signs: Sequence[int]) -> str:
    lines = [
        '"""The weights to start from, as `python -m tests.benchmarks.learn_defaults` wrote them; not for editing by hand."""',
        "",
        "from typing import NamedTuple",
        "",
        "",
        "class Learned(NamedTuple):",
        '    """What one measured number is worth."""',
        "",
        "    weight: float",
        '    """Natural-log odds for a value of 1."""',
        "    variance: float",
        '    """Of the number, where the weight was learned."""',
        "    sign: int",
        '    """1 where it can only count for a link, -1 only against it, 0 either way."""',
        "",
        "",
        "LEARNED = {",
        *(
            f'    "{name}": Learned({weight:.3f}, {variance:.6f}, {sign}),'
            for name, weight, variance, sign in zip(FEATURES, weights, variances, signs, strict=False)
        ),
        "}",
        f"PRIOR = {weights[-1]:.3f}",
        "THRESHOLD = 0.0  # even odds",
        "GAP = 1.0",
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
