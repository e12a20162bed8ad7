"""What to tell a person where little comes out of a vault: the reason, and what to do about it."""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import get_close_matches

from codex_backfill.notes.note import Claim, Vault
from codex_backfill.notes.places import depth, down_to, is_pattern
from codex_backfill.settings import ClaimSettings, Settings, SourceSettings
from codex_backfill.settings_file import FILE_NAME

_TYPES = 4
"""How many types, keys and folders are named."""
_NEAR = 0.8
"""How alike (difflib, 0 to 1) the name of a folder is to one that may be meant."""
_CITES = re.compile(r"\[\[|\]\(|https?://|\.md\b|\w/\w")
"""What texts that cite mostly have."""
_REMEDY = f"mend {FILE_NAME}, or let codex-backfill init propose one"


def hints(vault: Vault, settings: Settings) -> Iterator[str]:
    """A vault as it was read to why it has no claims, no sources, or claims that cite nothing, with the remedy."""
    yield from _misspelt(vault, settings)
    left_out = {problem.path for problem in vault.problems if problem.outcome == "folder left out"}
    if not vault.claims and left_out.isdisjoint(settings.claims.folders):
        yield _none("claims", settings.claims, vault)
    if not vault.sources and left_out.isdisjoint(settings.sources.folders):
        yield _none("sources", settings.sources, vault)
    silent = [claim for claim in vault.claims if not claim.citations and not claim.named and not claim.entries]
    if vault.claims and len(silent) * 2 > len(vault.claims) and (keys := _other_keys(silent, settings)):
        told = ", ".join(f"`{key}`" for key in keys)
        cited = f"`{settings.claims.keys.citation[0]}:`" if settings.claims.keys.citation else "citation"
        yield f"{len(silent):,} of {len(vault.claims):,} claims have no {cited}; they have {told}: {_REMEDY}"


def _none(what: str, side: ClaimSettings | SourceSettings, vault: Vault) -> str:
    folders = ", ".join(f"{folder or '.'}/" for folder in side.folders)
    below = [path for path in vault.others if depth(path, side.folders) >= 0]
    if below and side.types:
        types = Counter(vault.others[path].removeprefix("its type is ") for path in below)
        told = ", ".join(f"{name} ({count:,})" for name, count in types.most_common(_TYPES))
        wanted = " or ".join(f"`type: {name}`" for name in side.types)
        return f"no {what}: of {len(below):,} notes below {folders} none is of {wanted}; they are: {told}: {_REMEDY}"
    elsewhere = Counter(path.partition("/")[0] if "/" in path else "." for path in vault.files)
    if not elsewhere:
        return f"no {what}: no Markdown notes here at all; is this the vault?"
    told = ", ".join(f"{folder}/ ({count:,})" for folder, count in elsewhere.most_common(_TYPES))
    near = [
        one
        for folder in side.folders
        for one in get_close_matches(folder, elsewhere, 1)
        if one != folder and not folder.startswith(f"{one}/")
    ]
    meant = f"; is {near[0]!r} meant? M" if near else "; m"
    return f"no {what}: no notes below {folders}; there are notes in {told}{meant}{_REMEDY[1:]}"


def _misspelt(vault: Vault, settings: Settings) -> Iterator[str]:
    """The folders of the settings that hold no notes, where others that do are called much like them."""
    there = {folder for path in vault.files for folder in down_to(path)[:-1]}
    for name, side, empty in (("claims", settings.claims, vault.claims), ("sources", settings.sources, vault.sources)):
        for folder in side.folders if empty else ():  # where all are empty, `_none` says so
            near = get_close_matches(folder, sorted(there.difference(side.folders)), 1, _NEAR)
            if near and not is_pattern(folder) and folder not in there:
                yield f"[{name}] folders: there are no notes below {folder!r}; is {near[0]!r} meant? mend {FILE_NAME}"


def _other_keys(claims: list[Claim], settings: Settings) -> list[str]:
    """The keys of claims without a citation that hold what looks like one, the most frequent first."""
    counts = Counter(
        key
        for claim in claims
        for key, value in claim.note.fields.items()
        if key.casefold() not in settings.claims.keys.citation and _CITES.search(str(value))
    )
    return [key for key, count in counts.most_common(_TYPES) if count * 4 > len(claims)]
