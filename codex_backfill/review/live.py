"""A review that is served: what its pages ask for and say, whoever carries it between them."""

import threading
from collections.abc import Mapping, Sequence

from codex_backfill.errors import CodexError
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.matching.result import Explained
from codex_backfill.review.page_data import Propose, Queue, details
from codex_backfill.review.queue import with_evidence
from codex_backfill.review.sitting import Said, Sitting


class RefusedError(CodexError):
    """An answer that cannot be taken; its text says why, for the person who gave it."""


class LiveReview:
    """One sitting that any number of tabs take part in; every method may be called from any thread."""

    def __init__(self, queue: Queue, explained: Explained, propose: Propose, sitting: Sitting) -> None:
        self._items = {item.claim.path: item for item in queue.items}
        self._sources = {source.path for source in queue.sources}
        self._broken = queue.broken
        self._scores = {
            (item.claim.path, candidate.source): candidate.score
            for item in queue.items
            for candidate in item.candidates
        }
        self._explained, self._propose, self._sitting = explained, propose, sitting
        self._changed = threading.Condition()
        self._changes: list[str] = []
        self._is_closed = False

    def details(self, claim: str) -> list[list[object]]:
        """A claim of the queue to the reasons and the diff of each of its candidates, as they are now.

        Raises RefusedError for what is no claim of the queue.
        """
        if claim not in self._items:
            raise RefusedError(f"{claim} is not in this queue")
        with self._changed:
            item = with_evidence(self._items[claim], self._explained)
            return [details(one, self._propose(claim, one.source)) for one in item.candidates]

    def put(self, answers: Mapping[str, Sequence[Said]]) -> None:
        """Makes these the answers on their claims, on disk when this returns; raises RefusedError and keeps none."""
        with self._changed:
            for claim, said in answers.items():
                self._check(claim, said)
            if len(answers) == 1:  # an answer for all that is shown is not held up by thousands of drafts
                self._check_yes(*answers.items())
            self._sitting.put(answers, self._scores)
            self._changes += answers
            self._changed.notify_all()

    def answers(self, claims: Sequence[str] | None = None) -> dict[str, list[Decision]]:
        """The answers given in this sitting by claim; only those on some claims, where these are named."""
        with self._changed:
            return {claim: list(self._sitting.on(claim)) for claim in (self._changes if claims is None else claims)}

    def since(self, seen: int, seconds: float) -> tuple[int, list[str]]:
        """How many changes were seen to how many there are, and the claims of the new ones; waits so long for one."""
        with self._changed:
            self._changed.wait_for(lambda: len(self._changes) > seen or self._is_closed, seconds)
            return len(self._changes), list(dict.fromkeys(self._changes[seen:]))

    @property
    def is_closed(self) -> bool:
        """Whether the sitting is over."""
        return self._is_closed

    def close(self) -> None:
        """Ends the sitting; whoever waits for changes goes on at once."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _check(self, claim: str, said: Sequence[Said]) -> None:
        if claim not in self._items:
            raise RefusedError(f"{claim} is not in this queue")
        if said and claim in self._broken:
            raise RefusedError(f"{claim} cannot be written: {self._broken[claim]}")
        for source, verdict in said:
            if (source is None) != (verdict is Answer.NO_SOURCE):
                raise RefusedError(f"{verdict} is said {'of a source' if source is None else 'without a source'}")
            if source is not None and source not in self._sources:
                raise RefusedError(f"{source} is no source of the vault")

    def _check_yes(self, answer: tuple[str, Sequence[Said]]) -> None:
        """Raises RefusedError where a link could not be written, so that no yes is taken that comes to nothing."""
        claim, said = answer
        for source, verdict in said:
            if source is not None and verdict is Answer.YES and (problems := self._propose(claim, source).problems):
                raise RefusedError(f"this link cannot be written: {problems[0]}")
