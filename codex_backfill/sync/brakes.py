"""What a run would do, beside what the last one did, to the reasons why nobody should let it."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from codex_backfill.errors import UsageError
from codex_backfill.known.ledger import Counts
from codex_backfill.known.past import Record
from codex_backfill.notes.note import Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings_file import defaults

SHARE_MOVED = 0.10
"""How far the share of claims that matching linked may move between two runs."""
_SHARE_FLOOR = 5
"""Claims that have to come or go before a share says anything; in a vault of nine, one claim is eleven points."""


_FLOOR = "match.min_precision"
"""The one setting that decides nothing but what the self-check asks for."""


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
"""Of all notes."""
MAX_REMOVALS = Limit(5, percent=True, floor=5)
"""Of all remembered links."""


def limit(text: str) -> Limit:
    """`20` or `5%` to a limit; raises UsageError for anything else."""
    digits = text.strip().removesuffix("%")
    percent = digits != text.strip()
    if not digits.isdecimal() or (percent and int(digits) > 100):
        raise UsageError(f"{text!r} is no limit; give a number of notes, or a share such as 5%")
    return Limit(int(digits), percent)


def counts_of(vault: Vault, record: Record, matched: Collection[Link], given: Mapping[str, Any]) -> Counts:
    """What is in a vault, what matching links in it, and what people set, to what the next run's brakes compare."""
    own = {*matched, *(record.own_links & frozenset(record.standing.links))}
    return Counts(len(vault.claims), len(vault.sources), len({link.claim for link in own}), given)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run is about to do."""

    now: Counts
    before: Counts | None
    """None where there is no ledger: then there is nothing to compare with."""
    changed: int
    """Notes that would change."""
    removed: int
    """Links that would be withdrawn: a person took them out, as far as anyone can tell."""
    remembered: int
    """Links in the ledger."""
    unread: int = 0
    """Notes that are there and cannot be read as what they were: they have not gone."""
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
    if before and (
        (now.claims + figures.unread) * 2 < before.claims or (now.sources + figures.unread) * 2 < before.sources
    ):
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
        allowed = (max_changes or MAX_CHANGES).of(notes)
        if figures.changed > allowed:
            told = "see `codex-backfill diff`" if before else "a first run is for `codex-backfill migrate`, which asks"
            many = f"{figures.changed:,} of {notes:,} notes would change, {allowed:,} may"
            found.append(Stop(Brake.CHANGES, f"{many}; {told}"))
        if figures.self_check:
            found.append(Stop(Brake.SELF_CHECK, f"{figures.self_check}; see `codex-backfill validate`"))
    if before and (figures.changed or figures.removed):
        found += _differences(now, before)
    return tuple(stop for stop in found if stop.brake not in forced)


def _differences(now: Counts, before: Counts) -> list[Stop]:
    found = []
    changed = _settings_changed(now.settings, before.settings)
    for brake, told in ((Brake.SETTINGS, "the `diff`"), (Brake.WEIGHTS, "`codex-backfill validate`")):
        here = [text for key, text in changed.items() if (brake is Brake.WEIGHTS) == key.startswith("match.")]
        if here:
            found.append(Stop(brake, f"the settings are not those of the last run: {'; '.join(here)}; see {told}"))
    old, new = _share(before), _share(now)
    if round(abs(new - old), 9) > SHARE_MOVED and abs(new - old) * now.claims > _SHARE_FLOOR:
        share = f"matching links {new:.0%} of the claims, and linked {old:.0%} the last time"
        found.append(Stop(Brake.SHARE, f"{share}; see `codex-backfill diff`"))
    return found


def _settings_changed(now: Mapping[str, Any] | None, before: Mapping[str, Any] | None) -> dict[str, str]:
    """What people set now and before to the keys that differ, each with how; what nobody set is what it is by default.

    So it is no change when another version has other defaults, or when somebody writes the default down.
    """
    if now is None or before is None:
        return {}
    shipped = defaults()
    found = {}
    for key in sorted(now.keys() | before.keys()):
        old, new = before.get(key, shipped.get(key)), now.get(key, shipped.get(key))
        if old != new and key != _FLOOR:
            found[key] = f"{key} was {_shown(old)} and is {_shown(new)}"
    return found


def _shown(value: object) -> str:
    return "not set" if value is None else json.dumps(value, ensure_ascii=False)


def _share(run: Counts) -> float:
    return run.accepted / run.claims if run.claims else 0.0


def _notes(run: Counts) -> str:
    return f"{run.claims:,} claims and {run.sources:,} sources"
