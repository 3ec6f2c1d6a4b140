"""The limits that the build draws are those of the boundaries."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from atlas.desk.desk import Desk
from common.errors import MissingDataError
from common.levels import Level
from common.paths import DATA
from geo.limits import LEVELS, draw_limits, read_limits


@pytest.mark.parametrize("level", LEVELS)
def test_the_stored_limits_are_those_of_the_boundaries(desk: Desk, level: Level) -> None:
    stored = read_limits(level, DATA)
    drawn = draw_limits(desk.shapes(level))
    assert stored["line"].tolist() == list(range(len(drawn)))
    assert stored.crs == drawn.crs
    assert shapely.equals_exact(stored.geometry.to_numpy(), drawn.to_numpy()).all()


def test_two_squares_share_one_line() -> None:
    first, second = shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)
    lines = draw_limits(gpd.GeoSeries([first, second]))
    assert shapely.length(lines.to_numpy()).sum() == 7
    assert lines.geom_type.unique().tolist() == ["LineString"]


def test_absent_limits_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"limits/region\.parquet"):
        read_limits(Level.REGION, tmp_path)
