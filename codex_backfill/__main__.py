"""`codex-backfill`, also as `python -m codex_backfill`."""

import sys


def main() -> None:
    """Run the command that the arguments name; exits with one of `errors.Exit`."""
    if sys.argv[1:2] == ["sync"]:
        from codex_backfill.cli.quick import answer

        code = answer(sys.argv[1:])
        if code is not None:
            raise SystemExit(code)
    from codex_backfill.cli.app import app

    app()


if __name__ == "__main__":
    main()
