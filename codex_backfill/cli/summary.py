"""A run's outcome in a few lines that people want to read, and the same as data for scripts."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from codex_backfill.cli.gate import self_check_data
from codex_backfill.cli.hints import hints
from codex_backfill.editing.link_data import link_data
from codex_backfill.editing.plan import Plan
from codex_backfill.known.past import Past
from codex_backfill.matching.all_claims import Matching
from codex_backfill.matching.result import Explained, Verdict
from codex_backfill.matching.verdicts import Reason
from codex_backfill.notes.note import Problem, Vault
from codex_backfill.settings import Settings
from codex_backfill.settings_file import FILE_NAME
from codex_backfill.terminal.console import Console
from codex_backfill.terminal.pager import page

_MANY = 3
"""More notes than this without frontmatter are told of in one line."""


def report_problems(problems: Sequence[Problem], console: Console) -> None:
    """Names every note that could not be read or edited, on stderr; those that only lack frontmatter together."""
    bare = [problem for problem in problems if problem.reason.startswith("no frontmatter for ")]
    if len(bare) <= _MANY:
        console.warn(*problems)
        return
    console.warn(
        *(problem for problem in problems if problem not in bare),
        f"{len(bare):,} notes have {bare[0].reason} ({bare[0].path}, ...): set create_frontmatter = true in "
        f"{FILE_NAME}, below [claims] or [sources]; files left unchanged",
    )


def report_reading(vault: Vault, settings: Settings, console: Console) -> None:
    """Names what could not be read, and says why little is there where that is so, on stderr."""
    report_problems(vault.problems, console)
    console.warn(*hints(vault, settings))


def counts(vault: Vault, past: Past, outcome: Matching, plan: Plan) -> dict[str, int]:
    """A run and its plan to how many claims came out how, and how many files change."""
    claims = {claim.path for claim in vault.claims}
    planned = {link.link.claim for link in plan.links}
    asked = {match.claim for match in outcome.matches if match.verdict is Verdict.REVIEW}
    complete = {link.claim for link in past.standing.links if link.claim in claims} - planned - asked
    refused = {link.link.claim for link in plan.refused} - planned - complete
    undecided = [
        match
        for match in outcome.matches
        if match.claim not in planned and match.claim not in complete and match.claim not in refused
    ]
    verdicts = Counter(match.verdict for match in undecided)
    without = [match for match in undecided if match.verdict is Verdict.NONE and match.reason != Reason.NO_SOURCE]
    changed = Counter(file.path in claims for file in plan.files)
    return {
        "claims": len(claims),
        "sources": len(vault.sources),
        "citations": sum(match.citations for match in outcome.matches),
        "linked": len(planned),
        "already_linked": len(complete),
        "review": verdicts[Verdict.REVIEW],
        "no_source": verdicts[Verdict.NONE],
        "cites_nothing": sum(not match.citations for match in without),
        "refused": len(refused),
        "problems": len({*vault.problems, *plan.problems}),
        "links": len(plan.links),
        "claims_changed": changed[True],
        "sources_changed": changed[False],
    }


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a run over a vault would write, and all that it comes from."""

    vault: Vault
    past: Past
    outcome: Matching
    explained: Explained
    plan: Plan

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that could not be read or edited, sorted."""
        return tuple(sorted({*self.vault.problems, *self.plan.problems}))

    @property
    def counts(self) -> dict[str, int]:
        """How many claims came out how, and how many files change."""
        return counts(self.vault, self.past, self.outcome, self.plan)

    def landed(self, written: Collection[str]) -> "Prospect":
        """The part of it that is in the vault now, given the paths that were written."""
        return replace(self, plan=self.plan.landed(written))

    def summary(self, console: Console, tense: str = "to be linked") -> str:
        """The summary's lines; `tense` says whether the links are written yet."""
        number, paint = self.counts, console.paint
        origins = Counter(link.origin if link.origin in ("matched", "named") else "known" for link in self.plan.links)
        detail = ", ".join(f"{origins[origin]} {origin}" for origin in ("named", "matched", "known") if origins[origin])
        rows = [
            (number["linked"], paint(tense, "green"), f"{number['links']} links: {detail}" if detail else ""),
            (number["already_linked"], "already linked", ""),
            (number["review"], paint("for review", "yellow"), "codex-backfill review" if number["review"] else ""),
            (number["no_source"] - number["cites_nothing"], "no source in the vault", ""),
            (number["cites_nothing"], "cite nothing that can be read", ""),
            (number["refused"], paint("refused", "red"), "their notes cannot be edited safely, see above"),
        ]
        left = f", {number['citations']} citations to match" if number["citations"] else ""
        lines = [f"{number['claims']} claims, {number['sources']} sources{left}"]
        lines += [f"{count:>6}  {what}" + (f"  ({more})" if more else "") for count, what, more in rows if count]
        files = number["claims_changed"], number["sources_changed"]
        lines.append(f"{files[0]} claims and {files[1]} sources change" if any(files) else "nothing to write")
        return "\n".join(lines)

    def show_diff(self, console: Console, heading: str = "") -> None:
        """Shows what changes to a person, page by page, with the reasons; `heading` stands above it all."""
        # Here and not above: it needs pydantic, which takes long to import, and a patch does not.
        from codex_backfill.cli.render import plan_as_diff

        page("\n\n".join(filter(None, (heading, plan_as_diff(self.plan, self.explained, console)))), console)

    @property
    def data(self) -> dict[str, Any]:
        """What `--format json` prints."""
        return {
            "summary": self.counts,
            "self_check": self_check_data(self.outcome.self_check, self.past.labels),
            "links": [link_data(link, self.explained) for link in self.plan.links],
            "problems": [str(problem) for problem in self.problems],
        }
