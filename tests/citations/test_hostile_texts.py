"""No text takes the parsers longer than its length explains; who writes a note could stop every run with one else."""

import subprocess
import sys

import pytest

PARTS = [
    "Aa-", "A. ", "A, B. ", "Ab, Cd, ", "Aa'", "'ab' and ", "Ab (2000), ", "Ab 2000; ", "Ab Cd; ", "([{", "'", "“", "*a", "_a_",
    "12(3), ", "2000, 12, ", "vol. 1, ", "pp. 1-", "1. Ab ", "[1] Ab ", "10.1234/a", "https://a.io/", "https://a.io/x ", "a.b.",
    "[[a", "[[a]] ", "a/", "a-b ", "@a@b.", "&#246;", "\\\"{", "{{", "$a", "<i ", "1 January ", "May '", "978-", "\n", "\nAb.",
    "Ab / ", " vs. Ab", "van ", "Ab et al. a@b.", "@article{a, author={", " by Ab", "Ab's ", "王", "a\u0301", "    ",
]  # fmt: skip
CHILD = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
from codex_backfill.citations.authors import parse_authors
from codex_backfill.citations.claim_text import own_text
from codex_backfill.citations.parse import parse
for part in sys.argv[1:]:
    text = (part * 24_000)[:24_000]
    parse(text), parse_authors(text), own_text(text)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on processor time is POSIX")
def test_long_texts_of_one_part_are_read_in_no_time() -> None:
    """In a process of its own, which the system ends after a minute on the processor; it takes some five seconds."""
    done = subprocess.run([sys.executable, "-c", CHILD, *PARTS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
