"""Claims to matches, end to end: what holds for every vault, and the fast path against a slow, obvious one."""

import math
import pickle
import random
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_backfill.citations.partial_date import PartialDate
from codex_backfill.known.labels import Labels
from codex_backfill.matching.all_claims import match
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.features import BESIDE, FEATURES, Comparer
from codex_backfill.matching.index import (
    BY_HEAD,
    BY_HEADS,
    BY_MENTION,
    BY_RECORD,
    BY_TEXT,
    BY_TEXT_ALONE,
    QUERY_WORDS,
    Index,
    Shortlist,
)
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.rarity import rarity
from codex_backfill.matching.result import Match, Verdict
from codex_backfill.matching.sides import ClaimSide, SourceSide
from codex_backfill.matching.verdicts import Reason
from codex_backfill.matching.weights import probability
from codex_backfill.notes.note import Claim, Source, Vault
from codex_backfill.settings import MatchSettings
from codex_backfill.terminal.progress import Item
from tests.matching.invented import archive, citing, claim, link, source, vault

OKAFOR = source("okafor", "Night flow finds leaks first", "Ada Okafor", "2024-03-11")
HOLLINS = source("hollins", "Smart meters and thrift", "J. Hollins", "2023-06-01")
OTHERS = archive(12, seed=9)


def names(found: Match) -> list[str]:
    """The names of a match's links, in order."""
    return [one.source.rpartition("/")[2].removesuffix(".md") for one in found.links]


def only(one: Claim, *sources: Source, labels: Labels | None = None, settings: MatchSettings | None = None) -> Match:
    """The match of one claim against some sources and a crowd."""
    found = match(Matcher(vault(one, *sources, *OTHERS), labels or Labels(), settings or MatchSettings())).matches
    return found[0]


@pytest.mark.parametrize(
    ("cites", "linked"),
    [
        pytest.param("Okafor, 'Night flow finds leaks first' (2024-03-11)", ["okafor"], id="author, title and day"),
        pytest.param("inbox/archive/okafor.md", ["okafor"], id="a path"),
        pytest.param("Hollins, 'Smart meters and thrift' (2023); Okafor, 'Night flow finds leaks first' (2024)", ["hollins", "okafor"], id="two works, in the order of the text"),
        pytest.param("Okafor, 'Night flow finds leaks first' (2024); Hollins, 'Smart meters and thrift' (2023)", ["okafor", "hollins"], id="and in the other order"),
        pytest.param("Okafor, 'Night flow finds leaks first' (2024-03-12)", [], id="another day is for a person"),
        pytest.param("Okafor, 'What valves hide' (2024)", [], id="another work of the author"),
        pytest.param("conversations, spring 2024", [], id="no work at all"),
        pytest.param("TODO", [], id="a placeholder"),
    ],
)  # fmt: skip
def test_links_without_anything_known(cites: str, linked: list[str]) -> None:
    assert names(only(claim(cites=cites), OKAFOR, HOLLINS)) == linked


def test_a_placeholder_falls_back_on_the_text_which_is_for_a_person_where_nothing_is_known_to_check_with() -> None:
    body = (
        "Quiet pipes at night betray a leak: minimum flow between two and four shows loss before any customer calls. "
        * 3
    )
    body += " ".join(f"valve{letter} loss{letter} zone{letter}" for letter in "abcdefghijklmnop")
    known = replace(OKAFOR, note=replace(OKAFOR.note, body=body))
    found = only(claim("night flow finds leaks", "TODO", body), known)
    assert (found.verdict, found.reason) == (Verdict.REVIEW, Reason.UNCITED)
    assert found.candidates[0].source == known.path
    assert only(claim("night flow finds leaks", "TODO", body), HOLLINS).verdict is Verdict.NONE


def test_equals_go_to_a_person_and_a_copy_that_says_more_is_linked() -> None:
    twin = replace(OKAFOR, note=replace(OKAFOR.note, path="inbox/archive/okafor-again.md"))
    cites = "Okafor, 'Night flow finds leaks first' (2024-03-11)"
    tied = only(claim(cites=cites), OKAFOR, twin)
    assert (tied.verdict, tied.reason, names(tied)) == (Verdict.REVIEW, Reason.TIE, [])
    assert names(only(claim(cites=cites), OKAFOR, replace(twin, date="2024-03"))) == ["okafor"]


