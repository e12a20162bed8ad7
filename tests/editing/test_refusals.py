"""Notes that are left alone, each named with line, column and reason: where the meaning is in doubt, or hostile."""

import pytest

from codex_backfill.editing.edit import Addition
from codex_backfill.editing.field import add
from codex_backfill.notes.note import Problem

ROOTS = [
    pytest.param(
        "A rule, then prose.\n", 2, 1, "the frontmatter is no block of `key: value` lines", id="prose between rules"
    ),
    pytest.param("- a\n- b\n", 2, 1, "the frontmatter is no block of `key: value` lines", id="a list for a root"),
    pytest.param(
        "{type: source}\n", 2, 1, "the frontmatter is no block of `key: value` lines", id="a flow mapping for a root"
    ),
    pytest.param(
        "{\n  type: source\n}\n",
        2,
        1,
        "the frontmatter is no block of `key: value` lines",
        id="a flow mapping over lines for a root",
    ),
    pytest.param("~\n", 2, 1, "the frontmatter is no block of `key: value` lines", id="null for a root"),
    pytest.param("!!map\ntype: source\n", 2, 1, "the frontmatter is an alias, anchored or tagged", id="a tagged root"),
    pytest.param(
        "&all\ntype: source\n", 2, 1, "the frontmatter is an alias, anchored or tagged", id="an anchored root"
    ),
    pytest.param("...\n", 2, 1, "a value is missing here", id="an end mark alone"),
    pytest.param(
        "type: source\n...\ntitle: x\n",
        4,
        1,
        "a second YAML document, or a directive, starts here",
        id="a second document",
    ),
    pytest.param("--- # start\ntype: source\n", 2, 1, "a second YAML document starts here", id="a document start"),
    pytest.param("%YAML 1.1\n", 3, 1, "a second YAML document, or a directive, starts here", id="a directive"),
]

