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
        pytest.param("https://web.archive.org/web/20200101000000/https://www.lund.io/a?x=1", "lund.io/a?x=1", id="an archived copy"),
        pytest.param("https://archive.today/20240101/http://lund.io/a", "lund.io/a", id="another archive"),
        pytest.param("https://archive.ph/2024.01.02-120000/https://lund.io/a", "lund.io/a", id="an archive that writes the time with dots"),
        pytest.param("https://archive.is/o/AbC12/https://lund.io/a", "lund.io/a", id="a copy by its number and address"),
        pytest.param("https://web.archive.org/web/2020*/lund.io/a", "lund.io/a", id="all copies"),
        pytest.param("https://www.google.com/amp/s/www.lund.io/a/amp/", "lund.io/a", id="a copy for telephones"),
        pytest.param("https://lund-io.cdn.ampproject.org/c/s/lund.io/a", "lund.io/a", id="another copy for telephones"),
        pytest.param("https://amp.lund.io/a.html?amp=1&outputType=amp", "lund.io/a.html", id="the site's own copy for telephones"),
        pytest.param("https://www.google.com/url?sa=t&url=https%3A%2F%2Flund.io%2Fa%3Fb%3D1&usg=x", "lund.io/a?b=1", id="a redirection"),
        pytest.param("https://12ft.io/https://lund.io/a", "lund.io/a", id="a way around a paywall"),
        pytest.param("https://lund.io/a?fbclid=1&gclid=2&igsh=3&mc_cid=4&si=5&_hsenc=6&utm_medium=7", "lund.io/a", id="many trackers"),
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
