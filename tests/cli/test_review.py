"""`review` and `decide` from outside: what they print, what they keep, and that the next plan follows."""

import errno
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Run

DECISIONS = ".codex-backfill/decisions.jsonl"
LEAKS, METERS, NOBODY = "domains/water/leaks.md", "domains/water/meters.md", "domains/water/nobody.md"
OKAFOR, HOLLINS, OTHER = "inbox/archive/okafor.md", "inbox/archive/hollins.md", "inbox/archive/other.md"


@pytest.fixture
def doubtful(vault: Path) -> Path:
    """The vault with a threshold that nothing reaches, so that a person is asked."""
    (vault / "codex-backfill.toml").write_text("[match]\nthreshold = 0.999999999\n")
    return vault


def kept(vault: Path) -> list[dict[str, Any]]:
    path = vault / DECISIONS
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def planned(run: Run, vault: Path) -> list[tuple[str, str]]:
    run("plan", vault, "-o", vault / "plan.json", "-q")
    links = json.loads((vault / "plan.json").read_text())["links"]
    return [(link["claim"], link["source"]) for link in links]


def test_review_lists_what_waits(run: Run, doubtful: Path) -> None:
    rows = json.loads(run("review", doubtful, "--format", "json").out)
    assert sorted(row["claim"] for row in rows) == [LEAKS, METERS]
    assert {row["candidates"][0]["source"] for row in rows} == {OKAFOR, HOLLINS}


def test_review_without_a_terminal_says_what_to_do_instead(run: Run, doubtful: Path) -> None:
    result = run("review", doubtful)
    assert result.code == 2
    assert "this is none; `review --html FILE` makes a page instead" in result.err


def test_nothing_to_review_is_said(run: Run, vault: Path) -> None:
    assert run("review", vault).out == "nothing waits for an answer\n"


def test_the_page_is_written_and_nothing_else(run: Run, doubtful: Path, tmp_path: Path) -> None:
    before = sorted(doubtful.rglob("*"))
    page = tmp_path / "review.html"
    result = run("review", doubtful, "--html", page, "--by", "ann")
    assert (result.code, result.out) == (0, "")
    assert "2 undecided of 3 claims" in result.err
    assert page.read_text().startswith("<!doctype html>")
    assert "+sourced_from: inbox/archive/okafor.md" in page.read_text().replace("\\u003c", "<")
    assert sorted(doubtful.rglob("*")) == before


def test_a_page_that_cannot_be_written_is_named(run: Run, doubtful: Path) -> None:
    result = run("review", doubtful, "--html", doubtful / "no/such/folder.html")
    assert (result.code, f"cannot be written: {os.strerror(errno.ENOENT)}" in result.err) == (2, True)


def test_a_yes_is_a_link_in_the_next_plan_and_a_no_is_none(run: Run, doubtful: Path) -> None:
    assert planned(run, doubtful) == []
    run("decide", LEAKS, OKAFOR, "yes", "--vault", doubtful)
    run("decide", METERS, HOLLINS, "no", "--vault", doubtful)
    run("decide", NOBODY, OTHER, "yes", "--vault", doubtful)
    assert planned(run, doubtful) == [(LEAKS, OKAFOR), (NOBODY, OTHER)]


def test_no_answer_is_asked_for_twice(run: Run, doubtful: Path) -> None:
    run("decide", LEAKS, "no-source", "--vault", doubtful)
    run("decide", METERS, HOLLINS, "unsure", "--vault", doubtful)
    assert json.loads(run("review", doubtful, "--format", "json").out) == []
    again = json.loads(run("review", doubtful, "--unsure", "--format", "json").out)
    assert [row["claim"] for row in again] == [METERS]


def test_no_source_lapses_with_the_claim_s_source_text(run: Run, doubtful: Path) -> None:
    run("decide", LEAKS, "no-source", "--vault", doubtful, "--by", "ann")
    note = doubtful / LEAKS
    note.write_text(note.read_text().replace("find leaks before", "find most leaks before"))
    assert LEAKS not in run("review", doubtful, "--format", "json").out
    note.write_text(note.read_text().replace("Okafor, 'Night", "Ada Okafor, 'Night"))
    rows = json.loads(run("review", doubtful, "--format", "json").out)
    assert [row["before"].split(": ")[1][:14] for row in rows if row["claim"] == LEAKS] == ["no-source, ann"]


