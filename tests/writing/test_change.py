"""What a file is to a change, which changes belong together, and the record that has to survive a crash."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.errors import UsageError
from codex_backfill.writing.change import EntryChange, FileChange, RunRecord, Stamp, State, decode, encode, make_record
from tests.writing.faults import STAMP

OLD = b"".join(b"old %06d\n" % number for number in range(200))
NEW = b"new line\n" + OLD
PAGE = 1024


@pytest.mark.parametrize(
    ("found", "state"),
    [
        pytest.param(OLD, State.OLD, id="its old bytes"),
        pytest.param(NEW, State.NEW, id="its new bytes"),
        pytest.param(NEW[:700] + OLD[700:], State.TORN, id="killed after a part, the rest is old"),
        pytest.param(NEW[:-3], State.TORN, id="killed while it grew"),
        pytest.param(OLD[:PAGE] + NEW[PAGE:], State.TORN, id="a power cut kept the second part only"),
        pytest.param(NEW[:PAGE] + bytes(len(NEW) - PAGE), State.TORN, id="a power cut kept the size, not the bytes"),
        pytest.param(NEW + OLD[len(NEW) :], State.NEW, id="all new, as long as the new is the longer one"),
        pytest.param(NEW.replace(b"000100", b"a word"), State.OTHER, id="a person changed a word afterwards"),
        pytest.param(OLD.replace(b"000100", b"a word"), State.OTHER, id="a person changed a word before"),
        pytest.param(OLD[:-1], State.OTHER, id="a person took the final newline away"),
        pytest.param(OLD + b"\n", State.OTHER, id="a person added a newline"),
        pytest.param(OLD[:PAGE], State.OTHER, id="a person took the end away"),
        pytest.param(b"", State.OTHER, id="emptied"),
        pytest.param(None, State.OTHER, id="removed"),
    ],
)
def test_what_a_file_is_to_a_change(found: bytes | None, state: State) -> None:
    assert FileChange("a.md", OLD, NEW).state(found) is state
    if state is State.TORN:
        assert FileChange("a.md", NEW, OLD).state(found) is state


def test_a_file_that_a_power_cut_left_half_grown_is_known_as_ours() -> None:
    change = FileChange("a.md", b"short\n", NEW)
    assert change.state(bytes(512) + NEW[512:PAGE]) is State.TORN
    assert change.state(bytes(512) + NEW[512 : PAGE - 1]) is State.OTHER


@given(st.binary(max_size=2000), st.binary(max_size=2000), st.integers(0, 2000))
def test_wherever_writing_in_place_breaks_off_the_file_is_known_as_ours(before: bytes, after: bytes, at: int) -> None:
    found = after[:at] + before[len(after[:at]) :]
    assert FileChange("a.md", before, after).state(found) is not State.OTHER


@pytest.mark.parametrize(
    ("links", "groups"),
    [
        pytest.param([], ["a", "b", "c", "d"], id="without links each file is for itself"),
        pytest.param([("a", "c")], ["ac", "b", "d"], id="both ends of a link"),
        pytest.param([("a", "c"), ("d", "c")], ["acd", "b"], id="two links that share an end"),
        pytest.param([("a", "b"), ("c", "d"), ("d", "a")], ["abcd"], id="two groups that a third link joins"),
        pytest.param([("a", "z")], ["a", "b", "c", "d"], id="the other end needs no change"),
        pytest.param([("c", "c")], ["a", "b", "c", "d"], id="a file linked with itself"),
    ],
)
def test_which_files_are_written_together(links: list[tuple[str, str]], groups: list[str]) -> None:
    record = make_record(STAMP, [FileChange(name, b"", b"x") for name in "dbca"], links)
    assert ["".join(change.path for change in group) for group in record.groups()] == groups


def test_changes_that_change_nothing_are_dropped_and_a_file_changed_twice_is_an_error() -> None:
    assert make_record(STAMP, [FileChange("a.md", b"x", b"x")]).changes == ()
    with pytest.raises(ValueError, match="twice"):
        make_record(STAMP, [FileChange("a.md", b"x", b"y"), FileChange("a.md", b"y", b"z")])


_bytes = st.none() | st.binary(max_size=50)
_change = st.builds(FileChange, st.text(), _bytes, _bytes)
_changes = st.lists(_change, unique_by=lambda change: change.path)
_entries = st.lists(
    st.builds(EntryChange, st.text(), st.text(), st.text(), st.text(), st.none() | st.text(), st.none() | st.text())
)


@given(_changes, st.lists(st.tuples(st.text(), st.text())), st.none() | _change, _entries)
def test_a_record_comes_back_as_it_was(
    changes: list[FileChange], links: list[tuple[str, str]], last: FileChange | None, entries: list[EntryChange]
) -> None:
    record = RunRecord(STAMP, tuple(changes), tuple(links), last, tuple(entries), "ab12")
    assert decode(encode(record)) == record


@pytest.mark.parametrize("size", range(0, 400, 7))
def test_a_record_that_was_cut_short_or_damaged_is_no_record(size: int) -> None:
    data = encode(RunRecord(STAMP, (FileChange("a.md", b"old", b"new"),)))
    damaged = bytearray(data)
    damaged[size % len(data)] ^= 1
    for broken in (data[: size % len(data)], bytes(damaged), data[: size % len(data)].ljust(len(data), b"\0")):
        with pytest.raises(ValueError, match="incomplete"):
            decode(broken)


GOLDEN = Path(__file__).parent / "golden/record-1"
RECORD = RunRecord(
    Stamp("sync", "2026-03-01T10:00:00+00:00", "ab12"),
    (
        FileChange("core/heat.md", b"---\n---\n", b"---\nsourced_from: inbox/moon.md\n---\n"),
        FileChange(".codex-backfill/decisions.jsonl", None, b"{}\n"),
    ),
    (("core/heat.md", "inbox/moon.md"),),
    FileChange(".codex-backfill/ledger.json", b"{}", None),
    (EntryChange("core/heat.md", "sourced_from", "core/heat.md", "inbox/moon.md", None, "inbox/moon.md"),),
)


def test_a_record_of_this_version_is_read_by_every_later_one_and_a_later_one_is_named() -> None:
    """It is a journal, of which another version may have to finish the run, or what undo needs."""
    data = GOLDEN.read_bytes()
    assert decode(data) == RECORD
    assert encode(RECORD) == data
    with pytest.raises(UsageError, match="written by a later version of codex-backfill"):
        decode(data.replace(b"record 1:", b"record 2:"))
