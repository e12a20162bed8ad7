"""What can go wrong on the way to a result, each kind with the exit code that scripts see."""

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of every command, each with its meaning in a few words; users' scripts depend on them."""

    DONE = 0, "done, nothing to do, or declined at the prompt"
    DRIFT = 1, "there is drift, or there are changes"
    USAGE = 2, "wrong usage or settings, or an internal error"
    PARTIAL = 3, "done, but not everything could be written or read"
    STALE = 4, "the plan is stale; nothing was written"
    BRAKE = 7, "a brake stopped it: nothing was written"
    LOCKED = 11, "another run is at work on the vault"
    INTERRUPTED = 130, "interrupted; nothing is half-written"

    meaning: str

    def __new__(cls, code: int, meaning: str) -> "Exit":
        """A code and what it tells to a member."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.meaning = meaning
        return member


class CodexError(Exception):
    """A failure that ends the run with a message for the person who has to act, and an exit code.

    Its lines are given one by one, so that a file's name with a line break in it makes no line of its own.
    """

    exit_code = Exit.USAGE

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class UsageError(CodexError):
    """Arguments, settings or an input file that the person has to mend first."""


class StalePlan(CodexError):  # noqa: N818 - named for the state it reports
    """A planned file is no longer what it was when the plan was made; nothing was written."""

    exit_code = Exit.STALE


class Stopped(CodexError):  # noqa: N818
    """The run stopped itself before writing, because a self-check fell short or too much would change."""

    exit_code = Exit.BRAKE


class Locked(CodexError):  # noqa: N818
    """Another run is at work on the same vault."""

    exit_code = Exit.LOCKED


class Unfinished(CodexError):  # noqa: N818
    """An interrupted run could not be finished; what it left has to be put right before anything is written."""

    exit_code = Exit.PARTIAL
