from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from common.errors import MissingDataError, NotAvailableError
from common.levels import MAPPED_LEVELS, Level
from common.paths import DATA
from geo.boundaries import read_boundaries
from geo.extents import EXTENTS, METROPOLE, OVERSEAS, extent_of_departement

Boundaries = dict[Level, gpd.GeoDataFrame]

EQUAL_AREA = "EPSG:6933"
#: The CRTE of the Genevois français also covers the two CRTE of the Ain that have their own.
GENEVOIS, PAYS_DE_GEX, BELLEGARDIEN = "crte-84-74-8", "crte-84-01-13", "crte-84-01-14"
COVERAGES = [level for level in MAPPED_LEVELS if level is not Level.CRTE]
LLIVIA_KM2 = 13.0


def area_km2(geometry: gpd.GeoSeries) -> pd.Series[float]:
    areas: pd.Series[float] = geometry.to_crs(EQUAL_AREA).area / 1e6
    return areas


def by_extent(
    boundaries: Boundaries, territories: pd.DataFrame, level: Level
) -> dict[str, gpd.GeoDataFrame]:
    """Split a level into métropole and the DROM, after the région of each territory."""
    rows = territories[territories["level"] == level.value]
    region = rows["code"] if level is Level.REGION else rows["region"]
    names = {extent.region: extent.key for extent in OVERSEAS}
    keys = region.map(lambda code: names.get(code, METROPOLE.key)).to_numpy()
    return dict(iter(boundaries[level].groupby(keys)))


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_each_level_has_every_territory_in_order(
    boundaries: Boundaries, territories: pd.DataFrame, level: Level
) -> None:
    frame = boundaries[level]
    assert list(frame.columns) == ["code", "geometry"]
    assert list(frame["code"]) == list(territories.loc[territories["level"] == level, "code"])
    assert frame.crs == "EPSG:4326"


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_polygons_are_valid_and_wound_as_rfc_7946_wants(
    boundaries: Boundaries, level: Level
) -> None:
    shapes = boundaries[level].geometry.array
    assert set(boundaries[level].geom_type) <= {"Polygon", "MultiPolygon"}
    assert shapely.is_valid(shapes).all()
    assert not shapely.is_empty(shapes).any()
    assert shapely.is_ccw(shapely.get_exterior_ring(shapely.get_parts(shapes))).all()


@pytest.mark.parametrize("level", COVERAGES)
def test_borders_are_shared_in_metropole_and_in_each_drom(
    boundaries: Boundaries, territories: pd.DataFrame, level: Level
) -> None:
    parts = by_extent(boundaries, territories, level)
    assert set(parts) == {extent.key for extent in EXTENTS}
    for key, part in parts.items():
        assert shapely.coverage_is_valid(part.geometry.array), key


@pytest.mark.parametrize("dropped", [{GENEVOIS}, {PAYS_DE_GEX, BELLEGARDIEN}])
def test_crte_share_borders_once_the_doubles_are_set_aside(
    boundaries: Boundaries, territories: pd.DataFrame, dropped: set[str]
) -> None:
    for key, part in by_extent(boundaries, territories, Level.CRTE).items():
        kept = part[~part["code"].isin(dropped)]
        assert shapely.coverage_is_valid(kept.geometry.array), key


def test_crte_overlap_where_communes_belong_to_two_and_nowhere_else(
    boundaries: Boundaries, territories: pd.DataFrame, memberships: pd.DataFrame
) -> None:
    crte = boundaries[Level.CRTE]
    left, right = crte.sindex.query(crte.geometry, predicate="intersects")
    left, right = left[left < right], right[left < right]
    shapes = np.asarray(crte.geometry.array)
    common = gpd.GeoSeries(shapely.intersection(shapes[left], shapes[right]), crs=crte.crs)
    found = pd.Series(
        area_km2(common).to_numpy(),
        index=pd.MultiIndex.from_arrays([crte["code"].iloc[left], crte["code"].iloc[right]]),
    )
    rows = memberships[memberships["level"] == "crte"]
    pairs = rows.merge(rows, on="commune").query("code_x < code_y")
    areas = territories[territories["level"] == "commune"].set_index("code")["area_km2"]
    shared = pairs.join(areas, on="commune").groupby(["code_x", "code_y"])["area_km2"].sum()
    assert len(pairs) == 39
    assert found[found > 0].sort_index().to_dict() == pytest.approx(shared.to_dict(), rel=0.01)