def test_what_a_person_said_holds() -> None:
    cites = "Okafor, 'Night flow finds leaks first' (2024-03-11)"
    again = source("okafor-talk", "Night flow finds leaks first: a talk", "Ada Okafor", "2024-03-11")
    assert names(only(claim(cites=cites), OKAFOR, again)) == ["okafor"]
    refused = only(claim(cites=cites), OKAFOR, again, labels=Labels(no=frozenset({link("c", "okafor")})))
    assert "inbox/archive/okafor.md" not in {one.source for one in refused.candidates}
    assert refused.verdict is not Verdict.ACCEPTED
    ended = only(claim(cites=cites), OKAFOR, labels=Labels(no_source=frozenset({"domains/c.md"})))
    assert (ended.verdict, ended.reason, ended.candidates) == (Verdict.NONE, Reason.NO_SOURCE, ())


def test_what_is_known_or_skipped_is_not_matched() -> None:
    notes = vault(claim("a", "Okafor 2024"), claim("b", "Okafor 2024"), claim("c", "Okafor 2024"), OKAFOR)
    labels = Labels(frozenset({link("a", "okafor")}))
    found = match(Matcher(notes, labels, MatchSettings()), skip={"domains/b.md"})
    assert [one.claim for one in found.matches] == ["domains/c.md"]


def test_settings_stand_in_for_what_was_learned() -> None:
    cites = "Okafor, 'Night flow finds leaks first' (2024-03-11)"
    assert only(claim(cites=cites), OKAFOR, settings=MatchSettings(threshold=0.9999)).verdict is Verdict.REVIEW
    heavy = only(claim(cites=cites), OKAFOR, settings=MatchSettings(weights={"title.exact": -20.0}))
    assert heavy.verdict is Verdict.NONE
    asked = Matcher(vault(claim(cites=cites), OKAFOR), Labels(), MatchSettings(weights={"title.exact": -20.0}))
    (part,) = (one for one in asked.explain("domains/c.md").candidates[0].evidence if one.name == "title")
    assert (part.level, part.weight) == ("exact", -20.0)


def test_an_empty_vault_has_no_matches() -> None:
    assert match(Matcher(vault(), Labels(), MatchSettings())).matches == ()
    (alone,) = match(Matcher(vault(claim(cites="Okafor 2024")), Labels(), MatchSettings())).matches
    assert (alone.verdict, alone.reason) == (Verdict.NONE, Reason.NOTHING)


def test_explain_shows_whom_one_asks_for() -> None:
    matcher = Matcher(vault(claim(cites="Okafor 2024"), OKAFOR, HOLLINS, *OTHERS), Labels(), MatchSettings())
    far = max(OTHERS, key=lambda one: one.path).path
    assert far in {one.source for one in matcher.explain("domains/c.md", far).candidates}


def test_a_match_that_comes_from_elsewhere_is_given_its_evidence() -> None:
    """From another process, or from an earlier run: nothing of the matcher stands in it."""
    notes, labels = citing(archive(25, seed=3), 60, seed=4)
    known = Labels(frozenset(sorted(labels.yes)[:30]))
    taken = pickle.loads(pickle.dumps(match(Matcher(notes, known, MatchSettings(), workers=2)).matches))
    matcher = Matcher(notes, known, MatchSettings())
    for one in taken:
        explained = matcher.explained(one)
        assert replace(explained, candidates=tuple(replace(c, evidence=()) for c in explained.candidates)) == one
        for candidate in explained.candidates:
            assert candidate.score == sum(part.weight for part in candidate.evidence)
            assert any(part.detail for part in candidate.evidence) == (one.verdict is not Verdict.NONE)


def test_a_large_corpus_is_let_go_and_evidence_is_told_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    notes, _ = citing(archive(25, seed=3), 20, seed=4)
    matcher = Matcher(notes, Labels(), MatchSettings())
    *_, last = match(matcher).matches
    assert "index" in vars(matcher.measurer)
    monkeypatch.setattr("codex_backfill.matching.all_claims.ROOMY", 25)
    match(matcher)
    assert "index" not in vars(matcher.measurer)
    assert matcher.explained(last) == Matcher(notes, Labels(), MatchSettings()).explained(last)


