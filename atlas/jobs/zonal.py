"""The zonal command: any GeoTIFF becomes a value for each territory of a level, or of a file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from rasterio.errors import RasterioIOError

from atlas.desk.about import about_of
from atlas.desk.carried import carried, carry, sentences
from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk
from atlas.desk.provenance import BOUNDARIES_SOURCE
from atlas.desk.written import with_provenance
from common.csv_files import write_csv
from common.errors import InvalidDataError, NotAvailableError, TooLargeError, clipped
from common.french import listed, number, percent, plural
from common.levels import MAPPED_LEVELS, Level, Territory
from common.limits import RASTER_CELLS, raised
from common.missing_marks import RASTER_MARKS
from common.workers import mapper
from geo.outlines import twice_sentence
from geo.zonal import (
    COLUMNS,
    EXTREMES,
    Block,
    Statistic,
    block_statistics,
    cells_under,
    parse_statistic,
    zones_over,
)
from geo.zonal_raster import RasterBand, check_raster
from geo.zone_files import read_zones

OBSERVED, PARTIAL, MISSING = "observed", "partial", "missing"
#: Share of a territory's area that must have values for its own value to be called whole; coasts
#: drawn at 100 m and rasters of a few hundred metres never fit to the last cell.
WHOLE = 0.95
#: Beyond, as for 1e20 or the largest number of single precision, nothing is measured on the ground.
_BEYOND_SENSE = 1e18


@dataclass(frozen=True)
class ZonalRun:
    """What the command found.

    Attributes
    ----------
    table : index code; name, value, numerator, denominator, covered, status; every territory
        asked for.
    statistic, raster : what was asked.
    suspects : extreme values of cells that files often use for a missing value.
    told : what the raster says must be shown with its figures, and outlines given twice.
    """

    table: pd.DataFrame
    statistic: Statistic
    raster: RasterBand
    suspects: tuple[float, ...] = ()
    told: tuple[str, ...] = ()

    @property
    def sentences(self) -> list[str]:
        """The result in French, and what a reader must beware of."""
        counts = self.table["status"].value_counts()
        found = int(counts.get(OBSERVED, 0) + counts.get(PARTIAL, 0))
        total = len(self.table)
        said = [
            f"{number(total)} {plural(total, 'territoire')}, {number(found)} avec une valeur, dont "
            f"{number(int(counts.get(PARTIAL, 0)))} couverts à moins de {percent(WHOLE, 0)}."
        ]
        if self.statistic.name in ("mean", "share"):
            said.append(
                "Valeur pondérée par la surface : pour un territoire plus large, diviser la somme "
                "des numérateurs par celle des dénominateurs, sans jamais moyenner les valeurs."
            )
        if self.statistic.name in ("min", "max", "median"):
            said.append("Valeur qui ne s’agrège pas : la recalculer au niveau voulu.")
        raster = self.raster
        if raster.bands > 1:
            called = f" ({clipped(raster.described)})" if raster.described else ""
            said.append(
                f"Le raster a {number(raster.bands)} bandes, la {raster.band}{called} est lue ; "
                "--band en choisit une autre."
            )
        if raster.coloured and self.statistic.name in ("mean", "sum", "median"):
            said.append(
                "Le raster a une palette : ses nombres sont ceux de classes, que l’on ne peut ni "
                "sommer ni moyenner ; demander plutôt share:CLASSE."
            )
        category = self.statistic.category
        if category is not None and self.table["value"].fillna(0).eq(0).all():
            said.append(f"Aucune cellule de la classe {category:g} dans ces territoires.")
        if not self.raster.nodata:
            but = ", sauf celles sans nombre (NaN)" if self.raster.floating else ""
            said.append(
                f"Le raster ne déclare aucune valeur manquante : toutes ses cellules comptent{but}."
            )
        if self.suspects:
            named = listed([_written(value) for value in self.suspects])
            said.append(
                f"Des cellules valent {named}, qui marque souvent une valeur manquante : si c’est "
                "le cas, déclarer cette valeur (gdal_edit.py -a_nodata) et recommencer."
            )
        if self.raster.uneven and self.statistic.by_area:
            said.append(
                "La projection du raster ne conserve pas les surfaces : les cellules pèsent selon "
                "leur surface réelle sur le terrain."
            )
        return [*said, *self.told]


def run_zonal(
    desk: Desk,
    source: Path,
    level: Level,
    statistic: str,
    output: Path,
    *,
    band: int = 1,
    within: Territory | None = None,
    workers: int = 1,
    scheduler: str = "",
) -> ZonalRun:
    """Compute a statistic of a raster for every territory of a level and write it as CSV.

    Parameters
    ----------
    source : a GeoTIFF, in any geographic or projected coordinate system.
    level : one of the five mapped levels.
    statistic : mean, sum, share:CLASS, min, max, median or count.
    output : the CSV file: code, the columns of :class:`ZonalRun`, then
        :data:`atlas.desk.written.COLUMNS`, with what the raster says of itself.
    band : number of the band, from 1.
    within : container of the territories, the whole country when None.
    workers, scheduler : see :func:`common.workers.mapper`; the file is the same.

    Raises
    ------
    TooLargeError
        If the territories asked for hold too many cells (:mod:`common.limits`).
    MissingDataError, InvalidDataError, UnknownNameError, NotAvailableError
        If the raster cannot be used, covers none of the territories, or has no value there; see
        also the functions used. Nothing is written then.
    """
    asked = parse_statistic(statistic)
    if level not in MAPPED_LEVELS:
        raise NotAvailableError(
            f"Le niveau {level.label} n’a pas de contour propre : choisissez commune, epci, crte, "
            "departement ou region."
        )
    raster = check_raster(source, band)
    codes = codes_shown(desk, level, within)
    zones = _covered(raster, _zones(desk, level, codes))
    blocks = [Block(raster, asked, part) for part in _by_departement(desk, level, zones)]
    found = _found(raster, blocks, workers, scheduler).reindex(codes)
    table = _described(found, desk.territories_of(level)["name"])
    _check_values(source, table)
    told = carried(source)
    about = about_of(
        desk, f"{source.name}, {statistic}, par {level.label}", sources=[BOUNDARIES_SOURCE]
    )
    write_csv(output, carry(with_provenance(table, about), told))
    return ZonalRun(table, asked, raster, _suspects(found), sentences(told))


def run_zonal_of_file(
    zones_file: Path,
    identifier: str,
    source: Path,
    statistic: str,
    output: Path,
    *,
    band: int = 1,
    workers: int = 1,
    scheduler: str = "",
) -> ZonalRun:
    """Compute a statistic of a raster for the territories of a file, of any country.

    Parameters
    ----------
    zones_file, identifier : see :func:`geo.zone_files.read_zones`.
    source, statistic, band, workers, scheduler : as for :func:`run_zonal`.
    output : the CSV file: code, the columns of :class:`ZonalRun`, then what the raster and the
        outlines say of themselves (:mod:`atlas.desk.carried`).

    Raises
    ------
    TooLargeError, MissingDataError, InvalidDataError, UnknownNameError
        As :func:`run_zonal` and :func:`geo.zone_files.read_zones`. Nothing is written then.
    """
    asked = parse_statistic(statistic)
    territories = read_zones(zones_file, identifier)
    raster = check_raster(source, band)
    zones = _covered(raster, territories.geometry)
    found = _found(raster, [Block(raster, asked, zones)], workers, scheduler)
    found = found.reindex(territories.index)
    table = _described(found, territories["name"])
    _check_values(source, table)
    told = [carried(source), carried(zones_file)]
    write_csv(output, carry(carry(table, told[0]), told[1]))
    said = dict.fromkeys(sentence for one in told for sentence in sentences(one))
    twice = twice_sentence(territories.geometry)
    said |= {twice: None} if twice else {}
    return ZonalRun(table, asked, raster, _suspects(found), tuple(said))


def _covered(raster: RasterBand, shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Keep the territories that a raster may cover, in its system; refuse one that covers none."""
    zones = zones_over(raster, shapes)
    if zones.empty:
        west, south, east, north = raster.degrees
        place = (
            f"longitude {number(west, 2)} à {number(east, 2)}, "
            f"latitude {number(south, 2)} à {number(north, 2)}"
        )
        raise InvalidDataError(
            raster.path.name,
            [
                f"ne recouvre aucun des {number(len(shapes))} territoires ; son emprise : {place} "
                f"({raster.crs.to_string()[:40]}) : vérifier le système de coordonnées déclaré"
            ],
        )
    cells, most = cells_under(raster, zones), raised(RASTER_CELLS)
    if cells > most:
        raise TooLargeError(
            raster.path.name,
            [
                f"{number(most)} cellules au plus attendues sur ces territoires, {number(cells)} "
                "trouvées : demander moins de territoires à la fois (--within), ou un raster moins "
                "fin"
            ],
        )
    return zones


