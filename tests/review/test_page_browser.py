"""The page in a real browser: opened from a file, decided by keyboard, left and come back to."""

import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest

from codex_backfill.editing.preview import PreviewedLink
from codex_backfill.known.decision_file import parse
from codex_backfill.notes.note import Problem
from codex_backfill.review.highlight import segments, telling_words
from codex_backfill.review.page import page
from codex_backfill.review.page_data import PageHead, Queue
from tests.cli.conftest import NOTES
from tests.review.browser import Chrome, Keys, Page, start, violations
from tests.review.sample import Sample, make_sample

Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    yield from start(tmp_path_factory.mktemp("browser"))


@pytest.fixture(scope="module")
def sample() -> Sample:
    return make_sample(75)


_ids = itertools.count()


@pytest.fixture
def opened(browser: Chrome, tmp_path: Path) -> Iterator[Open]:
    """Writes a page to a file and opens it; in the end the console must be silent."""

    def open_page(text: str) -> Page:
        path = tmp_path / "review.html"
        path.write_text(text, encoding="utf-8")
        return Page(browser, path.as_uri())

    yield open_page
    said = [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]
    # Chromium remarks on it when a page asks before it is left that nobody has touched yet.
    assert [text for text in said if "beforeunload" not in text] == []


@pytest.fixture
def shown(opened: Open, sample: Sample) -> Page:
    """The sample's page, with nothing answered."""
    return opened(sample.page(id=f"shown-{next(_ids)}"))


def test_it_opens_from_a_file_at_the_closest_call(shown: Page, sample: Sample) -> None:
    first = next(item for item in sample.items if item.match.verdict == "review")
    assert shown.browser.current_url.startswith("file://")
    assert (shown.title, shown.progress) == (first.claim.title, "0/60")
    assert shown.texts("#queue-count") == ["60 claims"]


def test_it_cannot_reach_a_network(shown: Page) -> None:
    assert shown.run("return performance.getEntriesByType('resource').length") == 0
    script = """
      const done = arguments[arguments.length - 1];
      document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
      fetch("http://127.0.0.1:9/").catch(() => {});
    """
    assert shown.browser.execute_async_script(script) == "connect-src"
    assert "Content Security Policy" in "".join(shown.complaints())


def test_sixty_claims_can_be_decided_by_keyboard_alone(shown: Page) -> None:
    titles = [shown.title]
    for key in ("1", "n", "u", "s", "2"):
        shown.press(key)
        titles.append(shown.title)
    assert len(set(titles)) == 6
    assert shown.verdicts == ["no-source", "unsure", "yes", "yes"]
    assert shown.progress == "4/60"
    shown.press("b")
    assert shown.title == titles[4]


def test_a_claim_with_several_sources_gets_them_all(shown: Page) -> None:
    title = shown.title
    shown.press("+", "2")
    shown.press("1")
    assert shown.title == title
    assert [answer["verdict"] for answer in shown.answers] == ["yes", "yes"]
    assert len({answer["claim"] for answer in shown.answers}) == 1
    shown.press("s")
    assert shown.title != title


def test_a_new_answer_takes_the_place_of_the_old(shown: Page) -> None:
    shown.press("1", "b", "2")
    assert shown.verdicts == ["yes"]
    assert shown.answers[0]["source"] == shown.run(
        "return CLAIM_OF.get(arguments[0]).candidates[1].source.path", shown.answers[0]["claim"]
    )
    shown.press("z")
    assert shown.answers[0]["source"] == shown.run("return current.candidates[0].source.path")


def test_a_refused_candidate_gives_way_to_the_next(shown: Page) -> None:
    shown.refuse("1")
    assert shown.verdicts == ["no"]
    assert shown.run("return view.selected") == 1
    for digit in "2345":
        shown.refuse(digit)
    assert shown.progress == "1/60"


