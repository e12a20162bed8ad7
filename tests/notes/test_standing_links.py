"""Link fields of both kinds give the links that stand, each direction by itself, and the entries that name nothing."""

from codex_backfill.notes.note import Claim, Entry, Note, Source, Vault
from codex_backfill.notes.standing_links import Link, links_of


def claim(path: str, *entries: str) -> Claim:
    """A claim with these entries in its link field."""
    return Claim(Note(path, "", {}, False, "", None), (), "", "", (), (), tuple(Entry(text, 2, 3) for text in entries))


def source(path: str, *entries: str) -> Source:
    """A source with these entries in its link field."""
    note = Note(path, "", {}, False, "", None)
    return Source(note, "", (), "", "", "", (), (), tuple(Entry(text, 2, 3) for text in entries))


def test_each_direction_is_read_by_itself_and_strays_are_named() -> None:
    vault = Vault(
        claims=(claim("core/a.md", "in/x.md", "in/x", "https://x.org"), claim("core/b.md"), claim("domains/b.md")),
        sources=(source("in/x.md", "A", "b", "[[core/b]]"), source("in/y.md")),
        problems=(),
    )
    found = links_of(vault)
    assert list(found.in_claims) == [Link("core/a.md", "in/x.md")]
    assert list(found.in_sources) == [Link("core/a.md", "in/x.md"), Link("core/b.md", "in/x.md")]
    assert found.links == (Link("core/a.md", "in/x.md"), Link("core/b.md", "in/x.md"))
    assert [(stray.path, stray.entry.text, stray.names) for stray in found.strays] == [
        ("core/a.md", "https://x.org", ()),
        ("in/x.md", "b", ("core/b.md", "domains/b.md")),
    ]
