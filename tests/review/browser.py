"""Debian's Chromium, headless, driven through ChromeDriver; and the page as a person meets it."""

import importlib.util
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("selenium", reason="the browser tests need selenium (pip install -e '.[dev]')")

from selenium.webdriver import ActionChains, Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

__all__ = ["Chrome", "Keys", "Page", "start", "violations"]

FLAGS = [
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--window-size=1440,900"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
]


def start(folder: Path) -> Iterator[Chrome]:
    """A folder for the browser's own files to a running browser; skips where no browser can be had."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    driver = shutil.which("chromedriver")
    if not chromium or not driver:
        pytest.skip("no Chromium with ChromeDriver here (apt-get install chromium chromium-driver)")
    options = ChromeOptions()
    options.binary_location = chromium
    options.unhandled_prompt_behavior = "accept"  # the page asks before it is left with unsaved answers
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    for flag in [*FLAGS, f"--user-data-dir={folder / 'profile'}"]:
        options.add_argument(flag)
    browser = Chrome(options=options, service=Service(driver))
    try:
        yield browser
    finally:
        browser.quit()


def violations(browser: Chrome) -> list[str]:
    """What axe-core finds wrong with the page in sight, a line each; skips where axe-core is not installed."""
    found = importlib.util.find_spec("axe_core_python")
    if found is None or not found.submodule_search_locations:
        pytest.skip("no axe-core here (pip install -e '.[dev]')")
    browser.execute_script((Path(found.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8"))
    script = "const done = arguments[0]; axe.run().then((found) => done(found.violations))"
    return [
        f"{rule['id']}: {node['html'][:200]}: {node['failureSummary']}"
        for rule in browser.execute_async_script(script)
        for node in rule["nodes"]
    ]


class Page:
    """One review page in a browser."""

    def __init__(self, browser: Chrome, address: str) -> None:
        self.browser = browser
        self.address = address
        self.resize(1440, 900)
        self.load()

    def load(self) -> None:
        """Opens the page, or opens it again."""
        self.browser.get(self.address)
        assert self.run("return document.documentElement.dataset.ready") == "yes"

    def run(self, script: str, *arguments: Any) -> Any:
        """Runs JavaScript in the page to its value; the page's own functions and constants are in sight."""
        return self.browser.execute_script(script, *arguments)

    def press(self, *keys: str) -> None:
        """Presses keys one by one, wherever the focus is."""
        for key in keys:
            ActionChains(self.browser).send_keys(key).perform()

    def refuse(self, digit: str) -> None:
        """Shift and a digit."""
        ActionChains(self.browser).key_down(Keys.SHIFT).send_keys(digit).key_up(Keys.SHIFT).perform()

    def find(self, selector: str) -> WebElement:
        """The one element that a selector names."""
        (element,) = self.browser.find_elements("css selector", selector)
        return element

    def texts(self, selector: str) -> list[str]:
        """What the elements that a selector names say."""
        found: list[str] = self.run(
            "return [...document.querySelectorAll(arguments[0])].map((e) => e.textContent)", selector
        )
        return found

    def click(self, selector: str) -> None:
        """Clicks an element."""
        self.find(selector).click()

    def facet(self, name: str) -> None:
        """Ticks or clears a choice of a facet by its name."""
        script = "return [...document.querySelectorAll('.choice')].find((c) => c.textContent.startsWith(arguments[0])).querySelector('input')"
        self.run(script, name).click()

    @property
    def title(self) -> str:
        """The title of the claim in sight."""
        return self.texts("#claim-title")[0]

    @property
    def progress(self) -> str:
        """How far it has come: `3/60`."""
        return self.texts("#progress-text")[0]

    @property
    def answers(self) -> list[dict[str, Any]]:
        """All answers as the page would export them."""
        lines: list[dict[str, Any]] = self.run(
            "return exportText().split('\\n').filter(Boolean).map((l) => JSON.parse(l))"
        )
        return lines

    @property
    def verdicts(self) -> list[str]:
        """The answers' verdicts, sorted."""
        return sorted(answer["verdict"] for answer in self.answers)

    def resize(self, width: int, height: int, *, dark: bool = False) -> None:
        """A window of another size, in light or dark."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self.browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        wishes = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
        features = [{"name": name, "value": value} for name, value in wishes.items()]
        self.browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})

    def complaints(self) -> list[str]:
        """What the browser's console holds."""
        return [str(entry["message"]) for entry in self.browser.get_log("browser")]  # type: ignore[no-untyped-call]
