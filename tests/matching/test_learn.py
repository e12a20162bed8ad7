"""Known pairs to weights: no claim is judged by what its own sources taught."""

import math
from dataclasses import replace
from functools import cache
from operator import sub

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.known.labels import Labels
from codex_backfill.matching import default_weights as defaults
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.features import FEATURES, Measured
from codex_backfill.matching.index import Index
from codex_backfill.matching.learn import (
    DEFAULTS,
    ENOUGH,
    FOLDS,
    SIGNS,
    TAKEN_OUT,
    THRESHOLD,
    Block,
    block,
    folds,
    learn,
    taught,
)
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.weights import Basis
from codex_backfill.notes.note import Source, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import MatchSettings
from tests.matching.invented import archive, citing, claim, source


def test_the_defaults_are_for_exactly_what_is_measured() -> None:
    assert tuple(defaults.LEARNED) == FEATURES
    for (feature, (weight, variance)), sign in zip(defaults.LEARNED.items(), SIGNS, strict=False):
        assert weight * sign >= 0, f"{feature} counts the wrong way"
        assert variance >= 0


KNOWN = st.dictionaries(
    st.text("abcdefgh", min_size=1, max_size=3), st.sets(st.sampled_from("ABCDEFGHIJKL"), max_size=2)
)


@given(KNOWN)
def test_no_source_stands_in_two_folds(known: dict[str, set[str]]) -> None:
    found = folds(known)
    assert found.keys() == known.keys()
    assert found == folds(dict(reversed(known.items())))
    for one, its in known.items():
        for other, others in known.items():
            assert its.isdisjoint(others) or found[one] == found[other]


def test_folds_are_of_about_equal_size() -> None:
    found = folds({f"claim {number}": {f"source {number // 3}"} for number in range(90)})
    sizes = [sum(fold == one for fold in found.values()) for one in range(FOLDS)]
    assert max(sizes) - min(sizes) <= 3


def measured(source: int, work: int | None = 0) -> Measured:
    """A candidate of which only the number counts, and which citation it answers."""
    return Measured(source, work, (float(source),))


def sources_of(block: Block) -> list[tuple[int, bool]]:
    """What a block teaches: a source's number, and whether it is right."""
    return [(int(values[0]), is_right) for values, is_right, _ in block.examples]


def test_a_look_alike_teaches_where_the_true_source_is_missing_too() -> None:
    found = Block("claim", frozenset({1}), (measured(1), measured(2)), (measured(2),))
    assert sources_of(found) == [(1, True), (2, False), (2, False)]
    assert [one.counts for one in found.examples] == [1.0, 1.0, TAKEN_OUT]


@pytest.mark.parametrize(
    ("answered", "taught"),
    [
        pytest.param({1: 0}, [1, 2, 3], id="what answers another citation is neither right nor wrong"),
        pytest.param({1: 0, 4: 1}, [1, 4, 2, 3, 5], id="unless that one has a known source too"),
        pytest.param({1: None}, [1, 2, 3, 5], id="or nobody can tell which citation the known source answers"),
        pytest.param({}, [2, 3, 5], id="or there is none"),
    ],
)
def test_what_is_not_known_to_be_wrong_teaches_nothing(answered: dict[int, int | None], taught: list[int]) -> None:
    right = [measured(source, work) for source, work in answered.items()]
    wrong = [measured(2, 0), measured(3, None), measured(5, 1)]
    found = Block("claim", frozenset(answered), (*right, *wrong), ())
    assert [one for one, _ in sources_of(found)] == taught
    refused = replace(found, refused=frozenset({5}))
    assert [one for one, _ in sources_of(refused)] == [*taught, *({5} - {*taught})], "unless a person said so"


def test_a_copy_of_a_true_source_is_not_taught_as_wrong_and_is_taken_out_with_it() -> None:
    address = "https://water.org/night-flow"
    sources = (
        source("true", "Night flow finds leaks", "Okafor", url=address),
        source("twin", "Leaks found at night", url=address),
        source("other", "Night flow costs nothing"),
    )
    corpus = Corpus(sources)
    one = claim("c", cites=f"Okafor, 'Night flow finds leaks', {address}")
    labels = Labels(frozenset({Link(one.path, sources[0].path)}))
    found = block(corpus, Index(corpus), corpus.read(one), labels)
    assert {corpus.sources[row.source].path for row in found.present} == {one.path for one in sources}
    assert {corpus.sources[row.source].path for row in found.absent} == {sources[2].path}
    assert sources[1].path not in {corpus.sources[row.source].path for row, _ in found.told(found.present)}


