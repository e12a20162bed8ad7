"""The files of each version as they were written then: every later version reads them."""

from dataclasses import replace
from pathlib import Path

import pytest

from codex_backfill.known import decision_file, ledger
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.known.ledger import Counts, Ledger, LinkRow, NoteRow
from codex_backfill.notes.standing_links import Side

GOLDEN = Path(__file__).parent / "golden"
HEAT = LinkRow(
    "core/heat.md", "inbox/archive/furnace.md", "inbox/archive/furnace.md", "Heat rises", tuple(Side), "p1", 4.5
)
NOTE = NoteRow("core/heat.md", "d1", ("claim title:0011223344556677",))
COUNTS = Counts(claims=40, sources=20, accepted=12)
FIRST = Ledger(
    (
        replace(HEAT, answered="2026-01-02T03:04:05.000Z"),
        LinkRow("core/tides.md", "inbox/archive/moon.md", in_source="[[tides]]", disputed=True),
    ),
    (NOTE, NoteRow("core/tides.md", "d2")),
    COUNTS,
)
SECOND = Ledger(
    (
        replace(HEAT, answered="00aa11bb22cc33dd"),
        LinkRow("core/lost.md", HEAT.source, in_source="Lost", wrote=(Side.SOURCE,), gone=(Side.CLAIM,)),
        LinkRow("core/tides.md", "inbox/archive/moon.md", undone=True),
    ),
    (NOTE,),
    replace(COUNTS, settings={"claims.folders": ["notes"], "match.threshold": 0.4}),
)


@pytest.mark.parametrize(("name", "meant"), [("ledger-1.json", FIRST), ("ledger-2.json", SECOND)])
def test_a_ledger_of_each_version_is_read(name: str, meant: Ledger) -> None:
    assert ledger.parse((GOLDEN / name).read_bytes()) == meant


def test_the_ledger_of_this_version_is_written_to_the_letter() -> None:
    assert ledger.dump(SECOND) == (GOLDEN / "ledger-2.json").read_bytes()


def test_decisions_are_read_and_written_to_the_letter() -> None:
    text = (GOLDEN / "decisions.jsonl").read_text(encoding="utf-8")
    first, second = decision_file.parse(text, "golden", lambda decision: decision)
    assert first == Decision(
        *("core/heat.md", "inbox/archive/furnace.md", Answer.YES, "Ann", "2026-01-02T03:04:05.000Z", 4.5),
        *("00aa11bb22cc33dd", "44ee55ff66aa77bb"),
    )
    assert (second.source, second.verdict) == (None, Answer.NO_SOURCE)
    assert decision_file.dump([first, second]) == text
