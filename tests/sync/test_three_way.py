"""The three-way decision, row by row."""

import itertools
from collections.abc import Iterator
from typing import Literal

import pytest

from codex_backfill.notes.standing_links import BOTH, NEITHER, Side
from codex_backfill.sync.three_way import Case, End, Step, outcome_of

CLAIM, SOURCE = frozenset({Side.CLAIM}), frozenset({Side.SOURCE})
OWN, THEIRS, GONE, BLURRED, LOST, UNREADABLE = End


@pytest.mark.parametrize(
    ("case", "step", "add", "remove", "answer"),
    [
        # The ledger does not have the link: nothing is ever taken away.
        pytest.param(Case(wanted=True), Step.CONNECT, BOTH, NEITHER, None, id="a new link is written into both notes"),
        pytest.param(Case(), Step.KEEP, NEITHER, NEITHER, None, id="what nobody wants is left alone"),
        pytest.param(
            Case(claim=THEIRS), Step.COMPLETE, SOURCE, NEITHER, None, id="put into the claim, completed in the source"
        ),
        pytest.param(
            Case(source=THEIRS), Step.COMPLETE, CLAIM, NEITHER, None, id="put into the source, completed in the claim"
        ),
        pytest.param(Case(claim=THEIRS, source=THEIRS), Step.KEEP, NEITHER, NEITHER, None, id="put into both, kept"),
        # The ledger has it whole.
        pytest.param(
            Case(claim=OWN, source=OWN, remembered=BOTH), Step.KEEP, NEITHER, NEITHER, None, id="as it was left, kept"
        ),
        pytest.param(
            Case(claim=THEIRS, source=OWN, remembered=BOTH),
            Step.KEEP,
            NEITHER,
            NEITHER,
            None,
            id="respelled by a person, kept",
        ),
        pytest.param(
            Case(claim=OWN, remembered=BOTH),
            Step.WITHDRAW,
            NEITHER,
            CLAIM,
            "no",
            id="taken out of the source: our entry in the claim follows, and it never returns",
        ),
        pytest.param(
            Case(source=OWN, remembered=BOTH, wanted=True),
            Step.WITHDRAW,
            NEITHER,
            SOURCE,
            "no",
            id="taken out of the claim: our entry in the source follows, whatever matching wants",
        ),
        pytest.param(
            Case(remembered=BOTH, wanted=True),
            Step.WITHDRAW,
            NEITHER,
            NEITHER,
            "no",
            id="taken out of both notes, never returns",
        ),
        pytest.param(
            Case(source=OWN, remembered=BOTH, answer="yes"),
            Step.WITHDRAW,
            NEITHER,
            SOURCE,
            "no",
            id="taken out after an old yes: the later word counts",
        ),
        pytest.param(
            Case(claim=THEIRS, remembered=BOTH),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="taken out of one note, a person's in the other: a person decides",
        ),
        pytest.param(
            Case(source=OWN, remembered=BOTH, rewritten=True),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="moved, rewritten and without its entry: a person decides",
        ),
        pytest.param(
            Case(source=OWN, remembered=BOTH, answer="yes", fresh=True),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="taken out and answered yes since the last run: a person decides",
        ),
        # The ledger has one end only, because the other note could not be written.
        pytest.param(
            Case(claim=OWN, remembered=CLAIM),
            Step.COMPLETE,
            SOURCE,
            NEITHER,
            None,
            id="half-written the last time, repaired",
        ),
        pytest.param(
            Case(remembered=SOURCE), Step.WITHDRAW, NEITHER, NEITHER, "no", id="its only entry taken out, never returns"
        ),
        pytest.param(
            Case(source=THEIRS, remembered=CLAIM),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="taken out of one note and put into the other: a person decides",
        ),
        # Still waiting for a person.
        pytest.param(
            Case(claim=THEIRS, remembered=BOTH, disputed=True),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="a dispute waits as long as nothing changes",
        ),
        pytest.param(
            Case(source=OWN, remembered=BOTH, answer="yes", disputed=True),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="a disputed link does not lose our entry on the next run",
        ),
        pytest.param(
            Case(remembered=BOTH, answer="yes", disputed=True),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="taken out of both and answered yes waits too",
        ),
        pytest.param(
            Case(claim=THEIRS, remembered=BOTH, disputed=True, answer="yes", fresh=True),
            Step.COMPLETE,
            SOURCE,
            NEITHER,
            None,
            id="yes ends the dispute",
        ),
        pytest.param(
            Case(remembered=BOTH, disputed=True, answer="yes", fresh=True),
            Step.CONNECT,
            BOTH,
            NEITHER,
            None,
            id="yes ends the dispute where nothing stands any more",
        ),
        pytest.param(
            Case(remembered=BOTH, disputed=True),
            Step.WITHDRAW,
            NEITHER,
            NEITHER,
            "no",
            id="taking out the other entry too ends the dispute",
        ),
        pytest.param(
            Case(claim=THEIRS, source=THEIRS, remembered=BOTH, disputed=True),
            Step.KEEP,
            NEITHER,
            NEITHER,
            None,
            id="putting the entry back ends the dispute",
        ),
        # A no.
        pytest.param(
            Case(answer="no", wanted=True), Step.FORGET, NEITHER, NEITHER, None, id="what was answered no never returns"
        ),
        pytest.param(
            Case(claim=OWN, source=OWN, remembered=BOTH, answer="no"),
            Step.WITHDRAW,
            NEITHER,
            BOTH,
            None,
            id="answered no in review: our entries go",
        ),
        pytest.param(
            Case(claim=THEIRS, source=OWN, remembered=BOTH, answer="no"),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="answered no, but a person wrote an entry: a person decides",
        ),
        pytest.param(
            Case(claim=THEIRS, answer="no"),
            Step.DISPUTE,
            NEITHER,
            NEITHER,
            None,
            id="answered no by a person, and put in by a person: a person decides",
        ),
        pytest.param(
            Case(claim=THEIRS, answer="no", inferred=True),
            Step.COMPLETE,
            SOURCE,
            NEITHER,
            "yes",
            id="put in again after it was taken out: that was the later word",
        ),
        pytest.param(
            Case(claim=THEIRS, source=THEIRS, answer="no", inferred=True),
            Step.COMPLETE,
            NEITHER,
            NEITHER,
            "yes",
            id="put into both again",
        ),
        # Ends that cannot be judged.
        pytest.param(
            Case(claim=UNREADABLE, source=OWN, remembered=BOTH, answer="no"),
            Step.WAIT,
            NEITHER,
            NEITHER,
            None,
            id="an unreadable note is no reason for anything",
        ),
        pytest.param(
            Case(claim=UNREADABLE, wanted=True), Step.WAIT, NEITHER, NEITHER, None, id="nor is it given a link"
        ),
        pytest.param(
            Case(claim=BLURRED, source=OWN, remembered=BOTH),
            Step.WAIT,
            NEITHER,
            NEITHER,
            None,
            id="an entry that became ambiguous or dangling stays",
        ),
        pytest.param(
            Case(claim=OWN, source=BLURRED, remembered=BOTH),
            Step.WAIT,
            NEITHER,
            NEITHER,
            None,
            id="and is not taken for one taken out",
        ),
        pytest.param(
            Case(claim=LOST, source=BLURRED, remembered=BOTH),
            Step.WAIT,
            NEITHER,
            NEITHER,
            None,
            id="a deleted claim leaves a dangling entry, which stays",
        ),
        pytest.param(
            Case(claim=LOST, source=GONE, remembered=BOTH),
            Step.FORGET,
            NEITHER,
            NEITHER,
            None,
            id="a deleted claim and its entry taken out: forgotten, not answered",
        ),
        pytest.param(
            Case(claim=LOST, source=LOST, remembered=BOTH),
            Step.FORGET,
            NEITHER,
            NEITHER,
            None,
            id="both deleted: forgotten",
        ),
    ],
)
def test_row(case: Case, step: Step, add: frozenset[Side], remove: frozenset[Side], answer: str | None) -> None:
    outcome = outcome_of(case)
    assert (outcome.step, outcome.add, outcome.remove, outcome.answer) == (step, add, remove, answer), outcome.reason


