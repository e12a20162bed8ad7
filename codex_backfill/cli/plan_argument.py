"""A saved plan as `show` and `apply` take it: the file, and its vault."""

from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.disk.paths import refusing
from codex_backfill.editing.plan_file import SavedPlan, load
from codex_backfill.errors import UsageError

PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN", help="A saved plan.")]
PlanVault = Annotated[Path | None, typer.Option("--vault", help="The vault's folder, in place of the plan's own.")]


def load_plan(path: Path) -> SavedPlan:
    """A plan's file to the plan; raises UsageError."""
    with refusing(path):
        return load(path.read_text(encoding="utf-8"), str(path))


def plan_root(saved: SavedPlan, vault: Path | None) -> Path:
    """A plan and `--vault` to the folder that it is for; raises UsageError when there is none."""
    root = vault or Path(saved.vault)
    if not root.is_dir():
        raise UsageError(f"{root}: no such folder; --vault says where the plan's vault is now")
    return root.resolve()
