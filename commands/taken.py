"""The options that say in which format an answer is written, and the writing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from common.files import write_bytes

if TYPE_CHECKING:
    from atlas.desk.taken import Taken

#: Every format that holds shapes, then those of tables alone; the first one is written for ``-``.
WITH_SHAPES = (".geojson", ".json", ".gpkg", ".parquet", ".fgb", ".csv", ".xlsx")


class _System(click.ParamType[int, Any]):
    """A system of coordinates by its EPSG code."""

    name = "EPSG"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read ``2154`` or ``EPSG:2154``."""
        from geo.reference_systems import epsg_code  # noqa: PLC0415 - keeps `--help` immediate

        return epsg_code(value)


crs_option = click.option(
    "--crs",
    type=_System(),
    default=4326,
    show_default=True,
    help="Système de coordonnées des formes (GeoPackage, GeoParquet, FlatGeobuf).",
)
france_option = click.option(
    "--france",
    is_flag=True,
    help="CSV pour un tableur français : point-virgule, virgule décimale, codes gardés en texte.",
)


def write_taken(taken: Taken, output: Path, crs: int = 4326, *, france: bool) -> None:
    """Write an answer in the format that the name of the file says.

    Parameters
    ----------
    taken : what the file holds.
    output : the file; its extension is one of a format.
    crs : EPSG code of its shapes.
    france : whether a CSV is the one of French spreadsheets.

    Raises
    ------
    NotAvailableError
        As :func:`atlas.desk.taken.written`.
    """
    from atlas.desk.file_formats import format_of  # noqa: PLC0415 - keeps `--help` immediate
    from atlas.desk.taken import written  # noqa: PLC0415

    write_bytes(output, written(taken, format_of(output, france=france), crs))
