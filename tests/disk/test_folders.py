"""Where a user's own files on a vault are."""

from pathlib import Path

import pytest

from codex_backfill.disk.folders import cache_folder, state_folder


@pytest.mark.parametrize(
    ("environ", "base"),
    [
        pytest.param({"HOME": "/home/ana"}, "/home/ana/.local/state", id="below the home"),
        pytest.param({"HOME": "/home/ana", "XDG_STATE_HOME": "/var/ana"}, "/var/ana", id="where the user says"),
        pytest.param({"HOME": "/h", "XDG_STATE_HOME": "state"}, "/h/.local/state", id="a relative folder is none"),
        pytest.param({"HOME": "/h", "XDG_STATE_HOME": ""}, "/h/.local/state", id="an empty one is none"),
        pytest.param({"HOME": "relative"}, "/nonexistent/.local/state", id="no home at all"),
    ],
)
def test_the_state_folder(environ: dict[str, str], base: str) -> None:
    folder = state_folder(Path("/vaults/codex"), environ)
    assert folder.parent == Path(base) / "codex-backfill"
    assert folder.name.startswith("codex-")


def test_the_cache_folder_is_another() -> None:
    assert cache_folder(Path("/v"), {"HOME": "/h"}).parent == Path("/h/.cache/codex-backfill")


def test_a_vault_has_one_folder_under_any_name_and_no_two_vaults_share_one(tmp_path: Path) -> None:
    environ = {"HOME": "/h"}
    (tmp_path / "a/codex").mkdir(parents=True)
    (tmp_path / "b/codex").mkdir(parents=True)
    (tmp_path / "link").symlink_to("a/codex")
    assert state_folder(tmp_path / "link", environ) == state_folder(tmp_path / "a/../a/codex", environ)
    assert state_folder(tmp_path / "a/codex", environ) != state_folder(tmp_path / "b/codex", environ)
