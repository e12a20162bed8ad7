"""A matcher that remembers gives what one gives that does not, and does less."""

import json
import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import NO_LINKS, Matching, match
from codex_backfill.matching.beside import Linked
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.remembering import RememberingMatcher
from codex_backfill.matching.result import Match
from codex_backfill.matching.self_check import SelfCheck
from codex_backfill.notes.note import Claim, Entry, Source, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import MatchSettings
from tests.matching.invented import Shelf, archive, citing, claim, source

SETTINGS = MatchSettings()
LINK = Link("domains/000.md", "inbox/archive/missing.md")
LINKS = {f"domains/{at:03}.md": Linked(others=frozenset({f"inbox/archive/{at}.md"})) for at in range(25)}


def run(
    vault: Vault,
    labels: Labels,
    kept: dict[str, Any],
    links: Mapping[str, Linked] = NO_LINKS,
    shelf: Callable[[str], Shelf] | None = None,
) -> tuple[Matching, dict[str, Any]]:
    """What a matcher finds that remembers this, and what the next one will, as it comes out of a file."""
    matcher = RememberingMatcher(vault, labels, SETTINGS, kept, shelf)
    found = match(matcher, links=links)
    matcher.keep_citations()
    return found, json.loads(json.dumps(matcher.rows(found)))


def edited(one: Claim | Source, rng: random.Random) -> Any:
    """A note with a word more, a link more, another title, or something else to go by."""
    note = one.note
    match rng.choice(["body", "link", "title", "rest"]):
        case "link":
            return replace(one, note=replace(note, sha256=str(rng.random())), entries=(Entry("x", 1, 1),))
        case "title":
            return replace(one, note=replace(note, fields={**note.fields, "title": f"Gannets {rng.randint(0, 9)}"}))
        case "rest" if isinstance(one, Claim):
            return replace(one, citations=(f"Gannet {rng.randint(2019, 2022)}",))
        case "rest" if isinstance(one, Source):
            return replace(one, author="Gannet", date=f"{rng.randint(2019, 2022)}")
    return replace(one, note=replace(note, body=f"{note.body} gannet"))


@settings(max_examples=3)
@given(st.integers(0, 10_000))
def test_it_finds_what_a_full_run_finds_whatever_was_edited_in_between(seed: int) -> None:
    rng = random.Random(seed)
    vault, labels = citing(archive(25, seed), 60, seed + 1)
    known = Labels(frozenset(sorted(labels.yes)[: rng.choice([0, 30])]))
    spare_claims, spare_sources = list(vault.claims[50:]), list(vault.sources[20:])
    vault = Vault(vault.claims[:50], vault.sources[:20], ())
    kept: dict[str, Any] = {}
    shelf = defaultdict[str, Shelf](Shelf).__getitem__
    for _ in range(6):
        found, kept = run(vault, known, kept, LINKS, shelf)
        assert found == match(Matcher(vault, known, SETTINGS), links=LINKS)
        claims, sources = list(vault.claims), list(vault.sources)
        for _ in range(rng.randint(0, 2)):
            match rng.choice(
                ["edit a claim", "edit a source", "add a claim", "add a source", "drop a claim", "answer"]
            ):
                case "edit a claim":
                    at = rng.randrange(len(claims))
                    claims[at] = edited(claims[at], rng)
                case "edit a source":
                    at = rng.randrange(len(sources))
                    sources[at] = edited(sources[at], rng)
                case "add a claim" if spare_claims:
                    claims.append(spare_claims.pop())
                case "add a source" if spare_sources:
                    sources.append(spare_sources.pop())
                case "drop a claim":
                    claims.pop(rng.randrange(len(claims)))
                case "answer":
                    no = Link(rng.choice(claims).path, rng.choice(sources).path)
                    known = replace(known, yes=known.yes - {no}, no=known.no | {no})
        vault = Vault(tuple(claims), tuple(sources), ())


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
