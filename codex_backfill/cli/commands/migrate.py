"""`migrate`, the one-off job: load, match, check itself, show the summary, ask, write both directions."""

from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.cli.command import Options, Strict, as_command
from codex_backfill.cli.commands.diff import diff
from codex_backfill.cli.naming import Only, Skip
from codex_backfill.cli.plan_write import plan_write
from codex_backfill.cli.reading import find_root
from codex_backfill.cli.summary import Prospect
from codex_backfill.cli.vault_run import VaultRun
from codex_backfill.cli.writer import AllowStaged, Commit, writing
from codex_backfill.disk.folders import state_folder
from codex_backfill.errors import Exit
from codex_backfill.known.state import remember_own_links
from codex_backfill.terminal.console import Console


@as_command(
    checks=True,
    examples={
        "migrate": "show what would be written, ask, and write it",
        "migrate --yes --only '*water*'": "write the links of some notes, without asking",
    },
    exits=[Exit.PARTIAL, Exit.LOCKED],
)
def migrate(
    options: Options,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="The same as `diff`: write nothing.")] = False,
    only: Only = [],  # noqa: B006 - typer wants a list and never changes it
    skip: Skip = [],  # noqa: B006
    strict: Strict = False,
    commit: Commit = False,
    allow_staged: AllowStaged = False,
) -> int:
    """Find the missing links, check the matcher on the known pairs, and write both directions."""
    if dry_run:
        return diff(options, only=only, skip=skip, strict=strict)
    console = options.console
    root = find_root(options.vault)
    with writing(root, console, "migrate", commit=commit, allow_staged=allow_staged) as writer:
        run = VaultRun.of(options)
        found = run.prospect(only, skip)
        unread = Exit.PARTIAL if strict and found.problems else Exit.DONE
        review, vault = found.counts["review"], found.vault
        if found.plan.files and not yes:
            console.note(*found.summary(console).splitlines())
            if not _agreed(found, console):
                console.note("nothing was written")
                return Exit.DONE
        failed = 0
        if found.plan.files:
            made = plan_write(writer.stamp, found.plan, vault, found.past.record, run.settings, run.people_set)
            written = writer.put(made)
            failed = len(written.failed)
            found = found.landed(written.written)
            _remember_own_links(root, found, console)
        if options.format == "json":
            console.result_json(found.data | {"failed": failed})
        else:
            console.result(found.summary(console, tense="linked"))
            if found.plan.files:
                console.note("codex-backfill undo takes it back")
        claims, sources = {claim.path for claim in vault.claims}, {source.path for source in vault.sources}
        committed = writer.commit(claims, sources, review)
        return Exit.PARTIAL if failed else committed or unread


def _remember_own_links(root: Path, found: Prospect, console: Console) -> None:
    """Keeps in mind which links this run found and wrote, so that the next one does not learn from them."""
    own = {link.link for link in found.plan.links if link.origin == "matched"}
    try:
        remember_own_links(state_folder(root), found.past.record.own_links, own, found.past.standing.links)
    except OSError as error:
        console.warn(f"which links are the tool's own could not be kept: {error}")


def _agreed(found: Prospect, console: Console) -> bool:
    """Asks until the answer is yes or no; `d` shows the diff first."""
    while True:
        answer = console.ask("Write these changes? [y]es, [N]o, [d]iff:", unasked="--yes")
        match answer.strip().lower()[:1]:
            case "y":
                return True
            case "d":
                found.show_diff(console)
            case "n" | "":
                return False
            case _:
                console.note("please answer y, n or d")
