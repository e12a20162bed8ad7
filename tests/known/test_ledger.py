"""The ledger's file: one entry a line, read back as it was, never a reason for a traceback, mergeable by git."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.errors import UsageError
from codex_backfill.known.ledger import Counts, Ledger, LinkRow, NoteRow, by_fields, dump, moved, parse
from codex_backfill.notes.note import Problem
from codex_backfill.notes.standing_links import Side
from tests.repositories import commit_all, git

HEAT = LinkRow(
    "core/heat.md", "inbox/archive/furnace.md", "inbox/archive/furnace.md", "Heat rises", tuple(Side), "p1", 4.5
)
LEDGER = Ledger(
    (HEAT, LinkRow("core/tides.md", "inbox/archive/moon.md", in_source="[[tides]]", disputed=True)),
    (NoteRow("core/heat.md", "d1", ("title:heat rises",)), NoteRow("core/tides.md", "d2")),
    Counts(claims=40, sources=20, accepted=12, settings={"claims.folders": ["notes"]}),
)

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=8)
rows = st.builds(
    LinkRow,
    claim=texts,
    source=texts,
    in_claim=st.none() | texts.filter(bool),
    in_source=st.none() | texts.filter(bool),
    wrote=st.sampled_from([(), (Side.CLAIM,), tuple(Side)]),
    plan=texts,
    score=st.none() | st.floats(allow_nan=False, allow_infinity=False),
    answered=texts,
    disputed=st.booleans(),
)
ledgers = st.builds(
    Ledger,
    links=st.lists(rows, unique_by=lambda row: row.link, max_size=4).map(
        lambda found: tuple(sorted(found, key=lambda row: row.link))
    ),
    notes=st.lists(st.builds(NoteRow, texts, texts, st.tuples(texts)), unique_by=lambda row: row.path, max_size=4).map(
        lambda found: tuple(sorted(found, key=lambda row: row.path))
    ),
    run=st.none()
    | st.builds(
        Counts, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9), st.none() | st.dictionaries(texts, texts)
    ),
)


@given(ledgers)
def test_reading_gives_what_was_written(ledger: Ledger) -> None:
    assert parse(dump(ledger)) == ledger


def test_the_file_is_sorted_with_one_entry_a_line_whatever_the_order() -> None:
    shuffled = replace(LEDGER, links=LEDGER.links[::-1], notes=LEDGER.notes[::-1])
    assert dump(shuffled) == dump(LEDGER)
    lines = dump(LEDGER).decode().splitlines()
    assert [line[:25] for line in lines if line.startswith('{"')] == [
        '{"claim": "core/heat.md",',
        '{"claim": "core/tides.md"',
        '{"path": "core/heat.md", ',
        '{"path": "core/tides.md",',
    ]


@pytest.mark.parametrize(
    ("raw", "place", "reason"),
    [
        pytest.param(b"", "1:1", "", id="empty"),
        pytest.param(b"{\n  nonsense", "2:3", "", id="cut off"),
        pytest.param(b"[]", "1:1", "not a ledger", id="another shape"),
        pytest.param(b"\xff\xfe", "1:1", "not a ledger", id="not UTF-8"),
        pytest.param(b"[" * 200_000, "1:1", "not a ledger", id="a bomb"),
        pytest.param(
            dump(LEDGER).replace(b'"core/heat.md", "source"', b'7, "source"'), "1:1", "links.0.claim", id="a wrong type"
        ),
        pytest.param(dump(LEDGER).replace(b'"plan"', b'"plam"'), "1:1", "links.0.plam", id="an unknown key"),
    ],
)
def test_damage_is_named_and_the_ledger_ignored(raw: bytes, place: str, reason: str) -> None:
    problem = parse(raw)
    assert isinstance(problem, Problem)
    assert str(problem).startswith(f".codex-backfill/ledger.json:{place}: damaged ledger: {reason}")
    assert problem.outcome.startswith("nothing was written; take it from git, or delete it")


def test_the_ledger_of_a_later_version_is_not_touched() -> None:
    with pytest.raises(UsageError, match="format 3"):
        parse(dump(LEDGER).replace(b'"version": 2', b'"version": 3'))


def test_rows_follow_notes_that_moved() -> None:
    after = moved(LEDGER, {"core/heat.md": "domains/heat.md", "inbox/archive/moon.md": "inbox/archive/lune.md"})
    assert [(row.claim, row.source) for row in after.links] == [
        ("core/tides.md", "inbox/archive/lune.md"),
        ("domains/heat.md", "inbox/archive/furnace.md"),
    ]
    assert [row.path for row in after.notes] == ["core/tides.md"]


@pytest.mark.parametrize(
    ("settings", "fields", "ends"),
    [
        pytest.param({}, ("sourced_from", "claims_extracted"), {Side.CLAIM, Side.SOURCE}, id="the same fields"),
        pytest.param({}, ("from", "claims_extracted"), {Side.SOURCE}, id="another one in claims"),
        pytest.param({"claims.field": "from"}, ("from", "gives"), {Side.CLAIM}, id="another one in sources"),
        pytest.param({"sources.field": "gives"}, ("from", "claims_extracted"), set(), id="others in both"),
        pytest.param(None, ("from", "gives"), {Side.CLAIM, Side.SOURCE}, id="nobody knows which they were"),
    ],
)
def test_what_stood_in_another_field_was_not_taken_out_of_this_one(
    settings: dict[str, str] | None, fields: tuple[str, str], ends: set[Side]
) -> None:
    before = Ledger((replace(HEAT, wrote=tuple(Side)),), (), Counts(1, 1, 1, settings))
    (row,) = by_fields(before, fields).links
    assert row.ends == ends
    assert set(row.wrote) == ends


@pytest.mark.parametrize("driver", ["text", "union"])
def test_git_merges_the_ledgers_of_two_branches(tmp_path: Path, driver: str) -> None:
    """Without any set-up the merge may stop with markers, which reading skips; with `merge=union` it never stops."""

    def save(ledger: Ledger, message: str) -> None:
        (tmp_path / "ledger.json").write_bytes(dump(ledger))
        commit_all(tmp_path, message)

    git(tmp_path, "init", "-qb", "main")
    (tmp_path / ".gitattributes").write_text(f"ledger.json merge={driver}\n")
    save(LEDGER, "base")
    git(tmp_path, "checkout", "-qb", "other")
    ours, theirs = replace(HEAT, claim="core/a.md"), replace(HEAT, claim="core/b.md")
    save(replace(LEDGER, links=(theirs, *LEDGER.links)), "theirs")
    git(tmp_path, "checkout", "-q", "main")
    save(replace(LEDGER, links=(ours, *LEDGER.links)), "ours")
    git(tmp_path, "merge", "-q", "-m", "both", "other", code=0 if driver == "union" else 1)
    assert parse((tmp_path / "ledger.json").read_bytes()) == replace(LEDGER, links=(ours, theirs, *LEDGER.links))