def test_what_is_taken_out_with_its_copies_makes_room_for_as_many() -> None:
    address = "https://water.org/night-flow"
    others = [source(f"other {at}", f"Night flow {'again ' * at}", "Okafor") for at in range(12)]
    twins = [source(f"twin {at}", "Leaks found at night", url=address) for at in range(5)]
    right = source("true", "Night flow finds leaks", "Okafor", url=address)
    one = claim("c", cites=f"Okafor, 'Night flow finds leaks', {address}")
    labels = Labels(frozenset({Link(one.path, right.path)}))

    def absent(*sources: Source) -> set[str]:
        corpus = Corpus(sources)
        found = block(corpus, Index(corpus), corpus.read(one), labels).absent
        return {corpus.sources[row.source].path for row in found}

    assert absent(right, *twins, *others) == absent(right, *others)


def test_a_sample_is_the_same_whatever_the_order() -> None:
    claims = [f"claim {number}" for number in range(3000)]
    assert taught(claims) == taught(reversed(claims))
    assert len(taught(claims)) == 500


VAULT, LABELS = citing(archive(60, seed=3), 90, seed=4)


@cache
def matcher(labels: Labels = LABELS) -> Matcher:
    """A matcher of the small vault, one for all tests: what it learns of some labels, it learns once."""
    return Matcher(VAULT, labels, MatchSettings())


def test_few_pairs_teach_nothing() -> None:
    few = Labels(frozenset(sorted(LABELS.yes)[: ENOUGH - 5]))
    assert matcher(few).model == DEFAULTS
    assert matcher(few).self_check() is None


def test_many_pairs_move_the_weights() -> None:
    assert matcher().model.weights != DEFAULTS.weights
    assert matcher().model.pairs == len(LABELS.sources)


def test_fitted_weights_are_used_only_where_they_are_better_on_what_they_were_not_fitted_to() -> None:
    one = matcher()
    assert (one.learned.basis, one.learned.gain > one.learned.error > 0) == (Basis.FITTED, True)


def test_claims_that_teach_nothing_leave_the_defaults_as_they_are() -> None:
    alike = (0.0,) * len(FEATURES)
    blocks = [
        Block(f"{at}", frozenset({1}), (Measured(1, 0, alike), Measured(2, 0, alike)), (Measured(2, 0, alike),))
        for at in range(ENOUGH)
    ]
    start = replace(DEFAULTS, prior=-math.log(1 + TAKEN_OUT))
    learned = learn({block.claim: {block.claim} for block in blocks}, blocks, start=start)
    assert (learned.basis, learned.model, set(learned.parts.values())) == (Basis.DEFAULTS, start, {start})


def test_every_fitted_model_has_the_same_bar() -> None:
    learned = matcher().learned
    assert {one.threshold for one in (learned.model, *learned.parts.values())} == {THRESHOLD}


def test_a_claim_is_judged_by_a_model_that_does_not_change_with_its_own_answer() -> None:
    """Another source, that nobody else's is, is called the right one for a claim: its own judge must not notice."""
    used = [one.source for one in LABELS.yes]
    mine = next(
        one for one in sorted(LABELS.yes) if used.count(one.source) == 1 and len(LABELS.sources[one.claim]) == 1
    )
    unused = next(one.path for one in VAULT.sources if one.path not in used)
    whole, changed = matcher(), matcher(Labels(LABELS.yes - {mine} | {Link(mine.claim, unused)}))
    before, after = (one.learned.parts[mine.claim] for one in (whole, changed))
    assert after.weights == pytest.approx(before.weights, abs=0.01)  # as near as the search for them goes
    moved = map(abs, map(sub, whole.model.weights, changed.model.weights))
    assert max(moved) > 0.1


def test_refused_pairs_teach_too() -> None:
    wrong = next(
        Link(match.claim, match.candidates[0].source)
        for match in map(matcher().match, VAULT.claims)
        if match.claim not in LABELS.sources and match.candidates
    )
    assert matcher(Labels(LABELS.yes, frozenset({wrong}))).model.weights != matcher().model.weights


def test_sources_that_are_not_there_make_no_claim_known() -> None:
    fewer = Matcher(Vault(VAULT.claims, VAULT.sources[:1], ()), LABELS, MatchSettings())
    assert all(sources <= {VAULT.sources[0].path} for sources in fewer.known.values())


@pytest.mark.parametrize("cites", ["", "Quarrel 1999"])
def test_known_pairs_that_have_nothing_in_common_teach_nothing(cites: str) -> None:
    claims = tuple(claim(f"zythum{at}", cites) for at in range(30))
    sources = tuple(source(f"{at}", "Gannets") for at in range(30))
    labels = Labels(frozenset(Link(one.path, other.path) for one, other in zip(claims, sources, strict=True)))
    one = Matcher(Vault(claims, (*sources, source("rye", "Rye bread")), ()), labels, MatchSettings())
    assert (one.model, one.learned.basis) == (DEFAULTS, Basis.DEFAULTS)