def _found(raster: RasterBand, blocks: list[Block], workers: int, scheduler: str) -> pd.DataFrame:
    """Compute the statistics of the blocks; a territory that nothing covers has no row."""
    try:
        with mapper(workers, scheduler) as mapped:
            found: pd.DataFrame = pd.concat(mapped(block_statistics, blocks))
    except RasterioIOError as error:
        raise InvalidDataError(
            raster.path.name, ["lecture interrompue : fichier tronqué, ou absent chez un exécutant"]
        ) from error
    return found


def _zones(desk: Desk, level: Level, codes: pd.Index) -> gpd.GeoSeries:
    """Give the shapes of some territories: those of their communes, put together.

    The boundaries drawn at the upper levels are lighter than those of the communes; with them the
    sum over the communes of a département would not be the sum over the département.
    """
    communes = desk.shapes(Level.COMMUNE)
    if level is Level.COMMUNE:
        return communes.reindex(codes)
    members = desk.memberships
    members = members[(members["level"] == level) & members["code"].isin(codes)]
    parts = communes.reindex(members["commune"]).groupby(members["code"].to_numpy())
    shapes = {code: shapely.coverage_union_all(part.to_numpy()) for code, part in parts}
    return gpd.GeoSeries(shapes, crs=communes.crs).reindex(codes)