def test_undo_takes_back_one_answer_after_the_other(shown: Page) -> None:
    first = shown.title
    shown.press("1", "n")
    shown.press("z")
    assert shown.verdicts == ["yes"]
    shown.press("z")
    assert (shown.verdicts, shown.title, shown.progress) == ([], first, "0/60")


def test_the_same_key_again_takes_an_answer_back(shown: Page) -> None:
    shown.press("n", "b", "n")
    assert shown.verdicts == []


def test_no_source_and_a_source_exclude_each_other(shown: Page) -> None:
    shown.press("1", "b", "n")
    assert shown.verdicts == ["no-source"]
    shown.press("b", "3")
    assert shown.verdicts == ["yes"]
    shown.press("z")
    assert shown.verdicts == ["no-source"]


def test_filters_count_and_narrow(shown: Page) -> None:
    assert [text for text in shown.texts(".choice") if text.startswith("near tie")] == ["near tie30"]
    shown.facet("near tie")
    assert shown.texts("#queue-count") == ["30 claims shown"]
    shown.facet("below threshold")
    assert shown.texts("#queue-count") == ["45 claims shown"]
    shown.facet("core/observation")
    narrowed = shown.run("return shown.length")
    assert 0 < narrowed < 45
    assert shown.run("return shown.every((c) => c.folder === 'core/observation' && c.reason !== 'after-no')")
    shown.click("#clear-filters")
    assert shown.texts("#queue-count") == ["60 claims"]


def test_the_histogram_can_be_brushed_by_keyboard_and_by_pointer(shown: Page) -> None:
    shown.run("byId('brush-0').value = 18; byId('brush-0').dispatchEvent(new Event('change'))")
    assert shown.run("return shown.length && shown.every((c) => c.probability >= 0.9)")
    shown.click("#clear-filters")
    shown.run(
        """
        const plot = document.querySelector(".plot");
        const box = plot.getBoundingClientRect();
        plot.setPointerCapture = () => {};
        const at = (share, kind) => plot.dispatchEvent(new PointerEvent(kind, { clientX: box.left + share * box.width }));
        at(0.62, "pointerdown"); at(0.88, "pointermove"); at(0.88, "pointerup");
        """
    )
    assert shown.run(
        "return [brush, shown.length > 0 && shown.every((c) => c.probability >= 0.6 && c.probability < 0.9)]"
    ) == [
        [12, 18],
        True,
    ]


def test_an_answer_for_all_that_is_shown_is_counted_and_undone_at_once(shown: Page) -> None:
    shown.press("1")
    shown.facet("near tie")
    shown.press("a")
    count = int(shown.texts("#bulk-no-source .number")[0])
    assert count == shown.run("return shown.filter((c) => statusOf(c) === 'open').length")
    shown.click("#bulk-no-source")
    assert shown.verdicts == ["no-source"] * count + ["yes"]
    shown.press("z")
    assert shown.verdicts == ["yes"]


def test_any_source_can_be_searched_for_and_chosen(shown: Page) -> None:
    shown.press("/", *"lubock london")
    assert shown.texts(".result .card-title")[0] == "On the Tides of the Port of London"
    shown.press(Keys.ARROW_DOWN, Keys.ENTER)
    assert [answer["source"] for answer in shown.answers] == [
        "inbox/archive/1830-06-17-lubbock-tides-port-of-london.md"
    ]


def test_the_diff_of_the_candidate_in_sight_is_shown(shown: Page, sample: Sample) -> None:
    item = next(item for item in sample.items if item.match.verdict == "review")
    shown.press("]")
    expected = sample.diff(item.claim.path, item.candidates[1].source)
    assert "".join(shown.texts("#diff .line")) == expected
    shown.press("d")
    assert shown.run("return byId('diff').open") is False


