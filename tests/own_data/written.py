"""Small tables written in every format that people bring."""

from __future__ import annotations

import csv
import io
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from shapely import Point

from common.workbook_files import workbook_bytes

Rows = Sequence[Mapping[str, str]]


def csv_text(rows: Rows, separator: str = ";", ending: str = "\n") -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=separator, lineterminator=ending)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def workbook(rows: Rows) -> bytes:
    frame = pd.DataFrame(list(rows))
    return workbook_bytes({"Données": frame.set_index(str(frame.columns[0]))})


def located(rows: Rows) -> gpd.GeoDataFrame:
    points = [Point(5.35, 45.95)] * len(rows)
    return gpd.GeoDataFrame(pd.DataFrame(list(rows)), geometry=points, crs=4326)


def geographic(rows: Rows, suffix: str, driver: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"places{suffix}"
        pyogrio.write_dataframe(located(rows), path, driver=driver)
        if suffix != ".shp":
            return path.read_bytes()
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            for part in Path(folder).iterdir():
                archive.write(part, f"couche/{part.name}")
        return packed.getvalue()


#: What a format is called -> name of the file, and how rows are written.
FORMATS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "semicolon": ("a.csv", lambda rows: csv_text(rows).encode("utf-8")),
    "comma": ("a.csv", lambda rows: csv_text(rows, ",").encode("utf-8")),
    "tab": ("a.tsv", lambda rows: csv_text(rows, "\t").encode("utf-8")),
    "bom": ("a.csv", lambda rows: csv_text(rows).encode("utf-8-sig")),
    "cp1252": ("a.csv", lambda rows: csv_text(rows).encode("cp1252")),
    "utf16": ("a.csv", lambda rows: csv_text(rows).encode("utf-16")),
    "utf16_without_mark": ("a.csv", lambda rows: csv_text(rows).encode("utf-16-le")),
    "cr": ("a.csv", lambda rows: csv_text(rows, ending="\r").encode("utf-8")),
    "crlf": ("a.csv", lambda rows: csv_text(rows, ending="\r\n").encode("utf-8")),
    "announced": ("a.csv", lambda rows: ("sep=;\n" + csv_text(rows)).encode("utf-8")),
    "xlsx": ("a.xlsx", workbook),
    "geojson": ("a.geojson", lambda rows: geographic(rows, ".geojson", "GeoJSON")),
    "gpkg": ("a.gpkg", lambda rows: geographic(rows, ".gpkg", "GPKG")),
    "shapefile": ("a.zip", lambda rows: geographic(rows, ".shp", "ESRI Shapefile")),
}
