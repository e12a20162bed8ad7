"""Names in every form that people write them lead to the one note they name, or to none, or to all they could."""

import pytest

from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Note


def note(path: str, title: str | None = None, heading: str | None = None) -> Note:
    return Note(path, "", {"title": title} if title else {}, False, "", heading)


NAMES = Names(
    [
        note("domains/water/leaks-cost-more-than-pipes.md", heading="Leaks cost more than pipes: a city's sum"),
        note("domains/water/Rain gardens (2nd ed).md"),
        note("domains/birds/terns return.md", title="Terns return, if left alone"),
        note("domains/bread/terns return.md", title="A bakery named Terns"),
        note("core/plain.md", title="Plain"),
        note("core/PLAIN-text.md", title="Plain text"),
    ]
)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        pytest.param("domains/water/leaks-cost-more-than-pipes.md", ["leaks"], id="a path"),
        pytest.param("./domains/water/leaks-cost-more-than-pipes", ["leaks"], id="a path with ./ and without .md"),
        pytest.param("/domains/water/leaks-cost-more-than-pipes.md", ["leaks"], id="a path from the root"),
        pytest.param("water/leaks-cost-more-than-pipes", ["leaks"], id="the end of a path"),
        pytest.param("leaks-cost-more-than-pipes.md", ["leaks"], id="a file name"),
        pytest.param("leaks-cost-more-than-pipes", ["leaks"], id="a file name without .md"),
        pytest.param("leaks cost more than pipes", ["leaks"], id="blanks for hyphens"),
        pytest.param("Leaks Cost More Than Pipes.MD", ["leaks"], id="another case, also of the suffix"),
        pytest.param("Leaks cost more than pipes: a city's sum", ["leaks"], id="the first heading is the title"),
        pytest.param("leaks cost more than pipes a city’s sum", ["leaks"], id="other punctuation"),
        pytest.param("'Leaks cost more than pipes'", ["leaks"], id="quotes within the text"),
        pytest.param("“leaks-cost-more-than-pipes”", ["leaks"], id="curly quotes"),
        pytest.param("[[leaks-cost-more-than-pipes]]", ["leaks"], id="a wikilink"),
        pytest.param("[[leaks-cost-more-than-pipes|leaks]]", ["leaks"], id="a wikilink with an alias"),
        pytest.param("[[leaks-cost-more-than-pipes#Sums]]", ["leaks"], id="a wikilink with a heading"),
        pytest.param("[[domains/water/leaks-cost-more-than-pipes]]", ["leaks"], id="a wikilink with a path"),
        pytest.param(
            "obsidian://open?vault=v&file=domains%2Fwater%2Fleaks-cost-more-than-pipes",
            ["leaks"],
            id="Obsidian's address",
        ),
        pytest.param(
            "file:///home/me/v/domains/water/leaks-cost-more-than-pipes.md", ["leaks"], id="an address on a disk"
        ),
        pytest.param(
            "https://github.com/me/v/blob/main/domains/water/leaks-cost-more-than-pipes.md",
            ["leaks"],
            id="an address on a forge",
        ),
        pytest.param(
            "[x](https://github.com/me/v/blob/main/domains/water/leaks-cost-more-than-pipes.md)",
            ["leaks"],
            id="a link to a forge",
        ),
        pytest.param("file:///home/me/v/elsewhere/leaks-cost-more-than-pipes.md", [], id="another folder on a disk"),
        pytest.param("leaks-cost-more-than-pipes.md (enriched)", ["leaks"], id="a trailing remark"),
        pytest.param("leaks-cost-more-than-pipes [new claim]", ["leaks"], id="a trailing remark in square brackets"),
        pytest.param("[[leaks-cost-more-than-pipes]] (merged)", ["leaks"], id="a remark behind a wikilink"),
        pytest.param("Rain gardens (2nd ed)", ["Rain"], id="brackets that are part of the name are no remark"),
        pytest.param("terns return", ["birds", "bread"], id="two notes of one file name are ambiguous"),
        pytest.param("birds/terns return", ["birds"], id="the end of a path tells them apart"),
        pytest.param("Terns return, if left alone", ["birds"], id="an exact title wins over loose spelling"),
        pytest.param("plain", ["core/plain"], id="an exact file name wins over a loose one"),
        pytest.param("Nothing of the kind", [], id="no such note"),
        pytest.param("???", [], id="no words at all"),
        pytest.param("", [], id="nothing"),
    ],
)
def test_an_entry_names(text: str, paths: list[str]) -> None:
    found = NAMES.find(text)
    assert len(found) == len(paths)
    assert all(part in path for part, path in zip(paths, found, strict=True))
    assert NAMES.one(text) == (found[0] if len(found) == 1 else None)


LINKED = Names(
    [
        note("inbox/archive/tide-gates.md", title="Tide gates"),
        note("inbox/archive/tide gates (2nd).md", title="A wholly other work"),
        note("inbox/archive/mo\u0308we.md", title="Möwe"),
        note("content/books/terns/index.md", title="On terns"),
        note("notes/gulls/gulls.qmd", title="On gulls"),
        note("notes/CamelCase.md", title="Camels"),
    ]
)


