"""What the index brings up for a claim: bounded, and without those that are taken out."""

from dataclasses import replace

from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.index import BY_HEAD, BY_MENTION, BY_NAME, BY_TEXT, Index
from codex_backfill.notes.note import Claim, Source
from tests.matching.invented import WORDS, archive, citing, claim, source


def found(one: Claim, *sources: Source, without: tuple[str, ...] = ()) -> list[str]:
    """The names of a claim's candidates."""
    corpus = Corpus(sources)
    taken = [corpus.number[f"inbox/archive/{name}.md"] for name in without]
    candidates = Index(corpus).find(corpus.read(one), len(taken)).candidates(taken)
    return [corpus.sources[number].path.rpartition("/")[2].removesuffix(".md") for number in candidates]


CROWD = tuple(
    source(f"crowd-{at:03}", f"Harbour mussel report {at}", "Harbour board", body=" ".join(WORDS)) for at in range(400)
)


def test_each_kind_of_evidence_brings_its_source_up() -> None:
    hidden = source("zz-hidden", "Zythum revived", "Quarrel", url="https://doi.org/10.7777/zyt", body="amphora yeast")
    for one in (
        claim(cites="Pell, 'Zythum'"),
        claim(cites="Quarrel 2020"),
        claim(cites="doi:10.7777/zyt"),
        claim(cites="zz-hidden"),
        claim(body="As [[zz-hidden]] has it."),
        claim(body="An amphora holds yeast."),
        claim(cites="the amphora paper"),
    ):
        assert "zz-hidden" in found(one, *CROWD, hidden), one


def test_candidates_are_few_however_many_are_alike() -> None:
    one = claim(cites="Harbour board, harbour mussel report", body=" ".join(WORDS))
    assert len(found(one, *CROWD)) <= BY_HEAD + BY_TEXT + BY_MENTION


def test_a_day_names_the_sources_that_have_it() -> None:
    others = [source(f"other-{at:02}", "Zythum", "Quarrel", "2021-02-04") for at in range(40)]
    dated = source("zz-dated", "Zythum revived", "Quarrel", "2021-02-03")
    assert "zz-dated" in found(claim(cites="Pell, 2021-02-03"), *others, dated)
    assert "zz-dated" not in found(claim(cites="Pell, 2021-02-00"), *others, dated)


def test_of_an_authors_many_works_those_of_the_month_come_first() -> None:
    monthly = [source(f"{at}", f"Zythum {WORDS[at]}", "Quarrel", f"2021-{at:02}-00") for at in range(1, 13)]
    for at in range(1, 13):
        assert f"{at}" in found(claim(cites=f"Quarrel, 2021-{at:02}-15"), *CROWD, *monthly)


def test_what_no_source_has_brings_nothing_up() -> None:
    monthly = [source(f"{at}", f"Zythum {WORDS[at]}", "Quarrel", f"2021-{at:02}-00") for at in range(1, 13)]
    unheard = " ".join(f"unheard{at} of{at}" for at in range(50))  # more words than all sources have words and months
    assert found(claim(cites=f"{unheard}, 2019-05-15"), *monthly) == []


def test_what_many_sources_have_names_none_of_them() -> None:
    posts = [source(f"{at:02}", f"Zythum {at}", "Quarrel", url="https://quarrel.org/") for at in range(BY_NAME)]
    one = claim(cites="https://quarrel.org/")
    assert len(found(one, *posts)) == BY_NAME
    more = source("more", "Zythum again", "Quarrel", url="https://quarrel.org/")
    assert len(found(one, *posts, more)) <= BY_HEAD + BY_TEXT + BY_MENTION


def test_a_claim_that_cites_nothing_is_looked_up_by_its_text_more_widely() -> None:
    sources = [source(f"{at:02}", "Harbour", "Board", body=f"Amphora yeast {WORDS[at]}") for at in range(20)]
    assert len(found(claim(body="Amphora yeast."), *sources)) == len(sources)


def test_where_a_claim_cites_nothing_its_less_telling_words_are_looked_up_too() -> None:
    first, last = WORDS[:12], WORDS[12:24]
    crowd = [source(f"{at:02}", "Harbour", "Board", body=" ".join(first[at % 2 :: 2])) for at in range(90)]
    others = [source(f"x{at:02}", "Board", "Harbour", body=last[at % 12]) for at in range(540)]
    hidden = source("zz", "Quay", "Board", body=" ".join((*first[:4], *last)))
    one = claim(body=" ".join((*first, *last)))
    assert "zz" in found(one, *crowd, *others, hidden)
    assert "zz" not in found(replace(one, citations=("Pell 2020",)), *crowd, *others, hidden)


def test_who_is_taken_out_makes_room_for_the_next() -> None:
    one = claim(cites="Quarrel, 'Zythum revived'")
    sources = [source(f"{at}", f"Zythum revived {'again ' * at}", "Quarrel") for at in range(10)]
    assert "9" not in found(one, *sources)
    assert "9" in found(one, *sources, without=tuple(map(str, range(8))))
    assert not {"0", "1"} & set(found(one, *sources, without=("0", "1")))


def test_the_right_source_is_nearly_always_among_them() -> None:
    """99.5% is the goal where something of the source stands in the claim at all."""
    vault, labels = citing(archive(200, seed=1), 400, seed=2)
    corpus = Corpus(vault.sources)
    index = Index(corpus)
    lost = total = 0
    for one in vault.claims:
        candidates = index.find(corpus.read(one)).candidates()
        true = [corpus.number[path] for path in labels.sources.get(one.path, ())]
        total += len(true)
        lost += sum(number not in candidates for number in true)
    assert total > 300
    assert lost <= 0.005 * total
