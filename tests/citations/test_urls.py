import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.citations.urls import canonical_url, trimmed


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        pytest.param("http://WWW.Lund.io/A/b/", "lund.io/A/b", id="scheme, www, case of the host, trailing slash"),
        pytest.param("https://m.lund.io/a#part", "lund.io/a", id="the mobile site and a fragment"),
        pytest.param("https://www.forum.lund.io/a", "forum.lund.io/a", id="a label that only ends like the mobile site"),
        pytest.param("https://lund.io/a?utm_source=x&b=2&fbclid=9&a=1", "lund.io/a?a=1&b=2", id="trackers go, the rest is sorted"),
        pytest.param("https://lund.io/index.html", "lund.io", id="the index page"),
        pytest.param("https://lund.io:443//a//b", "lund.io/a/b", id="port and doubled slashes"),
        pytest.param("https://lund.io/a%20b", "lund.io/a b", id="percent signs"),
        pytest.param("https://twitter.com/vi/status/12/photo/1", "x.com/status/12", id="a post on X"),
        pytest.param("https://nitter.net/i/status/12", "x.com/status/12", id="a post seen through a mirror"),
        pytest.param("https://youtu.be/AbC?t=3", "youtube.com/watch?v=AbC", id="a short video address"),
        pytest.param("https://www.youtube.com/watch?list=9&v=AbC", "youtube.com/watch?v=AbC", id="a video in a list"),
        pytest.param("https://youtube.com/shorts/AbC", "youtube.com/watch?v=AbC", id="a short video"),
        pytest.param("https://web.archive.org/web/20200101000000/https://www.lund.io/a?x=1", "lund.io/a?x=1", id="an archived copy"),
        pytest.param("https://archive.today/20240101/http://lund.io/a", "lund.io/a", id="another archive"),
        pytest.param("https://archive.ph/AbC12", "archive.ph/AbC12", id="a copy that does not say of what"),
    ],
)  # fmt: skip
def test_spellings_of_an_address_become_one(url: str, canonical: str) -> None:
    assert canonical_url(url) == canonical


@pytest.mark.parametrize(
    ("address", "left"),
    [
        pytest.param("lund.io/a).", "lund.io/a", id="a bracket and a full stop around it"),
        pytest.param("lund.io/a_(b)", "lund.io/a_(b)", id="a bracket of its own"),
        pytest.param("lund.io/a_(b)),", "lund.io/a_(b)", id="both"),
        pytest.param("lund.io/a'", "lund.io/a", id="the closing quote"),
        pytest.param("lund.io/a*", "lund.io/a", id="emphasis"),
        pytest.param("...", "", id="nothing but punctuation"),
    ],
)
def test_the_sentence_around_an_address_is_no_part_of_it(address: str, left: str) -> None:
    assert trimmed(address) == left


@given(
    st.from_regex(
        r"(https?://)?(www\.)?[a-z]{1,5}\.(com|io)(/[a-zA-Z%0-9_-]{0,6}){0,3}(\?[a-z]=[a-z]?)?(#x)?", fullmatch=True
    )
)
def test_a_canonical_address_is_its_own_canonical_form(url: str) -> None:
    once = canonical_url(url)
    assert canonical_url(once.replace("%", "%25")) == once
