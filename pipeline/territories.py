"""Build the table of territories and the table of their communes.

Writes ``boundaries/territories.parquet`` and ``boundaries/memberships.parquet``.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from common.errors import InvalidDataError
from common.levels import FRANCE_CODE, LEVEL_RANKS, UPPER_LEVELS, Level, is_code
from pipeline.parquet import write_table
from pipeline.passage import Passage, read_passage
from pipeline.sources import source_file
from pipeline.territory_sources import (
    read_areas,
    read_communes,
    read_crte,
    read_density,
    read_former,
    read_groups,
)

COLUMNS = (
    "level",
    "code",
    "name",
    "population",
    "population_year",
    "area_km2",
    "lon",
    "lat",
    "epci",
    "departement",
    "region",
    "postcodes",
    "density",
    "aliases",
    "former_codes",
    "recoded_from",
)
SOURCE_GEOMETRY = "boundaries/communes_2026_hd100m_wgs84.parquet"
#: World equal-area projection (EASE-Grid 2.0): areas compare between métropole and the DROM.
EQUAL_AREA = "EPSG:6933"
POPULATION_YEAR = 2023
_MAYOTTE, _MAYOTTE_YEAR = "976", 2017
_OVERSEAS = "97"
#: About 200 m.
_MARGIN_DEGREES = 0.002


def build_territories(sources: Path, data: Path) -> None:
    """Write both tables under ``data``; ``sources`` holds the official files.

    Raises
    ------
    InvalidDataError
        If the code lists and the geometry do not name the same communes, or a code is malformed.
    MissingDataError
        If a source file is absent.
    """
    communes = _communes(sources)
    upper, memberships = _upper_territories(sources, communes)
    territories = pd.concat([communes, upper], ignore_index=True)
    _check(territories)
    order = territories["level"].map(LEVEL_RANKS)
    territories = territories.assign(order=order).sort_values(["order", "code"])
    folder = data / "boundaries"
    write_table(territories[list(COLUMNS)].reset_index(drop=True), folder / "territories.parquet")
    write_table(memberships, folder / "memberships.parquet")


def read_source_geometry(sources: Path) -> gpd.GeoDataFrame:
    """Read the outlines of the communes: code, geometry (EPSG:4326, about 100 m), by code."""
    frame = gpd.read_parquet(source_file(sources, SOURCE_GEOMETRY), columns=["code", "geometry"])
    return frame.sort_values("code", ignore_index=True)


def _communes(sources: Path) -> pd.DataFrame:
    """Give the communes, with the columns of the table of territories."""
    communes = read_communes(sources)
    members = read_groups(sources, "epci")[1]
    geometry = read_source_geometry(sources)
    if list(geometry["code"]) != list(communes["code"]):
        odd = sorted(set(geometry["code"]) ^ set(communes["code"]))
        raise InvalidDataError(
            SOURCE_GEOMETRY, [f"commune sans contour ou hors du COG : {code}" for code in odd]
        )
    point = _inner_points(geometry.geometry)
    communes["level"] = Level.COMMUNE.value
    communes["area_km2"] = (geometry.geometry.to_crs(EQUAL_AREA).area / 1e6).round(4)
    communes["lon"] = shapely.get_x(point).round(5)
    communes["lat"] = shapely.get_y(point).round(5)
    communes["epci"] = communes["code"].map(members.set_index("commune")["code"])
    passage = read_passage(sources)
    density = read_density(sources)
    communes["density"] = (
        communes["code"].map(density).fillna(communes["code"].map(_under_old(density, passage)))
    )
    communes["former_codes"] = communes["code"].map(_by_commune(_former(sources, passage)))
    communes["recoded_from"] = communes["code"].map(_by_commune(passage.recoded))
    mayotte = communes["departement"] == _MAYOTTE
    communes["population_year"] = np.where(mayotte, _MAYOTTE_YEAR, POPULATION_YEAR)
    communes["population_year"] = communes["population_year"].astype("Int16")
    return communes


def _former(sources: Path, passage: Passage) -> pd.Series[str]:
    """Give the commune (index: old code) of every old code that a source or a reader may use."""
    listed = read_former(sources)
    others = listed[~listed.index.isin(passage.table.index) & listed.isin(passage.current)]
    former = pd.concat([passage.table, others])
    return former[former != former.index].dropna()


def _under_old(told: pd.Series[str], passage: Passage) -> pd.Series[str]:
    """Give what an older file tells of a commune under the code that it had before."""
    recoded = passage.recoded[passage.recoded.index.isin(told.index)]
    found = pd.Series(told[recoded.index].to_numpy(), index=recoded.to_numpy(), dtype="str")
    return found[~found.index.duplicated()]


def _by_commune(current: pd.Series[str]) -> pd.Series[str]:
    """List old codes by commune of today, separated by spaces."""
    pairs = pd.DataFrame({"old": current.index, "code": current.to_numpy()}).sort_values("old")
    return pairs.groupby("code")["old"].agg(" ".join)


def _inner_points(geometry: gpd.GeoSeries) -> np.ndarray:
    """Give the centroid where it lies well inside the shape, else the most interior point.

    "Well inside" leaves room for generalisation: the point must stay in the outline that is shown.
    """
    shapes = np.asarray(geometry.array)
    points = shapely.centroid(shapes)
    margin = shapely.distance(points, shapely.boundary(shapes))
    doubtful = ~shapely.contains_properly(shapes, points) | (margin < _MARGIN_DEGREES)
    radius = shapely.maximum_inscribed_circle(shapes[doubtful], tolerance=_MARGIN_DEGREES / 20)
    points[doubtful] = shapely.get_point(radius, 0)
    return points


def _upper_territories(sources: Path, communes: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the upper territories and France, and the memberships."""
    epci, epci_members = read_groups(sources, "epci")
    crte, crte_members = read_crte(sources, communes)
    names = {
        Level.EPCI: epci,
        Level.CRTE: crte,
        Level.DEPARTEMENT: read_areas(sources, "departement"),
        Level.REGION: read_areas(sources, "region"),
        Level.FRANCE: pd.DataFrame({"code": [FRANCE_CODE], "name": ["France"]}),
    }
    members = {Level.EPCI: epci_members, Level.CRTE: crte_members}
    for level in (Level.DEPARTEMENT, Level.REGION):
        members[level] = communes[[level.value, "code"]].set_axis(
            ["code", "commune"], axis="columns"
        )
    members[Level.FRANCE] = pd.DataFrame({"code": FRANCE_CODE, "commune": communes["code"]})
    upper = pd.concat(
        [_summed(level, names[level], members[level], communes) for level in names],
        ignore_index=True,
    )
    memberships = pd.concat(
        [
            members[level].assign(level=level.value).sort_values(["code", "commune"])
            for level in UPPER_LEVELS
        ],
        ignore_index=True,
    )
    return upper, memberships[["level", "code", "commune"]]


