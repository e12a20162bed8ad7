"""What an hourly run costs when nothing has changed, or one claim has come, beside `codex-backfill --version`.

python -m tests.benchmarks.unchanged            an invented vault of about 1,100 notes
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.vaults.folder import write

CLAIMS = 734
"""With half as many sources: 1,100 notes."""
TIMES = 31


def main() -> None:
    """Print the best time of each of several runs, and its ratio to that of `--version`."""
    with tempfile.TemporaryDirectory() as scratch:
        home, vault = Path(scratch) / "home", Path(scratch) / "vault"
        write(Path(scratch), CLAIMS)
        environ = {"HOME": str(home), "PATH": os.environ["PATH"]}

        def once(*arguments: str) -> float:
            start = time.perf_counter()
            command = [sys.executable, "-m", "codex_backfill", *arguments]
            subprocess.run(command, env=environ, capture_output=True, check=True)
            return time.perf_counter() - start

        def best(*arguments: str) -> float:
            return min(once(*arguments) for _ in range(TIMES))

        notes = sum(1 for path in vault.rglob("*.md"))
        version = best("--version")
        print(f"{notes} notes\n--version             {version * 1000:7.1f} ms")
        print(f"migrate --yes         {once('migrate', str(vault), '--yes') * 1000:7.1f} ms")
        sync = ("sync", str(vault))
        print(f"sync, all of it       {once(*sync) * 1000:7.1f} ms  parsed and matched, nothing to write")
        quick = best(*sync)
        print(f"sync, nothing changed {quick * 1000:7.1f} ms  {quick / version:.2f} of --version")
        claim = '---\ntype: claim\nsource: "nobody knows"\n---\n# A claim that has just come\n'
        next(vault.glob("*/*/")).joinpath("just-come.md").write_text(claim)
        print(f"sync, one new claim   {once(*sync) * 1000:7.1f} ms  one note parsed, one claim matched")


if __name__ == "__main__":
    main()
