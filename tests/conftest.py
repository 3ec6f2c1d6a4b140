"""What several rooms' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from atlas.desk.desk import Desk
from common.paths import ROOT

#: The official files stand beside the project on machines that rebuild the data.
SOURCES = ROOT.parent / "shared" / "data"
COLUMBUS = ROOT.parent / "shared" / "cases" / "columbus"


@pytest.fixture(scope="session")
def sources() -> Path:
    if not SOURCES.is_dir():
        pytest.skip("the official source files are not beside the project on this machine")
    return SOURCES


@pytest.fixture(scope="session")
def columbus_folder() -> Path:
    """The Columbus data set (49 neighbourhoods), a published case."""
    if not COLUMBUS.is_dir():
        pytest.skip("the published case columbus is not beside the project on this machine")
    return COLUMBUS


@pytest.fixture(scope="session")
def desk() -> Desk:
    """The data of the project, opened once for all the rooms."""
    return Desk()
