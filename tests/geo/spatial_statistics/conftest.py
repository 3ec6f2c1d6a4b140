"""The Columbus data set (49 neighbourhoods), a published case."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from libpysal.graph import Graph

from geo.gal_file import read_gal
from geo.neighbours import aligned
from tests.published import CASES


@pytest.fixture(scope="session")
def columbus() -> pd.DataFrame:
    frame = gpd.read_file(CASES / "columbus" / "columbus.json")
    indexed: pd.DataFrame = frame.set_index(frame["POLYID"].astype(int).astype(str))
    return indexed


@pytest.fixture(scope="session")
def columbus_graph(columbus: pd.DataFrame) -> Graph:
    return aligned(read_gal(CASES / "columbus" / "columbus.gal"), columbus.index)
