"""Notes that vanished, found again."""

import pytest

from codex_backfill.known.renames import Known, Moves, Similar, find_moves, identify
from codex_backfill.notes.note import Claim, Note, Source

OLD = Known(
    "inbox/queue/moon.md",
    "d1",
    ("url:https://example.org/moon", "body:far away", "claim title:the moon", "claim file:moon"),
)


def known(path: str, digest: str = "other", *ids: str) -> Known:
    return Known(path, digest, ids)


@pytest.mark.parametrize(
    ("after", "similar", "heir"),
    [
        pytest.param([known("a.md", "d1")], [], "a.md", id="the same content"),
        pytest.param([known("a.md", "x", "url:https://example.org/moon")], [], "a.md", id="the same identifier"),
        pytest.param([known("a.md", "x", "body:far away")], [], "a.md", id="the same body under another title"),
        pytest.param(
            [known("a.md", "x", "claim file:moon")], [Similar(OLD.path, "a.md", 61)], "a.md", id="git and a mark say so"
        ),
        pytest.param([known("a.md")], [Similar(OLD.path, "a.md", 86)], None, id="git alone: two notes of one template"),
        pytest.param(
            [known("a.md", "x", "url:https://example.org/sun", "claim title:the moon")],
            [Similar(OLD.path, "a.md", 91)],
            None,
            id="another address: another note, whatever else agrees",
        ),
        pytest.param([known("a.md", "x", "claim title:the moon")], [], "a.md", id="the same title"),
        pytest.param([known("archive/Moon!.md", "x", "claim file:moon")], [], None, id="a file name that is like it"),
        pytest.param(
            [known("a.md", "x", "claim title:the moon"), known("b.md", "d1")], [], "b.md", id="content before title"
        ),
        pytest.param(
            [known("a.md", "d1", "claim title:moons"), known("b.md", "d1", "claim title:the moon")],
            [],
            "b.md",
            id="two copies: the title tells them apart",
        ),
        pytest.param(
            [known("a.md", "x", "claim title:the moon"), known("b.md", "y", "claim file:moon")],
            [Similar(OLD.path, "a.md", 44), Similar(OLD.path, "b.md", 58)],
            "b.md",
            id="split in two: the closest",
        ),
        pytest.param([known("a.md"), OLD], [Similar(OLD.path, "a.md", 99)], None, id="still there, so not moved"),
        pytest.param([known("a.md")], [], None, id="deleted"),
    ],
)
def test_one_note(after: list[Known], similar: list[Similar], heir: str | None) -> None:
    moves = find_moves([OLD], after, similar=similar)
    assert moves.heirs.get(OLD.path) == heir
    assert not moves.unclear


def test_copies_that_nothing_tells_apart_are_named_and_not_guessed() -> None:
    moves = find_moves([OLD], [known("b.md", "d1"), known("a.md", "d1")])
    assert moves == Moves({}, frozenset(), {OLD.path: ("a.md", "b.md")})


def test_a_file_name_in_another_folder_is_a_hint_for_a_person_and_no_more() -> None:
    moves = find_moves([OLD], [known("inbox/archive/moon.md", "x", "claim file:moon")])
    assert moves == Moves({}, frozenset(), {OLD.path: ("inbox/archive/moon.md",)})


def test_two_notes_that_swapped_names_are_two_moves() -> None:
    a, b, c = (Known(f"{n}.md", f"d{n}", (f"url:{n}", f"source title:{n}")) for n in "abc")
    swapped = [Known("a.md", "db", b.ids), Known("b.md", "da", a.ids)]
    assert find_moves([a, b], swapped).heirs == {"a.md": "b.md", "b.md": "a.md"}
    turned = [Known("a.md", "dc", c.ids), Known("b.md", "da", a.ids), Known("c.md", "db", b.ids)]
    assert find_moves([a, b, c], turned).heirs == {"a.md": "b.md", "b.md": "c.md", "c.md": "a.md"}


