"""What a run would do, beside what the last one did, to the reasons why nobody should let it."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from codex_backfill.editing.plan import PlannedLink
from codex_backfill.errors import UsageError
from codex_backfill.known.ledger import Run
from codex_backfill.known.past import Past
from codex_backfill.matching.learn import DEFAULTS
from codex_backfill.notes.note import Vault
from codex_backfill.settings import Settings

SHARE_MOVED = 0.10
"""How far the share of claims that matching linked may move between two runs."""
_SHARE_FLOOR = 5
"""Claims that have to come or go before a share says anything; in a vault of nine, one claim is eleven points."""


class Brake(StrEnum):
    """The brakes, by the names that `--force` takes."""

    CHANGES = "changes"
    REMOVALS = "removals"
    VAULT = "vault"
    SETTINGS = "settings"
    WEIGHTS = "weights"
    SHARE = "share"
    SELF_CHECK = "self-check"


@dataclass(frozen=True, slots=True)
class Limit:
    """How many of a total may change: a number, or a share of it that is never below `floor`."""

    number: float
    percent: bool = False
    floor: int = 0

    def of(self, total: int) -> int:
        """A total to how many of it may change."""
        return max(int(total * self.number / 100), self.floor) if self.percent else int(self.number)

    def __str__(self) -> str:
        return f"{self.number:g}{'%' if self.percent else ''}"


MAX_CHANGES = Limit(20, percent=True, floor=20)
"""Of all notes, once there is a ledger; the first run writes whatever it finds."""
MAX_REMOVALS = Limit(5, percent=True, floor=5)
"""Of all remembered links."""


def limit(text: str) -> Limit:
    """`20` or `5%` to a limit; raises UsageError for anything else."""
    digits = text.strip().removesuffix("%")
    percent = digits != text.strip()
    if not digits.isdecimal() or (percent and int(digits) > 100):
        raise UsageError(f"{text!r} is no limit; give a number of notes, or a share such as 5%")
    return Limit(int(digits), percent)


def run_figures(vault: Vault, past: Past, links: Iterable[PlannedLink], settings: Settings) -> Run:
    """What is in a vault and what is to be linked in it to the figures that the next run's brakes compare with."""
    matched = {planned.link for planned in links if planned.origin == "matched"}
    matched |= past.record.own_links & frozenset(past.standing.links)
    match = settings.match
    return Run(
        claims=len(vault.claims),
        sources=len(vault.sources),
        accepted=len({link.claim for link in matched}),
        settings=_short(repr((settings.claims, settings.sources))),
        weights=_short(repr((DEFAULTS, sorted(match.weights.items()), match.threshold, match.gap))),
    )


def _short(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run is about to do."""

    now: Run
    before: Run | None
    """None where there is no ledger: then there is nothing to compare with."""
    changed: int
    """Notes that would change."""
    removed: int
    """Links that would be withdrawn: a person took them out, as far as anyone can tell."""
    remembered: int
    """Links in the ledger."""
    self_check: str | None = None
    """Why the matcher cannot be trusted; None when it can, or cannot be checked."""


@dataclass(frozen=True, slots=True)
class Stop:
    """A brake that holds, and what a person has to look at."""

    brake: Brake
    reason: str

    def __str__(self) -> str:
        return f"{self.brake}: {self.reason}; if it is right, run once with --force {self.brake}"


def stops(
    figures: Figures,
    max_changes: Limit | None = None,
    max_removals: Limit | None = None,
    forced: Collection[Brake] = (),
) -> tuple[Stop, ...]:
    """What a run is about to do, and the limits that were given, to every brake that holds and was not lifted."""
    found = []
    before, now = figures.before, figures.now
    notes = now.claims + now.sources
    if before and (now.claims * 2 < before.claims or now.sources * 2 < before.sources):
        found.append(
            Stop(
                Brake.VAULT,
                f"{_notes(before)} have become {_notes(now)}; see whether the whole vault is there (a half-done "
                "checkout or mount, other folders in the settings)",
            )
        )
    if figures.removed > (allowed := (max_removals or MAX_REMOVALS).of(figures.remembered)):
        found.append(
            Stop(
                Brake.REMOVALS,
                f"the entries of {figures.removed:,} links are gone from the notes, {allowed:,} are allowed to be; see "
                "whether people took them out, or something overwrote the notes with an older state",
            )
        )
    if figures.changed:
        allowed = max_changes.of(notes) if max_changes else MAX_CHANGES.of(notes) if before else notes
        if figures.changed > allowed:
            found.append(
                Stop(
                    Brake.CHANGES,
                    f"{figures.changed:,} of {notes:,} notes would change, {allowed:,} may; see `codex-backfill diff`",
                )
            )
        found += _differences(now, before) if before else []
        if figures.self_check:
            found.append(Stop(Brake.SELF_CHECK, f"{figures.self_check}; see `codex-backfill validate`"))
    return tuple(stop for stop in found if stop.brake not in forced)


def _differences(now: Run, before: Run) -> list[Stop]:
    found = []
    if now.settings != before.settings:
        found.append(
            Stop(Brake.SETTINGS, "the settings are not those of the last run; see codex-backfill.toml and the `diff`")
        )
    if now.weights != before.weights:
        found.append(
            Stop(Brake.WEIGHTS, "the match weights are not those of the last run; see `codex-backfill validate`")
        )
    old, new = _share(before), _share(now)
    if round(abs(new - old), 9) > SHARE_MOVED and abs(new - old) * now.claims > _SHARE_FLOOR:
        share = f"matching links {new:.0%} of the claims, and linked {old:.0%} the last time"
        found.append(Stop(Brake.SHARE, f"{share}; see `codex-backfill diff`"))
    return found


def _share(run: Run) -> float:
    return run.accepted / run.claims if run.claims else 0.0


def _notes(run: Run) -> str:
    return f"{run.claims:,} claims and {run.sources:,} sources"
