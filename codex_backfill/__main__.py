"""`codex-backfill`, also as `python -m codex_backfill`."""

import gc
import os
import sys

from codex_backfill import __version__


def main() -> None:
    """Run the command that the arguments name; exits with one of `errors.Exit`."""
    gc.disable()  # a run leaves no cycles worth looking for, and looking takes one part in twenty of its time
    # A stream that is closed, as by `>&-`, takes what is written to it and says nothing.
    sys.stdin = sys.stdin or open(os.devnull, encoding="utf-8")  # noqa: SIM115 - for as long as the run lasts
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    try:
        _run()
    except OSError as error:  # help, say, that cannot be written: never 1, which means drift
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nor can Python's last flush fail
        raise SystemExit(128 + 13 if isinstance(error, BrokenPipeError) else 2) from None
    finally:
        gc.freeze()  # nor does Python then look for any on its way out


def _run() -> None:
    if sys.argv[1:] == ["--version"]:
        print(f"codex-backfill {__version__}", flush=True)
        return
    if sys.argv[1:2] == ["sync"]:
        from codex_backfill.cli.fast_path import answer  # here, since it comes before all that takes time to import

        code = answer(sys.argv[1:])
        if code is not None:
            raise SystemExit(code)
    from codex_backfill.cli.app import app  # here, since typer takes longer to import than the answers above take

    try:
        app()
    finally:
        sys.stdout.flush()  # here, where it can still be told that it failed


if __name__ == "__main__":
    main()
