"""The tables of the repository, read once."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest

from common.levels import MAPPED_LEVELS, Level
from common.paths import DATA
from geo.boundaries import read_boundaries
from geo.search import SearchIndex
from geo.territories import read_memberships, read_territories


@pytest.fixture(scope="session")
def territories() -> pd.DataFrame:
    return read_territories(DATA)


@pytest.fixture(scope="session")
def memberships() -> pd.DataFrame:
    return read_memberships(DATA)


@pytest.fixture(scope="session")
def boundaries() -> dict[Level, gpd.GeoDataFrame]:
    return {level: read_boundaries(level, DATA) for level in MAPPED_LEVELS}


@pytest.fixture(scope="session")
def index(territories: pd.DataFrame) -> SearchIndex:
    return SearchIndex(territories)
