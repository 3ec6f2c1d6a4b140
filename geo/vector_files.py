"""Tables with their shapes as files of GIS: GeoPackage, GeoParquet, FlatGeobuf.

Each file says what it is where its readers look: the tables of metadata of a GeoPackage (QGIS shows
them), the metadata of a Parquet schema, the header of a FlatGeobuf. The same table gives the same
bytes.
"""

from __future__ import annotations

import io
import json
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import pandas as pd

if TYPE_CHECKING:
    import geopandas as gpd

#: Written in place of the hour of writing: the same question, the same bytes.
_FIXED_DATE = "2000-01-01T00:00:00.000Z"
#: Options of GDAL belong to the whole process: one file is written at a time.
_GDAL_OPTIONS = Lock()
#: Read without a word by GDAL 3.6 and QGIS 3.22, which know no later one.
_GEOPACKAGE_VERSION = "1.3"
#: Where QGIS looks for what it shows of a layer.
_QGIS = "http://mrcc.com/qgis.dtd"
#: Rows of a Parquet file that a reader takes or leaves as one.
_ROWS_AT_ONCE = 2_000


@dataclass(frozen=True)
class FileTexts:
    """What a file says of itself.

    Attributes
    ----------
    title : in one line.
    abstract : how the figures are made, what they cannot show, who must be cited.
    licence : of the data.
    contact : who answers for the file.
    others : what else a program may look for, by English name.
    """

    title: str
    abstract: str = ""
    licence: str = ""
    contact: str = ""
    others: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, str]:
        """Give all of them by name, without those that say nothing."""
        told = {
            "title": self.title,
            "abstract": self.abstract,
            "licence": self.licence,
            "contact": self.contact,
            **self.others,
        }
        return {name: text for name, text in told.items() if text}


def geopackage_bytes(tables: Mapping[str, pd.DataFrame], texts: FileTexts) -> bytes:
    """Write tables as a GeoPackage, those with shapes as layers.

    Parameters
    ----------
    tables : by name; a :class:`geopandas.GeoDataFrame` is a layer in its own CRS.
    texts : those of the file, which every layer of it bears.
    """
    import geopandas as gpd  # noqa: PLC0415 - only where shapes are written

    with tempfile.TemporaryDirectory() as folder, _gdal_at_a_fixed_date():
        path = Path(folder) / "file.gpkg"
        for rank, (name, table) in enumerate(tables.items()):
            _write_layer(path, name, table, texts, first=rank == 0)
        layers = [name for name, table in tables.items() if isinstance(table, gpd.GeoDataFrame)]
        with closing(sqlite3.connect(path)) as base, base:
            _tell_qgis(base, layers, texts)
        return path.read_bytes()


def _write_layer(
    path: Path, name: str, table: pd.DataFrame, texts: FileTexts, *, first: bool
) -> None:
    import geopandas as gpd  # noqa: PLC0415 - only where shapes are written
    import pyogrio  # noqa: PLC0415

    described = {"IDENTIFIER": texts.title, "DESCRIPTION": texts.abstract}
    placed = isinstance(table, gpd.GeoDataFrame)
    pyogrio.write_dataframe(
        table,
        path,
        layer=name,
        driver="GPKG",
        append=not first,
        dataset_metadata=texts.as_dict() if first else None,
        dataset_options={"VERSION": _GEOPACKAGE_VERSION} if first else {},
        # An identifier is unique in a file: the first layer has the title.
        layer_options=described if first else {},
        geometry_type=_one_type(table) if placed else None,
    )


def _one_type(table: gpd.GeoDataFrame) -> str | None:
    """Name the type that a layer declares: several shapes wherever one row has several."""
    types = set(table.geom_type.dropna())
    several = {kind for kind in types if kind.startswith("Multi")}
    return next(iter(several or types)) if len(types) <= 2 and types else None


@contextmanager
def _gdal_at_a_fixed_date() -> Iterator[None]:
    import pyogrio  # noqa: PLC0415 - only where a file of this kind is asked for

    with _GDAL_OPTIONS:
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _FIXED_DATE})
        try:
            yield
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})


def _tell_qgis(base: sqlite3.Connection, layers: list[str], texts: FileTexts) -> None:
    """Write in the tables of metadata what QGIS shows of each layer."""
    for layer in layers:
        row = base.execute(
            "INSERT INTO gpkg_metadata (md_scope, md_standard_uri, mime_type, metadata)"
            " VALUES ('dataset', ?, 'text/xml', ?)",
            (_QGIS, _qgis_text(layer, texts)),
        )
        base.execute(
            "INSERT INTO gpkg_metadata_reference"
            " (reference_scope, table_name, timestamp, md_file_id) VALUES ('table', ?, ?, ?)",
            (layer, _FIXED_DATE, row.lastrowid),
        )


def _qgis_text(layer: str, texts: FileTexts) -> str:
    parts = {
        "identifier": layer,
        "language": "FRE",
        "type": "dataset",
        "title": texts.title,
        "abstract": texts.abstract,
    }
    told = "".join(f"<{name}>{escape(text)}</{name}>" for name, text in parts.items())
    contact = (
        "<contact><name></name><organization>"
        f"{escape(texts.contact)}</organization><position></position><voice></voice><fax></fax>"
        "<email></email><role>distributor</role></contact>"
        if texts.contact
        else ""
    )
    return (
        "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
        f'<qgis version="3.22">{told}{contact}<links/><fees></fees>'
        f"<license>{escape(texts.licence)}</license></qgis>"
    )


def geoparquet_bytes(table: gpd.GeoDataFrame, texts: FileTexts) -> bytes:
    """Write a table as GeoParquet 1.1, its rows along a Hilbert curve, with a box for each.

    A reader that asks for a part of the country then skips most of the file. The texts are the
    member ``fragiscope`` of the metadata of the schema.
    """
    import pyarrow.parquet as pq  # noqa: PLC0415 - half a second, only where it is asked for

    ordered = table.iloc[table.hilbert_distance().argsort(kind="stable")]
    content = io.BytesIO()
    ordered.to_parquet(
        content, index=False, schema_version="1.1.0", write_covering_bbox=True, compression="zstd"
    )
    arrow = pq.read_table(io.BytesIO(content.getvalue()))
    told = json.dumps(texts.as_dict(), ensure_ascii=False).encode()
    written = io.BytesIO()
    pq.write_table(
        arrow.replace_schema_metadata({**(arrow.schema.metadata or {}), b"fragiscope": told}),
        written,
        compression="zstd",
        row_group_size=_ROWS_AT_ONCE,
    )
    return written.getvalue()


def flatgeobuf_bytes(table: gpd.GeoDataFrame, texts: FileTexts) -> bytes:
    """Write a table as FlatGeobuf, with its spatial index."""
    import pyogrio  # noqa: PLC0415 - only where a file of this kind is asked for

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.fgb"
        pyogrio.write_dataframe(
            table,
            path,
            driver="FlatGeobuf",
            layer_options={"TITLE": texts.title, "DESCRIPTION": texts.abstract},
            layer_metadata=texts.as_dict(),
            geometry_type=_one_type(table),
            promote_to_multi=False if len(set(table.geom_type)) == 1 else None,
        )
        return path.read_bytes()
