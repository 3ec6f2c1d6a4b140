"""Density surfaces: nothing is lost, everything is in the right place, files open elsewhere."""

from __future__ import annotations

import math
import tracemalloc
from functools import partial
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Transformer
from scipy.ndimage import convolve
from shapely import box, union_all

from common.errors import InvalidDataError
from common.levels import Level
from common.palette import sequential
from common.paths import DATA
from geo.boundaries import read_boundaries
from geo.density import Land, Surface, convolved, density, kernel, land_grid, relative
from geo.extents import EXTENTS, METROPOLE
from geo.projection import extent_keys, project, projected_crs
from geo.raster_io import overlay, to_cog, to_png
from tests.speed import within

LAMBERT = "EPSG:2154"
#: An island of 40 × 30 km with a bay, and an islet of one cell 3 km away.
ISLAND = union_all(
    [
        box(600_000, 6_600_000, 640_000, 6_630_000).difference(
            box(615_000, 6_600_000, 625_000, 6_615_000)
        ),
        box(643_000, 6_610_000, 644_000, 6_611_000),
    ]
)


def island(cell: float = 1_000) -> Land:
    return land_grid(gpd.GeoSeries([ISLAND], crs=LAMBERT), LAMBERT, cell)


def at(surface: Surface, x: float, y: float) -> float:
    column, row = ~surface.transform @ (x, y)
    return float(surface.values[int(row), int(column)])


@given(
    st.lists(
        st.tuples(
            st.floats(600_000, 639_999),
            st.floats(6_615_000, 6_629_999),
            st.floats(0, 1_000),
        ),
        min_size=1,
        max_size=30,
    ),
    st.sampled_from([1_000, 2_500, 7_000, 60_000]),
)
@settings(max_examples=40)
def test_the_mass_is_conserved_at_coasts(
    points: list[tuple[float, float, float]], bandwidth: float
) -> None:
    x, y, weights = (np.array(column) for column in zip(*points, strict=True))
    surface = density(x, y, weights, island(), bandwidth)
    # float32 holds seven digits
    assert surface.mass == pytest.approx(weights.sum(), rel=1e-5, abs=1e-9)
    assert np.nanmin(surface.values) >= 0


def test_nothing_falls_in_the_sea() -> None:
    land = island()
    surface = density([614_900], [6_605_000], [1.0], land, 5_000)
    assert np.isnan(surface.values[~land.mask]).all()
    assert np.isfinite(surface.values[land.mask]).all()


def test_inland_values_are_those_of_the_formula() -> None:
    # At the centres of cells of 500 m.
    surface = density([630_250], [6_622_750], [1.0], island(500), 5_000)
    peak = 3 / (math.pi * 5**2)  # 1 over the volume under the kernel, per km²
    assert at(surface, 630_250, 6_622_750) == pytest.approx(peak, rel=0.02)
    assert at(surface, 632_750, 6_622_750) == pytest.approx(peak * (1 - 0.25) ** 2, rel=0.02)
    assert at(surface, 635_750, 6_622_750) == 0


def test_points_count_from_where_they_are_inside_their_cell() -> None:
    land = island(500)
    rng = np.random.default_rng(5)
    x, y = rng.uniform(612_000, 628_000, 20), rng.uniform(6_621_000, 6_624_000, 20)
    rows, columns = np.nonzero(land.mask)
    east, north = land.transform @ (columns + 0.5, rows + 0.5)
    expected = np.zeros(len(rows))
    for px, py in zip(x, y, strict=True):
        squared = ((east - px) ** 2 + (north - py) ** 2) / 5_000**2
        expected += np.where(squared < 1, (1 - squared) ** 2, 0) * 3 / (math.pi * 5**2)
    found = density(x, y, np.ones(20), land, 5_000).values[land.mask]
    # What the coast gives back is not in the formula: only what lies far from it is compared.
    inner = (north > 6_620_000) & (north < 6_625_000) & (east > 611_000) & (east < 629_000)
    assert np.count_nonzero(inner) > 100
    error = np.abs(found - expected)[inner] / expected.max()
    assert error.max() < 0.015
    assert np.median(error) < 0.003


def test_the_transform_gives_what_a_loop_over_points_gives() -> None:
    land = island()
    rng = np.random.default_rng(3)
    # At centres of cells: elsewhere, a point is shared between four of them.
    x, y = 500 + 1_000 * rng.integers(600, 640, 25), 500 + 1_000 * rng.integers(6_616, 6_630, 25)
    weights = rng.uniform(0, 5, 25)
    rows, columns = np.nonzero(land.mask)
    expected = np.zeros(land.mask.shape)
    for px, py, weight in zip(x, y, weights, strict=True):
        column, row = (int(v) for v in ~land.transform @ (px, py))
        squared = ((rows - row) ** 2 + (columns - column) ** 2) / 4.0**2
        spread = np.where(squared < 1, (1 - squared) ** 2, 0)
        expected[rows, columns] += weight * spread / spread.sum()
    surface = density(x, y, weights, land, 4_000)
    assert surface.values[land.mask] == pytest.approx(expected[land.mask], rel=1e-5, abs=1e-9)


