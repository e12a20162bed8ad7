"""The served page in a real browser: answers are kept as they are given, every tab agrees, and the end is told."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace

import pytest
from selenium.webdriver.support.wait import WebDriverWait

from codex_backfill.review.live import LiveReview
from codex_backfill.review.page import live_page
from codex_backfill.review.page_data import PageHead
from codex_backfill.review.server import ReviewServer
from tests.review.browser import Chrome, Page, start, violations
from tests.review.test_server import ASKED, BEST, CLAIM, SAMPLE, Kept, make_server


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    yield from start(tmp_path_factory.mktemp("browser"))


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def running(kept: Kept) -> Iterator[tuple[ReviewServer, ExitStack]]:
    """A server, and what ends it before the test does."""
    with ExitStack() as stack:
        server = make_server(kept)
        stack.enter_context(server.running())
        yield server, stack


@pytest.fixture
def shown(browser: Chrome, running: tuple[ReviewServer, ExitStack]) -> Iterator[Page]:
    yield Page(browser, running[0].address)
    for handle in browser.window_handles[1:]:
        browser.switch_to.window(handle)
        browser.close()
    browser.switch_to.window(browser.window_handles[0])


def wait(page: Page, holds: Callable[[], object]) -> None:
    """Looks again until something holds: what a server says comes when it comes."""
    WebDriverWait(page.browser, 10, poll_frequency=0.02).until(lambda _: holds())


def test_an_answer_is_kept_without_export_and_shown_after_a_reload(shown: Page, kept: Kept) -> None:
    assert shown.run("return location.href") == f"{shown.address.partition('?')[0]}"
    assert not shown.find("#export").is_displayed()
    shown.press("1", "n")
    wait(shown, lambda: len(kept.rows) == 2)
    wait(shown, lambda: shown.run("return unsaved().length") == 0)
    third = shown.title
    shown.load()
    wait(shown, lambda: shown.progress.startswith("2/"))
    assert shown.title == third
    shown.press("z")
    wait(shown, lambda: [one.verdict for one in kept.rows] == ["yes"])


def test_twenty_keys_faster_than_the_server_all_arrive_in_their_order(shown: Page, kept: Kept) -> None:
    shown.press(*"1b2b3b1b2")
    wait(shown, lambda: shown.run("return unsaved().length") == 0)
    assert kept.said == [(CLAIM, ASKED[0].candidates[1].source, "yes")]


def test_several_tabs_agree(shown: Page, kept: Kept) -> None:
    first = shown.browser.current_window_handle
    shown.browser.switch_to.new_window("tab")
    second = Page(shown.browser, shown.address)
    second.press("1")
    wait(second, lambda: kept.said == [(CLAIM, BEST, "yes")])
    other = shown.browser.current_window_handle
    shown.browser.switch_to.window(first)
    wait(shown, lambda: shown.progress.startswith("1/"))
    shown.press("z")
    wait(shown, lambda: kept.said == [])
    shown.browser.switch_to.window(other)
    wait(second, lambda: second.progress.startswith("0/"))


def test_reasons_and_diff_come_from_the_server_when_they_are_looked_at(shown: Page) -> None:
    wait(shown, lambda: shown.texts("#diff .line"))
    assert "".join(shown.texts("#diff .line")) == SAMPLE.diff(CLAIM, BEST)
    shown.press("w")
    assert shown.texts(".waterfall th")[0].startswith("starting point")


def test_an_answer_that_cannot_be_kept_is_not_shown_as_if_it_were(shown: Page, kept: Kept) -> None:
    wait(shown, lambda: shown.texts("#yes-0"))
    kept.refused = frozenset([CLAIM])
    shown.run("act.yes(current.candidates[0].source)")
    wait(shown, lambda: "cannot be written" in "".join(shown.texts(".toast")))
    wait(shown, lambda: shown.progress.startswith("0/"))
    assert kept.said == []
    assert [entry for entry in shown.complaints() if "409" not in entry] == []


def test_the_end_of_the_terminal_is_told_and_nothing_more_is_taken(
    shown: Page, running: tuple[ReviewServer, ExitStack], kept: Kept
) -> None:
    shown.press("1")
    wait(shown, lambda: kept.said == [(CLAIM, BEST, "yes")])
    running[1].close()
    wait(shown, lambda: "The terminal has ended this review" in "".join(shown.texts("#trouble")))
    shown.press("n")
    assert shown.verdicts == ["yes"]
    shown.complaints()


def test_note_text_stays_text(browser: Chrome, kept: Kept) -> None:
    nasty = "<img src=x onerror=window.pwned=1></script><script>window.pwned=1</script>"
    claim = replace(ASKED[0].claim, note=replace(ASKED[0].claim.note, fields={"title": nasty}, body=nasty))
    queue = replace(SAMPLE.queue, items=[replace(ASKED[0], claim=claim)])
    live = LiveReview(queue, lambda match: match, kept.propose, kept.sitting(SAMPLE))
    server = ReviewServer(live, live_page(PageHead(nasty, "nasty", "ann", nasty, 0.8), queue))
    with server.running():
        shown = Page(browser, server.address)
        assert shown.title == nasty
        wait(shown, lambda: shown.texts("#diff .line"))
        assert shown.run("return [window.pwned, document.images.length, document.scripts.length]") == [None, 0, 2]
        assert violations(browser) == []
    shown.complaints()
