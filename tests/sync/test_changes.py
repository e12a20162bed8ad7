"""Outcomes to bytes: withdrawn, respelled and added entries of one note in one go, or nothing of a link at all."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from codex_backfill.known.decisions import Said
from codex_backfill.known.ledger import Ledger, LinkRow
from codex_backfill.known.renames import NO_MOVES, Moves
from codex_backfill.notes.names import Names
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings
from codex_backfill.sync.changes import Changes, make_changes, with_entries_of
from codex_backfill.sync.reconcile import reconcile

HEAT, FURNACE = "core/heat.md", "inbox/archive/furnace.md"
ROW = LinkRow(HEAT, FURNACE, FURNACE, "Heat rises", tuple(Side), "p1")


def claim(root: Path, path: str, title: str, field: str = "") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(f"---\ntype: claim\ntitle: {title}\n{field}---\n")


def source(root: Path, path: str, title: str, field: str = "") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(f"---\ntitle: {title}\n{field}---\n")


def make(root: Path, rows: Sequence[LinkRow] = (ROW,), moves: Moves = NO_MOVES, said: Sequence[Link] = ()) -> Changes:
    vault = load(root, Settings())
    names = {Side.CLAIM: Names(c.note for c in vault.claims), Side.SOURCE: Names(s.note for s in vault.sources)}
    no = {link: Said(yes=False, digest="", inferred=False) for link in said}
    found = reconcile(Ledger(tuple(rows)), moves, vault, names, said=no)
    read = {path: (root / path).read_bytes() for path in (p.relative_to(root).as_posix() for p in root.rglob("*.md"))}
    return make_changes(found, [], vault, names, settings=Settings(), read=read.__getitem__)


def after(changes: Changes) -> dict[str, str]:
    return {file.path: (file.after or b"").decode() for file in changes.files}


def test_a_note_loses_follows_and_gains_entries_in_one_go(tmp_path: Path) -> None:
    claim(tmp_path, HEAT, "Hot air rises", f"sourced_from: {FURNACE}\n")
    claim(tmp_path, "core/gone.md", "Taken out")
    claim(tmp_path, "core/new.md", "Put in", f"sourced_from: {FURNACE}\n")
    source(tmp_path, FURNACE, "On furnaces", "claims_extracted: ['Heat rises', 'Taken out', Mine]  # ours\n")
    gone = LinkRow("core/gone.md", FURNACE, FURNACE, "Taken out", tuple(Side))
    changes = make(tmp_path, [ROW, gone])
    assert after(changes) == {
        FURNACE: "---\ntitle: On furnaces\nclaims_extracted: ['Hot air rises', Mine, Put in]  # ours\n---\n"
    }
    assert changes.links == (Link("core/gone.md", FURNACE), Link(HEAT, FURNACE), Link("core/new.md", FURNACE))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param("inbox/queue/oven.md", "inbox/archive/kiln.md", id="a path stays a path"),
        pytest.param("[[oven]]", "[[kiln]]", id="a wikilink stays a wikilink"),
        pytest.param("[[inbox/queue/oven]]", "[[inbox/archive/kiln]]", id="with its path"),
        pytest.param("oven.md", "kiln.md", id="a file name stays a file name"),
        pytest.param("oven", "kiln", id="with or without its ending"),
        pytest.param("The oven", "The kiln", id="a title stays a title"),
    ],
)
def test_an_entry_keeps_its_form(tmp_path: Path, old: str, new: str) -> None:
    claim(tmp_path, HEAT, "Heat rises", f'sourced_from: "{old}"\n')
    source(tmp_path, "inbox/archive/kiln.md", "The kiln", "claims_extracted: [Heat rises]\n")
    row = LinkRow(HEAT, "inbox/queue/oven.md", old, "Heat rises", tuple(Side))
    changes = make(tmp_path, [row], Moves({"inbox/queue/oven.md": "inbox/archive/kiln.md"}, frozenset(), {}))
    assert after(changes) == {HEAT: f'---\ntype: claim\ntitle: Heat rises\nsourced_from: "{new}"\n---\n'}


def test_of_a_link_that_cannot_be_withdrawn_from_both_notes_nothing_is(tmp_path: Path) -> None:
    claim(tmp_path, HEAT, "Heat rises", f"sourced_from: {FURNACE}\n")
    source(tmp_path, FURNACE, "On furnaces", "claims_extracted:\n  - &heat Heat rises\nseen: *heat\n")
    changes = make(tmp_path, said=[Link(HEAT, FURNACE)])
    assert changes.files == ()
    assert changes.refused == {Link(HEAT, FURNACE)}
    assert [problem.path for problem in changes.problems] == [FURNACE]


def test_a_note_that_changed_since_it_was_read_is_left_alone(tmp_path: Path) -> None:
    claim(tmp_path, HEAT, "Heat rises")
    source(tmp_path, FURNACE, "On furnaces", "claims_extracted: [Heat rises]\n")
    vault = load(tmp_path, Settings())
    names = {Side.CLAIM: Names(c.note for c in vault.claims), Side.SOURCE: Names(s.note for s in vault.sources)}
    found = reconcile(Ledger((ROW,)), NO_MOVES, vault, names)
    changes = make_changes(found, [], vault, names, settings=Settings(), read=lambda path: b"---\n---\nother\n")
    assert changes.files == ()
    assert "changed while the vault was being read" in str(changes.problems[0])


def test_a_vault_with_new_bytes_is_the_vault_read_again(tmp_path: Path) -> None:
    claim(tmp_path, HEAT, "Heat rises")
    source(tmp_path, FURNACE, "On furnaces", "claims_extracted: [Heat rises]\n")
    before = load(tmp_path, Settings())
    raw = (tmp_path / FURNACE).read_bytes().replace(b"[Heat rises]", b"[]")
    renewed = with_entries_of(before, {FURNACE: raw}, Settings())
    (tmp_path / FURNACE).write_bytes(raw)
    (again,), (now,) = load(tmp_path, Settings()).sources, renewed.sources
    assert (now.entries, now.note.sha256) == (again.entries, again.note.sha256)
    assert renewed.claims == before.claims
