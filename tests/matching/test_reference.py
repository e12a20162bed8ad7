"""The fast way gives what a slow and obvious one gives, in any order of the notes, for any seed and number of workers."""

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import match
from codex_backfill.matching.index import Index, Shortlist
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.result import Match
from codex_backfill.matching.sides import ClaimSide
from codex_backfill.notes.note import Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import MatchSettings
from tests.benchmarks.bibliography import invent

_BADLY_SCANNED = 2.0
ROOT = Path(__file__).resolve().parents[2]


def accepted(matches: tuple[Match, ...]) -> list[tuple[str, str]]:
    """Matches to their accepted links."""
    return [(found.claim, link.source) for found in matches for link in found.links]


@pytest.mark.parametrize(
    ("seed", "noise"),
    [
        pytest.param(11, 0.0, id="clean"),
        pytest.param(12, 1.0, id="as people type"),
        pytest.param(13, _BADLY_SCANNED, id="badly scanned"),
    ],
)
def test_the_index_gains_no_accepted_link_and_loses_none(
    seed: int, noise: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = invent(150, 60, noise, absent=0.3, seed=seed)
    fast = match(Matcher(made.vault, Labels(), MatchSettings())).matches
    everything = Shortlist((), frozenset(range(len(made.vault.sources))))

    def all_pairs(self: Index, claim: ClaimSide, spare: int = 0) -> Shortlist:
        return everything

    monkeypatch.setattr(Index, "find", all_pairs)
    slow = match(Matcher(made.vault, Labels(), MatchSettings())).matches
    gained = set(accepted(fast)) - set(accepted(slow))
    assert all(made.answers[claim] == source for claim, source in gained), (
        "a rival that was not looked at hides nothing"
    )
    assert len(gained) <= 1
    lost = set(accepted(slow)) - set(accepted(fast))
    assert len(lost) <= (noise == _BADLY_SCANNED), "only words broken beyond recognition may hide a source"
    assert len(accepted(fast)) > 15


def test_the_order_of_the_notes_and_the_number_of_workers_do_not_matter() -> None:
    made = invent(200, 80, 1.0, absent=0.3, seed=21)
    known = [Link(claim, source) for claim, source in sorted(made.answers.items()) if source][:30]
    labels = Labels(yes=frozenset(known))
    shuffled = random.Random(3)
    vault = Vault(
        tuple(shuffled.sample(made.vault.claims, len(made.vault.claims))),
        tuple(shuffled.sample(made.vault.sources, len(made.vault.sources))),
        (),
    )
    one = match(Matcher(made.vault, labels, MatchSettings()))
    other = match(Matcher(vault, labels, MatchSettings()))
    assert sorted(other.matches, key=lambda found: found.claim) == list(one.matches)
    assert other.model == one.model
    assert match(Matcher(made.vault, labels, MatchSettings(), workers=2)).matches == one.matches


def test_the_hash_seed_does_not_matter(tmp_path: Path) -> None:
    printed = set()
    for seed in ("0", "77"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "XDG_STATE_HOME": str(tmp_path)}
        command = [sys.executable, "-m", "codex_backfill", "diff", "fixtures/vault", "--known-pairs", "known_pairs.csv"]
        command += ["--format", "json"]
        printed.add(subprocess.run(command, capture_output=True, check=True, env=environment, cwd=ROOT).stdout)
    assert len(printed) == 1