def test_answers_leave_as_lines_that_decide_takes(shown: Page, sample: Sample, tmp_path: Path) -> None:
    shown.press("1", "n", "u")
    shown.refuse("2")
    shown.browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
    shown.press("e")
    shown.click("#download")
    saved = tmp_path / "answers.jsonl"
    deadline = time.monotonic() + 5
    while not saved.exists() and time.monotonic() < deadline:
        shown.run("return 1")
    decisions = parse(saved.read_text(), "answers.jsonl", lambda decision: decision)
    assert sorted(str(decision.verdict) for decision in decisions) == ["no", "no-source", "unsure", "yes"]
    for decision in decisions:
        assert decision.by == "ann"
        assert decision.claim_digest == sample.texts.claims[decision.claim]
        about = sample.texts.sources[decision.source] if decision.source else sample.texts.source_texts[decision.claim]
        assert decision.source_digest == about
    assert shown.texts("#export .badge") == []


def test_an_answer_on_the_page_is_followed_by_the_next_plan(opened: Open, tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    for path, text in NOTES.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text)
    (vault / "codex-backfill.toml").write_text("[match]\nthreshold = 0.999999999\n")

    def run(*arguments: object) -> str:
        environment = {
            **os.environ,
            "XDG_STATE_HOME": str(tmp_path / "state"),
            "XDG_CACHE_HOME": str(tmp_path / "cache"),
        }
        command = [sys.executable, "-m", "codex_backfill", *map(str, arguments)]
        return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout

    shown = opened(run("review", vault, "--html", "-"))
    shown.press("1", "n")
    linked, unlinked = sorted(shown.answers, key=lambda answer: answer["verdict"], reverse=True)
    answers = tmp_path / "answers.jsonl"
    answers.write_text(shown.run("return exportText()"))
    run("decide", answers, "--vault", vault)
    run("plan", vault, "-o", tmp_path / "plan.json")
    planned = [(link["claim"], link["source"]) for link in json.loads((tmp_path / "plan.json").read_text())["links"]]
    assert planned == [(linked["claim"], linked["source"])]
    assert unlinked["claim"] != linked["claim"]
    assert opened(run("review", vault, "--html", "-")).progress == "0/0"


def problem_page(sample: Sample, *problems: Problem, **heading: Any) -> str:
    """The sample's page where some notes have something wrong with them."""
    about = replace(HEADING, id=f"shown-{next(_ids)}", **heading)
    return page(about, replace(sample.queue, problems=problems), sample.propose)


def test_the_queue_has_an_order_with_a_name_that_lasts(shown: Page) -> None:
    def in_order(name: str) -> list[dict[str, Any]]:
        shown.run("byId('order').value = arguments[0]; byId('order').dispatchEvent(new Event('change'))", name)
        script = "return shown.map((c) => ({index: c.index, probability: c.probability, folder: c.folder, created: c.created}))"
        return list(shown.run(script))

    chances = [row["probability"] for row in in_order("likeliest")]
    assert chances == sorted(chances, reverse=True)
    folders = [row["folder"] for row in in_order("folder")]
    assert folders == sorted(folders)
    dates = [row["created"] for row in in_order("date")]
    assert dates == sorted(dates, reverse=True)
    shown.load()
    assert shown.run("return byId('order').value") == "date"
    indices = [row["index"] for row in in_order("closest")]
    assert indices == sorted(indices)


def test_two_candidates_with_their_answers_stand_before_the_reasons(shown: Page) -> None:
    bottom = "return byId(arguments[0]).getBoundingClientRect().bottom"
    bar = shown.run("return document.querySelector('.actions').getBoundingClientRect().top")
    assert shown.run(bottom, "yes-1") < bar
    assert shown.texts(".waterfall") == []
    shown.press("w")
    words = shown.texts(".waterfall th")
    assert words[0].startswith("starting point")
    assert not [text for text in words if text.startswith("prior")]
    assert shown.texts(".legend")[0].startswith("Each bar moves the count on from the starting point")