@pytest.mark.parametrize(
    ("claim", "source"),
    [
        pytest.param("leaks", "okafor", id="by file name"),
        pytest.param(
            "Utilities that log night flow find leaks before customers do", "[[okafor]]", id="by title, by wikilink"
        ),
    ],
)
def test_notes_are_named_as_people_name_them(run: Run, vault: Path, claim: str, source: str) -> None:
    result = run("decide", claim, source, "yes", "--vault", vault, "--by", "ann")
    assert result.out == ".codex-backfill/decisions.jsonl: 1 yes kept\n"
    (row,) = kept(vault)
    assert (row["claim"], row["source"], row["verdict"], row["by"]) == (LEAKS, OKAFOR, "yes", "ann")


def test_an_answer_may_leave_out_what_can_be_filled_in(run: Run, vault: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"claim": LEAKS, "source": OKAFOR, "verdict": "no"}))
    assert run("decide", answers, "--vault", vault, "--by", "ann").code == 0
    (row,) = kept(vault)
    assert row["by"] == "ann"
    assert row["at"].endswith("Z")
    assert len(row["claim_digest"]) == len(row["source_digest"]) == 16


def test_answers_come_by_standard_input(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(json.dumps({"claim": LEAKS, "verdict": "no-source"})))
    assert run("decide", "-", "--vault", vault).code == 0
    assert [row["verdict"] for row in kept(vault)] == ["no-source"]


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        pytest.param({"claim": "domains/x.md", "verdict": "no-source"}, "2:2: domains/x.md is no claim of the vault", id="no claim"),
        pytest.param(
            {"claim": LEAKS, "source": "inbox/x.md", "verdict": "yes"}, "2:37: inbox/x.md is no source of the vault", id="no source"
        ),
        pytest.param({"claim": LEAKS, "source": LEAKS, "verdict": "yes"}, f"2:37: {LEAKS} is no source of the vault", id="a claim as source"),
        pytest.param(
            {"claim": LEAKS, "source": "../okafor.md", "verdict": "yes"},
            '2:37: source "../okafor.md" leads out of the vault',
            id="out of the vault",
        ),
    ],
)  # fmt: skip
def test_one_bad_answer_keeps_all_out(
    run: Run, vault: Path, tmp_path: Path, row: dict[str, str], complaint: str
) -> None:
    answers = tmp_path / "answers.jsonl"
    good = {"claim": METERS, "source": HOLLINS, "verdict": "yes"}
    answers.write_text(f"{json.dumps(good)}\n{json.dumps(row)}\n")
    result = run("decide", answers, "--vault", vault)
    assert result.code == 2
    assert f"{answers}:{complaint}\n{answers}: nothing was kept" in result.err
    assert kept(vault) == []


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        pytest.param(["leaks", "okafor", "maybe"], "decide takes FILE (or -), or CLAIM SOURCE", id="no such verdict"),
        pytest.param(["leaks", "okafor"], "decide takes FILE (or -), or CLAIM SOURCE", id="no verdict"),
        pytest.param(
            ["leaks", "nobody-knows", "yes"], "'nobody-knows' names no source of the vault", id="no such source"
        ),
        pytest.param(["answers.jsonl"], "answers.jsonl: cannot be read", id="no such file"),
    ],
)
def test_wrong_usage_says_what_is_right(run: Run, vault: Path, words: list[str], complaint: str) -> None:
    result = run("decide", *words, "--vault", vault)
    assert (result.code, complaint in result.err) == (2, True)


