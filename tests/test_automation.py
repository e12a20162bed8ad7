"""What other programs run of this repository, forges and pre-commit, is valid by their schemas; nothing is fetched."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCHEMAS = Path(__file__).parent / "schemas"
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))


def check(*arguments: str | Path) -> int:
    """Runs check-jsonschema in this process: 0 for files that are valid by the schema."""
    module = pytest.importorskip("check_jsonschema", reason="check-jsonschema, which ships schemas, is not installed")
    with pytest.raises(SystemExit) as stop:
        module.main([str(argument) for argument in arguments])
    code = stop.value.code
    return code if isinstance(code, int) else 0


def test_the_workflows_are_valid() -> None:
    assert WORKFLOWS
    assert check("--builtin-schema", "vendor.github-workflows", *WORKFLOWS) == 0


def test_no_workflow_runs_for_ever() -> None:
    assert check("--builtin-schema", "custom.github-workflows-require-timeout", *WORKFLOWS) == 0


@pytest.mark.parametrize("name", ["pre-commit-config", "pre-commit-hooks"])
def test_what_pre_commit_reads_is_valid(name: str) -> None:
    assert check("--schemafile", SCHEMAS / f"{name}.json", ROOT / f".{name}.yaml") == 0


def test_what_is_not_valid_is_seen(tmp_path: Path) -> None:
    (tmp_path / "hooks.yaml").write_text("- {id: a, name: a, entry: a, language: cobol}\n")
    assert check("--schemafile", SCHEMAS / "pre-commit-hooks.json", tmp_path / "hooks.yaml") == 1
