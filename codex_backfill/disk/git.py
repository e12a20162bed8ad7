"""Git, asked about one folder alone: whatever hook or repository this process was started from has no say in it."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from codex_backfill.errors import UsageError

LIMIT = 300.0
"""Seconds that git may take for an answer: it lists a million files in a tenth of that."""
_KEPT = frozenset({
    "GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL",
    "GIT_CEILING_DIRECTORIES", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_NOSYSTEM", "GIT_CONFIG_SYSTEM",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH",
})  # fmt: skip
"""Which of git's variables are passed on: those that say of the user, not of a repository, where things are."""


_NO_PROGRAM = 127
_NO_CHECKOUT = (b"not a git repository", b"must be run in a work tree")
"""What git says, in English, of a folder in which it has no files."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What git said: its exit code (127 when there is no git, 124 when it was ended for taking too long) and output."""

    code: int
    out: bytes
    err: bytes = b""

    @property
    def names(self) -> list[str]:
        """The output of a command with `-z` to its items."""
        return [os.fsdecode(name) for name in self.out.split(b"\0") if name]

    @property
    def line(self) -> str:
        """The output without its final line ending."""
        return os.fsdecode(self.out.rstrip(b"\r\n"))

    @property
    def reason(self) -> str:
        """Why it failed, in git's own words."""
        return (self.err or self.out).decode("utf-8", "replace").strip() or f"exit {self.code}"


class Git:
    """Git's view of one folder, which may be any folder of a checkout, or in none."""

    def __init__(self, folder: str, environ: Mapping[str, str] = os.environ, *, any_owner: bool = True) -> None:
        self.folder, self._any_owner = folder, any_owner
        kept = {key: value for key, value in environ.items() if not key.startswith("GIT_") or key in _KEPT}
        self.environ: Mapping[str, str] = {**kept, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}

    def at(self, folder: str) -> "Git":
        """The same for another folder."""
        return type(self)(folder, self.environ, any_owner=self._any_owner)

    def ask(
        self, *command: str, given: bytes = b"", env: Mapping[str, str] | None = None, limit: float | None = None
    ) -> Reply:
        """A command's words, its input and more variables to what git says; no git at all is an answer, too.

        With `any_owner` the checkout may be another user's, since reading starts no program of it: not even fsmonitor.
        """
        owner = ["-c", "safe.directory=*"] if self._any_owner else []
        words = ["git", "-c", "core.fsmonitor=false", *owner, "-C", self.folder, *command]
        return self.run(words, given=given, env=env, limit=LIMIT if limit is None else limit)

    def run(
        self, words: Iterable[str], *, given: bytes = b"", env: Mapping[str, str] | None = None, limit: float = LIMIT
    ) -> Reply:
        """A program's words to what it says, in git's environment, ended with all it started after `limit` seconds."""
        environ, pipe = {**self.environ, **(env or {})}, subprocess.PIPE
        try:
            process = subprocess.Popen(
                [*words], stdin=pipe, stdout=pipe, stderr=pipe, cwd=self.folder, env=environ, start_new_session=True
            )
        except OSError as error:
            return Reply(_NO_PROGRAM, b"", str(error).encode())
        with process:
            try:
                out, err = process.communicate(given, limit)
            except subprocess.TimeoutExpired:
                end(process)
                return Reply(124, b"", f"ended after {limit:g} seconds without an answer".encode())
            except BaseException:
                end(process)
                raise
        return Reply(process.returncode, out, err)

    @cached_property
    def top(self) -> str | None:
        """The checkout's folder; None where the folder lies in none, or there is no git to say so."""
        return self._where[0] if self._where else None

    @property
    def prefix(self) -> str:
        """Where the folder lies in its checkout: empty for the checkout itself, else with a `/` at the end."""
        return self._where[1] if self._where else ""

    @cached_property
    def _where(self) -> tuple[str, str] | None:
        found = self.ask("rev-parse", "--show-toplevel", "--show-prefix")
        if found.code:
            return None
        top, prefix, *_ = os.fsdecode(found.out).split("\n")
        return top, prefix

    def path(self, name: str) -> str:
        """A file of git's own, `index` say, to where it is for this checkout."""
        return os.path.join(self.folder, self.ask("rev-parse", "--git-path", name).line)

    def ignored(self) -> frozenset[str]:
        """What git ignores below the folder, as paths from it; a folder that is ignored whole stands for all in it.

        Raises UsageError when there is a repository and git cannot tell.
        """
        return frozenset(
            name.rstrip("/") for name in self._listed("--others", "--ignored", "--exclude-standard", "--directory")
        )

    def unmerged(self) -> frozenset[str]:
        """What a merge, a rebase or a stash has left undecided below the folder, as paths from it, there or not.

        Raises UsageError when there is a repository and git cannot tell.
        """
        return frozenset(entry.partition("\t")[2] for entry in self._listed("--unmerged"))

    def kept_back(self) -> frozenset[str]:
        """What a sparse checkout leaves out of the folder though the repository has it, as paths from the folder."""
        return frozenset(entry[2:] for entry in self.ask("ls-files", "-t", "-z").names if entry[:2] in ("S ", "s "))

    def _listed(self, *which: str) -> list[str]:
        found = self.ask("ls-files", "-z", *which)
        if found.code and not (found.code == _NO_PROGRAM or any(words in found.err for words in _NO_CHECKOUT)):
            told = "which notes it ignores or holds for unmerged is not known; nothing was written"
            raise UsageError(f"git ls-files: {' '.join(found.reason.split())}; {told}")
        return found.names

    def user(self) -> str:
        """The user's name; empty where git does not know it."""
        return " ".join(self.ask("config", "user.name").line.split())

    def files_that_say_what_is_ignored(self) -> set[str]:
        """The files, there or not, on which `ignored` depends beside the `.gitignore` files below the folder."""
        listed = self.ask("config", "--list", "--show-origin", "--includes", "-z").out.split(b"\0")
        home = self.environ.get("HOME") or os.path.expanduser("~")
        user = os.path.join(self.environ.get("XDG_CONFIG_HOME") or os.path.join(home, ".config"), "git")
        # git does not name settings files that are empty or not there yet: these are the places of its handbook
        found = {os.path.join(home, ".gitconfig"), f"{user}/config", "/etc/gitconfig"}
        base = self.top or self.folder
        for origin, item in zip(listed[::2], listed[1::2], strict=False):
            kind, _, file = os.fsdecode(origin).partition(":")
            key, _, value = os.fsdecode(item).partition("\n")
            if kind == "file":
                file = os.path.join(base, file)
                found.add(file)
                if key.startswith(("include.", "includeif.")):  # perhaps of a file that is not there yet
                    found.add(os.path.join(os.path.dirname(file), os.path.expanduser(value)))
        excludes = self.ask("config", "--type=path", "--get", "core.excludesFile").line
        found.add(os.path.join(base, excludes) if excludes else f"{user}/ignore")
        here = self.folder
        while True:
            found |= {os.path.join(here, ".gitignore"), os.path.join(here, ".git")}
            parent = os.path.dirname(here)
            if here in (self.top, parent):
                break
            here = parent
        if self.top is None:
            return found
        own = ("index", "info/exclude", "config", "config.worktree")
        paths = self.ask("rev-parse", *(word for name in own for word in ("--git-path", name))).line.split("\n")
        git = os.path.join(self.top, ".git")
        if os.path.isdir(git):
            found.discard(git)  # in which every look by git makes a difference
        return found | {os.path.normpath(os.path.join(self.folder, path)) for path in paths}


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ends a process and all that it started."""
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
