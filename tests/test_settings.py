"""Settings: defaults, what a file changes, and every error at once with its line."""

from pathlib import Path

import pytest

from codex_backfill.errors import UsageError
from codex_backfill.settings import ClaimSettings, Settings
from codex_backfill.settings_file import load, parse


def test_without_a_file_the_defaults_hold_and_pydantic_is_not_needed(tmp_path: Path) -> None:
    assert load(tmp_path / "none.toml", required=False) == Settings()
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "none.toml", required=True)


def test_the_defaults_of_the_contract() -> None:
    text = """
[claims]
folders = ["domains", "core", "foundations"]
exclude = []
types = ["claim"]
headings = ["Sources", "References", "Citations", "Bibliography"]
suffixes = [".md"]
body_links = false
field = "sourced_from"
style = "path"
[claims.keys]
type = ["type"]
title = ["title"]
citation = ["source", "sources", "reference", "references", "citation", "citations", "source_url"]
[sources]
folders = ["inbox/archive", "inbox/queue"]
exclude = []
types = []
field = "claims_extracted"
style = "auto"
create_frontmatter = false
[sources.keys]
type = ["type"]
title = ["title"]
author = ["author", "authors"]
url = ["url", "source"]
date = ["date", "published", "year"]
id = ["id", "doc_id", "citekey", "doi", "arxiv", "pmid", "isbn"]
venue = ["journal", "venue", "publication", "booktitle", "publisher"]
volume = ["volume"]
pages = ["pages"]
[match]
min_precision = 0.95
"""
    assert parse(text, "x") == parse("", "x") == Settings()


@pytest.mark.parametrize(
    ("types", "good"),
    [
        pytest.param(((), ()), False, id="no types at all"),
        pytest.param((("idea",), ()), True, id="claims have a type, the rest are sources"),
        pytest.param(((), ("book",)), True, id="sources have a type, the rest are claims"),
        pytest.param((("idea",), ("book",)), True, id="each has its own"),
        pytest.param((("idea", "note"), ("Note",)), False, id="one type is of both, case aside"),
    ],
)
def test_claims_and_sources_in_one_folder_need_types(types: tuple[tuple[str, ...], ...], good: bool) -> None:
    text = "[claims]\nfolders = ['notes']\ntypes = {}\n[sources]\nfolders = ['x', 'notes']\ntypes = {}\n"
    text = text.format(*(list(some) for some in types))
    if good:
        assert parse(text, "x").sources.types == types[1]
        return
    with pytest.raises(UsageError, match=r"x:2:1: claims.folders: 'notes' is a folder of claims and of sources"):
        parse(text, "x")


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
            '[claims]\ncitation = ["raw"]\n[claims.keys]\ntitel = ["x"]\n',
            ["x:2:1: unknown key 'claims.citation'; the nearest is 'claims.keys.citation'", "x:4:1: unknown key 'claims.keys.titel'; the nearest is 'title'"],
            id="a key in the wrong table, and one in a table within",
        ),
        pytest.param('[sources]\nsuffixes = ["md"]\n', ["x:2:1: sources.suffixes: 'md' is no suffix of file names, like '.md'"], id="no suffix"),
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
        pytest.param('[claims]\nstyle = "link"\n', ["x:2:1: claims.style: "], id="no such style"),
        pytest.param('[match]\nmin_precision = "high"\n', ["x:2:1: match.min_precision: "], id="no number"),
    ],
)  # fmt: skip
def test_errors(text: str, messages: list[str]) -> None:
    with pytest.raises(UsageError) as error:
        parse(text, "x")
    told = str(error.value).splitlines()
    assert len(told) == len(messages)
    for line, message in zip(told, messages, strict=True):
        assert line.startswith(message) if message.endswith(": ") else line == message, "what follows, pydantic words"


def test_a_file_that_is_not_utf8_is_a_usage_error(tmp_path: Path) -> None:
    (tmp_path / "x.toml").write_bytes(b"\xff")
    with pytest.raises(UsageError, match="cannot be read"):
        load(tmp_path / "x.toml", required=False)