SMALL = settings(max_examples=4)


@SMALL
@given(st.integers(0, 10_000), st.booleans())
def test_the_order_of_notes_and_of_pairs_changes_nothing(seed: int, is_taught: bool) -> None:
    notes, labels = citing(archive(25, seed), 50, seed + 1)
    rng = random.Random(seed)
    known = Labels(frozenset(sorted(labels.yes)[:30])) if is_taught else Labels()
    shuffled = Vault(tuple(rng.sample(notes.claims, 50)), tuple(rng.sample(notes.sources, 25)), ())
    assert match(Matcher(notes, known, MatchSettings())) == match(Matcher(shuffled, known, MatchSettings()))


@SMALL
@given(st.integers(0, 10_000), st.booleans())
def test_evidence_adds_up_to_the_score_and_the_score_to_the_probability(seed: int, is_set: bool) -> None:
    notes, _ = citing(archive(25, seed), 30, seed + 1)
    chosen = MatchSettings(weights={"title.near": 1.5, "prior.any": -6.0} if is_set else {})
    matcher = Matcher(notes, Labels(), chosen)
    explained = [matcher.explained(matcher.match(one)) for one in notes.claims]
    for one in (*explained, *(matcher.explain(one.path) for one in notes.claims)):
        scores = [candidate.score for candidate in one.candidates]
        assert scores == sorted(scores, reverse=True)
        for candidate in one.candidates:
            assert candidate.score == sum(part.weight for part in candidate.evidence)
            assert candidate.probability == probability(candidate.score)
            assert len({part.name for part in candidate.evidence}) == len(candidate.evidence)
        accepted = [candidate.citation for candidate in one.links]
        assert len(set(accepted)) == len(accepted)


def worth_comparing(corpus: Corpus, side: ClaimSide) -> list[int]:
    """What the index has to find, by asking every source: for each question the few that share most with the claim."""
    every = range(len(corpus.sources))

    def most(shares: Callable[[SourceSide], float], limit: int) -> list[int]:
        shared = {number: shares(corpus.sources[number]) for number in every}
        return sorted((number for number in every if shared[number]), key=lambda number: -shared[number])[:limit]

    def months(dates: Iterable[PartialDate]) -> list[PartialDate]:
        return list(dict.fromkeys(PartialDate(date.year, date.month) for date in dates if date.month))

    def nats(term: int | PartialDate) -> float:
        if isinstance(term, int):
            return corpus.head_rarity[term]
        return rarity(len(every), sum(term in months(one.dates) for one in corpus.sources))

    def in_head(one: SourceSide, terms: list[int | PartialDate]) -> float:
        length = math.sqrt(sum(map(nats, one.head)))
        return sum([nats(term) / length for term in terms if term in {*one.head, *months(one.dates)}])

    def in_record(one: SourceSide, rarest: list[int]) -> float:
        nats = corpus.record_rarity
        return sum([nats[word] * (nats[word] / one.length) for word in rarest if word in one.record])

    def in_text(one: SourceSide, heaviest: list[tuple[int, float]]) -> float:
        return sum([weight * one.text[word] for word, weight in heaviest if word in one.text])

    found = [number for number in every if corpus.sources[number].name in side.linked]
    for work in side.works:
        terms: list[int | PartialDate] = [*work.words, *months(work.dates)]
        rarest = sorted(terms, key=nats, reverse=True)
        found += most(partial(in_head, terms=rarest), BY_HEAD if len(side.works) == 1 else BY_HEADS)
        telling = sorted(work.words, key=corpus.record_rarity.__getitem__, reverse=True)
        found += most(partial(in_record, rarest=telling), BY_RECORD)
        pointers = {*work.identifiers, *(pointer.value for pointer in work.identifiers)}
        found += [
            number for number in every if pointers & {*corpus.sources[number].identifiers, corpus.sources[number].name}
        ]
        days = {date for date in work.dates if date.day}
        found += [number for number in every if days & {*corpus.sources[number].dates}]
    for query, limit in ((side.text, BY_TEXT if side.works else BY_TEXT_ALONE), (side.cited, BY_MENTION)):
        found += most(partial(in_text, heaviest=list(query.items())[:QUERY_WORDS]), limit)
    return sorted(set(found))


