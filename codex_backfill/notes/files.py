"""The one module that looks at the vault's files: a folder to the bytes of its notes."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codex_backfill.disk.git import Git
from codex_backfill.disk.paths import is_below
from codex_backfill.disk.system import read_regular
from codex_backfill.notes import places
from codex_backfill.notes.note import Problem

SIZE_LIMIT = 32 * 1024 * 1024
"""Notes above this many bytes are refused: the largest in the vaults we know has 0.1 MB."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The notes below some folders of a vault, by their paths from its root, sorted."""

    paths: tuple[str, ...]
    """Those that can be read, as far as their names tell."""
    problems: tuple[Problem, ...]
    """What cannot be followed."""
    ignored: tuple[str, ...]
    """Those that git ignores."""
    unmerged: frozenset[str]
    """What a merge in git has left undecided, anywhere in the vault, whether or not a file is there now."""


def walk(root: Path, folders: Sequence[str], suffixes: tuple[str, ...] = (".md",)) -> Listing:
    """A vault and folders below it to their notes, by their suffixes.

    Hidden files and folders, and links to notes that are read anyway, are left out.
    """
    top = os.path.realpath(root)
    endings = tuple(suffix.lower() for suffix in suffixes)
    git = Git(top)
    ignored = git.ignored()
    found: set[str] = set()
    links: list[str] = []
    problems: list[Problem] = []
    left_out: set[str] = set()
    for given in folders:
        folder = places.walked(given)
        if not is_below(os.path.realpath(os.path.join(top, folder)), top):
            problems.append(Problem(folder, 1, 1, "folder leads out of the vault", "folder left out"))
            continue
        pending = [folder]
        if ignored.intersection(places.down_to(folder)):
            pending = []
            left_out.update(_notes_below(top, folder, endings))
        known = len(found) + len(links)
        while pending:
            here = pending.pop()
            for entry in _scan(top, here, problems):
                path = f"{here}/{entry.name}" if here else entry.name
                if entry.name.startswith("."):
                    continue
                if path in ignored:
                    is_note = not entry.is_dir() and path.lower().endswith(endings)
                    left_out.update([path] if is_note else _notes_below(top, path, endings))
                elif entry.is_symlink():
                    links.append(path)
                elif entry.is_dir():
                    pending.append(path)
                elif entry.name.lower().endswith(endings) and places.depth(path, [given]) >= 0:
                    if entry.is_file():
                        found.add(path)
                    else:
                        problems.append(Problem(path, 1, 1, "not a regular file"))
        hidden = [path for path in left_out if not folder or path.startswith(f"{folder}/")]
        if len(found) + len(links) == known and hidden:
            told = f"git ignores all notes below it ({len(hidden)}); a link to one would be committed by half"
            problems.append(Problem(folder or ".", 1, 1, told, "folder left out"))
    for path in sorted(set(links)):
        target = os.path.realpath(os.path.join(top, path))
        real = os.path.relpath(target, top).replace(os.sep, "/")
        if odd := _odd_link(path, target, real, top, endings, folders):
            problems.append(odd)
        elif path.lower().endswith(endings) and os.path.isfile(target) and real not in found:
            found.add(path)
    paths = _writable_names(found, problems)
    return Listing(tuple(paths), tuple(sorted(set(problems))), tuple(sorted(left_out)), git.unmerged())


def _odd_link(
    path: str, target: str, real: str, top: str, endings: tuple[str, ...], folders: Sequence[str]
) -> Problem | None:
    """A symbolic link, the path that it leads to, and that from the root, to why it is not followed; None if it is."""
    if not is_below(target, top):
        return Problem(path, 1, 1, "symbolic link leads out of the vault")
    if os.path.isdir(target):
        is_loop = f"{path}/".startswith(f"{real}/") or real == "."
        told = f"a symbolic link to {real}/, which no folder of the settings holds"
        is_read = is_loop or places.depth(f"{real}/", folders) >= 0
        return None if is_read else Problem(path, 1, 1, told, "its notes left out")
    if path.lower().endswith(endings) and not os.path.isfile(target):
        return Problem(path, 1, 1, "symbolic link leads to no file")
    return None


def _notes_below(top: str, folder: str, endings: tuple[str, ...]) -> Iterator[str]:
    """The notes below a folder, whatever git says of them, hidden ones aside."""
    for here, below, names in os.walk(os.path.join(top, folder)):
        below[:] = [name for name in below if not name.startswith(".")]
        above = os.path.relpath(here, top).replace(os.sep, "/").removeprefix(".")
        for name in names:
            if name.lower().endswith(endings) and not name.startswith("."):
                yield f"{above}/{name}" if above else name


def markdown_files(root: Path) -> tuple[str, ...]:
    """A vault's root to the paths of all Markdown files below it but hidden ones, sorted; none is opened."""
    return tuple(sorted(_notes_below(str(root), "", (".md",))))


def read_bytes(root: Path, path: str) -> bytes | Problem:
    """A note's path from the vault's root to its bytes, or why they cannot be had; never blocks on a pipe."""
    try:
        return read_regular(os.path.join(root, path), most=SIZE_LIMIT)
    except OSError as error:
        return Problem(path, 1, 1, f"cannot be read: {error.strerror}")


def is_absent(root: Path, path: str) -> bool:
    """Whether there is surely nothing at a path from the vault's root: what cannot be looked at may be there."""
    try:
        (root / path).lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        pass
    return False


def _scan(top: str, folder: str, problems: list[Problem]) -> Iterator["os.DirEntry[str]"]:
    try:
        with os.scandir(os.path.join(top, folder) if folder else top) as entries:
            yield from entries
    except FileNotFoundError:
        return  # a vault without inbox/queue is an ordinary vault
    except OSError as error:
        problems.append(Problem(folder, 1, 1, f"folder cannot be read: {error.strerror}", "folder left out"))


def _writable_names(found: set[str], problems: list[Problem]) -> list[str]:
    paths = []
    for path in sorted(found):
        try:
            path.encode()
            paths.append(path)
        except UnicodeEncodeError:  # a link to it could not be written in a UTF-8 note
            shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
            problems.append(Problem(shown, 1, 1, "file name is not UTF-8"))
    return paths
