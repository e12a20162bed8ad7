"""Adds a link to mutated notes and has the results judged: `python -m tests.fuzz [COUNT] [SEED]`, 100,000 and 1 if unsaid.

Prints how many were written, refused and wrong, and the wrong ones themselves; exits 1 if there are any, or if fewer
than a third were written. With `-v` refusals are counted by reason.
"""

import re
import sys
from collections import Counter

from .trials import Outcome, trials


def main(arguments: list[str]) -> int:
    """Command line arguments to the exit code, with the report on stdout."""
    numbers = [int(argument.replace("_", "")) for argument in arguments if argument != "-v"]
    count, seed = (*numbers, 100_000, 1)[:2] if len(numbers) < 2 else numbers[:2]
    outcomes: Counter[Outcome] = Counter()
    reasons: Counter[str] = Counter()
    for trial in trials(count, seed):
        outcomes[trial.outcome] += 1
        if trial.outcome is Outcome.REFUSED:
            reasons[re.sub(r"'[^']*'|[\d,]+", "_", trial.reason)] += 1
        if trial.outcome is Outcome.WRONG:
            print(f"{trial.reason}\n  before {trial.before!r}\n  after  {trial.after!r}\n  entry  {trial.addition}")
    if "-v" in arguments:
        for reason, times in reasons.most_common():
            print(f"{times:8,} {reason}")
    print(f"{count:,} mutants: " + ", ".join(f"{outcomes[outcome]:,} {outcome.value}" for outcome in Outcome))
    return int(outcomes[Outcome.WRONG] > 0 or outcomes[Outcome.WRITTEN] * 3 < count)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
