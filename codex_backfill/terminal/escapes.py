"""Text of others to what may reach a terminal or a log: characters that steer either are shown by their codes."""

import re

_STEERING = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb\ud800-\udfff"
"""Control characters, what turns the direction of writing, line breaks that only some see, and halves of characters."""
_IN_LINES = re.compile(f"[{_STEERING}]|\r(?!\n)")
_IN_A_LINE = re.compile(f"[{_STEERING}\t\n\r]")


def shown(text: str) -> str:
    r"""Lines to the same with every character that steers shown by its code, `\u001b` say; JSON stays the same JSON."""
    return _IN_LINES.sub(_code, text)


def shown_line(text: str) -> str:
    """A text that is to stay on one line, a path say, to the same with line breaks shown by their codes, too."""
    return _IN_A_LINE.sub(_code, text)


def _code(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04x}"
