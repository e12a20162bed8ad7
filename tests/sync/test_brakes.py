"""Every brake: when it holds and when not, what it tells a person to look at, and that it can be lifted by name."""

from dataclasses import replace

import pytest

from codex_backfill.errors import UsageError
from codex_backfill.known.ledger import Counts
from codex_backfill.sync.brakes import Brake, Figures, Limit, limit, stops

BEFORE = Counts(claims=100, sources=60, accepted=50, settings={})
QUIET = Figures(now=BEFORE, before=BEFORE, changed=3, removed=1, remembered=80)


@pytest.mark.parametrize(
    ("figures", "brake", "says"),
    [
        pytest.param(
            replace(QUIET, changed=33), Brake.CHANGES, "33 of 160 notes would change, 32 may", id="too many changes"
        ),
        pytest.param(
            replace(QUIET, before=None, changed=33), Brake.CHANGES, "a first run is for", id="in a first run, too"
        ),
        pytest.param(replace(QUIET, removed=6), Brake.REMOVALS, "6 links are gone", id="too many removals"),
        pytest.param(
            replace(QUIET, removed=6, changed=0), Brake.REMOVALS, "5 are allowed", id="removals without any edit"
        ),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, claims=0, accepted=0), changed=0),
            Brake.VAULT,
            "100 claims and 60 sources have become 0 claims and 60 sources",
            id="an empty vault, even when nothing would be written",
        ),
        pytest.param(replace(QUIET, now=replace(BEFORE, sources=29)), Brake.VAULT, "29 sources", id="a halved vault"),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, settings={"claims.folders": ["notes"]})),
            Brake.SETTINGS,
            'claims.folders was ["domains", "core", "foundations"] and is ["notes"]',
            id="settings",
        ),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, settings={"claims.field": "from"}), changed=0),
            Brake.SETTINGS,
            'claims.field was "sourced_from" and is "from"',
            id="settings by which entries are gone, though nothing would be written",
        ),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, settings={"match.threshold": 0.4})),
            Brake.WEIGHTS,
            "match.threshold was not set and is 0.4",
            id="weights",
        ),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, accepted=61)),
            Brake.SHARE,
            "links 61% of the claims",
            id="more are accepted",
        ),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, accepted=39)),
            Brake.SHARE,
            "linked 50% the last time",
            id="fewer are accepted",
        ),
        pytest.param(
            replace(QUIET, self_check="precision .81 on 40 known pairs"),
            Brake.SELF_CHECK,
            "precision .81 on 40 known pairs; see `codex-backfill validate`",
            id="the self-check fell short",
        ),
    ],
)
def test_a_brake_holds_says_why_and_can_be_lifted_by_name(figures: Figures, brake: Brake, says: str) -> None:
    (stop,) = stops(figures)
    assert stop.brake is brake
    assert says in str(stop)
    assert str(stop).endswith(f"--force {brake}")
    assert stops(figures, forced=[brake]) == ()
    assert stops(figures, forced=[other for other in Brake if other is not brake]) == (stop,)


@pytest.mark.parametrize(
    "figures",
    [
        pytest.param(QUIET, id="an ordinary run"),
        pytest.param(replace(QUIET, changed=32), id="as many changes as are allowed"),
        pytest.param(replace(QUIET, removed=5), id="as many removals as are allowed"),
        pytest.param(replace(QUIET, before=None, changed=32), id="a first run that writes little"),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, settings={"claims.field": "sourced_from"})),
            id="the default written down",
        ),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, settings={"match.min_precision": 0.9})), id="another floor to check with"
        ),
        pytest.param(
            replace(QUIET, before=replace(BEFORE, settings=None)), id="a ledger of the version that did not tell"
        ),
        pytest.param(replace(QUIET, now=replace(BEFORE, claims=50, accepted=25)), id="exactly half is left"),
        pytest.param(
            replace(QUIET, now=replace(BEFORE, claims=9, accepted=3), before=replace(BEFORE, claims=9, accepted=2)),
            id="one claim of nine is no trend",
        ),
        pytest.param(replace(QUIET, now=replace(BEFORE, accepted=60)), id="ten points are not more than ten points"),
        pytest.param(
            replace(
                QUIET,
                changed=0,
                removed=0,
                now=replace(BEFORE, settings={"claims.field": "from"}, accepted=99),
                self_check="short",
            ),
            id="nothing to write, nothing to stop",
        ),
    ],
)
def test_no_brake_holds(figures: Figures) -> None:
    assert stops(figures) == ()


def test_given_limits_count_even_on_the_first_run() -> None:
    figures = replace(QUIET, before=None, changed=3, removed=1)
    assert [stop.brake for stop in stops(figures, Limit(2), Limit(0))] == [Brake.REMOVALS, Brake.CHANGES]
    assert stops(figures, Limit(3), Limit(1)) == ()


def test_a_given_share_has_no_floor() -> None:
    assert [stop.brake for stop in stops(QUIET, limit("1%"))] == [Brake.CHANGES]
    assert stops(QUIET, limit("2%")) == ()


@pytest.mark.parametrize(("text", "allowed"), [("7", 7), ("5%", 10), ("0", 0), ("100%", 200), (" 3 ", 3)])
def test_a_limit_is_a_number_or_a_share(text: str, allowed: int) -> None:
    assert limit(text).of(200) == allowed


@pytest.mark.parametrize("text", ["", "%", "-1", "1.5", "101%", "five", "5 %", "²"])
def test_anything_else_is_a_usage_error(text: str) -> None:
    with pytest.raises(UsageError, match="is no limit"):
        limit(text)
