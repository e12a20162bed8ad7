"""A vault to what keeps it in order without anyone watching: systemd units, a crontab line, a git hook."""

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath


@dataclass(frozen=True, slots=True)
class Job:
    """What is to run: the program as a command line, the vault's absolute path, where the vault lies in its checkout
    (empty when it is the checkout), further options of `sync`, and the program's version."""

    program: Sequence[str]
    vault: str
    folder: str
    options: Sequence[str]
    version: str

    @property
    def name(self) -> str:
        """What units are called: letters, digits, `-` and `_` of the vault's name."""
        name = PurePosixPath(self.vault).name or "vault"
        return "codex-backfill-" + re.sub(r"[^A-Za-z0-9_-]", "-", name)

    @property
    def sync(self) -> list[str]:
        """The words that start the job."""
        return [*self.program, "sync", "--no-progress", *self.options]


@dataclass(frozen=True, slots=True)
class File:
    """A file to be put in place, by its usual path, and what stands in it."""

    path: str
    text: str


def systemd(job: Job) -> tuple[File, ...]:
    """A job to a oneshot service and its timer, for a user's own systemd or the machine's."""
    command = " ".join(_for_systemd(part) for part in [*job.sync, job.vault])
    vault = job.vault.replace("%", "%%")
    service = _SERVICE.replace("@command@", command).replace("@vault@", vault)
    return File(f"{job.name}.service", service), File(f"{job.name}.timer", _TIMER.replace("@vault@", vault))


_SERVICE = """\
# Put it into ~/.config/systemd/user/, the timer beside it, then
#   systemctl --user daemon-reload && systemctl --user enable --now NAME.timer
#   loginctl enable-linger        # to run while nobody is logged in
[Unit]
Description=Keep the links of @vault@ true in both directions

[Service]
Type=oneshot
ExecStart=@command@
# 11: another run holds the lock; the next one will do. All other codes but 0 need a person:
# 2 wrong settings, 3 a file could not be written, 7 a brake. `systemctl --user status` and the journal say more.
SuccessExitStatus=11
TimeoutStartSec=15min
Nice=10
NoNewPrivileges=yes
# To tell a monitor how it went, whether it went well or not:
#ExecStopPost=/bin/sh -c 'curl -fsS -m 10 --retry 3 -o /dev/null "https://ping.example.org/ID/$EXIT_STATUS"'
"""

_TIMER = """\
[Unit]
Description=Every hour: keep the links of @vault@ true in both directions

[Timer]
OnCalendar=hourly
RandomizedDelaySec=5min
# After a time switched off, once.
Persistent=true

[Install]
WantedBy=timers.target
"""


def cron(job: Job) -> tuple[File, ...]:
    """A job to a crontab line; cron mails what it prints, so it prints only what needs a person."""
    command = shlex.join([*job.sync, "-q", job.vault])
    line = f"""17 * * * * out=$({command} 2>&1); code=$?; case $code in 0|11) ;; *) printf '%s\\n' "$out" ;; esac"""
    return (File("crontab", _CRONTAB + line.replace("%", r"\%") + "\n"),)


_CRONTAB = """\
# Add these lines by `crontab -e`. Nothing is mailed when all went well (0) or another run holds the lock (11).
# To tell a monitor how it went, add at the end of the line:
#   ; curl -fsS -m 10 --retry 3 -o /dev/null "https://ping.example.org/ID/$code"
"""


def pre_commit(job: Job) -> tuple[File, ...]:
    """A job to a git hook that refuses a commit in which a link stands in one direction only."""
    check = shlex.join([*job.program, "check", "-q", job.folder or "."])
    return (File(".git/hooks/pre-commit", _HOOK.replace("@check@", check)),)


_HOOK = """\
#!/bin/sh
# Refuses a commit in which a link stands in one direction only. Put it into .git/hooks/pre-commit and make it
# executable, or let the pre-commit framework call it: `repo: local`, `language: script`, `pass_filenames: false`.
# `git commit --no-verify` goes past it once.
set -eu
# What is checked is what is being committed, whatever else stands in the work tree.
there=$(mktemp -d)
trap 'rm -rf "$there"' EXIT
git ls-files -z -- '*.md' '*.toml' '*known_pairs.csv' '*.codex-backfill/*' |
  git checkout-index -z --stdin --prefix="$there/"
unset $(git rev-parse --local-env-vars)
cd "$there"
@check@
"""


def _for_systemd(part: str) -> str:
    """An argument as `ExecStart=` takes it: `%` and `$` doubled, in quotes where it has to be."""
    plain = part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return plain if part and not set(part) & set(" \t'\";\\") else f'"{plain}"'
