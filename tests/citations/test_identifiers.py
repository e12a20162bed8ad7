import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.identifiers import find_identifiers, is_placeholder, scan_identifiers


def found(text: str) -> list[str]:
    return [f"{identifier.kind}:{identifier.value}" for identifier in find_identifiers(text)]


@pytest.mark.parametrize(
    ("text", "identifiers"),
    [
        pytest.param("2024-01-10", [], id="a date is no file name"),
        pytest.param("DOI: 10.1234/AB.5678.", ["doi:10.1234/ab.5678"], id="a DOI with the sentence's full stop"),
        pytest.param("https://doi.org/10.1016/S01-67(20)30-5", ["doi:10.1016/s01-67(20)30-5"], id="a DOI as address"),
        pytest.param("(doi:10.1000/xyz(1)2)", ["doi:10.1000/xyz(1)2"], id="a DOI with brackets, in brackets"),
        pytest.param(
            "https://dl.press.org/doi/pdf/10.1145/3.4",
            ["doi:10.1145/3.4", "url:dl.press.org/doi/pdf/10.1145/3.4", "host:dl.press.org"],
            id="a DOI in a publisher's address",
        ),
        pytest.param("arXiv 2512.16856, December", ["arxiv:2512.16856"], id="arXiv"),
        pytest.param("arXiv:2512.16856v2", ["arxiv:2512.16856"], id="arXiv with a version"),
        pytest.param("https://arxiv.org/pdf/2402.05070v2.pdf", ["arxiv:2402.05070"], id="arXiv as address"),
        pytest.param("10.48550/arXiv.2402.05070", ["arxiv:2402.05070"], id="arXiv as DOI"),
        pytest.param("see 2105.12345", ["arxiv:2105.12345"], id="arXiv by its digits alone"),
        pytest.param("arXiv:cs.AI/0301001", ["arxiv:cs/0301001"], id="old arXiv with a class"),
        pytest.param("hep-th/9901001", ["arxiv:hep-th/9901001"], id="old arXiv without the word"),
        pytest.param("PMID: 12345678, PMC 7654321", ["pmid:12345678", "pmcid:PMC7654321"], id="PubMed"),
        pytest.param("ISBN 0-306-40615-2", ["isbn:9780306406157"], id="a short ISBN becomes a long one"),
        pytest.param("ISBN-13: 978-0-306-40615-7", ["isbn:9780306406157"], id="a long ISBN"),
        pytest.param("ISBN 978-0-306-40615-8", [], id="an ISBN that fails its check is none"),
        pytest.param("a book, 9780306406157", ["isbn:9780306406157"], id="an ISBN without the word"),
        pytest.param("SSRN 1234567; NBER Working Paper 23456", ["ssrn:1234567", "nber:23456"], id="working papers"),
        pytest.param("https://www.nber.org/papers/w23456", ["nber:23456", "url:nber.org/papers/w23456", "host:nber.org"], id="NBER as address"),
        pytest.param("Vi Lund (@ViLund), thread", ["handle:vilund"], id="a handle"),
        pytest.param("https://x.com/ViLund", ["handle:vilund"], id="a handle as address"),
        pytest.param(
            "twitter.com/ViLund/status/123?s=20", ["url:x.com/status/123", "handle:vilund"], id="a post gives its author too"
        ),
        pytest.param("write to vi@lund.se", [], id="a mail address is no handle"),
        pytest.param("report (lund.io/atlas/state-of-x)", ["url:lund.io/atlas/state-of-x", "host:lund.io"], id="an address without scheme"),
        pytest.param(
            "tide (https://example.org/w/1)", ["url:example.org/w/1"], id="an invented address that tells one work from another"
        ),
        pytest.param("docs (lund.lol, 2023)", ["host:lund.lol"], id="a host alone"),
        pytest.param("e.g. this, U.S. data, Node.js, no. 5", [], id="dots that make no host"),
        pytest.param(
            "inbox/archive/2026-02-00-a-talk.md",
            ["path:inbox/archive/2026-02-00-a-talk", "file:2026-02-00-a-talk"],
            id="a path gives the file name too",
        ),
        pytest.param("2026-02-00-a-talk", ["file:2026-02-00-a-talk"], id="a dated file name without .md"),
        pytest.param("tidewater-overview", ["file:tidewater-overview"], id="a text that is nothing but a slug"),
        pytest.param("a well-known tidewater-overview", [], id="a hyphenated word in prose is no slug"),
        pytest.param("Tidal Charts (2025-00-00-tidal-charts)", ["file:2025-00-00-tidal-charts"], id="a file name in brackets"),
        pytest.param("[[2024-02-00-tides|The Tides]]", ["file:2024-02-00-tides"], id="a wikilink with an alias"),
        pytest.param("[[Some Talk]]", ["file:some-talk"], id="a wikilink by title"),
        pytest.param("@lund, then @LUND", ["handle:lund"], id="the same one counts once"),
    ],
)  # fmt: skip
def test_finds_identifiers_in_canonical_form(text: str, identifiers: list[str]) -> None:
    assert found(text) == identifiers


@pytest.mark.parametrize(
    "text",
    ["", "  ", "TODO", "todo: look it up", "TBD", "n/a", "-", "???", "some-source", "your source here", "source-1", "[source]",
     "https://example.com/analysis", "www.example.org", "<citation needed>", "unknown", "placeholder", "xxx"],
)  # fmt: skip
def test_placeholders_never_count(text: str) -> None:
    assert is_placeholder(text)
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    ["Vi Lund 2019", "Sources of Power", "The Unknown Citizen", "A Test of Time", "open-sources", "None of the Above"],
)
def test_titles_are_no_placeholders(text: str) -> None:
    assert not is_placeholder(text)


@given(st.text(alphabet="10.v/:-@[]()#? \nabcMDarxivdoi", max_size=80))
def test_spans_lie_in_the_text_in_order(text: str) -> None:
    spans = [(start, end) for start, end, _ in scan_identifiers(text)]
    assert spans == sorted(spans)
    assert all(0 <= start < end <= len(text) for start, end in spans)
