"""One run, from the vault's folder to a plan: every stage once, when it is first asked for."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from codex_backfill.cli.recall import Recall
from codex_backfill.sync.three_way import Step

if TYPE_CHECKING:
    from codex_backfill.editing.plan import Plan, PlannedLink
    from codex_backfill.known.labels import Labels
    from codex_backfill.matching.matcher import Matcher, Matching
    from codex_backfill.notes.note import Problem

_LAST = 1 << 30


class Session(Recall):
    """The stages from what is known to what is written; nothing is written by any of them, anywhere."""

    @cached_property
    def labels(self) -> "Labels":
        """All that is known before anything is scored: what entries say, unless known pairs, then decisions speak."""
        from codex_backfill.known.labels import Labels

        known, answers = self.known, self.answers
        no = (known.no - answers.yes.keys()) | answers.no.keys()
        no_source = (known.no_source - {link.claim for link in answers.yes}) | answers.no_source.keys()
        stand = frozenset(self.standing.links) - self.own_links
        yes = (known.yes | stand | answers.yes.keys()) - no
        return Labels(frozenset(link for link in yes if link.claim not in no_source), no, no_source)

    @cached_property
    def matcher(self) -> "Matcher":
        """What matches single claims, and tells the evidence for a match."""
        from codex_backfill.matching.matcher import Matcher

        return Matcher(self.vault, self.labels, self.settings.match)

    @cached_property
    def matching(self) -> "Matching":
        """The matches of all claims that have no link yet, and the self-check that goes with them."""
        from codex_backfill.matching.matcher import match

        linked = {link.claim for link in self.standing.links}
        return match(self.matcher, skip=linked, progress=self.console.progress)

    @cached_property
    def planned_links(self) -> "tuple[PlannedLink, ...]":
        """Every link that is to stand in both notes, but those that a person took out or has to decide on."""
        open_links = {
            one.link
            for one in (self.as_it_stands.links if self.has_past else ())
            if one.outcome.step in (Step.WITHDRAW, Step.FORGET, Step.WAIT, Step.DISPUTE)
        }
        return tuple(planned for planned in self._found_links() if planned.link not in open_links)

    def _found_links(self) -> "tuple[PlannedLink, ...]":
        """Every link that is known or was found, in the order in which entries are written."""
        from codex_backfill.editing.plan import PlannedLink
        from codex_backfill.notes.standing_links import Link

        check = self.matching.self_check
        places = {  # where a claim's text names a known source: entries stand in that order
            Link(one.match.claim, candidate.source): candidate.citation
            for one in (check.judged if check else ())
            for candidate in one.match.candidates
            if candidate.citation is not None
        }
        found: dict[Link, PlannedLink] = {}
        for origin, given in (
            ("known", self.known.yes),
            ("decision", self.answers.yes),
            ("standing", self.standing.links),
        ):
            links = {link for link in given if link not in self.labels.no and link.claim not in self.answers.no_source}
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
        from codex_backfill.cli.selection import selects

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
        from codex_backfill.disk.folders import state_folder
        from codex_backfill.known.own_links import save

        own = {link.link for link in plan.links if link.origin == "matched"}
        try:
            save(state_folder(self.root), (self.own_links | own) & {*self.standing.links, *own})
        except OSError as error:
            self.console.warn(f"which links are the tool's own could not be kept: {error}")
