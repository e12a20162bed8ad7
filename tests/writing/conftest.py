"""A place for the vaults of tests that need hundreds of them."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest


@pytest.fixture(scope="module")
def memory() -> Iterator[Path]:
    """A folder in memory where there is one: a killed process loses nothing on a disk either, but a disk takes long."""
    with TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
        yield Path(folder)


@pytest.fixture
def many(memory: Path) -> Iterator[Path]:
    """A folder for many small vaults, emptied after the test."""
    with TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)
