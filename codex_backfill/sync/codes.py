"""The codes of what `check` finds: one row each."""

from collections.abc import Sequence
from enum import StrEnum

from codex_backfill.errors import UsageError


class Code(StrEnum):
    """What `check` can find; the codes are part of the command's interface."""

    NOT_IN_SOURCE = (
        "CB101",
        "one-way link: the source does not list the claim",
        True,
        "The claim names the source, and the source's list lacks the claim: somebody wrote the link by hand, or "
        "took one end out. `codex-backfill sync` writes the other end, or takes this one out where a person took "
        "out the other.",
    )
    NOT_IN_CLAIM = (
        "CB102",
        "one-way link: the claim does not name the source",
        True,
        "The source lists the claim, and the claim does not name the source: somebody wrote the link by hand, or "
        "took one end out. `codex-backfill sync` writes the other end, or takes this one out where a person took "
        "out the other.",
    )
    DANGLING = (
        "CB201",
        "entry that names no note",
        False,
        "Nothing in the vault is called so: a misspelling, a note that was never written, or one in a folder that"
        " the settings leave out. The tool leaves a person's entry alone: correct it, or take it out.",
    )
    AMBIGUOUS = (
        "CB202",
        "entry that could name several notes",
        False,
        "Two notes or more are called so, and the tool does not guess. Name the one that is meant by its path.",
    )
    MOVED = (
        "CB203",
        "entry that names a note by a path or title it no longer has",
        True,
        "The note was renamed or moved after the link was written. `codex-backfill sync` puts its new name in.",
    )
    DELETED = (
        "CB204",
        "entry whose note was deleted",
        True,
        "The note that the link was written to is gone. `codex-backfill sync` takes out an entry that the tool "
        "wrote once the note was gone in two runs in a row; an entry of a person's stays until a person takes it "
        "out.",
    )
    CONFLICTING = (
        "CB301",
        "link that was changed in two ways; a person decides",
        True,
        "Since the last run one end was taken out and the other written anew, or it was answered in two ways. "
        "`codex-backfill decide CLAIM SOURCE yes|no` settles it.",
    )
    STALE_LEDGER = (
        "CB302",
        "link in the ledger that stands in neither note",
        True,
        "Both ends were taken out since the last run. `codex-backfill sync` remembers that, and does not write it"
        " again.",
    )
    DAMAGED_LEDGER = (
        "CB303",
        "ledger that cannot be read",
        True,
        "`.codex-backfill/ledger.json` was edited by hand, cut off, or written by a newer version. Take it from "
        "git, or delete it: `sync` then starts anew, and no longer knows which links were taken out.",
    )
    UNREADABLE = (
        "CB401",
        "note, or link field, that cannot be read or edited safely",
        False,
        "The message says where and why. Until that is mended the file is left alone, and nothing is concluded "
        "from it.",
    )

    summary: str
    """What it means, in a few words."""
    is_drift: bool
    """Whether it makes `check` fail: the rest was never right, and only a person can mend it."""
    explanation: str
    """How it comes about, and what to do about it."""

    def __new__(cls, code: str, summary: str = "", is_drift: bool = False, explanation: str = "") -> "Code":
        """A code and what is to be known of it to a member; a code alone is looked up."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.summary, member.is_drift, member.explanation = summary, is_drift, explanation
        return member


def chosen(select: Sequence[str], ignore: Sequence[str]) -> frozenset[Code]:
    """Codes, or beginnings of codes, to the codes that are looked at; all are where nothing is selected.

    Raises UsageError for one that no code begins with.
    """
    return (_begun(select) if select else frozenset(Code)) - _begun(ignore)


def _begun(beginnings: Sequence[str]) -> frozenset[Code]:
    found: set[Code] = set()
    for beginning in beginnings:
        codes = {code for code in Code if code.startswith(beginning.upper())} if beginning else set()
        if not codes:
            raise UsageError(f"{beginning!r} is no code; there are {', '.join(Code)}")
        found |= codes
    return frozenset(found)
