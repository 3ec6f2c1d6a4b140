"""What surrounds the server: headers, addresses that are not there, figures that are closed."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

import pytest
import streamlit as st
from starlette.responses import PlainTextResponse

from common.errors import UnknownNameError
from pages.parts.kit.frames import FRAMED_BY, framed_by
from pages.parts.kit.gate import UNKNOWN_ADDRESS, Gate, gate
from tests.awaited import awaited

SITES = "https://exemple.fr https://*.exemple.org:8443"


def asked(path: str, *, kind: str = "http") -> tuple[int, dict[str, str], str]:
    """Ask an application behind the gate that has every address."""
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": kind, "method": "GET", "path": path, "headers": []}
    inside = PlainTextResponse("inside", headers={"X-Content-Type-Options": "else"})
    awaited(Gate(inside, framed_by())(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0].get("headers", [])}
    return sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent).decode()


@pytest.mark.parametrize("path", ["/", "/carte", "/inconnue"])
def test_every_answer_has_the_headers(path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(FRAMED_BY, raising=False)
    _, headers, _ = asked(path)
    assert headers["content-security-policy"] == "frame-ancestors 'self'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_sites_that_may_show_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FRAMED_BY, SITES)
    _, headers, _ = asked("/")
    assert headers["content-security-policy"] == f"frame-ancestors 'self' {SITES}"


@pytest.mark.parametrize("site", ["exemple.fr", "*", "https://a.fr;script-src", "https://a.fr/b"])
def test_what_is_not_a_site_is_refused(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(FRAMED_BY, site)
    with pytest.raises(UnknownNameError, match=FRAMED_BY):
        framed_by()
    with pytest.raises(SystemExit, match=FRAMED_BY):
        gate()


def test_an_address_without_a_page_is_told_in_french() -> None:
    status, _, body = asked("/a/carte")
    assert status == 404
    assert UNKNOWN_ADDRESS in body
    assert 'href="/"' in body
    assert asked("/carte")[0] == 200


def test_below_another_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: "/fragiscope/")
    assert asked("/fragiscope")[0] == asked("/fragiscope/carte")[0] == 200
    status, _, body = asked("/fragiscope/inconnue")
    assert status == 404
    assert 'href="/fragiscope/"' in body


@pytest.mark.parametrize("path", ["/auth/login", "/auth/logout", "/oauth2callback"])
def test_people_may_log_in(path: str) -> None:
    assert asked(path)[0] == 200
    assert asked(f"{path}/a")[0] == 404


def test_the_figures_for_monitoring_are_closed() -> None:
    assert asked("/_stcore/metrics")[0] == 404
    assert asked("/_stcore/health")[0] == 200
