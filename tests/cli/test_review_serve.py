"""`review --serve` as a process: it prints its address, opens the browser, keeps answers, and ends with the terminal."""

import http.client
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from codex_backfill.known.decisions import PATH

LEAKS, OKAFOR = "domains/water/leaks.md", "inbox/archive/okafor.md"


@pytest.fixture
def serving(vault: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process, and the address that it printed."""
    (vault / "codex-backfill.toml").write_text("[match]\nthreshold = 0.999999999\n")
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/opened\n')
    browser.chmod(0o755)
    homes = {f"XDG_{kind}_HOME": str(tmp_path / "home" / kind) for kind in ("STATE", "CACHE", "CONFIG")}
    process = subprocess.Popen(
        [sys.executable, "-m", "codex_backfill", "review", str(vault), "--serve", "--by", "ann"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **homes, "BROWSER": f"{browser} %s"},
    )
    assert process.stdout is not None
    yield process, process.stdout.readline().strip()
    process.kill()
    process.communicate()


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(signal.SIGINT, 0, id="Ctrl-C is how it is ended"),
        pytest.param(signal.SIGTERM, -signal.SIGTERM, id="a polite end"),
        pytest.param(signal.SIGHUP, -signal.SIGHUP, id="the terminal was closed"),
    ],
)
def test_an_answer_is_in_the_file_and_it_ends_with_the_terminal(
    serving: tuple[subprocess.Popen[str], str], vault: Path, tmp_path: Path, number: signal.Signals, code: int
) -> None:
    process, address = serving
    at = urlsplit(address)
    assert at.hostname == "127.0.0.1"
    connection = http.client.HTTPConnection(at.hostname, at.port or 0, timeout=30)
    connection.request("GET", f"/?{at.query}")
    response = connection.getresponse()
    cookie = response.headers["Set-Cookie"].partition(";")[0]
    response.read()
    body = json.dumps({"claims": {LEAKS: [{"source": OKAFOR, "verdict": "yes"}]}})
    headers = {"Cookie": cookie, "Origin": f"http://{at.netloc}", "Content-Type": "application/json"}
    connection.request("POST", "/answers", body, headers)
    assert connection.getresponse().status == 200
    connection.close()
    (row,) = [json.loads(line) for line in (vault / PATH).read_text().splitlines()]
    assert (row["claim"], row["source"], row["verdict"], row["by"]) == (LEAKS, OKAFOR, "yes", "ann")
    process.send_signal(number)
    _, told = process.communicate(timeout=30)
    assert process.returncode == code
    assert at.query not in told
    assert (tmp_path / "opened").read_text().strip() == address
    if code == 0:
        assert "1 yes kept; 1 of 2 still open" in told
    with pytest.raises(ConnectionRefusedError):
        connection.request("GET", "/")
