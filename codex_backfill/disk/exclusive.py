"""Holding an open file to oneself, by what the system has for it; the hold dies with the process.

Imported where every millisecond counts, so that nothing that takes time to import stands here.
"""

import os
import sys

try:
    import fcntl
except ImportError:  # Windows; there, bytes of a file are locked
    fcntl = None  # type: ignore[assignment]

_FAR_BEHIND = 1 << 30
"""The byte that is locked on Windows, where nobody else can read what is locked: none that a file has."""


def take(fd: int, *, wait: bool = False, shared: bool = False) -> None:
    """Takes a hold of an open file that no other process has meanwhile, but a shared one others that are shared.

    Raises BlockingIOError when another has it and nothing is to be waited for; OSError when this file cannot be held.
    On a system that has neither kind of lock nothing is held, as between two machines on one network share.
    """
    if fcntl is not None:
        fcntl.flock(fd, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if wait else fcntl.LOCK_NB))
    elif sys.platform == "win32":
        import msvcrt  # it is there on Windows only

        os.lseek(fd, _FAR_BEHIND, os.SEEK_SET)
        try:
            msvcrt.locking(fd, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except PermissionError as error:
            raise BlockingIOError(error.errno, error.strerror) from None
        finally:
            os.lseek(fd, 0, os.SEEK_SET)
