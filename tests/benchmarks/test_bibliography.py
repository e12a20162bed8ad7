import os
import random
import subprocess
import sys

import pytest
from rapidfuzz import fuzz

from codex_backfill.citations.parse import parse
from codex_backfill.citations.tokens import fold
from tests.benchmarks.bibliography import Bibliography, Tally, cite, invent, tally
from tests.benchmarks.styles import STYLES
from tests.benchmarks.works import invent_works


@pytest.fixture(scope="module")
def made() -> Bibliography:
    return invent(size=400, claims=200, noise=1.0, absent=0.25, seed=7)


def test_the_archive_has_the_size_that_was_asked_for(made: Bibliography) -> None:
    assert len(made.vault.sources) == 400
    assert len(made.vault.claims) == 200


def test_answers_are_sources_of_the_archive_or_nothing(made: Bibliography) -> None:
    paths = {source.path for source in made.vault.sources}
    absent = [answer for answer in made.answers.values() if answer is None]
    assert all(answer in paths for answer in made.answers.values() if answer is not None)
    assert 30 <= len(absent) <= 70


def test_half_of_the_absent_works_have_a_look_alike_in_the_archive(made: Bibliography) -> None:
    families = {work.family for work in made.archive.values()}
    absent = {one.work.number: one.work for one in made.cited.values() if one.source is None}
    tempting = [work for work in absent.values() if work.family in families]
    assert 0.3 < len(tempting) / len(absent) < 0.8


def test_no_two_works_are_told_apart_by_nothing() -> None:
    works = invent_works(3000, seed=3)
    assert len({(work.title.casefold(), work.authors, work.year) for work in works}) == len(works)


def test_works_of_a_family_are_look_alikes() -> None:
    kinds = {work.kin for work in invent_works(3000, seed=3)}
    assert kinds == {
        "alone", "first", "journal version", "extended abstract", "follow-up", "comment", "edition", "neighbour", "series",
        "namesake", "recurring", "sibling", "elsewhere",
    }  # fmt: skip


def test_the_same_seed_gives_the_same_bibliography_in_any_process() -> None:
    code = "from tests.benchmarks.bibliography import invent; print(hash(repr(sorted(invent(60, 30).cited.items()))) and repr(invent(60, 30)))"
    runs = [
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        )
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


@pytest.mark.parametrize("style", STYLES)
def test_a_clean_string_of_every_style_is_read_back(style: str) -> None:
    rng = random.Random(5)
    works = invent_works(150, seed=11)
    right = 0
    for work in works:
        text, given = cite(work, style, 0.0, rng)
        [citation] = parse(text)
        title = fuzz.ratio(fold(citation.titles[0]), fold(given.title)) >= 92 if citation.titles else False
        right += title and work.year in {date.year for date in citation.dates}
    assert right >= 0.95 * len(works)


def test_noise_damages_strings() -> None:
    [work] = invent_works(1, seed=2)[:1]
    clean = {cite(work, "apa", 0.0, random.Random(seed))[0] for seed in range(40)}
    bad = {cite(work, "apa", 3.0, random.Random(seed))[0] for seed in range(40)}
    assert len(bad) > len(clean)


@pytest.mark.parametrize(
    ("links", "counts"),
    [
        pytest.param([["right"], []], Tally(1, 0, 0, 0), id="what is there is linked, what is not is not"),
        pytest.param([["other"], []], Tally(0, 1, 1, 0), id="a wrong link is also a miss"),
        pytest.param([["right", "other"], []], Tally(1, 1, 0, 0), id="a link too many is wrong"),
        pytest.param([[], ["other"]], Tally(0, 1, 1, 1), id="a link for an absent work is wrong and misled"),
    ],
)
def test_counts_links(made: Bibliography, links: list[list[str]], counts: Tally) -> None:
    there = next(one for one in made.cited.values() if one.source)
    absent = next(one for one in made.cited.values() if one.source is None)
    named = [[there.source or "" if link == "right" else link for link in some] for some in links]
    assert tally({"a": named[0], "b": named[1]}, {"a": there, "b": absent}) == counts
