"""Missing links between the claims and the sources of a Markdown knowledge base, in both directions.

From Python it is used through `codex_backfill.api`, from a shell through `codex-backfill`. The data goes one way, and
so do the imports; docs/architecture.md follows one claim on it:

    disk/ terminal/ | notes/ -> citations/ setup/ known/ -> matching/ -> editing/ writing/ review/
        -> sync/ evaluation/ -> cli/
"""

__version__ = "0.1.0"
