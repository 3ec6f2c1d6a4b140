"""A small server: the départements and the régions."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import httpx
import pytest
import uvicorn

from atlas.desk.desk import Desk
from atlas.jobs.collections import level_features
from common.levels import Level
from ogc.app import Door
from ogc.server import listening
from ogc.shelf import Shelf

SERVED = (Level.DEPARTEMENT, Level.REGION)


@contextmanager
def served(shelves: list[Shelf]) -> Iterator[httpx.Client]:
    """A server that listens on loopback while it is asked."""
    opened = listening("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(Door(shelves).application(), log_level="critical"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [opened]})
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    with opened, httpx.Client(base_url=f"http://127.0.0.1:{opened.getsockname()[1]}") as client:
        yield client
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def client(desk: Desk) -> Iterator[httpx.Client]:
    with served([Shelf(level_features(desk, level)) for level in SERVED]) as opened:
        yield opened
