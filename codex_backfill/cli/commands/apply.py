"""`apply`: writes exactly a saved plan, without matching again."""

from dataclasses import replace
from functools import partial

from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.naming import Only, Skip, is_selected
from codex_backfill.cli.plan_argument import PlanArgument, PlanVault, load_plan
from codex_backfill.cli.plan_write import plan_write
from codex_backfill.cli.reading import load_settings, read_vault, remembered
from codex_backfill.cli.writer import AllowStaged, Commit, Writer, writing
from codex_backfill.disk.paths import OWN_FOLDER
from codex_backfill.editing.plan import Plan, PlannedLink
from codex_backfill.editing.plan_file import SavedPlan
from codex_backfill.editing.saved_plan import Condition, condition, ensure_whole, planned_file
from codex_backfill.errors import Exit, StalePlan
from codex_backfill.known.ledger import taken_up_again
from codex_backfill.settings_file import FILE_NAME, given


@as_command(
    vault=None,
    examples={
        "apply plan.json": "write it; all of it is refused when a note has changed",
        "apply plan.json --only '*water*'": "write a part of it",
    },
    exits=[Exit.PARTIAL, Exit.STALE, Exit.LOCKED],
)
def apply(
    options: Options,
    plan: PlanArgument,
    vault: PlanVault = None,
    only: Only = [],  # noqa: B006 - typer wants a list and never changes it
    skip: Skip = [],  # noqa: B006
    commit: Commit = False,
    allow_staged: AllowStaged = False,
) -> int:
    """Write exactly a saved plan, without matching again; all of it is refused when a planned file has changed."""
    console = options.console
    keep = partial(is_selected, only=only, skip=skip)
    saved, root = load_plan(plan, vault)
    files = [file for file in saved.files if any(keep(entry.link) for entry in file.entries)]
    with writing(root, console, "apply", commit=commit, allow_staged=allow_staged) as writer:
        conditions = {file.path: condition(root, file, keep) for file in files}
        if all(found is Condition.AFTER for found in conditions.values()):
            told = "nothing to write: the plan has been applied already" if conditions else "nothing to write"
            options.result({"written": [], "failed": []}, told)
            if options.format == "json":
                console.note(told)
            return _commit(saved, writer)
        stale = [path for path, found in conditions.items() if found is not Condition.BEFORE]
        if stale:
            changed = (f"{path}:1:1: changed since the plan was made; file left unchanged" for path in stale)
            raise StalePlan("the plan is stale; nothing was written", *changed)
        settings = load_settings(root, options.config)
        notes = read_vault(root, settings)
        ensure_whole(saved, notes, settings)
        links = [one for one in saved.links if keep(one.link)]
        made = Plan(
            links=tuple(PlannedLink(one.link, one.origin) for one in links),
            files=tuple(planned_file(root, file, keep) for file in files),
            refused=(),
            problems=(),
        )
        scores = {one.link: one.accepted.score for one in links if one.accepted}
        record = remembered(root, notes, settings)
        record = replace(record, ledger=taken_up_again(record.ledger))
        people_set = given(options.config or root / FILE_NAME)
        written = writer.put(plan_write(writer.stamp, made, notes, record, settings, people_set, scores))
        paths = [path for path in written.written if not path.startswith(f"{OWN_FOLDER}/")]
        options.result(
            {"written": paths, "failed": [str(problem) for problem in written.failed]},
            f"{len(paths)} files written; codex-backfill undo takes it back",
        )
        return _commit(saved, writer) or (Exit.PARTIAL if written.failed else Exit.DONE)


def _commit(saved: SavedPlan, writer: Writer) -> Exit:
    """Commits what was written, if that is wanted, and says in the message what waits for a person by the plan."""
    claims, sources = {link.claim for link in saved.links}, {link.source for link in saved.links}
    return writer.commit(claims, sources, saved.summary.get("review", 0))
