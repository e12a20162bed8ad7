"""`review` in a real pseudo-terminal: single keys, resizing, and no way of ending it that loses an answer."""

import contextlib
import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from codex_backfill.known.decisions import PATH
from codex_backfill.review.screen import keys
from tests.cli.conftest import NOTES

PATIENCE = 30
"""Seconds after which a screen that does not come is a failure; nothing waits that long when all is well."""
_CHILD = """
import fcntl, runpy, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
runpy.run_module("codex_backfill", run_name="__main__", alter_sys=True)
"""


class Terminal:
    """A pseudo-terminal with `review` running in it."""

    def __init__(self, vault: Path, home: Path, *, width: int = 80, height: int = 24, **environment: str) -> None:
        self.vault = vault
        self.master, self.slave = pty.openpty()
        self.before = termios.tcgetattr(self.slave)
        self.resize(width, height)
        clean = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
        homes = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("STATE", "CACHE", "CONFIG")}
        self.process = subprocess.Popen(
            [sys.executable, "-c", _CHILD, "review", str(vault), "--by", "ann"],
            stdin=self.slave,
            stdout=self.slave,
            stderr=self.slave,
            start_new_session=True,
            env={**clean, **homes, "TERM": "xterm-256color", "PYTHONIOENCODING": "utf-8", **environment},
        )
        self.output = ""

    def resize(self, width: int, height: int) -> None:
        """A window of another size; the kernel tells the program."""
        fcntl.ioctl(self.slave, termios.TIOCSWINSZ, struct.pack("HHHH", height, width, 0, 0))

    def type(self, text: str) -> None:
        """What a person presses."""
        os.write(self.master, text.encode())

    @property
    def screen(self) -> list[str]:
        """The lines of what was drawn last."""
        drawn = self.output.rpartition("\x1b[H")[2].replace("\x1b[J", "").replace("\x1b[K", "")
        return re.sub(r"\x1b\[[0-9;]*m", "", drawn).split("\r\n")

    def until(self, holds: Callable[["Terminal"], bool]) -> None:
        """Reads what is drawn until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not holds(self):
            assert time.monotonic() < deadline, self.output
            if select.select([self.master], [], [], 0.05)[0]:
                self.output += os.read(self.master, 65536).decode("utf-8", "replace")

    def shows(self, text: str) -> None:
        """Reads until a whole screen with a text in it was drawn."""
        self.until(
            lambda terminal: any(text in line for line in terminal.screen) and terminal.output.endswith("\x1b[J")
        )

    def ends(self) -> int:
        """Reads until the program has ended, and gives its exit code."""
        self.until(lambda terminal: terminal.process.poll() is not None)
        with contextlib.suppress(OSError):
            while select.select([self.master], [], [], 0)[0]:
                self.output += os.read(self.master, 65536).decode("utf-8", "replace")
        assert self.process.returncode is not None
        return self.process.returncode

    @property
    def verdicts(self) -> list[str]:
        """The answers on disk."""
        path = self.vault / PATH
        return sorted(json.loads(line)["verdict"] for line in path.read_text().splitlines()) if path.exists() else []

    def assert_left_as_found(self) -> None:
        """The terminal echoes again, its cursor is back, and the screen is the one from before."""
        assert termios.tcgetattr(self.slave)[3] == self.before[3]
        assert self.output.index("\x1b[?1049h") < self.output.index("\x1b[?25h") < self.output.index("\x1b[?1049l")

    def close(self) -> None:
        """Ends what still runs."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        for descriptor in (self.master, self.slave):
            with contextlib.suppress(OSError):
                os.close(descriptor)


_WORDS = "amber basalt cedar delta ember fjord garnet heron indigo juniper kelp lichen marl newt ochre pumice quartz reed slate tarn".split()


