"""The formats in which any answer can be taken away, and what each of them can hold."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from common.errors import UnknownNameError
from common.workbook_files import MIME


@dataclass(frozen=True)
class FileFormat:
    """One format; compared by ``==``, since a list on a page gives a copy of what was chosen.

    Attributes
    ----------
    key : its name in a URL.
    extension : of its files, without a dot; unlike its key, several formats may share it.
    label : French name, on a button.
    mime : its media type.
    shapes : whether it holds shapes.
    projected : whether they may be in another CRS than WGS 84.
    """

    key: str
    extension: str
    label: str
    mime: str
    shapes: bool = False
    projected: bool = False


GEOJSON = FileFormat("geojson", "geojson", "GeoJSON", "application/geo+json", shapes=True)
GEOPACKAGE = FileFormat(
    "gpkg", "gpkg", "GeoPackage", "application/geopackage+sqlite3", shapes=True, projected=True
)
GEOPARQUET = FileFormat(
    "parquet", "parquet", "GeoParquet", "application/vnd.apache.parquet", True, projected=True
)
FLATGEOBUF = FileFormat(
    "fgb", "fgb", "FlatGeobuf", "application/flatgeobuf", shapes=True, projected=True
)
CSV_FRANCE = FileFormat("csv-france", "csv", "CSV pour Excel", "text/csv")
CSV = FileFormat("csv", "csv", "CSV international", "text/csv")
XLSX = FileFormat("xlsx", "xlsx", "Classeur Excel", MIME)

FORMATS = (GEOJSON, GEOPACKAGE, GEOPARQUET, FLATGEOBUF, CSV_FRANCE, CSV, XLSX)
#: Written in place of an extension by those who give a name that ends otherwise.
_SAME = {"json": "geojson", "geoparquet": "parquet"}


def format_of(path: PurePath, *, france: bool = False) -> FileFormat:
    """Tell the format of a file by its name.

    Parameters
    ----------
    path : of the file.
    france : whether a CSV is the one of French spreadsheets.

    Raises
    ------
    UnknownNameError
        If the extension is of none.

    Examples
    --------
    >>> from pathlib import Path
    >>> format_of(Path("a.JSON")).key, format_of(Path("a.csv"), france=True).key
    ('geojson', 'csv-france')
    """
    ending = path.suffix.lower().removeprefix(".")
    ending = _SAME.get(ending, ending)
    for one in (CSV_FRANCE if france else CSV, *FORMATS):
        if one.extension == ending:
            return one
    raise UnknownNameError("le format", ending, [one.extension for one in FORMATS])