def test_an_answer_on_an_older_text_is_kept_and_told(run: Run, vault: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.jsonl"
    answers.write_text(json.dumps({"claim": LEAKS, "source": OKAFOR, "verdict": "yes", "claim_digest": "0" * 16}))
    result = run("decide", answers, "--vault", vault)
    assert (result.code, len(kept(vault))) == (0, 1)
    assert "given on a text that has changed since" in result.err


def test_a_changed_mind_is_told(run: Run, vault: Path) -> None:
    run("decide", LEAKS, OKAFOR, "yes", "--vault", vault, "--by", "ann")
    result = run("decide", LEAKS, OKAFOR, "no", "--vault", vault, "--by", "bob")
    assert f"{LEAKS} -> {OKAFOR}: yes, ann, " in result.err
    assert "; overruled by no, bob, " in result.err
    assert [row["verdict"] for row in kept(vault)] == ["no"]


def test_answers_for_scripts(run: Run, vault: Path) -> None:
    result = run("decide", LEAKS, "no-source", "--vault", vault, "--format", "json")
    assert json.loads(result.out) == {"kept": 1, "overruled": [], "changed": []}


def test_review_tells_which_answers_rest_on_older_texts(run: Run, doubtful: Path) -> None:
    run("decide", LEAKS, OKAFOR, "yes", "--vault", doubtful, "--by", "ann")
    assert "has changed since" not in run("review", doubtful, "--format", "json").err
    note = doubtful / OKAFOR
    note.write_text(note.read_text() + "More was found.\n")
    assert f"{LEAKS} -> {OKAFOR}: yes, ann, " in run("review", doubtful, "--format", "json").err


def test_a_link_that_somebody_took_out_is_not_asked_about(run: Run, vault: Path) -> None:
    as_they_were = {path: (vault / path).read_bytes() for path in (LEAKS, OKAFOR)}
    assert run("sync", vault).code == 0
    for path, raw in as_they_were.items():
        (vault / path).write_bytes(raw)
    (vault / "codex-backfill.toml").write_text("[match]\nthreshold = 0.999999999\n")
    asked = json.loads(run("review", vault, "--format", "json").out)
    assert OKAFOR not in {one["source"] for item in asked for one in item["candidates"]}


def test_a_claim_without_a_source_gets_no_link_whatever_says_so(run: Run, vault: Path) -> None:
    """A decision weighs more than known pairs and entries."""
    (vault / "known_pairs.csv").write_text(f"claim,source\n{LEAKS},{OKAFOR}\n")
    note = vault / OKAFOR
    note.write_text(note.read_text().replace("type: source\n", "type: source\nclaims_extracted: [leaks]\n"))
    assert (LEAKS, OKAFOR) in planned(run, vault)
    assert run("decide", LEAKS, "no-source", "--vault", vault).code == 0
    assert LEAKS not in {claim for claim, _ in planned(run, vault)}
    assert json.loads(run("explain", LEAKS, "--vault", vault, "--format", "json").out)["known"] == []
    assert run("sync", vault).code == 0
    assert "sourced_from" not in (vault / LEAKS).read_text()
    assert "CB301" in run("check", vault).out


def test_an_account_without_a_name_answers_by_its_number(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 12345")

    monkeypatch.setattr("getpass.getuser", nameless)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")
    assert run("decide", LEAKS, "no-source", "--vault", vault).code == 0
    assert kept(vault)[0]["by"] == f"user {os.getuid()}"


def test_a_yes_weighs_more_than_a_pair_that_is_known_to_be_wrong(run: Run, vault: Path) -> None:
    (vault / "known_pairs.csv").write_text(f"claim,source,verdict\n{LEAKS},{OKAFOR},no\n")
    assert (LEAKS, OKAFOR) not in planned(run, vault)
    assert run("decide", LEAKS, OKAFOR, "yes", "--vault", vault).code == 0
    assert (LEAKS, OKAFOR) in planned(run, vault)
    assert json.loads(run("explain", LEAKS, "--vault", vault, "--format", "json").out)["known"] == [OKAFOR]


def test_what_somebody_is_unsure_of_is_not_linked(run: Run, vault: Path) -> None:
    assert (LEAKS, OKAFOR) in planned(run, vault)
    assert run("decide", LEAKS, OKAFOR, "unsure", "--vault", vault).code == 0
    assert LEAKS not in {claim for claim, _ in planned(run, vault)}
