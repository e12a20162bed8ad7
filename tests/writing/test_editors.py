"""People save notes while they are written: no save is lost, and a link is whole or not there."""

import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from codex_backfill.writing.change import FileChange, Stamp, make_record
from codex_backfill.writing.write import write
from tests.writing.faults import Quick, small

SAVE = b"---\n---\nwhat a person thinks\n"
AGAIN = b"---\n---\nwhat a person thinks by now\n"
RUNS = 50


def by_rename(path: Path, data: bytes) -> None:
    """As vim and Obsidian's sync save: a new file takes the place of the old one."""
    path.with_suffix(".swp").write_bytes(data)
    path.with_suffix(".swp").replace(path)


def by_truncating(path: Path, data: bytes) -> None:
    """As most editors save: the file is emptied, then written."""
    path.write_bytes(data)


class Racing(Quick):
    """An operating system on which somebody saves right before and, once more, right behind a swap of a note."""

    def __init__(self, name: str, before: Callable[[Path], None], behind: Callable[[Path], None]) -> None:
        self.name, self.before, self.behind = name, before, behind
        self.swapped = 0

    def swap(self, new: str, old: str) -> bool:
        if not old.endswith(self.name):
            return super().swap(new, old)
        self.swapped += 1
        if self.swapped == 1:
            self.before(Path(old))
        exchanged = super().swap(new, old)
        if self.swapped == 1:
            self.behind(Path(old))
        return exchanged


def exchanges(folder: Path) -> bool:
    """Whether the system can exchange two files here."""
    for name in ("a", "b"):
        (folder / name).write_text(name)
    return Quick().swap(str(folder / "a"), str(folder / "b"))


@pytest.mark.parametrize("save", [by_rename, by_truncating])
@pytest.mark.parametrize("again", [None, by_rename], ids=["once", "and once more"])
def test_a_save_in_the_last_instant_stays_and_the_link_is_left_out(
    tmp_path: Path, save: Callable[[Path, bytes], None], again: Callable[[Path, bytes], None] | None
) -> None:
    if not exchanges(tmp_path):
        pytest.skip("this file system cannot exchange two files in one step")
    trial = small(tmp_path)
    path = trial.root / "archive/s.md"
    system = Racing("archive/s.md", lambda path: save(path, SAVE), lambda path: again(path, AGAIN) if again else None)
    written = trial.write(system)
    assert path.read_bytes() == (AGAIN if again else SAVE)
    assert {problem.path for problem in written.failed} == {"archive/s.md", "notes/a.md", "notes/b.md"}
    assert (trial.root / "notes/a.md").read_bytes() == b"---\n---\ntides\n"
    assert not [name for name in os.listdir(path.parent) if name.startswith(".")]


@pytest.mark.parametrize("save", [by_rename, by_truncating])
def test_of_50_runs_none_loses_a_save(tmp_path: Path, save: Callable[[Path, bytes], None]) -> None:
    if not exchanges(tmp_path):
        pytest.skip("this file system cannot exchange two files in one step")
    claim, source = tmp_path / "vault/claim.md", tmp_path / "vault/source.md"
    claim.parent.mkdir()
    claim.write_bytes(b"---\n---\n")
    source.write_bytes(b"---\n---\n")
    stop, saved = threading.Event(), 0

    def edit() -> None:
        nonlocal saved
        while not stop.is_set():
            saved += 1
            save(claim, b"---\n---\nthought %d\n" % saved)

    editor = threading.Thread(target=edit)
    editor.start()
    landed = 0
    try:
        for run in range(RUNS):
            note, list_ = claim.read_bytes(), source.read_bytes()
            linked = note.replace(b"---\n---", b"---\nsourced_from: source.md\n---", 1)
            if linked == note:  # read while it was empty
                continue
            changes = [FileChange("claim.md", note, linked), FileChange("source.md", list_, list_ + b"linked\n")]
            ends, stamp = [("claim.md", "source.md")], Stamp("sync", "", f"{run}")
            written = write(claim.parent, make_record(stamp, changes, ends), state=tmp_path / "state", system=Quick())
            assert written.written in ((), ("claim.md", "source.md"))
            landed += bool(written.written)
    finally:
        stop.set()
        editor.join()
    assert claim.read_bytes().endswith(b"thought %d\n" % saved)
    assert source.read_bytes().count(b"linked") == landed