def test_a_new_note_that_takes_a_free_name_is_not_the_one_that_moved() -> None:
    moves = find_moves([OLD], [known(OLD.path, "new", "claim title:suns"), known("b.md", OLD.digest, *OLD.ids)])
    assert moves == Moves({OLD.path: "b.md"}, frozenset(), {})


def test_a_note_put_in_the_place_of_another_leaves_that_one_gone() -> None:
    other = Known("b.md", "d2", ("claim title:suns",))
    moves = find_moves([OLD, other], [known(OLD.path, "d2", "claim title:suns")])
    assert moves == Moves({"b.md": OLD.path}, frozenset(), {}, frozenset([OLD.path]))


@pytest.mark.parametrize(
    ("now", "strangers"),
    [
        pytest.param(known(OLD.path, "new", "claim title:suns"), {OLD.path}, id="another note under the same name"),
        pytest.param(known(OLD.path, OLD.digest), set(), id="the same text"),
        pytest.param(known(OLD.path, "x", "url:https://example.org/moon"), set(), id="the same address"),
    ],
)
def test_what_stands_where_a_note_was_gone_is_that_note_or_a_stranger(now: Known, strangers: set[str]) -> None:
    assert find_moves([OLD], [now], gone=[OLD.path]).strangers == strangers


def test_a_note_written_anew_in_its_place_is_still_itself() -> None:
    moves = find_moves([OLD], [known(OLD.path, "new", "claim title:suns"), known("new.md")])
    assert moves == Moves({}, frozenset(), {})


def test_two_notes_that_could_both_be_one_new_note_do_not_share_it() -> None:
    twin = Known("inbox/queue/moon-2.md", "d1")
    assert find_moves([OLD, twin], [known("a.md", "d1")]).heirs == {}


def test_a_note_that_nobody_can_read_now_has_not_moved() -> None:
    assert find_moves([OLD], [known("a.md", "d1")], unreadable=[OLD.path]).heirs == {}


def test_what_says_something_else_now_is_told_from_what_only_moved() -> None:
    other = Known("core/x.md", "d9", ("claim title:x",))
    moves = find_moves([OLD, other], [known("a.md", "d1"), known("b.md", "new", "claim title:x")])
    assert moves.heirs == {OLD.path: "a.md", "core/x.md": "b.md"}
    assert moves.rewritten == {"core/x.md"}


def test_the_order_of_notes_does_not_matter() -> None:
    before = [known(f"old/{n}.md", f"d{n % 3}", f"claim title:t{n}") for n in range(9)]
    after = [known(f"new/{n}.md", f"d{n % 3}", f"claim title:t{n}") for n in range(9)]
    moves = find_moves(before, after)
    assert moves == find_moves(before[::-1], after[::-1])
    assert moves.heirs == {f"old/{n}.md": f"new/{n}.md" for n in range(9)}


def claim(path: str, **fields: str) -> Claim:
    return Claim(Note(path, "", fields, False, "", None), (), "", "", (), (), ())


def test_what_a_note_is_known_by_does_not_depend_on_spelling() -> None:
    ids = identify(claim("core/The Tides.md", title="Tides follow the moon!", claim_id="t-7"), "d").ids
    assert [mark.split(":")[0] for mark in ids] == ["claim_id", "claim title", "claim file"]
    other = identify(claim("domains/the-tides.md", title="tides follow the Moon", claim_id="t-8"), "d").ids
    assert ids[1:] == other[1:]
    assert ids[0] != other[0]


def test_a_source_is_known_by_its_address() -> None:
    note = claim("inbox/x.md").note
    source = Source(note, "", ("https://example.org/1",), "", "", "", (), (), ())
    assert [mark.split(":")[0] for mark in identify(source, "d").ids] == ["url", "source title", "source file"]


def test_a_body_is_a_mark_when_it_is_long_enough_to_be_told_from_others() -> None:
    short, long = (
        Note("a.md", "", {}, False, "TODO\n", None),
        Note("a.md", "", {}, False, "The moon pulls at the water. " * 3, None),
    )
    marks = [identify(Claim(note, (), "", "", (), (), ()), "d").ids for note in (short, long)]
    assert [any(mark.startswith("body:") for mark in ids) for ids in marks] == [False, True]
