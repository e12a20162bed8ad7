"""A note's frontmatter by key, whatever the case of the key, to the texts in it."""

from collections.abc import Iterable, Mapping

from codex_backfill.notes.note import Value


class Fields:
    """Frontmatter as people read it: `Author` is `author`; of two spellings the one that is asked for."""

    def __init__(self, fields: Mapping[str, Value]) -> None:
        self._folded = {key.casefold(): value for key, value in reversed([*fields.items()])}
        self._folded |= {key: value for key, value in fields.items() if key == key.casefold()}

    def texts(self, *keys: str) -> tuple[str, ...]:
        """Keys to all the texts in their values, each once, in their order."""
        values = [value for key in keys if (value := self._folded.get(key.casefold())) is not None]
        return tuple(dict.fromkeys(text for value in values for text in texts(value)))

    def first(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Keys to the texts of the first of them that says something."""
        return next((found for key in keys if (found := self.texts(key))), ())

    def text(self, keys: Iterable[str]) -> str:
        """Keys to what the first of them that says something says, in one text; empty when none does."""
        return " ".join(self.first(keys))


def type_names(said: Iterable[str]) -> tuple[str, ...]:
    """The texts of a type, or of tags, to how they are compared: `#Book, [[paper]]` is `book` and `paper`."""
    parts = (part.strip() for text in said for part in text.split(","))
    bare = (part.removeprefix("#").removeprefix("[[").removesuffix("]]").partition("|")[0].strip() for part in parts)
    return tuple(dict.fromkeys(name.casefold() for name in bare if name))


def texts(value: Value) -> tuple[str, ...]:
    """A frontmatter value to the texts in it, in their order, blanks trimmed and empty ones left out."""
    if value is None:
        return ()
    if isinstance(value, str):
        return (value.strip(),) if value.strip() else ()
    parts = value if isinstance(value, tuple) else tuple(value.values())
    return tuple(text for part in parts for text in texts(part))
