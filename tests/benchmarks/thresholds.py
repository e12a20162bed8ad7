"""What each threshold gives where the answers are known: invented vaults and bibliographies, part of their links told.

    python -m tests.benchmarks.thresholds --known 40 160 --draws 5 --seeds 11 12 13 14 15 16

The weights are fitted to a draw of claims; all others are tried, with their true sources there and taken out, beside the claims
that have none. `over` is in how many draws more than `MISLED` of these get a link. Takes some minutes.
"""

import argparse
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from random import Random

from codex_backfill.evaluation.trials import ThresholdRow, Validation, validate
from codex_backfill.known.labels import Labels
from codex_backfill.known.pairs_file import parse
from codex_backfill.matching.learn import Learned, block, learn
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.weights import log_odds
from codex_backfill.notes.note import Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.notes.vault import load
from codex_backfill.settings import MatchSettings, Settings
from tests.benchmarks.bibliography import invent
from tests.benchmarks.vaults.folder import write

THRESHOLDS = (0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9)
MISLED = 0.03
"""The share of claims without a source that may be linked."""


def main() -> None:
    """Print a table for each kind of material and number of known claims, and one for all of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.thresholds", description=__doc__)
    parser.add_argument("--known", type=int, nargs="+", default=[40, 160], help="claims to learn from")
    parser.add_argument("--draws", type=int, default=5, help="how often they are drawn")
    parser.add_argument("--seeds", type=int, nargs="+", default=[11, 12, 13, 14, 15, 16], help="of what is invented")
    parser.add_argument("--claims", type=int, default=800, help="in each invented vault")
    given = parser.parse_args()
    found: dict[tuple[str, int], list[Validation]] = {}
    for seed in given.seeds:
        for kind, vault, labels in _material(given.claims, seed):
            matcher = Matcher(vault, labels, MatchSettings())
            for known in given.known:
                found.setdefault((kind, known), []).extend(drawn(matcher, known, given.draws))
    for (kind, known), validations in found.items():
        _show(f"{kind}, {known} known", validations)
    _show("all", [one for validations in found.values() for one in validations])


def _material(claims: int, seed: int) -> Iterator[tuple[str, Vault, Labels]]:
    """What there is to try on, each with the links of all its claims."""
    with tempfile.TemporaryDirectory(prefix="codex-backfill-") as name:
        folder = Path(name)
        write(folder, claims, seed)
        vault = load(folder / "vault", Settings())
        answers = folder / "answers.csv"
        yield "vault", vault, answered(vault, parse(answers.read_text(encoding="utf-8"), str(answers), vault).sources)
    for noise in (0.0, 1.0):
        made = invent(2000, claims, noise, absent=0.3, seed=seed)
        sources = {claim: frozenset({source}) for claim, source in made.answers.items() if source}
        yield f"bibliography, noise {noise:.0f}", made.vault, answered(made.vault, sources)


def answered(vault: Vault, sources: Mapping[str, frozenset[str]]) -> Labels:
    """The right sources of claims to labels that say so of all claims: what is not in them has no source."""
    return Labels(
        yes=frozenset(Link(claim, source) for claim, its in sources.items() for source in its),
        no_source=frozenset(claim.path for claim in vault.claims) - sources.keys(),
    )


def drawn(matcher: Matcher, count: int, draws: int) -> Iterator[Validation]:
    """Draws of so many claims with a source to how all other claims fare by what these teach."""
    linked = sorted(claim for claim, sources in matcher.known.items() if sources)
    sides = {claim.path: claim for claim in matcher.claims}
    for draw in range(draws):
        drawn = sorted(Random(f"{draw}/{count}").sample(linked, count))
        blocks = [
            block(matcher.corpus, matcher.index, matcher.corpus.read(sides[claim]), matcher.labels) for claim in drawn
        ]
        model = learn({claim: matcher.known[claim] for claim in drawn}, blocks).model
        matcher.learned = Learned(model, dict.fromkeys(matcher.known, model))
        tried = validate(matcher)
        left = {claim for claim in matcher.known if claim not in drawn}
        yield Validation(
            present=tuple(one for one in tried.present if one.match.claim in left),
            absent=tuple(one for one in tried.absent if one.match.claim in left),
            bar=tried.bar,
            fitted_to=count,
        )


def _show(heading: str, validations: list[Validation]) -> None:
    print(f"\n{heading}: {len(validations)} draws\nthreshold  precision  recall   F0.5  misled   over")
    for threshold in THRESHOLDS:
        steps = [one.at(log_odds(threshold)) for one in validations]
        over = sum((step.misled.value or 0.0) > MISLED for step in steps)
        means = [sum(column) / len(steps) for column in zip(*map(_shares, steps), strict=True)]
        print(f"{threshold:9.2f}  {means[0]:9.3f}  {means[1]:6.3f}  {means[2]:.3f}   {means[3]:.3f}  {over:5}")


def _shares(step: ThresholdRow) -> tuple[float, float, float, float]:
    """A step to its precision, recall and F0.5, for which a claim that is misled is a wrong one, and to the share of these."""
    tally = replace(step.tally, wrong=step.tally.wrong + step.misled.count)
    precision = tally.precision.value
    return 1.0 if precision is None else precision, tally.recall.value or 0.0, tally.f_half, step.misled.value or 0.0


if __name__ == "__main__":
    main()
