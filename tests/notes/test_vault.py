"""Which notes are claims and sources, and which keys say what, in vaults of any age."""

from pathlib import Path

import pytest

from codex_backfill.notes.note import Claim, Source, Vault
from codex_backfill.notes.vault import load, texts
from codex_backfill.settings import ClaimSettings, Settings, SourceSettings


def vault(root: Path, notes: dict[str, str], settings: Settings | None = None) -> Vault:
    """The vault of these notes."""
    for path, text in notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    return load(root, settings or Settings())


def claim(root: Path, head: str) -> Claim:
    """The one claim with this frontmatter."""
    return vault(root, {"core/c.md": f"---\ntype: claim\n{head}\n---\n"}).claims[0]


def source(root: Path, head: str, body: str = "") -> Source:
    """The one source with this frontmatter."""
    return vault(root, {"inbox/archive/s.md": f"---\n{head}\n---\n{body}"}).sources[0]


def test_only_claims_below_the_claim_folders_are_claims_and_all_notes_below_the_source_folders_are_sources(
    tmp_path: Path,
) -> None:
    found = vault(
        tmp_path,
        {
            "domains/a/deep/1.md": "---\ntype: claim\n---\n",
            "core/2.md": "---\ntype: map\n---\n",
            "core/README.md": "# Read me\n",
            "notes/3.md": "---\ntype: claim\n---\n",
            "inbox/archive/4.md": "---\ntype: anything\n---\n",
            "inbox/queue/5.md": "no frontmatter at all\n",
        },
    )
    assert [c.path for c in found.claims] == ["domains/a/deep/1.md"]
    assert [s.path for s in found.sources] == ["inbox/archive/4.md", "inbox/queue/5.md"]
    assert found.problems == ()


def test_of_two_folders_that_hold_a_note_the_inner_one_decides(tmp_path: Path) -> None:
    settings = Settings(claims=ClaimSettings(folders=("",), types=()), sources=SourceSettings(folders=("library",)))
    found = vault(tmp_path, {"a.md": "", "library/b.md": "", "library2/c.md": ""}, settings)
    assert [c.path for c in found.claims] == ["a.md", "library2/c.md"]
    assert [s.path for s in found.sources] == ["library/b.md"]


def test_a_broken_note_is_named_with_its_line_and_stops_nothing(tmp_path: Path) -> None:
    found = vault(
        tmp_path,
        {
            "core/bad.md": "---\ntype: claim\nsource: *nowhere\n---\n",
            "core/good.md": "---\ntype: claim\n---\n",
            "core/twice.md": "---\ntype: claim\nsourced_from: a.md\nsourced_from: b.md\n---\n",
        },
    )
    assert [c.path for c in found.claims] == ["core/good.md", "core/twice.md"]
    assert [str(problem) for problem in found.problems] == [
        "core/bad.md:3:9: alias *nowhere stands for no anchor; file left unchanged",
        "core/twice.md:4:1: key 'sourced_from' appears twice; file left unchanged",
    ]


@pytest.mark.parametrize(
    ("head", "citations"),
    [
        pytest.param('source: "Reay, Gulls (2019)"', ("Reay, Gulls (2019)",), id="one text"),
        pytest.param("source:\n  - A\n  - B", ("A", "B"), id="a list of texts"),
        pytest.param("sources: [A]", ("A",), id="the plural"),
        pytest.param("source:", (), id="an empty value"),
        pytest.param("title: x", (), id="no such key"),
        pytest.param("source: 2015-03-00", ("2015-03-00",), id="a date that is none stays text"),
    ],
)
def test_the_citations_of_a_claim(tmp_path: Path, head: str, citations: tuple[str, ...]) -> None:
    assert claim(tmp_path, head).citations == citations


@pytest.mark.parametrize(
    ("head", "author", "urls", "date"),
    [
        pytest.param("author: Reay\nurl: http://x.org\ndate: 2019-01-02", "Reay", ["http://x.org"], "2019-01-02", id="keys"),
        pytest.param("authors: [Reay, Varga]\ndate: 2015-03-00", "Reay, Varga", [], "2015-03-00", id="several authors"),
        pytest.param("source: http://x.org/a\ndate_published: 2019", "", ["http://x.org/a"], "2019", id="legacy keys"),
        pytest.param("source: The Tern Gazette", "The Tern Gazette", [], "", id="a legacy source that is no address"),
        pytest.param("doi: 10.1000/abc\npublished: May 2019", "", ["10.1000/abc"], "May 2019", id="a DOI"),
        pytest.param("x: y", "", [], "", id="nothing known"),
    ],
)  # fmt: skip
def test_what_a_source_says_of_itself(tmp_path: Path, head: str, author: str, urls: list[str], date: str) -> None:
    found = source(tmp_path, head)
    assert (found.author, list(found.urls), found.date) == (author, urls, date)


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        pytest.param("title: Gulls", "# Terns\n", "Gulls", id="its title"),
        pytest.param("title:", "text\n\n# Terns #\n", "Terns", id="else the first heading"),
        pytest.param("a: b", "```\n# no heading\n```\n", "s", id="else the file name"),
    ],
)
def test_the_title_of_a_note(tmp_path: Path, head: str, body: str, title: str) -> None:
    assert source(tmp_path, head, body).title == title


def test_texts_of_a_nested_value_come_in_their_order() -> None:
    assert texts(("a ", None, (" b", {"k": "c"}), "")) == ("a", "b", "c")
