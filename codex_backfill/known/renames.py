"""Notes as they were and as they are, to where those that vanished went: moved, rewritten, split, or gone.

What says that two notes are one, in this order: the same content, the same identifier, git's rename detection where
anything else agrees, the same title. A weaker sign speaks only where the stronger ones are silent or point two ways,
and none speaks for notes whose identifiers differ. A like file name alone makes nobody the heir of a note.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from codex_backfill.notes.digest import digest as digest_of
from codex_backfill.notes.names import words
from codex_backfill.notes.note import Claim, Source, Vault

_TELLING = 60
"""Characters from which on a body is a note's own; `TODO` is not."""
_IDENTIFIERS = frozenset(["claim_id", "id", "url"])
"""What a note has one of for good: notes that have other ones are other notes."""
_STRONG = _IDENTIFIERS | {"body"}
_TITLES = frozenset(["claim title", "source title"])
_FILES = frozenset(["claim file", "source file"])


@dataclass(frozen=True, slots=True)
class Known:
    """A note by what it can be known again: `digest` of what it says, `ids` as `kind:digest of the text`."""

    path: str
    digest: str
    ids: tuple[str, ...] = ()

    def having(self, kinds: Collection[str]) -> frozenset[str]:
        """Those of its marks that are of some kinds."""
        return frozenset(mark for mark in self.ids if mark.partition(":")[0] in kinds)

    def is_another_than(self, other: "Known") -> bool:
        """Whether both have identifiers of one kind, and none in common."""
        for kind in _IDENTIFIERS:
            here, there = self.having([kind]), other.having([kind])
            if here and there and here.isdisjoint(there):
                return True
        return False

    def is_still(self, other: "Known") -> bool:
        """Whether anything but the path and the file name says that both are one note."""
        shared = frozenset(self.ids) & frozenset(other.ids) - other.having(_FILES | {"claim citation"})
        return self.digest == other.digest or (bool(shared) and not self.is_another_than(other))


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
    strangers: frozenset[str] = frozenset()
    """The old paths at which another note stands now, while the one that stood there is gone."""

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
    found += [("claim citation", citation) for citation in note.citations] if isinstance(note, Claim) else []
    found += [(f"{kind} title", words(note.title)), (f"{kind} file", words(note.note.stem))]
    # Eight bytes tell the notes of any vault apart, and keep the ledger small.
    short = {text: hashlib.blake2b(text.encode(errors="surrogatepass"), digest_size=8).hexdigest() for _, text in found}
    return Known(note.path, digest, tuple(f"{kind}:{short[text]}" for kind, text in dict.fromkeys(found) if text))


def identify_all(vault: Vault, link_fields: Collection[str]) -> tuple[Known, ...]:
    """A vault and the names of its link fields to what every note of it can be known by."""
    return tuple(identify(note, digest_of(note.note, link_fields)) for note in vault.notes)


def find_moves(
    before: Iterable[Known],
    after: Iterable[Known],
    unreadable: Iterable[str] = (),
    similar: Sequence[Similar] = (),
    gone: Collection[str] = (),
) -> Moves:
    """The notes before and after, those nobody can read now, git's opinion, and the paths whose notes were gone
    already, to where they went.

    A note moves to what is new. It stays at its old path, whatever becomes of its text, unless another one has taken
    that path: two notes swapped names, or one was put in the place of another.
    """
    old = {note.path: note for note in before}
    new = {note.path: note for note in after}
    there = old.keys() & new.keys()
    replaced = {path for path in there if path in gone or old[path].digest != new[path].digest}
    replaced = {path for path in replaced if not old[path].is_still(new[path])}
    left = {path: old[path] for path in sorted(old.keys() - new.keys() - frozenset(unreadable) | replaced)}
    free = {path: new[path] for path in sorted(new.keys() - old.keys() | replaced)}
    heirs: dict[str, str] = {}
    unclear: dict[str, tuple[str, ...]] = {}
    signs: tuple[_Sign, ...] = (
        lambda: _sharing(left, free, lambda note: (note.digest,)),
        lambda: _sharing(left, free, lambda note: note.having(_STRONG)),
        lambda: _closest(left, free, similar),
        lambda: _sharing(left, free, lambda note: note.having(_TITLES)),
    )
    for number, sign in enumerate(signs):
        if number == 2:  # whatever nothing strong was found of stays where it is
            stays = replaced - heirs.keys() - frozenset(gone) - frozenset(heirs.values())
            left = {path: note for path, note in left.items() if path not in stays}
            free = {path: note for path, note in free.items() if path not in replaced}
        partners = sign()
        claimed = Counter(path for found in partners.values() for path in found)
        for path, found in partners.items():
            if len(found) == 1 and claimed[found[0]] == 1:
                heirs[path] = found[0]
                del left[path], free[found[0]]
            else:
                unclear.setdefault(path, found)
    for path, found in _sharing(left, free, lambda note: (PurePosixPath(note.path).name,)).items():
        unclear.setdefault(path, found)
    return Moves(
        heirs,
        frozenset(path for path, heir in heirs.items() if old[path].digest != new[heir].digest),
        {path: found for path, found in unclear.items() if path not in heirs},
        frozenset(path for path in left if path in new),
    )


_Sign = Callable[[], Mapping[str, tuple[str, ...]]]


def _sharing(
    left: Mapping[str, Known], free: Mapping[str, Known], marks: Callable[[Known], Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """Every old path to the new ones that share one of its marks, and are not known to be other notes."""
    having = defaultdict(list)
    for path, note in free.items():
        for mark in marks(note):
            having[mark].append(path)
    found = {}
    for path, note in left.items():
        same = sorted({new for mark in marks(note) for new in having[mark] if new != path})
        found[path] = tuple(new for new in same if not note.is_another_than(free[new]))
    return {path: paths for path, paths in found.items() if paths}


def _closest(
    left: Mapping[str, Known], free: Mapping[str, Known], similar: Sequence[Similar]
) -> dict[str, tuple[str, ...]]:
    """Every old path to the new ones that git finds most similar to it: one, unless several are equally so.

    Short notes made from one template are like each other, so one of their marks has to agree, too.
    """
    pairs = defaultdict(list)
    for pair in similar:
        old, new = left.get(pair.old), free.get(pair.new)
        if old and new and not old.is_another_than(new) and not frozenset(old.ids).isdisjoint(new.ids):
            pairs[pair.old].append(pair)
    best = {path: max(pair.score for pair in found) for path, found in pairs.items()}
    return {path: tuple(sorted(p.new for p in found if p.score == best[path])) for path, found in pairs.items()}