@pytest.mark.parametrize(
    ("text", "path"),
    [
        pytest.param("[any words](inbox/archive/tide-gates.md)", "inbox/archive/tide-gates.md", id="from the root"),
        pytest.param("[any words](../inbox/archive/tide-gates.md)", "inbox/archive/tide-gates.md", id="from the note"),
        pytest.param("[x](</inbox/archive/tide gates (2nd).md>)", "inbox/archive/tide gates (2nd).md", id="in brackets"),
        pytest.param("[x](../inbox/archive/tide%20gates%20(2nd).md#a)", "inbox/archive/tide gates (2nd).md", id="encoded"),
        pytest.param('[x](../inbox/archive/tide-gates.md "Tide gates")', "inbox/archive/tide-gates.md", id="with a title"),
        pytest.param("[Tide gates](nowhere.md)", None, id="words never decide"),
        pytest.param("[Tide gates](https://tide-gates.tarn/)", None, id="an address is no note"),
        pytest.param("[x](sibling.md)", None, id="no such note in the own folder"),
        pytest.param("[x](/books/terns/)", "content/books/terns/index.md", id="a folder that its index stands for"),
        pytest.param('[x]({{< ref "books/terns" >}})', "content/books/terns/index.md", id="a shortcode of Hugo's"),
        pytest.param("[[books/terns|Terns]]", "content/books/terns/index.md", id="the same as a wikilink"),
        pytest.param("[[inbox/archive/tide-gates\\|gates]]", "inbox/archive/tide-gates.md", id="in a table"),
        pytest.param("notes/gulls", "notes/gulls/gulls.qmd", id="a folder that its namesake stands for"),
        pytest.param("gulls.qmd", "notes/gulls/gulls.qmd", id="another suffix"),
        pytest.param("inbox/archive/m\u00f6we.md", "inbox/archive/mo\u0308we.md", id="another Unicode form"),
        pytest.param("[[m\u00d6we]]", "inbox/archive/mo\u0308we.md", id="and case"),
        pytest.param("camelcase", "notes/CamelCase.md", id="a file name in another case"),
        pytest.param("NOTES/camelcase.md", "notes/CamelCase.md", id="a path in another case"),
        pytest.param("inbox\\archive\\tide-gates.md", "inbox/archive/tide-gates.md", id="a path of Windows"),
        pytest.param("inbox/archive/tide gates.md", None, id="a path never leads to a like name"),
        pytest.param("inbox/archive/tide-gates (merged).md", None, id="nor when a remark would be cut out of it"),
        pytest.param("tide gates", "inbox/archive/tide-gates.md", id="a title does"),
    ],
)  # fmt: skip
def test_an_entry_of_a_note_names(text: str, path: str | None) -> None:
    assert LINKED.one(text, "notes/here.md") == path


def test_a_file_name_is_read_before_a_title() -> None:
    names = Names([note("a/terns.md", title="Gulls"), note("b/gulls.md", title="Terns")])
    assert (names.one("terns"), names.one("Gulls")) == ("a/terns.md", "b/gulls.md")


def test_a_name_is_alone_when_no_file_of_the_vault_shares_it() -> None:
    names = Names([note("a/terns.md"), note("a/gulls.md")], ["a/terns.md", "a/gulls.md", "templates/Terns.md"])
    assert not names.is_alone(note("a/terns.md"))
    assert names.is_alone(note("a/gulls.md"))


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        pytest.param("leeks cost more than pipes", ["domains/water/leaks-cost-more-than-pipes.md"], id="a slip"),
        pytest.param("domains/bird/terns returns.md", ["domains/birds/terns return.md"], id="a path with slips"),
        pytest.param("quarterly accounts", [], id="nothing like it"),
    ],
)
def test_what_is_near_a_name_of_nothing(text: str, paths: list[str]) -> None:
    assert list(NAMES.near(text, most=1)) == paths


@pytest.mark.parametrize(
    ("path", "stem"),
    [("core/a note.md", "a note"), ("core/v1.2.MD", "v1.2"), ("top.md", "top"), ("core/.md", ".md")],
)
def test_a_stem_is_the_file_name_without_its_suffix(path: str, stem: str) -> None:
    assert note(path).stem == stem


def test_pages_of_a_site_are_named_as_the_site_names_them() -> None:
    def page(path: str, **fields: str) -> Note:
        return Note(path, "", fields, False, "", None)

    names = Names(
        [
            page("content/de/works/salz.md", slug="vom-salz"),
            page("content/en/works/salz.md", slug="on-salt"),
            page("content/en/kilns/index.md", slug="all-kilns"),
            page("_books/terns.md", permalink="/birds/of/the/sea/"),
        ]
    )
    here = "content/de/essays/x/index.md"
    assert names.by_path("/works/salz", here) == ("content/de/works/salz.md",), "the site's root is a folder above"
    assert len(names.by_path("/works/salz")) == 2, "from nowhere it could be either"
    assert names.by_path("/en/works/on-salt", here) == ("content/en/works/salz.md",)
    assert names.by_path("content/en/all-kilns") == ("content/en/kilns/index.md",)
    assert names.by_path("/books/terns") == names.by_path("/birds/of/the/sea/") == ("_books/terns.md",)