def twenty_claims(vault: Path) -> None:
    """A vault of twenty claims, each with a source of its own, that nothing is certain enough to link."""
    for number, word in enumerate(_WORDS):
        claim, source = vault / f"domains/field/{word}.md", vault / f"inbox/archive/{word}.md"
        for path in (claim, source):
            path.parent.mkdir(parents=True, exist_ok=True)
        title = f"A survey of {word} along the coast"
        claim.write_text(
            f'---\ntype: claim\nsource: "Ruiz, {title}"\n---\n# Where {word} grows it stays\n\nSeen {number}.\n'
        )
        source.write_text(
            f'---\ntype: source\ntitle: "{title}"\nauthor: "P. Ruiz"\ndate: 2019-03-04\n---\n\nOn {word}.\n'
        )
    (vault / "codex-backfill.toml").write_text("[match]\nthreshold = 0.999999999\n")


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Callable[..., Terminal]]:
    """Starts `review` on a vault with two undecided claims."""
    vault = tmp_path / "vault"
    for path, text in NOTES.items():
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text)
    (vault / "codex-backfill.toml").write_text("[match]\nthreshold = 0.999999999\n")
    started: list[Terminal] = []

    def start(**options: str | int) -> Terminal:
        started.append(Terminal(vault, tmp_path / "home", **options))  # type: ignore[arg-type]
        started[-1].shows("0/2")
        return started[-1]

    yield start
    for one in started:
        one.close()


def test_two_claims_are_decided_by_single_keys(terminal: Callable[..., Terminal]) -> None:
    shown = terminal()
    text = "\n".join(shown.screen)
    assert len(shown.screen) == 24
    assert max(len(line) for line in shown.screen) <= 80
    assert "*Night flow finds leaks* first" in text or "*Smart meters* and *thrift*" in text
    assert "1 yes" in text or "1-2 yes" in text
    shown.type("1")
    shown.shows("1/2")
    assert shown.verdicts == ["yes"]
    shown.type("n")
    assert shown.ends() == 0
    assert shown.verdicts == ["no-source", "yes"]
    assert "1 yes, 1 no-source kept; 0 of 2 still open" in shown.output
    shown.assert_left_as_found()


@pytest.mark.parametrize(
    ("key", "code"),
    [
        pytest.param("q", 0, id="q"),
        pytest.param("\x03", 130, id="Ctrl-C"),
        pytest.param("\x04", 0, id="Ctrl-D"),
    ],
)
def test_however_it_is_left_the_answer_is_kept_and_the_terminal_restored(
    terminal: Callable[..., Terminal], key: str, code: int
) -> None:
    shown = terminal()
    shown.type("1")
    shown.shows("1/2")
    shown.type(key)
    assert shown.ends() == code
    assert shown.verdicts == ["yes"]
    assert "1 of 2 still open" in shown.output
    shown.assert_left_as_found()


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP], ids=["killed", "the window is closed"])
def test_a_sudden_end_loses_no_answer(terminal: Callable[..., Terminal], number: signal.Signals) -> None:
    shown = terminal()
    shown.type("u")
    shown.shows("1/2")
    shown.process.send_signal(number)
    assert shown.ends() == -number
    assert shown.verdicts == ["unsure"]


def test_it_follows_the_window_s_size_and_keeps_typing_apart_from_keys(terminal: Callable[..., Terminal]) -> None:
    shown = terminal()
    shown.resize(60, 16)
    shown.until(lambda terminal: len(terminal.screen) == 16 and terminal.output.endswith("\x1b[J"))
    assert max(len(line) for line in shown.screen) <= 60
    shown.type("/salt 1nq")
    shown.shows("search: salt 1nq")
    shown.type("\x7f\x7f\x7f\x7f")
    shown.shows("Bread without *salt*")
    shown.type("\x1b")
    shown.shows("claim 1 of 2")
    shown.type("d")
    shown.shows("what a yes to 1 would write")
    assert shown.verdicts == []