def test_a_point_just_off_the_coast_goes_ashore() -> None:
    surface = density([616_500], [6_605_500], [3.0], island(), 2_000)
    assert surface.mass == pytest.approx(3)
    assert at(surface, 614_500, 6_605_500) == np.nanmax(surface.values)


def test_a_point_that_no_land_receives_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="1 point"):
        density([620_000, 620_000], [6_603_000, 6_620_000], [1.0, 1.0], island(), 2_000)
    with pytest.raises(InvalidDataError, match="2 point"):
        density([2.35, 2.36], [48.85, 48.86], [1.0, 1.0], island(), 2_000)  # degrees


@pytest.mark.parametrize(
    ("weights", "bandwidth", "said"),
    [([-1.0], 2_000, "poids"), ([math.nan], 2_000, "poids"), ([1.0], 500, "rayon")],
)
def test_wrong_settings_are_named(weights: list[float], bandwidth: float, said: str) -> None:
    with pytest.raises(InvalidDataError, match=said):
        density([620_000], [6_620_000], weights, island(), bandwidth)


def test_a_land_without_shape_or_system_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="contour vide"):
        land_grid(gpd.GeoSeries([], crs=LAMBERT), LAMBERT, 1_000)
    with pytest.raises(InvalidDataError) as caught:
        land_grid(gpd.GeoSeries([ISLAND]), LAMBERT, 0)
    assert len(caught.value.faults) == 2


def test_the_kernel_sums_to_one_and_is_symmetrical() -> None:
    weights = kernel(7_300, 1_000)
    assert weights.sum() == pytest.approx(1)
    assert weights == pytest.approx(weights.T)
    assert weights == pytest.approx(weights[::-1])


def test_no_point_gives_an_empty_surface_with_a_bandwidth() -> None:
    surface = density([], [], [], island())
    assert surface.mass == 0
    assert surface.bandwidth == 2_000


def test_relative_density_is_a_rate_where_enough_people_live() -> None:
    land = island()
    people = density([610_000, 635_000], [6_620_000, 6_620_000], [50_000, 400], land, 5_000)
    partners = density([610_000, 635_000], [6_620_000, 6_620_000], [10, 10], land, 5_000)
    rate = relative(partners, people, "pour 10 000 habitants")
    assert at(rate, 610_000, 6_620_000) == pytest.approx(2, rel=1e-5)
    assert math.isnan(at(rate, 635_000, 6_620_000))  # 400 inhabitants are not enough
    assert math.isnan(at(rate, 622_000, 6_626_000))  # nobody
    with pytest.raises(InvalidDataError, match="rayon"):
        relative(partners, density([], [], [], land, 6_000), "x")


def test_the_geotiff_says_what_it_is_and_is_always_the_same(tmp_path: Path) -> None:
    rng = np.random.default_rng(5)
    land = land_grid(
        gpd.GeoSeries([box(0, 6_000_000, 700_000, 6_600_000)], crs=LAMBERT), LAMBERT, 1_000
    )
    surface = density(
        rng.uniform(0, 700_000, 500), rng.uniform(6e6, 6.6e6, 500), np.ones(500), land, 9_000,
        unit="partenariats par km²",
    )  # fmt: skip
    tags = {"title": "Densité", "licence": "Licence Ouverte 2.0"}
    path = to_cog(surface, tmp_path / "density.tif", tags)
    again = to_cog(surface, tmp_path / "again.tif", tags)
    assert path.read_bytes() == again.read_bytes()
    with rasterio.open(path) as file:
        assert file.crs.to_epsg() == 2154
        assert file.transform == surface.transform
        assert math.isnan(file.nodata)
        assert file.units == ("partenariats par km²",)
        assert file.tags()["TITLE"] == "Densité"
        assert (file.tags()["BANDWIDTH_M"], file.tags()["CELL_M"]) == ("9000", "1000")
        # What makes a GeoTIFF cloud-optimised: GDAL's own mark, tiles, overviews.
        assert file.tags(ns="IMAGE_STRUCTURE")["LAYOUT"] == "COG"
        assert file.profile["tiled"]
        assert file.overviews(1) == [2]
        np.testing.assert_array_equal(file.read(1), surface.values)


