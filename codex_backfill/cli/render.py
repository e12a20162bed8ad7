"""A plan to text for people: its diff and its list for a terminal, Markdown for a pull request's comment."""

from collections import defaultdict

from codex_backfill.editing.diff import file_diff
from codex_backfill.editing.plan import Plan
from codex_backfill.editing.plan_file import SavedCandidate, SavedLink, SavedPlan, saved_link
from codex_backfill.matching.result import Explained
from codex_backfill.terminal.console import Console

_ORIGINS = {
    "known": "a known pair",
    "decision": "decided: yes",
    "standing": "stands in one direction",
    "named": "the claim's citation names it",
}
_MARKUP = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|~"})


def why(link: SavedLink) -> str:
    """A planned link to one line: the strongest reasons for it, and what became of the runner-up."""
    if link.accepted is None:
        return _ORIGINS.get(link.origin, link.origin)
    strongest = sorted((e for e in link.accepted.evidence if e.weight > 0), key=lambda e: (-e.weight, e.name))
    reasons = ", ".join(f"{evidence.name} {evidence.level}" for evidence in strongest[:3])
    second = f"runner-up {digits(link.runner_up)}" if link.runner_up else "no runner-up"
    return f"{digits(link.accepted)}: {reasons}; {second}"


def digits(candidate: SavedCandidate) -> str:
    """A candidate's probability in two digits, never rounded to certainty."""
    return f"{min(max(candidate.probability, 0.01), 0.99):.2f}".removeprefix("0")


def plan_as_diff(plan: Plan, explained: Explained, console: Console) -> str:
    """A plan to its diff for people: above each file why its links are right, below it the change, in colour."""
    planned = {link.link: link for link in plan.links}
    parts: list[str] = []
    for file in plan.files:
        parts.append(console.paint(file.path, "bold"))
        for link in file.links:
            other = link.source if file.path == link.claim else link.claim
            parts.append(console.paint(f"  {other}", "cyan"))
            parts.append(console.paint(f"    {why(saved_link(planned[link], explained))}", "dim"))
        body = file_diff(file.path, file.before, file.after).decode("utf-8", "replace").split("\n")
        parts += [_coloured(line, console) for line in body if not line.startswith(("diff --git", "--- ", "+++ "))]
    return "\n".join(parts)


def _coloured(line: str, console: Console) -> str:
    styles = {"+": "green", "-": "red", "@": "blue"}
    return console.paint(line, styles[line[0]]) if line[:1] in styles else line


def plan_as_text(plan: SavedPlan, console: Console) -> str:
    """A saved plan to its lines: by claim, every source with the reasons for it, and the entries each note gains."""
    gains = _gains(plan)
    lines = []
    for claim, links in _by_claim(plan):
        lines.append(console.paint(claim, "bold"))
        for link in links:
            lines.append(f"  {console.paint(link.source, 'cyan')}")
            lines.append(console.paint(f"    {why(link)}", "dim"))
            lines += [console.paint(f"    + {gain}", "green") for gain in gains[link.claim, link.source]]
    lines += [console.paint(problem, "yellow") for problem in plan.problems]
    lines.append(_total(plan))
    return "\n".join(lines)


def plan_as_markdown(plan: SavedPlan) -> str:
    """A saved plan to Markdown: a line of counts, then a table of links in a fold; note text is escaped."""
    lines = [f"**codex-backfill**: {_total(plan)}", ""]
    if plan.links:
        lines += ["<details><summary>links</summary>", "", "| claim | source | why |", "|---|---|---|"]
        lines += [
            f"| {_escaped(link.claim)} | {_escaped(link.source)} | {_escaped(why(link))} |"
            for _, links in _by_claim(plan)
            for link in links
        ]
        lines += ["", "</details>"]
    if plan.problems:
        lines += ["", "Left alone:", "", *(f"- {_escaped(problem)}" for problem in plan.problems)]
    return "\n".join(lines)


def _total(plan: SavedPlan) -> str:
    claims = len({link.claim for link in plan.links})
    text = f"{len(plan.links)} links of {claims} claims, in {len(plan.files)} files"
    return f"{text}; {plan.summary['review']} for review" if plan.summary.get("review") else text


def _by_claim(plan: SavedPlan) -> list[tuple[str, list[SavedLink]]]:
    found: defaultdict[str, list[SavedLink]] = defaultdict(list)
    for link in plan.links:
        found[link.claim].append(link)
    return sorted(found.items())


def _gains(plan: SavedPlan) -> dict[tuple[str, str], list[str]]:
    gains: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for file in plan.files:
        for entry in file.entries:
            gains[entry.claim, entry.source].append(f"{file.field}: {entry.text}")
    return gains


def _escaped(text: str) -> str:
    return " ".join(text.translate(_MARKUP).split())
