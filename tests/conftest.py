"""The same hypothesis examples on every machine, so that a red run can be repeated; bytecode for programs started."""

import os
import sys
from pathlib import Path

from hypothesis import settings

# Many tests start the program as a process: from bytecode that takes half the time, also where a machine keeps none.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False
sys.pycache_prefix = os.environ.setdefault("PYTHONPYCACHEPREFIX", str(Path(__file__).parent.parent / ".bytecode"))

settings.register_profile("codex", derandomize=True, deadline=None, max_examples=100)
settings.load_profile("codex")
