"""`validate`: the same figures as text, as data and as a page on which every note's text stays text."""

import base64
import csv
import errno
import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.evaluation.report.conclusions import CheckOutcome, conclusions, in_short, outcome, rounded
from codex_backfill.evaluation.report.data import as_data
from codex_backfill.evaluation.report.level_weights import level_weights
from codex_backfill.evaluation.report.printed import as_text
from codex_backfill.evaluation.report.trial_cards import Words
from codex_backfill.evaluation.report.webpage import page
from codex_backfill.evaluation.trials import Trial, Validation
from codex_backfill.matching.learn import DEFAULTS
from codex_backfill.matching.result import Candidate, Evidence, Match, Verdict
from codex_backfill.matching.verdicts import Bars, Reason
from codex_backfill.matching.weights import Learned

ROOT = Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures/vault"
KNOWN_PAIRS = ROOT / "known_pairs.csv"
BARS = Bars(accept=1.0, gap=1.0, ask=-2.0)
HOSTILE = (
    "<script>alert(1)</script>",
    "\"'><img src=x onerror=alert(1)>",
    "</style></title>{{style}}",
    "&lt;b&gt; \u202egnp.exe",
)

Run = Callable[..., Any]


def plain(text: str, *_: str, errors: bool = False) -> str:
    """Paints nothing."""
    return text


def judged(right: int, wrong: int, missed: int, text: str = "note", detail: str = "") -> Validation:
    """So many claims of each kind, in whose paths and evidence this text stands."""

    def one(number: int, linked: str) -> Trial:
        claim, source = f"domains/{text} {number}.md", f"inbox/{text} {number}.md"
        parts = (Evidence("prior", "any", -3.0), Evidence("title", "near", 6.25, detail))
        found = Candidate(linked or source, 3.25, 0.96, Verdict.ACCEPTED, Reason.CLEAR, parts, 0)
        if not linked:
            found = Candidate(
                source, -0.5, 0.38, Verdict.REVIEW, Reason.DOUBTFUL, (*parts, Evidence("date", "off", -3.75))
            )
        match = Match(claim, found.verdict, found.reason, (found,))
        is_wrong = linked not in ("", source)
        height = 3.25 if linked else -0.5
        return Trial(match, frozenset({source}), BARS, height, 3.25 if is_wrong else float("-inf"))

    present = [one(number, f"inbox/{text} {number}.md") for number in range(right)]
    present += [one(number, f"inbox/{text} other.md") for number in range(right, right + wrong)]
    present += [one(number, "") for number in range(right + wrong, right + wrong + missed)]
    absent = [
        Trial(
            Match(trial.match.claim, Verdict.NONE, Reason.NOTHING, ()), frozenset(), BARS, float("-inf"), float("-inf")
        )
        for trial in present
    ]
    return Validation(tuple(present), tuple(absent), 1.0, Learned(DEFAULTS, {}))


# What can be claimed


@pytest.mark.parametrize(
    ("found", "result", "sentence"),
    [
        pytest.param(
            judged(0, 0, 0), CheckOutcome.TOO_FEW, "there is nothing to check the matcher with", id="no known pairs"
        ),
        pytest.param(
            judged(19, 0, 0),
            CheckOutcome.TOO_FEW,
            "Only 19 claims with a known source: nothing can be claimed from so few.",
            id="one less than enough, all right",
        ),
        pytest.param(
            judged(20, 0, 0),
            CheckOutcome.HOLDS,
            "so few claims do not show that it is no luck",
            id="just enough, all right",
        ),
        pytest.param(
            judged(100, 0, 5),
            CheckOutcome.HOLDS,
            "show a precision of at least 0.963, at 95% confidence, not 1.",
            id="100 of 100",
        ),
        pytest.param(judged(95, 5, 0), CheckOutcome.HOLDS, "not the 0.950 measured", id="at the floor"),
        pytest.param(
            judged(94, 6, 0), CheckOutcome.SHORT, "a run would write nothing, and exit 7", id="below the floor"
        ),
        pytest.param(judged(0, 0, 30), CheckOutcome.SHORT, "None of 30 claims was linked", id="nothing was linked"),
    ],
)
def test_what_can_be_claimed_is_said_plainly(found: Validation, result: CheckOutcome, sentence: str) -> None:
    assert outcome(found, 0.95) is result
    assert sentence in " ".join(conclusions(found, 0.95))


