"""Which file names only sync programs give, and which they may give."""

import pytest

from codex_backfill.notes.conflict_copies import copies_by_name, copies_by_text


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("tide.sync-conflict-20240131-094512-ABCDEFG.md", id="Syncthing"),
        pytest.param("tide (conflicted copy 2024-01-31).md", id="Dropbox"),
        pytest.param("tide (Ann's conflicted copy 2024-01-31 0945).md", id="Dropbox, whose"),
        pytest.param("tide (In Konflikt stehende Kopie von Ann 2024-01-31).md", id="Dropbox in German"),
        pytest.param("tide (copie en conflit de Ann 2024-01-31).md", id="Dropbox in French"),
        pytest.param("tide (Case Conflict).md", id="Dropbox, case"),
        pytest.param("tide (conflicted copy 2024-01-31 094512).md", id="Nextcloud"),
        pytest.param("tide_conflict-20240131-094512.md", id="ownCloud"),
        pytest.param("tide (SFConflict ann@example.org 2024-01-31-09-45-12).md", id="Seafile"),
        pytest.param("tide (Conflicted copy laptop 202401310945).md", id="Obsidian Sync"),
        pytest.param("tide [conflicted].md", id="pCloud"),
        pytest.param("tide-DESKTOP-1A2B3C4.md", id="OneDrive"),
        pytest.param("tide_NAS_Jan-31-0945-2024_Conflict.md", id="Synology"),
        pytest.param("tide.conflict1.md", id="rclone bisync"),
        pytest.param("tide_LOCAL_4711.md", id="git mergetool"),
    ],
)
def test_a_name_that_only_a_program_gives(name: str) -> None:
    paths = [f"inbox/archive/{name}", "inbox/archive/tide.md"]
    assert copies_by_name(paths) == {paths[0]: paths[1]}


@pytest.mark.parametrize(
    "name",
    [
        "tide.md",
        "conflict.md",
        "a conflict of interest.md",
        "sync-conflict.md",
        "resolving a conflicted copy.md",
        "tide (2024).md",
        "tide (in conflict zones).md",
        "2024-01-31-conflict-in-sync.md",
        "tide 2.md",
        "tide-DESKTOP-guide.md",
        "tide-conflicts.md",
    ],
)
def test_a_name_that_people_give(name: str) -> None:
    assert copies_by_name([name, "tide.md", "The Korean.md"]) == {}


@pytest.mark.parametrize("name", ["THE_BASE_2024.md", "atlas-LAPTOP-ABCDEFG.md", "border.conflict1.md"])
def test_a_name_that_people_may_give_tells_only_beside_the_other_file(name: str) -> None:
    assert copies_by_name([name]) == {}


@pytest.mark.parametrize("name", ["tide 2.md", "tide (1).md", "tide copy.md", "tide - Kopie.md", "tide copy 2.md"])
def test_the_next_name_is_a_copy_when_it_says_the_same(name: str) -> None:
    paths = ["a/tide.md", f"a/{name}"]
    assert copies_by_text(paths, lambda path: "same") == {f"a/{name}": "a/tide.md"}
    assert copies_by_text(paths, lambda path: path) == {}
    assert copies_by_text(paths[1:], lambda path: "same") == {}
