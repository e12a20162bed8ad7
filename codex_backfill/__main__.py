"""`codex-backfill`, also as `python -m codex_backfill`."""


def main() -> None:
    """Run the command that the arguments name; exits with one of `errors.Exit`."""
    from codex_backfill.cli.app import app

    app()


if __name__ == "__main__":
    main()
