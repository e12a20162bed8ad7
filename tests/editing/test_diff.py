"""A patch that `git apply` takes gives exactly the bytes that a migration writes."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codex_backfill.editing.diff import file_diff

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="no git on this machine")


@pytest.mark.parametrize(
    ("before", "after", "patch"),
    [
        pytest.param(b"a\n", b"a\n", b"", id="nothing changes"),
        pytest.param(
            b"a\nb\nc\nd\ne\nf\n", b"a\nb\nc\nd\nx\ne\nf\n", b"@@ -2,5 +2,6 @@\n b\n c\n d\n+x\n e\n f\n", id="one line comes in"
        ),
        pytest.param(b"a: []\n", b"a: [b]\n", b"@@ -1 +1 @@\n-a: []\n+a: [b]\n", id="one line changes"),
        pytest.param(b"", b"x\n", b"@@ -0,0 +1 @@\n+x\n", id="an empty file"),
        pytest.param(
            b"a\r\nb",
            b"a\r\nx\r\nb",
            b"@@ -1,2 +1,3 @@\n a\r\n+x\r\n b\n\\ No newline at end of file\n",
            id="CRLF, and no newline at the end",
        ),
        pytest.param(b"a\x0cb\xc2\x85c\n", b"a\x0cb\xc2\x85d\n", b"@@ -1 +1 @@\n-a\x0cb\xc2\x85c\n+a\x0cb\xc2\x85d\n", id="only \\n ends a line"),
    ],
)  # fmt: skip
def test_hunks(before: bytes, after: bytes, patch: bytes) -> None:
    header = b"diff --git a/n.md b/n.md\n--- a/n.md\n+++ b/n.md\n" if patch else b""
    assert file_diff("n.md", before, after) == header + patch


def applied(path: str, before: bytes, after: bytes) -> bytes:
    """What git makes of the file by the patch between the two."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(before)
        subprocess.run(["git", "apply", "-"], input=file_diff(path, before, after), cwd=folder, check=True)
        return file.read_bytes()


LINES = st.lists(
    st.sampled_from([b"a\n", b"b\r\n", b"\n", b"  - x\n", b"\x0c\n", b"\xff\n", b"---\n", b"+++ b\n"]), max_size=12
)


@needs_git
@settings(max_examples=25)
@given(before=LINES, after=LINES, tail=st.sampled_from([b"", b"end"]))
def test_git_apply_gives_the_new_bytes(before: list[bytes], after: list[bytes], tail: bytes) -> None:
    old, new = b"".join(before) + tail, b"".join(after) + tail
    if old and new and old != new:
        assert applied("n.md", old, new) == new


@needs_git
@pytest.mark.parametrize(
    "path",
    [
        pytest.param("a b/c d.md", id="blanks"),
        pytest.param("naïve – café/日本.md", id="letters beyond ASCII"),
        pytest.param('q"uote\\back\tslash.md', id="quotes, backslashes and tabs"),
        pytest.param("b/a.md", id="a folder named like git's prefixes"),
        pytest.param("$(x) 'y'; z.md", id="what a shell would read"),
    ],
)
def test_any_file_name_survives_git_apply(path: str) -> None:
    assert applied(path, b"a\n", b"a\nb\n") == b"a\nb\n"
