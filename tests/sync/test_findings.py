"""Every code that `check` knows: what brings it up, where it points, and what stays silent."""

from collections.abc import Sequence

import pytest

from codex_backfill.known.decisions import Said
from codex_backfill.known.ledger import Ledger, LinkRow
from codex_backfill.known.renames import NO_MOVES, Moves
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Claim, Entry, Note, Problem, Source, Vault
from codex_backfill.notes.standing_links import Side, links_of
from codex_backfill.sync.codes import Code
from codex_backfill.sync.findings import Finding, find
from codex_backfill.sync.reconcile import reconcile

HEAT, FURNACE = "core/heat.md", "inbox/archive/furnace.md"
ROW = LinkRow(HEAT, FURNACE, FURNACE, "Heat rises", tuple(Side))


def entries(texts: Sequence[str]) -> tuple[Entry, ...]:
    return tuple(Entry(text, 4 + number, 5) for number, text in enumerate(texts))


def claim(path: str = HEAT, title: str = "Heat rises", holds: Sequence[str] = ()) -> Claim:
    return Claim(Note(path, "", {"title": title}, False, "", None), (), "", "", (), (), entries(holds))


def source(path: str = FURNACE, title: str = "On furnaces", holds: Sequence[str] = ()) -> Source:
    return Source(Note(path, "", {"title": title}, False, "", None), "", (), "", "", "", (), (), entries(holds))


def check(
    notes: Sequence[Claim | Source],
    rows: Sequence[LinkRow] = (),
    moves: Moves = NO_MOVES,
    problems: tuple[Problem, ...] = (),
    damage: Problem | None = None,
) -> list[str]:
    claims = tuple(note for note in notes if isinstance(note, Claim))
    sources = tuple(note for note in notes if isinstance(note, Source))
    vault = Vault(claims, sources, problems)
    names = {Side.CLAIM: Names(c.note for c in claims), Side.SOURCE: Names(s.note for s in sources)}
    said = {row.link: Said(yes=False, digest="", inferred=False) for row in rows if row.plan == "answered no"}
    found = reconcile(Ledger(tuple(rows)), moves, vault, names, said=said)
    return [
        str(finding)
        for finding in find(vault, links_of(vault, names[Side.CLAIM], names[Side.SOURCE], found.ties), found, damage)
    ]


@pytest.mark.parametrize(
    ("notes", "rows", "finding"),
    [
        pytest.param(
            [claim(holds=[FURNACE]), source()],
            [],
            f"{HEAT}:4:5: CB101 {FURNACE} does not list this claim",
            id="CB101 the source does not list the claim",
        ),
        pytest.param(
            [claim(), source(holds=["x", "Heat rises"][1:])],
            [],
            f"{FURNACE}:4:5: CB102 {HEAT} does not name this source",
            id="CB102 the claim does not name the source",
        ),
        pytest.param(
            [claim(), source(holds=["Heat rises"])],
            [ROW],
            f"{FURNACE}:4:5: CB102 {HEAT} does not name this source",
            id="CB102 taken out of the claim, and the next sync takes out the rest",
        ),
        pytest.param(
            [source(holds=["Cold sinks"])], [], f"{FURNACE}:4:5: CB201 'Cold sinks' names no note", id="CB201 dangling"
        ),
        pytest.param(
            [claim(), claim("core/twin.md"), source(holds=["Heat rises"])],
            [],
            f"{FURNACE}:4:5: CB202 'Heat rises' could be core/heat.md or core/twin.md",
            id="CB202 ambiguous",
        ),
        pytest.param(
            [claim(holds=["inbox/queue/furnace.md"]), source()],
            [],
            f"{HEAT}:4:5: CB203 'inbox/queue/furnace.md' is now at {FURNACE}",
            id="CB203 a path whose file stands elsewhere, without a ledger",
        ),
        pytest.param(
            [claim(title="Hot air rises", holds=[FURNACE]), source(holds=["Heat rises"])],
            [ROW],
            f"{FURNACE}:4:5: CB203 'Heat rises' is now called 'Hot air rises'",
            id="CB203 a title that changed",
        ),
        pytest.param(
            [source(holds=["Heat rises"])],
            [ROW],
            f"{FURNACE}:4:5: CB204 'Heat rises' was core/heat.md, which is gone",
            id="CB204 deleted",
        ),
        pytest.param(
            [claim(holds=["[[furnace]]"]), source()],
            [ROW],
            f"{HEAT}:4:5: CB301 link with {FURNACE}: taken out of one note, and written by a person in the other",
            id="CB301 changed in two ways",
        ),
        pytest.param(
            [claim(), source(holds=["heat"])],
            [ROW],
            f"{FURNACE}:4:5: CB301 link with {HEAT}: taken out of one note, and written by a person in the other",
            id="CB301 points to the note that still has an entry",
        ),
        pytest.param(
            [claim(holds=[FURNACE]), source(holds=["Heat rises"])],
            [LinkRow(HEAT, FURNACE, FURNACE, "Heat rises", tuple(Side), "answered no")],
            f"{HEAT}:4:5: CB301 link with {FURNACE}: decided: no",
            id="CB301 stands in both notes, and is answered no",
        ),
        pytest.param(
            [claim(), source()],
            [ROW],
            f".codex-backfill/ledger.json:1:1: CB302 {HEAT} -> {FURNACE}: taken out of both notes by a person",
            id="CB302 taken out of both notes",
        ),
        pytest.param(
            [],
            [ROW],
            f".codex-backfill/ledger.json:1:1: CB302 {HEAT} -> {FURNACE}: a note was deleted, and no entry names it",
            id="CB302 both notes deleted",
        ),
    ],
)
def test_one_finding(notes: list[Claim | Source], rows: list[LinkRow], finding: str) -> None:
    assert check(notes, rows) == [finding]


