"""Volume and issue: where in its journal a work stands."""

from codex_backfill.matching.comparisons.comparison import AGAINST, Comparison, Feature, Pair, Values


def _measure_volume(pair: Pair) -> Values:
    """same: the volume stands in the citation; rare: by how rare it is; issue: and the issue; other: it has another."""
    corpus, _, work, source = pair
    if work is None or not source.volume:
        return (0.0, 0.0, 0.0, 0.0)
    if source.volume == work.volume or source.volume in work.tokens:
        rare = corpus.rare.nats("volume", source.volume) * 2 / corpus.surprise
        return (1.0, rare, float(bool(source.issue) and source.issue in work.tokens), 0.0)
    return (0.0, 0.0, 0.0, float(bool(work.volume)))


def _volume_level(pair: Pair, values: Values) -> str:
    same, *_, other = values
    return "same" if same else "different" if other else "missing"


def _volume_words(pair: Pair, values: Values, is_for: bool) -> str:
    volume = pair.source.volume
    return f"volume {volume} in both" if is_for else f"another volume is cited, the source is in volume {volume}"


VOLUME = Comparison(
    "volume",
    "The source's volume and issue, against the numbers of the citation.",
    (
        Feature("same", "the volume stands there"),
        Feature("rare", "and no other source has that number"),
        Feature("issue", "the issue stands there, too"),
        Feature("other", "another volume is cited", AGAINST),
    ),
    _measure_volume,
    _volume_level,
    _volume_words,
)
