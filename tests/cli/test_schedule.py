"""What is printed for a schedule works as it is: verified, run, and by the published schema."""

import io
import json
import os
import select
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.repositories import git, repository

Run = Callable[..., Any]

PROGRAM = Path(sys.executable).parent / "codex-backfill"


@pytest.fixture(autouse=True)
def _started_as_installed(monkeypatch: pytest.MonkeyPatch, bare_git: Path) -> None:
    if not PROGRAM.exists():
        pytest.skip("codex-backfill is not installed beside this Python")
    monkeypatch.setattr("sys.argv", [str(PROGRAM)])


def shell(command: list[str], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, **environment}
    return subprocess.run(command, cwd=folder, env=environ, capture_output=True, text=True, check=False)


@pytest.fixture
def checkout(vault: Path) -> Path:
    """The vault as a git repository with one commit."""
    return repository(vault)


@pytest.mark.parametrize("name", ["vault", "50% of $HOME and \"more\"; 'so'", "двор"])
def test_the_units_are_valid_and_start_the_program_on_the_vault(
    run: Run, vault: Path, tmp_path: Path, name: str
) -> None:
    root = vault.rename(tmp_path / name) if name != "vault" else vault
    written = run("schedule", "systemd", root, "-o", tmp_path / "units", "--commit")
    assert written.code == 0
    service, timer = (Path(line) for line in written.out.splitlines())
    assert "Persistent=true" in timer.read_text()
    assert "SuccessExitStatus=11" in service.read_text()
    assert service.stem == timer.stem
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    verified = shell(["systemd-analyze", "verify", "--man=no", str(service), str(timer)], tmp_path)
    complaints = [line for line in verified.stderr.splitlines() if service.stem in line]
    assert (verified.returncode, complaints) == (0, []), verified.stderr


def crontab(run: Run, vault: Path) -> tuple[str, str]:
    """A crontab to its schedule and the command that cron gives to the shell, `\\%` being cron's way to write `%`."""
    printed = run("schedule", "cron", vault)
    assert printed.code == 0
    lines = [line for line in printed.out.splitlines() if line and not line.startswith("#")]
    assert len(lines) == 1
    parts = lines[0].split(maxsplit=5)
    return " ".join(parts[:5]), parts[5].replace(r"\%", "%")


def test_the_crontab_line_links_and_is_silent_unless_a_person_is_needed(run: Run, vault: Path, tmp_path: Path) -> None:
    schedule, command = crontab(run, vault)
    assert schedule == "17 * * * *"

    def by_cron() -> str:
        # cron's own environment: next to nothing
        return subprocess.run(
            ["/bin/sh", "-c", command],
            env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "SHELL": "/bin/sh"},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    (vault / "domains/broken.md").write_text("---\ntype: claim\n")
    assert by_cron() == ""
    assert "sourced_from: inbox/archive/okafor.md" in (vault / "domains/water/leaks.md").read_text()
    (vault / "codex-backfill.toml").write_text("[claim]\n")
    assert "codex-backfill.toml" in by_cron()


def test_a_cron_runs_the_line(run: Run, vault: Path, tmp_path: Path) -> None:
    """The machine's own cron, in a mount namespace where this crontab is the only one, half a minute before its time."""
    for tool in ("unshare", "faketime", "cron"):
        if not shutil.which(tool, path=f"{os.environ['PATH']}:/usr/sbin"):
            pytest.skip(f"{tool} is not installed")
    if os.geteuid() or shell(["unshare", "--mount", "true"], tmp_path).returncode:
        pytest.skip("a mount namespace takes root, and a kernel that gives root one")
    spool, nothing, told = tmp_path / "spool", tmp_path / "nothing", tmp_path / "told"
    spool.mkdir()
    nothing.mkdir()
    (nothing / "crontab").touch()
    os.mkfifo(told)
    printed = run("schedule", "cron", vault).out
    (spool / "root").write_text(f'{printed.rstrip()} ; echo "$code" > {shlex.quote(str(told))}\n')
    (spool / "root").chmod(0o600)
    mounts = {spool: "/var/spool/cron/crontabs", nothing: "/etc/cron.d", nothing / "crontab": "/etc/crontab"}
    binds = [f"mount --bind {shlex.quote(str(here))} {there}" for here, there in mounts.items()]
    binds.append(f"mount --bind {shlex.quote(str(nothing))} /run")
    start = "exec faketime -f '@2026-01-01 10:16:58' /usr/sbin/cron -f"
    with (
        os.fdopen(os.open(told, os.O_RDONLY | os.O_NONBLOCK)) as code,
        subprocess.Popen(
            ["unshare", "--mount", "sh", "-ec", "\n".join([*binds, start])], start_new_session=True
        ) as cron,
    ):
        try:
            assert select.select([code], [], [], 30)[0], "cron did not run the line"
            assert code.read().strip() == "0"
        finally:
            os.killpg(cron.pid, signal.SIGTERM)  # faketime starts a process of its own for it
    assert "sourced_from: inbox/archive/okafor.md" in (vault / "domains/water/leaks.md").read_text()


