"""What git takes for a rename in the repository that a vault lies in."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from codex_backfill.disk.git import Git
from codex_backfill.known.renames import Similar

_MOST_COMPARED = 200
"""Vanished and new notes that git compares, pair by pair; with more of either, a person moved whole folders."""


def similar(root: Path, vanished: Sequence[str], arrived: Sequence[str]) -> tuple[Similar, ...]:
    """A vault, paths that are gone and paths that are new in it to the pairs that git's rename detection takes for one
    note; none where the vault lies in no checkout.

    The old texts are those last committed; committed or not, staged or not, the new ones are as they stand.
    Nothing is written into the repository.
    """
    where = Git(str(root))
    if not vanished or not arrived or max(len(vanished), len(arrived)) > _MOST_COMPARED or where.top is None:
        return ()
    git, prefix = where.at(where.top), where.prefix
    old = _last_committed(git, [prefix + path for path in vanished])
    with tempfile.TemporaryDirectory(prefix="codex-backfill-") as scratch:
        here = {
            "GIT_INDEX_FILE": f"{scratch}/index",
            "GIT_OBJECT_DIRECTORY": f"{scratch}/objects",
            "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(Path(git.path("objects")).resolve()),
        }
        (Path(scratch) / "objects").mkdir()
        paths = [prefix + path for path in arrived if "\n" not in path]
        given = os.fsencode("".join(f"{path}\n" for path in paths))
        hashes = git.ask("hash-object", "-w", "--stdin-paths", given=given, env=here)
        new = dict(zip(paths, hashes.out.decode().split(), strict=False))
        trees = []
        for blobs in (old, new):
            entries = "".join(f"100644 {blob}\t{path}\0" for path, blob in sorted(blobs.items()))
            git.ask("read-tree", "--empty", env=here)
            git.ask("update-index", "-z", "--index-info", given=os.fsencode(entries), env=here)
            trees.append(git.ask("write-tree", env=here).line)
        # Copies show a note that was split into several; a split's parts share less than a rename does.
        pairs = git.ask("diff-tree", "-r", "-z", "-M40%", "-C40%", "--name-status", *trees, env=here)
    return tuple(
        Similar(old.removeprefix(prefix), new.removeprefix(prefix), score) for old, new, score in _renames(pairs.names)
    )


def _last_committed(git: Git, paths: Sequence[str]) -> dict[str, str]:
    """Paths to the blobs that they last had in a commit."""
    blobs: dict[str, str] = {}
    # Literally: a note may be called `*.md`.
    log = "--literal-pathspecs log --format= --raw -z --no-renames --no-abbrev --diff-filter=D -m --first-parent"
    fields = git.ask(*log.split(), "HEAD", "--", *paths).names
    for state, path in zip(fields[::2], fields[1::2], strict=False):
        blobs.setdefault(path, state.split()[2])
    for line in git.ask("ls-tree", "-r", "-z", "HEAD", "--", *paths).names:
        state, path = line.split("\t", 1)
        blobs[path] = state.split()[2]
    return blobs


def _renames(fields: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """The fields of `diff-tree -z --name-status` to its renames and copies: old path, new path, similarity."""
    left = iter(fields)
    for status in left:
        old = next(left, "")
        if status[:1] in ("R", "C"):
            yield old, next(left), int(status[1:])
