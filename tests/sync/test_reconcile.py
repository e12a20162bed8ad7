"""What a vault and its ledger say of each link: how its ends stand, and which entries follow a new name."""

from collections.abc import Sequence

import pytest

from codex_backfill.known.decisions import Said
from codex_backfill.known.ledger import Ledger, LinkRow
from codex_backfill.known.renames import NO_MOVES, Moves
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Claim, Entry, Note, Problem, Source, Vault
from codex_backfill.notes.standing_links import BOTH, Link, Side
from codex_backfill.sync.reconcile import Reconciliation, reconcile
from codex_backfill.sync.three_way import Case, End, Step

HEAT, FURNACE = "core/heat.md", "inbox/archive/furnace.md"
LINK = Link(HEAT, FURNACE)
ROW = LinkRow(HEAT, FURNACE, FURNACE, "Heat rises", tuple(Side), "p1", 4.0)


def note(path: str, title: str) -> Note:
    return Note(path, "", {"title": title}, True, "", None)


def entries(texts: Sequence[str]) -> tuple[Entry, ...]:
    return tuple(Entry(text, 4 + n, 5) for n, text in enumerate(texts))


def claim(path: str = HEAT, title: str = "Heat rises", holds: Sequence[str] = ()) -> Claim:
    return Claim(note(path, title), (), "", "", (), (), entries(holds))


def source(path: str = FURNACE, title: str = "Notes on furnaces", holds: Sequence[str] = ()) -> Source:
    return Source(note(path, title), "", (), "", "", "", (), (), entries(holds))


def run(
    notes: Sequence[Claim | Source], rows: Sequence[LinkRow] = (ROW,), moves: Moves = NO_MOVES, **given: object
) -> Reconciliation:
    claims = tuple(note for note in notes if isinstance(note, Claim))
    sources = tuple(note for note in notes if isinstance(note, Source))
    problems = given.pop("problems", ())
    vault = Vault(claims, sources, problems)  # type: ignore[arg-type]
    names = {Side.CLAIM: Names(c.note for c in claims), Side.SOURCE: Names(s.note for s in sources)}
    return reconcile(Ledger(tuple(rows)), moves, vault, names, **given)  # type: ignore[arg-type]


def case(found: Reconciliation, link: Link = LINK) -> Case:
    return next(decided.case for decided in found.links if decided.link == link)


@pytest.mark.parametrize(
    ("notes", "ends"),
    [
        pytest.param(
            [claim(holds=[FURNACE]), source(holds=["Heat rises"])], (End.OWN, End.OWN), id="as the tool left it"
        ),
        pytest.param(
            [claim(holds=["[[furnace]]"]), source(holds=["heat-rises"])],
            (End.THEIRS, End.THEIRS),
            id="respelled by hand",
        ),
        pytest.param(
            [claim(holds=[FURNACE, "furnace"]), source(holds=["Heat rises"])],
            (End.THEIRS, End.OWN),
            id="named a second time by hand",
        ),
        pytest.param([claim(), source(holds=["Heat rises"])], (End.GONE, End.OWN), id="taken out of the claim"),
        pytest.param(
            [claim(holds=[FURNACE]), claim("core/twin.md"), source(holds=["Heat rises"])],
            (End.OWN, End.OWN),
            id="a second claim with the same title: the entry belongs to the first",
        ),
        pytest.param([source(holds=["Heat rises"])], (End.LOST, End.BLURRED), id="the claim deleted"),
        pytest.param([source()], (End.LOST, End.GONE), id="the claim deleted and its entry taken out"),
        pytest.param(
            [claim("core/new.md", "Heat rises"), source(holds=["Heat rises"])],
            (End.LOST, End.BLURRED),
            id="the claim deleted and its title taken by another: no newcomer inherits the entry",
        ),
    ],
)
def test_how_the_ends_of_a_remembered_link_stand(notes: list[Claim | Source], ends: tuple[End, End]) -> None:
    found = case(run(notes))
    assert (found.claim, found.source) == ends
    assert found.remembered == BOTH


