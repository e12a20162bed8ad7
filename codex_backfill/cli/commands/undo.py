"""`undo`: takes back the last run that wrote."""

from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.reading import find_root
from codex_backfill.cli.writer import writing
from codex_backfill.errors import Exit
from codex_backfill.writing.write import undo as take_back


def undo(options: Options) -> int:
    """Take back the last run's writes, except in files that changed since."""
    console = options.console
    root = find_root(options.vault)
    with writing(root, console, "undo") as writer:
        recovery = writer.recovery
        if recovery and not recovery.written and not recovery.failed:
            return Exit.DONE  # the last run was interrupted before it changed anything: that is undone
        undone = take_back(root, stamp=writer.stamp, state=writer.state)
    if undone is None:
        if options.format == "json":
            console.result_json({"restored": [], "failed": []})
        else:
            console.result("nothing to undo")
        return Exit.DONE
    for warning in (*undone.failed, *undone.warnings):
        console.warn(str(warning))
    if options.format == "json":
        rows = {"restored": undone.restored, "failed": [str(problem) for problem in undone.failed]}
        console.result_json(rows)
    else:
        console.result(f"took back {undone.stamp}: {len(undone.restored)} files are as before it")
    return Exit.PARTIAL if undone.failed else Exit.DONE


command = as_command(
    undo,
    examples={
        "undo": "take back the last run that wrote notes",
        "undo && undo": "and the one before it",
    },
    exits=[Exit.PARTIAL, Exit.LOCKED],
)