FIELDS = [
    pytest.param("claims_extracted: 3\n", 2, 19, "'claims_extracted' holds '3', not links", id="a count"),
    pytest.param("claims_extracted: 0\n", 2, 19, "'claims_extracted' holds '0', not links", id="no count"),
    pytest.param(
        "claims_extracted: 1_000\n", 2, 19, "'claims_extracted' holds '1_000', not links", id="a count with underscores"
    ),
    pytest.param("claims_extracted: .5\n", 2, 19, "'claims_extracted' holds '.5', not links", id="a share"),
    pytest.param(
        "claims_extracted: 0x1F\n", 2, 19, "'claims_extracted' holds '0x1F', not links", id="a hexadecimal count"
    ),
    pytest.param("claims_extracted: true\n", 2, 19, "'claims_extracted' holds 'true', not links", id="a flag"),
    pytest.param("claims_extracted: no\n", 2, 19, "'claims_extracted' holds 'no', not links", id="a flag of YAML 1.1"),
    pytest.param(
        "claims_extracted: 2020-01-01\n", 2, 19, "'claims_extracted' holds '2020-01-01', not links", id="a date"
    ),
    pytest.param(
        "claims_extracted: 12:30\n", 2, 19, "'claims_extracted' holds '12:30', not links", id="a time of YAML 1.1"
    ),
    pytest.param("claims_extracted: .inf\n", 2, 19, "'claims_extracted' holds '.inf', not links", id="infinity"),
    pytest.param(
        "claims_extracted:\n  one: two\n", 3, 3, "'claims_extracted' holds a mapping, not links", id="a mapping"
    ),
    pytest.param(
        "claims_extracted: {one: two}\n", 2, 19, "'claims_extracted' holds a mapping, not links", id="a flow mapping"
    ),
    pytest.param(
        "claims_extracted: {}\n", 2, 19, "'claims_extracted' holds a mapping, not links", id="an empty mapping"
    ),
    pytest.param(
        "claims_extracted: |\n  one\n  two\n",
        2,
        19,
        "'claims_extracted' holds a text of several lines, not links",
        id="a text of several lines",
    ),
    pytest.param(
        "claims_extracted:\n  - - one\n    - two\n",
        3,
        5,
        "'claims_extracted' holds a list in its list, not links",
        id="a list in the list",
    ),
    pytest.param(
        "claims_extracted:\n  - [one, two]\n",
        3,
        5,
        "'claims_extracted' holds a list in its list, not links",
        id="brackets in the list",
    ),
    pytest.param(
        "claims_extracted: [[one], [two]]\n",
        2,
        20,
        "'claims_extracted' holds a list in its list, not links",
        id="lists in brackets",
    ),
    pytest.param(
        "claims_extracted: [[]]\n",
        2,
        20,
        "'claims_extracted' holds a list in its list, not links",
        id="a wikilink that is none",
    ),
    pytest.param(
        "claims_extracted:\n  - title: one\n    size: 3\n",
        3,
        5,
        "'claims_extracted' holds a mapping in its list, not links",
        id="mappings in the list",
    ),
    pytest.param(
        "claims_extracted:\n  - {one: two}\n",
        3,
        5,
        "'claims_extracted' holds a mapping in its list, not links",
        id="a mapping in braces in the list",
    ),
    pytest.param(
        "base: &list [one]\nclaims_extracted: *list\n",
        3,
        19,
        "'claims_extracted' is an alias, anchored or tagged",
        id="an alias",
    ),
    pytest.param(
        "base: &text one\nclaims_extracted: *text\n",
        3,
        19,
        "'claims_extracted' is an alias, anchored or tagged",
        id="an alias of a text",
    ),
    pytest.param(
        "claims_extracted: &list [one]\nsame: *list\n",
        2,
        19,
        "'claims_extracted' is an alias, anchored or tagged",
        id="an anchored list",
    ),
    pytest.param(
        "claims_extracted: &list\n  - one\nsame: *list\n",
        2,
        19,
        "'claims_extracted' is an alias, anchored or tagged",
        id="an anchored block list",
    ),
    pytest.param(
        "claims_extracted: &none\nsame: *none\n",
        2,
        19,
        "'claims_extracted' is an alias, anchored or tagged",
        id="an anchored nothing",
    ),
    pytest.param(
        "claims_extracted: !!set\n  - one\n",
        2,
        19,
        "'claims_extracted' is an alias, anchored or tagged",
        id="a tagged list",
    ),
    pytest.param(
        "claims_extracted: !mine one\n", 2, 19, "'claims_extracted' is an alias, anchored or tagged", id="a tagged text"
    ),
    pytest.param(
        "claims_extracted: !!null\n", 2, 19, "'claims_extracted' is an alias, anchored or tagged", id="a tagged nothing"
    ),
    pytest.param(
        "claims_extracted: []\ntitle: x\nclaims_extracted:\n  - one\n",
        4,
        1,
        "key 'claims_extracted' appears twice",
        id="the key twice",
    ),
    pytest.param(
        'claims_extracted:\n  - one\n"claims_extracted": []\n',
        4,
        1,
        "key 'claims_extracted' appears twice",
        id="the key twice, once quoted",
    ),
    pytest.param(
        "claims_extracted: []\n? claims_extracted\n: []\n",
        3,
        3,
        "key 'claims_extracted' appears twice",
        id="the key twice, once with a question mark",
    ),
    pytest.param(
        "!!str claims_extracted: [one]\n", 2, 1, "key 'claims_extracted' is tagged or an alias", id="a tagged key"
    ),
    pytest.param(
        "by: &key claims_extracted\n*key : [one]\n",
        3,
        1,
        "key 'claims_extracted' is tagged or an alias",
        id="a key that is an alias",
    ),
    pytest.param(
        "claims_extracted: []\nby: &key claims_extracted\n*key : [one]\n",
        4,
        1,
        "key 'claims_extracted' appears twice",
        id="the key and an alias of it",
    ),
    pytest.param(
        "base: &base {claims_extracted: [one]}\n<<: *base\n",
        3,
        1,
        "key 'claims_extracted' arrives by merge",
        id="a key that arrives by merge",
    ),
    pytest.param(
        "<<: {claims_extracted: [one]}\n",
        2,
        1,
        "key 'claims_extracted' arrives by merge",
        id="a key that arrives by a merge in place",
    ),
    pytest.param(
        "a: &a {x: y}\nb: &b {claims_extracted: [one]}\n<<: [*a, *b]\n",
        4,
        1,
        "key 'claims_extracted' arrives by merge",
        id="a key that arrives by one of several merges",
    ),
    pytest.param(
        "a: &a {claims_extracted: [one]}\nb: &b {<<: *a}\n<<: *b\n",
        4,
        1,
        "key 'claims_extracted' arrives by merge",
        id="a key that arrives by a merge of a merge",
    ),
    pytest.param(
        "? claims_extracted\ntitle: x\n",
        2,
        3,
        "key 'claims_extracted' is written with '?'",
        id="a key with a question mark and nothing",
    ),
    pytest.param(
        "? claims_extracted\n: one\n",
        2,
        3,
        "key 'claims_extracted' is written with '?'",
        id="a key with a question mark and a text",
    ),
]

