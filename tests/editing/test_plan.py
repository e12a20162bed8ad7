"""A plan holds every edit before the first is written; a link is planned in both notes or in neither."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.editing.plan import Plan, PlannedLink, make_plan
from codex_backfill.notes.files import read_bytes
from codex_backfill.notes.standing_links import Link, links_of
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings

CLAIM = "---\ntype: claim\n---\n"
SOURCE = "---\ntype: source\n---\n"


def plan(root: Path, notes: dict[str, str], links: list[tuple[str, str]]) -> Plan:
    """The plan that makes these links stand in the vault of these notes."""
    for path, text in notes.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    vault = load(root, Settings())
    planned = [PlannedLink(Link(claim, source), "matched") for claim, source in links]
    return make_plan(planned, vault, links_of(vault), Settings(), lambda path: read_bytes(root, path))


def test_both_notes_get_their_entries(tmp_path: Path) -> None:
    made = plan(tmp_path, {"core/a.md": CLAIM, "inbox/archive/x.md": SOURCE}, [("core/a.md", "inbox/archive/x.md")])
    assert {file.path: file.after.decode() for file in made.files} == {
        "core/a.md": "---\ntype: claim\nsourced_from: inbox/archive/x.md\n---\n",
        "inbox/archive/x.md": "---\ntype: source\nclaims_extracted:\n  - a\n---\n",
    }
    assert (made.refused, made.problems) == ((), ())


def test_a_link_whose_source_cannot_be_edited_is_refused_at_both_ends_and_others_are_not(tmp_path: Path) -> None:
    made = plan(
        tmp_path,
        {
            "core/a.md": CLAIM,
            "core/b.md": CLAIM,
            "inbox/archive/good.md": SOURCE,
            "inbox/archive/bad.md": "---\nclaims_extracted: 3\n---\n",
        },
        [("core/a.md", "inbox/archive/good.md"), ("core/a.md", "inbox/archive/bad.md"), ("core/b.md", "inbox/archive/bad.md")],
    )  # fmt: skip
    assert [file.path for file in made.files] == ["core/a.md", "inbox/archive/good.md"]
    assert b"bad" not in made.files[0].after
    assert [planned.link.claim for planned in made.refused] == ["core/a.md", "core/b.md"]
    assert [str(problem) for problem in made.problems] == [
        "inbox/archive/bad.md:2:19: 'claims_extracted' holds '3', not links; file left unchanged"
    ]


def test_a_link_to_a_note_that_could_not_be_read_is_refused(tmp_path: Path) -> None:
    made = plan(
        tmp_path,
        {"core/a.md": CLAIM, "inbox/archive/bad.md": "---\na: *x\n---\n"},
        [("core/a.md", "inbox/archive/bad.md")],
    )
    assert (made.files, [planned.link.claim for planned in made.refused]) == ((), ["core/a.md"])


def test_a_note_that_changed_since_it_was_read_is_refused(tmp_path: Path) -> None:
    for path, text in {"core/a.md": CLAIM, "inbox/archive/x.md": SOURCE}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    vault = load(tmp_path, Settings())
    (tmp_path / "core/a.md").write_text(CLAIM + "new\n")
    link = PlannedLink(Link("core/a.md", "inbox/archive/x.md"), "matched")
    made = make_plan([link], vault, links_of(vault), Settings(), lambda path: read_bytes(tmp_path, path))
    assert made.files == ()
    assert "changed while the vault was being read" in str(made.problems[0])


def test_a_link_that_stands_already_plans_nothing(tmp_path: Path) -> None:
    made = plan(
        tmp_path,
        {
            "core/a.md": "---\ntype: claim\nsourced_from: inbox/archive/x.md\n---\n",
            "inbox/archive/x.md": "---\nclaims_extracted: [a]\n---\n",
        },
        [("core/a.md", "inbox/archive/x.md")],
    )
    assert (made.files, made.links, made.refused) == ((), (), ())


PAIRS = st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")), unique=True, max_size=10)


@given(pairs=PAIRS, bad=st.sets(st.sampled_from("abcdwxyz"), max_size=3))
def test_every_link_stands_in_both_notes_or_in_none(
    tmp_path_factory: pytest.TempPathFactory, pairs: list[tuple[str, str]], bad: set[str]
) -> None:
    root = tmp_path_factory.mktemp("vault")
    claims = {
        f"core/{n}.md": CLAIM if n not in bad else CLAIM.replace("---\n", "---\nsourced_from: 1\n", 1) for n in "abcd"
    }
    sources = {
        f"inbox/archive/{n}.md": SOURCE if n not in bad else "---\nclaims_extracted: {a: b}\n---\n" for n in "wxyz"
    }
    made = plan(root, claims | sources, [(f"core/{c}.md", f"inbox/archive/{s}.md") for c, s in pairs])
    for file in made.files:
        (root / file.path).write_bytes(file.after)
    stands = links_of(load(root, Settings()))
    assert set(stands.in_claims) == set(stands.in_sources) == {planned.link for planned in made.links}
    wanted = {Link(f"core/{c}.md", f"inbox/archive/{s}.md") for c, s in pairs if not {c, s} & bad}
    assert {planned.link for planned in made.links} == wanted
