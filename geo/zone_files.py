"""Read territories and points of any country from the files of a reader."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from common.delimited import SUFFIXES, read_delimited
from common.errors import InvalidDataError, UnknownNameError
from common.french import described, listed, number, plural
from common.number_columns import number_column
from geo.outlines import astride, brought_back
from geo.shape_files import identifiers, read_shapes

#: Columns of a table of points, in degrees (WGS 84); of names.
LON, LAT, NAME = "lon", "lat", "name"
_METRE = 1.0


def read_zones(path: Path, identifier: str) -> gpd.GeoDataFrame:
    """Read the outlines of territories.

    Parameters
    ----------
    path : GeoJSON, GeoPackage or GeoParquet, in any declared coordinate system.
    identifier : column of codes, text; a column :data:`NAME` gives names.

    Returns
    -------
    GeoDataFrame
        Index code; column name ("" where the file has none), geometry in degrees (EPSG:4326),
        between −180 and 180°.

    Raises
    ------
    UnknownNameError
        If the column does not exist.
    InvalidDataError
        If a code is absent or doubled, an outline is no polygon, is empty or is astride 180°
        without saying so (:func:`geo.outlines.astride`), or no system is declared.
    MissingDataError, TooLargeError
        See :func:`geo.shape_files.read_shapes`.
    """
    table = read_shapes(path)
    columns = [str(name) for name in table.columns if name != table.geometry.name]
    if identifier not in columns:
        raise UnknownNameError("la colonne --id", identifier, columns)
    codes = identifiers(table[identifier]).mask(table[identifier].isna())
    faults = []
    if table.crs is None:
        faults.append("aucun système de coordonnées déclaré : attendu par exemple EPSG:4326")
    if codes.isna().any() or codes.duplicated().any():
        odd = sorted({str(code) for code in codes[codes.duplicated() & codes.notna()]})[:5]
        told = f"codes en double : {listed(odd)}" if odd else "codes absents"
        faults.append(f"colonne {identifier} : attendu un code par contour ; {told}")
    kinds = table.geometry.geom_type.isin(["Polygon", "MultiPolygon"])
    if not kinds.all():
        count = int((~kinds).sum())
        found = plural(count, "autre trouvé", "autres trouvés")
        faults.append(f"attendu des polygones ; {number(count)} {found}")
    empty = codes[table.geometry.is_empty & kinds]
    if len(empty):
        faults.append(f"contours vides : {described(empty.fillna('sans code'))} ; retirez-les")
    if faults:
        raise InvalidDataError(path.name, faults)
    names = table[NAME].fillna("").astype("str") if NAME in columns else ""
    geometry = shapely.make_valid(table.geometry.to_numpy())
    zones = gpd.GeoDataFrame({"name": names}, index=table.index, geometry=geometry, crs=table.crs)
    zones.index = pd.Index(codes, name="code")
    zones = zones.to_crs(4326)
    if wrong := astride(zones.geometry):
        raise InvalidDataError(
            path.name,
            [
                f"contours qui sautent d’un côté à l’autre de 180° : {described(wrong)} ; "
                "coupez-les en deux à cette longitude (GeoJSON, RFC 7946)"
            ],
        )
    return zones.set_geometry(brought_back(zones.geometry))


def read_points(path: Path, weight: str = "") -> gpd.GeoDataFrame:
    """Read weighted points.

    Parameters
    ----------
    path : CSV with :data:`LON` and :data:`LAT` in degrees, or the formats of :func:`read_zones`.
    weight : column of weights, positive or zero; each point weighs 1 without it.

    Returns
    -------
    GeoDataFrame
        Column weight, points in degrees (EPSG:4326), in the order of the file.

    Raises
    ------
    UnknownNameError
        If a column does not exist.
    InvalidDataError
        If there is no point, a coordinate or a weight is not a number, or a shape is no point.
    MissingDataError, TooLargeError
        See :func:`geo.shape_files.read_shapes`.
    """
    if path.suffix.lower() in SUFFIXES:
        table = read_delimited(path).frame
        _known(table, [LON, LAT, *([weight] if weight else [])])
        lon, lat = _numbers(path, table, LON), _numbers(path, table, LAT)
        points = gpd.GeoSeries(gpd.points_from_xy(lon, lat), index=table.index, crs=4326)
    else:
        table = read_shapes(path)
        _known(table, [weight] if weight else [])
        points = table.geometry
        if points.crs is None or not points.geom_type.eq("Point").all():
            raise InvalidDataError(path.name, ["attendu des points, dans un système déclaré"])
    weights = _numbers(path, table, weight) if weight else pd.Series(1.0, index=table.index)
    if points.empty:
        raise InvalidDataError(path.name, ["aucun point"])
    return gpd.GeoDataFrame({"weight": weights}, geometry=points).to_crs(4326)


def metric_system(text: str) -> str:
    """Check that a coordinate system is projected, in metres.

    Raises
    ------
    UnknownNameError
        If it is not.

    Examples
    --------
    >>> metric_system("EPSG:32631")
    'EPSG:32631'
    """
    expected = "un système projeté, en mètres, par exemple EPSG:3035"
    try:
        system = CRS.from_user_input(text)
    except CRSError:
        raise UnknownNameError("le système de coordonnées", text, expected) from None
    metric = all(axis.unit_conversion_factor == _METRE for axis in system.axis_info)
    if not system.is_projected or not metric:
        raise UnknownNameError("le système de coordonnées", text, expected)
    return text


def _known(table: pd.DataFrame, names: list[str]) -> None:
    for name in names:
        if name not in table.columns:
            raise UnknownNameError("la colonne", name, [str(column) for column in table.columns])


def _numbers(path: Path, table: pd.DataFrame, column: str) -> pd.Series:
    numbers, faults = number_column(table[column], "ligne")
    if not faults and numbers.isna().any():
        faults = [f"colonne {column} : {number(int(numbers.isna().sum()))} vides"]
    if faults:
        raise InvalidDataError(path.name, faults)
    return numbers.astype("float64")