@pytest.mark.parametrize("height", [844, 667])
def test_on_a_phone_yes_is_never_below_the_bar(shown: Page, height: int) -> None:
    shown.resize(390, height)
    shown.run("showPane('claim')")
    script = """
      const hidden = [];
      for (const claim of CLAIMS) {
        go(claim);
        const box = byId(`yes-${view.selected}`).getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.bottom - 2);
        if (!top?.closest(".yes")) hidden.push(claim.path);
      }
      return hidden;
    """
    assert shown.run(script) == []


def test_notes_and_addresses_are_linked_where_there_are_some(opened: Open, sample: Sample) -> None:
    shown = opened(problem_page(sample, obsidian=("Sea & land", "codex/")))
    assert shown.find("#open-claim").get_dom_attribute("href") == (
        f"obsidian://open?vault=Sea%20%26%20land&file={quote('codex/' + shown.run('return current.path'), safe='')}"
    )
    assert str(shown.find("#address-0").get_dom_attribute("href")).startswith("https://example.org/")


@pytest.mark.parametrize(
    ("url", "address"),
    [
        pytest.param("javascript:alert(1)", None, id="a script is no address"),
        pytest.param("file:///etc/passwd", None, id="nor is a file"),
        pytest.param("https://", None, id="nor half of one"),
        pytest.param("10.1000/xyz", "https://doi.org/10.1000/xyz", id="a DOI is"),
        pytest.param("www.example.org/a", "https://www.example.org/a", id="so is www"),
    ],
)
def test_only_the_web_is_linked_to(shown: Page, url: str, address: str | None) -> None:
    assert shown.run("return drawAddress(arguments[0], 'x')?.href ?? null", url) == address


def test_what_was_answered_can_be_undone_after_a_reload(shown: Page) -> None:
    shown.press("1", "n")
    shown.load()
    shown.press("z")
    assert shown.verdicts == ["yes"]
    shown.load()
    shown.press("z")
    assert (shown.verdicts, shown.progress) == ([], "0/60")


def test_the_filters_come_after_the_queue_and_each_part_can_be_skipped_to(shown: Page) -> None:
    places = "const all = [...document.querySelectorAll('a[href], button, select, input, [tabindex]')]; return arguments[0].map((id) => all.indexOf(byId(id)))"
    found = shown.run(places, ["rows", "claim", "brush-0"])
    assert found == sorted(found)
    targets = shown.run("return [...document.querySelectorAll('.skip-link')].map((a) => a.hash.slice(1))")
    assert targets == ["claim", "rows", "filters"]
    assert shown.run("return arguments[0].every((id) => byId(id) && byId(id).tabIndex >= -1)", targets)


def test_single_keys_can_be_switched_off(shown: Page) -> None:
    shown.press("?")
    shown.click("#single-keys")
    shown.press(Keys.ESCAPE, "1", "n", "u", "/")
    assert shown.verdicts == []
    shown.load()
    shown.press("1")
    assert shown.verdicts == []
    shown.click("#yes-0")
    assert shown.verdicts == ["yes"]
    shown.run("setKeys(true)")


def test_a_note_that_cannot_be_written_is_told_and_never_asked_about(opened: Open, sample: Sample) -> None:
    path = next(item.claim.path for item in sample.items if item.match.verdict == "review")
    broken = [Problem(path, 3, 1, "key 'tags' appears twice"), Problem("domains/gone.md", 1, 1, "no end")]
    shown = opened(problem_page(sample, *broken))
    assert shown.progress == "0/59"
    assert "1 note could not be read" in shown.texts("#unread")[0]
    assert "domains/gone.md:1:1: no end; file left unchanged" in shown.texts("#unread")[0]
    shown.run("go(CLAIM_OF.get(arguments[0]))", path)
    assert f"{path}:3:1: key 'tags' appears twice" in shown.texts(".banner.wrong")[0]
    shown.press("1", "n", "u")
    assert (shown.verdicts, shown.texts("[id^=yes-]"), shown.texts("#do-no-source")) == ([], [], [])