def _summed(
    level: Level, names: pd.DataFrame, members: pd.DataFrame, communes: pd.DataFrame
) -> pd.DataFrame:
    """Sum the communes of each territory of a level and find its parents and its point."""
    joined = members.merge(communes, left_on="commune", right_on="code", suffixes=("", "_commune"))
    grouped = joined.groupby("code", sort=True)
    frame = names[["code", "name"]].set_index("code")
    frame["level"] = level.value
    frame["population"] = grouped["population"].sum(min_count=1)
    frame["population_year"] = grouped["population_year"].max()
    frame["area_km2"] = grouped["area_km2"].sum().round(4)
    frame[["lon", "lat"]] = _middle(joined)
    if level in (Level.EPCI, Level.CRTE, Level.DEPARTEMENT):
        frame["region"] = _main_parent(joined, "region")
    if level in (Level.EPCI, Level.CRTE):
        frame["departement"] = _main_parent(joined, "departement")
    return frame.reset_index()


def _main_parent(joined: pd.DataFrame, parent: str) -> pd.Series:
    """Give, by territory, the parent that holds most of its population (ties: lowest code)."""
    held = joined.groupby(["code", parent])["population"].sum().reset_index()
    held = held.sort_values(["code", "population", parent], ascending=[True, False, True])
    return held.drop_duplicates("code").set_index("code")[parent]


def _middle(joined: pd.DataFrame) -> pd.DataFrame:
    """Give, by territory, the point of the member commune nearest to the middle of them all.

    The middle of France is that of métropole. Distances are compared in degrees with longitudes
    shortened by the latitude, which is enough to choose the nearest.
    """
    if joined["code"].eq(FRANCE_CODE).all():
        joined = joined[~joined["commune"].str.startswith(_OVERSEAS)]
    weighted = joined.assign(
        x=joined["lon"] * joined["area_km2"], y=joined["lat"] * joined["area_km2"]
    )
    sums = weighted.groupby("code")[["x", "y", "area_km2"]].sum()
    centre = sums[["x", "y"]].div(sums["area_km2"], axis="index").loc[joined["code"]]
    dx = (joined["lon"].to_numpy() - centre["x"].to_numpy()) * np.cos(np.radians(joined["lat"]))
    dy = joined["lat"].to_numpy() - centre["y"].to_numpy()
    ranked = joined.assign(distance=dx**2 + dy**2).sort_values(["code", "distance", "commune"])
    return ranked.drop_duplicates("code").set_index("code")[["lon", "lat"]]


def _check(territories: pd.DataFrame) -> None:
    """Refuse malformed codes, duplicates and territories without communes, all at once."""
    faults = [
        f"code mal formé : {level}:{code}"
        for level, code in zip(territories["level"], territories["code"], strict=True)
        if not is_code(Level(level), code)
    ]
    for what, rows in {
        "en double": territories.duplicated(["level", "code"]),
        "sans commune": territories["area_km2"].isna(),
    }.items():
        keys = territories.loc[rows, "level"] + ":" + territories.loc[rows, "code"]
        faults += [f"territoire {what} : {key}" for key in keys]
    if faults:
        raise InvalidDataError("territories.parquet", faults)
