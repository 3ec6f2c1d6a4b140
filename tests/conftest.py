"""What several rooms' tests share."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from atlas.desk.desk import Desk
from atlas.desk.session import desk_in_use
from common import assets
from common.paths import DATA, ROOT

#: The official files stand beside the project on machines that rebuild the data.
SOURCES = ROOT.parent / "shared" / "data"
#: Fixtures that open the data of the whole country, the official files, the application or a base.
WIDE = {"desk", "demonstrating_desk", "sources", "open_page", "session", "browser", "server"}
#: Tests that do so by themselves, below tests/.
WIDE_PLACES = {"browser", "commands", "pages", "pipeline", "test_command_line.py", "test_load.py"}
TESTS = ROOT / "tests"

#: No example of a property is timed: the machines that run it differ (:mod:`tests.speed`).
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
#: `make quick` tries fewer examples of each property.
settings.register_profile("quick", max_examples=10)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a lot, and keep together what shares what it opened."""
    for item in items:
        inside = item.path.is_relative_to(TESTS) and item.path.relative_to(TESTS).parts[0]
        if inside in WIDE_PLACES or WIDE & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.whole)
        # One worker drives the browsers: they share one server.
        alone = item.get_closest_marker("browser") is not None
        item.add_marker(pytest.mark.xdist_group("browser" if alone else item.path.as_posix()))


@pytest.fixture(autouse=True)
def own_main() -> Iterator[None]:
    """Give back the module that was run.

    Streamlit's test runner puts the application in its place and leaves it there; processes that
    are spawned afterwards (the notes of a level) would run the application as their main module.
    """
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(scope="session")
def sources() -> Path:
    if not SOURCES.is_dir():
        pytest.skip("the official source files are not beside the project on this machine")
    return SOURCES


@pytest.fixture(scope="session")
def map_scripts() -> None:
    if not assets.installed():
        pytest.skip("the scripts of the map are not in static/vendor: make assets (needs npm)")


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The data of the project, opened once for all the rooms."""
    return desk_in_use()


@pytest.fixture(scope="session")
def demonstrating_desk(desk: Desk) -> Desk:
    """The same, with the answers of the demonstration survey."""
    return desk.with_demonstration()


@pytest.fixture
def opened_tables(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have commands find the tables that this process has read, and not read them anew."""
    begin = Desk.__init__

    def init(self: Desk, data: Path = DATA, *args: Any, **options: Any) -> None:
        if data == DATA:
            options.setdefault("_shared", desk._shared)
        begin(self, data, *args, **options)

    monkeypatch.setattr(Desk, "__init__", init)
