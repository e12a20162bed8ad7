"""Settings: defaults, what a file changes, and every error at once with its line."""

from pathlib import Path

import pytest

from codex_backfill.errors import UsageError
from codex_backfill.settings import ClaimSettings, Settings, load, parse


def test_without_a_file_the_defaults_hold_and_pydantic_is_not_needed(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml", required=False) == Settings()
    with pytest.raises(UsageError, match="no such settings file"):
        load(tmp_path / "none.toml", required=True)


def test_the_defaults_of_the_contract() -> None:
    text = """
[claims]
folders = ["domains", "core", "foundations"]
types = ["claim"]
field = "sourced_from"
style = "path"
[sources]
folders = ["inbox/archive", "inbox/queue"]
types = []
field = "claims_extracted"
style = "auto"
[match]
min_precision = 0.95
"""
    assert parse(text, "x") == parse("", "x") == Settings()


def test_what_a_file_says_holds() -> None:
    found = parse('[claims]\nfolders = ["./a/", "."]\nstyle = "wikilink"\n[match]\nthreshold = 0.5\n', "x")
    assert found.claims == ClaimSettings(folders=("a", ""), style="wikilink")
    assert found.match.threshold == 0.5
    assert found.sources == Settings().sources


@pytest.mark.parametrize(
    ("text", "messages"),
    [
        pytest.param("[claims\n", ["x:1:8: Expected ']' at the end of a table declaration"], id="no TOML"),
        pytest.param("[clams]\n", ["x:1:1: unknown key 'clams'; the nearest is 'claims'"], id="an unknown table"),
        pytest.param(
            "\n[match]\nmin_precison = 1\n",
            ["x:3:1: unknown key 'match.min_precison'; the nearest is 'min_precision'"],
            id="an unknown key",
        ),
        pytest.param(
            '[claims]\nfolders = ["../a", "/b"]\nfield = "a: b"\n[match]\nthreshold = 3\n',
            [
                "x:2:1: claims.folders: '../a' leads out of the vault",
                "x:2:1: claims.folders: '/b' leads out of the vault",
                "x:3:1: claims.field: 'a: b' is no frontmatter key: letters, digits, - and _",
                "x:5:1: match.threshold: should be between 0 and 1",
            ],
            id="all errors at once",
        ),
        pytest.param('[claims]\nstyle = "link"\n', ["x:2:1: claims.style: Input should be 'path' or 'wikilink'"], id="no such style"),
        pytest.param('[match]\nmin_precision = "high"\n', ["x:2:1: match.min_precision: Input should be a valid number"], id="no number"),
    ],
)  # fmt: skip
def test_errors(text: str, messages: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        parse(text, "x")
    assert str(error.value).splitlines() == messages


def test_a_file_that_is_not_utf8_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "x.toml", required=False)
