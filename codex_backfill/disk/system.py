"""The border to the operating system: its calls, in one place where a test can make any of them fail."""

import contextlib
import errno
import os
import signal
import stat
import sys
from collections.abc import Iterator

_SAFELY = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"))
"""How files are opened, as far as the system knows these words: no link followed, nothing waited for."""
ENDING_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
"""The signals that end a process and that it may hold back for a while, of those that the system has."""


def _exchange(first: bytes, second: bytes) -> bool:
    """Exchanges two files by `renameat2(2)`, which Python has no name for; False where that is not possible."""
    import ctypes  # only writing needs it, and it takes as long to import as a small vault to check

    try:
        call = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # glibc before 2.28, say
        return False
    here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE of linux/fcntl.h and linux/fs.h
    return bool(call(here, first, here, second, exchange) == 0)


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
    replace = staticmethod(os.replace)
    unlink = staticmethod(os.unlink)
    mkdir = staticmethod(os.mkdir)
    makedirs = staticmethod(os.makedirs)
    rmdir = staticmethod(os.rmdir)
    listdir = staticmethod(os.listdir)
    if sys.platform != "win32":  # where a file's mode and owner are another matter
        fchmod = staticmethod(os.fchmod)
        fchown = staticmethod(os.fchown)
    else:

        def fchmod(self, fd: int, mode: int) -> None:
            """Leaves the mode as it is."""

        def fchown(self, fd: int, uid: int, gid: int) -> None:
            """Leaves the owner as it is."""

    if sys.platform == "linux":  # Python has extended attributes on Linux only
        listxattr = staticmethod(os.listxattr)
        getxattr = staticmethod(os.getxattr)
        setxattr = staticmethod(os.setxattr)

    def swap(self, new: str, old: str) -> bool:
        """Puts a file in the place of another, in one step, and gives whether the other one has its name now.

        Where the system cannot exchange the two (Linux can, but not on every file system), the other one is gone.
        """
        if sys.platform == "linux" and _exchange(os.fsencode(new), os.fsencode(old)):
            return True
        os.replace(new, old)
        return False

    def realpath(self, path: str) -> str:
        """A path to the one without links; raises OSError where nothing is there."""
        return os.path.realpath(path, strict=True)


SYSTEM = System()


@contextlib.contextmanager
def opened(system: System, path: str, flags: int, mode: int = 0o600) -> Iterator[int]:
    """A path to a descriptor that is closed at the end; no link is followed, nothing is waited for. Raises OSError."""
    fd = system.open(path, flags | _SAFELY, mode)
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


def read_path(system: System, path: str) -> bytes:
    """A path to the bytes of its file, no link followed. Raises OSError."""
    with opened(system, path, os.O_RDONLY) as fd:
        return read_all(system, fd)


def alike(system: System, file: str, fd: int) -> bool:
    """Gives a new file an old one's owner, mode and extended attributes; whether nothing of it would be lost."""
    old, new = system.lstat(file), system.fstat(fd)
    if old.st_nlink > 1:
        return False
    try:
        if (old.st_uid, old.st_gid) != (new.st_uid, new.st_gid):
            system.fchown(fd, old.st_uid, old.st_gid)
        system.fchmod(fd, stat.S_IMODE(old.st_mode))
        if sys.platform != "linux":
            return True
        names = system.listxattr(file)
        for name in names:
            system.setxattr(fd, name, system.getxattr(file, name))
        return set(system.listxattr(fd)) == set(names)
    except OSError:
        return False


def fill(system: System, fd: int, data: bytes) -> None:
    """Makes the bytes all that a descriptor's file holds; the disk need not have them yet. Raises OSError."""
    rest = memoryview(data)
    while rest:
        rest = rest[system.write(fd, rest) :]
    system.ftruncate(fd, len(data))


def write_all(system: System, fd: int, data: bytes, *, durable: bool = True) -> None:
    """Makes the bytes all that a descriptor's file holds, on the disk too if `durable`. Raises OSError."""
    fill(system, fd, data)
    if durable:
        system.fsync(fd)


def read_regular(path: str | os.PathLike[str], *, most: int | None = None) -> bytes:
    """A path to the bytes of the file there, links followed.

    Raises OSError, also for what is no regular file (nobody writes into a pipe that was left in a vault, so that
    reading would never end) and for one of more than `most` bytes.
    """
    fd = os.open(path, os.O_RDONLY | _SAFELY & ~getattr(os, "O_NOFOLLOW", 0))
    with open(fd, "rb") as file:
        found = os.fstat(fd)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder", os.fspath(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is not a regular file", os.fspath(path))
        if most is not None and found.st_size > most:
            raise OSError(errno.EFBIG, f"its {found.st_size:,} bytes are more than {most:,}", os.fspath(path))
        return file.read()


def sync_folder(system: System, folder: str) -> None:
    """Brings to the disk which files a folder holds, where the system can. Raises OSError."""
    only_folders = getattr(os, "O_DIRECTORY", None)
    if only_folders is None:  # Windows opens no folders
        return
    with opened(system, folder, os.O_RDONLY | only_folders) as fd:
        try:
            system.fsync(fd)
        except OSError as error:
            if error.errno not in (errno.EINVAL, errno.ENOTSUP):  # some network and user-space ones cannot
                raise


def remove(system: System, path: str) -> None:
    """Removes a file, if it is there. Raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        system.unlink(path)
