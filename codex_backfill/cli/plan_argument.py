"""A saved plan as `show` and `apply` take it: the file, and its vault."""

from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.disk.paths import refusing
from codex_backfill.editing.plan_file import SavedPlan, load
from codex_backfill.errors import UsageError

PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN", help="A saved plan.")]
PlanVault = Annotated[Path | None, typer.Option("--vault", help="The vault's folder, in place of the plan's own.")]


def load_plan(path: Path, vault: Path | None) -> tuple[SavedPlan, Path]:
    """A plan's file and `--vault` to the plan and the folder that it is for; raises UsageError when there is none."""
    with refusing(path):
        saved = load(path.read_text(encoding="utf-8"), str(path))
    root = vault or Path(saved.vault)
    if not root.is_dir():
        raise UsageError(f"{root}: no such folder; --vault says where the plan's vault is now")
    return saved, root.resolve()
