"""What a public host and the tools of a developer read: workflow, templates, hooks."""

from __future__ import annotations

import re
import shlex
import tomllib
from typing import Any

import pytest
import yaml

from common.paths import ROOT

GITHUB = ROOT / ".github"
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FORMS = sorted(
    {*(GITHUB / "ISSUE_TEMPLATE").glob("*.yml")} - {GITHUB / "ISSUE_TEMPLATE/config.yml"}
)


def read(name: str) -> dict[str, Any]:
    content = yaml.safe_load((ROOT / name).read_text("utf-8"))
    assert isinstance(content, dict)
    return content


def job() -> dict[str, Any]:
    return dict(read(".github/workflows/tests.yml")["jobs"]["test"])


def test_the_workflow_runs_what_a_developer_runs() -> None:
    steps = job()["steps"]
    assert steps[0]["uses"].startswith("actions/checkout@")
    assert steps[-1]["run"] == "make test"
    assert job()["container"] == "python:${{ matrix.python }}-bookworm"
    # The same packages as our own continuous integration.
    for package in re.findall(r"missing\+=\(([\w-]+)\)", (ROOT / ".ci/run").read_text("utf-8")):
        assert package in shlex.split(steps[1]["run"])


def test_the_workflow_tests_the_versions_that_the_project_announces() -> None:
    matrix = job()["strategy"]["matrix"]["python"]
    announced = [text.rpartition(" ")[2] for text in PYPROJECT["project"]["classifiers"]]
    assert matrix == announced
    assert PYPROJECT["project"]["requires-python"] == f">={matrix[0]}"
    assert PYPROJECT["tool"]["mypy"]["python_version"] == matrix[0]
    assert PYPROJECT["tool"]["ruff"]["target-version"] == f"py{matrix[0].replace('.', '')}"


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_a_form_can_be_shown(path: Any) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert {"name", "description", "body"} <= set(form)
    fields = [field for field in form["body"] if field["type"] != "markdown"]
    assert all(field["attributes"]["label"] for field in fields)
    assert len({field["id"] for field in fields}) == len(fields)
    assert any(field.get("validations", {}).get("required") for field in fields)


def test_the_hooks_fetch_nothing_and_run_from_the_environment() -> None:
    (repository,) = read(".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}
    commands = [hook["entry"].split()[0] for hook in repository["hooks"]]
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for command in commands:
        assert f"$(BIN)/{command.removeprefix('.venv/bin/')}" in makefile
    assert "VENV ?= .venv\n" in makefile
