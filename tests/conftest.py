"""The same hypothesis examples on every machine, so that a red run can be repeated; bytecode for programs started; and
folders in memory, where there is room and programs may stand in them."""

import os
import sys
from pathlib import Path

from hypothesis import settings

from tests.repositories import bare_git

__all__ = ("bare_git",)  # a fixture

# Many tests start the program as a process: from bytecode that takes half the time, also where a machine keeps none.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
sys.pycache_prefix = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(__file__).parent.parent / ".bytecode"))

# A disk takes long to sync, and minutes to clear away what earlier runs left.
_MEMORY, _ROOM = Path("/dev/shm"), 1 << 30
if os.access(_MEMORY, os.W_OK):
    found = os.statvfs(_MEMORY)
    if found.f_bavail * found.f_frsize > _ROOM and not found.f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))

settings.register_profile("codex", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("codex")
