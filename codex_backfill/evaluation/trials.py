"""What the matcher is worth on this vault: every known claim tried with its links hidden."""

import math
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from codex_backfill.evaluation.intervals import Share, Tally
from codex_backfill.matching.learn import ENOUGH
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.result import Candidate
from codex_backfill.matching.self_check import Judged
from codex_backfill.matching.verdicts import Bars
from codex_backfill.matching.weights import Learned, log_odds, probability
from codex_backfill.terminal.progress import Progress, silent

THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99)
"""The probabilities that the table over thresholds has a row for, beside the one in force."""


@dataclass(frozen=True, slots=True)
class Trial(Judged):
    """A known claim judged by weights that never saw its sources, and from which bars on that would come out otherwise.

    Without sources, every link is a wrong one: they were taken out of the vault, or it has none.
    """

    bars: Bars
    """What the claim's links had to clear."""
    linked_to: float
    """The highest bar, in natural-log odds, at which the claim gets a link; minus infinity when it never does."""
    wrong_to: float
    """The highest bar at which it gets a wrong one: it is right at the bars between the two."""

    @property
    def needs(self) -> float:
        """The score from which a candidate of this claim is accepted, in natural-log odds."""
        return self.bars.accept


@dataclass(frozen=True, slots=True)
class ThresholdRow:
    """What one bar for all claims would give."""

    bar: float
    """In natural-log odds."""
    tally: Tally
    misled: Share
    in_force: bool
    """Whether it is the one that holds now."""

    @property
    def threshold(self) -> float:
        """The bar as a probability."""
        return probability(self.bar)


@dataclass(frozen=True)
class Validation:
    """All trials, by the claims' paths, and what they add up to."""

    present: tuple[Trial, ...]
    """Claims with a known source, nothing taken out of the vault."""
    absent: tuple[Trial, ...]
    """The same with their true sources, and copies of these, taken out, and the claims that are known to have none."""
    bar: float
    """The bar that holds for claims of which nothing is known, in natural-log odds."""
    learned: Learned
    """The weights, and why they are what they are."""
    left_out: tuple[str, ...] = ()
    """Claims with known sources none of which could be read: nothing to try."""

    @property
    def is_enough(self) -> bool:
        """Whether there are claims enough to check anything with."""
        return len(self.present) >= ENOUGH

    @cached_property
    def tally(self) -> Tally:
        """What the bars in force give."""
        return Tally(
            known=len(self.present),
            right=sum(trial.is_right for trial in self.present),
            wrong=len(self.wrong),
        )

    @cached_property
    def wrong(self) -> tuple[Trial, ...]:
        """The claims with a wrong link."""
        return tuple(trial for trial in self.present if trial.is_wrong)

    @cached_property
    def missed(self) -> tuple[Trial, ...]:
        """The claims without any link that could be told right or wrong."""
        return tuple(trial for trial in self.present if not trial.links)

    @cached_property
    def untold(self) -> int:
        """How many links answer works of a claim's text of which the known pairs say nothing."""
        return sum(len(trial.match.links) - len(trial.links) for trial in self.present)

    @cached_property
    def misled(self) -> tuple[Trial, ...]:
        """The claims that got a link although no true source of theirs was there."""
        return tuple(trial for trial in self.absent if trial.is_wrong)

    @cached_property
    def misled_elsewhere(self) -> int:
        """How many of them got links only to other works of their text, of which the known pairs say nothing."""
        answered = {trial.match.claim: trial.answered for trial in self.present if trial.answered}
        return sum(
            all(link.citation not in {None, *answered[trial.match.claim]} for link in trial.match.links)
            for trial in self.misled
            if trial.match.claim in answered
        )

    @property
    def misled_share(self) -> Share:
        """How many of all claims without a true source were linked."""
        return Share(len(self.misled), len(self.absent))

    @cached_property
    def links(self) -> Share:
        """Of the links that were made, those that are known."""
        made = [link.source in trial.sources for trial in self.present for link in trial.links]
        return Share(sum(made), len(made))

    @property
    def pairs(self) -> Share:
        """Of the known pairs, those that were found."""
        return Share(self.links.count, sum(len(trial.sources) for trial in self.present))

    @property
    def sources(self) -> int:
        """How many sources the known pairs have."""
        return len(set[str]().union(*(trial.sources for trial in self.present)))

    def at(self, bar: float) -> ThresholdRow:
        """One bar for all claims, in natural-log odds, to what it would give."""
        linked, wrong, misled = (len(bars) - bisect_left(bars, bar) for bars in self._bars)
        tally = Tally(len(self.present), linked - wrong, wrong)
        return ThresholdRow(bar, tally, Share(misled, len(self.absent)), bar == self.bar)

    @cached_property
    def _bars(self) -> tuple[list[float], list[float], list[float]]:
        return (
            sorted(trial.linked_to for trial in self.present),
            sorted(trial.wrong_to for trial in self.present),
            sorted(trial.linked_to for trial in self.absent),
        )

    @property
    def table(self) -> tuple[ThresholdRow, ...]:
        """The table over thresholds, the one in force among them, ascending."""
        return tuple(map(self.at, sorted({*map(log_odds, THRESHOLDS), self.bar})))

    @property
    def curve(self) -> tuple[ThresholdRow, ...]:
        """Every bar at which something changes, descending, from one link to all that are ever made."""
        linked, wrong, _ = self._bars
        return tuple(map(self.at, sorted({bar for bar in (*linked, *wrong) if bar > -math.inf}, reverse=True)))


def validate(matcher: Matcher, *, progress: Progress = silent) -> Validation:
    """A matcher to what it is worth: its known claims, in folds of which no two share a source, each judged by weights
    that come from the other folds. `progress` wraps the claims while they are tried."""
    present, absent = [], []
    for claim in progress(list(matcher.known), "validating", "known claims"):
        if sources := matcher.known[claim]:
            present.append(_trial(matcher, claim, sources, absent=False))
        absent.append(_trial(matcher, claim, frozenset(), absent=True))
    return Validation(
        present=tuple(present),
        absent=tuple(absent),
        bar=matcher.bars(matcher.model).accept,
        learned=matcher.learned,
        left_out=tuple(sorted(matcher.labels.sources.keys() - {trial.match.claim for trial in present})),
    )


def _trial(matcher: Matcher, claim: str, sources: frozenset[str], *, absent: bool) -> Trial:
    bars = matcher.bars(matcher.learned.parts[claim])
    # A bar only takes links away: a candidate that another one stands before, or stands too close to, is not linked
    # under any. So what is linked without a bar tells what is linked under each.
    unbarred = matcher.trial(claim, absent=absent, bars=bars._replace(accept=-math.inf))
    told = Judged(unbarred, sources).links
    return Trial(
        match=matcher.trial(claim, absent=absent),
        sources=sources,
        bars=bars,
        linked_to=_highest(told),
        wrong_to=_highest(link for link in told if link.source not in sources),
    )


def _highest(links: Iterable[Candidate]) -> float:
    return max((link.score for link in links), default=-math.inf)
