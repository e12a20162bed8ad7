"""`undo`: takes back the last run that wrote notes."""

from typing import Annotated

import typer

from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.reading import find_root, load_settings, read_vault, remembered
from codex_backfill.cli.writer import writing
from codex_backfill.disk.folders import state_folder
from codex_backfill.errors import Exit
from codex_backfill.known.past import Record
from codex_backfill.writing import change
from codex_backfill.writing.own_files_before import Naming
from codex_backfill.writing.write import history
from codex_backfill.writing.write import undo as take_back


@as_command(
    examples={
        "undo": "take back the last run that wrote notes",
        "undo && undo": "and the one before it",
        "undo --list": "see which runs there are",
    },
    exits=[Exit.PARTIAL, Exit.LOCKED],
)
def undo(
    options: Options,
    list_runs: Annotated[
        bool, typer.Option("--list", help="Show the runs that can be taken back, the last one first.")
    ] = False,
) -> int:
    """Take back the last run that wrote notes, with its decisions; both ends of a link or neither."""
    console = options.console
    root = find_root(options.vault)
    if list_runs:
        return _list(options, history(state_folder(root)))
    settings = load_settings(root, options.config)
    with writing(root, console, "undo") as writer:
        recovery = writer.recovery
        if recovery and not recovery.written and not recovery.failed:
            return Exit.DONE  # the last run was interrupted before it changed anything: that is undone
        vault = read_vault(root, settings)
        naming = _naming(remembered(root, vault, settings))
        undone = take_back(root, naming=naming, settings=settings, stamp=writer.stamp, state=writer.state)
    if undone is None:
        options.result({"restored": [], "links": 0, "failed": []}, "nothing to undo")
        return Exit.DONE
    console.warn(*undone.failed, *undone.warnings)
    options.result(
        {"restored": undone.restored, "links": undone.links, "failed": [str(problem) for problem in undone.failed]},
        f"took back {undone.stamp}: {undone.links} links, in {len(undone.restored)} files",
    )
    if undone.links and options.format != "json":
        console.note("next: codex-backfill review asks about them; migrate writes them again")
    return Exit.PARTIAL if undone.failed else Exit.DONE


def _naming(record: Record) -> Naming:
    """What is remembered of a vault to what tells which note an entry names: by the ledger, else by its text."""
    stand = record.standing
    named = {(link.claim, entry.text): link.source for link, entry in stand.in_claims.items()}
    named |= {(link.source, entry.text): link.claim for link, entry in stand.in_sources.items()}

    def naming(path: str, text: str) -> str | None:
        if (path, text) in named:
            return named[path, text]
        return stand.source_names.one(text, path) or stand.claim_names.one(text, path)

    return naming


def _list(options: Options, runs: tuple[change.RunRecord, ...]) -> int:
    links = [len({entry.link for entry in run.entries} or run.links) for run in runs]
    rows = [
        {"command": run.stamp.command, "started": run.stamp.started, "notes": len(run.notes), "links": count}
        for run, count in zip(runs, links, strict=True)
    ]
    lines = [f"{run.stamp}: {count} links, {len(run.notes)} notes" for run, count in zip(runs, links, strict=True)]
    options.result(rows, "\n".join(lines) or "nothing to undo")
    return Exit.DONE
