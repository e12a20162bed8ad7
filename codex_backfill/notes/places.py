"""Folders of the settings, and patterns of file names in them (`notes/@*`), to the notes that lie there."""

from collections.abc import Iterable
from fnmatch import fnmatchcase


def is_pattern(folder: str) -> bool:
    """Whether a folder of the settings is a pattern of paths, which tells notes of one folder apart by their names."""
    return "*" in folder or "?" in folder


def walked(folder: str) -> str:
    """A folder of the settings to the one that has to be looked through: of a pattern, the part without any."""
    parts = folder.split("/")
    plain = next((at for at, part in enumerate(parts) if is_pattern(part)), len(parts))
    return "/".join(parts[:plain])


def depth(path: str, folders: Iterable[str]) -> int:
    """How many characters the longest of the folders has that hold a path; -1 where none does."""
    return max((len(folder) for folder in folders if _holds(folder, path)), default=-1)


def down_to(path: str) -> list[str]:
    """A path to the folders that it lies in, the outermost first, and itself."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]


def _holds(folder: str, path: str) -> bool:
    if not is_pattern(folder):
        return not folder or path.startswith(f"{folder}/")
    return any(fnmatchcase(one, folder) for one in down_to(path))
