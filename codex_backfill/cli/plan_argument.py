"""A saved plan as `show` and `apply` take it: the file, its vault, and the part of it that is asked for."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.cli.selection import is_selected
from codex_backfill.editing.plan_file import SavedPlan, load
from codex_backfill.editing.saved_plan import narrowed
from codex_backfill.errors import UsageError

PlanArgument = Annotated[Path, typer.Argument(metavar="PLAN", help="A saved plan.")]
PlanVault = Annotated[Path | None, typer.Option("--vault", help="The vault's folder, in place of the plan's own.")]


def load_plan(path: Path, only: Sequence[str], skip: Sequence[str]) -> SavedPlan:
    """A plan's file to the part of the plan that `--only` and `--skip` leave; raises UsageError."""
    try:
        saved = load(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', error)}") from None
    return narrowed(saved, lambda link: is_selected(link, only, skip)) if only or skip else saved


def plan_root(saved: SavedPlan, vault: Path | None) -> Path:
    """A plan and `--vault` to the folder that it is for; raises UsageError when there is none."""
    root = vault or Path(saved.vault)
    if not root.is_dir():
        raise UsageError(f"{root}: no such folder; --vault says where the plan's vault is now")
    return root.resolve()
