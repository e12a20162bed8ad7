"""`show`: prints a saved plan."""

from enum import StrEnum
from functools import partial

from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.naming import Only, Skip, is_selected
from codex_backfill.cli.plan_argument import PlanArgument, PlanVault, load_plan
from codex_backfill.cli.render import plan_as_markdown, plan_as_text
from codex_backfill.editing.saved_plan import Condition, condition, narrowed
from codex_backfill.errors import Exit
from codex_backfill.terminal.pager import page


class PlanFormat(StrEnum):
    """How a saved plan is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


@as_command(
    vault=None,
    formats=PlanFormat,
    examples={
        "show plan.json": "every link with the reasons for it",
        "show plan.json --format markdown": "the same as a comment on a pull request",
    },
)
def show(
    options: Options,
    plan: PlanArgument,
    vault: PlanVault = None,
    only: Only = [],  # noqa: B006 - typer wants a list and never changes it
    skip: Skip = [],  # noqa: B006
) -> int:
    """Print a saved plan: every link with the reasons for it, every file with its new entries."""
    console = options.console
    keep = partial(is_selected, only=only, skip=skip)
    whole, root = load_plan(plan, vault)
    saved = narrowed(whole, keep)
    shown = {file.path for file in saved.files}
    conditions = {file.path: condition(root, file, keep) for file in whole.files if file.path in shown}
    changed = [path for path, found in conditions.items() if found is not Condition.BEFORE]
    if changed and all(found is Condition.AFTER for found in conditions.values()):
        console.warn("the plan has been applied already")
    elif changed:
        console.warn(f"the plan is stale: {', '.join(changed)} changed since it was made; apply would refuse it")
    if options.format == "json":
        console.result(saved.dump())
    elif options.format == "markdown":
        console.result(plan_as_markdown(saved))
    else:
        page(plan_as_text(saved, console), console)
    return Exit.DONE
