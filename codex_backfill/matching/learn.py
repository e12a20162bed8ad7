"""Labels to a model: weights fitted to known pairs, such that a score says how likely a link is to be right."""

import hashlib
import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from codex_backfill.known.labels import Labels
from codex_backfill.matching import default_weights as defaults
from codex_backfill.matching.copies import copies
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.examples import Examples
from codex_backfill.matching.features import DECLARED, FEATURES, Comparer, Measured
from codex_backfill.matching.fit import Fitted, Prior
from codex_backfill.matching.index import Index
from codex_backfill.matching.sides import ClaimSide
from codex_backfill.matching.weights import Basis, Learned, Model, log_odds
from codex_backfill.notes.groups import groups
from codex_backfill.terminal.progress import Progress, silent

FOLDS = 5
ENOUGH = 20
"""Known claims from which on weights are fitted and the matcher can check itself; below, the defaults hold."""
THRESHOLD = log_odds(0.76)
"""The least score of a link: F0.5 is best where what is linked is likelier than F0.5 / (1 + 0.5 ** 2), as Lipton, Elkan
and Naryanaswamy 2014 show for F1, and .95 is what is expected of it."""
GAP = 1.0
"""The least lead over the next best work, in natural-log odds: nearly three times as likely."""
TAKEN_OUT = 0.5
"""What a claim counts once its true sources are taken out: as if a third of all claims had none."""

_LEARNED = [defaults.LEARNED.get(feature, defaults.DefaultWeight(0.0, 0.0)) for feature in FEATURES]
"""By feature; one that was not there yet when the defaults were learned counts nothing until they are learned again."""
DEFAULTS = Model(tuple(one.weight for one in _LEARNED), defaults.PRIOR, THRESHOLD, GAP)
_TRUST = 3.0
"""How stiffly fitted weights are held to the defaults: times the variance of what they weigh, 1 / their variance."""
_HELD = 0.3
"""The same for the constant, which every candidate starts from."""
_STIFFNESS = (*(_TRUST * max(one.variance, 1e-6) for one in _LEARNED), _HELD)
SIGNS = (*(feature.sign for feature in DECLARED.values()), 0)
"""1 where a weight can only count for a link, -1 only against it, 0 either way; the last is the constant's."""
_TAUGHT = 500
"""How many known claims take part in fitting at most: a sample of more, so that a large vault takes no hours."""
_HOPELESS = -10.0
"""Wrong candidates with a lower score to start from, one in 20,000 of which would be right, teach next to nothing, and
two in three are such: weights are not fitted to them, and judged by them, too, when it is asked which are better."""
_SURE = 1.64
"""How many standard errors fitted weights have to be better by, where they were not fitted, to be used: chance alone
makes them so once in twenty times."""


class Example(NamedTuple):
    """A candidate's measured numbers, whether it is right, and how much it counts."""

    values: tuple[float, ...]
    is_right: bool
    counts: float = 1.0

    def loss(self, score: float) -> float:
        """The log loss of a score, in nats: how little it expects what the candidate is."""
        return max(-score if self.is_right else score, 0.0) + math.log1p(math.exp(-abs(score)))


@dataclass(frozen=True, slots=True)
class Block:
    """A known claim's candidates, with its true sources (by number) in the vault and with their works taken out."""

    claim: str
    true: frozenset[int]
    present: tuple[Measured, ...]
    absent: tuple[Measured, ...]
    copies: frozenset[int] = frozenset()
    """Other sources that are copies of the true ones, as right as these though nobody said so."""
    refused: frozenset[int] = frozenset()
    """Sources to which a person said no."""
    citations: int = 0
    """How many works the claim cites."""

    @property
    def wrong(self) -> list[Measured]:
        """The candidates that a person refused, as they are without the true sources."""
        return [one for one in self.absent if one.source in self.refused]

    def told(self, candidates: Iterable[Measured]) -> Iterator[tuple[Measured, bool]]:
        """Those of some candidates that can be told right or wrong, each with whether it is right.

        Of those that answer another citation of the claim than its true sources do, nothing is known.
        """
        answered = {one.work for one in self.present if one.source in self.true}
        is_told = not answered or None in answered
        for one in candidates:
            is_wrong = one.source not in self.copies and (is_told or one.work is None or one.work in answered)
            if one.source in self.true or one.source in self.refused or is_wrong:
                yield one, one.source in self.true

    @property
    def examples(self) -> Iterator[Example]:
        """What the claim teaches, with its true sources in the vault and with them taken out."""
        for candidates, counts in ((self.present, 1.0), (self.absent, TAKEN_OUT if self.true else 1.0)):
            for one, is_right in self.told(candidates):
                yield Example(one.values, is_right, counts)


