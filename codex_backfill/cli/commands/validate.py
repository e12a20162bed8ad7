"""`validate`: the matcher checked against the known pairs, each hidden from it in turn."""

import json
import shutil
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from codex_backfill.cli.command import Options, as_command
from codex_backfill.cli.output import save_output
from codex_backfill.cli.vault_run import VaultRun
from codex_backfill.errors import Exit, Stopped
from codex_backfill.evaluation import trials
from codex_backfill.evaluation.report.conclusions import CheckOutcome, outcome
from codex_backfill.evaluation.report.data import as_data
from codex_backfill.evaluation.report.printed import as_text
from codex_backfill.evaluation.report.trial_cards import Words
from codex_backfill.evaluation.report.webpage import page
from codex_backfill.review.frame import is_page

_NARROW, _WIDE = 80, 110


@as_command(
    checks=True,
    examples={
        "validate": "precision and recall, with their intervals",
        "validate --html report.html": "the same as a page with charts",
    },
)
def validate(
    options: Options,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Make one offline page of it, with charts.")
    ] = None,
) -> int:
    """Check the matcher on the known pairs, each hidden from it in turn: how often is it right, and where not?

    Writes nothing into the vault. Exits 7 when precision on at least 20 known claims is below --min-precision, and 0
    when it is not, or when there are too few of them to tell.
    """
    console = options.console
    run = VaultRun.of(options)
    vault = run.read_vault()
    past = run.recall(vault)
    matcher = run.matcher(vault, past)
    found = trials.validate(matcher.full, progress=console.progress)
    run.memory.keep(matcher)
    floor = run.floor
    cited = {claim.path: claim.citations for claim in vault.claims}
    if html:
        text = page(run.root.name, found, floor, Words({note.path: note.title for note in vault.notes}, cited))
        save_output(html, text, console, kind="validation page", is_one=partial(is_page, kind="validate"))
    if html and str(html) != "-":
        console.note(f"{html}: open it in a browser")
    if str(html) != "-" and options.format == "json":
        console.result(json.dumps(as_data(found, floor, cited), indent=2, ensure_ascii=False))
    elif str(html) != "-":
        width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROW), _WIDE)
        console.result(as_text(found, floor, cited, console.paint, width))
    if outcome(found, floor) is CheckOutcome.SHORT:
        tally = found.tally
        measured = f"precision {tally.precision.value:.3f}" if tally.linked else f"none of {tally.known} claims linked"
        raise Stopped(f"the self-check fell short: {measured}, min_precision {floor:g}")
    return Exit.DONE
