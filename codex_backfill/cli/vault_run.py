"""A command's run over one vault: the stages of `cli.run` by the command's options, and what each has to tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codex_backfill.cli import run
from codex_backfill.cli.command import Options
from codex_backfill.cli.gate import gate
from codex_backfill.cli.memory import RunMemory
from codex_backfill.cli.naming import as_globs, is_selected
from codex_backfill.cli.reading import find_root, load_settings, read_pairs
from codex_backfill.cli.summary import Prospect, report_problems, report_reading
from codex_backfill.known.past import Past
from codex_backfill.matching.all_claims import Matching
from codex_backfill.matching.remembering import RememberingMatcher
from codex_backfill.notes.files import read_bytes
from codex_backfill.notes.note import Problem, Vault
from codex_backfill.settings import Settings
from codex_backfill.settings_file import FILE_NAME, given
from codex_backfill.writing.write import interrupted


@dataclass(frozen=True, slots=True)
class VaultRun:
    """A vault's folder, its settings, what earlier runs over it remember, and how this one is to go and to talk."""

    options: Options
    root: Path
    settings: Settings
    memory: RunMemory

    @classmethod
    def of(cls, options: Options) -> "VaultRun":
        """A command's options to its run; raises UsageError where there is no vault, or its settings are wrong."""
        root = find_root(options.vault)
        return cls(options, root, load_settings(root, options.config), RunMemory(root, cached=options.cached))

    def read_vault(self, *, tells: bool = True) -> Vault:
        """The vault; unless not to be told, what cannot be read, why little is there, and which run was interrupted."""
        progress, known_pairs = self.options.console.progress, self.options.known_pairs
        vault = run.read_vault(self.root, self.settings, self.memory.parser, progress, known_pairs=known_pairs)
        if tells:
            self.options.console.warn(*filter(None, [interrupted(self.root)]))
            report_reading(vault, self.settings, self.options.console)
        return vault

    def recall(self, vault: Vault, *, is_asked_for: bool = True, tells: bool = True) -> Past:
        """What is known of its links; names the answers that contradict each other, if it `tells`."""
        pairs = read_pairs(self.root, vault, self.options.known_pairs)
        past = run.recall(self.root, vault, self.settings, pairs, is_asked_for=is_asked_for)
        if tells:
            self.options.console.warn(*past.record.contradictions)
        return past

    def matcher(self, vault: Vault, past: Past) -> RememberingMatcher:
        """What matches its claims, and does again only what no earlier run did."""
        return self.memory.matcher(vault, past.labels, self.settings.match, self.options.console.progress)

    def match(self, matcher: RememberingMatcher, past: Past) -> Matching:
        """The matches of its claims, kept for the next run."""
        outcome = run.match(matcher, past)
        self.memory.keep(matcher, outcome)
        return outcome

    @property
    def floor(self) -> float:
        """The least precision of the self-check: `--min-precision`, else the settings'."""
        asked = self.options.min_precision
        return self.settings.match.min_precision if asked is None else asked

    def prospect(self, only: Sequence[str], skip: Sequence[str]) -> Prospect:
        """What it would write of the links that globs and names of notes take.

        Says how the self-check went, and what cannot be edited; raises Stopped when nothing may be written.
        """
        console = self.options.console
        vault = self.read_vault()
        only, skip = as_globs(only, "--only", vault, self.root), as_globs(skip, "--skip", vault, self.root)
        past = self.recall(vault)
        matcher = self.matcher(vault, past)
        outcome = self.match(matcher, past)
        gate(outcome.self_check, past.labels, self.floor, console)
        links = [one for one in run.wanted(past, outcome) if is_selected(one.link, only, skip)]
        plan = run.make_plan(links, vault, past.standing, self.settings, self.read, console.progress)
        report_problems(sorted({*plan.problems} - {*vault.problems}), console)
        return Prospect(vault, past, outcome, matcher.explained, plan)

    def read(self, path: str) -> bytes | Problem:
        """A note's path to its bytes as they are now, or why they cannot be had."""
        return read_bytes(self.root, path)

    @property
    def people_set(self) -> Mapping[str, Any]:
        """What people set in its settings file, by key."""
        return given(self.options.config or self.root / FILE_NAME)
