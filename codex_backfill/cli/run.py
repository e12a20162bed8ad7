"""One run, from a vault's folder to a plan: five functions from frozen values to frozen values; none writes anything.

    vault = read_vault(root, settings, parser)
    past = recall(root, vault, settings, pairs)
    outcome = match(matcher, past)
    links = wanted(past, outcome)
    plan = make_plan(links, vault, past.standing, settings, read)

Every command calls those that it needs, in this order. What parses and what matches is handed in: the plain ones, or
those that remember what an earlier run did, see `cli.memory`.
"""

from collections import defaultdict

from codex_backfill.cli.reading import read_vault, recall
from codex_backfill.editing.plan import PlannedLink, make_plan
from codex_backfill.known.past import Past
from codex_backfill.matching import all_claims
from codex_backfill.matching.all_claims import AnyMatcher, Matching
from codex_backfill.matching.beside import Linked
from codex_backfill.notes.standing_links import Link

__all__ = ("make_plan", "match", "read_vault", "recall", "wanted")

_LAST = 1 << 30
"""The place of entries whose order the claim's text does not give."""


def match(matcher: AnyMatcher, past: Past) -> Matching:
    """The matches of all claims with citations that no link answers, and the self-check that goes with them."""
    links = linked(past)
    return all_claims.match(matcher, links=links, skip=past.settled | (past.labels.no_source & links.keys()))


def linked(past: Past) -> dict[str, Linked]:
    """What is known to what each claim is linked to, for those whose links stand in the notes or are known."""
    sources, named = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for link in (*past.standing.links, *past.labels.yes):
        sources[link.claim].add(link.source)
    for link in past.named:
        named[link.claim].add(link.source)
    for stray in past.standing.strays:
        if stray.path in sources:
            sources[stray.path].add(stray.entry.text)
    return {claim: Linked(frozenset(named[claim]), frozenset(its - named[claim])) for claim, its in sources.items()}


def wanted(past: Past, outcome: Matching) -> tuple[PlannedLink, ...]:
    """What is known and what was found to every link that is to stand in both notes, in the order of their entries.

    Those that a person took out or has to decide on are not among them.
    """
    check = outcome.self_check
    places = {  # where a claim's text names a known source: entries stand in that order
        Link(one.match.claim, candidate.source): candidate.citation
        for one in (check.judged if check else ())
        for candidate in one.match.candidates
        if candidate.citation is not None
    }
    answers = past.answers
    found: dict[Link, PlannedLink] = {}
    for origin, given in (
        ("known", past.pairs.yes),
        ("decision", answers.yes),
        ("standing", past.standing.links),
        ("named", past.named),
    ):
        links = {link for link in given if link not in past.labels.no and link.claim not in answers.no_source}
        for link in sorted(links, key=lambda link: (link.claim, places.get(link, _LAST), link.source)):
            found.setdefault(link, PlannedLink(link, origin))
    for one in outcome.matches:
        if one.claim not in answers.unsure:
            for candidate in one.links:
                link = Link(one.claim, candidate.source)
                found.setdefault(link, PlannedLink(link, "matched", one))
    return tuple(planned for planned in found.values() if planned.link not in past.edits.open_links)
