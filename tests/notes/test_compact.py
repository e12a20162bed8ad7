"""What many notes hold at once is the same packed: texts, notes, and what is planned for them."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.editing.plan import PackedFile, Plan, PlannedLink, make_plan
from codex_backfill.notes.compact import pack, unpack
from codex_backfill.notes.files import read_bytes
from codex_backfill.notes.note import Note, PackedNote
from codex_backfill.notes.standing_links import Link, links_of
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings


@given(st.binary(max_size=300), st.binary(max_size=300))
def test_what_is_packed_comes_out_as_it_was(text: bytes, like: bytes) -> None:
    assert unpack(pack(text), b"") == text
    assert unpack(pack(text, like), like) == text


def test_a_text_much_like_another_takes_next_to_no_room() -> None:
    text = bytes(range(256)) * 8
    assert len(pack(text + b"!", text)) < 80


@given(st.text())
def test_a_packed_note_is_the_note(body: str) -> None:
    note = Note("a.md", "0", {"title": "A"}, True, body, None)
    packed = PackedNote.of(note)
    assert (packed.body, packed.title, packed.stem) == (body, "A", "a")
    assert replace(packed, path="b.md").body == body
    assert packed == PackedNote.of(note) != note


def test_a_plan_of_many_files_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = {f"core/{at}.md": f"---\ntype: claim\n---\nGannets é {at}.\n" for at in range(3)}
    notes |= {f"inbox/archive/{at}.md": f"---\nurl: [x]\n---\r\nText {at}.\n" for at in range(2)}
    for path, text in notes.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())

    def planned() -> Plan:
        vault = load(tmp_path, Settings())
        links = [PlannedLink(Link(f"core/{at}.md", f"inbox/archive/{at % 2}.md"), "matched") for at in range(3)]
        return make_plan(links, vault, links_of(vault), Settings(), lambda path: read_bytes(tmp_path, path))

    few = planned()
    monkeypatch.setattr("codex_backfill.notes.vault.MANY", 2)
    monkeypatch.setattr("codex_backfill.editing.plan.MANY", 2)
    assert all(isinstance(claim.note, PackedNote) for claim in load(tmp_path, Settings()).claims)
    many = planned()
    assert all(isinstance(file, PackedFile) for file in many.files)
    for one, other in zip(few.files, many.files, strict=True):
        assert (one.path, one.before, one.after, one.edits) == (other.path, other.before, other.after, other.edits)
        assert (one.sha256, one.sha256_after) == (other.sha256, other.sha256_after)
    assert few.links == many.links
