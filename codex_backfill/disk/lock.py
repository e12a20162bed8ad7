"""One run at a time: a lock on a vault that dies with its process and leaves nothing in the vault.

Held is the vault's folder itself, so that it counts for all users of a machine and under any name of the folder; the
holder's name stands in the user's state folder. Two machines that write one network share are not kept apart: what
protects files there is that each is compared with what was read right before it is replaced.
"""

import contextlib
import fcntl
import os
import time
from collections.abc import Iterator
from pathlib import Path

from codex_backfill.errors import Locked, UsageError

_held: set[int] = set()


def _let_go() -> None:
    """A worker process must not keep the lock of the process that it was forked from."""
    for fd in _held:
        os.close(fd)
    _held.clear()


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
            held.enter_context(_locked(root, os.O_RDONLY | os.O_DIRECTORY))
        except BlockingIOError:
            raise Locked(_held_by(name)) from None
        except OSError as error:  # some network file systems lock no folders
            failure = error
        try:
            os.makedirs(state, mode=0o700, exist_ok=True)
            fd = held.enter_context(_locked(name, os.O_RDWR | os.O_CREAT))
            os.ftruncate(fd, 0)
            os.write(fd, f"{command}, process {os.getpid()} on {os.uname().nodename}".encode())
        except OSError as error:  # no home to write to, say: the vault's own lock is enough
            if failure and isinstance(error, BlockingIOError):
                raise Locked(_held_by(name)) from None
            if failure:
                raise UsageError(f"the vault cannot be locked ({failure}), and neither can {name} ({error})") from error
        yield


@contextlib.contextmanager
def _locked(path: Path, flags: int) -> Iterator[int]:
    fd = os.open(path, flags | os.O_CLOEXEC, 0o600)
    _held.add(fd)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
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
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                since = time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(os.fstat(file.fileno()).st_mtime))
                return f"another run holds the lock: {file.read().decode()}, since {since}"
    except OSError:
        pass
    return "another run holds the lock: another user's, or one in another container, so that it has no name here"
