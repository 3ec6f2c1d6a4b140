"""What surrounds the server: the headers of its answers, the addresses that it does not have.

Streamlit answers its empty page to any address, then speaks of it in English; and its figures for
monitoring to anyone.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse

from common.errors import FragiscopeError
from pages.parts.kit.bundle_address import FILES
from pages.parts.kit.door import HOME, SCREENS
from pages.parts.kit.frames import framed_by
from pages.parts.kit.previews import PICTURES
from pages.parts.kit.search_address import SEARCH_ADDRESS, root

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

#: First parts of Streamlit's own addresses; files at the root.
_OWN = {"_stcore", "app", "component", "media", "static"}
_FILES = {"favicon.png", "manifest.json"}
_CLOSED = "_stcore/metrics"
#: Streamlit's addresses by which people log in.
_LOGIN = {"auth/login", "auth/logout", "oauth2callback"}

UNKNOWN_ADDRESS = "Aucune page de Fragiscope n’a cette adresse."
_UNKNOWN_PAGE = f"""<!DOCTYPE html>
<html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Page introuvable – Fragiscope</title>
<body style="font:1.1rem/1.6 sans-serif;max-width:40rem;margin:15vh auto;padding:0 1rem">
<h1>Page introuvable</h1><p>{UNKNOWN_ADDRESS}</p>
<p><a href="%s" style="color:#4b1a5c">Aller à l’accueil</a></p></body></html>
"""


def gate() -> Middleware:
    """Make what surrounds the server; a setting that is wrong stops it before it starts."""
    try:
        return Middleware(Gate, framed_by())
    except FragiscopeError as error:
        sys.exit(str(error))


class Gate:
    """Surrounds an application.

    Parameters
    ----------
    app : the application.
    frames : who may show its pages in a frame, as :func:`framed_by` gives it.
    """

    def __init__(self, app: ASGIApp, frames: str) -> None:
        self._app = app
        self._root = root()
        self._headers = {
            "Content-Security-Policy": f"frame-ancestors {frames}",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self._headers)
            await send(message)

        answer = self._app
        if not known(scope["path"].removeprefix(self._root.rstrip("/"))):
            answer = HTMLResponse(_UNKNOWN_PAGE % self._root, status_code=404)
        await answer(scope, receive, send_with_headers)


def known(path: str) -> bool:
    """Tell whether an address, below the root of the application, is one that it has.

    >>> [known(path) for path in ("/", "/carte", "/carte/", "/_stcore/health", "/app/static/x.js")]
    [True, True, True, True, True]
    >>> [known(path) for path in ("/cartes", "/a/carte", "/ ", "/_stcore/metrics", "/index.html")]
    [False, False, False, False, False]
    """
    path = path.strip("/")
    if path in _LOGIN or path == SEARCH_ADDRESS or path.startswith((f"{PICTURES}/", f"{FILES}/")):
        return True
    if "/" in path:
        return path.split("/")[0] in _OWN and path != _CLOSED
    return path in {"", *_FILES, *(name for name, *_ in SCREENS)} - {HOME}
