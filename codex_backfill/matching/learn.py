"""Labels to a model: weights fitted to known pairs, such that a score says how likely a link is to be right."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from codex_backfill.known.labels import Labels
from codex_backfill.matching import default_weights as defaults
from codex_backfill.matching.copies import copies
from codex_backfill.matching.corpus import ClaimSide, Corpus
from codex_backfill.matching.features import FEATURES, Comparer, Measured
from codex_backfill.matching.fit import Examples, Prior, fit
from codex_backfill.matching.index import Index
from codex_backfill.matching.parallel import spread
from codex_backfill.matching.weights import Model, log_odds
from codex_backfill.notes.groups import groups

_LEARNED = [defaults.LEARNED.get(feature, defaults.Learned(0.0, 0.0, 0)) for feature in FEATURES]
"""By feature; one that was not there yet when the defaults were learned counts nothing until they are learned again."""
DEFAULTS = Model(tuple(one.weight for one in _LEARNED), defaults.PRIOR, defaults.THRESHOLD, defaults.GAP)
TRUST = 3.0
"""How stiffly fitted weights are held to the defaults: times the variance of what they weigh, 1 / their variance."""
_STIFFNESS = (*(TRUST * max(one.variance, 1e-6) for one in _LEARNED), 1e-3)
_SIGNS = (*(one.sign for one in _LEARNED), 0)

FOLDS = 5
ENOUGH = 20
"""Known claims from which on weights are fitted and the matcher can check itself; below, the defaults hold."""
THRESHOLD = log_odds(0.6)
"""The least score of a link by fitted weights. Of 180 draws of `python -m tests.benchmarks.thresholds` over 3% of the
claims without a source get a link in 8, at even odds in 18."""
_HOPELESS = -6.0
"""Wrong candidates with a lower score by the defaults take no part in fitting: they are no danger."""
_TAUGHT = 1000
"""How many known claims take part in fitting at most: a sample of more, so that a large vault takes no hours."""


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

    @property
    def wrong(self) -> list[Measured]:
        """The candidates that a person refused, as they are without the true sources."""
        return [one for one in self.absent if one.source in self.refused]

    @property
    def examples(self) -> Iterator[tuple[Measured, bool]]:
        """All candidates that can be told right or wrong, each with whether it is right; both lists count alike.

        Of those that answer another citation of the claim than its true sources do, nothing is known.
        """
        answered = {one.work for one in self.present if one.source in self.true}
        is_told = not answered or None in answered
        for one in chain(self.present, self.absent):
            is_wrong = one.source not in self.copies and (is_told or one.work is None or one.work in answered)
            if one.source in self.true or one.source in self.refused or is_wrong:
                yield one, one.source in self.true


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
    return Block(claim.path, true, tuple(present), tuple(absent), twins - wrong, wrong)


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


def taught(claims: Iterable[str]) -> list[str]:
    """The paths of known claims to those that weights are fitted to: all, or a sample of them, sorted."""
    return sorted(sorted(claims, key=_shuffled)[:_TAUGHT])


@dataclass(frozen=True)
class Learned:
    """The model for claims of which nothing is known, and for each known claim the one that never saw its sources."""

    model: Model
    parts: Mapping[str, Model]


def learn(
    known: Mapping[str, Collection[str]],
    blocks: Sequence[Block],
    refused: Sequence[Measured] = (),
    start: Model = DEFAULTS,
    workers: int = 1,
) -> Learned:
    """Known claims with their sources to what the blocks of (some of) them teach, beside wrong candidates of others.

    With fewer than `ENOUGH` blocks that have a source, the model to start from is all there is.
    """
    if sum(bool(block.true) for block in blocks) < ENOUGH:
        return Learned(start, dict.fromkeys(known, start))
    prior = Prior((*start.weights, start.prior), _STIFFNESS, _SIGNS)
    fold_of = folds(known)
    lines: list[tuple[int | None, Measured, bool]] = [(None, one, False) for one in refused]
    lines += [
        (fold_of[block.claim], one, is_right)
        for block in blocks
        for one, is_right in block.examples
        if is_right or start.score(one.values) > _HOPELESS
    ]
    examples = Examples([one.values for _, one, _ in lines], [is_right for *_, is_right in lines])

    def model(fold: int | None) -> Model:
        """What all examples but those of a fold teach."""
        counts = [float(its is None or its != fold) for its, _, _ in lines]
        *weights, constant = fit(examples, counts, prior)
        return replace(start, weights=tuple(weights), prior=constant, threshold=THRESHOLD)

    whole, *parts = spread(model, (None, *range(FOLDS)), workers)
    return Learned(replace(whole, pairs=len(blocks)), {claim: parts[fold] for claim, fold in fold_of.items()})
