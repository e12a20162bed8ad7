"""Each comparison: what it measures of a pair, and the level it tells a person."""

from dataclasses import replace

import pytest

from codex_backfill.matching.comparisons import COMPARISONS, Pair
from codex_backfill.matching.corpus import Corpus
from codex_backfill.matching.features import DECLARED, best_work
from codex_backfill.notes.note import Claim, Source
from tests.matching.comparisons_page import PAGE, page
from tests.matching.invented import archive, claim, source

OTHERS = archive(20, seed=5)
BY_NAME = {comparison.name: comparison for comparison in COMPARISONS}
LONG = " ".join(
    f"{first}{second}ing" for first in ("wad", "dred", "moor", "fish", "salt", "graz") for second in "abcdefgh"
)
"""48 words: enough to be compared."""


def outcome(name: str, one: Claim, other: Source) -> tuple[str, dict[str, float], str]:
    """A comparison's level, its numbers that are not 0, and its words for a link."""
    corpus = Corpus((*OTHERS, other))
    side = corpus.read(one)
    own = corpus.sources[corpus.number[other.path]]
    work = best_work(corpus, side, own)
    pair = Pair(corpus, side, None if work is None else side.works[work], own)
    comparison = BY_NAME[name]
    values = comparison.measure(pair)
    assert len(values) == len(comparison.features)
    numbers = {feature.name: value for feature, value in zip(comparison.features, values, strict=True) if value}
    return comparison.level(pair, values), numbers, comparison.words(pair, values, True)


ZYTHUM = source("zythum", "The revival of zythum brewing", "Ines Quarrel", "2021-05-04")
PLACED = replace(
    ZYTHUM, venue="Nano Letters", volume="7", pages="31–40",
    said="Ines Quarrel 2021-05-04 Nano Letters 7 31–40",
)  # fmt: skip


