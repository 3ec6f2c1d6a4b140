"""The address of the search: what it answers, what it refuses, how long it takes."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator, MutableMapping
from statistics import median
from typing import Any
from urllib.parse import urlencode

import pytest
import streamlit as st
from starlette.responses import PlainTextResponse

from common.errors import UnknownNameError
from common.levels import Level
from common.limits import SEARCH_LENGTH, SEARCHES_WAITING
from pages.parts.kit import search_address
from pages.parts.kit.gate import known
from pages.parts.kit.search_address import (
    BUSY,
    FIRST,
    ONLY_READ,
    SEARCH_ADDRESS,
    TOO_LONG,
    TYPED,
    SearchAddress,
    found,
)
from tests.awaited import awaited

#: Milliseconds: the pause of someone who types is longer.
BUDGET = 100
TYPING = ["a", "au", "aub", "aubu", "st e", "st etienne", "01500", "Marseile", "xyzzyx", "crte-84"]


@pytest.fixture(autouse=True)
def nothing_kept() -> Iterator[None]:
    found.clear()  # type: ignore[attr-defined]  # what Streamlit adds
    yield
    found.clear()  # type: ignore[attr-defined]  # what Streamlit adds


def scope(
    path: str = f"/{SEARCH_ADDRESS}", method: str = "GET", site: str = "", **asked: str
) -> Any:
    headers = [(b"sec-fetch-site", site.encode())] if site else []
    query = urlencode(asked).encode()
    return {
        "type": "http", "method": method, "path": path, "headers": headers, "query_string": query,
    }  # fmt: skip


async def answered(app: SearchAddress, asked: Any) -> tuple[int, dict[str, str], str]:
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    await app(asked, receive, send)
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent).decode()


def ask(asked: Any) -> tuple[int, dict[str, str], str]:
    return awaited(answered(SearchAddress(PlainTextResponse("inside")), asked))


def test_it_answers_what_the_box_reads() -> None:
    status, headers, body = ask(scope(**{TYPED: "aubu"}))
    assert status == 200
    assert headers["content-type"] == "application/json"
    assert "access-control-allow-origin" not in headers
    answer = json.loads(body)
    assert answer["shown"][0] == {
        "place": "commune:23008",
        "name": [["Aubu", True], ["sson", False]],
        "context": "commune · Creuse (23) · 3\u202f018 hab.",
        "why": [],
    }
    assert answer["told"] == "7 territoires trouvés."


def test_a_level_may_come_first() -> None:
    _, _, body = ask(scope(**{TYPED: "montélimar", FIRST: Level.CRTE.value}))
    assert json.loads(body)["shown"][0]["place"] == "crte:crte-84-26-1"


def test_the_rest_is_left_to_the_application() -> None:
    assert ask(scope("/carte"))[2] == ask(scope("/_fragiscope"))[2] == "inside"


def test_the_gate_knows_it() -> None:
    assert known(f"/{SEARCH_ADDRESS}")
    assert not known("/_fragiscope/autre")


def test_below_another_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "get_option", lambda _: "/fragiscope/")
    path = f"/fragiscope/{SEARCH_ADDRESS}"
    assert json.loads(ask(scope(path, **{TYPED: "aubu"}))[2])["shown"]
    assert ask(scope(**{TYPED: "aubu"}))[2] == "inside"


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        (scope(method="POST", **{TYPED: "aubu"}), 403, ONLY_READ),
        (scope(site="cross-site", **{TYPED: "aubu"}), 403, ONLY_READ),
        (scope(**{TYPED: "a" * (SEARCH_LENGTH + 1)}), 400, TOO_LONG),
        (scope(**{TYPED: "aubu", FIRST: "canton"}), 400, "canton"),
    ],
)
def test_what_it_refuses(asked: Any, status: int, told: str) -> None:
    answer = ask(asked)
    assert answer[0] == status
    assert told in answer[2]


def test_texts_come_back_as_they_are() -> None:
    told = json.loads(ask(scope(**{TYPED: "<script>alert(1)</script>"}))[2])["told"]
    assert "<script>alert(1)</script>" in told  # the page sets it as a text


def test_damaged_data_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def damaged(*_: object) -> None:
        raise UnknownNameError("la table", "abîmée", "une autre")

    monkeypatch.setattr(search_address, "suggestions", damaged)
    assert ask(scope(**{TYPED: "aubu"}))[0] == 503


def test_too_many_at_once_are_refused_and_the_others_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search_address, "found", lambda *_: time.sleep(0.01))

    async def crowd() -> list[tuple[int, dict[str, str], str]]:
        app = SearchAddress(PlainTextResponse("inside"))
        asked = [answered(app, scope(**{TYPED: "a"})) for _ in range(SEARCHES_WAITING + 5)]
        answers = await asyncio.gather(*asked)
        answers.append(await answered(app, scope(**{TYPED: "a"})))
        return answers

    answers = awaited(crowd())
    assert [status for status, *_ in answers].count(503) == 5
    assert {body for status, _, body in answers if status == 503} == {BUSY}
    assert answers[-1][0] == 200


@pytest.mark.slow
def test_it_answers_faster_than_people_type() -> None:
    app = SearchAddress(PlainTextResponse("inside"))
    awaited(answered(app, scope(**{TYPED: "b"})))  # opens the names
    times = []
    for text in TYPING:
        start = time.perf_counter()
        awaited(answered(app, scope(**{TYPED: text})))
        times.append(1_000 * (time.perf_counter() - start))
    assert median(times) < BUDGET