BROKEN = [
    pytest.param(
        "title: one: two\n",
        2,
        11,
        "a colon and a blank inside a plain value: put the value in quotation marks",
        id="a colon in a plain text",
    ),
    pytest.param(
        'title: "one\n',
        2,
        8,
        "a quotation mark opens here and is never closed",
        id="quotes that do not close",
    ),
    pytest.param(
        "tags: [one\n",
        2,
        7,
        "a list that opens with [ lacks a comma or its ]",
        id="brackets that do not close",
    ),
    pytest.param(
        "tags:\n\t- one\n",
        3,
        1,
        "a value may not start so: quote it; where a tab stands, put blanks",
        id="a tab for indentation",
    ),
    pytest.param(
        "tags:\n  - one\n - two\n",
        4,
        2,
        "this line is neither a key nor a part of what stands above it: its indentation does not fit",
        id="an indentation that fits nowhere",
    ),
    pytest.param(
        'title: "\\q"\n',
        2,
        9,
        "an escape that YAML does not know: double the backslash, or use single quotation marks",
        id="an unknown escape",
    ),
    pytest.param("title: *one\n", 2, 8, "alias *one stands for no anchor", id="an alias for no anchor"),
    pytest.param(
        "title: &a [*a ]\n", 2, 12, "alias *a stands inside its own anchor", id="an alias inside its own anchor"
    ),
    pytest.param("a: &x 1\nb: &x 2\n", 3, 4, "anchor &x appears twice", id="an anchor twice"),
    pytest.param("*Source: x*\n", 2, 1, "alias *Source stands for no anchor", id="an asterisk for emphasis"),
    pytest.param(
        "author: @ada\n",
        2,
        9,
        "a value may not start so: quote it; where a tab stands, put blanks",
        id="an at sign",
    ),
    pytest.param(
        'title: "one" two\n',
        2,
        14,
        "this line is neither a key nor a part of what stands above it: its indentation does not fit",
        id="a text behind quotes",
    ),
    pytest.param(
        "title: - one\n", 2, 8, "a list may not start here: put it on a line of its own", id="a list beside a key"
    ),
    pytest.param("title: a\x00b\n", 2, 9, "character U+0000, which YAML does not allow here", id="a NUL"),
    pytest.param("title: a\x07b\n", 2, 9, "character U+0007, which YAML does not allow here", id="a control character"),
    pytest.param("title: a\x0bb\n", 2, 9, "character U+000B, which YAML does not allow here", id="a vertical tab"),
    pytest.param("title: a\x7fb\n", 2, 9, "character U+007F, which YAML does not allow here", id="a delete character"),
    pytest.param("title: a\udcffb\n", 2, 9, "not UTF-8: byte 0xFF", id="a byte that is not UTF-8"),
    pytest.param("title: a\udce2\udc80\n", 2, 9, "not UTF-8: byte 0xE2", id="half of a character"),
    pytest.param(
        "\ufefftype: source\n", 2, 1, "character U+FEFF, which YAML does not allow here", id="a byte order mark inside"
    ),
    pytest.param(
        "type: source\u2028title: x\n",
        2,
        19,
        "a colon and a blank inside a plain value: put the value in quotation marks",
        id="a line separator between lines",
    ),
    pytest.param(
        "type: source # one\u2028two\n",
        2,
        19,
        "U+2028 ends a line here to some readers, and to others it does not",
        id="a line separator in a comment",
    ),
    pytest.param(
        "type\x85: source\n",
        2,
        5,
        "U+0085 ends a line here to some readers, and to others it does not",
        id="a NEL in a key",
    ),
    pytest.param(
        "claims_extracted:\n  - One\u2028two: three\n",
        4,
        1,
        "'claims_extracted' cannot be written here so that it is certain to be read back",
        id="a line separator in a title with a colon, to some the start of a key",
    ),
    pytest.param(
        "claims_extracted:\n  - |\n    one\x85two: three\n",
        5,
        1,
        "'claims_extracted' cannot be written here so that it is certain to be read back",
        id="a NEL in a literal, to some the end of it",
    ),
    pytest.param(
        "notes: |#\n  text\n",
        4,
        1,
        "'claims_extracted' cannot be written here so that it is certain to be read back",
        id="a block header and a comment without a blank",
    ),
    pytest.param(
        "tags:\n\ufeff - one\n",
        4,
        1,
        "'claims_extracted' cannot be written here so that it is certain to be read back",
        id="a byte order mark that begins a line of a list",
    ),
]

