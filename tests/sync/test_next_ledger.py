"""What is remembered after a run: what stands, whose it is, and what is still open."""

from collections.abc import Sequence
from dataclasses import replace

from codex_backfill.known.decisions import Said
from codex_backfill.known.ledger import Counts, Ledger, LinkRow
from codex_backfill.known.renames import NO_MOVES
from codex_backfill.notes.names import Names
from codex_backfill.notes.note import Claim, Entry, Note, Source, Vault
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.sync.next_ledger import Done, remember
from codex_backfill.sync.reconcile import reconcile

HEAT, FURNACE = "core/heat.md", "inbox/archive/furnace.md"
LINK = Link(HEAT, FURNACE)
ROW = LinkRow(HEAT, FURNACE, FURNACE, "Heat rises", tuple(Side), "p1", 4.0)
NOTHING = Done("p2", frozenset(), (), frozenset(), {})


def vault(in_claim: Sequence[str] = (), in_source: Sequence[str] = (), body: str = "") -> Vault:
    def entries(texts: Sequence[str]) -> tuple[Entry, ...]:
        return tuple(Entry(text, 4, 1) for text in texts)

    heat = Claim(Note(HEAT, "", {"title": "Heat rises"}, False, body, None), (), "", "", (), (), entries(in_claim))
    furnace = Source(
        Note(FURNACE, "", {"title": "On furnaces"}, False, "", None), *("", (), "", "", "", (), ()), entries(in_source)
    )
    return Vault((heat,), (furnace,), ())


def after(
    now: Vault, then: Vault | None = None, before: Ledger | None = None, done: Done = NOTHING, said: Said | None = None
) -> Ledger:
    """How a vault stood when the run began, how it stands now, what was remembered and done, to the new ledger."""
    then, before = then or now, before or Ledger()
    names = {Side.CLAIM: Names(c.note for c in now.claims), Side.SOURCE: Names(s.note for s in now.sources)}
    answers = {LINK: said} if said else {}
    found = reconcile(before, NO_MOVES, then, names, wanted=[LINK], said=answers)
    return remember(
        before, found, now, names, done=done, said=answers, digest=lambda note: note.note.body, run=Counts(claims=1)
    )


def test_what_was_written_is_ours_with_its_plan_and_score() -> None:
    added = frozenset({(Side.CLAIM, LINK), (Side.SOURCE, LINK)})
    done = Done("p2", added, (), frozenset(), {LINK: 4.5})
    ledger = after(vault([FURNACE], ["Heat rises"]), vault(), done=done)
    assert ledger.links == (LinkRow(HEAT, FURNACE, FURNACE, "Heat rises", tuple(Side), "p2", 4.5),)
    assert [note.path for note in ledger.notes] == [HEAT, FURNACE]
    assert ledger.run == Counts(claims=1)


def test_what_a_person_wrote_is_theirs() -> None:
    done = replace(NOTHING, added=frozenset({(Side.SOURCE, LINK)}))
    (row,) = after(vault(["[[furnace]]"], ["Heat rises"]), vault(["[[furnace]]"]), done=done).links
    assert (row.in_claim, row.wrote) == ("[[furnace]]", (Side.SOURCE,))


def test_what_a_person_respelled_is_theirs_from_then_on() -> None:
    (row,) = after(vault(["furnace"], ["Heat rises"]), before=Ledger((ROW,))).links
    assert (row.in_claim, row.wrote, row.plan, row.score) == ("furnace", (Side.SOURCE,), "p1", 4.0)


def test_what_an_earlier_run_wrote_without_a_ledger_is_ours() -> None:
    (row,) = after(vault([FURNACE], ["Heat rises"]), done=replace(NOTHING, own=frozenset({LINK}))).links
    assert row.wrote == tuple(Side)


def test_nothing_new_beside_the_links_is_no_reason_for_a_new_ledger() -> None:
    before = after(vault([FURNACE], ["Heat rises"]), before=Ledger((ROW,)))
    assert after(vault([FURNACE], ["Heat rises"], body="Now with more text."), before=before) is before


def test_a_dispute_stays_as_it_is_remembered_and_knows_its_answer() -> None:
    said = Said(yes=True, digest="2026-01-02", inferred=False)
    (row,) = after(vault([FURNACE]), before=Ledger((ROW,)), said=said).links
    assert row == replace(ROW, disputed=True, answered="2026-01-02")


def test_a_withdrawn_link_is_forgotten_once_it_is_gone_and_not_before() -> None:
    then, before = vault([FURNACE]), Ledger((ROW,))
    assert after(vault(), then, before).links == ()
    (row,) = after(then, then, before, replace(NOTHING, undone=frozenset({LINK}))).links
    assert row == ROW


def test_a_deleted_note_is_remembered_without_its_end() -> None:
    ledger = Ledger((ROW, LinkRow("core/lost.md", FURNACE, FURNACE, "Lost", tuple(Side))))
    rows = after(vault([FURNACE], ["Heat rises", "Lost"]), before=ledger).links
    assert rows[1] == LinkRow("core/lost.md", FURNACE, None, "Lost", (Side.SOURCE,), gone=(Side.CLAIM,))