def every_case() -> Iterator[Case]:
    answers: list[Literal["yes", "no"] | None] = [None, "yes", "no"]
    for claim, source, remembered, answer in itertools.product(End, End, [None, NEITHER, CLAIM, SOURCE, BOTH], answers):
        for wanted, inferred, fresh, disputed, rewritten in itertools.product([False, True], repeat=5):
            case = Case(claim, source, remembered, wanted, answer, inferred, fresh, disputed, rewritten)
            # Only what the ledger remembers can be known to be ours, or to have named a note once.
            if all(case.end(side) not in (OWN, BLURRED) or side in (remembered or NEITHER) for side in Side):
                yield case


def test_every_case_has_an_outcome_that_respects_people() -> None:
    for case in every_case():
        outcome = outcome_of(case)
        for side in outcome.remove:
            assert case.end(side) is End.OWN, f"takes out what a person wrote: {case}"
            assert case.remembered, f"takes out something without the ledger: {case}"
        for side in outcome.add:
            assert case.end(side) is End.GONE, f"writes what already stands or cannot be judged: {case}"
            taken_out = side in (case.remembered or NEITHER)
            assert not taken_out or (case.answer == "yes" and case.fresh), f"writes again what was taken out: {case}"
        if outcome.add or outcome.remove:
            left = {side for side in Side if case.end(side).stands} - outcome.remove | outcome.add
            assert left in (NEITHER, BOTH), f"leaves one direction: {case}"
        if case.answer == "no" and not case.inferred:
            assert not outcome.add, f"writes what was answered no: {case}"
