"""The file of decisions: what is refused, what git merges, and that nothing given is lost."""

import errno
import os
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codex_backfill.disk.system import System
from codex_backfill.errors import UsageError
from codex_backfill.known.decision_file import dump, keep, load, parse, stamp
from codex_backfill.known.decisions import PATH, Answer, Decision, merge
from tests.repositories import commit_all, git

CLAIM, SOURCE = "domains/sea/tides.md", "inbox/archive/cartwright.md"


def said(verdict: Answer = Answer.YES, claim: str = CLAIM, source: str = SOURCE, minute: int = 0) -> Decision:
    at = f"2031-04-05T06:{minute:02}:00.000Z"
    about = None if verdict is Answer.NO_SOURCE else source
    return Decision(claim, about, verdict, "ann", at, 1.5, "c1", "s1")


def test_a_line_is_readable_and_its_keys_stand_in_one_order() -> None:
    assert dump([said()]) == (
        '{"claim": "domains/sea/tides.md", "source": "inbox/archive/cartwright.md", "verdict": "yes", "by": "ann", '
        '"at": "2031-04-05T06:00:00.000Z", "score": 1.5, "claim_digest": "c1", "source_digest": "s1"}\n'
    )


NAMES = st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters="\0\n\r/"), min_size=1).filter(
    lambda name: name not in (".", "..")
)


@given(st.lists(st.tuples(NAMES, NAMES, st.sampled_from(Answer), NAMES, st.none() | st.floats(-50, 50)), max_size=4))
def test_every_answer_reads_back_as_it_was_written(rows: list[tuple[str, str, Answer, str, float | None]]) -> None:
    decisions = tuple(
        Decision(
            claim, None if verdict is Answer.NO_SOURCE else f"a/{source}", verdict, by, stamp(datetime.now(UTC)),
            None if score is None else round(score, 3), "c", "s",
        )
        for claim, source, verdict, by, score in rows
    )  # fmt: skip
    assert parse(dump(decisions), "x", lambda decision: decision) == decisions


def test_times_of_any_zone_become_one_form() -> None:
    assert stamp(datetime(2031, 4, 5, 1, 2, 3, 45678, timezone(timedelta(hours=2)))) == "2031-04-04T23:02:03.045Z"


GOOD = '{"claim": "a.md", "source": "b.md", "verdict": "yes"}'


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param('{"claim" "a.md"}', ":10: not JSON: ", id="broken JSON"),
        pytest.param('["a.md"]', ':1: not an answer but ["a.md"]', id="a list"),
        pytest.param("[" * 100_000, ":1: not an answer: nested too deeply", id="a hundred thousand brackets"),
        pytest.param('{"claim": "a.md", "source": "b.md"}', ":1: 'verdict' is missing", id="no verdict"),
        pytest.param(
            '{"claim": "a.md", "source": "b.md", "verdict": "maybe"}',
            ':37: verdict "maybe" is none of no, no-source, unsure, yes',
            id="an unknown verdict",
        ),
        pytest.param(
            '{"claim": "a.md", "source": "b.md", "verdict": "no", "note": 1}',
            ":54: unknown key 'note'; an answer has claim, source, verdict",
            id="an unknown key",
        ),
        pytest.param(
            '{"claim": "../a.md", "source": "b.md", "verdict": "no"}',
            ':2: claim "../a.md" leads out of the vault',
            id="a path out of the vault",
        ),
        pytest.param(
            '{"claim": "a.md", "source": "/etc/passwd", "verdict": "no"}',
            ':19: source "/etc/passwd" leads out of the vault',
            id="an absolute path",
        ),
        pytest.param('{"claim": "a.md", "verdict": "yes"}', ":19: yes needs a source", id="a yes to nothing"),
        pytest.param(
            '{"claim": "a.md", "source": "b.md", "verdict": "no-source"}',
            ":19: no-source is said of a claim, without a source",
            id="no-source of a pair",
        ),
        pytest.param(
            '{"claim": "a.md", "source": "b.md", "verdict": "no", "at": "2031-04-05T06:00:00"}',
            ':54: at "2031-04-05T06:00:00": ',
            id="a time without a zone",
        ),
        pytest.param(
            '{"claim": "a.md", "source": "b.md", "verdict": "no", "score": NaN}', ":54: score NaN: ", id="no number"
        ),
        pytest.param(
            '{"claim": "a.md", "source": "b.md", "verdict": "no", "at": "0001-01-01T00:00:00+14:00"}',
            ":54: at 0001-01-01 00:00:00+14:00 lies before the year 1",
            id="before the first year",
        ),
    ],
)
def test_a_bad_line_is_named_with_its_place(line: str, complaint: str) -> None:
    with pytest.raises(UsageError) as refused:
        parse(f"{GOOD}\n\n{line}\n", "in.jsonl", lambda decision: decision)
    message = str(refused.value)
    assert message.startswith(f"in.jsonl:3{complaint}")
    assert message.endswith("\nin.jsonl: nothing was kept")


