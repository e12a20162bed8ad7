"""Addresses that lead to a file of a vault - Obsidian's, the file system's, a forge's - to the path that they give."""

import re
from urllib.parse import parse_qs, unquote

_OBSIDIAN = re.compile(r"obsidian://(?P<action>[\w-]*)(?:/(?P<path>[^?#]*))?(?:\?(?P<query>[^#]*))?", re.IGNORECASE)
"""`obsidian://open?vault=v&file=x`, `obsidian://vault/v/x` and `obsidian:///home/me/v/x` (Obsidian URI)."""
_FILE = re.compile(r"file:/{1,3}(?:localhost/)?(?P<path>[^?#]+)(?:[?#].*)?", re.IGNORECASE)
_FORGE = re.compile(
    r"https?://(?:"
    r"raw\.githubusercontent\.com/[^/\s]+/[^/\s]+/(?:refs/heads/)?[^/\s]+"
    r"|[^/\s]+(?:/[^/\s]+){2,5}?/(?:-/)?(?:blob|raw|blame|edit|tree|src/(?:branch|commit|tag))/(?:refs/heads/)?[^/\s]+"
    r")/(?P<path>[^?#]+)(?:[?#].*)?",
    re.IGNORECASE,
)
"""A file on GitHub, GitLab, Forgejo or Gitea: behind the repository, a word for the view and the branch."""


_ADDRESS = re.compile(r"(?:obsidian|file|https?):/{1,3}[^\s<>\"”]{1,1000}", re.IGNORECASE)


def find_addresses(text: str) -> tuple[str, ...]:
    """A text to those addresses in it that lead to a file of a vault, for all that they say."""
    found = (address.rstrip(".,;:!?)]") for address in _ADDRESS.findall(text))
    return tuple(address for address in found if paths_at(address))


def paths_at(address: str) -> tuple[str, ...]:
    """An address to the paths from the vault's root that it can mean, the longest first; none when it is no such one.

    An address starts at the root of a disk or of a repository, and the vault's root can be anywhere below that.
    """
    if ":/" not in address:
        return ()
    address = address.strip().strip("<>")
    if obsidian := _OBSIDIAN.fullmatch(address):
        path = _of_obsidian(obsidian)
    elif found := _FILE.fullmatch(address) or _FORGE.fullmatch(address):
        path = unquote(found["path"])
    else:
        return ()
    parts = path.replace("\\", "/").strip("/").split("/")
    return tuple("/".join(parts[at:]) for at in range(max(1, len(parts) - 1))) if path else ()


def _of_obsidian(found: "re.Match[str]") -> str:
    query: dict[str, list[str]] = parse_qs(found["query"] or "")
    for key in ("file", "filepath", "path"):
        if key in query:
            return query[key][0].partition("#")[0]
    path: str = unquote(found["path"] or "")
    return path.partition("/")[2] if found["action"].lower() == "vault" else path
