"""Which notes are claims and sources, and which keys say what, in vaults of any age."""

from pathlib import Path

import pytest

from codex_backfill.notes.fields import texts
from codex_backfill.notes.note import Claim, Source, Vault
from codex_backfill.notes.vault import load
from codex_backfill.settings import ClaimKeys, ClaimSettings, Settings, SourceKeys, SourceSettings


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


def test_claims_and_sources_of_one_folder_are_told_apart_by_type_under_any_key_and_in_any_case(tmp_path: Path) -> None:
    keys = ClaimKeys(type=("kind", "tags")), SourceKeys(type=("kind", "tags"))
    settings = Settings(
        claims=ClaimSettings(folders=("notes",), types=("idea",), keys=keys[0]),
        sources=SourceSettings(folders=("notes",), keys=keys[1]),
    )
    notes = {"a.md": "kind: Idea", "b.md": "kind: book", "c.md": "tags: ['#idea', birds]", "d.md": "x: y"}
    notes |= {"e.md": "kind: '[[Idea]]'", "f.md": "tags: 'birds, idea'"}
    found = vault(tmp_path, {f"notes/{name}": f"---\n{head}\n---\n" for name, head in notes.items()}, settings)
    assert [c.path for c in found.claims] == ["notes/a.md", "notes/c.md", "notes/e.md", "notes/f.md"]
    assert [s.path for s in found.sources] == ["notes/b.md", "notes/d.md"]


@pytest.mark.parametrize(
    ("exclude", "left"),
    [
        pytest.param("core/b", ["core/a.md", "core/index.md"], id="a folder"),
        pytest.param("core/b/**", ["core/a.md", "core/index.md"], id="all in a folder"),
        pytest.param("index.md", ["core/a.md", "core/b/c.md"], id="a file name, wherever it stands"),
        pytest.param("**/index.md", ["core/a.md", "core/b/c.md"], id="the same written out"),
        pytest.param("core/*", [], id="all that a star takes"),
        pytest.param("core", [], id="everything"),
        pytest.param("a", ["core/a.md", "core/b/c.md", "core/b/index.md", "core/index.md"], id="nothing of this name"),
    ],
)
def test_what_is_excluded_is_no_note(tmp_path: Path, exclude: str, left: list[str]) -> None:
    paths = ["core/a.md", "core/index.md", "core/b/c.md", "core/b/index.md"]
    settings = Settings(claims=ClaimSettings(exclude=(exclude,), types=()))
    assert [claim.path for claim in vault(tmp_path, dict.fromkeys(paths, ""), settings).claims] == left


def test_suffixes_are_those_of_each_side(tmp_path: Path) -> None:
    notes = {"core/a.qmd": "", "core/b.md": "", "inbox/archive/c.md": "", "inbox/archive/d.QMD": ""}
    found = vault(tmp_path, notes, Settings(claims=ClaimSettings(suffixes=(".qmd",), types=())))
    assert [(c.path, c.title) for c in found.claims] == [("core/a.qmd", "a")]
    assert [s.path for s in found.sources] == ["inbox/archive/c.md"]


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
        pytest.param("sources: 1\nreferences: A", ("A",), id="a count says nothing and hides nothing"),
        pytest.param("source: 202103041210", ("202103041210",), id="a long number is the name of a note"),
        pytest.param("source:\n  title: Gulls\n  author: [Al Reay]\n  year: 2019", ("Al Reay, “Gulls”, 2019",), id="a work taken apart"),
        pytest.param("sources:\n  - {Title: Gulls, author: {family: Reay, given: Al}}\n  - B", ("Al Reay, “Gulls”", "B"), id="one among others"),
        pytest.param("sources:\n  - {file: '[[a]]', page: 3}", ("[[a]]",), id="a pointer taken apart"),
        pytest.param("Source: A", ("A",), id="a key in another case"),
        pytest.param("source: A\nreferences: B", ("A",), id="the first key that says something"),
    ],
)  # fmt: skip
def test_the_citations_of_a_claim(tmp_path: Path, head: str, citations: tuple[str, ...]) -> None:
    assert claim(tmp_path, head).citations == citations


@pytest.mark.parametrize(
    ("head", "author", "urls", "date"),
    [
        pytest.param("author: Reay\nurl: http://x.org\ndate: 2019-01-02", "Reay", ["http://x.org"], "2019-01-02", id="keys"),
        pytest.param("authors: [Reay, Varga]\ndate: 2015-03-00", "Reay, Varga", [], "2015-03-00", id="several authors"),
        pytest.param("author: ['Reay, Al', 'Varga, Bo']", "Reay, Al; Varga, Bo", [], "", id="several authors, surnames first"),
        pytest.param("author:\n  - {name: Al Reay, affiliation: Leith, email: a@b.org}\n  - name: {given: Bo, family: Varga}", "Al Reay, Bo Varga", [], "", id="authors with all that is known of them"),
        pytest.param("author: [{family: Reay, given: Al}, {literal: Harbour Board}]", "Al Reay, Harbour Board", [], "", id="authors as CSL has them"),
        pytest.param("source: http://x.org/a\ndate_published: 2019", "", ["http://x.org/a"], "2019", id="legacy keys"),
        pytest.param("source: The Tern Gazette", "The Tern Gazette", [], "", id="a legacy source that is no address"),
        pytest.param("Author: Reay\nURL: http://x.org", "Reay", ["http://x.org"], "", id="keys in another case"),
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
        pytest.param("Title: Gulls", "# Terns\n", "Gulls", id="whatever the case of the key"),
        pytest.param("title:", "text\n\n# Terns #\n", "Terns", id="else the first heading"),
        pytest.param("a: b", "```\n# no heading\n```\n", "s", id="else the file name"),
    ],
)
def test_the_title_of_a_note(tmp_path: Path, head: str, body: str, title: str) -> None:
    assert source(tmp_path, head, body).title == title


def test_the_title_stands_under_the_keys_of_the_settings(tmp_path: Path) -> None:
    settings = Settings(sources=SourceSettings(keys=SourceKeys(title=("name", "title"))))
    notes = {"inbox/archive/a.md": "---\ntitle: B\nname: A\n---\n", "inbox/archive/b.md": "---\ntitle: C\n---\n"}
    assert [s.title for s in vault(tmp_path, notes, settings).sources] == ["A", "C"]


def test_all_that_a_source_says_is_there_to_be_matched_but_what_tells_the_answer(tmp_path: Path) -> None:
    found = source(
        tmp_path,
        "journal: Ibis\nvolume: 12\npages: 3-9\nDOI: 10.1/x\nid: reay-2019\nnote: [a, b]\n"
        "claims_extracted: [x]\nSourced_From: y",
    )
    assert (found.venue, found.volume, found.pages) == ("Ibis", "12", "3-9")
    assert found.ids == {"id": ("reay-2019",), "doi": ("10.1/x",)}
    assert found.said == "Ibis 12 3-9 10.1/x reay-2019 a b"


def test_texts_of_a_nested_value_come_in_their_order() -> None:
    assert texts(("a ", None, (" b", {"k": "c"}), "")) == ("a", "b", "c")