def test_all_bad_lines_are_named_at_once() -> None:
    with pytest.raises(UsageError) as refused:
        parse(f"x\n{GOOD}\ny\n", "-", lambda decision: ("source", "names no note"))
    assert [line.split(":")[1] for line in str(refused.value).splitlines()] == ["1", "2", "3", " nothing was kept"]


def test_a_vault_without_answers_has_none(tmp_path: Path) -> None:
    assert load(tmp_path) == ()


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param(b"\xff", f"{PATH}:1:1: cannot be read", id="not UTF-8"),
        pytest.param(GOOD.encode(), f"{PATH}:1:2: 'by' is missing", id="a line put in by hand"),
    ],
)
def test_a_file_that_cannot_be_read_stops_before_anything_is_kept(
    tmp_path: Path, content: bytes, complaint: str
) -> None:
    (tmp_path / PATH).parent.mkdir()
    (tmp_path / PATH).write_bytes(content)
    with pytest.raises(UsageError, match=r"kept|read") as refused:
        keep(tmp_path, [said()])
    assert str(refused.value).startswith(complaint)
    assert (tmp_path / PATH).read_bytes() == content


def test_answers_are_kept_sorted_and_taken_back_without_a_trace(tmp_path: Path) -> None:
    first, second = said(claim="core/b.md"), said(claim="core/a.md")
    keep(tmp_path, [first])
    keep(tmp_path, [second])
    assert load(tmp_path) == (second, first)
    keep(tmp_path, [], taken_back=[first])
    assert load(tmp_path) == (second,)
    assert [path.name for path in (tmp_path / PATH).parent.iterdir()] == ["decisions.jsonl"]


def test_thousands_of_answers_are_read(tmp_path: Path) -> None:
    many = [said(claim=f"core/{number:05}.md") for number in range(3_000)]
    (tmp_path / PATH).parent.mkdir()
    (tmp_path / PATH).write_text(dump(many), encoding="utf-8")
    assert load(tmp_path) == tuple(many)


def test_a_changed_mind_is_named(tmp_path: Path) -> None:
    keep(tmp_path, [said(Answer.YES)])
    assert [str(line).split("; ")[1] for line in keep(tmp_path, [said(Answer.NO, minute=1)])] == [
        "overruled by no, ann, 2031-04-05T06:01:00.000Z"
    ]


def test_nothing_new_does_not_touch_the_file(tmp_path: Path) -> None:
    keep(tmp_path, [said()])
    before = (tmp_path / PATH).stat()
    keep(tmp_path, [said()])
    assert (tmp_path / PATH).stat().st_ino == before.st_ino


def test_the_mode_of_the_file_is_kept(tmp_path: Path) -> None:
    keep(tmp_path, [said()])
    (tmp_path / PATH).chmod(0o640)
    keep(tmp_path, [said(claim="core/a.md")])
    assert (tmp_path / PATH).stat().st_mode & 0o777 == 0o640


def test_a_failing_disk_leaves_the_old_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(tmp_path, [said()])

    def fail(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(System, "fsync", staticmethod(fail))
    with pytest.raises(UsageError, match=os.strerror(errno.ENOSPC)):
        keep(tmp_path, [said(claim="core/a.md")])
    assert load(tmp_path) == (said(),)
    assert [path.name for path in (tmp_path / PATH).parent.iterdir()] == ["decisions.jsonl"]


def test_two_reviewers_at_once_lose_no_answer(tmp_path: Path) -> None:
    def review(name: str) -> None:
        for number in range(10):
            keep(tmp_path, [said(claim=f"core/{name}{number}.md")])

    threads = [threading.Thread(target=review, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(load(tmp_path)) == 20


def test_branches_that_answer_on_the_same_spot_merge_in_git_and_the_careful_answer_counts(tmp_path: Path) -> None:
    git(tmp_path, "init")
    (tmp_path / ".gitattributes").write_text(f"{PATH} merge=union\n")
    keep(tmp_path, [said()])
    commit_all(tmp_path)
    git(tmp_path, "checkout", "-b", "bob")
    keep(tmp_path, [said(Answer.NO, minute=2), said(claim="core/bob.md")])
    git(tmp_path, "commit", "-am", "bob")
    git(tmp_path, "checkout", "main")
    keep(tmp_path, [said(Answer.UNSURE, minute=1), said(claim="core/ann.md")])
    git(tmp_path, "commit", "-am", "ann")
    git(tmp_path, "merge", "bob")
    merged, contradictions = merge(load(tmp_path))
    assert [(d.claim, d.verdict) for d in merged] == [
        ("core/ann.md", Answer.YES),
        ("core/bob.md", Answer.YES),
        (CLAIM, Answer.NO),
    ]
    assert [one.second.verdict for one in contradictions] == [Answer.UNSURE]
    keep(tmp_path, [said(claim="core/new.md")])
    assert merge(load(tmp_path))[1] == contradictions, "it is told until somebody answers"
