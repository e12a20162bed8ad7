import pytest

from codex_backfill.citations.identifiers import find_identifiers
from codex_backfill.citations.services import work_at

ONE_WORK = {
    "arxiv:2103.04567": [
        "https://arxiv.org/abs/2103.04567", "http://arxiv.org/pdf/2103.04567v3.pdf", "https://www.arxiv.org/html/2103.04567v1",
        "https://export.arxiv.org/abs/2103.04567", "https://ar5iv.org/abs/2103.04567", "https://ar5iv.labs.arxiv.org/html/2103.04567",
        "https://www.alphaxiv.org/abs/2103.04567v2", "https://huggingface.co/papers/2103.04567", "arXiv:2103.04567v2",
        "https://doi.org/10.48550/arXiv.2103.04567", "https://web.archive.org/web/2021/https://arxiv.org/abs/2103.04567",
    ],
    "doi:10.1101/2020.05.04.077123": [
        "https://www.biorxiv.org/content/10.1101/2020.05.04.077123v2.full.pdf", "https://doi.org/10.1101/2020.05.04.077123",
        "https://www.biorxiv.org/content/10.1101/2020.05.04.077123v1.abstract", "doi:10.1101/2020.05.04.077123v3",
        "https://www.medrxiv.org/content/medrxiv/early/2020/05/06/10.1101/2020.05.04.077123.full.pdf",
    ],
    "doi:10.1371/journal.pone.0123456": [
        "https://journals.plos.org/plosone/article?id=10.1371/journal.pone.0123456",
        "https://journals.plos.org/plosone/article/file?id=10.1371/journal.pone.0123456&type=printable",
        "http://dx.doi.org/10.1371/journal.pone.0123456", "https://doi.org/10.1371%2Fjournal.pone.0123456",
        "DOI 10.1371/JOURNAL.PONE.0123456.", "https://sci-hub.se/10.1371/journal.pone.0123456",
    ],
    "doi:10.1007/s00123-020-00456-7": [
        "https://link.springer.com/article/10.1007/s00123-020-00456-7#Sec2",
        "https://link.springer.com/content/pdf/10.1007/s00123-020-00456-7.pdf",
    ],
    "doi:10.1002/wave.12345": [
        "https://onlinelibrary.wiley.com/doi/abs/10.1002/wave.12345", "https://onlinelibrary.wiley.com/doi/epdf/10.1002/wave.12345",
        "https://tidal.onlinelibrary.wiley.com/doi/full/10.1002/wave.12345?af=R", "https://doi.org/10.1002/wave.12345",
    ],
    "doi:10.1145/3123456.3123457": ["https://dl.acm.org/doi/10.1145/3123456.3123457", "https://dl.acm.org/doi/pdf/10.1145/3123456.3123457"],
    "doi:10.1126/science.abc1234": ["https://www.science.org/doi/10.1126/science.abc1234", "https://www.science.org/doi/full/10.1126/science.abc1234"],
    "doi:10.1038/s41586-020-2649-2": [
        "https://www.nature.com/articles/s41586-020-2649-2", "https://www.nature.com/articles/s41586-020-2649-2.pdf",
        "https://doi.org/10.1038/s41586-020-2649-2",
    ],
    "ssrn:1234567": [
        "https://papers.ssrn.com/sol3/papers.cfm?abstract_id=1234567", "https://ssrn.com/abstract=1234567", "SSRN 1234567",
        "https://papers.ssrn.com/sol3/Delivery.cfm/SSRN_ID1234567_code99.pdf?abstractid=1234567", "10.2139/ssrn.1234567",
    ],
    "nber:23456": [
        "https://www.nber.org/papers/w23456", "https://www.nber.org/system/files/working_papers/w23456/w23456.pdf",
        "https://doi.org/10.3386/w23456", "NBER Working Paper No. 23456", "https://www.nber.org/papers/w23456.pdf",
    ],
    "pmid:12345678": ["https://pubmed.ncbi.nlm.nih.gov/12345678/", "https://www.ncbi.nlm.nih.gov/pubmed/12345678", "PMID: 12345678", "https://europepmc.org/article/MED/12345678"],
    "pmcid:PMC7654321": [
        "https://www.ncbi.nlm.nih.gov/pmc/articles/PMC7654321/", "https://pmc.ncbi.nlm.nih.gov/articles/PMC7654321/", "PMC7654321",
        "https://europepmc.org/article/PMC/PMC7654321",
    ],
    "isbn:9780306406157": [
        "ISBN 0-306-40615-2", "978-0-306-40615-7", "https://www.amazon.de/dp/0306406152", "https://www.amazon.com/Some-Tides/dp/0306406152/ref=sr_1_1?keywords=x",
        "https://amazon.co.uk/gp/product/0306406152", "https://openlibrary.org/isbn/9780306406157",
    ],
    "url:amazon.com/dp/b00abcdefg": ["https://www.amazon.com/dp/B00ABCDEFG?tag=x", "https://www.amazon.co.jp/gp/product/B00ABCDEFG/"],
    "url:openreview.net/forum?id=aBc_D-12": ["https://openreview.net/forum?id=aBc_D-12&noteId=x", "https://openreview.net/pdf?id=aBc_D-12"],
    "url:semanticscholar.org/paper/0123456789abcdef0123456789abcdef01234567": [
        "https://www.semanticscholar.org/paper/Tides-Lund-Berg/0123456789abcdef0123456789abcdef01234567",
        "https://www.semanticscholar.org/paper/0123456789ABCDEF0123456789abcdef01234567?p2df",
    ],
    "url:youtube.com/watch?v=dQw4w9WgXcQ": [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s", "https://youtu.be/dQw4w9WgXcQ?si=x&t=3", "https://m.youtube.com/watch?feature=share&v=dQw4w9WgXcQ",
        "https://youtube.com/shorts/dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", "https://www.youtube.com/live/dQw4w9WgXcQ?feature=share",
        "youtube.com/v/dQw4w9WgXcQ", "https://music.youtube.com/watch?v=dQw4w9WgXcQ",
    ],
    "url:en.wikipedia.org/wiki/Tidal_power": [
        "https://en.wikipedia.org/wiki/Tidal_power#History", "https://en.m.wikipedia.org/wiki/Tidal_power", "https://en.wikipedia.org/wiki/Tidal%20power",
        "https://en.wikipedia.org/w/index.php?title=Tidal_power&oldid=9", "https://www.wikiwand.com/en/articles/Tidal_power",
    ],
    "url:x.com/status/1234567890": [
        "https://x.com/vilund/status/1234567890", "https://twitter.com/vilund/status/1234567890/photo/1", "https://mobile.twitter.com/vilund/status/1234567890?s=20",
        "https://nitter.net/vilund/status/1234567890#m", "https://x.com/i/web/status/1234567890", "https://fxtwitter.com/vilund/status/1234567890",
        "https://threadreaderapp.com/thread/1234567890.html",
    ],
    "url:lesswrong.com/posts/aBcDeF123": [
        "https://www.lesswrong.com/posts/aBcDeF123/on-tides", "https://www.alignmentforum.org/posts/aBcDeF123/on-tides", "https://www.lesswrong.com/s/xyz/p/aBcDeF123",
        "https://www.greaterwrong.com/posts/aBcDeF123",
    ],
    "url:forum.effectivealtruism.org/posts/aBcDeF123": ["https://forum.effectivealtruism.org/posts/aBcDeF123/tides", "https://ea.greaterwrong.com/posts/aBcDeF123/tides"],
    "url:lund.substack.com/p/on-tides": ["https://lund.substack.com/p/on-tides?utm_source=x&r=1a", "https://open.substack.com/pub/lund/p/on-tides"],
    "url:medium.com/p/0123456789ab": [
        "https://medium.com/@lund/on-tides-0123456789ab", "https://lund.medium.com/on-tides-0123456789ab?source=friends", "https://medium.com/p/0123456789ab",
        "https://towardsdatascience.com/on-tides-0123456789ab",
    ],
    "url:github.com/lund/tides": ["https://github.com/Lund/Tides", "https://github.com/lund/tides.git", "https://github.com/lund/tides/", "https://github.com/lund/tides/tree/main"],
    "url:github.com/lund/tides/blob/docs/ebb.md": [
        "https://github.com/lund/tides/blob/main/docs/ebb.md#L1", "https://raw.githubusercontent.com/lund/tides/main/docs/ebb.md",
        "https://raw.githubusercontent.com/lund/tides/refs/heads/main/docs/ebb.md",
    ],
    "url:reddit.com/comments/1abc2d": ["https://www.reddit.com/r/tides/comments/1abc2d/on_tides/", "https://old.reddit.com/r/tides/comments/1abc2d", "https://redd.it/1abc2d"],
    "url:news.ycombinator.com/item?id=12345": ["https://news.ycombinator.com/item?id=12345", "https://news.ycombinator.com/item?id=12345#67"],
    "url:open.spotify.com/episode/0123456789abcdefghijkl": [
        "https://open.spotify.com/episode/0123456789abcdefghijkl?si=1", "https://open.spotify.com/intl-de/episode/0123456789abcdefghijkl",
    ],
    "url:podcasts.apple.com/id123?i=456": ["https://podcasts.apple.com/us/podcast/tides/id123?i=456", "https://podcasts.apple.com/de/podcast/x/id123?uo=4&i=456"],
    "url:sciencedirect.com/pii/s0123456789012345": [
        "https://www.sciencedirect.com/science/article/pii/S0123456789012345?via%3Dihub", "https://www.sciencedirect.com/science/article/abs/pii/S0123456789012345",
        "https://linkinghub.elsevier.com/retrieve/pii/S0123456789012345",
    ],
    "url:rfc-editor.org/rfc9110": ["https://datatracker.ietf.org/doc/html/rfc9110", "https://www.rfc-editor.org/rfc/rfc9110.html", "https://tools.ietf.org/html/rfc9110"],
}  # fmt: skip
"""What a work is identified by, and the addresses and numbers that it is found under."""