def test_twenty_claims_are_decided_by_keyboard_alone_at_80_by_24(tmp_path: Path) -> None:
    vault = tmp_path / "vault"
    twenty_claims(vault)
    shown = Terminal(vault, tmp_path / "home")
    try:
        shown.shows("0/20")
        for done, key in enumerate("1nu1" * 5, 1):
            assert len(shown.screen) == 24
            assert max(map(len, shown.screen)) <= 80
            assert any(f"claim {done} of 20" in line for line in shown.screen)
            shown.type(key)
            if done < 20:
                shown.shows(f"{done}/20")
        assert shown.ends() == 0
        assert shown.verdicts == ["no-source"] * 5 + ["unsure"] * 5 + ["yes"] * 10
        assert "next: codex-backfill diff" in shown.output
    finally:
        shown.close()


def test_the_note_opens_in_the_person_s_editor_and_the_screen_comes_back(
    terminal: Callable[..., Terminal], tmp_path: Path
) -> None:
    editor = tmp_path / "editor"
    editor.write_text('#!/bin/sh\nprintf "%s" "$2" > "$1"\n')
    editor.chmod(0o755)
    shown = terminal(VISUAL="", EDITOR=f"{editor} {tmp_path}/edited")
    claim = next(line for line in shown.screen if "claim 1 of 2" in line).rpartition(" ")[2]
    shown.type("o")
    shown.until(lambda _: (tmp_path / "edited").exists())
    shown.until(lambda terminal: terminal.output.count("\x1b[?1049h") == 2 and terminal.output.endswith("\x1b[J"))
    assert (tmp_path / "edited").read_text() == str((shown.vault / claim).resolve())
    assert any("claim 1 of 2" in line for line in shown.screen)


def test_an_address_opens_in_the_person_s_browser(terminal: Callable[..., Terminal], tmp_path: Path) -> None:
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\nprintf "%s" "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    shown = terminal(BROWSER=f"{browser} %s")
    shown.type("O")
    shown.shows("opened https://example.net/")
    assert (tmp_path / "opened").read_text().startswith("https://example.net/")


def test_without_an_editor_it_says_how_to_set_one(terminal: Callable[..., Terminal]) -> None:
    shown = terminal(VISUAL="", EDITOR="")
    shown.type("o")
    shown.shows("no editor is set")


def test_stopped_and_continued_it_draws_itself_again(terminal: Callable[..., Terminal]) -> None:
    shown = terminal()
    shown.type("\x1a")
    _, status = os.waitpid(shown.process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    assert termios.tcgetattr(shown.slave)[3] == shown.before[3]
    shown.until(lambda terminal: terminal.output.endswith("\x1b[?1049l"))
    shown.process.send_signal(signal.SIGCONT)
    shown.shows("0/2")
    shown.type("q")
    assert shown.ends() == 0


def test_it_works_without_colour(terminal: Callable[..., Terminal]) -> None:
    coloured, plain = terminal(), terminal(NO_COLOR="1")
    assert coloured.screen == plain.screen
    assert "\x1b[1m" in coloured.output
    assert re.findall(r"\x1b\[[0-9;]*m", plain.output) == []


def test_it_works_without_unicode(terminal: Callable[..., Terminal]) -> None:
    shown = terminal(PYTHONIOENCODING="ascii")
    assert "".join(shown.screen).isascii()
    assert "#" in "".join(shown.screen)


@pytest.mark.parametrize(
    ("sent", "pressed"),
    [
        pytest.param("1n", ["1", "n"], id="letters and digits"),
        pytest.param("\x1b[A\x1bOB\x1b[6~", ["up", "down", "page down"], id="arrows in both dialects"),
        pytest.param("\x1b", ["escape"], id="escape alone"),
        pytest.param("\r\n\x7f\x04", ["enter", "enter", "backspace", "end"], id="control keys by name"),
        pytest.param("\x1b[15~\x1b[1;5C\x01x", ["x"], id="unknown ones are left out"),
        pytest.param("潮é", ["潮", "é"], id="any letter"),
    ],
)
def test_what_a_terminal_sends_is_read_as_keys(sent: str, pressed: list[str]) -> None:
    assert keys(sent) == pressed
