r"""Which text is a path of the vault, where it leads, and which paths people and systems take for one."""

import os
from pathlib import Path

import pytest

from codex_backfill.disk.paths import (
    Refused,
    alike_key,
    inside,
    locate,
    look_alikes,
    read_in_vault,
    slashed,
    told_apart,
)
from codex_backfill.disk.system import SYSTEM


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        pytest.param("core/a.md", None, id="a note"),
        pytest.param("core/a b..md", None, id="dots within a name"),
        pytest.param("core\\a.md", None, id="a name with a backslash, where systems have such"),
        pytest.param("/etc/passwd", "leads out of the vault", id="an absolute path"),
        pytest.param("core/../../a.md", "leads out of the vault", id="upwards"),
        pytest.param("core//a.md", "is no plain path", id="an empty part"),
        pytest.param("./core/a.md", "is no plain path", id="a part that says nothing"),
        pytest.param("core/", "is no plain path", id="a slash behind it"),
        pytest.param("", "is no plain path", id="nothing"),
        pytest.param("core/\0.md", "is no plain path", id="a NUL"),
    ],
)
def test_only_a_plain_path_from_the_root_names_a_file(path: str, wrong: str | None) -> None:
    if wrong is None:
        assert inside(path) == path
    else:
        with pytest.raises(ValueError, match=wrong):
            inside(path)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        pytest.param("inbox\\archive\\x.md", "inbox/archive/x.md", id="as Windows writes it"),
        pytest.param(".\\inbox\\", "inbox", id="with a part that says nothing"),
        pytest.param("./inbox/archive/", "inbox/archive", id="as a shell completes it"),
        pytest.param(" inbox ", "inbox", id="with blanks around it"),
        pytest.param("./", "", id="the vault itself"),
        pytest.param(".hidden", ".hidden", id="a name with a dot before it"),
    ],
)
def test_a_path_is_read_as_people_write_it(written: str, read: str) -> None:
    assert slashed(written) == read


def test_paths_that_look_the_same_are_told_apart_in_words() -> None:
    composed, apart = "a/gar\u00e7on.md", "a/garc\u0327on.md"
    assert told_apart([composed, "b.md", apart]) == [
        f"{composed} (accents within their letters, NFC)",
        "b.md",
        f"{apart} (accents behind their letters, NFD)",
    ]
    assert told_apart([apart, "b.md"]) == [apart, "b.md"]


def test_what_systems_take_for_one_path_is_alike() -> None:
    assert alike_key("Inbox\\Caf\u00e9.MD") == alike_key("inbox/cafe\u0301.md")
    assert look_alikes(["a/B.md", "a/b.md", "c.md"]) == {"a/b.md": ["a/B.md", "a/b.md"], "c.md": ["c.md"]}


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    root = tmp_path / "vault"
    for folder in ("core", ".git", ".codex-backfill/.deep", "shelf"):
        (root / folder).mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    (tmp_path / "vault-twin").mkdir()
    (root / "out").symlink_to("../outside")
    (root / "twin").symlink_to("../vault-twin")
    (root / "in").symlink_to("shelf")
    (root / "hidden").symlink_to(".git")
    return root


@pytest.mark.parametrize(
    ("path", "real"),
    [
        pytest.param("core/new.md", "core/new.md", id="a file that is not there yet"),
        pytest.param("in/new.md", "shelf/new.md", id="through a link that stays inside"),
        pytest.param(".codex-backfill/ledger.json", ".codex-backfill/ledger.json", id="in the own folder"),
    ],
)
def test_a_path_leads_to_a_file_of_the_vault(vault: Path, path: str, real: str) -> None:
    assert locate(SYSTEM, str(vault), path) == str(vault / real)


@pytest.mark.parametrize(
    ("path", "why"),
    [
        pytest.param("../vault-twin/x.md", "leads out of the vault", id="upwards"),
        pytest.param("out/x.md", "a symbolic link leads out", id="through a link"),
        pytest.param("twin/x.md", "a symbolic link leads out", id="into a folder whose name only starts alike"),
        pytest.param(".git/config", "hidden folder", id="into git's folder"),
        pytest.param("hidden/config", "hidden folder", id="into git's folder, through a link"),
        pytest.param(".codex-backfill/.deep/x", "hidden folder", id="into a hidden folder of the own one"),
    ],
)
def test_no_path_leads_out_of_the_vault(vault: Path, path: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        locate(SYSTEM, str(vault), path)


def test_a_pipe_in_the_vault_is_never_waited_for(vault: Path) -> None:
    os.mkfifo(vault / ".codex-backfill/ledger.json")
    with pytest.raises(OSError, match="not a regular file"):
        read_in_vault(vault, ".codex-backfill/ledger.json")
