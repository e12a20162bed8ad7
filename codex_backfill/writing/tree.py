"""What runs wrote to the tree of a commit: of each file all of it, or only the run's own change, or nothing."""

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codex_backfill.editing.diff import carried_over
from codex_backfill.known.ledger import PATH as LEDGER
from codex_backfill.notes.note import Problem
from codex_backfill.writing.change import FileChange
from codex_backfill.writing.checkout import Checkout, TreeEntry, nul_ended

_OUTCOME = "not committed"


@dataclass(frozen=True, slots=True)
class Tree:
    """A tree to commit, and what its files are to become in the person's index, by git's paths (None: no longer)."""

    id: str
    index: Mapping[str, TreeEntry | None]
    paths: tuple[str, ...]
    """The vault's paths of what is in it that was not in the last commit."""
    left_out: tuple[Problem, ...]


def build(checkout: Checkout, scratch: Path, head: str, changes: Sequence[FileChange]) -> Tree:
    """A checkout, a folder of our own, its last commit (empty before the first one) and changes to the tree on it.

    The index that the tree is made of is `scratch/index`. Raises NotCommitted, OSError.
    """
    own = {"GIT_INDEX_FILE": str(scratch / "index")}
    index = checkout.path("index")
    if os.path.exists(index):  # with its times, so that hooks need not read every file
        shutil.copyfile(index, scratch / "index")
    checkout.must("read-tree", *(("--reset", head) if head else ("--empty",)), env=own)
    staged, committed = checkout.entries(), checkout.entries(own)
    names = {change.path: checkout.name_of(change.path) for change in changes}
    ignored = checkout.ignored(filter(None, names.values()))
    to_commit, to_stage = dict(committed), dict(staged)
    left_out: dict[str, Problem] = {}
    for number, layer in enumerate(layers(changes)):
        old = checkout.blobs(scratch / f"{number}-before", {c.path: c.before for c in layer if c.before is not None})
        new = checkout.blobs(scratch / f"{number}-after", {c.path: c.after for c in layer if c.after is not None})
        standing = [entries.get(names[c.path]) for c in layer for entries in (to_commit, to_stage)]
        texts = checkout.contents({entry.blob for entry in (*standing, *old.values(), *new.values()) if entry})
        for change in layer:
            path, name = change.path, names[change.path]
            try:
                _ensure_clear(name, change, name in ignored, committed.get(name), staged.get(name))
                made = [
                    _changed(change, entries.get(name), old.get(path), new.get(path), texts, checkout.store)
                    for entries in (to_commit, to_stage)
                ]
            except _UnclearError as error:
                left_out[path] = Problem(path, 1, 1, str(error), _OUTCOME)
                continue
            for entries, entry in zip((to_commit, to_stage), made, strict=True):
                if entry:
                    entries[name] = entry
                else:
                    entries.pop(name, None)
    changed = _difference(committed, to_commit)
    checkout.must("update-index", "-z", "--index-info", given=index_info(changed), env=own)
    return Tree(
        id=checkout.must("write-tree", env=own).line,
        index=_difference(staged, to_stage),
        paths=tuple(sorted(path for path, name in names.items() if name in changed)),
        left_out=tuple(sorted(left_out.values())),
    )


class _UnclearError(Exception):
    """Why a file's change cannot go into the commit."""


def _ensure_clear(
    name: str, change: FileChange, is_ignored: bool, committed: TreeEntry | None, staged: TreeEntry | None
) -> None:
    """Raises _UnclearError when a file is not to be committed, whatever was written into it."""
    why = None
    if not name:
        why = "it lies in another repository, or in none"
    elif is_ignored:
        why = "git ignores it"
    elif staged and staged.state == "M":
        why = "git holds it for unmerged"
    elif staged and (staged.state == "S" or staged.state.islower()):
        why = "git is told not to look at it (skip-worktree or assume-unchanged)"
    elif not committed and not _is_ours(change):
        why = "it was never committed"
    elif committed and not staged:
        why = "its removal is staged"
    if why:
        raise _UnclearError(why)


def _is_ours(change: FileChange) -> bool:
    """Whether a file is nobody else's, so that it goes in as it is: made by the run, or the ledger."""
    return change.before is None or change.path == LEDGER


def _changed(
    change: FileChange,
    entry: TreeEntry | None,
    old: TreeEntry | None,
    new: TreeEntry | None,
    texts: Mapping[str, bytes],
    store: Callable[[bytes], str],
) -> TreeEntry | None:
    """An entry of a tree or an index to what a change makes of it, given the blobs of its bytes before and after.

    Raises _UnclearError when a person's own changes leave it in doubt.
    """
    if new is None:
        if entry and not (old and entry.blob == old.blob):
            raise _UnclearError("it was changed before it was removed")
        return None
    if entry is None or _is_ours(change):
        return TreeEntry(entry.mode if entry else new.mode, new.blob)
    if old and entry.blob == old.blob:
        return entry._replace(blob=new.blob)
    text, before, after = texts[entry.blob], texts[old.blob] if old else b"", texts[new.blob]
    if text == after or carried_over(after, before, text) is not None:
        return entry  # the change is in it already
    carried = carried_over(before, after, text)
    if carried is None:
        raise _UnclearError("it was changed by hand where the entry goes")
    return entry._replace(blob=store(carried))


def layers(changes: Sequence[FileChange]) -> list[list[FileChange]]:
    """Changes to lists of them, in order, in each of which no file stands twice."""
    found: list[list[FileChange]] = []
    times: dict[str, int] = {}
    for change in changes:
        times[change.path] = times.get(change.path, -1) + 1
        if times[change.path] == len(found):
            found.append([])
        found[times[change.path]].append(change)
    return found


def index_info(entries: Mapping[str, TreeEntry | None]) -> bytes:
    """Entries to what `update-index -z --index-info` reads."""
    return nul_ended(
        f"{entry.mode} {entry.blob}\t{name}" if entry else f"0 {'0' * 40}\t{name}"
        for name, entry in sorted(entries.items())
    )


def _difference(before: Mapping[str, TreeEntry], after: Mapping[str, TreeEntry]) -> dict[str, TreeEntry | None]:
    return {name: after.get(name) for name in {*before, *after} if before.get(name) != after.get(name)}