@pytest.mark.parametrize("level", COVERAGES)
def test_the_only_hole_of_the_country_is_llivia(boundaries: Boundaries, level: Level) -> None:
    whole = shapely.get_parts(shapely.coverage_union_all(boundaries[level].geometry.array))
    holes = [shapely.Polygon(ring) for polygon in whole for ring in polygon.interiors]
    areas = area_km2(gpd.GeoSeries(holes, crs="EPSG:4326"))
    assert areas.to_list() == pytest.approx([LLIVIA_KM2], rel=0.02)


@pytest.mark.parametrize(
    ("level", "typical", "worst"),
    # The smallest communes (Vaudherland, 10 ha) change most; see the decision record.
    [
        (Level.COMMUNE, 0.003, 0.13),
        (Level.EPCI, 0.001, 0.015),
        (Level.CRTE, 0.001, 0.035),
        (Level.DEPARTEMENT, 0.0002, 0.005),
        (Level.REGION, 0.0001, 0.001),
    ],
)
def test_generalisation_keeps_areas(
    boundaries: Boundaries, territories: pd.DataFrame, level: Level, typical: float, worst: float
) -> None:
    real = territories.loc[territories["level"] == level, "area_km2"].to_numpy()
    drift = (area_km2(boundaries[level].geometry) / real - 1).abs()
    assert drift.median() < typical
    assert drift.max() < worst


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_the_point_of_a_territory_is_in_its_outline(
    boundaries: Boundaries, territories: pd.DataFrame, level: Level
) -> None:
    rows = territories[territories["level"] == level]
    inside = shapely.contains_xy(boundaries[level].geometry.array, rows["lon"], rows["lat"])
    assert list(rows.loc[~inside, "name"]) == []


def test_islands_keep_their_outline(boundaries: Boundaries) -> None:
    communes = boundaries[Level.COMMUNE].set_index("code").geometry
    # Official areas (IGN) of Ouessant, Yeu and La Désirade, km².
    official = {"29155": 15.58, "85113": 23.32, "97110": 21.12}
    assert area_km2(communes[list(official)]).to_list() == pytest.approx(
        list(official.values()), rel=0.05
    )
    # Bréhat and Sein are reefs and rocks for a good part: the outline follows the source's.
    assert area_km2(communes[["22016", "29083"]]).to_list() == pytest.approx([3.4, 0.44], rel=0.05)


def test_upper_levels_draw_the_same_lines(boundaries: Boundaries) -> None:
    """A région's border is made of départements' borders, vertex for vertex."""
    departements = boundaries[Level.DEPARTEMENT].geometry.array
    regions = boundaries[Level.REGION].geometry.array
    vertices = {tuple(xy) for xy in shapely.get_coordinates(departements)}
    assert {tuple(xy) for xy in shapely.get_coordinates(regions)} <= vertices


def test_each_territory_is_in_its_part_of_the_country(
    boundaries: Boundaries, territories: pd.DataFrame
) -> None:
    extents = {extent.key: extent for extent in EXTENTS}
    for key, part in by_extent(boundaries, territories, Level.COMMUNE).items():
        (south, west), (north, east) = extents[key].corners
        box = shapely.box(west, south, east, north)
        assert shapely.contains(box, part.geometry.array).all()
    assert extent_of_departement("976").region == "06"
    assert extent_of_departement("2B") is METROPOLE


def test_all_the_files_stay_within_their_share_of_the_data_budget() -> None:
    size = sum(path.stat().st_size for path in (DATA / "boundaries").glob("*.parquet"))
    assert size < 12e6


def test_france_has_no_boundary_and_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotAvailableError):
        read_boundaries(Level.FRANCE, DATA)
    with pytest.raises(MissingDataError, match=r"boundaries/epci\.parquet"):
        read_boundaries(Level.EPCI, tmp_path)