def test_a_claim_linked_to_another_work_that_it_names_is_told_from_a_misled_one() -> None:
    found = judged(20, 0, 0)
    link = Candidate("inbox/other.md", 3.25, 0.96, Verdict.ACCEPTED, Reason.CLEAR, (), 1)
    linked = replace(found.absent[0], match=Match(found.absent[0].match.claim, link.verdict, link.reason, (link,)))
    told = " ".join(conclusions(replace(found, absent=(linked, *found.absent[1:])), 0.95))
    assert "Of the 1 misled, 1 got only links to other works" in told
    assert "misled" not in " ".join(conclusions(found, 0.95))


@pytest.mark.parametrize(
    ("share", "shown"),
    [
        pytest.param(0.99996, "0.999", id="nearly all is not all"),
        pytest.param(0.00001, "0.001", id="hardly any is not none"),
        pytest.param(1.0, "1.000", id="all"),
        pytest.param(None, "-", id="a share of nothing"),
    ],
)
def test_no_share_is_rounded_to_a_certainty(share: float | None, shown: str) -> None:
    assert rounded(share) == shown


def said(block: str) -> list[str]:
    """A claim's block to its lines that weigh something."""
    return [" ".join(line.split()) for line in block.splitlines() if line.lstrip()[:1] in ("+", "-")]


def test_the_text_has_the_wrong_and_the_missed_with_evidence_that_adds_up() -> None:
    shown = as_text(judged(20, 1, 1), 0.95, {"domains/note 20.md": ("A citation that goes on",)}, plain, 80)
    wrong, missed = shown.split("Wrong: 1 claim\n")[1].split("Missed: 1 claim\n")
    assert "cites      A citation that goes on" in wrong
    assert "linked     inbox/note other.md" in wrong
    assert said(wrong) == ["-3.00 starting point", "+6.25 title: near", "+3.25 in sum"]
    assert "right      inbox/note 20.md\n               not among the candidates" in wrong
    assert "stage      contradiction: " in missed
    assert said(missed) == ["-3.00 starting point", "+6.25 title: near", "-3.75 date: off", "-0.50 in sum"]
    assert max(map(len, shown.splitlines())) <= 110


def test_a_citation_cannot_steer_the_terminal() -> None:
    shown = as_text(judged(0, 0, 1), 0.95, {"domains/note 0.md": ("\x1b[2J\u202eon\r\nto",)}, plain, 80)
    assert "\x1b" not in shown
    assert "\u202e" not in shown


# On the fixture vault


@pytest.fixture(scope="module")
def vault_bytes() -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in sorted(FIXTURES.rglob("*")) if path.is_file()}


def test_text_and_data_have_the_same_sums(run: Run, vault_bytes: dict[Path, bytes]) -> None:
    text = run("validate", FIXTURES, "--known-pairs", KNOWN_PAIRS)
    data = json.loads(run("validate", FIXTURES, "--known-pairs", KNOWN_PAIRS, "--format", "json").out)
    assert (text.code, data["outcome"]) == (0, "holds")

    assert data["right"] + data["wrong"] + data["missed"] == data["known_claims"] == data["recall"]["of"]
    told = " ".join(text.out.split())  # wherever the terminal's width breaks the lines
    assert f"{data['right']} of {data['right'] + data['wrong']} linked claims are right" in told
    assert f"{data['right']} of {data['known_claims']} claims are right" in told
    assert f"{data['misled']['count']} of {data['misled']['of']} claims linked with" in told
    assert f"{data['links']['count']} of {data['links']['of']} links" in told
    missed = f"Missed: {data['missed']} claim" if data["missed"] else ""
    assert missed in text.out
    assert ("Missed: " in text.out) == bool(missed)

    rows = re.findall(r"^  (>| )   (0\.\d+)  +(\d+)  +(\d+)  +(\d+) ", text.out, re.MULTILINE)
    steps = data["thresholds"]
    assert [tuple(map(int, row[2:])) for row in rows] == [(s["right"], s["wrong"], s["unlinked"]) for s in steps]
    assert [row[0] == ">" for row in rows] == [step["in_force"] for step in steps]
    assert sum(step["in_force"] for step in steps) == 1

    assert len(data["wrong_claims"]) == data["wrong"] == sum(lost["wrong"] for lost in data["stages"].values())
    assert len(data["missed_claims"]) == data["missed"] == sum(lost["missed"] for lost in data["stages"].values())
    assert len(data["misled_claims"]) == data["misled"]["count"]
    assert sum(one["right"]["of"] for one in data["calibration"]) == len(data["scores"])
    for claim in data["missed_claims"]:
        for candidate in claim["candidates"]:
            assert candidate["score"] == pytest.approx(sum(part["weight"] for part in candidate["evidence"]))
    assert {path: path.read_bytes() for path in vault_bytes} == vault_bytes
    assert len([path for path in FIXTURES.rglob("*") if path.is_file()]) == len(vault_bytes)


