"""What a sync did, as one line for people or as one JSON object a line for scripts."""

from dataclasses import dataclass
from typing import Any

from codex_backfill.cli.command import Run

_HAPPENED = ("claims", "sources", "withdrawn", "respelled", "failed")


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of one run, as plain data."""

    events: list[dict[str, Any]]
    summary: dict[str, Any]
    warnings: list[str]

    @property
    def is_quiet(self) -> bool:
        """Whether nothing happened."""
        return not any(self.summary[what] for what in _HAPPENED)

    def out(self, run: Run) -> str:
        """What goes to stdout: nothing under `-q` when nothing happened."""
        if run.console.quiet and self.is_quiet:
            return ""
        if run.format == "json":
            import json

            return "".join(json.dumps(event, ensure_ascii=False) + "\n" for event in (*self.events, self.summary))
        return f"{line(self.summary, self.is_quiet)}\n"

    def err(self, run: Run) -> str:
        """What goes to stderr: the warnings."""
        mark = run.console.paint("warning", "yellow", errors=True)
        return "".join(f"{mark}: {warning}\n" for warning in self.warnings)


def line(summary: dict[str, Any], is_quiet: bool) -> str:
    """A run's numbers to its one line: `sync: 14 claims, 9 sources connected; 3 for review`."""
    parts = []
    if summary["claims"] or summary["sources"]:
        parts.append(f"{_some(summary['claims'], 'claim')}, {_some(summary['sources'], 'source')} connected")
    if summary["withdrawn"]:
        parts.append(f"{_some(summary['withdrawn'], 'link')} withdrawn")
    if summary["respelled"]:
        parts.append(f"{_some(summary['respelled'], 'entry', 'entries')} respelled")
    if is_quiet:
        parts.append("nothing to do")
    parts.append(f"{summary['review']} for review")
    if summary["failed"]:
        parts.append(f"{_some(summary['failed'], 'file')} not written")
    if summary["problems"]:
        parts.append(_some(summary["problems"], "problem"))
    return f"sync: {'; '.join(parts)}"


def _some(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"
