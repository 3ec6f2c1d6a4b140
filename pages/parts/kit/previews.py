"""What a page says before any script: title, description, picture, first words, by address.

Streamlit serves it empty. Whoever makes a preview of a pasted link (a mail reader, a messenger)
runs no script, and whoever opens it waits for some: the words must be in the page that is served.
The pictures of places are drawn on demand, few in a minute.
"""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from typing import TYPE_CHECKING

from markupsafe import Markup
from starlette.datastructures import Headers, MutableHeaders, QueryParams
from starlette.middleware import Middleware
from starlette.responses import Response

from common.errors import FragiscopeError
from common.levels import Territory
from common.limits import PREVIEW_QUERY, PREVIEWS_A_MINUTE, PREVIEWS_WAITING
from common.public_address import configured_address, page_address, site_address
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data
from pages.parts.kit.desk import public_desk
from pages.parts.kit.door import HOME, SCREENS
from pages.parts.kit.first_paint import FIRST_PAINT_HEAD, WITHOUT_SCRIPT, first_paint
from pages.parts.kit.preview_words import (
    DESCRIPTION,
    DESCRIPTIONS,
    PRODUCT,
    PROMISE,
    Preview,
    picture_name,
    pictured_place,
    preview_of,
)
from pages.parts.kit.search_address import root

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: Below the root of the application: pictures of places and of pages.
PICTURES = "_fragiscope/apercu"
_TITLES = {name: title for name, title, _ in SCREENS}
#: Page whose picture stands for that of a place.
_OF_PLACES = "territoire"
#: Ends the titles of pages; the bar of the page says it.
_SUFFIX = " – Fragiscope"
#: In the address of a page that another site frames.
_ALONE = b"embed=true"
_MINUTE, _DAY = 60.0, 86_400.0
_LANG, _TITLE = re.compile(r'<html lang="[^"]*">'), re.compile(r"<title>[^<]*</title>")
_NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
_HEAD = Markup(
    '<title>{title}</title><meta name="description" content="{description}" />'
    '<meta property="og:site_name" content="Fragiscope" /><meta property="og:type" '
    'content="website" /><meta property="og:locale" content="fr_FR" />'
    '<meta property="og:title" content="{title}" />'
    '<meta property="og:description" content="{description}" />'
)
_WHERE = Markup('<meta property="og:url" content="{address}" />')
_PICTURE = Markup(
    '<meta property="og:image" content="{picture}" /><meta property="og:image:width" '
    'content="1200" /><meta property="og:image:height" content="630" />'
    '<meta property="og:image:alt" content="{title}" />'
    '<meta name="twitter:card" content="summary_large_image" />'
)
_BODY = Markup(
    "<noscript>{style}<h1>{title}</h1><p>{description}</p><p>Fragiscope a besoin de JavaScript.</p>"
    "</noscript>{first}"
)
#: Of a request for a page: what would have the server answer without its words.
_LEFT_OUT = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}


def previews() -> Middleware:
    """Make what gives each page its words and its picture."""
    return Middleware(Previews)


