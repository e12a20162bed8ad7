"""Decisions to what holds of them today: labels for matching, and verdicts that stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.known.texts import Texts, follow
from codex_backfill.notes.standing_links import Link


@dataclass(frozen=True, slots=True)
class Answers:
    """What holds of a vault's decisions today. All of it is labels: known pairs for the self-check and for fitting."""

    yes: Mapping[Link, Decision]
    """Links, as certain as those that stand in the notes."""
    no: Mapping[Link, Decision]
    """Pairs that never come back."""
    unsure: Mapping[str, Decision]
    """By claim: looked at, left open, and not asked again until one of the two texts changes."""
    no_source: Mapping[str, Decision]
    """By claim: nothing in the vault fits, until the claim's source text changes."""
    changed: tuple[Decision, ...]
    """Those among the above given on texts that have changed since."""
    lapsed: Mapping[str, Decision]
    """By claim: `no-source` and `unsure` answers that no longer hold, because the text they rest on has changed."""
    gone: tuple[Decision, ...]
    """Answers on notes that are no longer in the vault."""


NO_ANSWERS = Answers({}, {}, {}, {}, (), {}, ())


def answers_that_hold(decisions: Iterable[Decision], texts: Texts) -> Answers:
    """Merged decisions and the vault's present texts to what holds; answers follow notes that were moved."""
    yes: dict[Link, Decision] = {}
    no: dict[Link, Decision] = {}
    unsure: dict[str, Decision] = {}
    no_source: dict[str, Decision] = {}
    lapsed: dict[str, Decision] = {}
    changed, gone = [], []
    for given in decisions:
        now = follow(given, texts)
        if now is None:
            gone.append(given)
            continue
        about = texts.source_texts[now.claim] if now.source is None else texts.sources[now.source]
        is_changed = about != now.source_digest or (
            now.source is not None and texts.claims[now.claim] != now.claim_digest
        )
        if is_changed and now.verdict in (Answer.UNSURE, Answer.NO_SOURCE):
            lapsed[now.claim] = now
            continue
        if is_changed:
            changed.append(now)
        if now.source is None:
            no_source[now.claim] = now
        elif now.verdict is Answer.UNSURE:
            unsure[now.claim] = now
        else:
            (yes if now.verdict is Answer.YES else no)[Link(now.claim, now.source)] = now
    return Answers(yes, no, unsure, no_source, tuple(changed), lapsed, tuple(gone))