@pytest.mark.parametrize(
    ("address", "identifier"),
    [(address, identifier) for identifier, addresses in ONE_WORK.items() for address in addresses],
)
def test_all_addresses_of_a_work_name_it(address: str, identifier: str) -> None:
    assert identifier in [f"{one.kind}:{one.value}" for one in find_identifiers(f"Lund ({address})")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("https://en.wikipedia.org/wiki/Tide", "https://de.wikipedia.org/wiki/Tide", id="another language"),
        pytest.param("https://youtu.be/dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcq", id="another letter's case"),
        pytest.param("https://github.com/lund/a/issues/1", "https://github.com/lund/a/issues/2", id="another issue"),
        pytest.param("https://www.reddit.com/r/a/comments/1a/x/c1", "https://www.reddit.com/r/a/comments/1a/x/c2", id="another comment"),
        pytest.param("https://arxiv.org/abs/2103.04567", "https://arxiv.org/abs/2103.04568", id="another paper"),
        pytest.param("https://lund.substack.com/p/ebb", "https://berg.substack.com/p/ebb", id="another author"),
        pytest.param("https://x.com/lund", "https://x.com/berg", id="another account"),
    ],
)  # fmt: skip
def test_addresses_of_other_works_name_others(one: str, other: str) -> None:
    assert set(find_identifiers(one)).isdisjoint(find_identifiers(other))


def test_an_address_of_no_known_service_names_no_work() -> None:
    assert work_at("lund.io/a") is None
