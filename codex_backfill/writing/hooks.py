"""A repository's hooks, run as git runs them, but for a time only: nobody is there to answer one."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping

from codex_backfill.disk.git import end
from codex_backfill.writing.checkout import Checkout, NotCommitted


def run_hook(name: str, checkout: Checkout, index: str, limit: float, arguments: tuple[str, ...] = ()) -> None:
    """Runs a hook, where the repository has it, on an index; raises NotCommitted when it says no, or takes more than
    `limit` seconds."""
    program = os.path.abspath(os.path.join(checkout.path("hooks"), name))
    if not os.path.isfile(program) or not os.access(program, os.X_OK):
        return
    words = [*(["sh"] if sys.platform == "win32" else []), program, *arguments]
    environ = {**checkout.git.environ, "GIT_INDEX_FILE": index, "GIT_EDITOR": ":", "GIT_PREFIX": ""}
    code, said = _run(words, checkout.git.folder, environ, limit)
    if code is None:
        raise NotCommitted(f"{program}: this hook was ended after {limit:g} seconds")
    if code and name != "post-commit":  # after the fact, git does not listen either
        raise NotCommitted(f"{program}: this hook says no: {said or f'exit {code}'}")


def _run(words: list[str], folder: str, environ: Mapping[str, str], limit: float) -> tuple[int | None, str]:
    """A program's words to its exit code, None when it was ended after `limit` seconds, and what it said.

    It says it to a file, and not to a pipe that what it leaves behind to work on would keep open.
    """
    with tempfile.TemporaryFile() as file:
        try:
            process = subprocess.Popen(
                words, cwd=folder, env=environ, stdin=subprocess.DEVNULL, stdout=file, stderr=file,
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            return 126, f"it cannot be started: {error.strerror}"
        code: int | None = None
        try:
            code = process.wait(limit)
        except subprocess.TimeoutExpired:
            pass
        finally:
            if code is None:
                end(process)
        file.seek(0)
        return code, file.read().decode("utf-8", "replace").strip()
