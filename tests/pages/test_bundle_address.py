"""The files of everything at once: what the server hands out, and what the page says of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import PlainTextResponse
from streamlit.testing.v1 import AppTest

from atlas.jobs.bundle import CHECKSUMS
from pages.parts.donnees.bundle import COMMAND
from pages.parts.kit.bundle_address import (
    FILES,
    NO_FILE,
    ONLY_READ,
    SETTING,
    BundleAddress,
    file_address,
)
from pages.parts.kit.gate import known
from tests.atlas.jobs.test_bundle_folder import write_small

ELSEWHERE = "the application"


def asked(path: str, method: str = "GET") -> tuple[int, bytes]:
    """Ask the address, in front of an application that says its name."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        await asyncio.Event().wait()  # the browser stays
        raise AssertionError

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": path, "headers": [], "query_string": b""}
    asyncio.run(BundleAddress(PlainTextResponse(ELSEWHERE))(scope, receive, send))
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return sent[0]["status"], body


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(SETTING, str(tmp_path))
    return write_small(tmp_path)


def test_a_file_that_the_checksums_name_is_handed_out(folder: Path) -> None:
    assert asked(file_address("scores.csv")) == (200, (folder / "scores.csv").read_bytes())
    assert asked(file_address(CHECKSUMS))[0] == 200
    assert asked("/donnees") == (200, ELSEWHERE.encode())
    assert known(f"/{FILES}/scores.csv")


def test_nothing_else_is(folder: Path) -> None:
    (folder / "autre.csv").write_text("x", "utf-8")
    for name in ("autre.csv", "", "../scores.csv", "scores.csv/"):
        assert asked(file_address(name)) == (404, NO_FILE.encode())
    assert asked(file_address("scores.csv"), "POST") == (405, ONLY_READ.encode())
    (folder / CHECKSUMS).unlink()
    assert asked(file_address("scores.csv"))[0] == 503


def test_a_server_without_a_folder_has_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SETTING, raising=False)
    assert asked(file_address("scores.csv")) == (404, NO_FILE.encode())


def test_the_page_lists_them_and_says_of_which_data(
    folder: Path, open_page: Callable[..., AppTest]
) -> None:
    app = open_page("donnees", partie="series")
    assert not app.exception
    assert not app.error
    assert any(COMMAND in str(one.value) for one in app.markdown)
    shown = next(body for body in (str(one.proto.body) for one in app.get("html")) if FILES in body)
    assert file_address("scores.csv") in shown
    assert any("a1" in str(one.value) for one in app.markdown)
