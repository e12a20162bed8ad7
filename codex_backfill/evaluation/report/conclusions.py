"""What can be claimed from what was tried, in plain sentences, and whether it is enough to write links on."""

from collections.abc import Iterator
from enum import StrEnum

from codex_backfill.evaluation.intervals import needed_for, shown_by
from codex_backfill.evaluation.trials import Validation
from codex_backfill.matching.learn import ENOUGH
from codex_backfill.matching.weights import Basis
from codex_backfill.terminal.counted import counted

LEAST = 0.005
"""Evidence of less weight is not shown: two digits would make nothing of it."""
_GOALS = (0.95, 0.99, 0.999)
IN_FORCE = (
    "In force, here and for claims whose source is not known: the one marked. "
    "Choosing from this table is choosing on the answers, and flatters."
)
"""What a reader of the table over thresholds has to know."""


class CheckOutcome(StrEnum):
    """What the self-check before a run of `migrate` makes of it."""

    HOLDS = "holds"
    SHORT = "fell short"
    TOO_FEW = "too few"


def outcome(validation: Validation, floor: float) -> CheckOutcome:
    """A validation and the least precision to what the self-check makes of it."""
    if not validation.is_enough:
        return CheckOutcome.TOO_FEW
    precision = validation.tally.precision.value
    return CheckOutcome.HOLDS if precision is not None and precision >= floor else CheckOutcome.SHORT


def in_short(validation: Validation, floor: float) -> tuple[str, str, str]:
    """A validation and the least precision to three sentences: what holds, how sure that is, and what to do."""
    tally, reached = validation.tally, outcome(validation, floor)
    if reached is CheckOutcome.TOO_FEW:
        known = f"{counted(tally.known, 'claim')} with a known source, of {ENOUGH} needed"
        return (
            f"The matcher could not be checked: {known}.",
            "Nothing can be said of how often it is right here.",
            "Add links that you are sure of to known_pairs.csv, or answer with codex-backfill review; then try again.",
        )
    count = f"{tally.right} of {tally.linked} linked claims are right" if tally.linked else "no claim was linked"
    if reached is CheckOutcome.SHORT:
        mend = "wrong claims below: each is a mistake, or a pair that is missing from the known ones"
        if not tally.linked:
            mend = "missed claims below: each says at which stage its source was lost"
        return (
            f"The self-check falls short: {count}, and min_precision asks for {floor:g}.",
            _how_sure(validation),
            f"Look at the {mend}. Until then nothing is written.",
        )
    todo = "Next, codex-backfill diff shows what would be written, and codex-backfill review asks about the rest."
    if validation.wrong:
        wrong = "the wrong claim" if tally.wrong == 1 else f"the {tally.wrong} wrong claims"
        todo = f"Look at {wrong} below: a pair that is right after all belongs to the known ones. {todo}"
    return f"The self-check holds: {count}, and min_precision asks for {floor:g}.", _how_sure(validation), todo


def _how_sure(validation: Validation) -> str:
    tally = validation.tally
    low, high = map(rounded, tally.recall.interval)
    found = f"it finds the source of {low} to {high} of the claims that have one"
    if tally.precision.value is None:
        return f"At 95% confidence {found}."
    return f"At 95% confidence at least {rounded(tally.precision.interval[0])} of its links are right, and {found}."


def conclusions(validation: Validation, floor: float) -> Iterator[str]:
    """A validation and the least precision to sentences: how much so few claims can show, and what they cannot."""
    tally = validation.tally
    if not tally.known:
        yield (
            "No claim has a known source, so there is nothing to check the matcher with. Known pairs come from "
            "known_pairs.csv (claim,source), from links that stand in the notes, and from `review`."
        )
        return
    if not validation.is_enough:
        yield (
            f"Only {counted(tally.known, 'claim')} with a known source: nothing can be claimed from so few. "
            f"{ENOUGH} are the least, and 100 right of 100 would show no more than {rounded(shown_by(100))}."
        )
        return
    precision = tally.precision.value
    if precision is None:
        yield f"None of {tally.known} claims was linked, so there is no precision: the self-check falls short."
        return
    low = tally.precision.interval[0]
    most = shown_by(tally.linked)
    yield (
        f"{tally.right} right of {tally.linked} linked show a precision of at least {rounded(low)}, at 95% confidence"
        + (f", not the {rounded(precision)} measured" if tally.wrong else ", not 1")
        + (
            f". {tally.linked} right of {tally.linked} would have shown {rounded(most)}, and no more."
            if tally.wrong
            else "."
        )
    )
    goal = next((goal for goal in _GOALS if goal > most), None)
    if goal is not None:
        yield f"To show {goal} takes {needed_for(goal):,} linked claims, every one of them right."
    above = f"Precision is above the floor of {floor:g} (min_precision)"
    if precision < floor:
        yield f"Precision is below the floor of {floor:g} (min_precision): a run would write nothing, and exit 7."
    elif low < floor:
        yield f"{above}, but so few claims do not show that it is no luck."
    else:
        yield f"{above}, and so is the least that is shown."
    if validation.sources < tally.known:
        yield (
            f"The intervals take claims for independent. These {tally.known} come from "
            f"{counted(validation.sources, 'source')}, and claims of one source go right or wrong together: "
            "read the intervals as somewhat too narrow."
        )
    if validation.untold:
        yield (
            f"Not counted: {counted(validation.untold, 'link')} to other works that a claim's text names, of which its "
            "known pairs say nothing."
        )
    if validation.misled_elsewhere:
        yield (
            f"Of the {len(validation.misled)} misled, {validation.misled_elsewhere} got only links to other works that "
            "their text names; the known pairs do not say whether these are wrong."
        )
    yield (
        "It holds for claims like these, whose sources somebody could tell. Where a wrong link turns out to be right, "
        "its pair is missing from the known ones: add it."
    )


def basis(validation: Validation) -> str:
    """A validation to what was tried, and how, in a sentence."""
    tally, learned = validation.tally, validation.learned
    tried = f"{counted(tally.known, 'claim')} with a known source ({counted(validation.pairs.of, 'link')} to "
    tried += f"{counted(validation.sources, 'source')}), each tried with its links hidden"
    if nowhere := len(validation.absent) - tally.known:
        tried += f", and {counted(nowhere, 'claim')} known to have none"
    if learned.basis == Basis.FEW:
        return f"{tried}; the weights are the package's own, fitted to nothing here."
    measured = f"a log loss lower by {learned.gain:.3f} a claim, give or take {learned.error:.3f}"
    if learned.basis == Basis.DEFAULTS:
        return (
            f"{tried}; the weights are the package's own: fitted ones were no better on claims they were not fitted to "
            f"({measured})."
        )
    return (
        f"{tried}, by weights fitted to the others, in folds, no source in two of them. They are used since "
        f"they were better than the package's own on claims they were not fitted to ({measured})."
    )


def rounded(share: float | None, places: int = 3) -> str:
    """A share to its digits, never rounded to a certainty that it is not; a dash when there is none."""
    if share is None:
        return "-"
    step = 10.0**-places
    if 0.0 < share < 1.0:
        share = min(max(share, step), 1.0 - step)
    return f"{share:.{places}f}"
