"""`migrate`, the one-off job: load, match, check itself, show the summary, ask, write both directions; and `undo`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from codex_backfill.cli.command import Run
from codex_backfill.cli.commands.diff import Strict
from codex_backfill.cli.selection import Only, Skip
from codex_backfill.errors import Exit

if TYPE_CHECKING:
    from codex_backfill.cli.session import Session
    from codex_backfill.editing.plan import Plan


def migrate(
    run: Run,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="The same as `diff`: write nothing.")] = False,
    only: Only = [],  # noqa: B006 - typer wants a list and never changes it
    skip: Skip = [],  # noqa: B006
    strict: Strict = False,
) -> int:
    """Find the missing links, check the matcher on the known pairs, and write both directions."""
    if dry_run:
        from codex_backfill.cli.commands.diff import diff

        return diff(run, only=only, skip=skip, strict=strict)
    from codex_backfill.cli.gate import gate
    from codex_backfill.cli.session import Session
    from codex_backfill.cli.summary import as_data, landed, report_problems, summary
    from codex_backfill.cli.writing import writing

    session = Session(run)
    with writing(session.root, run.console, "migrate") as writer:
        report_problems(session)
        gate(session)
        plan = session.narrowed(only, skip)
        partial = Exit.PARTIAL if strict and session.problems else Exit.DONE
        if plan.files and not yes:
            run.console.note(summary(session, plan))
            if not _agreed(session, plan):
                run.console.note("nothing was written")
                return Exit.DONE
        failed = 0
        if plan.files:
            written = writer.put(plan.files)
            failed = len(written.failed)
            plan = landed(plan, written.written)
            session.remember_own_links(plan)
        if run.format == "json":
            run.console.result_json(as_data(session, plan) | {"failed": failed})
        else:
            run.console.result(summary(session, plan, tense="linked"))
            if plan.files:
                run.console.note("codex-backfill undo takes it back")
        return Exit.PARTIAL if failed else partial


def _agreed(session: "Session", plan: "Plan") -> bool:
    """Asks until the answer is yes or no; `d` shows the diff first."""
    from codex_backfill.cli.commands.diff import page, readable

    while True:
        answer = typer.prompt("Write these changes? [y]es, [N]o, [d]iff", default="n", show_default=False, err=True)
        match answer.strip().lower()[:1]:
            case "y":
                return True
            case "d":
                page(readable(plan, session.matcher.explained, session.console), session.console)
            case "n" | "":
                return False
            case _:
                print("please answer y, n or d", file=sys.stderr)


def undo(run: Run) -> int:
    """Take back the last run's writes, except in files that changed since."""
    from codex_backfill.cli.session import Session
    from codex_backfill.cli.writing import writing
    from codex_backfill.writing.write import undo as take_back

    root = Session(run).root
    with writing(root, run.console, "undo") as writer:
        recovery = writer.recovery
        if recovery and not recovery.written and not recovery.failed:
            return Exit.DONE  # the last run was interrupted before it changed anything: that is undone
        undone = take_back(root, stamp=writer.stamp, state=writer.state)
    if undone is None:
        if run.format == "json":
            run.console.result_json({"restored": [], "failed": []})
        else:
            run.console.result("nothing to undo")
        return Exit.DONE
    for warning in (*undone.failed, *undone.warnings):
        run.console.warn(str(warning))
    if run.format == "json":
        rows = {"restored": undone.restored, "failed": [str(problem) for problem in undone.failed]}
        run.console.result_json(rows)
    else:
        run.console.result(f"took back {undone.stamp}: {len(undone.restored)} files are as before it")
    return Exit.PARTIAL if undone.failed else Exit.DONE
