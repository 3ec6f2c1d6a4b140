"""Streamlit's own scripts and styles, compressed once each: a first visit is mostly made of them.

Streamlit serves them as they are (2.4 MB for Accueil), since it would compress them again at each
request and expects a proxy that does it; kept, each costs some milliseconds once.
"""

from __future__ import annotations

import gzip
import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import Response
from streamlit.file_util import get_static_dir

from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_public
from pages.parts.kit.search_address import root

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

#: Folders of Streamlit's files, below its address ``static/``, and what they hold.
FOLDERS = {"js": ".js", "css": ".css"}
#: As Streamlit: a file of another content has another name.
_FOREVER = "public, immutable, max-age=31536000"


def compressed() -> Middleware:
    """Make what answers for Streamlit's own files."""
    return Middleware(Compressed)


class Compressed:
    """Answers with Streamlit's files, compressed, to who reads them so; leaves the rest.

    Parameters
    ----------
    app : the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._address = f"{root()}static/"
        folder = Path(get_static_dir()) / "static"
        self._files = {
            f"{self._address}{kind}/{file.name}": file
            for kind, ending in FOLDERS.items()
            for file in (folder / kind).glob(f"*{ending}")
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do it."""
        answer = self._app
        file = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if file is not None and _takes(scope):
            answer = Response(
                await run_in_threadpool(content, file),
                headers={
                    "Cache-Control": _FOREVER,
                    "Content-Encoding": "gzip",
                    "Vary": "Accept-Encoding",
                },
                media_type=mimetypes.guess_type(file.name)[0],
            )
        await answer(scope, receive, send)


def _takes(scope: Scope) -> bool:
    """Tell whether a request takes the whole of a file, compressed."""
    headers = Headers(scope=scope)
    return (
        scope["method"] == "GET"
        and "gzip" in headers.get("accept-encoding", "")
        and "range" not in headers
    )


@cache_public(max_entries=sizes.SCRIPTS.entries, show_spinner=False)
def content(file: Path) -> bytes:
    """Compress a file, the first time that it is asked for."""
    return gzip.compress(file.read_bytes(), 9, mtime=0)