def test_a_matcher_that_is_often_wrong_exits_7_behind_the_report(run: Run, tmp_path: Path) -> None:
    with KNOWN_PAIRS.open(newline="") as file:
        rows = list(csv.DictReader(file))
    turned = dict(zip([row["claim"] for row in rows], [row["source"] for row in rows[5:] + rows[:5]], strict=True))
    wrong_pairs = tmp_path / "wrong_pairs.csv"
    wrong_pairs.write_text("claim,source\n" + "".join(f"{claim},{source}\n" for claim, source in turned.items()))
    result = run("validate", FIXTURES, "--known-pairs", wrong_pairs)
    assert result.code == 7
    assert result.out.startswith("The self-check falls short")
    assert "the self-check fell short" in result.err


def test_the_floor_can_be_set(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("codex_backfill.evaluation.trials.validate", lambda *_, **__: judged(9, 1, 10))
    assert run("validate", FIXTURES, "--min-precision", "0.9").code == 0
    assert run("validate", FIXTURES, "--min-precision", "0.91").code == 7


def test_too_few_known_pairs_are_no_failure(run: Run, vault: Path) -> None:
    nothing = run("validate", vault)
    assert nothing.code == 0
    assert "nothing to check the matcher with" in nothing.out
    (vault / "known_pairs.csv").write_text("claim,source\ndomains/water/leaks.md,inbox/archive/okafor.md\n")
    few = run("validate", vault, "--min-precision", "1")
    assert few.code == 0
    assert "Only 1 claim with a known source: nothing can be claimed from so few" in few.out
    assert "precision " not in few.out


def test_the_page_goes_to_a_file_or_to_stdout(run: Run, vault: Path, tmp_path: Path) -> None:
    result = run("validate", vault, "--html", tmp_path / "report.html")
    assert "open it in a browser" in result.err
    written = (tmp_path / "report.html").read_text()
    assert written.startswith("<!doctype html>")
    assert run("validate", vault, "--html", "-").out == written
    nowhere = run("validate", vault, "--html", tmp_path / "gone/report.html")
    assert nowhere.code == 2
    assert f"report.html: cannot be written: {os.strerror(errno.ENOENT)}" in nowhere.err


# The page


class Elements(HTMLParser):
    """The elements of a page with their attributes, its texts, and the elements left open."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in ("meta", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


@pytest.fixture(scope="module", params=HOSTILE, ids=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest) -> tuple[str, Elements, str]:
    """A text, and the page of a vault that says nothing else, as elements and as it stands."""
    text: str = request.param
    found = judged(20, 2, 2, text, text)
    claims = [trial.match.claim for trial in found.present]
    sources = [source for trial in found.present for source in trial.sources]
    words = Words(dict.fromkeys([*claims, *sources], text), dict.fromkeys(claims, (text,)))
    html = page(text, found, 0.95, words)
    return text, Elements(html), html


def test_hostile_notes_stay_text(hostile: tuple[str, Elements, str]) -> None:
    text, elements, html = hostile
    assert elements.open == []
    assert {tag for tag, _ in elements.found}.isdisjoint({"img", "link", "iframe", "object", "a", "form"})
    tags = [tag for tag, _ in elements.found]
    assert (tags.count("style"), tags.count("script")) == (1, 2)
    assert not [given for _, attributes in elements.found for given in attributes if given.startswith("on")]
    assert elements.texts.count(text) >= 4 * 3  # title, citation and detail of every claim that is listed
    assert html.count("color-scheme: light dark") == 1


def test_the_page_allows_its_own_style_and_nothing_else(hostile: tuple[str, Elements, str]) -> None:
    _, elements, html = hostile
    policy = next(a["content"] for tag, a in elements.found if tag == "meta" and "http-equiv" in a)
    style = html.split("<style>", 1)[1].split("</style>", 1)[0]
    script = html.rsplit("<script>", 1)[1].split("</script>", 1)[0]
    code, look = (base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() for part in (script, style))
    allowed = f"script-src 'sha256-{code}'; style-src 'sha256-{look}'"
    assert policy == f"default-src 'none'; {allowed}; base-uri 'none'; form-action 'none'"
    assert not [a for _, a in elements.found if "style" in a or "src" in a or "href" in a]
    assert not re.search(r"url\(|@import|https?:", style)


def test_charts_have_names_axes_and_every_point() -> None:
    found = judged(30, 2, 5)
    elements = Elements(page("vault", found, 0.95, Words({}, {})))
    charts = [attributes for tag, attributes in elements.found if tag == "svg" and attributes.get("role") == "img"]
    ids = [attributes["id"] for _, attributes in elements.found if "id" in attributes]
    assert len(charts) == 3
    assert len(ids) == len(set(ids))
    for chart in charts:
        assert set((chart["aria-labelledby"] or "").split()) <= set(ids)
    assert {"recall", "precision", "claimed probability", "share that is right", "claims"} <= set(elements.texts)
    assert "With the source in the vault 35 best candidates are right and 2 wrong; " in "".join(elements.texts)


@pytest.mark.parametrize("found", [judged(0, 0, 0), judged(1, 1, 1), judged(0, 0, 25), judged(25, 0, 0)])
def test_every_outcome_can_be_told(found: Validation) -> None:
    assert Elements(page("vault", found, 0.95, Words({}, {}))).open == []
    assert as_text(found, 0.95, {}, plain)
    json.dumps(as_data(found, 0.95, {}), allow_nan=False)


@pytest.mark.parametrize(
    ("found", "beginnings"),
    [
        pytest.param(
            judged(60, 0, 5),
            ("The self-check holds: 60 of 60 linked", "At 95% confidence at least 0.940", "Next, codex-backfill diff"),
            id="all is right",
        ),
        pytest.param(
            judged(60, 1, 5),
            ("The self-check holds: 60 of 61 linked", "At 95% confidence at least", "Look at the wrong claim below"),
            id="one is wrong",
        ),
        pytest.param(
            judged(10, 10, 0),
            ("The self-check falls short: 10 of 20 linked", "At 95% confidence at least", "Look at the wrong claims"),
            id="half are wrong",
        ),
        pytest.param(
            judged(0, 0, 25),
            (
                "The self-check falls short: no claim was linked",
                "At 95% confidence it finds",
                "Look at the missed claims",
            ),
            id="nothing is linked",
        ),
        pytest.param(
            judged(3, 0, 0),
            ("The matcher could not be checked: 3 claims", "Nothing can be said", "Add links that you are sure of"),
            id="too few",
        ),
    ],
)
def test_it_begins_with_what_holds_how_sure_and_what_to_do(found: Validation, beginnings: tuple[str, ...]) -> None:
    told = in_short(found, 0.95)
    assert [text.startswith(beginning) for text, beginning in zip(told, beginnings, strict=True)] == [True] * 3
    page_text = "".join(Elements(page("vault", found, 0.95, Words({}, {}))).texts)
    printed = " ".join(as_text(found, 0.95, {}, plain).split())
    for sentence in told:
        assert sentence in page_text
        assert sentence in printed


def test_each_chart_has_its_table_and_the_weights_have_a_chart() -> None:
    found = judged(30, 2, 5)
    text = page("vault", found, 0.95, Words({}, {}))
    for title in ("Precision and recall", "Calibration", "Scores"):
        assert f"<summary>{title} as a table</summary>" in text
    rows = level_weights(found.present)
    assert [(row.name, row.level, row.seen, row.mean) for row in rows] == [
        ("starting point", "", 37, -3.0),
        ("title", "near", 37, 6.25),
        ("date", "off", 5, -3.75),
    ]


def test_a_browser_shows_it_at_every_width_in_light_and_dark(tmp_path: Path) -> None:
    found = judged(30, 2, 5, "a-note-with-a-path-that-is-rather-long" * 3, HOSTILE[0])
    (tmp_path / "report.html").write_text(page("vault", found, 0.95, Words({}, {})))
    from tests.review.browser import start  # skips where there is no browser

    backgrounds = set()
    for browser in start(tmp_path):
        for width, scheme in ((1440, "light"), (390, "dark")):
            size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 500}
            browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
            wish = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", wish)
            browser.get((tmp_path / "report.html").as_uri())
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width
            backgrounds.add(browser.execute_script("return getComputedStyle(document.body).backgroundColor"))
            assert browser.execute_script("return performance.getEntriesByType('resource').length") == 0
        assert browser.get_log("browser") == []  # type: ignore[no-untyped-call]
    assert len(backgrounds) == 2