@pytest.mark.parametrize("path", [HEAT, "core"], ids=["the note", "its folder"])
def test_what_cannot_be_read_is_not_gone(path: str) -> None:
    found = run([source(holds=["Heat rises"])], problems=(Problem(path, 1, 1, "cannot be read"),))
    assert case(found).claim is End.UNREADABLE
    assert found.links[0].outcome.step is Step.WAIT


def test_an_entry_follows_a_new_title() -> None:
    found = run([claim(title="Hot air rises", holds=[FURNACE]), source(holds=["Heat rises"])])
    assert case(found).source is End.OWN
    (outdated,) = found.outdated
    assert (outdated.link, outdated.side, outdated.entry.text, outdated.old) == (LINK, Side.SOURCE, "Heat rises", HEAT)


def test_an_entry_follows_a_moved_note_and_the_link_keeps_its_row() -> None:
    moves = Moves({FURNACE: "inbox/done/furnace.md"}, frozenset(), {})
    notes: list[Claim | Source] = [claim(holds=[FURNACE]), source("inbox/done/furnace.md", holds=["Heat rises"])]
    found = run(notes, moves=moves)
    assert [decided.link for decided in found.links] == [Link(HEAT, "inbox/done/furnace.md")]
    assert (found.links[0].case.claim, found.links[0].case.source) == (End.OWN, End.OWN)
    (outdated,) = found.outdated
    assert (outdated.side, outdated.old) == (Side.CLAIM, FURNACE)


@pytest.mark.parametrize("text", [FURNACE, "[[furnace]]", "furnace.md", "inbox/archive/furnace"])
def test_an_entry_put_in_before_its_note_moved_follows_too(text: str) -> None:
    moves = Moves({FURNACE: "inbox/done/oven.md"}, frozenset(), {})
    notes: list[Claim | Source] = [claim(holds=[text]), source("inbox/done/oven.md")]
    found = run(notes, rows=[], moves=moves)
    assert [(one.link.source, one.outcome.step) for one in found.links] == [("inbox/done/oven.md", Step.COMPLETE)]
    assert [outdated.entry.text for outdated in found.outdated] == [text]


def test_a_file_name_that_two_moved_notes_had_is_not_guessed() -> None:
    moves = Moves({"inbox/a/x.md": "inbox/b/1.md", "inbox/c/x.md": "inbox/b/2.md"}, frozenset(), {})
    found = run([claim(holds=["[[x]]"]), source("inbox/b/1.md"), source("inbox/b/2.md")], rows=[], moves=moves)
    assert (found.links, found.outdated) == ((), ())


def test_an_entry_whose_name_another_note_took_over_follows_its_own() -> None:
    notes: list[Claim | Source] = [
        claim(title="Hot air", holds=[FURNACE]),
        claim("core/new.md", "Heat rises"),
        source(holds=["Heat rises"]),
    ]
    found = run(notes)
    assert [(decided.link, decided.outcome.step) for decided in found.links] == [(LINK, Step.KEEP)]
    assert [(one.link, one.entry.text) for one in found.outdated] == [(LINK, "Heat rises")]


def test_what_was_moved_and_rewritten_is_said_so() -> None:
    notes: list[Claim | Source] = [claim("core/warmth.md", "Warmth"), source(holds=["Heat rises"])]
    found = run(notes, moves=Moves({HEAT: "core/warmth.md"}, frozenset([HEAT]), {}))
    assert found.links[0].case.rewritten
    assert found.links[0].outcome.step is Step.DISPUTE


def test_without_a_ledger_nothing_is_ours_and_nothing_is_withdrawn() -> None:
    found = run([claim(holds=[FURNACE, "no such note"]), source()], rows=())
    assert [(d.link, d.case.claim, d.outcome.step) for d in found.links] == [(LINK, End.THEIRS, Step.COMPLETE)]


def test_wanted_links_and_answers_reach_their_case() -> None:
    said = {LINK: Said(yes=True, digest="2026-01-02", inferred=False)}
    found = case(run([claim(), source()], rows=(), wanted={LINK}, said=said))
    assert found == Case(wanted=True, answer="yes")
    row = LinkRow(HEAT, FURNACE, answered="2026-01-01", disputed=True)
    found = case(run([claim(), source()], rows=[row], said=said))
    assert (found.fresh, found.disputed) == (True, True)
