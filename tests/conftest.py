"""What several rooms' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.desk.desk import Desk
from common import assets
from common.paths import ROOT

#: The official files stand beside the project on machines that rebuild the data.
SOURCES = ROOT.parent / "shared" / "data"


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
    return Desk()
