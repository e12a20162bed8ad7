"""The tool from Python, in four calls; docs/architecture.md says what happens behind each.

    from codex_backfill.api import make_plan, match, read_vault, write

    vault = read_vault("notes", known_pairs="known_pairs.csv")
    found = match(vault)
    plan = make_plan(vault, found)
    for link in plan.links:
        print(link.link.claim, "<-", link.link.source)
    write(vault, plan)

Everything but `write` only reads, and gives frozen values; what cannot be done raises a `CodexError`.
"""

from dataclasses import dataclass
from functools import partial
from os import PathLike
from pathlib import Path

from codex_backfill.cli import reading, run
from codex_backfill.cli.plan_write import plan_write
from codex_backfill.disk.folders import state_folder
from codex_backfill.disk.lock import lock
from codex_backfill.editing.plan import Plan, PlannedFile, PlannedLink
from codex_backfill.errors import CodexError, Locked, Stopped, UsageError
from codex_backfill.known.past import Past
from codex_backfill.known.state import remember_own_links
from codex_backfill.matching.all_claims import Matching
from codex_backfill.matching.matcher import Matcher
from codex_backfill.matching.result import Candidate, Match, Verdict
from codex_backfill.matching.self_check import SelfCheck
from codex_backfill.notes.files import read_bytes
from codex_backfill.notes.note import Claim, Problem, Source, Vault
from codex_backfill.notes.standing_links import Link
from codex_backfill.settings import Settings
from codex_backfill.settings_file import FILE_NAME, given
from codex_backfill.writing.change import Stamp
from codex_backfill.writing.write import Written, recover
from codex_backfill.writing.write import write as write_files

__all__ = (
    "Candidate",
    "Claim",
    "CodexError",
    "Link",
    "Locked",
    "Match",
    "Matching",
    "OpenVault",
    "Plan",
    "PlannedFile",
    "PlannedLink",
    "Problem",
    "SelfCheck",
    "Settings",
    "Source",
    "Stopped",
    "UsageError",
    "Vault",
    "Verdict",
    "Written",
    "make_plan",
    "match",
    "read_vault",
    "write",
)


@dataclass(frozen=True, slots=True)
class OpenVault:
    """A vault as it was read, with all that is known of its links before anything is scored."""

    root: Path
    settings: Settings
    notes: Vault
    """Its claims, its sources, and the problems with what could not be read."""
    past: Past


def read_vault(
    folder: str | PathLike[str],
    *,
    settings: Settings | None = None,
    known_pairs: str | PathLike[str] | None = None,
) -> OpenVault:
    """A vault's folder to what stands in it and what is known of it.

    Without `settings` those of its `codex-backfill.toml` hold, without `known_pairs` its `known_pairs.csv`, if they are
    there. Raises UsageError when there is no vault, or a file beside the notes cannot be read.
    """
    root = reading.find_root(Path(folder))
    chosen = settings or reading.load_settings(root)
    given_pairs = Path(known_pairs) if known_pairs is not None else None
    notes = run.read_vault(root, chosen, known_pairs=given_pairs)
    pairs = reading.read_pairs(root, notes, given_pairs)
    return OpenVault(root, chosen, notes, run.recall(root, notes, chosen, pairs))


def match(vault: OpenVault) -> Matching:
    """A vault to the matches of all claims with citations that no link answers, and how the matcher does on known ones.

    For any vault the same, whatever the order of its notes and the number of processor cores.
    """
    return run.match(Matcher(vault.notes, vault.past.labels, vault.settings.match), vault.past)


def make_plan(vault: OpenVault, found: Matching, *, min_precision: float | None = None) -> Plan:
    """A vault and its matches to every edit that makes known and accepted links stand in both notes, proved.

    Raises Stopped when the matcher's precision on the known claims is below `min_precision`, a share, by default the
    settings'.
    """
    floor = vault.settings.match.min_precision if min_precision is None else min_precision
    if found.self_check and not found.self_check.holds(floor):
        raise Stopped(f"the self-check fell short: precision {found.self_check.precision:.3f}, min_precision {floor:g}")
    links = run.wanted(vault.past, found)
    read = partial(read_bytes, vault.root)
    return run.make_plan(links, vault.notes, vault.past.standing, vault.settings, read)


def write(vault: OpenVault, plan: Plan) -> Written:
    """Writes a plan: each file whole or not at all, both notes of a link or neither.

    `codex-backfill undo` takes it back. Gives the paths that were written and the problems with those that were not, a
    note that changed since, say. Raises Locked when another run is at work on the vault.
    """
    state = state_folder(vault.root)
    people_set = given(vault.root / FILE_NAME)
    made = plan_write(Stamp.now("api"), plan, vault.notes, vault.past.record, vault.settings, people_set)
    with lock(vault.root, "api", state=state):
        recover(vault.root, state=state)
        written = write_files(vault.root, made, state=state)
        own = {one.link for one in plan.landed(written.written).links if one.origin == "matched"}
        remember_own_links(state, vault.past.record.own_links, own, vault.past.standing.links)
    return written
