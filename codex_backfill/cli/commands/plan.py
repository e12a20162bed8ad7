"""`plan`, `show` and `apply`: the dry run as a file, read again, and written exactly as it stands."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codex_backfill import __version__
from codex_backfill.cli.command import Run
from codex_backfill.cli.commands.diff import Strict
from codex_backfill.cli.selection import Only, Skip, selects
from codex_backfill.errors import Exit, StalePlan, UsageError

if TYPE_CHECKING:
    from codex_backfill.editing.plan_file import SavedPlan


class PlanFormat(StrEnum):
    """How a saved plan is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN", help="A saved plan.")]
PlanVault = Annotated[Path | None, typer.Option("--vault", help="The vault's folder, in place of the plan's own.")]


def plan(
    run: Run,
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where the plan is saved.")] = Path(
        "plan.json"
    ),
    only: Only = [],  # noqa: B006 - typer wants a list and never changes it
    skip: Skip = [],  # noqa: B006
    strict: Strict = False,
) -> int:
    """Save what `migrate` would write, with the evidence for every link; the only thing written is that file."""
    from codex_backfill.cli import gate as self_check
    from codex_backfill.cli.session import Session
    from codex_backfill.cli.summary import as_data, counts, report_problems, summary
    from codex_backfill.editing.plan_file import save

    session = Session(run)
    report_problems(session)
    self_check.gate(session)
    made = session.narrowed(only, skip)
    saved = save(
        made,
        session.matcher.explained,
        tool=__version__,
        vault=str(session.root),
        summary=counts(session, made),
        self_check=self_check.as_data(session),
        problems=[str(problem) for problem in session.problems],
    )
    run.console.result_file(output, saved.dump())
    if str(output) == "-":
        run.console.note(summary(session, made))
    elif run.format == "json":
        run.console.result_json(as_data(session, made))
    else:
        run.console.result(summary(session, made))
        run.console.note(f"saved; codex-backfill show {output} prints it, codex-backfill apply {output} writes it")
    return Exit.PARTIAL if strict and session.problems else Exit.DONE


def show(
    run: Run,
    plan: PlanArgument,
    vault: PlanVault = None,
    only: Only = [],  # noqa: B006
    skip: Skip = [],  # noqa: B006
) -> int:
    """Print a saved plan: every link with the reasons for it, every file with its new entries."""
    from codex_backfill.cli.render import plan_as_markdown, plan_as_text
    from codex_backfill.editing.saved_plan import Condition, condition

    saved = _load(plan, only, skip)
    root = _root(saved, vault)
    conditions = {file.path: condition(root, file) for file in saved.files}
    changed = [path for path, found in conditions.items() if found is not Condition.BEFORE]
    if changed and all(found is Condition.AFTER for found in conditions.values()):
        run.console.warn("the plan has been applied already")
    elif changed:
        run.console.warn(f"the plan is stale: {', '.join(changed)} changed since it was made; apply would refuse it")
    if run.format == "json":
        run.console.result(saved.dump())
    elif run.format == "markdown":
        run.console.result(plan_as_markdown(saved))
    else:
        from codex_backfill.cli.commands.diff import page

        page(plan_as_text(saved, run.console), run.console)
    return Exit.DONE


def apply(
    run: Run,
    plan: PlanArgument,
    vault: PlanVault = None,
    only: Only = [],  # noqa: B006
    skip: Skip = [],  # noqa: B006
) -> int:
    """Write exactly a saved plan, without matching again; all of it is refused when a planned file has changed."""
    from codex_backfill.cli.writing import writing
    from codex_backfill.editing.saved_plan import Condition, condition, planned_file

    saved = _load(plan, only, skip)
    root = _root(saved, vault)
    with writing(root, run.console, "apply") as writer:
        conditions = {file.path: condition(root, file) for file in saved.files}
        if all(found is Condition.AFTER for found in conditions.values()):
            told = "nothing to write: the plan has been applied already" if conditions else "nothing to write"
            if run.format == "json":
                run.console.result_json({"written": [], "failed": []})
                run.console.note(told)
            else:
                run.console.result(told)
            return Exit.DONE
        stale = [path for path, found in conditions.items() if found is not Condition.BEFORE]
        if stale:
            names = "\n".join(f"{path}:1:1: changed since the plan was made; file left unchanged" for path in stale)
            raise StalePlan(f"the plan is stale; nothing was written\n{names}")
        return writer.write([planned_file(root, file) for file in saved.files], run.format)


def _load(path: Path, only: list[str], skip: list[str]) -> "SavedPlan":
    from codex_backfill.editing.plan_file import load
    from codex_backfill.editing.saved_plan import narrowed

    try:
        saved = load(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', error)}") from None
    return narrowed(saved, selects(only, skip)) if only or skip else saved


def _root(saved: "SavedPlan", vault: Path | None) -> Path:
    root = vault or Path(saved.vault)
    if not root.is_dir():
        raise UsageError(f"{root}: no such folder; --vault says where the plan's vault is now")
    return root.resolve()
