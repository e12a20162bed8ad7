"""A run's outcome in a few lines that people want to read, and the same as data for scripts."""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from codex_backfill.matching.result import Verdict

if TYPE_CHECKING:
    from codex_backfill.cli.session import Session
    from codex_backfill.editing.plan import Plan


def counts(session: "Session", plan: "Plan") -> dict[str, int]:
    """A session and its plan to how many claims came out how, and how many files change."""
    claims = {claim.path for claim in session.vault.claims}
    planned = {link.link.claim for link in plan.links}
    complete = {link.claim for link in session.standing.links if link.claim in claims} - planned
    refused = {link.link.claim for link in plan.refused} - planned - complete
    undecided = {
        match.claim: match.verdict
        for match in session.matching.matches
        if match.claim not in planned and match.claim not in complete and match.claim not in refused
    }
    verdicts = Counter(undecided.values())
    fields = Counter(file.addition.field for file in plan.files)
    return {
        "claims": len(claims),
        "sources": len(session.vault.sources),
        "linked": len(planned),
        "already_linked": len(complete),
        "review": verdicts[Verdict.REVIEW],
        "no_source": verdicts[Verdict.NONE],
        "refused": len(refused),
        "problems": len(session.problems),
        "links": len(plan.links),
        "claims_changed": fields[session.settings.claims.field],
        "sources_changed": fields[session.settings.sources.field],
    }


def summary(session: "Session", plan: "Plan", tense: str = "to be linked") -> str:
    """A session and its plan to the summary's lines; `tense` says whether the links are written yet."""
    number = counts(session, plan)
    origins = Counter("matched" if link.origin == "matched" else "known" for link in plan.links)
    detail = ", ".join(f"{origins[origin]} {origin}" for origin in ("matched", "known") if origins[origin])
    paint = session.console.paint
    rows = [
        (number["linked"], paint(tense, "green"), f"{number['links']} links: {detail}" if detail else ""),
        (number["already_linked"], "already linked", ""),
        (number["review"], paint("for review", "yellow"), "codex-backfill review" if number["review"] else ""),
        (number["no_source"], "no source in the vault", ""),
        (number["refused"], paint("refused", "red"), "their notes cannot be edited safely, see above"),
    ]
    lines = [f"{number['claims']} claims, {number['sources']} sources"]
    lines += [f"{count:>6}  {what}" + (f"  ({more})" if more else "") for count, what, more in rows if count]
    files = number["claims_changed"], number["sources_changed"]
    lines.append(f"{files[0]} claims and {files[1]} sources change" if any(files) else "nothing to write")
    return "\n".join(lines)


def landed(plan: "Plan", written: Collection[str]) -> "Plan":
    """A plan and the paths that were written to the part of it that is in the vault now."""
    unwritten = {file.path for file in plan.files} - set(written)
    return replace(
        plan,
        links=tuple(one for one in plan.links if not {one.link.claim, one.link.source} & unwritten),
        files=tuple(file for file in plan.files if file.path not in unwritten),
    )


def report_problems(session: "Session") -> None:
    """Names every note that could not be read or edited, and a run that was interrupted, on stderr."""
    from codex_backfill.writing.write import interrupted

    if unfinished := interrupted(session.root):
        session.console.warn(unfinished)
    for problem in session.problems:
        session.console.warn(str(problem))


def as_data(session: "Session", plan: "Plan") -> dict[str, Any]:
    """A session and its plan to what `--format json` prints."""
    from codex_backfill.cli import gate as self_check
    from codex_backfill.editing.plan_file import saved_link

    return {
        "summary": counts(session, plan),
        "self_check": self_check.as_data(session),
        "links": [saved_link(link, session.matcher.explained).model_dump(mode="json") for link in plan.links],
        "problems": [str(problem) for problem in session.problems],
    }
