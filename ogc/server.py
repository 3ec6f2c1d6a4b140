"""The server itself: where it listens, and how it stops."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable
from types import FrameType

import uvicorn
from starlette.applications import Starlette

from common.errors import NotKeptError

#: Connections that are served at once; the others are told to come back.
_MOST_AT_ONCE = 200
_WAITING = 128


def listening(host: str, port: int) -> socket.socket:
    """Open the port of the server; 0 takes one that is free.

    Raises
    ------
    NotKeptError
        If it is taken, or the address is not of this machine.
    """
    try:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        return socket.create_server((host, port), family=family, backlog=_WAITING)
    except OSError as error:
        raise NotKeptError(
            f"L’adresse {host}, port {port}, ne peut pas être ouverte ({error.strerror}) : "
            "choisissez-en une autre par --port ou --host."
        ) from None


def run(application: Starlette, opened: socket.socket, ready: Callable[[], None]) -> None:
    """Serve until the process is told to stop (Ctrl + C, SIGTERM); requests under way end first.

    Parameters
    ----------
    application : what answers.
    opened : as :func:`listening` gives it; it is closed at the end.
    ready : called once requests are answered.
    """
    # What uvicorn raises again once it has stopped: an end like another.
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, _end)
    server = _Server(
        uvicorn.Config(
            application,
            log_level="warning",
            server_header=False,
            limit_concurrency=_MOST_AT_ONCE,
            timeout_keep_alive=30,
            timeout_graceful_shutdown=10,
        )
    )
    server.ready = ready
    with opened:
        server.run(sockets=[opened])


class _Server(uvicorn.Server):
    """Says when it answers."""

    ready: Callable[[], None]

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self.ready()


def _end(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)
