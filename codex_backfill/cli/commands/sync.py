"""`sync`, the scheduled job: finds what changed, repairs what is certain, leaves the rest for review; never asks."""

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from codex_backfill.cli.command import Run
from codex_backfill.cli.commands.diff import Strict
from codex_backfill.cli.sync_report import Report
from codex_backfill.errors import Brake as Braked
from codex_backfill.errors import Exit, UsageError

if TYPE_CHECKING:
    from codex_backfill.cli.resync import Resync
    from codex_backfill.cli.writing import Writer
    from codex_backfill.sync.brakes import Brake, Stop
    from codex_backfill.sync.repository import Repository
    from codex_backfill.writing.change import FileChange
    from codex_backfill.writing.write import Written


def sync(
    run: Run,
    max_changes: Annotated[
        str | None,
        typer.Option(metavar="N|%", help="Stop when more notes would change.", show_default="20%, at least 20"),
    ] = None,
    max_removals: Annotated[
        str | None,
        typer.Option(metavar="N|%", help="Stop when more links were taken out.", show_default="5%, at least 5"),
    ] = None,
    force: Annotated[
        list[str],
        typer.Option(
            metavar="BRAKE", help="Lift a brake: changes, removals, vault, settings, weights, share, self-check."
        ),
    ] = [],  # noqa: B006 - typer wants a list and never changes it
    commit: Annotated[bool, typer.Option("--commit", help="Commit exactly what was written; never pushes.")] = False,
    allow_staged: Annotated[
        bool, typer.Option("--allow-staged", help="Commit even when other changes are staged; they stay staged.")
    ] = False,
    strict: Strict = False,
) -> int:
    """Keep both directions true: write new links, repair half ones, respect what people took out; never asks."""
    from codex_backfill.cli import fast_path as quick
    from codex_backfill.cli.resync import Resync
    from codex_backfill.cli.writing import writing
    from codex_backfill.sync import brakes
    from codex_backfill.writing.write import Written

    limits = [brakes.limit(given) if given is not None else None for given in (max_changes, max_removals)]
    forced = [_brake(name) for name in force]
    session = Resync(run)
    with writing(session.root, run.console, "sync") as writer:
        looked = quick.look(str(session.root), session.note_folders, session.read_beside_notes)
        stops = session.stops(limits[0], limits[1], forced)
        if stops:
            for warning in _warnings(session):
                run.console.warn(warning)
            if run.format == "json":
                run.console.result(Report(_stopped(stops), _summary(session, Written((), ())), []).out(run))
            raise Braked("\n".join([*map(str, stops), "nothing was written"]))
        repository = _repository(session, allow_staged) if commit else None
        written = _write(session, writer, repository)
        code = Exit.PARTIAL if written.failed or (strict and session.problems) else Exit.DONE
        report = Report(_events(session), _summary(session, written), _warnings(session))
        if not written.written and not session.new_answers and not session.moved_decisions and not run.console.verbose:
            quick.keep(str(session.root), looked, report.out(run), report.err(run), code)
    sys.stderr.write(report.err(run))
    run.console.result(report.out(run))
    return code


def _brake(name: str) -> "Brake":
    from codex_backfill.sync.brakes import Brake

    try:
        return Brake(name)
    except ValueError:
        raise UsageError(f"--force {name}: no such brake; there are {', '.join(Brake)}") from None


def _warnings(session: "Resync") -> list[str]:
    """What nobody can read, and what is wrong with the ledger."""
    from codex_backfill.notes.note import Problem

    damage = session.ledger_or_damage
    return [*map(str, session.problems), *([str(damage)] if isinstance(damage, Problem) else [])]


def _repository(session: "Resync", allow_staged: bool) -> "Repository":
    from codex_backfill.sync.repository import Repository

    repository = Repository(session.root)
    repository.ready(allow_staged=allow_staged)
    return repository


