"""A file is replaced whole or not at all, inside the vault, and nothing is left beside it."""

import errno
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from codex_backfill.disk.atomic import replace_in_vault, replace_private
from codex_backfill.disk.paths import Refused
from codex_backfill.disk.system import System

OWN = ".codex-backfill"


class Full(System):
    """A disk with no room left."""

    def write(self, fd: int, data: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("replace", [replace_private, partial(replace_private, durable=False)])
def test_a_users_own_file_is_replaced_and_its_folders_are_made(
    tmp_path: Path, replace: Callable[[str, bytes], None]
) -> None:
    path = tmp_path / "below/deep/x.json"
    for data in (b"first", b"second, which is longer", b"3"):
        replace(str(path), data)
        assert path.read_bytes() == data
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["x.json"]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    replace_in_vault(tmp_path, f"{OWN}/x", b"old")
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        replace_in_vault(tmp_path, f"{OWN}/x", b"new", system=Full())
    assert (tmp_path / OWN / "x").read_bytes() == b"old"
    assert os.listdir(tmp_path / OWN) == ["x"]


def test_what_a_killed_run_left_is_used_up_by_the_next(tmp_path: Path) -> None:
    (tmp_path / OWN).mkdir()
    (tmp_path / OWN / ".x.new").write_bytes(b"half of what it was to b")
    replace_in_vault(tmp_path, f"{OWN}/x", b"whole")
    assert (tmp_path / OWN / "x").read_bytes() == b"whole"
    assert os.listdir(tmp_path / OWN) == ["x"]


def test_a_file_of_the_vault_keeps_its_mode_and_a_new_one_goes_by_the_mask(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        replace_in_vault(tmp_path, f"{OWN}/x", b"1")
        assert (tmp_path / OWN / "x").stat().st_mode & 0o777 == 0o640
        (tmp_path / OWN / "x").chmod(0o664)
        replace_in_vault(tmp_path, f"{OWN}/x", b"2")
        assert (tmp_path / OWN / "x").stat().st_mode & 0o777 == 0o664
    finally:
        os.umask(before)


@pytest.mark.parametrize("linked", [OWN, f"{OWN}/x"], ids=["the own folder is a link", "the file is a link"])
def test_nothing_is_written_out_of_the_vault(tmp_path: Path, linked: str) -> None:
    vault, outside = tmp_path / "vault", tmp_path / "outside"
    outside.mkdir()
    (vault / linked).parent.mkdir(parents=True)
    (outside / "x").write_bytes(b"theirs")
    (vault / linked).symlink_to(outside if linked == OWN else outside / "x")
    with pytest.raises(Refused, match="leads out of the vault"):
        replace_in_vault(vault, f"{OWN}/x", b"ours")
    assert (outside / "x").read_bytes() == b"theirs"
    assert os.listdir(outside) == ["x"]
