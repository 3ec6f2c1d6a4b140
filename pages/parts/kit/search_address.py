"""The address at which the search box asks, as one types, which territories it may propose.

It only reads, and only public data: names, codes and numbers of inhabitants. A search takes some
milliseconds; those of one moment wait for each other, and beyond a few they are refused.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import streamlit as st
from starlette.datastructures import Headers, QueryParams
from starlette.middleware import Middleware
from starlette.responses import JSONResponse, PlainTextResponse, Response

from atlas.desk.suggestions import suggestions
from common.errors import FragiscopeError, UnknownNameError
from common.levels import Level, parse_level
from common.limits import SEARCH_LENGTH, SEARCHES_AT_ONCE, SEARCHES_WAITING
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_public
from pages.parts.kit.desk import public_desk

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

#: Below the root of the application.
SEARCH_ADDRESS = "_fragiscope/chercher"
#: Parameters: what is typed, the level whose territories come first.
TYPED, FIRST = "q", "niveau"

BUSY = "Trop de recherches à la fois. Réessayez dans un instant."
TOO_LONG = f"Recherche trop longue : {SEARCH_LENGTH} caractères au plus sont attendus."
ONLY_READ = "Cette adresse se lit (GET) depuis les pages de Fragiscope."


def root() -> str:
    """Give the path below which the application is served, with its slashes.

    It is asked for when the first visitor comes: the settings are not read before.
    """
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}/" if base else "/"


def search_address() -> Middleware:
    """Make what answers at :data:`SEARCH_ADDRESS`."""
    return Middleware(SearchAddress)


class SearchAddress:
    """Answers searches, and leaves the rest to an application.

    Parameters
    ----------
    app : the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._address = root() + SEARCH_ADDRESS
        self._turns = asyncio.Semaphore(SEARCHES_AT_ONCE)
        self._present = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do it."""
        answer = self._app
        if scope["type"] == "http" and scope["path"] == self._address:
            answer = await self._searched(scope)
        await answer(scope, receive, send)

    async def _searched(self, scope: Scope) -> Response:
        """Find what a request asks for, in its turn."""
        asked_from = Headers(scope=scope).get("sec-fetch-site", "same-origin")
        if scope["method"] not in ("GET", "HEAD") or asked_from not in ("same-origin", "none"):
            return PlainTextResponse(ONLY_READ, 403)
        asked = QueryParams(scope["query_string"])
        typed, level = asked.get(TYPED, ""), asked.get(FIRST, "")
        if len(typed) > SEARCH_LENGTH:
            return PlainTextResponse(TOO_LONG, 400)
        try:
            first = parse_level(level) if level else None
        except UnknownNameError as error:
            return PlainTextResponse(str(error), 400)
        if self._present >= SEARCHES_WAITING:
            return PlainTextResponse(BUSY, 503, headers={"Retry-After": "1"})
        self._present += 1
        try:
            async with self._turns:
                content = await asyncio.to_thread(found, typed, first)
        except FragiscopeError as error:  # damaged data
            return PlainTextResponse(str(error), 503)
        finally:
            self._present -= 1
        return JSONResponse(content, headers={"Cache-Control": "private, max-age=300"})


@cache_public(max_entries=sizes.SEARCHES.entries, show_spinner=False)
def found(typed: str, first: Level | None) -> dict[str, object]:
    """Give what is proposed for a text, as the search box reads it.

    Returns
    -------
    dict
        ``shown``: ``place`` (``level:code``), ``name`` and ``why`` (pieces of text, each with
        whether it was typed), ``context``; ``told``: a sentence on how many there are.
    """
    proposed = suggestions(public_desk(), typed, first)
    shown = [
        {
            "place": str(one.territory),
            "name": one.name,
            "context": one.context,
            "why": one.why,
        }
        for one in proposed.shown
    ]
    return {"shown": shown, "told": proposed.told}