@pytest.mark.parametrize(
    ("notes", "rows"),
    [
        pytest.param([claim(holds=[FURNACE]), source(holds=["Heat rises"])], [ROW], id="as the tool left it"),
        pytest.param([claim(holds=["[[furnace]]"]), source(holds=["heat-rises"])], [], id="linked by hand"),
        pytest.param([claim(), source()], [], id="not linked at all"),
    ],
)
def test_nothing_to_find(notes: list[Claim | Source], rows: list[LinkRow]) -> None:
    assert check(notes, rows) == []


def test_a_moved_source_is_found_by_the_ledger_where_its_name_changed_too() -> None:
    moves = Moves({FURNACE: "inbox/done/oven.md"}, frozenset(), {})
    notes: list[Claim | Source] = [claim(holds=[FURNACE]), source("inbox/done/oven.md", holds=["Heat rises"])]
    assert check(notes, [ROW], moves) == [f"{HEAT}:4:5: CB203 '{FURNACE}' is now at inbox/done/oven.md"]


def test_a_note_that_could_have_become_several_is_not_guessed() -> None:
    moves = Moves({}, frozenset(), {FURNACE: ("inbox/a.md", "inbox/b.md")})
    assert check([claim(holds=[FURNACE]), source("inbox/a.md"), source("inbox/b.md")], [ROW], moves) == [
        f"{HEAT}:4:5: CB203 '{FURNACE}' could be inbox/a.md or inbox/b.md now"
    ]


def test_what_cannot_be_read_is_named_and_its_links_are_not_judged() -> None:
    problem = Problem(HEAT, 3, 1, "key 'tags' appears twice")
    assert check([source(holds=["Heat rises"])], [ROW], problems=(problem,)) == [
        f"{HEAT}:3:1: CB401 key 'tags' appears twice; file left unchanged"
    ]


def test_a_damaged_ledger_is_a_finding() -> None:
    damage = Problem(".codex-backfill/ledger.json", 7, 2, "damaged ledger: Expecting value")
    assert check([], damage=damage) == [".codex-backfill/ledger.json:7:2: CB303 damaged ledger: Expecting value"]


def test_what_only_a_person_can_mend_is_no_drift() -> None:
    assert [code for code in Code if not code.is_drift] == [Code.DANGLING, Code.AMBIGUOUS, Code.UNREADABLE]
    assert all(code.summary for code in Code)


def test_findings_sort_by_place() -> None:
    places = [("b.md", 1, 1), ("a.md", 9, 1), ("a.md", 2, 7), ("a.md", 2, 3)]
    found = [Finding(*place, Code.DANGLING, "") for place in places]
    assert [(f.path, f.line, f.column) for f in sorted(found)] == sorted(places)
