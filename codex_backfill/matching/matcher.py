"""Claims and sources to matches: the one way into this room."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from codex_backfill.matching.comparisons import COMPARISONS
from codex_backfill.matching.copies import same_work
from codex_backfill.matching.corpus import ClaimSide, Corpus
from codex_backfill.matching.decide import Bars, Reason, Scored, decide, overall
from codex_backfill.matching.index import Index
from codex_backfill.matching.labels import Labels
from codex_backfill.matching.learn import ENOUGH, models
from codex_backfill.matching.match import Candidate, Evidence, Match, Verdict
from codex_backfill.matching.measure import Measured, measure
from codex_backfill.matching.model import Model, log_odds, probability
from codex_backfill.matching.selfcheck import Judged, SelfCheck

if TYPE_CHECKING:
    from codex_backfill.notes.note import Vault
    from codex_backfill.settings import MatchSettings

Progress = Callable[[Sequence[ClaimSide], str], Iterable[ClaimSide]]

SHOWN = 5
"""How many candidates of a claim are kept with their evidence, beside the accepted ones."""
_ASK = log_odds(0.1)
"""The score from which a person is asked."""
_UNCITED = 1.0
"""How much higher the bar is where no citation speaks, in natural-log odds."""


@dataclass(frozen=True)
class Matching:
    """The outcome for all claims that were asked for, by path, and what it rests on."""

    matches: tuple[Match, ...]
    model: Model
    self_check: SelfCheck | None
    """None when there are too few known pairs to check anything with."""


class Matcher:
    """A vault and what is known of it, ready to match any of its claims."""

    def __init__(self, vault: "Vault", labels: Labels, settings: "MatchSettings") -> None:
        self.labels = labels
        self.settings = settings
        self.corpus = Corpus(vault)
        self.index = Index(self.corpus)
        self._number = {source.path: number for number, source in enumerate(self.corpus.sources)}

    @cached_property
    def _learned(self) -> tuple[Model, dict[str, Model], dict[str, tuple[Measured, ...]]]:
        whole, parts, known = models(self.corpus, self.index, self.labels)
        return whole, parts, {claim: block.present or block.absent for claim, block in known.items()}

    @property
    def model(self) -> Model:
        """The weights and bars that hold for claims of which nothing is known."""
        return self._learned[0]

    def match(self, claim: ClaimSide) -> Match:
        """A claim to its match; claims with known links are scored by a model that never saw their sources."""
        _, parts, known = self._learned
        measured = known.get(claim.path) or measure(self.corpus, self.index, claim)
        return self._match(claim, measured, parts.get(claim.path, self.model))

    def _match(self, claim: ClaimSide, measured: Sequence[Measured], model: Model) -> Match:
        if claim.path in self.labels.no_source:
            return Match(claim.path, Verdict.NONE, Reason.NO_SOURCE, ())
        refused = {self._number[path] for path in self.labels.refused.get(claim.path, ()) if path in self._number}
        values = {one.source: one for one in measured if one.source not in refused}
        scored = sorted(
            (Scored(one.source, one.work, model.score(one.values)) for one in values.values()),
            key=lambda one: (-one.score, one.source),
        )
        rulings = decide(scored, self._bars(model), self._same, refused)
        verdict, reason = overall(rulings)
        candidates = tuple(
            self._candidate(one, values[one.source], ruling, model)
            for place, (one, ruling) in enumerate(zip(scored, rulings, strict=True))
            if place < SHOWN or ruling[0] is not Verdict.NONE
        )
        return Match(claim.path, verdict, reason, candidates)

    def _bars(self, model: Model) -> Bars:
        threshold, gap = self.settings.threshold, self.settings.gap
        return Bars(
            accept=model.threshold if threshold is None else log_odds(threshold),
            gap=model.gap if gap is None else gap,
            ask=_ASK,
            uncited=_UNCITED,
        )

    def _same(self, one: int, other: int) -> bool:
        return same_work(self.corpus.sources[one], self.corpus.sources[other])

    def _candidate(self, one: Scored, measured: Measured, ruling: tuple[Verdict, Reason], model: Model) -> Candidate:
        evidence = tuple(evidence_of(measured, model))
        return Candidate(
            source=self.corpus.sources[one.source].path,
            score=sum(part.weight for part in evidence),
            probability=probability(one.score),
            verdict=ruling[0],
            reason=ruling[1],
            evidence=evidence,
            citation=one.work,
        )

    def self_check(self) -> SelfCheck | None:
        """Every known claim matched by a model that never saw its sources; None with fewer than `ENOUGH` of them."""
        _, _, known = self._learned
        claims = [claim for claim in self.corpus.claims if claim.path in self.labels.sources and claim.path in known]
        if len(claims) < ENOUGH:
            return None
        return SelfCheck(tuple(Judged(self.match(claim), self.labels.sources[claim.path]) for claim in claims))


def evidence_of(measured: Measured, model: Model) -> Iterable[Evidence]:
    """A measured candidate to its evidence, the prior first; the weights add up to its score."""
    yield Evidence("prior", "any", model.prior)
    at = 0
    for name, size in (*((c.name, len(c.features)) for c in COMPARISONS), ("lead", len(measured.values))):
        part = slice(at, at + size)
        weight = sum(value * w for value, w in zip(measured.values[part], model.weights[part], strict=True))
        at += size
        if weight:
            yield Evidence(name, "for" if weight > 0 else "against", weight)


def match(
    vault: "Vault",
    labels: Labels,
    settings: "MatchSettings",
    *,
    skip: Collection[str] = (),
    progress: Progress = lambda claims, _: claims,
) -> Matching:
    """A vault and what is known of it to the matches of all claims that have no known link and are not in `skip`.

    The same result for any order of the vault's notes. `progress` wraps the claims while they are matched.
    """
    matcher = Matcher(vault, labels, settings)
    open_claims = [claim for claim in matcher.corpus.claims if claim.path not in skip and claim.path not in labels.sources]
    check = matcher.self_check()
    found = tuple(matcher.match(claim) for claim in progress(open_claims, "matching"))
    return Matching(found, matcher.model, check)
