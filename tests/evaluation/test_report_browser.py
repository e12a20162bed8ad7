"""The report in a real browser: the slider, the tables on a phone, and what axe-core says of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codex_backfill.evaluation.report.trial_cards import Words
from codex_backfill.evaluation.report.webpage import page
from tests.cli.test_validate import judged
from tests.review.browser import Chrome, Keys, start, violations


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    yield from start(tmp_path_factory.mktemp("browser"))


def test_the_slider_tells_what_another_threshold_would_give_and_which_claims_change(
    browser: Chrome, tmp_path: Path
) -> None:
    found = judged(30, 2, 5)
    (tmp_path / "report.html").write_text(page("vault", found, 0.95, Words({}, {})))
    browser.get((tmp_path / "report.html").as_uri())

    def said() -> list[str]:
        script = (
            "return ['precision', 'recall', 'changes'].map((name) => document.getElementById(`at-${name}`).textContent)"
        )
        return list(browser.execute_script(script))

    tally = found.tally
    assert said() == [
        f"0.938 ({tally.right} of {tally.linked} linked)",
        f"0.811 ({tally.right} of {tally.known} claims)",
        "No claim would come out otherwise.",
    ]
    slider = browser.find_element("id", "threshold")
    slider.send_keys(Keys.END)
    highest = found.at(max(row.bar for row in (*found.table, *found.curve))).tally
    assert said()[0].endswith(f"({highest.right} of {highest.linked} linked)")
    changes = browser.find_elements("css selector", "#at-claims li")
    assert said()[2] == f"{len(changes)} of 37 claims would come out otherwise:"
    assert len(changes) == tally.linked - highest.linked
    assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong(browser: Chrome, tmp_path: Path, scheme: str) -> None:
    (tmp_path / "report.html").write_text(page("vault", judged(30, 2, 5, "note", "words"), 0.95, Words({}, {})))
    wish = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)
    browser.get((tmp_path / "report.html").as_uri())
    browser.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    browser.find_element("id", "threshold").send_keys(Keys.END)
    assert violations(browser) == []


def test_on_a_phone_wide_tables_scroll_by_themselves_and_say_so(browser: Chrome, tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(page("vault", judged(30, 2, 5), 0.95, Words({}, {})))
    size = {"width": 390, "height": 844, "deviceScaleFactor": 1, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    browser.get((tmp_path / "report.html").as_uri())
    browser.execute_script("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    script = """
      return [...document.querySelectorAll('.wide')].filter((box) => box.scrollWidth > box.clientWidth)
        .map((box) => [box.tabIndex, box.previousElementSibling?.className, box.previousElementSibling?.offsetHeight > 0])
    """
    found = browser.execute_script(script)
    assert found
    assert all(row == [0, "cue", True] for row in found)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 390
