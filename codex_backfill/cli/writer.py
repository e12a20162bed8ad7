"""What every writing command does around its writes: the lock, the recovery of an interrupted run, the report."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from codex_backfill.disk.folders import state_folder
from codex_backfill.disk.lock import lock
from codex_backfill.editing.plan import PlannedFile
from codex_backfill.errors import Exit
from codex_backfill.terminal.console import Console
from codex_backfill.writing.change import FileChange, Stamp
from codex_backfill.writing.write import Recovery, Written, recover, write


class Writer:
    """A vault that this process alone may write, until `writing` ends."""

    def __init__(self, root: Path, state: Path, console: Console, command: str, recovery: Recovery | None) -> None:
        self.root, self.state, self.console, self.recovery = root, state, console, recovery
        self.stamp = Stamp(command, datetime.now(UTC).isoformat(timespec="seconds"), secrets.token_hex(4))

    def write(self, files: Sequence[PlannedFile], format_: str = "text") -> int:
        """Planned files to the vault and a report on stdout; gives the exit code."""
        written = self.put(files)
        if format_ == "json":
            rows = {"written": written.written, "failed": [str(problem) for problem in written.failed]}
            self.console.result_json(rows)
        else:
            self.console.result(f"{len(written.written)} files written; codex-backfill undo takes it back")
        return Exit.PARTIAL if written.failed else Exit.DONE

    def put(self, files: Sequence[PlannedFile], more: Sequence[FileChange] = ()) -> Written:
        """Planned files, and other files that belong to the run, to the vault; failures are named on stderr."""
        changes = [FileChange(file.path, file.before, file.after) for file in files]
        ends = [(link.claim, link.source) for file in files for link in file.links]
        return self.put_changes([*changes, *more], sorted(set(ends)))

    def put_changes(self, changes: Sequence[FileChange], links: Sequence[tuple[str, str]]) -> Written:
        """Changed files, and the pairs of paths that are written together or not at all, to the vault."""
        written = write(self.root, changes, links=links, stamp=self.stamp, state=self.state)
        for problem in written.failed:
            self.console.warn(str(problem))
        for warning in written.warnings:
            self.console.warn(warning)
        return written


@contextmanager
def writing(root: Path, console: Console, command: str) -> Iterator[Writer]:
    """A vault's root to its writer, under the lock, whatever an interrupted run left being put right first.

    Raises Locked when another run is at work.
    """
    state = state_folder(root)
    with lock(root, command, state=state):
        recovery = recover(root, state=state)
        if recovery:
            console.note(str(recovery))
            for problem in recovery.failed:
                console.warn(str(problem))
            for warning in recovery.warnings:
                console.warn(warning)
        yield Writer(root, state, console, command, recovery)
