"""docs/comparisons.md from the comparisons themselves: `python -m tests.matching.comparisons_page`."""

from collections.abc import Iterator
from pathlib import Path

from codex_backfill.matching.comparisons import AGAINST, COMPARISONS, FOR, Feature
from codex_backfill.matching.features import BESIDE, FEATURES
from codex_backfill.matching.learn import DEFAULTS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "comparisons.md"
_WEIGHTS = dict(zip(FEATURES, DEFAULTS.weights, strict=True))
_SIGNS = {FOR: "for", AGAINST: "against"}
_INTRODUCTION = """\
# What is compared

Written from the declarations in `codex_backfill/matching/comparisons/` by `python -m tests.matching.comparisons_page`.

A candidate's score is the sum of its evidence, in natural-log odds: every number below, times its weight. The weights are
the defaults, which hold until known pairs teach better ones; the sign says which way a number may count at all. One that
*rules out* leaves the pair to a person, whatever else speaks for it. One that *leads* is also measured by how far it is behind
the best of the claim's other candidates.
"""


def page() -> str:
    """The whole page."""
    parts = [_INTRODUCTION]
    for comparison in COMPARISONS:
        named = {f"{comparison.name}.{feature.name}": feature for feature in comparison.features}
        parts.append(f"## {comparison.name}\n\n{comparison.about}\n\n{_table(named)}")
    parts.append(f"## Beside the other candidates\n\n{_table(BESIDE)}")
    return "\n".join(parts)


def _table(features: dict[str, Feature]) -> str:
    rows = (
        f"| {name} | {feature.meaning} | {_SIGNS.get(feature.sign, 'either')} | {_WEIGHTS[name]:+.2f} | {_also(feature)} |\n"
        for name, feature in features.items()
    )
    return "| number | 1 says | counts | weight | also |\n|---|---|---|---|---|\n" + "".join(rows)


def _also(feature: Feature) -> str:
    return ", ".join(_notes(feature))


def _notes(feature: Feature) -> Iterator[str]:
    if feature.rules_out:
        yield "rules out"
    if feature.leads:
        yield "leads"


if __name__ == "__main__":
    PAGE.parent.mkdir(exist_ok=True)
    PAGE.write_text(page(), encoding="utf-8")
