"""The answers of one sitting, on disk before the next one is taken; the terminal and a served page hold one each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from codex_backfill.known.decision_file import keep, load, stamp
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.known.texts import Texts, decision_on

Said = tuple[str | None, Answer]
"""What is said of a claim: a source's path, or None, and the verdict."""


@dataclass
class Sitting:
    """The answers that a person gives while they sit over a queue.

    `make` gives the decision for a claim, a source (or None), a verdict and the pair's score; `keep` keeps answers,
    and takes back others, before it returns.
    """

    make: Callable[[str, str | None, Answer, float | None], Decision]
    keep: Callable[[Sequence[Decision], Sequence[Decision]], object]
    given: dict[str, list[Decision]] = field(default_factory=dict)
    """The answers by claim; empty where they were taken back."""

    def on(self, claim: str) -> list[Decision]:
        """The answers on one claim."""
        return self.given.get(claim, [])

    @property
    def all(self) -> list[Decision]:
        """All answers."""
        return [one for answers in self.given.values() for one in answers]

    def put(self, answers: Mapping[str, Sequence[Said]], scores: Mapping[tuple[str, str], float]) -> None:
        """Makes these the answers on their claims; on disk when this returns, or none of them when it raises.

        What was said before and is said again keeps its time. `scores` are those of pairs that the matcher scored.
        """
        new: dict[str, list[Decision]] = {}
        for claim, said in answers.items():
            same = {(one.source, one.verdict): one for one in self.on(claim)}
            new[claim] = [
                same.get((source, verdict)) or self.make(claim, source, verdict, scores.get((claim, source or "")))
                for source, verdict in said
            ]
        old = {one for claim in new for one in self.on(claim)}
        coming = [one for claim in new for one in new[claim]]
        self.keep([one for one in coming if one not in old], sorted(old.difference(coming), key=lambda one: one.key))
        self.given |= new


def sitting_over(root: Path, texts: Texts, by: str) -> Sitting:
    """A vault's folder, its notes' digests and who answers to a sitting that keeps each answer in the vault's file.

    Raises UsageError for a file that cannot be read, before the first question; so does keeping where it fails.
    """
    load(root)

    def make(claim: str, source: str | None, verdict: Answer, score: float | None) -> Decision:
        return decision_on(claim, source, verdict, texts, by=by, at=stamp(datetime.now(UTC)), score=score)

    return Sitting(make, partial(keep, root))
