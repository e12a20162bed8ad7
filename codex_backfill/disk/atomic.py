"""The one way in which a whole file gives way to another: new bytes stand beside it first, and swap in one step."""

import os
import stat

from codex_backfill.disk.paths import OWN_FOLDER, locate
from codex_backfill.disk.system import SYSTEM, System, opened, remove, sync_folder, write_all


def replace_private(path: str, data: bytes, *, durable: bool = True, system: System = SYSTEM) -> None:
    """Replaces a file that its user alone reads, in the state folder, say; makes its folders. Raises OSError.

    The new bytes are on the disk before the old ones give way, so that a crash leaves one or the other; unless
    `durable`, nothing is waited for, and a power cut may leave a torn file: whoever reads it has a checksum to tell.
    """
    system.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    _replace(system, path, data, 0o600, durable=durable)


def replace_in_vault(root: str | os.PathLike[str], path: str, data: bytes | None, *, system: System = SYSTEM) -> None:
    """Replaces a file in a vault's own folder (`path` is from the vault's root) and keeps its mode; None removes it.

    To be called by one process at a time. Raises Refused when the path leads out of the vault, OSError.
    """
    real_root = system.realpath(os.fspath(root))
    folder = locate(system, real_root, OWN_FOLDER)
    system.makedirs(folder, exist_ok=True)
    real = locate(system, real_root, path)
    if data is None:
        remove(system, real)
        return
    try:
        mode = stat.S_IMODE(system.lstat(real).st_mode)
    except FileNotFoundError:
        mode = None
    _replace(system, real, data, mode)


def _replace(system: System, path: str, data: bytes, mode: int | None, *, durable: bool = True) -> None:
    """Replaces a file; without a `mode`, a new one gets what the user's mask leaves of 0666."""
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f".{name}.new")  # one name, so that what a killed run left is used up by the next
    try:
        with opened(system, temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666 if mode is None else mode) as fd:
            if mode is not None:
                system.fchmod(fd, mode)
            write_all(system, fd, data, durable=durable)
        system.replace(temporary, path)
    except BaseException:
        remove(system, temporary)
        raise
    if durable:
        sync_folder(system, folder)
