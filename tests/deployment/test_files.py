"""What an administrator copies: image, Compose file, nginx, examples. Names hold together."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from common.limits import FACTOR
from common.paths import ROOT
from own_data.workspace.opening import SETTING
from pages.parts.a_propos.operator import SETTING as OPERATOR
from pages.parts.kit.access import ANYBODY, MEMBERS, ONLY_MEMBERS, READERS
from tests.deployment.nginx import CONFIGURATION, NAME
from tests.test_house import ALLOWED, files_of

DEPLOY = ROOT / "deploy"
IMAGE = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES: dict[str, Any] = COMPOSE["services"]
#: What the application reads of its environment.
CODE = {
    name
    for room in ALLOWED
    for path in files_of(room)
    for name in re.findall(r"FRAGISCOPE_[A-Z_]+", path.read_text("utf-8"))
}


def instructions(name: str) -> list[str]:
    return re.findall(rf"^{name} (.+)$", IMAGE, re.MULTILINE)


def asked_of_env() -> set[str]:
    """Variables without a default, which the file of the administrator gives."""
    text = (DEPLOY / "compose.yaml").read_text("utf-8")
    return set(re.findall(r"\$\{(\w+):\?", text))


def given_by_env() -> dict[str, str]:
    lines = (DEPLOY / "env.example").read_text("utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))


def test_the_settings_of_the_application_are_those_that_it_reads() -> None:
    environment = SERVICES["application"]["environment"]
    ours = {name for name in environment if name.startswith("FRAGISCOPE_")}
    assert {SETTING, MEMBERS, READERS, OPERATOR} == ours
    assert ours | {FACTOR} <= CODE
    assert environment[READERS] == f"${{{READERS}:-{ONLY_MEMBERS}}}"
    told = (DEPLOY / "env.example").read_text("utf-8")
    assert f"{ONLY_MEMBERS}, or {ANYBODY}" in told
    named = re.findall(r"(FRAGISCOPE_\w+)=", " ".join(instructions("ENV")))
    assert set(named) <= CODE


def test_the_example_of_the_environment_gives_all_that_is_asked() -> None:
    given = given_by_env()
    assert asked_of_env() <= set(given)
    assert given["FRAGISCOPE_NAME"] == NAME
    assert {name for name, value in given.items() if not value} == {
        name for name in given if name.endswith("PASSWORD")
    }


def test_the_example_of_the_secrets_has_what_the_login_asks() -> None:
    auth = tomllib.loads((DEPLOY / "secrets.example.toml").read_text("utf-8"))["auth"]
    asked = {"redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url"}
    assert set(auth) == asked
    assert auth["redirect_uri"] == f"https://{NAME}/oauth2callback"
    assert auth["cookie_secret"] == auth["client_secret"] == ""


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_no_container_writes_to_its_own_files_or_gains_rights(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert "privileged" not in service
    assert name == "proxy" or "ports" not in service


def test_files_that_are_mounted_are_there_or_made_by_the_administrator() -> None:
    document = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source, target, *mode = volume.split(":")
            assert target.startswith("/")
            if not source.startswith("./"):
                assert source in COMPOSE["volumes"]
                continue
            assert mode == ["ro"]
            kept = f"/deploy/{source.removeprefix('./')}"
            if not (DEPLOY / source).exists() or {kept, f"{kept}/"} & set(ignored):
                assert {kept, f"{kept}/"} & set(ignored), source
                assert kept.removeprefix("/") in document, source


def test_the_base_is_reached_by_the_application_alone() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    on_it = {name for name, one in SERVICES.items() if "inside" in one["networks"]}
    assert on_it == {"application", "base"}
    assert SERVICES["base"]["networks"] == ["inside"]


def test_ports_and_names_agree() -> None:
    (port,) = instructions("EXPOSE")
    *_, check = instructions("HEALTHCHECK")
    assert f"127.0.0.1:{port}/_stcore/health" in check
    command = json.loads(instructions("CMD")[-1])
    assert command[-1] == port
    assert f"server application:{port};" in CONFIGURATION.read_text("utf-8")
    mounted = {volume.split(":")[1] for one in SERVICES.values() for volume in one["volumes"]}
    (place,) = set(instructions("WORKDIR"))
    assert f"{place}/.streamlit/secrets.toml" in mounted
    folder = "/etc/ssl/fragiscope"
    assert folder in mounted
    assert CONFIGURATION.read_text("utf-8").count(f"{folder}/fragiscope.") == 2
    address = SERVICES["application"]["environment"][SETTING]
    assert (
        address == "postgresql://fragiscope@base/" + SERVICES["base"]["environment"]["POSTGRES_DB"]
    )


def test_the_image_is_of_pinned_packages_and_of_nobody() -> None:
    users = instructions("USER")
    assert users
    assert not users[-1].startswith(("0", "root"))
    (installed,) = [one for one in instructions("RUN") if "pip install" in one]
    assert "--require-hashes -r requirements-server.txt" in installed
    locked = (ROOT / "requirements-server.txt").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+(?:\[\w+\])?)==", locked, re.MULTILINE)
    assert {"authlib", "httpx", "psycopg", "streamlit"} <= set(pinned)
    assert locked.count("--hash=sha256:") > len(pinned)
    common = (ROOT / "requirements.txt").read_text("utf-8")
    versions = set(re.findall(r"^[\w.-]+==\S+", common, re.MULTILINE))
    assert versions <= set(re.findall(r"^[\w.-]+==\S+", locked, re.MULTILINE))


def kept_by_the_image() -> Iterator[str]:
    """Patterns of what the image has of the project."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert next(line for line in lines if not line.startswith("#")) == "*"
    return (line.removeprefix("!") for line in lines if line.startswith("!"))


def test_the_image_has_what_the_application_is_made_of() -> None:
    patterns = list(kept_by_the_image())
    missing = [pattern for pattern in patterns if not list(ROOT.glob(pattern))]
    assert missing == []
    for room in ALLOWED:
        names = {room, f"{room}.py"} & set(patterns)
        assert len(names) == 1, room
    for path in read_beside():
        assert any(path.match(one) or ROOT / one in (path, *path.parents) for one in patterns), path


def read_beside() -> set[Path]:
    """Files of the project that its code names from its root."""
    named = set()
    for room in set(ALLOWED) - {"tools"}:
        for file in files_of(room):
            for parts in re.findall(r'ROOT((?: / "[^"]+")+)', file.read_text("utf-8")):
                named.add(ROOT.joinpath(*re.findall(r'"([^"]+)"', parts)))
    assert len(named) > 4
    return named


def test_secrets_never_enter_the_image_nor_the_project() -> None:
    patterns = list(kept_by_the_image())
    assert not {"deploy", ".env", ".streamlit"} & set(patterns)
    ignored = (ROOT / ".gitignore").read_text("utf-8").splitlines()
    assert {"/deploy/.env", "/deploy/secrets.toml", "/deploy/tls/"} <= set(ignored)
