"""What stays as it is when a note is written, and which files are never written."""

import errno
import os
import stat
import struct
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from codex_backfill.disk.system import System
from codex_backfill.writing.change import FileChange, State, make_record
from codex_backfill.writing.write import Written, write
from tests.writing.faults import STAMP, Faulty, call_of, failing, small

CLAIM, SOURCE, OTHER = "domains/sea/Tides rise.md", "inbox/archive/almanac.md", "domains/bread.md"
BEFORE, AFTER = b"---\ntype: claim\n---\n", b"---\ntype: claim\nsourced_from: x\n---\n"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault of one link and a note beside it."""
    for path in (CLAIM, SOURCE, OTHER):
        (tmp_path / "vault" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "vault" / path).write_bytes(BEFORE)
    return tmp_path / "vault"


def link(root: Path, *paths: str, system: System | None = None) -> Written:
    """Writes the link, the note beside it and whatever else is named."""
    changes = [FileChange(path, BEFORE, AFTER) for path in dict.fromkeys([CLAIM, SOURCE, OTHER, *paths])]
    links = [(CLAIM, SOURCE)]
    return write(root, make_record(STAMP, changes, links), state=root.parent / "state", system=system or Faulty())


@pytest.mark.parametrize("mode", [0o644, 0o600, 0o664, 0o755, 0o620])
def test_the_mode_stays(vault: Path, mode: int) -> None:
    (vault / CLAIM).chmod(mode)
    link(vault)
    assert (vault / CLAIM).read_bytes() == AFTER
    assert stat.S_IMODE((vault / CLAIM).stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only the superuser can give files away")
def test_the_owner_stays(vault: Path) -> None:
    os.chown(vault / CLAIM, 1234, 4321)
    link(vault)
    found = (vault / CLAIM).stat()
    assert ((vault / CLAIM).read_bytes(), found.st_uid, found.st_gid) == (AFTER, 1234, 4321)


def test_extended_attributes_stay(vault: Path) -> None:
    try:
        os.setxattr(vault / CLAIM, "user.rating", b"5")
    except OSError as error:
        pytest.skip(f"this file system keeps no extended attributes: {error}")
    inode = (vault / CLAIM).stat().st_ino
    link(vault)
    assert (vault / CLAIM).read_bytes() == AFTER
    assert os.getxattr(vault / CLAIM, "user.rating") == b"5"
    assert (vault / CLAIM).stat().st_ino != inode  # given to a new file, not kept with the old one


def test_a_folders_default_access_list_is_not_given_to_a_note_that_is_without(vault: Path) -> None:
    entries = [(1, 7, 0), (2, 7, 1234), (4, 5, 0), (16, 7, 0), (32, 5, 0)]  # user 1234 may do anything
    listed = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *entry) for entry in entries)
    try:
        os.setxattr((vault / CLAIM).parent, "system.posix_acl_default", listed)
    except OSError as error:
        pytest.skip(f"this file system keeps no access lists: {error}")
    link(vault)
    assert (vault / CLAIM).read_bytes() == AFTER
    assert "system.posix_acl_access" not in os.listxattr(vault / CLAIM)


@pytest.mark.parametrize("call", ["fchmod", "listxattr", "fchown"])
def test_what_cannot_be_given_to_a_new_file_is_kept_by_writing_into_the_old_one(vault: Path, call: str) -> None:
    class Stubborn(Faulty):
        def due(self) -> bool:
            return self.calls[-1][0] == call

    if call == "fchown":
        if os.geteuid() != 0:
            pytest.skip("only the superuser can give files away")
        os.chown(vault / CLAIM, 1234, 4321)
    inode = (vault / CLAIM).stat().st_ino
    assert link(vault, system=Stubborn(failing(errno.EPERM))).failed == ()
    assert ((vault / CLAIM).read_bytes(), (vault / CLAIM).stat().st_ino) == (AFTER, inode)
    assert not [name for _, _, names in os.walk(vault) for name in names if name.endswith(".tmp")]


def test_a_hard_link_stays_one(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "twin").hardlink_to(vault / CLAIM)
    link(vault)
    assert (tmp_path / "twin").samefile(vault / CLAIM)
    assert (tmp_path / "twin").read_bytes() == AFTER


def test_a_symbolic_link_stays_one_and_what_it_leads_to_is_written(vault: Path) -> None:
    (vault / "shelf").mkdir()
    (vault / CLAIM).rename(vault / "shelf/real.md")
    (vault / CLAIM).symlink_to("../../shelf/real.md")
    assert link(vault).failed == ()
    assert (vault / CLAIM).readlink() == Path("../../shelf/real.md")
    assert (vault / "shelf/real.md").read_bytes() == AFTER


def test_a_vault_can_itself_be_reached_by_a_link(vault: Path, tmp_path: Path) -> None:
    (tmp_path / "alias").symlink_to(vault)
    assert len(link(tmp_path / "alias").written) == 3


@pytest.mark.parametrize(
    "name", ["ü" * 124 + ".md", "-rf *.md", "a\nb.md", "'\"\\$HOME.md", " .md", "NOTE.MD", "no ending"]
)
def test_any_name_will_do(vault: Path, name: str) -> None:
    (vault / name).write_bytes(BEFORE)
    assert link(vault, name).failed == ()
    assert (vault / name).read_bytes() == AFTER


def replaced(make: Callable[[Path], object]) -> Callable[[Path], None]:
    """The claim is taken away, and something else is made in its place."""

    def act(root: Path) -> None:
        (root / CLAIM).unlink()
        make(root / CLAIM)

    return act


@pytest.mark.parametrize(
    ("happens", "reason"),
    [
        pytest.param(lambda root: (root / CLAIM).write_bytes(b"mine"), "changed since", id="changed by a person"),
        pytest.param(lambda root: (root / CLAIM).write_bytes(b""), "changed since", id="emptied"),
        pytest.param(lambda root: (root / CLAIM).unlink(), "no longer there", id="deleted"),
        pytest.param(lambda root: (root / "domains/sea").rename(root / "x"), "no longer there", id="folder renamed"),
        pytest.param(replaced(os.mkfifo), "no regular file", id="a pipe"),
        pytest.param(replaced(os.mkdir), "no regular file", id="a folder"),
        pytest.param(replaced(lambda path: path.symlink_to(path)), "no longer there", id="a loop of links"),
        pytest.param(replaced(lambda path: path.symlink_to("gone.md")), "no regular file", id="a link to nothing"),
        pytest.param(replaced(lambda path: path.symlink_to("../../../secret.md")), "out of the vault", id="a link out"),
        pytest.param(replaced(lambda path: path.symlink_to("../../.git/config")), "hidden", id="a link into git"),
    ],
)  # fmt: skip
def test_a_file_that_must_not_be_written_is_named_and_stays_and_so_does_its_links_other_end(
    vault: Path, happens: Callable[[Path], object], reason: str
) -> None:
    for path in (vault.parent / "secret.md", vault / ".git/config"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(BEFORE)
    happens(vault)
    then = {path: path.read_bytes() for path in vault.parent.rglob("*") if path.is_file()}
    written = link(vault)
    assert written.written == (OTHER,)
    claim, source = written.failed
    assert (claim.path, source.path) == (CLAIM, SOURCE)
    assert reason in claim.reason
    assert str(claim).endswith("; file left unchanged")
    assert CLAIM in source.reason
    then[vault / OTHER] = AFTER
    now = {path: path.read_bytes() for path in vault.parent.rglob("*") if path.is_file()}
    (kept,) = (vault.parent / "state/runs").iterdir()
    assert now == then | {kept: now[kept]}


@pytest.mark.parametrize(
    "path",
    ["../secret.md", "domains/../../secret.md", "/etc/motd", "", "a\0b.md", ".git/config", "domains/.trash/a.md", ".codex-backfill/../.git/config"],
)  # fmt: skip
def test_a_path_that_leads_out_of_the_vault_or_into_a_hidden_folder_is_refused(vault: Path, path: str) -> None:
    (vault.parent / "secret.md").write_bytes(BEFORE)
    (failed,) = link(vault, path).failed
    assert (failed.path, (vault.parent / "secret.md").read_bytes()) == (path, BEFORE)


@pytest.mark.parametrize("alias", [os.link, os.symlink], ids=["hard link", "symbolic link"])
def test_one_file_under_two_names_is_not_written_twice(vault: Path, alias: Callable[[Path, Path], None]) -> None:
    alias(vault / OTHER, vault / "zeta.md")
    written = link(vault, "zeta.md")
    assert [problem.reason for problem in written.failed] == [f"it is the same file as {OTHER}"]
    assert (vault / OTHER).read_bytes() == AFTER


def test_a_person_who_is_quicker_than_the_last_part_of_a_link_keeps_the_word(tmp_path: Path) -> None:
    second = call_of(small(tmp_path / "counted"), "swap", 2)
    trial = small(tmp_path / "vault")

    def edit() -> None:
        assert trial.states()["notes/b.md"] is State.NEW
        (trial.root / "notes/a.md").write_bytes(b"my own words")

    written = trial.write(Faulty(edit, second))
    assert (trial.root / "notes/a.md").read_bytes() == b"my own words"
    assert [problem.path for problem in written.failed] == ["archive/s.md", "notes/a.md", "notes/b.md"]
    (trial.root / "notes/a.md").write_bytes(b"---\n---\ntides\n")
    states = trial.settled()
    assert (states["notes/b.md"], states["notes/c.md"]) == (State.OLD, State.NEW)


def test_a_person_who_makes_the_same_change_is_no_trouble(tmp_path: Path) -> None:
    trial = small(tmp_path / "vault")
    at = call_of(small(tmp_path / "counted"), "swap", 2)
    written = trial.write(Faulty(lambda: (trial.root / "notes/a.md").write_bytes(b"---\nlink: x\n---\ntides\n"), at))
    assert written.failed == ()
    trial.settled()


def test_a_file_system_that_cannot_bring_folders_to_the_disk_will_do(vault: Path) -> None:
    class Userspace(Faulty):
        def due(self) -> bool:
            name, about = self.calls[-1]
            return name == "fsync" and Path(str(about)).is_dir()

    assert len(link(vault, system=Userspace(failing(errno.EINVAL))).written) == 3


@pytest.fixture
def as_an_ordinary_user() -> Iterator[Path]:
    """A folder of someone whom permissions hold back; the superuser becomes one for the while."""
    with tempfile.TemporaryDirectory() as name:
        if os.geteuid() != 0:
            yield Path(name)
            return
        os.chown(name, 65534, 65534)
        os.setegid(65534)
        os.seteuid(65534)
        try:
            yield Path(name)
        finally:
            os.seteuid(0)
            os.setegid(0)


@pytest.mark.parametrize("name", ["archive", "notes"])
@pytest.mark.parametrize("mode", [0o555, 0o000], ids=["takes no files", "shows no files"])
def test_a_folder_that_keeps_its_user_out_is_named_and_left_alone(
    as_an_ordinary_user: Path, name: str, mode: int
) -> None:
    trial = small(as_an_ordinary_user)
    (trial.root / name).chmod(mode)
    try:
        written = write(trial.root, make_record(STAMP, trial.changes, trial.links), state=trial.state, system=Faulty())
    finally:
        (trial.root / name).chmod(0o755)
    assert {problem.path for problem in written.failed} >= {"archive/s.md", "notes/a.md", "notes/b.md"}
    assert any(os.strerror(errno.EACCES) in problem.reason for problem in written.failed)
    assert ".codex-backfill/ledger.json" in written.written
    trial.settled()
    assert trial.write().failed == ()
    trial.settled()


def test_a_vault_that_takes_no_files_is_left_alone(as_an_ordinary_user: Path) -> None:
    trial = small(as_an_ordinary_user)
    (trial.root / ".codex-backfill").chmod(0o555)
    try:
        written = trial.write()
        assert written.written == ()
        (problem,) = written.failed
        assert os.strerror(errno.EACCES) in str(problem)
        assert str(problem).endswith("no file was changed")
        trial.settled()
    finally:
        (trial.root / ".codex-backfill").chmod(0o755)


@pytest.mark.parametrize("mode", [0o444, 0o464], ids=["nobody may write it", "others may write it"])
def test_a_note_that_its_user_may_only_read_is_left_alone(as_an_ordinary_user: Path, mode: int) -> None:
    trial = small(as_an_ordinary_user)
    (trial.root / "archive/t.md").chmod(mode)
    written = trial.write()
    assert [problem.path for problem in written.failed] == ["archive/t.md", "notes/c.md"]
    assert os.strerror(errno.EACCES) in written.failed[0].reason
    trial.settled()