def hook(run: Run, checkout: Path) -> None:
    assert run("schedule", "pre-commit", checkout, "-o", checkout / ".git/hooks").code == 0


@pytest.mark.parametrize("folder", ["", "notes"], ids=["the checkout is the vault", "the vault is a folder of it"])
def test_the_hook_refuses_a_commit_with_half_a_link(run: Run, checkout: Path, folder: str) -> None:
    root = checkout
    if folder:
        (root / folder).mkdir()
        git(root, "mv", "domains", "inbox", folder)
        git(root, "commit", "-qm", "moved")
        root = checkout / folder
    assert run("schedule", "pre-commit", root, "-o", checkout / ".git/hooks").code == 0
    note = root / "domains/water/nobody.md"
    note.write_text(note.read_text().replace("---\n#", "sourced_from: inbox/archive/other.md\n---\n#"))
    git(checkout, "add", "-A")
    refused = shell(["git", "commit", "-qm", "half a link"], checkout)
    assert refused.returncode == 1
    assert "domains/water/nobody.md:4:15: CB101" in refused.stdout + refused.stderr
    run("sync", root)
    assert shell(["git", "commit", "-qm", "still half a link"], checkout).returncode == 1, (
        "the other half is not staged"
    )
    git(checkout, "add", "-A")
    git(checkout, "commit", "-qm", "a link")


def test_the_hook_lets_other_commits_pass(run: Run, checkout: Path) -> None:
    hook(run, checkout)
    (checkout / "draft.md").write_text("mine")
    git(checkout, "add", "draft.md")
    git(checkout, "commit", "-qm", "draft")


@pytest.mark.parametrize("kind", ["github", "forgejo"])
def test_a_workflow_is_valid_by_the_published_schema(run: Run, vault: Path, kind: str) -> None:
    schemas = pytest.importorskip(
        "check_jsonschema", reason="check-jsonschema, which ships the schema, is not installed"
    )
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads((files(schemas) / "builtin_schemas/vendor/github-workflows.json").read_text())
    printed = run("schedule", kind, vault)
    assert printed.code == 0
    jsonschema.Draft7Validator(schema).validate(workflow(printed.out))


def workflow(text: str) -> Any:
    found = YAML(typ="safe").load(io.StringIO(text))
    return {str(key): value for key, value in found.items()}