def block(corpus: Corpus, index: Index, claim: ClaimSide, labels: Labels) -> Block:
    """A known claim to its candidates, with its true sources in the vault, and with them and their copies taken out."""
    true = frozenset(corpus.number[path] for path in labels.sources.get(claim.path, ()) if path in corpus.number)
    refused = labels.refused.get(claim.path, frozenset())
    found, comparer = index.find(claim, len(true)), Comparer(corpus, claim)
    if twins := copies(corpus.sources, found.every, true):
        found = index.find(claim, len(true | twins))
    present = comparer.measure(found.candidates()) if true else []
    absent = comparer.measure(found.candidates(true | twins))
    wrong = frozenset(one.source for one in (*present, *absent) if corpus.sources[one.source].path in refused)
    return Block(claim.path, true, tuple(present), tuple(absent), twins - wrong, wrong, len(claim.works))


def folds(known: Mapping[str, Collection[str]], count: int = FOLDS) -> dict[str, int]:
    """Known claims with their sources to the fold of each, such that no source stands in two, of about equal size."""
    sizes = [0] * count
    found: dict[str, int] = {}
    for claims in sorted(_groups(known), key=lambda claims: (-len(claims), _shuffled(claims[0]))):
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(claims)
        found.update(dict.fromkeys(claims, smallest))
    return found


def _shuffled(path: str) -> bytes:
    """A path to its place in an order that has nothing to do with its name, the same every time."""
    return hashlib.sha1(path.encode(), usedforsecurity=False).digest()


def _groups(known: Mapping[str, Collection[str]]) -> list[tuple[str, ...]]:
    """Claims that share a source, directly or over other claims, together; each group sorted."""
    citing: defaultdict[str, list[str]] = defaultdict(list)
    for claim, sources in known.items():
        for source in sources:
            citing[source].append(claim)
    return groups(sorted(known), citing.values())


def taught(claims: Iterable[str], most: int = _TAUGHT) -> list[str]:
    """The paths of known claims to those that weights are fitted to: all, or a sample of them, sorted."""
    return sorted(sorted(claims, key=_shuffled)[:most])


def learn(
    known: Mapping[str, Collection[str]],
    blocks: Sequence[Block],
    refused: Sequence[Measured] = (),
    start: Model = DEFAULTS,
    progress: Progress = silent,
) -> Learned:
    """Known claims with their sources to what the blocks of (some of) them teach, beside wrong candidates of others.

    With fewer than `ENOUGH` blocks that have a source, the model to start from is all there is. It stands, too, unless
    weights that are fitted to four folds of sources have a lower log loss on the fifth, source-less claims among them,
    by more than chance would have it.
    """
    if sum(bool(block.true) for block in blocks) < ENOUGH:
        return Learned(start, dict.fromkeys(known, start))
    fold_of = folds(known)
    lines: list[tuple[str | None, Example]] = [(None, Example(one.values, False)) for one in refused]
    lines += [(block.claim, one) for block in blocks for one in block.examples]
    before = [start.score(one.values) for _, one in lines]
    telling = [line for line, score in zip(lines, before, strict=True) if line[1].is_right or score > _HOPELESS]
    if not telling:
        return Learned(start, dict.fromkeys(known, start), Basis.DEFAULTS)
    fitted = Fitted(
        Examples([one.values for _, one in telling], [one.is_right for _, one in telling]),
        [one.counts for _, one in telling],
        Prior((*start.weights, start.prior), _STIFFNESS, SIGNS),
        [None if claim is None else fold_of[claim] for claim, _ in telling],
    )

    def model(weights: Sequence[float], pairs: int) -> Model:
        return replace(start, weights=tuple(weights[:-1]), prior=weights[-1], pairs=pairs)

    without = progress(map(fitted.without, range(FOLDS)), "fitting weights", "folds", FOLDS)
    parts = [model(weights, 0) for weights in without]
    of_claims = {claim: parts[fold] for claim, fold in fold_of.items()}
    gains = dict.fromkeys(known, 0.0)
    for (claim, one), score in zip(lines, before, strict=True):
        if claim is not None:
            after = of_claims[claim].score(one.values)
            gains[claim] += one.counts * (one.loss(score) - one.loss(after))
    gain, error = _gain(known, gains, len(blocks))
    if gain <= _SURE * error:
        return Learned(start, dict.fromkeys(known, start), Basis.DEFAULTS, gain, error)
    return Learned(model(fitted.weights, len(blocks)), of_claims, Basis.FITTED, gain, error)


def _gain(known: Mapping[str, Collection[str]], gains: Mapping[str, float], taught: int) -> tuple[float, float]:
    """The gains of known claims, of which some were taught, to that of one of these, and its standard error.

    The error is that of a sum over groups of claims that share no source (a cluster-robust one: Liang and Zeger 1986).
    """
    sums = [sum(gains[claim] for claim in claims) for claims in _groups(known)]
    mean = sum(sums) / len(sums)
    return sum(sums) / taught, math.sqrt(sum((one - mean) ** 2 for one in sums)) / taught
