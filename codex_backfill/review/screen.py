"""A dialogue on a real terminal: single keys, redrawn when the window changes, and left as it was found."""

import codecs
import os
import re
import select
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType

try:
    import termios
    import tty
except ImportError:  # Windows has consoles of another kind
    termios = None  # type: ignore[assignment]

from codex_backfill.errors import UsageError
from codex_backfill.review.dialogue import Dialogue, Outside
from codex_backfill.review.sheet import sheet
from codex_backfill.terminal.console import Console

_ENTER_SCREEN, _LEAVE_SCREEN = "\x1b[?1049h\x1b[?25l", "\x1b[?25h\x1b[?1049l"
_TOKEN = re.compile(r"\x1b[\[O][0-9;]*[A-Za-z~]|.", re.DOTALL)
_NAMES = {
    "\r": "enter", "\n": "enter", "\x7f": "backspace", "\x08": "backspace", "\x1b": "escape", "\x04": "end",
    "\x1b[A": "up", "\x1b[B": "down", "\x1bOA": "up", "\x1bOB": "down", "\x1b[5~": "page up", "\x1b[6~": "page down",
}  # fmt: skip
_PLAIN = str.maketrans("█░·…✓✕→↑↓▏", "#=-.vx>^v|")
"""What is drawn instead where the terminal does not take UTF-8."""


def keys(text: str) -> list[str]:
    """What a terminal sent to the keys that were pressed, the known ones by name; unknown sequences are left out."""
    tokens = (_NAMES.get(token, token) for token in _TOKEN.findall(text))
    return [token for token in tokens if (len(token) == 1 and token.isprintable()) or token in _NAMES.values()]


def talk(dialogue: Dialogue, open_outside: Callable[[Outside], str], console: Console) -> None:
    """Runs a dialogue to its end, by key, by the end of input, or by Ctrl-C, which raises KeyboardInterrupt.

    `open_outside` opens the note or the address that the dialogue is at, with the terminal to itself, and tells what
    came of it.
    Raises UsageError where there is no terminal to talk through.
    """
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"
    if termios is None or not is_terminal:
        raise UsageError("review talks through a terminal, and this is none; `review --html FILE` makes a page instead")
    descriptor = sys.stdin.fileno()
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with _woken() as alarm, _single_keys(descriptor) as lent:
        while not dialogue.done:
            _draw(dialogue, console)
            ready, _, _ = select.select([descriptor, alarm], [], [])
            if alarm in ready:
                os.read(alarm, 64)
                continue  # the window has another size, or the program was stopped for a while: draw again
            raw = os.read(descriptor, 1024)
            for key in keys(decoder.decode(raw)) if raw else ["end"]:
                if not dialogue.done:
                    dialogue.press(key)
                if dialogue.opening:
                    with lent():
                        dialogue.message = open_outside(dialogue.opening)
                    dialogue.opening = None


def _draw(dialogue: Dialogue, console: Console) -> None:
    width, height = shutil.get_terminal_size()
    lines = [console.written(console.line(line)) for line in sheet(dialogue, max(width, 20), max(height, 8))]
    encoding = sys.stdout.encoding or "utf-8"
    text = "\x1b[H" + "\x1b[K\n".join(lines) + "\x1b[J"
    if encoding.lower().replace("-", "") != "utf8":
        text = text.translate(_PLAIN)
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(encoding, "replace"))
    sys.stdout.buffer.flush()


@contextmanager
def _woken() -> Iterator[int]:
    """A descriptor that becomes readable when the window changes its size."""
    reader, writer = os.pipe2(os.O_NONBLOCK | os.O_CLOEXEC)
    before = signal.set_wakeup_fd(writer, warn_on_full_buffer=False)
    handler = signal.signal(signal.SIGWINCH, lambda *_: None)
    try:
        yield reader
    finally:
        signal.signal(signal.SIGWINCH, handler)
        signal.set_wakeup_fd(before)
        os.close(reader)
        os.close(writer)


@contextmanager
def _single_keys(descriptor: int) -> Iterator[Callable[[], AbstractContextManager[None]]]:
    """Keys arrive as they are pressed, on a screen of their own; a stop by Ctrl-Z gives the terminal back meanwhile.

    What it gives lends the terminal to another program.
    """
    before = termios.tcgetattr(descriptor)

    def enter() -> None:
        tty.setcbreak(descriptor)
        os.write(sys.stdout.fileno(), _ENTER_SCREEN.encode())

    def leave() -> None:
        os.write(sys.stdout.fileno(), _LEAVE_SCREEN.encode())
        termios.tcsetattr(descriptor, termios.TCSADRAIN, before)

    def pause(number: int, frame: FrameType | None) -> None:
        leave()
        os.kill(os.getpid(), signal.SIGSTOP)
        enter()

    @contextmanager
    def lent() -> Iterator[None]:
        leave()
        try:
            yield
        finally:
            enter()

    handler = signal.signal(signal.SIGTSTP, pause)
    enter()
    try:
        yield lent
    finally:
        leave()
        signal.signal(signal.SIGTSTP, handler)
