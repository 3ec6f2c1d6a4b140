"""Density of the real records: in the right place on the map, whole and described in the file."""

from __future__ import annotations

import base64
import io
import math
from pathlib import Path

import folium
import numpy as np
import pandas as pd
import pytest
import rasterio
from matplotlib.image import imread
from rio_cogeo.cogeo import cog_validate

from atlas.desk.desk import Desk
from atlas.jobs.density import run_density
from atlas.maps.density import DensityMap, density_map
from atlas.maps.density_layer import furnish_density
from atlas.partnerships.density_surface import located
from atlas.partnerships.overlay import records_for
from common.errors import NotAvailableError, UnknownNameError
from geo.extents import EXTENTS

#: Inland towns, where the whole kernel stands on inhabited land.
CONTROL_POINTS = {
    "Rennes": (-1.6794, 48.1147),
    "Lyon": (4.8320, 45.7578),
    "Toulouse": (1.4442, 43.6045),
    "Saint-Pierre": (55.5200, -21.2500),
}
RADIUS = 10_000


def placed(desk: Desk, points: dict[str, tuple[float, float]]) -> pd.DataFrame:
    """Make records of our own, each at one point."""
    rows = desk.records.head(len(points)).copy()
    rows["record"] = list(points)
    rows["lon"], rows["lat"] = zip(*points.values(), strict=True)
    return rows


@pytest.fixture(scope="module")
def drawn(desk: Desk) -> DensityMap:
    return density_map(desk, placed(desk, CONTROL_POINTS), "points de contrôle", RADIUS)


@pytest.mark.parametrize("town", CONTROL_POINTS)
def test_control_points_are_where_leaflet_draws_them(drawn: DensityMap, town: str) -> None:
    lon, lat = CONTROL_POINTS[town]
    picture = next(
        p
        for p in drawn.pictures
        if p.bounds[0] < lon < p.bounds[2] and p.bounds[1] < lat < p.bounds[3]
    )
    opaque = imread(io.BytesIO(base64.b64decode(picture.url.partition(",")[2])))[..., 3] > 0
    west, south, east, north = picture.bounds
    height, width = opaque.shape
    # Leaflet stretches a picture linearly between its edges in EPSG:3857.
    column = (lon - west) / (east - west) * width
    row = (mercator(north) - mercator(lat)) / (mercator(north) - mercator(south)) * height
    pixel = math.radians((east - west) / width) * 6_378_137 * math.cos(math.radians(lat))
    reach = math.ceil(1.5 * RADIUS / pixel)
    top, left = int(row) - reach, int(column) - reach
    window = opaque[max(top, 0) : top + 2 * reach + 1, max(left, 0) : left + 2 * reach + 1]
    rows, columns = np.nonzero(window)
    assert len(rows) > math.pi * (0.7 * RADIUS / pixel) ** 2 / 2  # half a disc at least
    if town == "Saint-Pierre":  # by the sea: the disc is cut, its land part is around the point
        assert opaque[int(row), int(column)]
        return
    assert columns.mean() + 0.5 + max(left, 0) == pytest.approx(column, abs=1)
    assert rows.mean() + 0.5 + max(top, 0) == pytest.approx(row, abs=1)


def mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def test_the_radius_is_asked_or_worked_out_by_part_of_the_country(desk: Desk) -> None:
    records = records_for(desk, "numerique")
    asked = density_map(desk, records, "Numérique", 15_000)
    assert set(asked.bandwidths.values()) == {15_000}
    assert asked.note == "partenariats pour 10 000 habitants, rayon 15\u00a0km"
    own = density_map(desk, records, "Numérique")
    assert set(own.bandwidths) == {extent.key for extent in EXTENTS}
    assert own.bandwidths["metropole"] > own.bandwidths["martinique"]
    assert len(own.pictures) == len(EXTENTS)
    assert len(own.labels) == len(own.colours)


def test_no_point_makes_an_empty_map_that_says_so(desk: Desk) -> None:
    wide = desk.records[desk.records["territories"].str.startswith("region:", na=False)].head(3)
    assert located(desk, wide.assign(lon=np.nan, lat=np.nan)).empty
    made = density_map(desk, wide.assign(lon=np.nan, lat=np.nan), "x")
    assert (made.pictures, made.colours, made.labels) == ((), (), ())
    group = folium.FeatureGroup()
    furnish_density(group, made, "topright")
    assert len(group._children) == 1  # its legend
    assert made.note == "aucun partenariat localisé par un point"


def test_the_file_is_a_strict_cog_that_says_what_it_is(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "density.tif"
    done = run_density(desk, path, domain="numerique", cell=2_000, bandwidth=20_000)
    assert cog_validate(path, strict=True) == (True, [], [])
    with rasterio.open(path) as file:
        assert (file.crs.to_epsg(), file.res, file.count) == (2154, (2_000, 2_000), 1)
        assert math.isnan(file.nodata)
        assert file.units == ("partenariats par km²",)
        tags = file.tags()
        mass = np.nansum(file.read(1), dtype="float64") * 4
    assert mass == pytest.approx(done.made.weight, rel=1e-5)
    assert done.made.records == int(tags["RECORDS"])
    assert tags["TITLE"] == "Densité de partenariats – Accès au numérique – Métropole"
    assert (tags["DOMAIN"], tags["BANDWIDTH_M"]) == ("numerique", "20000")
    assert "CATEGORY" not in tags
    assert tags["DATA_VERSION"] == desk.manifest.version
    assert "Licence Ouverte 2.0" in tags["LICENCES"]
    assert "Conseillers numériques" in tags["SOURCES"] or "France Services" in tags["SOURCES"]
    again = tmp_path / "again.tif"
    run_density(desk, again, domain="numerique", cell=2_000, bandwidth=20_000)
    assert path.read_bytes() == again.read_bytes()


@pytest.mark.parametrize(("extent", "epsg"), [("mayotte", 4471), ("guadeloupe", 5490)])
def test_each_drom_has_its_own_file_and_metres(
    desk: Desk, tmp_path: Path, extent: str, epsg: int
) -> None:
    done = run_density(desk, tmp_path / "d.tif", extent=extent, cell=500, per_inhabitant=True)
    with rasterio.open(tmp_path / "d.tif") as file:
        assert file.crs.to_epsg() == epsg
        assert file.units == ("partenariats pour 10 000 habitants",)
    assert f"EPSG:{epsg}" in done.sentences[0]
    assert "d’après les données" in done.sentences[0]


def test_what_cannot_be_drawn_is_refused_and_nothing_is_written(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "d.tif"
    with pytest.raises(UnknownNameError, match="metropole"):
        run_density(desk, path, extent="métropole")
    with pytest.raises(NotAvailableError, match="n’a de point"):
        run_density(desk, path, category="mecenat")
    assert not path.exists()