NOTES = [
    pytest.param(b"", "no frontmatter for 'claims_extracted' to stand in", id="an empty file"),
    pytest.param(b"Body.\n", "no frontmatter for 'claims_extracted' to stand in", id="no frontmatter"),
    pytest.param(b"\n---\na: b\n---\n", "no frontmatter for 'claims_extracted' to stand in", id="a blank line first"),
    pytest.param(b" ---\na: b\n---\n", "no frontmatter for 'claims_extracted' to stand in", id="an indented fence"),
    pytest.param(
        b"----\na: b\n----\n", "no frontmatter for 'claims_extracted' to stand in", id="fences of four dashes"
    ),
    pytest.param(b"--- a\nb: c\n---\n", "no frontmatter for 'claims_extracted' to stand in", id="text on the fence"),
    pytest.param(b"+++\na = 1\n+++\n", "no frontmatter for 'claims_extracted' to stand in", id="TOML"),
    pytest.param(
        b"---\ra: b\r---\r", "no frontmatter for 'claims_extracted' to stand in", id="lines ended by CR alone"
    ),
    pytest.param(b"---", "no frontmatter for 'claims_extracted' to stand in", id="nothing but three dashes"),
    pytest.param(b"---\na: b\n", "no '---' line ends the frontmatter", id="a fence that does not close"),
    pytest.param(b"---\na: b\n...\nBody.\n", "no '---' line ends the frontmatter", id="an end mark for a fence"),
    pytest.param("---\na: b\n---\n".encode("utf-16"), "not UTF-8 but UTF-16 or UTF-32", id="UTF-16"),
    pytest.param("---\na: b\n---\n".encode("utf-32"), "not UTF-8 but UTF-16 or UTF-32", id="UTF-32"),
]

_BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{', '.join(9 * [f'*{before} '])}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
HOSTILE = [
    pytest.param(_BOMB, "more than 100,000 values, aliases unfolded", id="an alias bomb"),
    pytest.param("a: &a {b: *a }\n", "alias *a stands inside its own anchor", id="a recursive alias"),
    pytest.param("a: " + 3_000 * "[" + 3_000 * "]" + "\n", "nested more than 64 deep", id="brackets 3,000 deep"),
    pytest.param("a: " + 100_000 * "[" + "\n", "nested more than 64 deep", id="brackets 100,000 deep"),
    pytest.param("a: " + 100_000 * "{b: " + "\n", "nested more than 64 deep", id="braces 100,000 deep"),
    pytest.param("a:\n" + 100_000 * "- " + "\n", "nested more than 64 deep", id="dashes 100,000 deep"),
    pytest.param(100_000 * "? " + "\n", "nested more than 64 deep", id="question marks 100,000 deep"),
    pytest.param(
        "a: [https://x.org, " + 3_000 * "[" + "\n", "nested more than 64 deep", id="deep brackets for the pure parser"
    ),
    pytest.param(
        70_000 * "k" + ": v\n",
        "a colon and a blank inside a plain value: put the value in quotation marks",
        id="a key of 70 kB",
    ),
    pytest.param(
        "a: [" + 500_000 * "b," + "]\n", "more than 100,000 values, aliases unfolded", id="half a million items"
    ),
    pytest.param(
        "a: " + 1_100_000 * "b" + "\n",
        "the frontmatter is longer than 1,048,576 characters",
        id="more than a megabyte of YAML",
    ),
    pytest.param(
        "a:\t[" + 100_000 * "b," + "]\n", "more than 100,000 values, aliases unfolded", id="a tab and many items"
    ),
]


@pytest.mark.parametrize(("head", "line", "column", "reason"), ROOTS)
def test_a_root_that_is_no_plain_mapping_is_refused(head: str, line: int, column: int, reason: str) -> None:
    assert _refused(_note(head)) == Problem("x.md", line, column, reason)


@pytest.mark.parametrize(("head", "line", "column", "reason"), FIELDS)
def test_a_field_that_holds_no_links_of_its_own_is_refused(head: str, line: int, column: int, reason: str) -> None:
    assert _refused(_note(head)) == Problem("x.md", line, column, reason)


@pytest.mark.parametrize(("head", "line", "column", "reason"), BROKEN)
def test_broken_or_disputed_yaml_is_refused(head: str, line: int, column: int, reason: str) -> None:
    assert _refused(_note(head)) == Problem("x.md", line, column, reason)


@pytest.mark.parametrize(("raw", "reason"), NOTES)
def test_a_note_without_frontmatter_in_utf8_is_refused(raw: bytes, reason: str) -> None:
    assert _refused(raw) == Problem("x.md", 1, 1, reason)


@pytest.mark.parametrize(("head", "reason"), HOSTILE)
def test_hostile_frontmatter_is_refused_at_once(head: str, reason: str) -> None:
    assert _refused(_note(head)).reason == reason


def test_a_hundred_megabytes_without_a_fence_are_not_parsed() -> None:
    assert (
        _refused(b"---\n" + 3_600_000 * b"a line of text, nothing more\n").reason
        == "no '---' line ends the frontmatter"
    )


def test_an_entry_that_is_not_utf8_is_refused() -> None:
    refusal = add(_note("a: b\n"), Addition("x.md", "claims_extracted", ("bad \udcff name",), scalar=False))
    assert refusal == Problem("x.md", 1, 1, "an entry for 'claims_extracted' is not UTF-8")


def _refused(raw: bytes) -> Problem:
    refusal = add(raw, Addition("x.md", "claims_extracted", ("a new claim",), scalar=False))
    assert isinstance(refusal, Problem), refusal
    return refusal


def _note(head: str) -> bytes:
    return f"---\n{head}---\nBody.\n".encode("utf-8", "surrogateescape")
