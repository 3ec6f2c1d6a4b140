"""The Columbus data set (49 neighbourhoods), a published case."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from libpysal.graph import Graph

from geo.neighbours import aligned, read_gal


@pytest.fixture(scope="session")
def columbus(columbus_folder: Path) -> pd.DataFrame:
    frame = gpd.read_file(columbus_folder / "columbus.json")
    indexed: pd.DataFrame = frame.set_index(frame["POLYID"].astype(int).astype(str))
    return indexed


@pytest.fixture(scope="session")
def columbus_graph(columbus_folder: Path, columbus: pd.DataFrame) -> Graph:
    return aligned(read_gal(columbus_folder / "columbus.gal"), columbus.index)
