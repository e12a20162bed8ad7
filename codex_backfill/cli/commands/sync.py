"""`sync`, the scheduled job: finds what changed, repairs what is certain, leaves the rest for review; never asks."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.cli import fast_path
from codex_backfill.cli.command import Options, Strict, as_command
from codex_backfill.cli.gate import shortfall
from codex_backfill.cli.reading import KNOWN_PAIRS, find_root, reconciled
from codex_backfill.cli.run import wanted
from codex_backfill.cli.sync_report import Report, Work, figures, stopped, told
from codex_backfill.cli.sync_write import write_work
from codex_backfill.cli.vault_run import VaultRun
from codex_backfill.cli.writer import AllowStaged, Commit, Writer, writing
from codex_backfill.disk.folders import state_folder
from codex_backfill.errors import Exit, Stopped
from codex_backfill.known.state import OWN_LINKS
from codex_backfill.notes.places import walked
from codex_backfill.settings_file import FILE_NAME
from codex_backfill.sync import brakes
from codex_backfill.sync.brakes import Brake, Figures, Stop, counts_of
from codex_backfill.sync.changes import make_changes
from codex_backfill.sync.three_way import Step
from codex_backfill.writing.commit import TO_COMMIT
from codex_backfill.writing.write import Written


@as_command(
    checks=True,
    examples={
        "sync": "write and mend what is certain, say what is left",
        "sync --dry-run": "only say what it would do",
        "sync --commit --max-changes 50": "commit it, unless more than 50 notes would change",
    },
    exits=[Exit.PARTIAL, Exit.LOCKED],
)
def sync(
    options: Options,
    max_changes: Annotated[
        str | None,
        typer.Option(metavar="N|%", help="Stop when more notes would change.", show_default="20%, at least 20"),
    ] = None,
    max_removals: Annotated[
        str | None,
        typer.Option(metavar="N|%", help="Stop when more links were taken out.", show_default="5%, at least 5"),
    ] = None,
    force: Annotated[list[Brake], typer.Option(metavar="BRAKE", help=f"Lift a brake: {', '.join(Brake)}.")] = [],  # noqa: B006 - typer wants a list and never changes it
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, link by link.")] = False,
    commit: Commit = False,
    allow_staged: AllowStaged = False,
    strict: Strict = False,
) -> int:
    """Keep both directions true: write new links, repair half ones, respect what people took out; never asks."""
    console = options.console
    root = find_root(options.vault)
    stops = partial(
        brakes.stops,
        max_changes=None if max_changes is None else brakes.limit(max_changes),
        max_removals=None if max_removals is None else brakes.limit(max_removals),
        forced=force,
    )
    if dry_run:
        return _dry_run(VaultRun.of(options), stops)
    with writing(root, console, "sync", commit=commit, allow_staged=allow_staged) as writer:
        run = VaultRun.of(options)
        claims, sources = run.settings.claims, run.settings.sources
        folders = tuple(map(walked, (*claims.folders, *sources.folders)))
        beside = _read_beside_notes(options, root)
        looked = fast_path.look(str(root), folders, (*claims.suffixes, *sources.suffixes), beside)
        work, written = write_work(root, _prepared(run, stops), writer)
        committed = _commit(work, writer)
        code = Exit.PARTIAL if written.failed or (strict and work.problems) else committed
        report = Report.of(work, written)
        past = work.past
        is_idle = not written.written and not past.edits.stated and not past.record.moved_decisions and not committed
        if is_idle and not console.verbose:
            said = console.written(report.out(options)), console.written(report.err(options))
            fast_path.keep(str(root), looked, *said, code)
    console.report(report.err(options))
    console.result(report.out(options))
    return code


Stops = Callable[[Figures], Sequence[Stop]]
"""What a run is about to do to the brakes that hold it, by the limits that were given."""


def _prepared(run: VaultRun, stops: Stops) -> Work:
    """What a run over a vault does; raises Stopped where a brake holds it."""
    console = run.options.console
    vault = run.read_vault(tells=False)  # the work's warnings will
    past = run.recall(vault, is_asked_for=False, tells=False)
    past.record.ensure_sound()
    outcome = run.match(run.matcher(vault, past), past)
    links = wanted(past, outcome)
    found = reconciled(past.record, vault, (one.link for one in links))
    changes = make_changes(
        *(found, links, vault, past.standing.names),
        settings=run.settings,
        read=run.read,
        progress=console.progress,
    )
    matched = {one.link for one in links if one.origin == "matched"}
    now = counts_of(vault, past.record, matched, run.people_set)
    work = Work(run.settings, vault, past, outcome, links, found, changes, now)
    short = shortfall(outcome.self_check, past.labels, run.floor, console) if changes.files else []
    holding = stops(
        Figures(
            now=now,
            before=past.record.ledger.run,
            changed=len(changes.files),
            removed=sum(one.outcome.step is Step.WITHDRAW for one in found.links),
            remembered=len(past.record.ledger.links),
            unread=len(vault.problems),
            self_check="\n".join(short) or None,
        ),
    )
    if holding:
        console.warn(*work.warnings)
        if run.options.format == "json":
            console.result(Report(stopped(holding), figures(work, Written((), ())), []).out(run.options))
        raise Stopped(*(line for stop in holding for line in str(stop).splitlines()), "nothing was written")
    return work


def _dry_run(run: VaultRun, stops: Stops) -> Exit:
    """Says what a run would do; the lock is not needed for that."""
    options, console = run.options, run.options.console
    report = Report.of(_prepared(run, stops), None)
    console.report(report.err(options))
    if options.format == "text":
        console.result("\n".join(map(told, report.events)))
    console.result(report.out(options))
    console.note("nothing was written" if report.is_quiet else "nothing was written; next: codex-backfill sync does it")
    return Exit.DONE


def _read_beside_notes(options: Options, root: Path) -> tuple[str, ...]:
    """The other files that make a difference to this run."""
    known = options.known_pairs or root / KNOWN_PAIRS
    config = options.config or root / FILE_NAME
    return (
        str(options.vault.absolute()),
        str(known),
        str(config),
        *(str(state_folder(root) / name) for name in (OWN_LINKS, TO_COMMIT)),
    )


def _commit(work: Work, writer: Writer) -> Exit:
    """Commits what was written, if that is wanted; a note that only lost entries or had some respelled counts not."""
    only_mended = {file.path for file in work.changes.files} - {file.path for file in work.changes.plan.files}
    claims = {claim.path for claim in work.vault.claims} - only_mended
    sources = {source.path for source in work.vault.sources} - only_mended
    return writer.commit(claims, sources, figures(work, None)["review"])
