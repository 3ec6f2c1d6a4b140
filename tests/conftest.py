"""What several rooms' tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from common.paths import ROOT

#: The official files stand beside the project on machines that rebuild the data.
SOURCES = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def sources() -> Path:
    if not SOURCES.is_dir():
        pytest.skip("the official source files are not beside the project on this machine")
    return SOURCES
