"""What a sync did, as one line for people or as one JSON object a line for scripts."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from codex_backfill.cli.command import Options
from codex_backfill.cli.hints import hints
from codex_backfill.cli.summary import counts
from codex_backfill.editing.plan import PlannedLink
from codex_backfill.known.ledger import Counts
from codex_backfill.known.past import Past
from codex_backfill.matching.all_claims import Matching
from codex_backfill.notes.note import Problem, Vault
from codex_backfill.settings import Settings
from codex_backfill.sync.brakes import Stop
from codex_backfill.sync.changes import Changes
from codex_backfill.sync.codes import Code
from codex_backfill.sync.findings import find
from codex_backfill.sync.reconcile import Reconciliation
from codex_backfill.sync.three_way import Step
from codex_backfill.terminal.counted import counted
from codex_backfill.writing.write import Written

_HAPPENED = ("claims", "sources", "withdrawn", "respelled", "failed")


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one run, as plain data."""

    events: list[dict[str, Any]]
    summary: dict[str, Any]
    warnings: list[str]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened."""
        return not any(self.summary[what] for what in _HAPPENED)

    @classmethod
    def of(cls, work: "Work", written: Written | None) -> "Report":
        """What a run did, or, where nothing is written yet, is about to do."""
        return cls(events(work), figures(work, written), [*hints(work.vault, work.settings), *work.warnings])

    def out(self, options: Options) -> str:
        """What goes to stdout: nothing under `-q` when nothing happened."""
        if options.console.quiet and self.is_quiet:
            return ""
        if options.format == "json":
            return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in (*self.events, self.summary))
        return f"{line(self.summary, self.is_quiet)}\n"

    def err(self, options: Options) -> str:
        """What goes to stderr: the warnings."""
        return "".join(map(options.console.warning, self.warnings))


@dataclass(frozen=True, slots=True)
class Work:
    """What a run read, found, and is about to do."""

    settings: Settings
    vault: Vault
    past: Past
    outcome: Matching
    links: tuple[PlannedLink, ...]
    found: Reconciliation
    changes: Changes
    counts: Counts
    """What the brakes of the next run compare."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be read or edited, sorted."""
        return tuple(sorted({*self.vault.problems, *self.changes.problems}))

    @property
    def warnings(self) -> list[str]:
        """What nobody can read, and the entries that are left though their notes are gone."""
        record = self.past.record
        changed = {(mend.path, mend.entry.line, mend.entry.column) for mend in self.changes.mends}
        left = [
            f"{finding}; the entry is left as it is"
            for finding in find(self.vault, record.standing, self.found)
            if finding.code in (Code.DELETED, Code.MOVED)
            and (finding.path, finding.line, finding.column) not in changed
        ]
        return [*map(str, self.problems), *left]


def figures(work: Work, written: Written | None) -> dict[str, Any]:
    """What a run did, in numbers; `written` is None for what it was about to do."""
    changes = work.changes
    paths = {file.path for file in changes.files} if written is None else set(written.written)
    claims = {claim.path for claim in work.vault.claims}
    added = [file.path for file in changes.plan.files if file.path in paths]
    failed = {file.path for file in changes.files} - paths
    steps = Counter(
        one.outcome.step
        for one in work.found.links
        if one.link not in changes.refused and not {one.link.claim, one.link.source} & failed
    )
    review = counts(work.vault, work.past, work.outcome, changes.plan)["review"]
    return {
        "event": "summary",
        "claims": sum(path in claims for path in added),
        "sources": sum(path not in claims for path in added),
        "withdrawn": steps[Step.WITHDRAW],
        "respelled": sum(mend.new is not None and mend.path in paths for mend in changes.mends),
        "review": review + steps[Step.DISPUTE] + steps[Step.HOLD],
        "problems": len(work.problems),
        "failed": len(written.failed) if written else 0,
    }


def stopped(stops: Sequence[Stop]) -> list[dict[str, Any]]:
    """The brakes that hold, each with what a person has to look at."""
    return [{"event": "stopped", "brake": stop.brake.value, "reason": stop.reason} for stop in stops]


def events(work: Work) -> list[dict[str, Any]]:
    """Every link of which something was done, or that waits for a person because it was changed in two ways."""
    told = (Step.CONNECT, Step.COMPLETE, Step.WITHDRAW, Step.HOLD, Step.DISPUTE)
    changes = work.changes
    links: list[dict[str, Any]] = [
        {
            "event": one.outcome.step.value,
            "claim": one.link.claim,
            "source": one.link.source,
            "reason": one.outcome.reason,
        }
        for one in work.found.links
        if one.outcome.step in told and one.link not in changes.refused
    ]
    return links + [
        {"event": "respell", "claim": mend.link.claim, "source": mend.link.source, "in": mend.path, "now": mend.new}
        for mend in changes.mends
        if mend.new is not None
    ]


def told(event: dict[str, Any]) -> str:
    """What is done about one link to a line: `connect domains/a.md and inbox/archive/b.md: clear`."""
    why = event.get("reason") or f"the entry in {event.get('in')} becomes {event.get('now')!r}"
    return f"{event['event']} {event['claim']} and {event['source']}: {why}"


def line(summary: dict[str, Any], is_quiet: bool) -> str:
    """A run's numbers to its one line: `sync: 14 claims, 9 sources connected; 3 for review`."""
    parts = []
    if summary["claims"] or summary["sources"]:
        parts.append(f"{counted(summary['claims'], 'claim')}, {counted(summary['sources'], 'source')} connected")
    if summary["withdrawn"]:
        parts.append(f"{counted(summary['withdrawn'], 'link')} withdrawn")
    if summary["respelled"]:
        parts.append(f"{counted(summary['respelled'], 'entry', 'entries')} respelled")
    if is_quiet:
        parts.append("nothing to do")
    parts.append(f"{summary['review']:,} for review")
    if summary["failed"]:
        parts.append(f"{counted(summary['failed'], 'file')} not written")
    if summary["problems"]:
        parts.append(counted(summary["problems"], "problem"))
    return f"sync: {'; '.join(parts)}"
