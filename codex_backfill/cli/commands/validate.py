"""`validate`: the matcher checked against the known pairs, each hidden from it in turn."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from codex_backfill.cli.command import Run
from codex_backfill.cli.gate import min_precision
from codex_backfill.errors import Brake, Exit

if TYPE_CHECKING:
    from codex_backfill.cli.session import Session
    from codex_backfill.evaluation.trials import Validation

_NARROW, _WIDE = 80, 110


def validate(
    run: Run,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="Make one offline page of it, with charts.")
    ] = None,
) -> int:
    """Check the matcher on the known pairs, each hidden from it in turn: how often is it right, and where not?

    Writes nothing into the vault. Exits 7 when precision on at least 20 known claims is below --min-precision, and 0
    when it is not, or when there are too few of them to tell.
    """
    from codex_backfill.cli.session import Session
    from codex_backfill.evaluation import trials as validation
    from codex_backfill.evaluation.report.conclusions import Outcome, outcome

    session = Session(run)
    found = validation.validate(session.matcher, progress=session.console.progress)
    floor = min_precision(session)
    if html:
        run.console.result_file(html, _page(session, found))
    if html and str(html) != "-":
        run.console.note(f"{html}: open it in a browser")
    if str(html) != "-":
        run.console.result(_printed(session, found))
    if outcome(found, floor) is Outcome.SHORT:
        tally = found.tally
        measured = f"precision {tally.precision.value:.3f}" if tally.linked else f"none of {tally.known} claims linked"
        raise Brake(f"the self-check fell short: {measured}, min_precision {floor:g}")
    return Exit.DONE


def _printed(session: "Session", found: "Validation") -> str:
    if session.run.format == "json":
        from codex_backfill.evaluation.report.data import as_data

        return json.dumps(as_data(found, min_precision(session), _cited(session)), indent=2, ensure_ascii=False)
    import shutil

    from codex_backfill.evaluation.report.text import as_text

    width = min(max(shutil.get_terminal_size((100, 24)).columns, _NARROW), _WIDE)
    return as_text(found, min_precision(session), _cited(session), session.console.paint, width)


def _cited(session: "Session") -> Mapping[str, tuple[str, ...]]:
    return {claim.path: claim.citations for claim in session.vault.claims}


def _page(session: "Session", found: "Validation") -> str:
    from codex_backfill.evaluation.report.page import Words, page

    titles = {claim.path: claim.title for claim in session.vault.claims}
    titles |= {source.path: source.title for source in session.vault.sources}
    return page(session.root.name, found, min_precision(session), Words(titles, _cited(session)))
