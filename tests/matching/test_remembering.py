"""A matcher that remembers gives what one gives that does not, and does less."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import NO_LINKS, Matching, match
from codex_backfill.matching.beside import Linked
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.remembering import RememberingMatcher
from codex_backfill.matching.result import Match
from codex_backfill.matching.self_check import SelfCheck
from codex_backfill.notes.note import Claim, Entry, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import MatchSettings
from tests.matching.invented import archive, citing, claim, source

SETTINGS = MatchSettings()
LINK = Link("domains/000.md", "inbox/archive/missing.md")


def run(
    vault: Vault, labels: Labels, kept: dict[str, Any], links: Mapping[str, Linked] = NO_LINKS
) -> tuple[Matching, dict[str, Any]]:
    """What a matcher finds that remembers this, and what the next one will, as it comes out of a file."""
    matcher = RememberingMatcher(vault, labels, SETTINGS, kept)
    found = match(matcher, links=links)
    return found, json.loads(json.dumps(matcher.rows(found)))


@pytest.fixture
def matched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The claims that are really matched, and the self-check when it is really made, as the test goes on."""
    done: list[str] = []
    match_really, check_really = Matcher.match, Matcher.self_check

    def matching(self: Matcher, one: Claim) -> Match:
        done.append(one.path)
        return match_really(self, one)

    def checking(self: Matcher) -> SelfCheck | None:
        done.append("self-check")
        return check_really(self)

    monkeypatch.setattr(Matcher, "match", matching)
    monkeypatch.setattr(Matcher, "self_check", checking)
    return done


def test_only_a_new_claim_is_matched(matched: list[str]) -> None:
    vault, labels = citing(archive(25, 1), 60, 2)
    known = Labels(frozenset(sorted(labels.yes)[:30]))
    _, kept = run(vault, known, {})
    unknown = {one.path for one in vault.claims} - known.sources.keys()
    assert sorted(matched) == sorted([*unknown, "self-check"])
    matched.clear()
    new = claim("new", cites="Gannet, 2021")
    run(Vault((*vault.claims, new), vault.sources, ()), known, kept)
    assert matched == [new.path]


def test_a_link_that_was_written_makes_nothing_be_matched_again(matched: list[str]) -> None:
    vault, labels = citing(archive(25, 1), 60, 2)
    known = Labels(frozenset(sorted(labels.yes)[:30]))
    _, kept = run(vault, known, {})
    matched.clear()
    written = [
        replace(one, note=replace(one.note, sha256="other"), entries=(Entry("x", 1, 1),)) for one in vault.sources
    ]
    matcher = RememberingMatcher(Vault(vault.claims, tuple(written), ()), known, SETTINGS, kept, workers=2)
    match(matcher)
    assert matched == []
    assert "full" not in vars(matcher), "nothing to compare is made ready for nothing"


@pytest.mark.parametrize("number", [0, 30])
def test_of_claims_that_were_linked_it_is_remembered_how_many_works_they_cite(number: int) -> None:
    vault, labels = citing(archive(25, 1), 60, 2)
    known = Labels(frozenset(sorted(labels.yes)[:number]))
    _, kept = run(vault, known, {})
    links = {one.path: Linked(others=frozenset({"x"})) for one in vault.claims}
    _, kept = run(vault, known, kept, links)
    matcher = RememberingMatcher(vault, known, SETTINGS, kept)
    match(matcher, links=links)
    assert "full" not in vars(matcher), "they are not read again"


def test_what_is_kept_is_the_same_when_nothing_is_new() -> None:
    vault, labels = citing(archive(25, 1), 60, 2)
    known = Labels(frozenset(sorted(labels.yes)[:30]))
    _, kept = run(vault, known, {})
    again = RememberingMatcher(vault, known, SETTINGS, kept)
    assert again.rows(match(again)) == kept


@pytest.mark.parametrize(
    "changed",
    [
        pytest.param({"sources": (source("another", "Gannets"),)}, id="a source more"),
        pytest.param({"labels": Labels(yes=frozenset({LINK}))}, id="a link that is right"),
        pytest.param({"labels": Labels(no=frozenset({LINK}))}, id="a link that is wrong"),
        pytest.param({"labels": Labels(no_source=frozenset({LINK.claim}))}, id="a claim without a source"),
        pytest.param({"settings": replace(SETTINGS, gap=9.0)}, id="other settings"),
    ],
)
def test_all_claims_are_matched_again_after(changed: dict[str, Any], matched: list[str]) -> None:
    vault, _ = citing(archive(25, 1), 20, 2)
    _, kept = run(vault, Labels(), {})
    matched.clear()
    more = Vault(vault.claims, (*vault.sources, *changed.get("sources", ())), ())
    chosen, labels = changed.get("settings", SETTINGS), changed.get("labels", Labels())
    match(RememberingMatcher(more, labels, chosen, kept))
    assert {*matched, LINK.claim, "self-check"} == {*(one.path for one in vault.claims), "self-check"}
