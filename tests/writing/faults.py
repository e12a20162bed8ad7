"""Vaults to write, and operating systems that fail or die at a given call; as a script, a run that waits to be killed."""

import os
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from codex_backfill.disk.system import System
from codex_backfill.writing.change import FileChange, Stamp, State, make_record
from codex_backfill.writing.write import Recovery, Undone, Written, recover, undo, write

STAMP = Stamp("migrate", "2026-03-01T10:00:00+00:00", "ab12")
AGAIN = Stamp("sync", "2026-03-01T11:00:00+00:00", "cd34")
UNDO = Stamp("undo", "2026-03-01T12:00:00+00:00", "ef56")
LEDGER = ".codex-backfill/ledger.json"
DECISIONS = ".codex-backfill/decisions.jsonl"


class Quick(System):
    """An operating system that brings nothing to the disk: what a dying process gave to the kernel is safe already.

    One thread waits for it, so that its calls come in the same order each time.
    """

    threads = 1
    fsync = staticmethod(lambda fd: None)


class Faulty(Quick):
    """An operating system that counts its calls, and in place of one of them does something else."""

    def __init__(self, fault: Callable[[], object] = lambda: None, at: int = 0) -> None:
        self.fault, self.at = fault, at
        self.calls: list[tuple[str, object]] = []
        self.paths: dict[object, object] = {}
        self.lock = threading.Lock()
        for name in [name for name in dir(System) if not name.startswith("_") and name != "threads"]:
            setattr(self, name, partial(self.made, name, getattr(self, name)))

    def made(self, name: str, call: Callable[..., Any], *args: Any, **named: Any) -> Any:
        about = self.paths.get(args[0]) if isinstance(args[0], int) else args[0]
        with self.lock:
            self.calls.append((name, about))
            due = self.due()
        if name == "close":  # a close that fails has closed all the same
            call(*args)
        if due:
            self.fault()
        result = None if name == "close" else call(*args, **named)
        if name == "open":
            self.paths[result] = args[0]
        return result

    def due(self) -> bool:
        return len(self.calls) == self.at


class Dying(Faulty):
    """An operating system that from one call on answers no more, as for a process that was killed there."""

    def __init__(self, at: int) -> None:
        super().__init__(killed, at)

    def due(self) -> bool:
        return len(self.calls) >= self.at


class Killed(BaseException):
    """The end of a process, without ending the process that runs the tests."""


def killed() -> None:
    raise Killed


def failing(number: int) -> Callable[[], None]:
    """A fault: the call fails with this error number."""

    def fault() -> None:
        raise OSError(number, os.strerror(number))

    return fault


def die() -> None:
    """A fault: the process ends on the spot."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Trial:
    """A vault, the state folder of its user, and what is to be written."""

    root: Path
    state: Path
    changes: tuple[FileChange, ...]
    links: tuple[tuple[str, str], ...]

    def write(self, system: System | None = None, stamp: Stamp = STAMP) -> Written:
        """Writes what is not written yet."""
        missing = [change for change in self.changes if self.found(change) == change.before]
        return write(self.root, make_record(stamp, missing, self.links), state=self.state, system=system or Quick())

    def recover(self, system: System | None = None) -> Recovery | None:
        return recover(self.root, state=self.state, system=system or Quick())

    def undo(self, system: System | None = None) -> Undone | None:
        return undo(self.root, naming=lambda path, text: None, stamp=UNDO, state=self.state, system=system or Quick())

    def found(self, change: FileChange) -> bytes | None:
        try:
            with open(f"{self.root}/{change.path}", "rb") as file:
                return file.read()
        except FileNotFoundError:
            return None

    def states(self) -> dict[str, State]:
        """What every file is, which has to be its old or its new bytes."""
        states = {change.path: change.state(self.found(change)) for change in self.changes}
        assert set(states.values()) <= {State.OLD, State.NEW}
        return states

    def reset(self) -> None:
        """Puts the old bytes back into every note, by hand."""
        for change in self.changes:
            if change.before and self.found(change) != change.before:
                (self.root / change.path).write_bytes(change.before)

    def settled(self) -> dict[str, State]:
        """The states when no run is at work: links' ends agree, and nothing is in the vault but what belongs there."""
        states = self.states()
        assert all(states[claim] is states[source] for claim, source in self.links)
        for _, folders, files in os.walk(self.root):
            assert not [name for name in files if name.startswith((".codex-backfill-", "journal"))]
            assert ".codex-backfill" not in folders or any((self.root / ".codex-backfill").iterdir())
        return states


def small(base: Path) -> Trial:
    """Two groups of linked notes, a hard link and a symbolic link among them, a file to make and one to remove."""
    texts = {
        "notes/a.md": "tides", "notes/b.md": "moon", "archive/s.md": "Almanac",
        "notes/c.md": "bread", "archive/t.md": "Baker",
    }  # fmt: skip
    changes = [
        FileChange(path, f"---\n---\n{text}\n".encode(), f"---\nlink: x\n---\n{text}\n".encode())
        for path, text in texts.items()
    ]
    changes += [FileChange(LEDGER, None, b"{}\n"), FileChange(DECISIONS, b"no\n", None)]
    links = (("notes/a.md", "archive/s.md"), ("notes/b.md", "archive/s.md"), ("notes/c.md", "archive/t.md"))
    trial = Trial(base / "vault", base / "state", tuple(changes), links)
    for folder in ("notes", "archive", "shelf", ".codex-backfill"):
        (trial.root / folder).mkdir(parents=True)
    (trial.root / "notes/c.md").symlink_to("../shelf/c.md")
    for change in changes:
        if change.before is not None:
            (trial.root / change.path).write_bytes(change.before)
    (base / "twin.md").hardlink_to(trial.root / "notes/b.md")
    return trial


def large(base: Path, notes: int = 1000) -> Trial:
    """A vault of this many notes, each to be written, linked in pairs."""
    changes = []
    for number in range(notes):
        folder = "archive" if number % 2 else "domains"
        before = f"---\ntitle: Note {number}\n---\n{'What it says. ' * 20}\n".encode()
        after = before.replace(b"\n---\n", b"\nclaims_extracted:\n- Another\n---\n", 1)
        changes.append(FileChange(f"{folder}/{number % 7}/{number}.md", before, after))
    links = tuple((changes[at].path, changes[at + 1].path) for at in range(0, notes, 2))
    return Trial(base / "vault", base / "state", tuple(changes), links)


def call_of(trial: Trial, name: str, number: int = 1) -> int:
    """Which call of writing a vault, made anew to find out, is the number-th of that name among its own files."""
    system = Faulty()
    trial.write(system)
    own = [at for at, (call, about) in enumerate(system.calls, 1) if call == name and str(trial.root) in str(about)]
    return own[number - 1]


def make(trial: Trial) -> Trial:
    """Makes the notes of a vault that is not there yet."""
    for change in trial.changes:
        path = trial.root / change.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(change.before or b"")
    return trial


def in_child(action: Callable[[], object]) -> int:
    """Does something in a process of its own, and gives the signal that killed it, or 0."""
    child = os.fork()
    if child == 0:
        try:
            action()
        finally:
            os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) * -1


class Ticking(Faulty):
    """An operating system that says on stdout when it has made another 100 calls."""

    def made(self, name: str, call: Callable[..., Any], *args: Any, **named: Any) -> Any:
        if len(self.calls) % 100 == 0:
            os.write(1, b".")
        return super().made(name, call, *args, **named)


if __name__ == "__main__":
    large(Path(sys.argv[1])).write(Ticking())