def test_a_source_that_cannot_be_written_gets_no_yes(opened: Open, sample: Sample) -> None:
    item = next(item for item in sample.items if item.match.verdict == "review")
    shown = opened(problem_page(sample, Problem(item.candidates[0].source, 4, 1, "claims_extracted is 3")))
    shown.run("go(CLAIM_OF.get(arguments[0]))", item.claim.path)
    shown.press("1")
    assert (shown.verdicts, shown.texts("#yes-0")) == ([], [])
    shown.press("2")
    assert shown.verdicts == ["yes"]


def test_an_empty_queue_says_so_and_what_was_done(opened: Open, sample: Sample) -> None:
    accepted = [item for item in sample.items if item.match.verdict != "review"]
    about = replace(HEADING, id=f"shown-{next(_ids)}", done=("31 links stand in the notes.",))
    shown = opened(page(about, replace(sample.queue, items=accepted), sample.propose))
    assert shown.texts("#blank-title") == ["Nothing waits for an answer."]
    assert shown.texts(".done li") == ["31 links stand in the notes."]
    assert shown.texts("[id^=yes-], #do-no-source") == []
    shown.click("#look-through")
    assert shown.texts("#queue-count") == ["15 claims"]


def test_twenty_claims_by_keyboard_alone_end_with_what_to_do_next(opened: Open, sample: Sample) -> None:
    asked = [item for item in sample.items if item.match.verdict == "review"][:20]
    about = replace(HEADING, id=f"shown-{next(_ids)}")
    shown = opened(page(about, replace(sample.queue, items=asked), sample.propose))
    shown.press(*"1n2u1" * 4)
    assert shown.progress == "20/20"
    assert shown.texts("#blank-title") == ["All is answered."]
    assert "codex-backfill decide answers.jsonl" in shown.texts(".blank")[0]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_wrong(opened: Open, sample: Sample, width: int, dark: bool) -> None:
    path = next(item.claim.path for item in sample.items if item.match.verdict == "review")
    broken = [Problem(path, 3, 1, "key 'tags' appears twice"), Problem("domains/gone.md", 1, 1, "no end")]
    shown = opened(problem_page(sample, *broken, obsidian=("sea", "")))
    shown.resize(width, 844, dark=dark)
    shown.press("1", "w", "/", *"tide")
    for pane in ("queue", "claim") if width < 500 else ("claim",):
        shown.run("showPane(arguments[0])", pane)
        assert violations(shown.browser) == []
    shown.run("go(CLAIM_OF.get(arguments[0])); openHelp()", path)
    assert violations(shown.browser) == []
    shown.press(Keys.ESCAPE)


def leaving_is_warned_of(page: Page) -> bool:
    script = (
        "const e = new Event('beforeunload', {cancelable: true}); window.dispatchEvent(e); return e.defaultPrevented"
    )
    return bool(page.run(script))


def test_unsaved_answers_survive_closing_and_are_warned_of(shown: Page) -> None:
    assert not leaving_is_warned_of(shown)
    shown.press("1")
    assert leaving_is_warned_of(shown)
    shown.load()
    assert (shown.verdicts, shown.progress) == (["yes"], "1/60")
    shown.press("e")
    shown.run("markExported()")
    assert not leaving_is_warned_of(shown)


def test_without_storage_the_page_works_and_says_so(browser: Chrome, opened: Open, sample: Sample) -> None:
    broken = "Object.defineProperty(window, 'localStorage', {get() { throw new Error('denied') }})"
    script = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": broken})
    try:
        shown = opened(sample.page(id=f"shown-{next(_ids)}"))
        shown.press("1")
        assert shown.verdicts == ["yes"]
        assert shown.find("#notice").is_displayed()
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", script)


def bring_in(page: Page, text: str) -> None:
    page.press("i")
    page.run("byId('import-text').value = arguments[0]", text)
    page.click("#import-do")


