"""A proposal to the text of the settings file that says so, with the figures beside what they speak for."""

import json
from collections.abc import Iterator, Sequence

from codex_backfill.settings import ClaimKeys, ClaimSettings, SourceKeys, SourceSettings
from codex_backfill.setup.proposal import Proposal


def settings_text(proposal: Proposal) -> str:
    """A proposal to a settings file in TOML: the folders and types in any case, else what differs from the defaults."""
    return "\n".join([*_claims(proposal), "", *_sources(proposal), ""])


def _claims(proposal: Proposal) -> Iterator[str]:
    defaults = ClaimSettings()
    yield "[claims]"
    yield f"# {proposal.claims} notes, of which {proposal.citing} cite a source"
    yield f"folders = {_list([folder or '.' for folder in proposal.claim_folders])}"
    if proposal.exclude:
        yield f"exclude = {_list(proposal.exclude)}"
    yield f"types = {_list(proposal.claim_types)}" + ("" if proposal.claim_types else "  # every note there")
    if proposal.headings:
        yield f"headings = {_list([*defaults.headings, *proposal.headings])}"
    if proposal.suffixes != defaults.suffixes:
        yield f"suffixes = {_list(proposal.suffixes)}"
    if proposal.body_links:
        yield "body_links = true  # most notes link to their sources in the text"
    if proposal.style != defaults.style:
        yield f"style = {json.dumps(proposal.style)}"
    if proposal.create_frontmatter[0]:
        yield "create_frontmatter = true  # some notes that cite have none"
    keys: dict[str, tuple[str, ...]] = (
        {"type": (proposal.type_key,)} if proposal.type_key not in ("", *ClaimKeys().type) else {}
    )
    if proposal.claim_title_keys:
        keys["title"] = (*ClaimKeys().title, *proposal.claim_title_keys)
    if set(proposal.citation_keys) - set(ClaimKeys().citation) or proposal.citation_keys[:1] not in ((), ("source",)):
        keys["citation"] = proposal.citation_keys
    if keys:
        yield from ("", "[claims.keys]", *(f"{key} = {_list(names)}" for key, names in keys.items()))


def _sources(proposal: Proposal) -> Iterator[str]:
    defaults, own = SourceSettings(), SourceKeys()
    yield "[sources]"
    yield f"# {proposal.sources} notes, of which {proposal.cited} are cited"
    yield f"folders = {_list([folder or '.' for folder in proposal.source_folders])}"
    if proposal.source_exclude:
        yield f"exclude = {_list(proposal.source_exclude)}"
    if proposal.source_types:
        yield f"types = {_list(proposal.source_types)}"
    if proposal.suffixes != defaults.suffixes:
        yield f"suffixes = {_list(proposal.suffixes)}"
    if proposal.style == "wikilink":
        yield 'style = "wikilink"'
    if proposal.create_frontmatter[1]:
        yield "create_frontmatter = true  # some notes that are cited have none"
    keys: dict[str, tuple[str, ...]] = (
        {"type": (proposal.type_key,)} if proposal.type_key not in ("", *own.type) else {}
    )
    for name, more in (
        ("title", proposal.title_keys),
        ("author", proposal.author_keys),
        ("url", proposal.url_keys),
        ("date", proposal.date_keys),
        ("id", proposal.id_keys),
        ("venue", proposal.venue_keys),
    ):
        if more:
            keys[name] = (*getattr(own, name), *more)
    if keys:
        yield from ("", "[sources.keys]", *(f"{key} = {_list(names)}" for key, names in keys.items()))


def _list(texts: Sequence[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)
