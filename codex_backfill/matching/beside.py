"""A claim's match and the links that it has to what is left of the match: each citation gets one source at most."""

from dataclasses import replace
from typing import NamedTuple

from codex_backfill.matching.result import Candidate, Match, Verdict
from codex_backfill.matching.verdicts import Reason, Ruling, overall


class Linked(NamedTuple):
    """What a claim is linked to, whoever said so."""

    named: frozenset[str] = frozenset()
    """The paths of the sources that its citations name to the letter."""
    others: frozenset[str] = frozenset()
    """Those of its other sources, and its entries that lead to none."""


def beside(match: Match, linked: Linked) -> Match:
    """What was found for a claim, its links unseen, to what of it is for the citations that no link answers.

    Of a linked source that is not likely to answer any citation, nobody can tell which one it is for: where there are
    more citations than such sources, a person decides; else nothing is left. What is doubtful is left out: a claim with
    a link is not among those that wait for one.
    """
    own = [one for one in match.candidates if one.source in linked.named | linked.others]
    answered = {one.citation for one in own if _is_answer(one)}
    placed = {one.source for one in own if _is_answer(one) or one.citation in answered}
    unplaced = len(linked.others - placed)
    left = match.citations - len(answered)

    def ruled(one: Candidate) -> Ruling:
        if one.citation in answered or left <= unplaced:
            return Verdict.NONE, Reason.RUNNER_UP
        if one.reason == Reason.DOUBTFUL:
            return Verdict.NONE, Reason.UNLIKELY
        if unplaced and one.verdict is Verdict.ACCEPTED:
            return Verdict.REVIEW, Reason.BESIDE
        return one.verdict, Reason(one.reason)

    others = [one for one in match.candidates if one not in own]
    rulings = [ruled(one) for one in others]
    candidates = [
        replace(one, verdict=verdict, reason=reason) for one, (verdict, reason) in zip(others, rulings, strict=True)
    ]
    verdict, reason = overall(rulings)
    return replace(match, verdict=verdict, reason=reason, candidates=tuple(candidates), citations=max(left, 0))


def _is_answer(one: Candidate) -> bool:
    """Whether a linked source is likelier than not to be what a citation names; a copy of one may be for another."""
    likely = one.verdict is Verdict.ACCEPTED or one.score >= 0
    return one.citation is not None and likely and one.reason != Reason.COPY
