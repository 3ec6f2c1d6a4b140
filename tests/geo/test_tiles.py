from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from common.errors import InvalidDataError
from common.levels import MAPPED_LEVELS, Level
from common.paths import DATA, STATIC
from common.tables import vouch
from geo import pmtiles
from geo.boundaries import read_boundaries
from geo.pmtiles import indexes, write_pmtiles
from geo.territories import read_memberships, read_territories
from geo.tile_shapes import borders, territories_of
from geo.tiles import (
    HIGH_ZOOMS,
    LOW_TOLERANCE,
    LOW_ZOOMS,
    WEB_MERCATOR,
    ensure_tiles,
    missing_files,
    stamp,
    tile_set,
)

CORSE = ("2A", "2B")
#: Castelmoron-d'Albret (0.02 km², the smallest commune) and Mont-Louis (0.36 km²): a pixel of
#: zooms 4 and 5 is 3 to 6 km² in France.
BELOW_A_PIXEL = {"33103", "66117"}


@pytest.fixture(scope="module")
def memberships() -> pd.DataFrame:
    frame = read_memberships(DATA)
    return frame[frame["commune"].str[:2].isin(CORSE)]


@pytest.fixture(scope="module")
def communes(memberships: pd.DataFrame) -> gpd.GeoSeries:
    frame = read_boundaries(Level.COMMUNE, DATA)
    frame = frame[frame["code"].isin(memberships["commune"])]
    return frame.set_index("code").geometry.to_crs(WEB_MERCATOR)


@pytest.fixture(scope="module")
def names() -> pd.Series[str]:
    territories = read_territories(DATA)
    return territories[territories["level"] == Level.COMMUNE].set_index("code")["name"]


@pytest.mark.parametrize(("tolerance", "zooms"), [(LOW_TOLERANCE, LOW_ZOOMS), (0, HIGH_ZOOMS)])
def test_every_commune_of_a_region_is_in_the_tiles(
    communes: gpd.GeoSeries,
    memberships: pd.DataFrame,
    names: pd.Series[str],
    tmp_path: Path,
    *,
    tolerance: int,
    zooms: tuple[int, int],
) -> None:
    shapes = gpd.GeoSeries(
        shapely.coverage_simplify(communes.to_numpy(), tolerance),
        index=communes.index,
        crs=communes.crs,
    )
    frame = territories_of(Level.COMMUNE, shapes, memberships, names)
    path = tmp_path / "corse.pmtiles"
    write_pmtiles(frame, path, "territoires", zooms)
    for zoom in range(zooms[0], zooms[1] + 1):
        assert indexes(path, zoom) == set(range(360))


def test_territories_are_numbered_in_the_order_of_their_codes(
    communes: gpd.GeoSeries, memberships: pd.DataFrame, names: pd.Series[str]
) -> None:
    shuffled = communes.sample(frac=1, random_state=3)
    frame = territories_of(Level.COMMUNE, shuffled, memberships, names)
    assert frame["i"].tolist() == list(range(len(communes)))
    ajaccio = sorted(communes.index).index("2A004")
    assert frame.loc[ajaccio, "n"] == "Ajaccio"
    assert frame.geometry.iloc[ajaccio].equals(communes["2A004"])


def test_upper_levels_are_dissolved_and_stay_a_coverage(
    communes: gpd.GeoSeries, memberships: pd.DataFrame
) -> None:
    blank = pd.Series("", index=["2A", "2B"])
    frame = territories_of(Level.DEPARTEMENT, communes, memberships, blank)
    assert len(frame) == 2
    assert frame.area.sum() == pytest.approx(communes.area.sum(), rel=1e-9)
    assert shapely.coverage_is_valid(frame.geometry.to_numpy())


def test_borders_are_traced_once_and_by_kind(
    communes: gpd.GeoSeries, memberships: pd.DataFrame
) -> None:
    lines = borders(communes, memberships)
    length = lines.length.groupby(lines["k"]).sum()
    blank = pd.Series("", index=communes.index)
    halves = territories_of(Level.DEPARTEMENT, communes, memberships, blank).geometry
    coast = shapely.union_all(communes.to_numpy()).length
    assert length["r"] == pytest.approx(coast, rel=1e-6)
    assert length["d"] == pytest.approx((halves.length.sum() - coast) / 2, rel=1e-6)


def test_names_in_the_tiles_are_safe(communes: gpd.GeoSeries, memberships: pd.DataFrame) -> None:
    hostile = pd.Series("<img src=x onerror=alert(1)>`${1}`", index=communes.index)
    frame = territories_of(Level.COMMUNE, communes, memberships, hostile)
    assert not frame["n"].str.contains(r"[<`$]").any()


def test_a_loss_that_gdal_keeps_silent_is_an_error(
    communes: gpd.GeoSeries,
    memberships: pd.DataFrame,
    names: pd.Series[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    frame = territories_of(Level.COMMUNE, communes, memberships, names)
    monkeypatch.setattr(pmtiles, "MAX_TILE_FEATURES", 300)
    with pytest.raises(InvalidDataError, match="zoom 6 : "):
        write_pmtiles(frame, tmp_path / "corse.pmtiles", "territoires", (6, 7))
    assert not list(tmp_path.iterdir())


def test_files_change_name_with_the_boundaries(tmp_path: Path) -> None:
    folder = tmp_path / "boundaries"
    folder.mkdir()
    for name in ("commune", "memberships", "territories"):
        (folder / f"{name}.parquet").write_bytes(b"one")
        vouch(folder / f"{name}.parquet")
    before = stamp(tmp_path)
    assert before == stamp(tmp_path)
    (folder / "commune.parquet").write_bytes(b"two and more")
    vouch(folder / "commune.parquet")
    assert stamp(tmp_path) != before
    wanted = missing_files(tmp_path, tmp_path, [Level.EPCI, Level.CRTE])
    assert wanted == [
        *tile_set(Level.EPCI, stamp(tmp_path)).names,
        *(name for name in tile_set(Level.CRTE, stamp(tmp_path)).names if "borders" not in name),
    ]


@pytest.mark.slow
@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_every_territory_of_the_country_is_in_the_tiles(level: Level) -> None:
    folder = STATIC / "tiles"
    files = ensure_tiles(DATA, folder)[level]
    codes = read_boundaries(level, DATA)["code"].sort_values(ignore_index=True)
    for name, zooms in ((files.low, LOW_ZOOMS), (files.high, HIGH_ZOOMS)):
        for zoom in range(zooms[0], zooms[1] + 1):
            absent = set(codes[sorted(set(range(len(codes))) - indexes(folder / name, zoom))])
            assert absent <= (BELOW_A_PIXEL if zoom < 6 else set()), f"zoom {zoom}"
