"""The git repository that a vault lies in: what git takes for a rename, and one commit of exactly what a run wrote."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from codex_backfill.disk.git import Git
from codex_backfill.editing.diff import file_diff
from codex_backfill.errors import CodexError, Exit, UsageError
from codex_backfill.known.renames import Similar
from codex_backfill.writing.change import FileChange

_UNFINISHED = {
    "MERGE_HEAD": "a merge",
    "CHERRY_PICK_HEAD": "a cherry-pick",
    "REVERT_HEAD": "a revert",
    "rebase-merge": "a rebase",
    "rebase-apply": "a rebase",
}
_MOST_COMPARED = 200
"""Vanished and new notes that git compares, pair by pair; with more of either, a person moved whole folders."""


class NotCommitted(CodexError):  # noqa: N818
    """Git would not make the commit; the notes are written all the same."""

    exit_code = Exit.PARTIAL


class Repository:
    """Git's view of one vault, which may be any folder of a checkout; paths are from the vault's root."""

    def __init__(self, root: Path) -> None:
        where = Git(str(root))
        self.exists = where.top is not None
        """Whether the vault lies in a checkout, and git is there to say so."""
        self._top, self._prefix = Path(where.top or root), where.prefix
        self._git = Git(str(self._top))

    def similar(self, vanished: Sequence[str], arrived: Sequence[str]) -> tuple[Similar, ...]:
        """Paths that are gone and paths that are new to the pairs that git's rename detection takes for one note.

        The old texts are those last committed; committed or not, staged or not, the new ones are as they stand.
        Nothing is written into the repository.
        """
        if not vanished or not arrived or max(len(vanished), len(arrived)) > _MOST_COMPARED or not self.exists:
            return ()
        old = self._last_committed(self._full(vanished))
        store = Path(self._git.path("objects"))
        with tempfile.TemporaryDirectory(prefix="codex-backfill-") as scratch:
            here = {
                "GIT_INDEX_FILE": f"{scratch}/index",
                "GIT_OBJECT_DIRECTORY": f"{scratch}/objects",
                "GIT_ALTERNATE_OBJECT_DIRECTORIES": str(store.resolve()),
            }
            (Path(scratch) / "objects").mkdir()
            paths = self._full(path for path in arrived if "\n" not in path)
            hashes = self._git.ask("hash-object", "-w", "--stdin-paths", given=_joined(paths, "\n"), env=here)
            new = dict(zip(paths, hashes.out.decode().split(), strict=False))
            trees = []
            for blobs in (old, new):
                entries = "".join(f"100644 {blob}\t{path}\0" for path, blob in sorted(blobs.items()))
                self._git.ask("read-tree", "--empty", env=here)
                self._git.ask("update-index", "-z", "--index-info", given=os.fsencode(entries), env=here)
                trees.append(self._git.ask("write-tree", env=here).out.decode().strip())
            # Copies show a note that was split into several; a split's parts share less than a rename does.
            pairs = self._git.ask("diff-tree", "-r", "-z", "-M40%", "-C40%", "--name-status", *trees, env=here)
        return tuple(
            Similar(old.removeprefix(self._prefix), new.removeprefix(self._prefix), score)
            for old, new, score in _renames(os.fsdecode(pairs.out).split("\0"))
        )

    def ready(self, *, allow_staged: bool) -> None:
        """Raises UsageError, before anything is written, when no commit could be made afterwards."""
        if not self.exists:
            raise UsageError(f"--commit: {self._top} is not in a git repository")
        for name, what in _UNFINISHED.items():
            if os.path.exists(self._git.path(name)):
                raise UsageError(f"--commit: {what} is not finished; nothing was written")
        for kind in ("GIT_AUTHOR_IDENT", "GIT_COMMITTER_IDENT"):
            identity = self._git.ask("var", kind)
            if identity.code:
                raise UsageError(
                    "--commit: git does not know who commits; set user.name and user.email; nothing was written"
                )
        staged = [] if allow_staged else self._names("diff", "--cached", "--name-only", "-z")
        if staged:
            raise UsageError(
                f"--commit: the index holds other changes ({', '.join(staged[:3])}{', ...' if staged[3:] else ''}); "
                "commit them, or say --allow-staged to leave them staged; nothing was written"
            )

    def dirty(self, paths: Iterable[str]) -> frozenset[str]:
        """Paths to those that are not as in the last commit: changed, staged, or not in it at all."""
        clean = frozenset(self._names("ls-tree", "-r", "-z", "--name-only", "HEAD"))
        clean -= frozenset(self._names("diff", "--name-only", "-z", "HEAD"))
        return frozenset(path for path in paths if self._prefix + path not in clean)

    def commit(self, files: Sequence[FileChange], dirty: frozenset[str], message: str) -> tuple[str, ...]:
        """What a run wrote, which of it was dirty before, and a message, to one commit; gives the paths left out.

        Of a note that was dirty, only the run's own change is committed, and the rest stays as it was; where that is
        not possible, since the note was never committed, say, it is left out. What is staged stays staged.
        Raises NotCommitted with what git says.
        """
        paths = _joined(self._full(file.path for file in files), "\0")
        ignored = frozenset(self._names("check-ignore", "-z", "--stdin", given=paths))
        mine = [file for file in files if self._prefix + file.path not in ignored]
        whole = self._full(file.path for file in mine if file.path not in dirty or file.before is None)
        parts = [file for file in mine if file.path in dirty and file.before is not None]
        with tempfile.TemporaryDirectory(prefix="codex-backfill-") as scratch:
            here = {"GIT_INDEX_FILE": f"{scratch}/index"}
            has_head = self._git.ask("rev-parse", "--verify", "-q", "HEAD").code == 0
            self._must("read-tree", "HEAD" if has_head else "--empty", env=here)
            self._must("update-index", "--add", "-z", "--stdin", given=_joined(whole, "\0"), env=here)
            left_out = [file.path for file in parts if not self._stage_part(file, here)]
            self._must("commit", "-q", "--cleanup=verbatim", "-F", "-", given=message.encode(), env=here)
        # The real index still has the old blobs, which would now read as staged reversals.
        self._must("update-index", "--add", "-z", "--stdin", given=_joined(whole, "\0"))
        for file in parts:
            if file.path not in left_out:
                self._stage_part(file, {})
        return tuple(left_out)

    def _stage_part(self, file: FileChange, env: Mapping[str, str]) -> bool:
        patch = file_diff(self._prefix + file.path, file.before or b"", file.after or b"")
        return self._git.ask("apply", "--cached", "--whitespace=nowarn", "-", given=patch, env=env).code == 0

    def _last_committed(self, paths: Sequence[str]) -> dict[str, str]:
        """Paths to the blobs that they last had in a commit."""
        blobs: dict[str, str] = {}
        # Literally: a note may be called `*.md`.
        log = (
            "--literal-pathspecs",
            "log",
            "--format=",
            "--raw",
            "-z",
            "--no-renames",
            "--no-abbrev",
            "--diff-filter=D",
            "-m",
        )
        fields = self._names(*log, "--first-parent", "HEAD", "--", *paths)
        for state, path in zip(fields[::2], fields[1::2], strict=False):
            blobs.setdefault(path, state.split()[2])
        for line in self._names("ls-tree", "-r", "-z", "HEAD", "--", *paths):
            state, path = line.split("\t", 1)
            blobs[path] = state.split()[2]
        return blobs

    def _full(self, paths: Iterable[str]) -> list[str]:
        return [self._prefix + path for path in paths]

    def _must(self, *command: str, given: bytes = b"", env: Mapping[str, str] | None = None) -> None:
        result = self._git.ask(*command, given=given, env=env)
        if result.code:
            raise NotCommitted(f"git {command[0]}: {result.reason}\nthe notes are written, but not committed")

    def _names(self, *command: str, given: bytes = b"") -> list[str]:
        return self._git.ask(*command, given=given).names


def message(claims: int, sources: int, review: int) -> str:
    """How many claims and sources a run wrote, and how many claims wait for a person, to a commit's message."""
    connected = f"{claims} claim{'s' * (claims != 1)}, {sources} source{'s' * (sources != 1)} connected"
    return f"link: {connected}; {review} for review\n"


def _renames(fields: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    """The fields of `diff-tree -z --name-status` to its renames and copies: old path, new path, similarity."""
    left = iter(fields)
    for status in left:
        old = next(left, "")
        if status[:1] in ("R", "C"):
            yield old, next(left), int(status[1:])


def _joined(paths: Iterable[str], end: str) -> bytes:
    return b"".join(os.fsencode(path + end) for path in paths)