@pytest.mark.parametrize("extent", EXTENTS, ids=lambda extent: extent.key)
def test_the_picture_goes_in_the_right_place(extent: object) -> None:
    # A few single-cell peaks; each must be found in the picture where Leaflet will draw it.
    crs = projected_crs(extent)
    shape = box(extent.west, extent.south, extent.east, extent.north)  # type: ignore[attr-defined]
    cell = 10_000 if extent is METROPOLE else 1_000
    land = land_grid(gpd.GeoSeries([shape], crs="EPSG:4326"), crs, cell)
    height, width = land.mask.shape
    spots = [
        (height // 5, width // 4),
        (height // 2, width // 2),
        (4 * height // 5, 2 * width // 3),
    ]
    to_degrees = Transformer.from_crs(crs, "EPSG:4326", always_xy=True)
    for row, column in spots:
        x, y = land.transform @ (column + 0.5, row + 0.5)
        lon, lat = to_degrees.transform(x, y)
        surface = density([x], [y], [1.0], land, float(cell))
        image, (west, south, east, north), _ = overlay(surface, ["#ff0000"])
        drawn_rows, drawn_columns = np.nonzero(image[..., 3])
        found = drawn_columns.mean() + 0.5, drawn_rows.mean() + 0.5
        # Leaflet draws a picture linearly between its edges, in Mercator's coordinates.
        expected_column = (lon - west) / (east - west) * image.shape[1]
        top, bottom = _mercator(north), _mercator(south)
        expected_row = (top - _mercator(lat)) / (top - bottom) * image.shape[0]
        assert found[0] == pytest.approx(expected_column, abs=1)
        assert found[1] == pytest.approx(expected_row, abs=1)


def _mercator(latitude: float) -> float:
    return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2))


def test_the_picture_is_transparent_where_there_is_nothing() -> None:
    surface = density([610_000], [6_620_000], [1.0], island(), 5_000)
    image, _, breaks = overlay(surface, sequential(5))
    assert len(breaks) == 4
    assert list(breaks) == sorted(breaks)
    painted = {tuple(pixel) for pixel in image.reshape(-1, 4) if pixel[3]}
    ramp = {tuple(bytes.fromhex(c[1:])) for c in sequential(5)}
    assert {pixel[:3] for pixel in painted} == ramp
    assert (image[image[..., 3] == 0] == 0).all()
    assert to_png(image).startswith(b"\x89PNG")
    with pytest.raises(InvalidDataError, match="limites"):
        overlay(surface, sequential(3), [2.0, 1.0])


@pytest.mark.parametrize(
    ("key", "lon", "lat", "x", "y"),
    [
        ("metropole", 3, 46.5, 700_000, 6_600_000),
        ("guadeloupe", -63, 0, 500_000, 0),
        ("martinique", -63, 0, 500_000, 0),
        ("guyane", -51, 0, 500_000, 0),
        ("la_reunion", 57, 0, 500_000, 10_000_000),
        ("mayotte", 45, 0, 500_000, 10_000_000),
    ],
)
def test_every_part_of_the_country_has_its_metres(
    key: str, lon: float, lat: float, x: float, y: float
) -> None:
    # The origin of each projection, by definition: Lambert-93, UTM 20N, 22N, 40S and 38S.
    extent = next(extent for extent in EXTENTS if extent.key == key)
    found = project([lon], [lat], projected_crs(extent))
    assert (found[0][0], found[1][0]) == pytest.approx((x, y), abs=1e-3)


def test_every_commune_is_in_one_part_of_the_country() -> None:
    communes = gpd.pd.read_parquet(DATA / "boundaries" / "territories.parquet")
    communes = communes[communes["level"] == "commune"]
    keys = extent_keys(communes["lon"], communes["lat"])
    overseas = communes["departement"].str.startswith("97")
    assert keys.notna().all()
    assert (keys.ne("metropole") == overseas).all()


def test_a_hundred_thousand_points_over_france_keep_the_budgets() -> None:
    regions = read_boundaries(Level.REGION, DATA)
    land = land_grid(regions[regions["code"] >= "11"].geometry, LAMBERT, 1_000)
    rng = np.random.default_rng(0)
    rows, columns = np.nonzero(land.mask)
    chosen = rng.integers(0, len(rows), 100_000)
    x = land.transform.c + (columns[chosen] + 0.5) * land.cell
    y = land.transform.f - (rows[chosen] + 0.5) * land.cell
    for bandwidth in (10_000, 100_000):
        surface = within(3, partial(density, x, y, np.ones(100_000), land, bandwidth))
        assert surface.mass == pytest.approx(100_000, rel=1e-6)
    tracemalloc.start()
    density(x, y, np.ones(100_000), land, 100_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2e9


@pytest.mark.parametrize("cell", [100.0, 10.0])
def test_a_grid_too_fine_for_memory_is_refused(cell: float) -> None:
    # 1,110 km a side in 5,000 cells, and a margin of two cells on each side.
    country = gpd.GeoSeries([box(0, 6_000_000, 1_110_000, 7_110_000)], crs=LAMBERT)
    with pytest.raises(InvalidDataError, match=r"au moins 22[23] m"):
        land_grid(country, LAMBERT, cell)


@pytest.mark.parametrize("size", [(31, 47), (3, 20)], ids=["larger", "smaller"])
def test_a_convolution_is_the_one_that_is_counted_cell_by_cell(size: tuple[int, int]) -> None:
    values = np.random.default_rng(2).random(size)
    weighing = kernel(4_000, 1_000)
    slow = convolve(values, weighing, mode="constant")
    assert convolved(values, weighing) == pytest.approx(slow, abs=1e-12)
