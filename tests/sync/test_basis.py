"""What a removal rests on, looked at again."""

import hashlib

import pytest

from codex_backfill.known.ledger import LinkRow
from codex_backfill.notes.note import Claim, Note, Problem, Source, Vault
from codex_backfill.notes.standing_links import Link, Side
from codex_backfill.sync.basis import shaken
from codex_backfill.sync.reconcile import Decided
from codex_backfill.sync.three_way import Case, End, Outcome, Step

HEAT, FURNACE = "core/heat.md", "inbox/furnace.md"
LINK = Link(HEAT, FURNACE)
BYTES = {HEAT: b"heat", FURNACE: b"furnace"}


def decided(step: Step, claim: End = End.GONE) -> Decided:
    answer = "no" if step is Step.WITHDRAW and claim is not End.LOST else None
    row = LinkRow(HEAT, FURNACE, FURNACE, "Heat", tuple(Side))
    return Decided(LINK, Case(claim, End.OWN), Outcome(step, "", answer=answer), row)  # type: ignore[arg-type]


def vault(*missing: str) -> Vault:
    notes = {path: Note(path, hashlib.sha256(raw).hexdigest(), {}, False, "", None) for path, raw in BYTES.items()}
    claims = () if HEAT in missing else (Claim(notes[HEAT], (), "", "", (), (), ()),)
    return Vault(claims, (Source(notes[FURNACE], "", (), "", "", "", (), (), ()),), ())


@pytest.mark.parametrize(
    ("one", "now", "is_shaken"),
    [
        pytest.param(decided(Step.WITHDRAW), {}, False, id="both notes read as they did"),
        pytest.param(decided(Step.WITHDRAW), {HEAT: b"heat and more"}, True, id="the note without its entry changed"),
        pytest.param(decided(Step.WITHDRAW), {HEAT: b""}, True, id="it is empty now"),
        pytest.param(decided(Step.WITHDRAW), {FURNACE: b"x"}, True, id="the note with the other end changed"),
        pytest.param(decided(Step.WITHDRAW), {HEAT: None}, True, id="it cannot be read now"),
        pytest.param(decided(Step.COMPLETE), {HEAT: b"x"}, False, id="an addition rests on nothing that is missing"),
    ],
)
def test_a_removal_holds_as_long_as_its_notes_read_the_same(
    one: Decided, now: dict[str, bytes | None], is_shaken: bool
) -> None:
    def read(path: str) -> bytes | Problem:
        return {**BYTES, **now}[path] or (b"" if now[path] == b"" else Problem(path, 1, 1, "gone"))

    assert (shaken([one], vault(), read, lambda path: False) == {LINK}) == is_shaken


@pytest.mark.parametrize("is_absent", [True, False])
def test_a_note_that_was_gone_has_to_be_gone_still(is_absent: bool) -> None:
    one = decided(Step.WITHDRAW, End.LOST)
    found = shaken([one], vault(HEAT), lambda path: BYTES[path], lambda path: is_absent)
    assert (found == frozenset()) == is_absent
