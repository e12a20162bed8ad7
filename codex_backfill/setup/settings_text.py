"""A proposal to the text of the settings file that says so, with the figures beside what they speak for."""

import json
from collections.abc import Iterator
from dataclasses import fields

from codex_backfill.settings import ClaimKeys, ClaimSettings, SourceKeys, SourceSettings
from codex_backfill.setup.proposal import Proposal

_Section = ClaimSettings | SourceSettings | ClaimKeys | SourceKeys
_LINKS_IN_TEXT = "  # most notes link to their sources in the text"
_NO_FRONTMATTER = "  # some notes that {} have none"


def settings_text(proposal: Proposal) -> str:
    """A proposal to a settings file in TOML: the folders and types in any case, else what differs from the defaults."""
    claims, sources = proposal.claims, proposal.sources
    remarks = {
        "types": "" if claims.types else "  # every note there",
        "body_links": _LINKS_IN_TEXT,
        "create_frontmatter": _NO_FRONTMATTER.format("cite"),
    }
    lines = [
        "[claims]",
        f"# {proposal.claim_notes} notes, of which {proposal.citing} cite a source",
        *_lines(claims, ClaimSettings(), remarks, "folders", "types"),
        *_keys("claims", claims.keys, ClaimKeys()),
        "",
        "[sources]",
        f"# {proposal.source_notes} notes, of which {proposal.cited} are cited",
        *_lines(sources, SourceSettings(), {"create_frontmatter": _NO_FRONTMATTER.format("are cited")}, "folders"),
        *_keys("sources", sources.keys, SourceKeys()),
        "",
    ]
    return "\n".join(lines)


def _keys(section: str, given: _Section, default: _Section) -> list[str]:
    lines = [*_lines(given, default, {})]
    return ["", f"[{section}.keys]", *lines] if lines else []


def _lines(given: _Section, default: _Section, remarks: dict[str, str], *always: str) -> Iterator[str]:
    """A section to a line for each key that is set in it otherwise than by default, and for those that always are."""
    for key in (part.name for part in fields(given) if part.name != "keys"):
        value = getattr(given, key)
        if key in always or value != getattr(default, key):
            shown = [folder or "." for folder in value] if key == "folders" else value
            yield f"{key} = {json.dumps(shown, ensure_ascii=False)}{remarks.get(key, '')}"
