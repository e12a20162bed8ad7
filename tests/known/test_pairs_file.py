"""The file of known pairs: tolerant of how it is written, strict on what it says, all errors at once."""

from pathlib import Path

import pytest

from codex_backfill.errors import UsageError
from codex_backfill.known.labels import Labels
from codex_backfill.known.pairs_file import load, parse
from codex_backfill.notes.note import Problem, Vault
from tests.matching.invented import claim, link, source, vault

NOTES = vault(claim("a"), claim("b"), claim("c, with a comma"), source("s"), source("t"))
A, B, COMMA = "domains/a.md", "domains/b.md", "domains/c, with a comma.md"
S, T = "inbox/archive/s.md", "inbox/archive/t.md"


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        pytest.param(f"claim,source\n{A},{S}\n{B},{T}\n", Labels(frozenset({link("a", "s"), link("b", "t")})), id="pairs"),
        pytest.param(f"claim,source\n{A},{S}\n{A},{T}\n", Labels(frozenset({link("a", "s"), link("a", "t")})), id="two sources of one claim"),
        pytest.param(f"claim,source,verdict\n{A},{S},yes\n{A},{T},no\n{B},,no-source\n", Labels(frozenset({link("a", "s")}), frozenset({link("a", "t")}), frozenset({B})), id="verdicts"),
        pytest.param(f"claim,source,verdict\n{A},{S},\n{B},{T}\n", Labels(frozenset({link("a", "s"), link("b", "t")})), id="an empty or absent verdict is yes"),
        pytest.param(f"claim,source,verdict\n{A},{S},YES\n{A},{T},FALSE\n{B},,No source\n", Labels(frozenset({link("a", "s")}), frozenset({link("a", "t")}), frozenset({B})), id="verdicts as people and spreadsheets write them"),
        pytest.param(f'claim,source\n"{COMMA}",{S}\n', Labels(frozenset({link("c, with a comma", "s")})), id="quotes"),
        pytest.param(f"\ufeffClaim,Source\r\n{A} , {S}\r\n\r\n", Labels(frozenset({link("a", "s")})), id="a byte order mark, CRLF, blanks and blank lines"),
        pytest.param("claim,source\n", Labels(), id="a header alone"),
    ],
)  # fmt: skip
def test_what_a_file_says(text: str, labels: Labels) -> None:
    assert parse(text, "known_pairs.csv", NOTES) == labels


@pytest.mark.parametrize(
    ("text", "errors"),
    [
        pytest.param("", ["1:1: empty; the first line has to be claim,source or claim,source,verdict"], id="nothing at all"),
        pytest.param(f"{A},{S}\n", [f"1:1: the first line is '{A},{S}'; it has to be claim,source or claim,source,verdict"], id="no header"),
        pytest.param(f"claim;source\n{A};{S}\n", ["1:1: the cells are separated by semicolons; save it with commas between them"], id="semicolons"),
        pytest.param(f"Claim\tSource\tVerdict\n{A}\t{S}\tyes\n", ["1:1: the cells are separated by tabs; save it with commas between them"], id="tabs"),
        pytest.param(f"claim,source\n{A},inbox/archive/u.md\n", [f"2:{len(A) + 2}: no source 'inbox/archive/u.md'; nearest is 'inbox/archive/t.md'"], id="a source that is not there"),
        pytest.param(f"claim,source\nnowhere.md,{S}\n", ["2:1: no claim 'nowhere.md'"], id="a claim that is not there"),
        pytest.param(f"claim,source\n{S},{A}\n", [f"2:1: no claim '{S}'"], id="the two swapped"),
        pytest.param(f"claim,source\n../{A},{S}\n", [f"2:1: '../{A}' leads out of the vault"], id="out of the vault"),
        pytest.param(f"claim,source\n/{A},{S}\n", [f"2:1: '/{A}' leads out of the vault"], id="an absolute path"),
        pytest.param(f"claim,source\n{A},{S}\n{A},{S}\n", ["3:1: said already on line 2"], id="twice"),
        pytest.param(f"claim,source,verdict\n{A},{S},yes\n{A},{S},no\n", ["3:1: said otherwise (yes) on line 2"], id="yes and no"),
        pytest.param(f"claim,source,verdict\n{A},{S},yes\n{A},,no-source\n", ["3:1: line 2 names a source of this claim"], id="a source, then none"),
        pytest.param(f"claim,source,verdict\n{A},,no-source\n{A},{S},yes\n", ["3:1: line 2 says that this claim has no source"], id="none, then a source"),
        pytest.param(f"claim,source,verdict\n{A},,no-source\n{A},,no-source\n", ["3:1: said already on line 2"], id="none, twice"),
        pytest.param(f"claim,source,verdict\n{A},{S},no-source\n", [f"2:{len(A) + 2}: a claim that has no source has none here either; leave the cell empty"], id="none, but one is named"),
        pytest.param(f"claim,source,verdict\n{A},{S},maybe\n", [f"2:{len(A) + len(S) + 3}: verdict 'maybe' is none of yes, no, no-source"], id="an unknown verdict"),
        pytest.param(f"claim,source\n{A},\n", [f"2:{len(A) + 2}: no source"], id="an empty cell"),
        pytest.param(f"claim,source\n{COMMA},{S}\n", ["2:1: 3 cells instead of 2; a cell with a comma needs quotes"], id="a comma without quotes"),
        pytest.param(f'claim,source\n"{A},{S}\n', ["2:1: no CSV: unexpected end of data"], id="a quote that is never closed"),
        pytest.param(f"claim,source\nx.md,{S}\n{A},y.md\n{A},{S}\n{A},{S}\n", ["2:1: no claim 'x.md'", f"3:{len(A) + 2}: no source 'y.md'", "5:1: said already on line 4"], id="all of them at once, in order"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_it(text: str, errors: list[str]) -> None:
    with pytest.raises(UsageError) as raised:
        parse(text, "known_pairs.csv", NOTES)
    assert str(raised.value).split("\n") == [f"known_pairs.csv:{error}" for error in errors]


def test_rows_on_notes_that_cannot_be_read_are_left_out() -> None:
    broken = Vault(NOTES.claims, NOTES.sources, (Problem("domains/d.md", 3, 1, "broken"),))
    assert parse(f"claim,source\ndomains/d.md,{S}\n", "known_pairs.csv", broken) == Labels()


def test_hundreds_of_errors_are_counted_rather_than_listed() -> None:
    with pytest.raises(UsageError) as raised:
        parse("claim,source\n" + "".join(f"x{number}.md,{S}\n" for number in range(300)), "known_pairs.csv", NOTES)
    lines = str(raised.value).split("\n")
    assert len(lines) == 51
    assert lines[-1] == "known_pairs.csv: and 250 more"


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        pytest.param(f"claim,source\n{A},{S}\n".encode("utf-16"), "1:1: the file is UTF-16; save it as UTF-8", id="UTF-16"),
        pytest.param(f"claim,source\n{A},{S}\nd\xe9,x\n".encode("latin-1"), "3:1: the file is not UTF-8 (byte 0xE9); save it as UTF-8", id="Latin-1"),
    ],
)  # fmt: skip
def test_a_file_in_another_encoding_is_named_as_such(tmp_path: Path, raw: bytes, told: str) -> None:
    path = tmp_path / "known_pairs.csv"
    path.write_bytes(raw)
    with pytest.raises(UsageError) as raised:
        load(path, NOTES)
    assert str(raised.value) == f"{path}:{told}"