@pytest.mark.parametrize(
    ("name", "cites", "other", "level"),
    [
        pytest.param("title", "Quarrel, 'The revival of zythum brewing' (2021)", ZYTHUM, "exact", id="the title itself"),
        pytest.param("title", "Quarrel, 'The revlval of zythum brewimg' (2021)", ZYTHUM, "exact", id="misspelt, it is the same title"),
        pytest.param("title", "Quarrel, 'Notes on the revival of zythum brewing in Delft and Ghent' (2021)", ZYTHUM, "near", id="inside a longer one, it is near"),
        pytest.param("title", "Quarrel on zythum, a talk", ZYTHUM, "far", id="one word is far"),
        pytest.param("title", "Quarrel, 'Bread' (2021)", ZYTHUM, "different", id="no word is none"),
        pytest.param("title", "", ZYTHUM, "missing", id="nothing is cited"),
        pytest.param("author", "I. Quarrel, 'Bread'", ZYTHUM, "exact", id="a surname in common"),
        pytest.param("author", "Pell and Marsh, 'Bread' (2021)", ZYTHUM, "contradicts", id="persons on both sides, none in common"),
        pytest.param("author", "'Bread' (2021)", ZYTHUM, "different", id="no author is cited"),
        pytest.param("author", "Quarrel, 'Bread'", source("x", "Bread"), "missing", id="the source has none"),
        pytest.param("identifier", "https://doi.org/10.1234/abc.5", source("x", "Bread", url="https://dx.doi.org/10.1234/ABC.5"), "exact", id="one DOI in two spellings"),
        pytest.param("identifier", "arXiv 2401.00001", source("x", "Bread", url="https://arxiv.org/abs/2402.00002v2"), "contradicts", id="another number of the same kind"),
        pytest.param("identifier", "2021-05-04-zythum-revival", source("2021-05-04-zythum-revival", "Bread"), "exact", id="the file's name"),
        pytest.param("identifier", "2021-05-04-zythum-revivals", source("2021-05-04-zythum-revival", "Bread"), "different", id="a name that is only like the file's tells nothing"),
        pytest.param("identifier", "zythum-revival", source("2021-05-04-zythum-revival", "Bread"), "near", id="the file's name without its day"),
        pytest.param("identifier", "[[zythum]]", source("2021-05-04-zythum", "Bread"), "contradicts", id="one word is what many notes could be called"),
        pytest.param("identifier", "[[zythum-talk-2]]", source("zythum-talk-1", "Bread"), "contradicts", id="the next of a series of files"),
        pytest.param("identifier", "[[zythum-talk-b]]", source("zythum-talk-a", "Bread"), "contradicts", id="another letter at its end"),
        pytest.param("identifier", "inbox/archive/2019-01-01-glaze.md", source("2021-05-04-zythum", "Bread"), "contradicts", id="another file's name"),
        pytest.param("identifier", "@quarrel, a thread", source("x", "Bread", "Ines (@quarrel)"), "near", id="an account in common"),
        pytest.param("identifier", "Quarrel 2021", ZYTHUM, "missing", id="nothing points"),
        pytest.param("date", "Quarrel, May 4, 2021", ZYTHUM, "day", id="the day"),
        pytest.param("date", "Quarrel, May 2021", ZYTHUM, "month", id="the month"),
        pytest.param("date", "Quarrel 2021", ZYTHUM, "year", id="the year"),
        pytest.param("date", "Quarrel 2022", ZYTHUM, "near", id="the next year"),
        pytest.param("date", "Quarrel 2015", ZYTHUM, "contradicts", id="another year"),
        pytest.param("date", "Quarrel, June 2021", ZYTHUM, "month_off", id="another month"),
        pytest.param("date", "Quarrel, 2021-05-05", ZYTHUM, "day_off", id="another day"),
        pytest.param("date", "Quarrel, 2021-05-05, again May 2021", ZYTHUM, "month", id="the best of several dates counts"),
        pytest.param("date", "Quarrel, 2020-02-02", source("2020-02-02-x", "Bread", date="2021-05-04"), "day", id="a file name dates its note, too"),
        pytest.param("date", "Quarrel", ZYTHUM, "missing", id="no date is cited"),
        pytest.param("number", "Harbour board, proposal 13 (2021)", source("x", "Harbour board: dredge 4 basins"), "contradicts", id="other numbers"),
        pytest.param("number", "Quarrel, 'The revival of zythum brewing, Part II'", source("x", "The revival of zythum brewing, Part I"), "contradicts", id="another part"),
        pytest.param("number", "Quarrel, 'The revival of zythum brewing, Part 1'", source("x", "The revival of zythum brewing, Part I"), "missing", id="the same part, in digits"),
        pytest.param("number", "Quarrel, 'The revival of zythum brewing'", source("x", "The revival of zythum brewing, Part II"), "different", id="a part, where none is cited"),
        pytest.param("about", "Quarrel, 'Erratum: The revival of zythum brewing'", ZYTHUM, "contradicts", id="an erratum of it is cited"),
        pytest.param("about", "Quarrel, 'The revival of zythum brewing'", source("x", "Erratum: The revival of zythum brewing"), "contradicts", id="it is an erratum of what is cited"),
        pytest.param("venue", "Quarrel, I. Nano Lett. 2021, 7, 31.", PLACED, "same", id="an abbreviated journal"),
        pytest.param("venue", "Quarrel, I. Tidal Rev. 2021, 7, 31.", PLACED, "different", id="another journal"),
        pytest.param("volume", "Quarrel, I. Nano Lett. 2021, 7, 31.", PLACED, "same", id="the volume"),
        pytest.param("volume", "Quarrel, I. Nano Lett. 2021, 8, 31.", PLACED, "different", id="another volume"),
        pytest.param("pages", "Quarrel, I. Nano Lett. 2021, 7, 31.", PLACED, "same", id="the first page"),
        pytest.param("pages", "Quarrel, I. Nano Lett. 2021, 7, 55.", PLACED, "different", id="another page"),
        pytest.param("pages", "Quarrel, I. Nano Lett. 2021, 31, 55.", PLACED, "different", id="a volume like its page"),
        pytest.param("pages", "Quarrel, 'The revival of zythum brewing'", PLACED, "missing", id="no page is cited"),
        pytest.param("record", "Quarrel, I. Nano Letters 2021, 7, 31.", PLACED, "near", id="all that is cited stands in the frontmatter"),
        pytest.param("number", "Harbour board, proposal 13 (2021)", source("x", "Harbour board: proposal 13"), "missing", id="the same number says nothing against"),
    ],
)  # fmt: skip
def test_what_is_cited(name: str, cites: str, other: Source, level: str) -> None:
    assert outcome(name, claim(cites=cites), other)[0] == level