def test_answers_come_back_in(shown: Page) -> None:
    shown.press("1", "n")
    text = shown.run("return exportText()")
    shown.press("z", "z")
    bring_in(shown, text)
    assert (shown.verdicts, shown.progress) == (["no-source", "yes"], "2/60")
    shown.press("z")
    assert shown.verdicts == []


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("{", "line 2 is not JSON", id="broken JSON"),
        pytest.param('{"claim": "a.md", "verdict": "maybe"}', "line 2 has no verdict out of", id="unknown verdict"),
        pytest.param('{"claim": "a.md", "verdict": "yes"}', "line 2 says yes without a source", id="a yes to nothing"),
        pytest.param('{"claim": "a.md", "verdict": "no-source"}', "line 2 does not say when", id="no time"),
    ],
)
def test_nothing_comes_in_with_a_bad_line(shown: Page, line: str, complaint: str) -> None:
    good = {"claim": "a.md", "source": "b.md", "verdict": "yes", "at": "2031-04-05T06:00:00Z"}
    bring_in(shown, f"{json.dumps(good)}\n{line}\n")
    assert shown.texts(".errors li")[0].startswith(complaint)
    assert shown.verdicts == []
    shown.press(Keys.ESCAPE)


HEADING = PageHead("harbour-notes", "sample", "ann", "5 April 2031", 0.8)
HOSTILE = [
    "<img src=x onerror=window.pwned=1>",
    "</script><script>window.pwned=1</script>",
    "{{script}} <!-- \u2028 ${window.pwned=1} &lt;b&gt;",
    "javascript:window.pwned=1",
]


def test_hostile_notes_stay_text(opened: Open) -> None:
    one = make_sample(5)
    items = [
        replace(
            item,
            claim=replace(
                item.claim, note=replace(item.claim.note, fields={"title": text}, body=text), citations=(text,)
            ),
        )
        for item, text in zip(one.items, HOSTILE, strict=False)
    ]
    sources = [
        replace(source, note=replace(source.note, fields={"title": text}, body=text), author=text, urls=(text,))
        for source, text in zip(one.vault.sources, itertools.cycle(HOSTILE), strict=False)
    ]
    heading = PageHead(HOSTILE[0], f"shown-{next(_ids)}", HOSTILE[0], HOSTILE[1], 0.8)
    shown = opened(page(heading, Queue(items, sources, one.texts), lambda *_: PreviewedLink(f"+{HOSTILE[1]}\n")))
    for _ in range(len(items)):
        title = shown.run("return current.title")
        assert title in HOSTILE
        assert shown.title == title
        assert title in shown.texts(".row-title")
        shown.press("/", "x", Keys.ESCAPE, Keys.ESCAPE, "j")
    shown.press("1", "e", Keys.ESCAPE, "?", Keys.ESCAPE)
    assert shown.run("return [window.pwned, document.images.length, document.scripts.length]") == [None, 0, 2]


TEXTS = [
    ("Tides lag the Moon", "the moon's TIDES"),
    ("Leçons de mécanique céleste: Poincare\u0301", "poincaré, LECONS"),
    ("Straße, Łódź, Ørsted, cœur, ﬁlter", "strasse lodz orsted coeur filter"),
    ("潮汐表 1830, مدّ وجزر 🌊 ½ ²", "1830 潮汐表 وجزر"),
    ("Proposal 7 of 12 — the why_and_how", "proposal 12 why how"),
    ("series Series' series's ss as 1s 11s", "serie s ss 1 11"),
    ("2031-04-05/06 and 4.5--6 a\u2003\u3000b1", "2031 04 05 06 4 5 6 b1"),
    ("x1 \ufeff x2 \x85 x3 \x1c x4", "x1 x2 x3 x4"),
    ("  ", "  "),
]


