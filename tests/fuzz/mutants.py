"""Random small damage to notes, as editors, merges and people do it: the same for the same seed."""

from random import Random

_SCRAPS = (
    *"-:#'\"[]{},&*!|>?%@` \t\n~=.<\\",
    *(
        " ",
        "  ",
        "\n",
        "\n\n",
        ": ",
        " #",
        "- ",
        "\n- ",
        "\n  - ",
        "[]",
        "{}",
        "[[x]]",
        ", ",
        "---",
        "\n---\n",
        "...\n",
    ),
    *("&a ", "*a", "!t ", "!!str ", "|\n", ">-\n", "|+\n", "? ", "<<: ", "null", "~", "\r", "\r\n", "\t"),
    *("\x85", "\u2028", "\ufeff", "\x00", "\x0b", "\x0c", "\udcff", "\u00e9", "\U0001f600", "a", "1", "true"),
)
_LINES = (
    "claims_extracted: x",
    "claims_extracted:",
    "claims_extracted: 3",
    "claims_extracted: {a: b}",
    "claims_extracted: []",
    '"claims_extracted": [q]',
    "sourced_from: y",
    "sourced_from:",
    "'sourced_from': [z]",
    "sourced_from: *a",
    "  - item",
    "- item",
    "    - deep: item",
    "# comment",
    "  # comment",
    "",
    "   ",
    "note: |",
    "note: >+",
    "note: &a text",
    "same: *a",
    "<<: {sourced_from: m}",
    "---",
    "...",
    "  continued",
    "? key",
    ": value",
)


def mutant(notes: tuple[str, ...], random: Random) -> bytes:
    """One of the notes with one to three changes to its bytes or lines, most of them in its frontmatter."""
    text = random.choice(notes)
    for _ in range(random.choice((1, 1, 2, 3))):
        text = _change_line(text, random) if random.random() < 0.4 else _change_characters(text, random)
    return text.encode("utf-8", "surrogateescape")


def _place(text: str, random: Random) -> int:
    head = text.find("\n---", 3) + 1 or len(text)
    return random.randrange(head if random.random() < 0.95 else len(text)) if text else 0


def _change_characters(text: str, random: Random) -> str:
    at = _place(text, random)
    gone = random.choice((0, 0, 1, 1, 2, 5))
    scrap = random.choice(_SCRAPS) if random.random() < 0.8 or not gone else ""
    return text[:at] + scrap + text[at + gone :]


def _change_line(text: str, random: Random) -> str:
    lines = text.split("\n")
    at = text.count("\n", 0, _place(text, random))
    match random.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines.insert(at, lines[at])
        case 2:
            lines.insert(at, random.choice(_LINES))
        case 3:
            other = text.count("\n", 0, _place(text, random))
            lines[at], lines[other] = lines[other], lines[at]
        case 4:
            lines[at] = " " * random.choice((1, 2, 4)) + lines[at]
        case 5:
            lines[at] = lines[at].lstrip(" ")
        case _:
            lines[at] += random.choice((" ", "\t", " # said", "\r", ",", ":"))
    return "\n".join(lines)
