"""`init`: looks at a vault and proposes its settings file."""

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from textwrap import wrap
from typing import Annotated, Any

import typer

from codex_backfill.cli.command import Options, as_command
from codex_backfill.disk.paths import refusing
from codex_backfill.errors import Exit, UsageError
from codex_backfill.settings_file import FILE_NAME, parse
from codex_backfill.setup.best_sources import is_of_a_work
from codex_backfill.setup.proposal import Proposal, propose
from codex_backfill.setup.settings_text import settings_text
from codex_backfill.setup.survey import BODY, CITEKEY, LISTED, Survey, survey

_MOST = 12
"""How many folders, and how many keys of each, are shown."""
_PLACES = {
    LISTED: "lists below headings like Sources, labelled lines, footnotes",
    CITEKEY: "[@citekey]",
    BODY: "links in the text",
}


@as_command(
    examples={
        "init": "propose the settings of this vault, ask, and write them",
        "init --dry-run": "only look",
    },
)
def init(
    options: Options,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Write the file without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the proposal, write nothing.")] = False,
) -> int:
    """Look at a vault and propose its codex-backfill.toml: which notes are claims, which sources, what cites."""
    console = options.console
    if not options.vault.is_dir():
        raise UsageError(f"{options.vault}: no such folder")
    root = options.vault.resolve()
    path = root / FILE_NAME
    if path.exists() and not dry_run:
        raise UsageError(f"{path}: there is one already, and it is not replaced; --dry-run shows a proposal")
    found = survey(root, console.progress)
    proposal = propose(found)
    if proposal is None:
        raise UsageError(_nothing(root, found))
    text = settings_text(proposal)
    parse(text, FILE_NAME)  # what is proposed can be read
    shown = "\n".join([*_folders(found), "", *_citations(proposal), "", f"{FILE_NAME}:", "", text]).rstrip()
    options.result(_as_data(found, proposal, text), shown)
    if dry_run:
        return Exit.DONE
    if not yes and console.ask(f"Write {FILE_NAME}? [y]es, [N]o:", unasked="--yes").strip().lower()[:1] != "y":
        console.note("nothing was written")
        return Exit.DONE
    with refusing(path, "written"), path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(text)
    console.note(f"{FILE_NAME} is written; next: codex-backfill diff")
    return Exit.DONE


def _nothing(root: Path, found: Survey) -> str:
    if not found.notes:
        return f"{root}: no Markdown notes here; is this the vault?"
    pointing = sum(bool(note.points) for note in found.notes)
    works = sum(is_of_a_work(note) >= 1 for note in found.notes)
    return (
        f"{root}: {len(found.notes)} notes, of which {pointing} point to others and {works} say whose work they hold, "
        f"but none cites notes of another folder or type; write {FILE_NAME} by hand: docs/reference.md lists its keys"
    )


def _folders(found: Survey) -> Iterator[str]:
    """Each folder with its notes, their types and keys, and how many of them others point to."""
    pointed = {path for note in found.notes for paths in note.points.values() for path in paths}
    folders: dict[str, list[Any]] = {}
    for note in found.notes:
        folders.setdefault(note.folder or ".", []).append(note)
    width = shutil.get_terminal_size((100, 24)).columns
    for folder, notes in sorted(sorted(folders.items()), key=lambda row: -len(row[1]))[:_MOST]:
        types = Counter(text for note in notes for text in note.fields.get("type", ())[:1])
        keys = Counter(key for note in notes for key in note.fields)
        pointed_to = sum(note.path in pointed for note in notes)
        yield f"{folder}: {len(notes)} notes, {pointed_to} pointed to" + ("" if keys else ", no frontmatter")
        for name, told in (
            ("types", [f"{name} ({count})" for name, count in types.most_common(_MOST)]),
            ("keys", [key for key, _ in keys.most_common(_MOST)]),
        ):
            yield from wrap(", ".join(told), width, initial_indent=f"  {name:<7}", subsequent_indent=" " * 9)
    if len(folders) > _MOST:
        yield f"... and {len(folders) - _MOST} more folders"


def _citations(proposal: Proposal) -> Iterator[str]:
    cited = f"{proposal.cited} of {proposal.source_notes} sources"
    yield f"{proposal.citing} of {proposal.claim_notes} claims cite {cited}, by:"
    for place, count in sorted(proposal.places.items(), key=lambda row: (-row[1], row[0])):
        kind, _, name = place.partition(":")
        yield f"{count:>6}  {_PLACES.get(place) or f'{kind} {name}'}"


def _as_data(found: Survey, proposal: Proposal, text: str) -> dict[str, Any]:
    return {
        "notes": len(found.notes),
        "claims": {"folders": proposal.claims.folders, "notes": proposal.claim_notes, "citing": proposal.citing},
        "sources": {"folders": proposal.sources.folders, "notes": proposal.source_notes, "cited": proposal.cited},
        "citations": proposal.places,
        "problems": [str(problem) for problem in found.problems],
        "settings": text,
    }
