"""The page as text: nothing fetched, nothing run but its own script, note text only as data."""

import base64
import hashlib
import html
import json
import re
from dataclasses import replace
from importlib.resources import files

import pytest

from codex_backfill.editing.preview import PreviewedLink
from codex_backfill.known.decisions import Answer, Decision
from codex_backfill.review.page import SCRIPTS, page
from codex_backfill.review.page_data import PageHead, excerpt
from tests.review.sample import make_sample

HEADING = PageHead("harbour-notes", "sample", "ann", "5 April 2031", 0.8)
NASTY = [
    pytest.param("</script><script>alert(1)</script>", id="ends the script"),
    pytest.param("<!--<script>", id="opens a comment and a script"),
    pytest.param("<img src=x onerror=alert(1)>", id="an element that runs"),
    pytest.param("a\u2028b\u2029c", id="line ends of JavaScript"),
    pytest.param("{{script}} {{data}}", id="the template's own holes"),
    pytest.param("&lt;b&gt; ' \" \\ \\u003c", id="things that look escaped"),
    pytest.param("🌊 مدّ وجزر 潮汐 \x00\x1f", id="any character"),
]


def data_of(text: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.parametrize("title", NASTY)
def test_note_text_arrives_whole_and_never_as_markup(title: str) -> None:
    one = make_sample(1)
    claim = one.items[0].claim
    claim = replace(claim, note=replace(claim.note, fields={"title": title}), citations=(title,))
    text = page(
        HEADING, replace(one.queue, items=[replace(one.items[0], claim=claim)]), lambda *_: PreviewedLink(title)
    )
    data = data_of(text)
    assert data["claims"][0][1] == title.strip()  # type: ignore[index]
    assert len(re.findall("<script", text)) == 2
    assert "<img" not in text
    assert "<!--" not in text


def test_the_vault_s_name_is_text_too() -> None:
    text = make_sample(1).page(vault="<b>&notes")
    assert "<title>Review of &lt;b&gt;&amp;notes</title>" in text


def test_the_policy_lets_nothing_in_but_the_page_s_own_script_and_style() -> None:
    text = make_sample(1).page()
    found = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', text)
    assert found
    policy = dict(part.split(" ", 1) for part in html.unescape(found[1]).split("; "))
    script = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)

    def digest(part: str) -> str:
        return f"'sha256-{base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()}'"

    assert policy == {
        "default-src": "'none'",
        "script-src": digest(*script),
        "style-src": digest(*style),
        "base-uri": "'none'",
        "form-action": "'none'",
    }


def test_the_page_names_no_address_to_fetch_from() -> None:
    text = make_sample(1).page().replace("`https://doi.org/${bare}`", "").replace("`https://${bare}`", "")
    without_data = text.replace(text[text.index('id="data">') : text.index("</script>")], "")
    assert re.findall(r"""https?:|["'(]//\w|url\(|@import|\bfetch\(|XMLHttpRequest|\bsrc=|<link""", without_data) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_the_script_never_turns_text_into_markup(name: str) -> None:
    script = (files("codex_backfill.review") / "assets" / f"{name}.js").read_text()
    assert (
        re.findall(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|DOMParser", script)
        == []
    )


def test_lines_that_diffs_share_stand_in_the_page_once() -> None:
    strings = data_of(make_sample(20).page())["strings"]
    assert isinstance(strings, list)
    assert len(strings) == len(set(strings))


def test_two_thousand_claims_make_a_page_of_a_few_megabytes() -> None:
    assert len(make_sample(2000).page()) < 8_000_000


def test_the_same_items_make_the_same_page() -> None:
    assert make_sample(10).page() == make_sample(10).page()


def test_an_answer_that_lapsed_is_told() -> None:
    one = make_sample(1)
    before = Decision(
        one.items[0].claim.path, None, Answer.NO_SOURCE, "ann", "2030-01-02T03:04:05.000Z", None, "c", "t"
    )
    text = page(HEADING, replace(one.queue, items=[replace(one.items[0], before=before)]), one.propose)
    assert "no-source, by ann, 2030-01-02." in text


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        pytest.param("\n# Tides\n\n\n\nHigh and low.\n", "Tides\n\nHigh and low.", id="headings and blanks"),
        pytest.param("one two three four", "one two …", id="cut at a word"),
        pytest.param("", "", id="nothing"),
    ],
)
def test_an_excerpt_is_a_note_s_first_words(body: str, shown: str) -> None:
    assert excerpt(body, 30 if "#" in body else 10) == shown
