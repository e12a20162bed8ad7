"""One run at a time: a lock on a vault that dies with its process and leaves nothing in the vault.

Held is the vault's folder itself, so that it counts for all users of a machine and under any name of the folder; the
holder's name stands in the user's state folder. Where a system locks no folders, Windows say, the file with that name
is held instead. Two machines that write one network share are not kept apart: what protects files there is that each
is compared with what was read right before it is replaced.
"""

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from codex_backfill.disk import exclusive
from codex_backfill.disk.folders import state_folder
from codex_backfill.disk.paths import OWN_FOLDER, locate
from codex_backfill.disk.system import SYSTEM
from codex_backfill.errors import Locked, UsageError

_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0)
_held: set[int] = set()


def _let_go() -> None:
    """A worker process must not keep the lock of the process that it was forked from."""
    for fd in _held:
        os.close(fd)
    _held.clear()


if hasattr(os, "register_at_fork"):  # where there is a fork
    os.register_at_fork(after_in_child=_let_go)


@contextlib.contextmanager
def lock(root: Path, command: str, *, state: Path) -> Iterator[None]:
    """Keeps every other run off a vault; raises Locked, naming the holder, when one is at work, UsageError when there
    is neither a vault nor a state folder that can be locked.
    """
    name = state / "lock"
    with contextlib.ExitStack() as held:
        failure: OSError | None = None
        try:
            held.enter_context(_taken(root, _FOLDER))
        except BlockingIOError:
            raise Locked(_held_by(name)) from None
        except OSError as error:  # some network file systems, and Windows, lock no folders
            failure = error
        try:
            os.makedirs(state, mode=0o700, exist_ok=True)
            fd = held.enter_context(_taken(name, os.O_RDWR | os.O_CREAT))
            os.ftruncate(fd, 0)
            os.write(fd, f"{command}, process {os.getpid()} on {machine()}".encode())
        except OSError as error:  # no home to write to, say: the vault's own lock is enough
            if failure and isinstance(error, BlockingIOError):
                raise Locked(_held_by(name)) from None
            if failure:
                raise UsageError(f"the vault cannot be locked ({failure}), and neither can {name} ({error})") from error
        yield


@contextlib.contextmanager
def alone(root: Path) -> Iterator[None]:
    """Waits until no other process has a vault's own folder, makes it, and keeps others off it meanwhile.

    Raises Refused when the folder is a link out of the vault, OSError.
    """
    real = os.path.realpath(root)
    folder = locate(SYSTEM, real, OWN_FOLDER)
    os.makedirs(folder, exist_ok=True)
    with contextlib.ExitStack() as held:
        try:
            held.enter_context(_taken(Path(folder), _FOLDER, wait=True))
        except PermissionError:  # Windows opens no folders
            state = state_folder(Path(real))
            os.makedirs(state, mode=0o700, exist_ok=True)
            held.enter_context(_taken(state / "answers", os.O_RDWR | os.O_CREAT, wait=True))
        yield


@contextlib.contextmanager
def _taken(path: Path, flags: int, *, wait: bool = False) -> Iterator[int]:
    fd = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o600)
    _held.add(fd)
    try:
        exclusive.take(fd, wait=wait)
        yield fd
    finally:
        if fd in _held:
            _held.remove(fd)
            os.close(fd)


def _held_by(name: Path) -> str:
    """Who holds the lock; the name in the file is believed only as long as the file itself is locked."""
    try:
        with open(name, "rb") as file:
            try:
                exclusive.take(file.fileno(), shared=True)
            except BlockingIOError:
                since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(os.fstat(file.fileno()).st_mtime))
                return f"another run holds the lock: {file.read().decode()}, since {since}"
    except OSError:
        pass
    return "another run holds the lock: another user's, or one in another container, so that it has no name here"


def machine() -> str:
    """The name of this machine."""
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "this machine")
