"""The files of everything at once, which whoever runs the server put in a folder, by address.

The server reads them from the disk as they are: they cost a visitor no computation.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse, Response

from atlas.jobs.bundle_folder import BundleFolder, read_bundle
from common.errors import FragiscopeError
from pages.parts.kit.search_address import root

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

#: Environment variable: folder that ``export --all`` wrote.
SETTING = "FRAGISCOPE_BUNDLE"
#: Below the root of the application.
FILES = "_fragiscope/fichiers"
NO_FILE = "Ce serveur n’offre pas ce fichier."
ONLY_READ = "Cette adresse se lit (GET)."


def bundle_folder() -> Path | None:
    """Give the folder that the setting names, None where there is none."""
    named = os.environ.get(SETTING, "").strip()
    return Path(named) if named else None


def offered() -> BundleFolder | None:
    """Read what this server offers, None where the setting is absent.

    Raises
    ------
    FragiscopeError
        As :func:`atlas.jobs.bundle_folder.read_bundle`.
    """
    folder = bundle_folder()
    return None if folder is None else read_bundle(folder)


def file_address(name: str) -> str:
    """Write the address of a file, from the root of the server."""
    return f"{root()}{FILES}/{name}"


def bundle_address() -> Middleware:
    """Make what answers below :data:`FILES`."""
    return Middleware(BundleAddress)


class BundleAddress:
    """Hands out the files of the folder, and leaves the rest to an application.

    Parameters
    ----------
    app : the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._start = file_address("")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let the application do it."""
        answer = self._app
        if scope["type"] == "http" and scope["path"].startswith(self._start):
            answer = self._file(scope)
        await answer(scope, receive, send)

    def _file(self, scope: Scope) -> Response:
        """Find the file of a request among those that the checksums name."""
        if scope["method"] not in ("GET", "HEAD"):
            return PlainTextResponse(ONLY_READ, 405, headers={"Allow": "GET, HEAD"})
        name = scope["path"].removeprefix(self._start)
        folder = bundle_folder()
        try:
            known = {one.name for one in read_bundle(folder).files} if folder else set()
        except FragiscopeError as error:
            return PlainTextResponse(str(error), 503)
        if folder is None or name not in known:
            return PlainTextResponse(NO_FILE, 404)
        return FileResponse(folder / name, filename=name)