@pytest.mark.parametrize(
    ("name", "one", "other", "level"),
    [
        pytest.param("text", claim(body=LONG), source(body=LONG), "close", id="the same text"),
        pytest.param("text", claim(body=LONG), source(body=LONG.replace("ing", "er")), "different", id="other words"),
        pytest.param("text", claim(body="Too short."), source(body=LONG), "missing", id="too short to tell"),
        pytest.param("topic", claim("zythum brewing has a revival"), ZYTHUM, "close", id="the claim names what the source is about"),
        pytest.param("topic", claim("bread"), ZYTHUM, "different", id="it does not"),
        pytest.param("mentioned", claim(cites="wadaing dredbing"), source(body=LONG), "close", id="what is cited stands in the text"),
        pytest.param("mentioned", claim(cites="quarrel"), source(body=LONG), "different", id="it does not stand there"),
        pytest.param("linked", claim(body="See [[zythum]]."), ZYTHUM, "named", id="the claim links to it"),
        pytest.param("linked", claim(body="Own text. " * 30 + "\n## More\n*Source: [[zythum]]*\n"), ZYTHUM, "added", id="only an addition does"),
        pytest.param("linked", claim(body="See [[bread]]."), ZYTHUM, "missing", id="it links elsewhere"),
        pytest.param("created", claim(created="2021-06-01"), source(processed="2021-06-01"), "same", id="written on the day of processing"),
        pytest.param("created", claim(created="2021-06-03"), source(processed="2021-06-01"), "near", id="two days later"),
        pytest.param("created", claim(created="2021-01-01"), source(processed="2021-06-01"), "far", id="long before"),
        pytest.param("created", claim(created="2021"), source(processed="2021-06-01"), "missing", id="not known to the day"),
        pytest.param("status", claim(), source(status="Processed"), "used", id="claims came from it"),
        pytest.param("status", claim(), source(status="null-result"), "rejected", id="none came from it"),
        pytest.param("status", claim(), source(status="unprocessed"), "open", id="nobody looked yet"),
        pytest.param("status", claim(), source(), "missing", id="it does not say"),
        pytest.param("domain", claim(domains=("water",)), source(domains=("Water", "law")), "same", id="a domain in common"),
        pytest.param("domain", claim(domains=("water",)), source(domains=("law",)), "different", id="none in common"),
        pytest.param("domain", claim(), source(domains=("law",)), "missing", id="one has none"),
    ],
)  # fmt: skip
def test_the_rest(name: str, one: Claim, other: Source, level: str) -> None:
    found, numbers, _ = outcome(name, one, other)
    assert found == level
    assert all(0 <= value <= 2 for value in numbers.values())


UNLIKE = source("zythum", "The revival of zythum brewing", body=LONG.replace("ing", "er"))
BOOK = replace(ZYTHUM, pages="320")
COUNCIL = source("x", "On loads in summer", "WTC (World Tidal Council)", "2021")


@pytest.mark.parametrize(
    ("name", "one", "other", "told"),
    [
        pytest.param("title", claim(cites="Quarrel, 'The revival of kvass brewing' (2021)"), ZYTHUM, {"swapped"}, id="another telling word in a title nearly the same"),
        pytest.param("title", claim(cites="Quarrel, 'The revival of zithum brewing' (2021)"), ZYTHUM, set(), id="a misspelt word is no other"),
        pytest.param("author", claim(cites="Pell, 'The revival of zythum brewing' (2021)"), ZYTHUM, {"contradicts", "instead"}, id="somebody else under the same title"),
        pytest.param("author", claim(cites="Pell, 'The revival of zythum brewing' (4 May 2021)"), ZYTHUM, {"contradicts"}, id="the day says that it is the work nevertheless"),
        pytest.param("author", claim(cites="World Tidal Council, 'On loads' (2021)"), COUNCIL, {"organisation"}, id="an organisation in full"),
        pytest.param("author", claim(cites="World Bread Council, 'On loads' (2021)"), COUNCIL, {"contradicts"}, id="words of any organisation's name are no agreement"),
        pytest.param("author", claim(cites="Quarrel, I.; Pell, B. Nano Lett. 2021, 7, 55."), PLACED, {"others"}, id="neither title nor page, and somebody that the source has not"),
        pytest.param("author", claim(cites="Quarrel, I.; Pell, B. Nano Lett. 2021, 7, 31."), PLACED, set(), id="the page says that it is the work nevertheless"),
        pytest.param("author", claim(cites="Pell, B. Nano Lett. 2021, 7, 31."), PLACED, {"contradicts", "others"}, id="the page, no title, and somebody else"),
        pytest.param("author", claim(cites="Pell, B. 4 May 2021, 7, 31."), PLACED, {"contradicts"}, id="the same on the very day"),
        pytest.param("pages", claim(cites="Quarrel, I. Nano Lett. 2021, 7, 55."), PLACED, {"elsewhere"}, id="another page, and no title"),
        pytest.param("pages", claim(cites="Quarrel, I. Nano Lett. 2021, 7, 40."), PLACED, {"elsewhere"}, id="its last page, and no title: the next work begins there"),
        pytest.param("pages", claim(cites="Quarrel, I. The revival of zythum brewing. Nano Lett. 2021, 7, 55-60."), PLACED, {"other"}, id="the title, on other pages"),
        pytest.param("pages", claim(cites="Quarrel, I. The revival of zythum brewing. Nano Lett. 2021, 7, 33."), PLACED, set(), id="a page of the work"),
        pytest.param("pages", claim(cites="Quarrel, I. The revival of zythum brewing. 2021, pp. 33-35."), BOOK, set(), id="a book that tells how many pages it has"),
        pytest.param("number", claim(cites="Tidal board, 'Monatsbericht Mai 2024'"), source("x", "Monatsbericht Juni 2024", "Tidal board"), {"series"}, id="the report of another month"),
        pytest.param("number", claim(cites="Quarrel, 'The revival of zythum brewing', 2nd ed., 2021"), ZYTHUM, set(), id="an edition that the record of that year leaves out"),
        pytest.param("number", claim(cites="Quarrel, 'The revival of zythum brewing', 2nd ed., 2018"), ZYTHUM, {"citation"}, id="an edition of another year"),
        pytest.param("number", claim(cites="Tidal board, 'Dredge the basin', proposals 3 and 13"), source("x", "Dredge the basin: Proposal 13"), {"unclear"}, id="one of several that are cited"),
        pytest.param("number", claim(cites="Tidal board, 'Dredge the basin', archive 2026"), source("x", "Dredge the basin: archive 40"), {"unclear"}, id="a year that may be its number"),
        pytest.param("text", claim(body=LONG), source(body=LONG.replace("ing", "er")), {"apart"}, id="nothing in common"),
        pytest.param("text", claim(body=LONG, cites="Quarrel, 'The revival of zythum brewing'"), UNLIKE, set(), id="nothing in common says nothing where the title is cited"),
    ],
)  # fmt: skip
def test_what_speaks_against(name: str, one: Claim, other: Source, told: set[str]) -> None:
    numbers = outcome(name, one, other)[1]
    assert {number for number in numbers if DECLARED[f"{name}.{number}"].sign < 0 or number == "organisation"} - {
        "lacks", "adds", "replaced", "first"
    } == told  # fmt: skip