def _by_departement(desk: Desk, level: Level, zones: gpd.GeoSeries) -> list[gpd.GeoSeries]:
    """Cut the zones into blocks, which keep near what is near; a région is a block."""
    departements = desk.territories_of(level)["departement"].reindex(zones.index)
    keys = departements.fillna(pd.Series(zones.index, index=zones.index))
    return [part for _, part in zones.groupby(keys, sort=True)]


def _described(found: pd.DataFrame, names: pd.Series) -> pd.DataFrame:
    """Add names and statuses; a territory that nothing covers is missing, never zero."""
    covered = found["covered"].fillna(0.0)
    status = np.select([found["value"].isna(), covered < WHOLE], [MISSING, PARTIAL], OBSERVED)
    table = found[COLUMNS].assign(covered=covered, status=status)
    table.insert(0, "name", names.reindex(found.index))
    return table.rename_axis("code")


def _written(value: float) -> str:
    return number(value) if abs(value) < _BEYOND_SENSE else f"{value:g}".replace("-", "−")


def _suspects(found: pd.DataFrame) -> tuple[float, ...]:
    """List the extreme values that look like missing ones, such as −9999 or 1e20."""
    extremes = np.unique(found[EXTREMES].to_numpy())
    known = np.isin(extremes, RASTER_MARKS) | (np.abs(extremes) >= _BEYOND_SENSE)
    return tuple(float(value) for value in extremes[known & np.isfinite(extremes)])


def _check_values(source: Path, table: pd.DataFrame) -> None:
    if table["value"].isna().all():
        raise InvalidDataError(
            source.name, ["aucune valeur sur ces territoires : toutes les cellules sont nodata"]
        )
    endless = table.index[np.isinf(table["value"])]
    if len(endless):
        where = f"{number(len(endless))} {plural(len(endless), 'territoire')}"
        raise InvalidDataError(
            source.name,
            [f"valeurs infinies dans {where}, par exemple {endless[0]} : les marquer nodata"],
        )