class Asking:
    """An index that finds what a slow and obvious function gives for a claim."""

    def __init__(self, corpus: Corpus, found: Callable[[Corpus, ClaimSide], Iterable[int]]) -> None:
        self.corpus, self.found = corpus, found

    def find(self, side: ClaimSide) -> Shortlist:
        """A claim to the sources that it is to be compared with."""
        return Shortlist((), frozenset(self.found(self.corpus, side)))


def asking(notes: Vault, labels: Labels, found: Callable[[Corpus, ClaimSide], Iterable[int]]) -> Matcher:
    """A matcher that has learned what it usually does, and compares every claim with what `found` gives."""
    matcher = Matcher(notes, labels, MatchSettings(), learned=Matcher(notes, labels, MatchSettings()).learned)
    matcher.measurer.index = cast(Index, Asking(matcher.corpus, found))
    return matcher


def alone_as_together(matcher: Matcher, one: Claim) -> bool:
    """Whether each source of a claim is measured the same beside the others as if there were no other."""
    side = matcher.corpus.read(one)
    numbers = worth_comparing(matcher.corpus, side)
    together = Comparer(matcher.corpus, side).measure(numbers)
    alone = [Comparer(matcher.corpus, side).measure([number])[0] for number in numbers]
    compared = len(FEATURES) - len(BESIDE)
    return [row.values[:compared] for row in together] == [row.values[:compared] for row in alone]


@settings(max_examples=5)
@given(st.integers(0, 10_000), st.booleans())
def test_every_accepted_link_is_the_one_that_asking_every_source_gives(seed: int, is_taught: bool) -> None:
    notes, labels = citing(archive(15, seed), 50, seed + 1)  # so few that all postings of a question are read
    known = Labels(frozenset(sorted(labels.yes)[:30])) if is_taught else Labels()
    fast = match(Matcher(notes, known, MatchSettings())).matches
    slow = asking(notes, known, worth_comparing)
    unknown = [one for one in notes.claims if one.path not in known.sources]
    assert list(fast) == [slow.match(one) for one in unknown]
    assert all(alone_as_together(slow, one) for one in unknown)


def test_several_workers_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codex_backfill.matching.measurer.MANY", 1)
    notes, labels = citing(archive(25, seed=1), 150, seed=2)
    known = Labels(frozenset(sorted(labels.yes)[:40]))
    one, several = (match(Matcher(notes, known, MatchSettings(), workers=number)) for number in (1, 3))
    assert several == one
    assert one.self_check is not None


@pytest.mark.parametrize("workers", [1, 2])
def test_progress_counts_every_claim_and_source_from_the_first_to_the_last(
    workers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codex_backfill.matching.measurer.MANY", 1)
    notes, labels = citing(archive(10, seed=1), 150, seed=2)
    seen: dict[str, int] = {}

    def progress(items: Iterable[Item], what: str, unit: str, total: int | None = None) -> Iterable[Item]:
        for item in items:
            seen[f"{what}, {unit}"] = seen.get(f"{what}, {unit}", 0) + 1
            yield item

    known = Labels(frozenset(sorted(labels.yes)[:40]))
    match(Matcher(notes, known, MatchSettings(), workers=workers, progress=progress))
    count = len({link.claim for link in known.yes})
    assert seen == {
        "reading sources, sources": 10,
        "indexing, sources": 10,
        "reading citations, texts": len({text for one in notes.claims for text in one.citations}),
        "learning, claims": count,
        "fitting weights, folds": 5,
        "checking itself, known claims": count,
        "matching, claims": 150 - count,
    }


def test_an_archive_of_thousands_makes_a_rare_word_worth_more() -> None:
    cites = "Quarrel on zythum"
    sought = source("quarrel", "The revival of zythum", "Ines Quarrel")
    small = only(claim(cites=cites), sought).candidates[0]
    crowd = tuple(source(f"{at:04}", f"Harbour report {at}", "Harbour board") for at in range(2000))
    large = (
        match(Matcher(vault(claim(cites=cites), sought, *crowd), Labels(), MatchSettings())).matches[0].candidates[0]
    )
    assert small.source == large.source == sought.path
    assert math.isfinite(large.score)