def test_the_page_marks_the_words_that_python_marks(shown: Page) -> None:
    script = "return arguments[0].map(([text, other]) => segments(text, tellingWords(other)))"
    common = frozenset(shown.run("return DATA.common"))
    expected = [[list(piece) for piece in segments(text, telling_words([other], common))] for text, other in TEXTS]
    assert shown.run(script, TEXTS) == expected


@pytest.mark.parametrize("width", [1440, 1024, 800, 390])
def test_no_width_needs_sideways_scrolling(shown: Page, width: int) -> None:
    shown.resize(width, 844)
    for pane in ("queue", "claim"):
        shown.run("showPane(arguments[0])", pane)
        assert shown.run("return document.documentElement.scrollWidth") <= width
        assert shown.run("const c = byId('claim-scroll'); return c.scrollWidth <= c.clientWidth")


def test_a_phone_shows_one_thing_at_a_time(shown: Page) -> None:
    shown.resize(390, 844)
    assert (shown.find("#rows").is_displayed(), shown.find("#claim").is_displayed()) == (True, False)
    shown.click("#row-3")
    assert (shown.find("#rows").is_displayed(), shown.find("#claim").is_displayed()) == (False, True)
    title = shown.title
    shown.click("#yes-0")
    assert shown.title != title
    shown.click("#to-queue")
    shown.click("#open-filters")
    assert shown.find("#filters").is_displayed()
    shown.click("#close-filters")


def test_everything_that_can_be_pressed_has_a_name(shown: Page) -> None:
    shown.press("1", "/", *"tide")
    script = """
      const named = (e) => e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.[0]?.textContent.trim();
      return [...document.querySelectorAll("button, input, select, textarea, [role]")]
        .filter((e) => !named(e) && !["presentation", "status"].includes(e.getAttribute("role"))).map((e) => e.outerHTML)
    """
    assert shown.run(script) == []


def test_a_screen_reader_hears_what_happened_and_what_comes_next(shown: Page) -> None:
    best = shown.texts("#card-0")[0]
    shown.press("1")
    assert shown.texts("#live") == [f"Yes: {best} Claim 2 of 60: {shown.title}"]
    assert shown.run("return byId(rows.getAttribute('aria-activedescendant')).getAttribute('aria-selected')") == "true"


def test_light_and_dark_follow_the_system_until_a_person_chooses(shown: Page) -> None:
    background = "return getComputedStyle(document.body).backgroundColor"
    light = shown.run(background)
    shown.resize(1440, 900, dark=True)
    dark = shown.run(background)
    assert light != dark
    shown.press("t")
    assert shown.run(background) == light
    shown.run("localStorage.removeItem('codex-backfill:theme')")


def test_two_thousand_claims_stay_fluid(opened: Open, capsys: pytest.CaptureFixture[str]) -> None:
    shown = opened(make_sample(2500).page(id=f"shown-{next(_ids)}"))
    assert shown.progress == "0/2,000"
    opening = "return performance.timing.loadEventEnd - performance.timing.navigationStart"
    figures = {"ms to open": shown.run(opening)}
    assert shown.run("return document.querySelectorAll('.row').length") < 40
    shown.run("rows.scrollTop = rows.scrollHeight / 2")
    shown.run("drawRows()")
    assert shown.run("return document.querySelectorAll('.row').length") < 40
    assert shown.run("return document.querySelectorAll('*').length") < 1500
    script = """
      const times = [];
      for (const key of ["1", "n", "u", "2", "s", "j", "z"]) {
        const code = /\\d/.test(key) ? `Digit${key}` : `Key${key.toUpperCase()}`;
        const start = performance.now();
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, code, bubbles: true }));
        document.body.getBoundingClientRect();
        times.push(Math.round(performance.now() - start));
      }
      return times;
    """
    figures["ms a key, drawing included"] = shown.run(script)
    with capsys.disabled():
        print(f"\n2,000 undecided claims in the browser: {figures}")
    assert shown.verdicts == ["no-source", "unsure", "yes"]
