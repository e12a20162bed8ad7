"""One run, from the vault's folder to a plan: every stage once, when it is first asked for."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codex_backfill.cli.command import Run
from codex_backfill.errors import UsageError

if TYPE_CHECKING:
    from codex_backfill.editing.plan import Plan, PlannedLink
    from codex_backfill.matching.labels import Labels
    from codex_backfill.matching.match import Match
    from codex_backfill.matching.matcher import Matching
    from codex_backfill.notes.links import Link, Standing
    from codex_backfill.notes.names import Names
    from codex_backfill.notes.note import Problem, Vault
    from codex_backfill.review.decisions import Answers, Decision
    from codex_backfill.settings import Settings

KNOWN_PAIRS = "known_pairs.csv"
_LAST = 1 << 30


class Session:
    """The stages of one run over one vault; nothing is written by any of them."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.console = run.console
        if not run.vault.is_dir():
            raise UsageError(f"{run.vault}: no such folder")
        self.root = Path(run.vault).resolve()

    @cached_property
    def settings(self) -> "Settings":
        """The settings of the vault, or of `--config`."""
        from codex_backfill import settings

        given = self.run.config
        path = given or self.root / settings.FILE_NAME
        found = settings.load(path, required=given is not None)
        if found.match.weights:
            _check_weights(found.match.weights, str(path))
        return found

    @cached_property
    def link_fields(self) -> tuple[str, str]:
        """The names of the two fields."""
        return self.settings.claims.field, self.settings.sources.field

    @property
    def may_be_empty(self) -> bool:
        """Whether a vault without notes is more than a wrong path."""
        return False

    @cached_property
    def vault(self) -> "Vault":
        """What stands in the vault."""
        vault = self.load_vault()
        if not vault.claims and not vault.sources and not self.may_be_empty:
            folders = ", ".join((*self.settings.claims.folders, *self.settings.sources.folders))
            raise UsageError(f"{self.root}: no notes below {folders}; is this the vault?")
        return vault

    def load_vault(self) -> "Vault":
        """Reads the vault."""
        from codex_backfill.notes.vault import load

        return load(self.root, self.settings, self.reading_progress)

    def reading_progress(self, paths: Sequence[str]) -> Iterable[str]:
        """The notes' paths, with a bar while they are gone through."""
        return self.console.progress(paths, "reading")

    @cached_property
    def standing(self) -> "Standing":
        """The links that stand in the notes."""
        from codex_backfill.notes.links import standing

        return standing(self.vault, self.claim_names, self.source_names)

    @cached_property
    def claim_names(self) -> "Names":
        """What the claims are called."""
        from codex_backfill.notes.names import Names

        return Names(claim.note for claim in self.vault.claims)

    @cached_property
    def source_names(self) -> "Names":
        """What the sources are called."""
        from codex_backfill.notes.names import Names

        return Names(source.note for source in self.vault.sources)

    @property
    def answers(self) -> "Answers":
        """What people say of the pairs."""
        return self.decided

    @cached_property
    def decisions_file(self) -> "tuple[Decision, ...]":
        """The decisions that count, as they stand in the file."""
        if not (self.root / ".codex-backfill/decisions.jsonl").exists():
            return ()
        from codex_backfill.review.decision_file import load
        from codex_backfill.review.decisions import merge

        decisions, overruled = merge(load(self.root))
        for one in overruled:
            self.console.detail(str(one))
        return decisions

    @property
    def decisions(self) -> "tuple[Decision, ...]":
        """The decisions on notes as they are called now."""
        return self.decisions_file

    @cached_property
    def decided(self) -> "Answers":
        """What people decided, as far as it holds today."""
        from codex_backfill.review.decisions import NO_ANSWERS, Texts, standing

        if not self.decisions:
            return NO_ANSWERS
        return standing(self.decisions, Texts.of(self.vault, self.link_fields))

    @cached_property
    def known(self) -> "Labels":
        """What the file of known pairs says."""
        from codex_backfill.matching.known import parse
        from codex_backfill.matching.labels import Labels

        path = self.run.known_pairs or self.root / KNOWN_PAIRS
        try:
            text = path.read_bytes().decode("utf-8-sig")
        except FileNotFoundError:
            if self.run.known_pairs:
                raise UsageError(f"{path}: no such file") from None
            return Labels()
        except (OSError, UnicodeDecodeError) as error:
            raise UsageError(f"{path}: cannot be read: {error}") from None
        return parse(text, str(path), self.vault)

    @property
    def own_links(self) -> "frozenset[Link]":
        """The links that the tool itself found and wrote: right as they may be, they prove nothing about it."""
        return self.own_links_here

    @cached_property
    def own_links_here(self) -> "frozenset[Link]":
        """Those of them that this user's state folder knows."""
        from codex_backfill.state import state_folder
        from codex_backfill.sync.own_links import load

        return load(state_folder(self.root))

    @cached_property
    def labels(self) -> "Labels":
        """All that is known before anything is scored: known pairs, entries that people wrote, decisions."""
        from codex_backfill.matching.labels import Labels

        stand = frozenset(self.standing.links) - self.own_links
        return Labels(
            yes=(self.known.yes | stand | frozenset(self.answers.yes)) - frozenset(self.answers.no),
            no=self.known.no | frozenset(self.answers.no),
            no_source=self.known.no_source | frozenset(self.answers.no_source),
        )

    @cached_property
    def matching(self) -> "Matching":
        """The matches of all claims that have no link yet, and the self-check that goes with them."""
        from codex_backfill.matching.matcher import match

        linked = {link.claim for link in self.standing.links}
        return match(self.vault, self.labels, self.settings.match, skip=linked, progress=self.console.progress)

    def match_of(self, claim: str, source: str | None = None) -> "Match":
        """One claim's match, with its own known links hidden from the matcher; `source` is among its candidates."""
        from codex_backfill.matching.matcher import Matcher

        return Matcher(self.vault, self.labels, self.settings.match).explain(claim, source)

    def gate(self) -> None:
        """Says how the self-check went; raises Brake, the wrong ones listed, when nothing may be written after it."""
        from codex_backfill.errors import Brake

        check = self.matching.self_check
        if check is None:
            known = len(self.labels.sources)
            self.console.note(f"self-check: only {known} claims with a known source, too few to check the matcher with")
            return
        linked = len(check.right) + len(check.wrong)
        verdict = f"precision {check.precision:.3f} on {linked} linked of {len(check.judged)} known claims"
        if linked and check.precision >= self.min_precision:
            self.console.note(f"self-check: {verdict}, recall {check.recall:.3f}")
            return
        head = f"the self-check fell short: {verdict}, below min_precision {self.min_precision}; nothing was written"
        if not linked:
            head = (
                f"the self-check fell short: none of {len(check.judged)} known claims was linked; nothing was written"
            )
        rows = []
        for one in check.wrong or check.missed:
            found = one.match.links or one.match.candidates[:1]
            shown = ", ".join(f"{candidate.source} ({candidate.probability:.2f})" for candidate in found) or "nothing"
            rows += [one.match.claim, f"    {'linked' if one.match.links else 'nearest'}  {shown}"]
            rows += [f"    known   {', '.join(sorted(one.sources))}"]
        raise Brake("\n".join([head, *rows, "codex-backfill explain CLAIM shows why; validate shows all"]))

    @property
    def min_precision(self) -> float:
        """The self-check's floor: `--min-precision`, else the settings'."""
        given = self.run.min_precision
        return self.settings.match.min_precision if given is None else given

    @cached_property
    def self_check_data(self) -> dict[str, Any]:
        """The self-check for scripts."""
        check = self.matching.self_check
        if check is None:
            return {"checked": False, "known_claims": len(self.labels.sources)}
        return {
            "checked": True,
            "known_claims": len(check.judged),
            "right": len(check.right),
            "wrong": len(check.wrong),
            "missed": len(check.missed),
            "precision": round(check.precision, 4),
            "recall": round(check.recall, 4),
        }

    @property
    def planned_links(self) -> "tuple[PlannedLink, ...]":
        """Every link that is to stand in both notes."""
        return self.found_links

    @cached_property
    def found_links(self) -> "tuple[PlannedLink, ...]":
        """Every link that is known or was found, in the order in which entries are written."""
        from codex_backfill.editing.plan import PlannedLink
        from codex_backfill.notes.links import Link

        check = self.matching.self_check
        places = {  # where a claim's text names a known source: entries stand in that order
            Link(one.match.claim, candidate.source): candidate.citation
            for one in (check.judged if check else ())
            for candidate in one.match.candidates
            if candidate.citation is not None
        }
        found: dict[Link, PlannedLink] = {}
        for origin, links in (
            ("known", self.known.yes - frozenset(self.answers.no)),
            ("decision", frozenset(self.answers.yes)),
            ("standing", frozenset(self.standing.links) - self.labels.no),
        ):
            for link in sorted(links, key=lambda link: (link.claim, places.get(link, _LAST), link.source)):
                found.setdefault(link, PlannedLink(link, origin))
        for match in self.matching.matches:
            if match.claim in self.answers.unsure:
                continue
            for candidate in match.links:
                link = Link(match.claim, candidate.source)
                found.setdefault(link, PlannedLink(link, "matched", match))
        return tuple(found.values())

    @cached_property
    def plan(self) -> "Plan":
        """Every edit that makes the planned links stand in both notes, proved."""
        return self.plan_for(self.planned_links)

    def plan_for(self, links: "tuple[PlannedLink, ...]") -> "Plan":
        """Some of the planned links to their plan."""
        from codex_backfill.editing.plan import make_plan
        from codex_backfill.notes.files import read_bytes

        return make_plan(links, self.vault, self.standing, self.settings, lambda path: read_bytes(self.root, path))

    def narrowed(self, only: Sequence[str], skip: Sequence[str]) -> "Plan":
        """The plan of those links that `--only` and `--skip` leave."""
        from codex_backfill.cli.diff import selects

        if not only and not skip:
            return self.plan
        takes = selects(only, skip)
        return self.plan_for(tuple(link for link in self.plan.links if takes(link.link)))

    @cached_property
    def problems(self) -> "tuple[Problem, ...]":
        """Everything that could not be read or edited, sorted."""
        return tuple(sorted({*self.vault.problems, *self.plan.problems}))

    def remember_own_links(self, plan: "Plan") -> None:
        """Keeps in mind which links this run found and wrote, so that the next one does not learn from them."""
        from codex_backfill.state import state_folder
        from codex_backfill.sync.own_links import save

        own = {link.link for link in plan.links if link.origin == "matched"}
        try:
            save(state_folder(self.root), (self.own_links | own) & self._standing_after(own))
        except OSError as error:
            self.console.warn(f"which links are the tool's own could not be kept: {error}")

    def _standing_after(self, own: "set[Link]") -> "set[Link]":
        return {*self.standing.links, *own}


def _check_weights(weights: Mapping[str, float], name: str) -> None:
    """Raises UsageError for weights of comparisons that there are none of, naming the nearest."""
    from difflib import get_close_matches

    from codex_backfill.matching.evidence import NAMES

    unknown = [key for key in weights if key.partition(".")[0] not in NAMES or "." not in key]
    if unknown:
        told = (
            f"unknown key 'match.weights.{k}'; the nearest is {get_close_matches(k, NAMES, 1, 0.0)[0]!r}"
            for k in unknown
        )
        raise UsageError("\n".join(f"{name}:1:1: {line}, as in 'title.exact'" for line in told))
