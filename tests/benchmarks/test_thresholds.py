from codex_backfill.matching.learn import THRESHOLD
from codex_backfill.matching.matcher import Matcher
from codex_backfill.settings import MatchSettings
from tests.benchmarks.bibliography import invent
from tests.benchmarks.thresholds import answered, drawn


def test_what_was_learned_from_is_not_tried() -> None:
    made = invent(size=120, claims=90, noise=1.0, absent=0.3, seed=7)
    sources = {claim: frozenset({source}) for claim, source in made.answers.items() if source}
    matcher = Matcher(made.vault, answered(made.vault, sources), MatchSettings())
    first, second = drawn(matcher, 25, 2)
    for found in (first, second):
        assert len(found.present) == len(sources) - 25
        assert len(found.absent) == len(made.answers) - 25
        assert found.bar == THRESHOLD
        assert {one.match.claim for one in found.present} < sources.keys()
    assert {one.match.claim for one in first.present} != {one.match.claim for one in second.present}
