"""The border to the operating system: its calls, in one place where a test can make any of them fail, and paths."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterator
from pathlib import PurePosixPath

OWN_FOLDER = ".codex-backfill"
"""The one hidden folder of a vault in which anything is written."""


class Refused(Exception):  # noqa: N818 - named for what becomes of the file
    """A file that is not to be written, with the reason."""


class System:
    """The operating system's calls under their own names; all that writing does to a disk goes through one of these."""

    threads = 8
    """How many threads may wait for the disk at once."""
    lstat = staticmethod(os.lstat)
    fstat = staticmethod(os.fstat)
    open = staticmethod(os.open)
    close = staticmethod(os.close)
    read = staticmethod(os.read)
    write = staticmethod(os.write)
    ftruncate = staticmethod(os.ftruncate)
    fsync = staticmethod(os.fsync)
    fchmod = staticmethod(os.fchmod)
    fchown = staticmethod(os.fchown)
    replace = staticmethod(os.replace)
    unlink = staticmethod(os.unlink)
    mkdir = staticmethod(os.mkdir)
    makedirs = staticmethod(os.makedirs)
    rmdir = staticmethod(os.rmdir)
    if sys.platform == "linux":  # Python has extended attributes on Linux only
        listxattr = staticmethod(os.listxattr)
        getxattr = staticmethod(os.getxattr)
        setxattr = staticmethod(os.setxattr)

    def realpath(self, path: str) -> str:
        return os.path.realpath(path, strict=True)


SYSTEM = System()


def locate(system: System, root: str, path: str) -> str:
    """A path from the vault's root (itself real) to the real one of the file, which need not be there.

    Raises Refused when it leads out of the vault or into a hidden folder (no notes are there, and it may be git's);
    OSError.
    """
    parts = PurePosixPath(path).parts
    if not parts or PurePosixPath(path).is_absolute() or ".." in parts or "\0" in path:
        raise Refused("the path leads out of the vault")
    given = os.path.join(root, *parts)
    try:
        real = system.realpath(given)
    except FileNotFoundError:
        real = os.path.join(system.realpath(os.path.dirname(given)), parts[-1])
    if os.path.commonpath([root, real]) != root:
        raise Refused("a symbolic link leads out of the vault")
    inside = os.path.relpath(real, root).split(os.sep)
    if any(part.startswith(".") for part in (inside[1:] if inside[0] == OWN_FOLDER else inside)):
        raise Refused("it lies in a hidden folder")
    return real


@contextlib.contextmanager
def opened(system: System, path: str, flags: int, mode: int = 0o600) -> Iterator[int]:
    """A path to a descriptor that is closed at the end; no link is followed, nothing is waited for. Raises OSError."""
    fd = system.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, mode)
    try:
        yield fd
    finally:
        system.close(fd)


def read_all(system: System, fd: int) -> bytes:
    """A descriptor to all bytes from where it stands. Raises OSError."""
    parts = []
    while part := system.read(fd, 1 << 20):
        parts.append(part)
    return b"".join(parts)


def fill(system: System, fd: int, data: bytes) -> None:
    """Makes the bytes all that a descriptor's file holds; the disk need not have them yet. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[system.write(fd, rest) :]
    system.ftruncate(fd, len(data))


def write_all(system: System, fd: int, data: bytes) -> None:
    """Makes the bytes all that a descriptor's file holds, on the disk when this returns. Raises OSError."""
    fill(system, fd, data)
    system.fsync(fd)


def sync_folder(system: System, folder: str) -> None:
    """Brings to the disk which files a folder holds, where the file system can. Raises OSError."""
    with opened(system, folder, os.O_RDONLY | os.O_DIRECTORY) as fd:
        try:
            system.fsync(fd)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network and user-space ones cannot
                raise


def remove(system: System, path: str) -> None:
    """Removes a file, if it is there. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        system.unlink(path)
