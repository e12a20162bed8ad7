"""A vault to the workflows that keep it in order: for GitHub and for Forgejo, each with one pull request."""

import shlex

from codex_backfill.sync.schedules import File, Job

_BRANCH = """\
          before=$(git rev-parse HEAD)
          if git fetch -q origin "$BRANCH"; then
            if [ "$(git rev-list --count "HEAD..FETCH_HEAD")" -gt 1 ]; then
              echo "somebody works on $BRANCH; it is left alone until it is merged or deleted"
              exit 0
            fi
            if [ "$(git rev-parse FETCH_HEAD^)" = "$before" ]; then
              exit 0  # nothing has changed since
            fi
          fi
          git switch -q -C "$BRANCH"
          codex-backfill sync --commit --no-progress @options@"$VAULT"
          if [ "$(git rev-parse HEAD)" = "$before" ]; then
            exit 0
          fi
          git push -q --force origin "$BRANCH"
"""
"""What is to be pushed: one commit on a branch of its own, unless a person has gone on there."""


def github(job: Job) -> tuple[File, ...]:
    """A job to a workflow for GitHub that opens one pull request, or updates it."""
    return (File(".github/workflows/codex-backfill.yml", _filled(_GITHUB, job)),)


_GITHUB = """\
# Every hour: whatever links are missing or broken, in one pull request, which is opened or brought up to date.
# A red run needs a person: 2 wrong settings, 3 a file could not be written, 7 a brake. The log says more.
# "Allow GitHub Actions to create and approve pull requests" has to be on in the repository's settings.
name: codex-backfill
on:
  schedule:
    - cron: "17 * * * *"
  workflow_dispatch:
permissions:
  contents: write
  pull-requests: write
concurrency:
  group: codex-backfill
jobs:
  sync:
    runs-on: ubuntu-24.04
    timeout-minutes: 15
    env:
      BASE: ${{ github.ref_name }}
      BRANCH: codex-backfill/links
      GH_TOKEN: ${{ github.token }}
      VAULT: @folder@
    steps:
      - uses: actions/checkout@v4.2.2
        with:
          fetch-depth: 0  # where a renamed note came from stands in the history
      - uses: actions/setup-python@v5.6.0
        with:
          python-version: "3.12"
      - run: pip install codex-backfill==@version@
      - name: Sync, and open or update the pull request
        run: |
          set -eu
          git config user.name "github-actions[bot]"
          git config user.email "41898282+github-actions[bot]@users.noreply.github.com"
@branch@
          title=$(git log -1 --format=%s)
          if [ "$(gh pr list --head "$BRANCH" --base "$BASE" --state open --json number --jq length)" = 0 ]; then
            gh pr create --head "$BRANCH" --base "$BASE" --title "$title" \\
              --body "Links that codex-backfill found or repaired. What you take out before merging stays out."
          else
            gh pr edit "$BRANCH" --title "$title"
          fi
"""


def forgejo(job: Job) -> tuple[File, ...]:
    """A job to a workflow for Forgejo that opens one pull request, or updates it; it needs no actions of others."""
    return (File(".forgejo/workflows/codex-backfill.yml", _filled(_FORGEJO, job)),)


_FORGEJO = """\
# Every hour: whatever links are missing or broken, in one pull request, which is opened or brought up to date.
# A red run needs a person: 2 wrong settings, 3 a file could not be written, 7 a brake. The log says more.
name: codex-backfill
on:
  schedule:
    - cron: "17 * * * *"
  workflow_dispatch:
concurrency:
  group: codex-backfill
jobs:
  sync:
    runs-on: docker
    container:
      image: python:3.12-bookworm  # has git and curl
    timeout-minutes: 15
    env:
      API: ${{ github.api_url }}
      BASE: ${{ github.ref_name }}
      BRANCH: codex-backfill/links
      REPOSITORY: ${{ github.repository }}
      SERVER: ${{ github.server_url }}
      TOKEN: ${{ github.token }}
      VAULT: @folder@
    steps:
      - run: pip install codex-backfill==@version@
      - name: Sync, and open or update the pull request
        run: |
          set -eu
          export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=http.extraHeader GIT_CONFIG_VALUE_0="Authorization: token $TOKEN"
          git clone -q --branch "$BASE" "$SERVER/$REPOSITORY.git" checkout
          cd checkout
          git config user.name codex-backfill
          git config user.email codex-backfill@noreply.localhost
@branch@
          api() { curl -fsS -H "Authorization: token $TOKEN" -H "Content-Type: application/json" "$@"; }
          pulls="$API/repos/$REPOSITORY/pulls"
          number=$(api "$pulls?state=open&limit=50" | python3 -c '
          import json, os, sys
          open_now = [p["number"] for p in json.load(sys.stdin) if p["head"]["ref"] == os.environ["BRANCH"]]
          print(*open_now[:1])')
          body=$(git log -1 --format=%s | python3 -c '
          import json, os, sys
          pull = {"title": sys.stdin.read().strip(), "head": os.environ["BRANCH"], "base": os.environ["BASE"]}
          print(json.dumps(pull))')
          if [ -z "$number" ]; then
            api -o /dev/null -X POST -d "$body" "$pulls"
          else
            api -o /dev/null -X PATCH -d "$body" "$pulls/$number"
          fi
"""


def _filled(template: str, job: Job) -> str:
    options = [option for option in job.options if option != "--commit"]
    return (
        template.replace("@branch@\n", _BRANCH)
        .replace("@folder@", "'{}'".format((job.folder or ".").replace("'", "''")))
        .replace("@options@", "".join(f"{shlex.quote(option)} " for option in options))
        .replace("@version@", job.version)
    )
