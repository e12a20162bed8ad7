"""The journal: the record of a run, in the vault while the run writes, and after that only if it was interrupted."""

import contextlib
import errno
import os
import stat

from codex_backfill.disk.paths import OWN_FOLDER, locate
from codex_backfill.disk.system import System, opened, read_all, sync_folder, write_all
from codex_backfill.writing.change import RunRecord, decode, encode

NAME = "journal"
PATH = f"{OWN_FOLDER}/{NAME}"


def place(system: System, root: str, record: RunRecord) -> None:
    """Writes the journal, whole and on the disk when this returns; raises OSError, FileExistsError when one stands."""
    folder = locate(system, root, OWN_FOLDER)
    with contextlib.suppress(FileExistsError):
        system.mkdir(folder)
    with opened(system, os.path.join(folder, NAME), os.O_WRONLY | os.O_CREAT | os.O_EXCL) as fd:
        write_all(system, fd, encode(record))
    sync_folder(system, folder)
    sync_folder(system, root)


def read(system: System, root: str) -> RunRecord | None:
    """The vault's journal to its record, None when there is none.

    Raises ValueError when it is incomplete, which means that the run had not begun to change files; OSError.
    """
    try:
        with opened(system, os.path.join(locate(system, root, OWN_FOLDER), NAME), os.O_RDONLY) as fd:
            if not stat.S_ISREG(system.fstat(fd).st_mode):
                raise OSError(errno.EINVAL, "it is not a regular file")
            return decode(read_all(system, fd))
    except FileNotFoundError:
        return None


def remove(system: System, root: str) -> None:
    """Removes the journal, and its folder when nothing else is in it; raises OSError when it stays."""
    folder = locate(system, root, OWN_FOLDER)
    system.unlink(os.path.join(folder, NAME))
    with contextlib.suppress(OSError):  # a journal that a power cut brings back does no harm: all is done
        sync_folder(system, folder)
        system.rmdir(folder)
