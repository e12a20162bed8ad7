"""New entries are spelled as the vault spells its own, and always lead back to the note that they name."""

from collections.abc import Mapping

import pytest

from codex_backfill.editing.spelling import common_form, missing, spell
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Claim, Entry, Note, Source, Value, Vault
from codex_backfill.notes.standing_links import Link, links_of
from codex_backfill.settings import ClaimSettings, Settings, SourceSettings


def note(path: str, title: str | None = None) -> Note:
    """A note that has a title of its own, or none."""
    fields: Mapping[str, Value] = {"title": title} if title else {}
    return Note(path, "", fields, False, "", None)


def claim(path: str, title: str | None = None, *entries: str) -> Claim:
    """A claim with these entries in its link field."""
    return Claim(note(path, title), (), "", "", (), (), tuple(Entry(text, 2, 3) for text in entries))


def source(path: str, *entries: str) -> Source:
    """A source with these entries in its link field."""
    return Source(note(path), "", (), "", "", "", (), (), tuple(Entry(text, 2, 3) for text in entries))


CLAIMS = (
    claim("core/leaks-cost-more.md", "Leaks cost more"),
    claim("core/pipes last.md"),
    claim("domains/a/twins.md", "Twins"),
    claim("domains/b/twins.md", "Twins"),
    claim("core/odd.md", "Odd [title] | with # signs"),
    claim("core/two lines.md", "Two\nlines"),
    claim("core/gates [2024].md", "Gates"),
    claim("core/C# and F#.md"),
    claim("core/Shared.md"),
    claim("top.md"),
    claim("core/top.qmd", "Top of all"),
)
NOTES = {one.path: one.note for one in CLAIMS}
NAMES = Names(NOTES.values(), [*NOTES, "templates/shared.md", "templates/top.md"])


@pytest.mark.parametrize(
    ("entries", "form"),
    [
        pytest.param([], "title", id="an empty list gets titles"),
        pytest.param(["Leaks cost more"], "title", id="titles"),
        pytest.param(["pipes last"], "title", id="a file name that is the title"),
        pytest.param(["leaks-cost-more.md"], "filename", id="file names"),
        pytest.param(["leaks-cost-more"], "stem", id="file names without .md"),
        pytest.param(["core/leaks-cost-more.md"], "path", id="paths"),
        pytest.param(["[[leaks-cost-more]]"], "wikilink", id="wikilinks"),
        pytest.param(["[[core/leaks-cost-more]]"], "wikilink-path", id="wikilinks with paths"),
        pytest.param(["Leaks cost more", "pipes last.md", "twins.md"], "filename", id="the most common form"),
        pytest.param(["Leaks cost more", "pipes last.md"], "filename", id="the last one among equals"),
        pytest.param(["A title that names nothing"], "title", id="a dangling title"),
        pytest.param(["gone.md"], "filename", id="a dangling file name"),
        pytest.param(["[x](core/odd.md)"], "markdown", id="Markdown links from the root"),
        pytest.param(["[x](../core/odd.md)"], "markdown-relative", id="Markdown links from the note"),
    ],
)
def test_the_form_of_a_list(entries: list[str], form: str) -> None:
    assert common_form([Entry(text, 1, 1) for text in entries], NOTES, NAMES, "inbox/x.md") == form


@pytest.mark.parametrize(
    ("path", "form", "text"),
    [
        pytest.param("core/leaks-cost-more.md", "title", "Leaks cost more", id="a title"),
        pytest.param("core/leaks-cost-more.md", "stem", "leaks-cost-more", id="a file name without .md"),
        pytest.param("core/leaks-cost-more.md", "wikilink", "[[leaks-cost-more]]", id="a wikilink"),
        pytest.param("domains/a/twins.md", "title", "domains/a/twins.md", id="a title that two notes have"),
        pytest.param("domains/a/twins.md", "wikilink", "[[domains/a/twins]]", id="a file name that two notes have"),
        pytest.param("core/odd.md", "title", "Odd [title] | with # signs", id="signs that only wikilinks mind"),
        pytest.param("core/two lines.md", "title", "two lines.md", id="a title of two lines"),
        pytest.param("core/gates [2024].md", "wikilink", "core/gates [2024].md", id="brackets stand in no wikilink"),
        pytest.param("core/C# and F#.md", "wikilink", "core/C# and F#.md", id="nor does a number sign"),
        pytest.param("core/Shared.md", "wikilink", "[[core/Shared]]", id="another Markdown file has the name, in its case"),
        pytest.param("top.md", "wikilink", "top.md", id="a shared name that no folder tells apart"),
        pytest.param("core/top.qmd", "wikilink", "core/top.qmd", id="a wikilink leads to .md files only"),
        pytest.param("core/odd.md", "markdown", "[Odd \\[title\\] | with # signs](core/odd.md)", id="a Markdown link"),
        pytest.param("core/C# and F#.md", "markdown", "[C# and F#](core/C%23%20and%20F%23.md)", id="an encoded one"),
        pytest.param("core/odd.md", "markdown-relative", "[Odd \\[title\\] | with # signs](../../core/odd.md)", id="one from the note"),
    ],
)  # fmt: skip
def test_an_entry_leads_back_to_its_note(path: str, form: str, text: str) -> None:
    assert spell(NOTES[path], form, NAMES, "in/box/x.md") == text
    assert NAMES.one(text, "in/box/x.md") == path


def test_only_what_is_missing_is_wanted_in_both_notes_and_in_order() -> None:
    vault = Vault(
        claims=(claim("core/a.md", "A", "in/x.md"), claim("core/b.md", "B")),
        sources=(source("in/x.md", "[[b]]"), source("in/y.md")),
        problems=(),
    )
    links = [Link("core/b.md", "in/y.md"), Link("core/b.md", "in/x.md"), Link("core/a.md", "in/x.md")]
    wanted = missing(links, vault, links_of(vault), Settings())
    assert [(w.addition.path, w.addition.field, w.addition.entries) for w in wanted] == [
        ("core/b.md", "sourced_from", ("in/y.md", "in/x.md")),
        ("in/x.md", "claims_extracted", ("[[a]]",)),
        ("in/y.md", "claims_extracted", ("B",)),
    ]


@pytest.mark.parametrize(
    ("settings", "in_claim", "in_source"),
    [
        pytest.param(Settings(), "in/x.md", "A", id="paths and titles unless set"),
        pytest.param(Settings(claims=ClaimSettings(style="wikilink")), "[[x]]", "A", id="claims as wikilinks"),
        pytest.param(Settings(sources=SourceSettings(style="filename")), "in/x.md", "a.md", id="sources by file name"),
        pytest.param(Settings(sources=SourceSettings(style="path")), "in/x.md", "core/a.md", id="sources by path"),
    ],
)
def test_styles_are_settings(settings: Settings, in_claim: str, in_source: str) -> None:
    vault = Vault((claim("core/a.md", "A"),), (source("in/x.md"),), ())
    wanted = missing([Link("core/a.md", "in/x.md")], vault, links_of(vault), settings)
    assert [w.addition.entries for w in wanted] == [(in_claim,), (in_source,)]