class Forge:
    """A forge of one repository: an origin to push to, and the pull requests that were asked for."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self.folder = folder
        self.origin = folder / "ada" / "codex.git"
        self.asked: list[str] = []
        git(folder, "clone", "-q", "--bare", str(checkout), str(self.origin))
        git(self.origin, "config", "receive.denyDeleteCurrent", "false")
        self.bin = folder / "bin"
        self.bin.mkdir()
        (self.bin / "codex-backfill").symlink_to(PROGRAM)

    def tool(self, name: str, script: str) -> None:
        (self.bin / name).write_text(f"#!/bin/sh\n{script}")
        (self.bin / name).chmod(0o755)

    def run(self, text: str, here: Path, **environment: str) -> subprocess.CompletedProcess[str]:
        job = workflow(text)["jobs"]["sync"]
        fixed = {"BRANCH": job["env"]["BRANCH"], "VAULT": job["env"]["VAULT"], "BASE": "main"}
        script = job["steps"][-1]["run"]
        path = f"{self.bin}{os.pathsep}{os.environ['PATH']}"
        return shell(["bash", "-e", "-c", script], here, PATH=path, **fixed, **environment)

    def branch(self) -> str:
        return git(self.origin, "rev-parse", "codex-backfill/links").strip()


def test_the_github_workflow_opens_one_pull_request_and_updates_it(run: Run, checkout: Path, tmp_path: Path) -> None:
    forge = Forge(checkout, tmp_path)
    log = tmp_path / "gh.log"
    forge.tool("gh", f'echo "$1 $2" >> {log}\ncase "$2" in\nlist) grep -c create {log} || true ;;\nesac\n')
    text = run("schedule", "github", checkout).out

    def hourly() -> list[str]:
        here = tmp_path / "runner"
        shutil.rmtree(here, ignore_errors=True)
        log.write_text(log.read_text() if log.exists() else "")
        before = len(log.read_text().splitlines())
        git(tmp_path, "clone", "-q", str(forge.origin), str(here))
        done = forge.run(text, here)
        assert done.returncode == 0, done.stderr
        return log.read_text().splitlines()[before:]

    assert hourly() == ["pr list", "pr create"]
    first = forge.branch()
    assert git(forge.origin, "log", "-1", "--format=%s", first) == "link: 2 claims, 2 sources connected; 0 for review\n"
    assert hourly() == [], "nothing has changed"
    assert forge.branch() == first
    (checkout / "inbox/archive/new.md").write_text("---\ntitle: New\n---\n")
    git(checkout, "add", "-A")
    git(checkout, "commit", "-qm", "a new source")
    git(checkout, "push", "-q", str(forge.origin), "main")
    assert hourly() == ["pr list", "pr edit"]
    assert forge.branch() != first
    git(forge.origin, "update-ref", "refs/heads/main", forge.branch())
    assert hourly() == [], "merged"


def test_the_workflow_leaves_a_branch_alone_that_somebody_works_on(run: Run, checkout: Path, tmp_path: Path) -> None:
    forge = Forge(checkout, tmp_path)
    forge.tool("gh", "echo 0\n")
    text = run("schedule", "github", checkout).out
    here = tmp_path / "runner"
    git(tmp_path, "clone", "-q", str(forge.origin), str(here))
    assert forge.run(text, here).returncode == 0
    (here / "draft.md").write_text("mine")
    git(here, "add", "draft.md")
    git(here, "-c", "user.name=Ada", "-c", "user.email=ada@example.org", "commit", "-qm", "mine")
    git(here, "push", "-q", "origin", "codex-backfill/links")
    theirs = forge.branch()
    git(here, "switch", "-q", "main")
    done = forge.run(text, here)
    assert (done.returncode, forge.branch()) == (0, theirs)
    assert "somebody works on codex-backfill/links" in done.stdout


@pytest.fixture
def api() -> Iterator[tuple[str, list[str]]]:
    """The pull requests of a forge's API, and what it was asked."""
    asked: list[str] = []
    pulls: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def reply(self, body: object) -> None:
            raw = json.dumps(body).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def given(self) -> Any:
            return json.loads(self.rfile.read(int(self.headers["Content-Length"])))

        def do_GET(self) -> None:
            self.reply(pulls)

        def do_POST(self) -> None:
            body = self.given()
            asked.append(f"{self.path} {body['title']}")
            pulls.append({"number": 7, "head": {"ref": body["head"]}})
            self.reply({})

        def do_PATCH(self) -> None:
            asked.append(f"{self.path} {self.given()['title']}")
            self.reply({})

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_forgejo_workflow_opens_one_pull_request_and_updates_it(
    run: Run, checkout: Path, tmp_path: Path, api: tuple[str, list[str]]
) -> None:
    if not shutil.which("curl"):
        pytest.skip("curl is not installed")
    url, asked = api
    forge = Forge(checkout, tmp_path)
    text = run("schedule", "forgejo", checkout).out

    def hourly() -> None:
        here = tmp_path / "runner"
        shutil.rmtree(here, ignore_errors=True)
        here.mkdir()
        given = {"API": url, "REPOSITORY": "ada/codex", "SERVER": f"file://{tmp_path}", "TOKEN": "t", "no_proxy": "*"}
        done = forge.run(text, here, **given)
        assert done.returncode == 0, done.stderr

    title = "link: 2 claims, 2 sources connected; 0 for review"
    hourly()
    assert asked == [f"/repos/ada/codex/pulls {title}"]
    hourly()
    assert len(asked) == 1, "nothing has changed"
    git(checkout, "commit", "-q", "--allow-empty", "-m", "elsewhere")
    git(checkout, "push", "-q", str(forge.origin), "main")
    hourly()
    assert asked[1:] == [f"/repos/ada/codex/pulls/7 {title}"]


def test_settings_files_are_passed_on(run: Run, vault: Path, tmp_path: Path) -> None:
    (tmp_path / "my settings.toml").write_text("")
    printed = run("schedule", "cron", vault, "--config", tmp_path / "my settings.toml").out
    assert shlex.quote(str(tmp_path / "my settings.toml")) in printed
