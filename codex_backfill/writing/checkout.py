"""The checkout that a vault lies in: where git has a vault's files, and what it has of them."""

import contextlib
import os
import shutil
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from codex_backfill.disk.git import Git, Reply
from codex_backfill.disk.paths import Refused, is_below, locate
from codex_backfill.disk.system import SYSTEM
from codex_backfill.errors import CodexError, Exit


class NotCommitted(CodexError):  # noqa: N818 - named for what became of the commit
    """There is no commit; the notes are written all the same, and the next run commits them."""

    exit_code = Exit.PARTIAL

    def __init__(self, reason: str) -> None:
        self.reason = reason
        outcome = "the notes are written, but not committed; the next run with --commit makes it good"
        super().__init__(*reason.splitlines(), outcome)


class TreeEntry(NamedTuple):
    """A file in a tree or in an index."""

    mode: str
    blob: str
    state: str = "H"
    """`H` as a rule, `S` when git is told to skip the work tree, `M` unmerged; small when it is told not to look."""


class Checkout:
    """A vault's checkout; what it takes and gives are the vault's paths, but for `name_of`.

    All of its methods raise NotCommitted when git fails.
    """

    def __init__(self, root: str, git: Git) -> None:
        self.root = os.path.realpath(root)
        self.top = git.top
        self.git = git.at(git.top) if git.top else git
        self._names: dict[str, str] = {}

    def must(
        self,
        *command: str,
        given: bytes = b"",
        env: Mapping[str, str] | None = None,
        limit: float | None = None,
        also: Collection[int] = (),
    ) -> Reply:
        """What git says to a command that has to succeed, or end with one of some other codes; raises NotCommitted."""
        result = self.git.ask(*command, given=given, env=env, limit=limit)
        if result.code and result.code not in also:
            raise NotCommitted(f"git {command[0]}: {result.reason}")
        return result

    def path(self, name: str) -> str:
        """A file of git's own, `index` say, to where it is."""
        return os.path.join(self.git.folder, self.must("rev-parse", "--git-path", name).line)

    def head(self) -> str:
        """The last commit; empty before the first one."""
        found = self.must("rev-parse", "--verify", "-q", "HEAD", also=(1,))
        return "" if found.code else found.line

    def name_of(self, path: str) -> str:
        """A vault's path to git's path of the file that it leads to; empty when that lies in another repository."""
        if path not in self._names:
            self._names[path] = self._found(path)
        return self._names[path]

    def _found(self, path: str) -> str:
        try:
            real = locate(SYSTEM, self.root, path)
        except FileNotFoundError:  # nor is its folder there any more
            real = os.path.join(self.root, *path.split("/"))
        except OSError as error:
            raise NotCommitted(f"{path}: cannot be looked at: {error.strerror}") from None
        except Refused:
            return ""
        top = os.path.realpath(self.top or self.root)
        folder = os.path.dirname(real)
        while is_below(folder, top) and folder != top:
            if os.path.lexists(os.path.join(folder, ".git")):
                return ""
            folder = os.path.dirname(folder)
        return os.path.relpath(real, top).replace(os.sep, "/") if folder == top else ""

    def ignored(self, names: Iterable[str]) -> frozenset[str]:
        """Git's paths to those that it ignores: not tracked, and named by its lists."""
        return frozenset(self.must("check-ignore", "-z", "--stdin", given=nul_ended(names), also=(1,)).names)

    def entries(self, env: Mapping[str, str] | None = None) -> dict[str, TreeEntry]:
        """An index, the person's own unless `env` names another, to its entries by git's paths."""
        found = {}
        for row in self.must("ls-files", "-s", "-v", "-z", env=env).names:
            about, _, name = row.partition("\t")
            state, mode, blob, stage = about.split(" ")
            found[name] = TreeEntry(mode, blob, state if stage == "0" else "M")
        return found

    def contents(self, blobs: Collection[str]) -> dict[str, bytes]:
        """Blobs to their bytes; raises NotCommitted where git has not all of them."""
        out = self.must("cat-file", "--batch", given="".join(f"{blob}\n" for blob in sorted(blobs)).encode()).out
        found, at = {}, 0
        for blob in sorted(blobs):
            behind = out.find(b"\n", at) + 1
            size = out[at:behind].split()[-1:]
            if not size or not size[0].isdigit():
                raise NotCommitted(f"git cat-file: {blob} cannot be read")
            at = behind + int(size[0]) + 1
            found[blob] = out[behind : at - 1]
        return found

    def store(self, data: bytes) -> str:
        """Bytes to their blob, which git has from then on."""
        return self.must("hash-object", "-w", "--no-filters", "--stdin", given=data).line

    def blobs(self, work: Path, files: Mapping[str, bytes]) -> dict[str, TreeEntry]:
        """The vault's paths and the bytes of its files to what git stores of them, by all of its filters.

        `work` is the path of a folder that is made: the files as they really stand are not looked at.
        """
        named = {path: name for path in files if (name := self.name_of(path))}
        if not named:
            return {}
        top = Path(self.top or self.root)
        for path, name in named.items():
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            (work / name).write_bytes(files[path])
            with contextlib.suppress(OSError):  # gone by now
                shutil.copymode(top / name, work / name)
        for folder in {above for name in named.values() for above in Path(name).parents}:
            with contextlib.suppress(OSError):  # most folders say nothing of line endings and filters
                shutil.copyfile(top / folder / ".gitattributes", work / folder / ".gitattributes")
        own = {"GIT_INDEX_FILE": f"{work}.index", "GIT_WORK_TREE": str(work), "GIT_DIR": self.path(".")}
        self.must("-C", str(work), "update-index", "--add", "-z", "--stdin", given=nul_ended(named.values()), env=own)
        entries = self.entries(own)
        return {path: entries[name] for path, name in named.items()}


def nul_ended(texts: Iterable[str]) -> bytes:
    """Texts to what git's commands read with `-z`."""
    return b"".join(os.fsencode(text) + b"\0" for text in texts)
