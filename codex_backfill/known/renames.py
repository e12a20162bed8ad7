"""Notes as they were and as they are, to where those that vanished went: moved, rewritten, split, or gone.

What says that two notes are one, in this order: the same content, the same identifier, git's rename detection, the
same title or file name. A weaker sign speaks only where the stronger ones are silent or point two ways.
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from codex_backfill.notes.digest import digest as digest_of
from codex_backfill.notes.names import words
from codex_backfill.notes.note import Claim, Source, Vault

_TELLING = 60
"""Characters from which on a body is a note's own; `TODO` is not."""
_NAMES = ("claim title:", "claim file:", "source title:", "source file:")


@dataclass(frozen=True, slots=True)
class Known:
    """A note by what it can be known again: `digest` of what it says, `ids` as `kind:digest of the text`."""

    path: str
    digest: str
    ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Similar:
    """Two files that git takes for one: `score` is its similarity index, 0 to 100."""

    old: str
    new: str
    score: int


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the notes that vanished are now, by their old path."""

    heirs: Mapping[str, str]
    """The one note that each became; of several that it was split into, the closest."""
    rewritten: frozenset[str]
    """The old paths of those that say something else now."""
    unclear: Mapping[str, tuple[str, ...]]
    """The notes that it could have become, where nothing says which."""

    def now(self, path: str) -> str:
        """Where the note is now that was at a path."""
        return self.heirs.get(path, path)


NO_MOVES = Moves({}, frozenset(), {})


def identify(note: Claim | Source, digest: str) -> Known:
    """A claim or a source and the digest of what it says to what it can be known by again."""
    found = [(key, value) for key in ("claim_id", "id") if isinstance(value := note.note.fields.get(key), str)]
    if isinstance(note, Source):
        found += [("url", url) for url in note.urls]
    kind = "source" if isinstance(note, Source) else "claim"
    body = " ".join(note.note.body.split())
    found += [("body", body)] if len(body) >= _TELLING else []
    found += [(f"{kind} title", words(note.title)), (f"{kind} file", words(note.note.stem))]
    return Known(note.path, digest, tuple(f"{kind}:{_short(text)}" for kind, text in dict.fromkeys(found)))


def identify_all(vault: Vault, link_fields: Collection[str]) -> tuple[Known, ...]:
    """A vault and the names of its link fields to what every note of it can be known by."""
    notes: list[Claim | Source] = [*vault.claims, *vault.sources]
    return tuple(identify(note, digest_of(note.note, link_fields)) for note in notes)


def _short(text: str) -> str:
    """Eight bytes tell the notes of any vault apart, and keep the ledger small."""
    return hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def find_moves(
    before: Iterable[Known], after: Iterable[Known], unreadable: Iterable[str] = (), similar: Sequence[Similar] = ()
) -> Moves:
    """The notes of one kind before and after, those nobody can read now, and git's opinion, to where they went.

    Only what vanished has moved, and only to what is new: a note that stands at its old path is itself.
    """
    old = {note.path: note for note in before}
    new = {note.path: note for note in after}
    left = {path: old[path] for path in sorted(old.keys() - new.keys() - frozenset(unreadable))}
    free = {path: new[path] for path in sorted(new.keys() - old.keys())}
    heirs: dict[str, str] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    signs: tuple[_Sign, ...] = (
        lambda: _sharing(left, free, lambda note: (note.digest,)),
        lambda: _sharing(left, free, lambda note: tuple(text for text in note.ids if not text.startswith(_NAMES))),
        lambda: _closest(left, free, similar),
        lambda: _sharing(left, free, lambda note: tuple(text for text in note.ids if text.startswith(_NAMES))),
    )
    for sign in signs:
        partners = sign()
        claimed = [path for found in partners.values() for path in found]
        for path, found in partners.items():
            if len(found) == 1 and claimed.count(found[0]) == 1:
                heirs[path] = found[0]
                del left[path], free[found[0]]
            else:
                unclear.setdefault(path, found)
    rewritten = frozenset(path for path, heir in heirs.items() if old[path].digest != new[heir].digest)
    return Moves(heirs, rewritten, {path: found for path, found in unclear.items() if path not in heirs})


_Sign = Callable[[], Mapping[str, tuple[str, ...]]]


def _sharing(
    left: Mapping[str, Known], free: Mapping[str, Known], marks: Callable[[Known], Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """Every old path to the new ones that share one of its marks."""
    having = defaultdict(list)
    for path, note in free.items():
        for mark in marks(note):
            having[mark].append(path)
    found = {path: sorted({new for mark in marks(note) for new in having[mark]}) for path, note in left.items()}
    return {path: tuple(paths) for path, paths in found.items() if paths}


def _closest(
    left: Mapping[str, Known], free: Mapping[str, Known], similar: Sequence[Similar]
) -> dict[str, tuple[str, ...]]:
    """Every old path to the new ones that git finds most similar to it: one, unless several are equally so."""
    found: dict[str, tuple[str, ...]] = {}
    for path in left:
        pairs = [pair for pair in similar if pair.old == path and pair.new in free]
        best = max((pair.score for pair in pairs), default=0)
        if pairs:
            found[path] = tuple(sorted(pair.new for pair in pairs if pair.score == best))
    return found