def test_a_month_that_many_sources_share_says_less() -> None:
    of_may = [source(f"may-{number}", "Bread", date=f"2021-05-{number:02}") for number in range(10, 30)]
    pair_of = {name: Corpus((*OTHERS, ZYTHUM, *more)) for name, more in (("few", []), ("many", of_may))}

    def month(corpus: Corpus) -> float:
        side = corpus.read(claim(cites="Quarrel, May 2021"))
        own = corpus.sources[corpus.number[ZYTHUM.path]]
        return max(BY_NAME["date"].measure(Pair(corpus, side, side.works[0], own)))

    assert month(pair_of["many"]) < month(pair_of["few"]) / 2


def test_a_rare_word_says_more_than_a_frequent_one() -> None:
    frequent = OTHERS[0].title.split()[0]
    rare = outcome("title", claim(cites="zythum"), source("x", f"{frequent} zythum"))[1]["rarest"]
    assert rare > 1.5 * outcome("title", claim(cites=frequent), source("x", f"{frequent} zythum"))[1]["rarest"]


def test_words_say_what_agrees() -> None:
    cites = "Quarrel, 'The revival of zythum brewing' (May 2021)"
    assert outcome("title", claim(cites=cites), ZYTHUM)[2] == "the title itself: the revival of zythum brewing"
    assert outcome("title", claim(cites="On zythum"), ZYTHUM)[2] == "shares *zythum*, a rare word, with the title"
    assert outcome("author", claim(cites=cites), ZYTHUM)[2] == "both name quarrel"
    assert outcome("date", claim(cites=cites), ZYTHUM)[2] == "cited for 2021-05, and the source is of 2021-05-04"


def test_words_agree_with_the_sign_of_their_weight() -> None:
    corpus = Corpus((*OTHERS, ZYTHUM))
    side = corpus.read(claim(cites="Pell, 'The revival of bread' (2015)"))
    pair = Pair(corpus, side, side.works[0], corpus.sources[corpus.number[ZYTHUM.path]])

    def against(name: str) -> str:
        return BY_NAME[name].words(pair, BY_NAME[name].measure(pair), False)

    assert against("title") == "the title has zythum brewing, which is not cited"
    assert against("author") == "pell is cited, the source is by quarrel"
    assert against("date") == "cited for 2015, but the source is of 2021-05-04"


def test_the_page_about_comparisons_is_up_to_date() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tests.matching.comparisons_page"


def test_what_is_declared_is_unlike() -> None:
    names = [comparison.name for comparison in COMPARISONS]
    assert len(set(names)) == len(names)
    for comparison in COMPARISONS:
        assert len({feature.name for feature in comparison.features}) == len(comparison.features), comparison.name
    assert all(feature.sign < 0 for feature in DECLARED.values() if feature.rules_out), "only what counts against"