class Previews:
    """Gives pages their words, answers for pictures, leaves the rest to an application.

    Parameters
    ----------
    app : the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._root = root()
        self._turn = asyncio.Lock()
        self._present = 0
        self._drawn: deque[float] = deque()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do it."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            await self._app(scope, receive, send)
            return
        path = scope["path"].removeprefix(self._root.rstrip("/")).strip("/")
        if path.startswith(f"{PICTURES}/"):
            answer = await self._picture(path.removeprefix(f"{PICTURES}/"))
            await answer(scope, receive, send)
        elif path == "" or path in _TITLES:
            await self._page(path, scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _page(self, path: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the page of the application with the words of its address."""
        told = await asyncio.to_thread(_told, path, scope["query_string"])
        head = _head(told, path, _site(scope, self._root))
        kept = [(name, value) for name, value in scope["headers"] if name not in _LEFT_OUT]
        start: Message = {}
        body = b""

        async def with_words(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            headers = MutableHeaders(scope=start)
            worded = body
            if headers.get("content-type", "").startswith("text/html"):
                first = first_paint(
                    path, told.title.removesuffix(_SUFFIX), alone=_ALONE in scope["query_string"]
                )
                worded = _worded(body.decode("utf-8"), told, head, first).encode()
                headers["content-length"] = str(len(worded))
                for name in ("etag", "last-modified", "accept-ranges"):
                    del headers[name]
            await send(start)
            await send({"type": "http.response.body", "body": worded})

        # The application answers HEAD without the page whose length is told.
        await self._app({**scope, "method": "GET", "headers": kept}, receive, with_words)

    async def _picture(self, name: str) -> Response:
        """Draw a page, or a place, unless too much is asked: its page then stands for it."""
        page, place = name.removesuffix(".png"), None
        if page not in _TITLES or name == page:
            try:
                place = await asyncio.to_thread(_pictured, name)
            except FragiscopeError:
                return Response("Aucune image n’a cette adresse.", 404, media_type="text/plain")
            page = _OF_PLACES
        if place is not None and self._present < PREVIEWS_WAITING:
            self._present += 1
            try:
                async with self._turn:
                    if self._allowed():
                        return _image(await asyncio.to_thread(place_picture, place), _DAY)
            except FragiscopeError:
                pass  # damaged data: the pages say so
            finally:
                self._present -= 1
        async with self._turn:
            return _image(await asyncio.to_thread(page_picture, page), _MINUTE)

    def _allowed(self) -> bool:
        """Count what is asked in a minute."""
        now = time.monotonic()
        while self._drawn and now - self._drawn[0] > _MINUTE:
            self._drawn.popleft()
        if len(self._drawn) >= PREVIEWS_A_MINUTE:
            return False
        self._drawn.append(now)
        return True


@cache_data(max_entries=sizes.PREVIEWS.entries, show_spinner=False)
def place_picture(place: Territory) -> bytes:
    """Draw the card of a place once."""
    from reports.documents.card import card_of  # noqa: PLC0415 - only where a link is pasted
    from reports.layout.card import card_png  # noqa: PLC0415

    return card_png(card_of(public_desk(), place))


@cache_data(max_entries=sizes.PAGE_PREVIEWS.entries, show_spinner=False)
def page_picture(page: str) -> bytes:
    """Draw the card of a page once."""
    from reports.documents.card import page_card  # noqa: PLC0415
    from reports.layout.card import card_png  # noqa: PLC0415

    title = PROMISE if page == HOME else _TITLES[page]
    return card_png(page_card(public_desk(), title, DESCRIPTIONS.get(page, DESCRIPTION)))


def _pictured(name: str) -> Territory:
    return pictured_place(public_desk(), name)


def _image(content: bytes, seconds: float) -> Response:
    """Answer a picture that others may keep for a while."""
    kept = {"Cache-Control": f"public, max-age={seconds:.0f}"}
    return Response(content, media_type="image/png", headers=kept)


def _told(path: str, query: bytes) -> Preview:
    """Give the words of an address; those of the product where the data cannot be read."""
    asked = dict(QueryParams(query)) if len(query) <= PREVIEW_QUERY else {}
    try:
        return preview_of(public_desk(), path, _TITLES[path or HOME], asked)
    except FragiscopeError:
        return Preview(PRODUCT, DESCRIPTION)


def _head(told: Preview, path: str, site: str) -> Markup:
    """Write what the head of the page says; without an address, no picture can be named."""
    texts = {"title": told.title, "description": told.description}
    head = _HEAD.format(**texts)
    if site:
        head += _WHERE.format(address=page_address(site, path, told.query))
        name = picture_name(told.place) if told.place else f"{path or HOME}.png"
        head += _PICTURE.format(picture=f"{site}/{PICTURES}/{name}", **texts)
    return head


def _worded(page: str, told: Preview, head: Markup, first: Markup) -> str:
    page = _LANG.sub('<html lang="fr">', page, count=1)
    page = _TITLE.sub(lambda _: str(head + FIRST_PAINT_HEAD), page, count=1)
    said = _BODY.format(
        style=WITHOUT_SCRIPT, title=told.title, description=told.description, first=first
    )
    return _NOSCRIPT.sub(lambda _: str(said), page, count=1)


def _site(scope: Scope, root: str) -> str:
    """Give the address of this server, that of its configuration or of the request; "" if none."""
    try:
        known = configured_address()
        host = Headers(scope=scope).get("host", "")
        return known or (site_address(f"{scope['scheme']}://{host}{root}") if host else "")
    except FragiscopeError:
        return ""
