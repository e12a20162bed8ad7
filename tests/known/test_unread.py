"""What is there and does not read as what it was is a problem, never an absence."""

from pathlib import Path

import pytest

from codex_backfill.known.ledger import LinkRow
from codex_backfill.known.unread import with_unread
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings
from tests.repositories import git, repository

CLAIM, SOURCE = "core/tides.md", "inbox/archive/cartwright.md"
ROW = LinkRow(CLAIM, SOURCE, SOURCE, "Tides follow the moon")
FIELDS = ("sourced_from", "claims_extracted")
TEXTS = {
    CLAIM: f"---\ntype: claim\ntitle: Tides follow the moon\nsourced_from: {SOURCE}\n---\n",
    SOURCE: "---\ntype: source\ntitle: Tides\nclaims_extracted:\n  - Tides follow the moon\n---\n",
}


def problems(root: Path, path: str, now: str | None, *, linked: bool = True, named: str = "") -> list[str]:
    """A vault of two linked notes, one of which reads otherwise now (None: is not there), to what is wrong with it."""
    for name, text in TEXTS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    if now is None:
        (root / path).unlink()
    else:
        (root / path).write_bytes(now.encode())
    vault = with_unread(root, load(root, Settings()), [ROW] if linked else [], frozenset([named]), FIELDS)
    assert not {one.path for one in vault.problems} & {one.path for one in vault.notes}
    return [str(problem) for problem in vault.problems]


@pytest.mark.parametrize("path", [CLAIM, SOURCE])
@pytest.mark.parametrize(
    ("now", "says"),
    [
        pytest.param("", "1:1: empty, though links stood in it", id="empty"),
        pytest.param("\n \n", "1:1: empty, though links stood in it", id="blank"),
        pytest.param("Tides.\n", "1:1: no frontmatter, though links stood in it", id="only a text"),
        pytest.param(f"\n{TEXTS[CLAIM]}", "2:1: no frontmatter at the top", id="displaced"),
    ],
)
def test_a_linked_note_without_its_frontmatter(tmp_path: Path, path: str, now: str, says: str) -> None:
    (problem,) = problems(tmp_path, path, now)
    assert problem.startswith(f"{path}:{says}")
    assert problem.endswith("; file left unchanged")


def test_a_claim_whose_type_is_mistyped_is_still_there(tmp_path: Path) -> None:
    (problem,) = problems(tmp_path, CLAIM, TEXTS[CLAIM].replace("claim", "clam", 1))
    assert problem.startswith(f"{CLAIM}:4:15: links stand in it, though its type is clam")


@pytest.mark.parametrize(
    ("path", "now"),
    [
        pytest.param(CLAIM, None, id="deleted"),
        pytest.param(CLAIM, TEXTS[CLAIM], id="as it was"),
        pytest.param(SOURCE, "---\n---\nTides.\n", id="frontmatter that a person emptied"),
        pytest.param(SOURCE, "---\ntitle: Tides\n---\n", id="entries that a person took out"),
        pytest.param(CLAIM, "---\ntype: musing\n---\n", id="made into another kind of note, its links taken out"),
    ],
)
def test_what_a_person_did_is_no_problem(tmp_path: Path, path: str, now: str | None) -> None:
    assert problems(tmp_path, path, now) == []


def test_a_linked_note_that_a_sparse_checkout_leaves_out_was_not_deleted(tmp_path: Path) -> None:
    assert problems(tmp_path, SOURCE, TEXTS[SOURCE]) == []
    repository(tmp_path)
    git(tmp_path, "sparse-checkout", "set", "--no-cone", "/*", "!/inbox/")
    assert not (tmp_path / SOURCE).exists()
    vault = with_unread(tmp_path, load(tmp_path, Settings()), [ROW], frozenset(), FIELDS)
    assert [str(problem) for problem in vault.problems] == [
        f"{SOURCE}:1:1: git's sparse checkout leaves it out, though links stood in it; file left unchanged"
    ]


def test_a_linked_note_that_icloud_keeps_elsewhere_was_not_deleted(tmp_path: Path) -> None:
    (tmp_path / "inbox/archive").mkdir(parents=True)
    (tmp_path / "inbox/archive/.cartwright.md.icloud").write_bytes(b"bplist00")
    (problem,) = problems(tmp_path, SOURCE, None)
    assert problem.startswith(f"{SOURCE}:1:1: iCloud has it elsewhere and left a placeholder")


@pytest.mark.parametrize("now", ["", "Tides.\n"])
def test_a_note_that_is_named_elsewhere_is_told_and_one_that_is_not_is_no_matter(tmp_path: Path, now: str) -> None:
    assert problems(tmp_path, CLAIM, now, linked=False) == []
    (problem,) = problems(tmp_path, CLAIM, now, linked=False, named=CLAIM)
    assert "though known pairs or decisions name it" in problem
