"""The one-off job from the command line: both directions or nothing, once, and taken back when asked."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from codex_backfill.disk.folders import state_folder
from codex_backfill.disk.lock import lock

LEDGER = ".codex-backfill/ledger.json"
Run = Callable[..., Any]
Snapshot = Callable[[], dict[str, bytes]]


def test_both_directions_are_written_and_nothing_else(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    result = run("migrate", vault, "--yes")
    assert result.code == 0
    after = snapshot()
    assert {path for path in after if after[path] != before.get(path)} == {
        "domains/water/leaks.md",
        "domains/water/meters.md",
        "inbox/archive/hollins.md",
        "inbox/archive/okafor.md",
        LEDGER,
    }
    assert b"created: 2024-03-20\nsourced_from: inbox/archive/okafor.md\n---\n" in after["domains/water/leaks.md"]
    assert b"claims_extracted:\n" in after["inbox/archive/okafor.md"]
    assert b"Households that see their use hourly use less" in after["inbox/archive/hollins.md"]
    assert "2  linked" in result.out
    assert "1  no source in the vault" in result.out


def test_a_second_run_changes_nothing_and_says_so(run: Run, vault: Path, snapshot: Snapshot) -> None:
    run("migrate", vault, "--yes")
    before = snapshot()
    result = run("migrate", vault, "--yes")
    assert (result.code, snapshot()) == (0, before)
    assert "nothing to write" in result.out


def test_undo_gives_the_bytes_back_and_of_files_changed_since_both_ends_or_neither(
    run: Run, vault: Path, snapshot: Snapshot
) -> None:
    before = snapshot()
    run("migrate", vault, "--yes")
    (vault / "domains/water/leaks.md").write_bytes(b"rewritten")
    result = run("undo", vault)
    assert result.code == 3
    assert "domains/water/leaks.md:1:1: no frontmatter, though links stood in it; the link stays" in result.err
    assert snapshot()["domains/water/leaks.md"] == b"rewritten"
    assert b"Meters" not in snapshot()["inbox/archive/okafor.md"]
    assert snapshot()["inbox/archive/okafor.md"] != before["inbox/archive/okafor.md"], "one end alone was taken back"
    assert snapshot()["inbox/archive/hollins.md"] == before["inbox/archive/hollins.md"]
    (vault / "domains/water/leaks.md").write_bytes(before["domains/water/leaks.md"])
    assert run("undo", vault).code == 0
    assert snapshot() == before | {LEDGER: snapshot()[LEDGER]}


@pytest.mark.parametrize(
    ("answer", "code", "writes"),
    [
        pytest.param("y\n", 0, True, id="yes writes"),
        pytest.param("\n", 0, False, id="no is what a bare return means"),
        pytest.param("what\nd\nn\n", 0, False, id="nonsense is asked again, d shows the diff"),
        pytest.param("", 2, False, id="the end of input is no answer"),
    ],
)
def test_it_asks_before_it_writes(
    run: Run, vault: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch, answer: str, code: int, writes: bool
) -> None:
    before = snapshot()
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    result = run("migrate", vault)
    assert (result.code, snapshot() != before) == (code, writes)
    assert ("+sourced_from: inbox/archive/okafor.md" in result.out) == ("d\n" in answer)


def test_a_self_check_that_falls_short_stops_it_and_lists_the_wrong_ones(
    run: Run, vault: Path, snapshot: Snapshot
) -> None:
    for number in range(24):  # two works each, swapped in what is called known
        author, topic = f"Q{chr(97 + number)}rlov", f"{chr(97 + number)}lpha zeta{number}"
        title = f"A treatise on {topic} weirs"
        claim = f"---\ntype: claim\nsource: \"{author}, '{title}' (2001-02-{number + 1:02})\"\n---\n# C {topic}\n"
        (vault / f"domains/water/c{number}.md").write_text(claim)
        head = f'---\ntitle: "{title}"\nauthor: "{author}"\ndate: 2001-02-{number + 1:02}\n---\n'
        (vault / f"inbox/archive/s{number}.md").write_text(head)
    rows = [f"domains/water/c{n}.md,inbox/archive/s{(n + 1) % 24}.md" for n in range(24)]
    pairs = vault.parent / "pairs.csv"
    pairs.write_text("\n".join(["claim,source", *rows]) + "\n")
    config = vault.parent / "settings.toml"
    config.write_text("[match]\nthreshold = 0.5\n")
    before = snapshot()
    for command in (["migrate", vault, "--yes"], ["diff", vault], ["plan", vault, "-o", vault.parent / "plan.json"]):
        result = run(*command, "--known-pairs", pairs, "--config", config)
        assert (result.code, result.out, snapshot()) == (7, "", before)
        assert "self-check fell short" in result.err
        assert "domains/water/c3.md" in result.err
    assert not (vault.parent / "plan.json").exists()


def test_notes_that_cannot_be_read_are_named_and_stop_nothing(run: Run, vault: Path) -> None:
    (vault / "domains/water/bad.md").write_text("---\ntype: claim\nsource: *x\n---\n")
    result = run("migrate", vault, "--yes", "--strict")
    assert result.code == 3
    assert "domains/water/bad.md:3:9: alias *x stands for no anchor; file left unchanged" in result.err
    assert "2  linked" in result.out


def test_a_link_that_cannot_be_written_at_one_end_is_written_at_neither(
    run: Run, vault: Path, snapshot: Snapshot
) -> None:
    path = vault / "inbox/archive/hollins.md"
    path.write_text(path.read_text().replace("claims_extracted: []", "claims_extracted: 3"))
    before = snapshot()
    result = run("migrate", vault, "--yes")
    assert result.code == 0
    assert snapshot()["domains/water/meters.md"] == before["domains/water/meters.md"]
    assert "inbox/archive/hollins.md:7:19: 'claims_extracted' holds '3', not links; file left unchanged" in result.err
    assert "1  linked" in result.out
    assert "1  refused" in result.out


def test_only_and_skip_keep_both_ends_of_a_link_together(run: Run, vault: Path, snapshot: Snapshot) -> None:
    before = snapshot()
    run("migrate", vault, "--yes", "--only", "*/okafor.md")
    assert {path for path, raw in snapshot().items() if raw != before.get(path)} == {
        "domains/water/leaks.md",
        "inbox/archive/okafor.md",
        LEDGER,
    }


def test_json_tells_all_that_the_text_does(run: Run, vault: Path) -> None:
    data = json.loads(run("migrate", vault, "--yes", "--format", "json").out)
    assert data["summary"]["linked"] == 2
    assert data["failed"] == 0
    assert {link["source"] for link in data["links"]} == {"inbox/archive/hollins.md", "inbox/archive/okafor.md"}
    assert all(
        abs(sum(e["weight"] for e in link["accepted"]["evidence"]) - link["accepted"]["score"]) < 1e-9
        for link in data["links"]
    )


def test_a_second_run_at_the_same_time_says_who_holds_the_lock(run: Run, vault: Path) -> None:
    with lock(vault, "sync", state=state_folder(vault)):
        result = run("migrate", vault, "--yes")
    assert result.code == 11
    assert "sync, process" in result.err


def test_an_interrupt_ends_with_130_and_nothing_written(
    run: Run, vault: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    before = snapshot()
    monkeypatch.setattr("codex_backfill.matching.all_claims.match", interrupt)
    assert (run("migrate", vault, "--yes").code, snapshot()) == (130, before)


def test_an_interrupt_at_the_prompt_ends_with_130_too(
    run: Run, vault: Path, snapshot: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Interrupted(io.StringIO):
        def readline(self, *_: object) -> str:  # type: ignore[override]
            raise KeyboardInterrupt

    before = snapshot()
    monkeypatch.setattr("sys.stdin", Interrupted())
    assert (run("migrate", vault).code, snapshot()) == (130, before)


def test_without_anyone_to_answer_it_says_what_to_pass(run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert "pass --yes" in run("migrate", vault).err


def test_an_internal_error_is_told_without_a_traceback_and_never_as_1(
    run: Run, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr("codex_backfill.matching.all_claims.match", fail)
    result = run("migrate", vault, "--yes")
    assert result.code == 2
    assert "internal error: RuntimeError: boom" in result.err
    assert "Traceback" not in result.err
    assert "Traceback" in run("migrate", vault, "--yes", "-v").err


TWO = "Okafor, 'Night flow finds leaks first' (2024-03-11); Hollins, 'Smart meters and thrift' (2023-06-01)"
OKAFOR, HOLLINS, OTHER = (f"inbox/archive/{name}.md" for name in ("okafor", "hollins", "other"))


@pytest.mark.parametrize(
    ("stands", "cites", "linked", "review"),
    [
        pytest.param([OKAFOR], TWO, [OKAFOR, HOLLINS], 0, id="the other citation is linked"),
        pytest.param([HOLLINS, OKAFOR], TWO, [HOLLINS, OKAFOR], 0, id="none is left"),
        pytest.param([OTHER], TWO, [OTHER], 1, id="nobody can tell what a link answers, so a person is asked"),
        pytest.param([OTHER, "inbox/gone.md"], TWO, [OTHER, "inbox/gone.md"], 0, id="two such links, two citations"),
        pytest.param([OTHER], TWO.partition(";")[0], [OTHER], 0, id="a single citation stays as it is"),
    ],
)
def test_a_claim_with_a_link_is_still_matched_for_its_other_citations(
    run: Run, vault: Path, snapshot: Snapshot, stands: list[str], cites: str, linked: list[str], review: int
) -> None:
    entries = "".join(f"  - {path}\n" for path in stands)
    claim = vault / "domains/water/both.md"
    claim.write_text(f'---\ntype: claim\nsource: "{cites}"\nsourced_from:\n{entries}---\n# Both save water\n')
    assert run("migrate", vault, "--yes").code == 0
    assert [line[4:] for line in claim.read_text().splitlines() if line.startswith("  - ")] == linked
    before = snapshot()
    again = json.loads(run("migrate", vault, "--yes", "--format", "json").out)
    assert (snapshot(), again["links"], again["summary"]["review"]) == (before, [], review)
    assert len(json.loads(run("review", vault, "--format", "json").out)) == review
    assert run("sync", vault).code == 0
    assert snapshot() == before


def test_what_a_person_took_out_beside_another_link_does_not_return(run: Run, vault: Path, snapshot: Snapshot) -> None:
    claim = vault / "domains/water/both.md"
    claim.write_text(f'---\ntype: claim\nsource: "{TWO}"\n---\n# Both save water\n')
    assert run("migrate", vault, "--yes").code == 0
    assert HOLLINS in claim.read_text()
    claim.write_text(claim.read_text().replace(f"  - {HOLLINS}\n", ""))
    for command in (("sync",), ("migrate", "--yes"), ("sync",)):
        assert run(command[0], vault, *command[1:]).code == 0
        assert OKAFOR in claim.read_text()
        assert HOLLINS not in claim.read_text()
    assert b"Both save water" not in snapshot()[HOLLINS]