def _write(session: "Resync", writer: "Writer", repository: "Repository | None") -> "Written":
    """Notes first, then the answers, then the ledger: a run that dies in between is made good by the next one."""
    from codex_backfill.known import decision_file, decisions, ledger
    from codex_backfill.writing.change import FileChange
    from codex_backfill.writing.write import Written

    files = session.changes.files
    dirty = repository.dirty([*(file.path for file in files), decisions.PATH]) if repository else frozenset()
    at = decision_file.stamp(datetime.now(UTC))
    written = writer.put_changes(files, [(link.claim, link.source) for link in session.changes.links])
    old_answers = _bytes(session, decisions.PATH)
    new, moved = session.stated(at), session.moved_decisions
    if new or moved:
        decision_file.keep(session.root, [*moved.values(), *(new[link] for link in sorted(new))], list(moved))
    before = session.ledger_bytes
    after = ledger.dump(session.remembered(written, at))
    is_new = after != (before or ledger.dump(ledger.Ledger()))
    kept = writer.put_changes([FileChange(ledger.PATH, before, after)] if is_new else [], [])
    if not kept.failed:  # else the ledger still has to find the notes that moved
        session.remember_notes()
    if repository:
        done = [FileChange(f.path, f.before, f.after) for f in files if f.path in written.written]
        if new or moved:
            done.append(FileChange(decisions.PATH, old_answers, _bytes(session, decisions.PATH)))
        if kept.written:  # nobody else's, so that it goes in whole even if the last one was never committed
            done.append(FileChange(ledger.PATH, None, after))
        _commit(session, repository, done, dirty)
    return Written((*written.written, *kept.written), (*written.failed, *kept.failed))


def _bytes(session: "Resync", path: str) -> bytes | None:
    try:
        return (session.root / path).read_bytes()
    except FileNotFoundError:
        return None


def _commit(session: "Resync", repository: "Repository", done: "Sequence[FileChange]", dirty: frozenset[str]) -> None:
    from codex_backfill.sync.repository import message

    if not done:
        return
    summary = _summary(session, None)
    left_out = repository.commit(done, dirty, message(summary["claims"], summary["sources"], summary["review"]))
    for path in left_out:
        session.console.warn(f"{path}: never committed, or changed where the entry goes; its links are not committed")


def _summary(session: "Resync", written: "Written | None") -> dict[str, Any]:
    """What a run did, in numbers; `written` is None for what it was about to do."""
    from codex_backfill.cli.summary import counts
    from codex_backfill.sync.three_way import Step

    changes = session.changes
    paths = {file.path for file in changes.files} if written is None else set(written.written)
    claims = {claim.path for claim in session.vault.claims}
    added = [file.path for file in changes.plan.files if file.path in paths]
    failed = {file.path for file in changes.files} - paths
    steps = Counter(
        one.outcome.step
        for one in session.reconciliation.links
        if one.link not in changes.refused and not {one.link.claim, one.link.source} & failed
    )
    return {
        "event": "summary",
        "claims": sum(path in claims for path in added),
        "sources": sum(path not in claims for path in added),
        "withdrawn": steps[Step.WITHDRAW],
        "respelled": sum(mend.new is not None and mend.path in paths for mend in changes.mends),
        "review": counts(session, changes.plan)["review"] + steps[Step.DISPUTE],
        "problems": len(session.problems),
        "failed": len(written.failed) if written else 0,
    }


def _stopped(stops: "Sequence[Stop]") -> list[dict[str, Any]]:
    """The brakes that hold, each with what a person has to look at."""
    return [{"event": "stopped", "brake": stop.brake.value, "reason": stop.reason} for stop in stops]


def _events(session: "Resync") -> list[dict[str, Any]]:
    """Every link of which something was done, or that waits for a person because it was changed in two ways."""
    from codex_backfill.sync.three_way import Step

    told = (Step.CONNECT, Step.COMPLETE, Step.WITHDRAW, Step.DISPUTE)
    changes = session.changes
    events: list[dict[str, Any]] = [
        {
            "event": one.outcome.step.value,
            "claim": one.link.claim,
            "source": one.link.source,
            "reason": one.outcome.reason,
        }
        for one in session.reconciliation.links
        if one.outcome.step in told and one.link not in changes.refused
    ]
    return events + [
        {"event": "respell", "claim": mend.link.claim, "source": mend.link.source, "in": mend.path, "now": mend.new}
        for mend in changes.mends
        if mend.new is not None
    ]
