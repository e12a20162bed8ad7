"""A review's data to one page: style, script and data inlined, nothing from outside, no note's text run."""

from codex_backfill.review.frame import Page, asset, embedded, framed
from codex_backfill.review.page_data import PageHead, Propose, Queue, page_data

SCRIPTS = ("data", "words", "answers", "filters", "list", "claim", "dialogs", "page", "keys", "start")
"""The script of a page that stands alone, in the order in which its parts build on each other."""
LIVE_SCRIPTS = (*SCRIPTS[:-1], "live", "start")
"""The script of a page that is served: its answers go to the server as they are given."""


def page(heading: PageHead, queue: Queue, propose: Propose) -> str:
    """A review to one offline page's HTML; the items carry their evidence, `propose` is called once a candidate."""
    return _page(heading, queue, propose, SCRIPTS, "").text


def live_page(heading: PageHead, queue: Queue) -> Page:
    """A review to the page that a server of this address's own gives; reasons and diffs are asked for when needed."""
    return _page(heading, queue, None, LIVE_SCRIPTS, "connect-src 'self'; ")


def _page(heading: PageHead, queue: Queue, propose: Propose | None, scripts: tuple[str, ...], reach: str) -> Page:
    return framed(
        "review",
        f"Review of {heading.vault}",
        style=asset("page.css"),
        script="\n".join(asset(f"{name}.js") for name in scripts),
        template=asset("page.html"),
        reach=reach,
        data=embedded(page_data(heading, queue, propose)),
    )
