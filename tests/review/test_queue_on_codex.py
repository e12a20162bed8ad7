"""On the real vault: does a person who is asked see the right source at once? Each known pair is hidden from matching."""

from pathlib import Path

import pytest

from codex_backfill.known.pairs_file import parse
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.result import Match, Verdict
from codex_backfill.notes.vault import load
from codex_backfill.settings import Settings

CODEX = Path(__file__).parents[3] / "shared" / "codex"
FIRST = 3


@pytest.mark.skipif(not CODEX.is_dir(), reason="the real vault, ../shared/codex, is not beside this repository")
def test_the_right_source_is_among_the_first_three_of_what_a_person_is_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    settings = Settings()
    vault = load(CODEX / "vault", settings)
    known = parse((CODEX / "known_pairs.csv").read_text(), "known_pairs.csv", vault)
    matcher = Matcher(vault, known, settings.match)
    open_matches = [
        match
        for claim in matcher.claims
        if claim.path in known.sources and (match := matcher.match(claim)).verdict is not Verdict.ACCEPTED
    ]

    def stands(match: Match) -> bool:
        return any(one.source in known.sources[match.claim] for one in match.candidates[:FIRST])

    asked = [match for match in open_matches if match.verdict is Verdict.REVIEW]
    figures = [f"{sum(map(stands, some))} of {len(some)}" for some in (asked, open_matches)]
    with capsys.disabled():
        print(f"\nright source among the first {FIRST}: {figures[0]} for review, {figures[1]} not accepted")
    assert asked
    assert sum(map(stands, asked)) >= 0.95 * len(asked) - 1  # few are left to ask about: one more or less is chance
