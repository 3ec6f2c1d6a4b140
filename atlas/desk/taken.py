"""What is taken away: rows, their shapes, what is said of them, and the file in each format.

The numbers are the same in every format: they are shortened once, before any of them is written.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from atlas.desk.about import About
from atlas.desk.file_formats import (
    CSV,
    CSV_FRANCE,
    FLATGEOBUF,
    GEOJSON,
    GEOPACKAGE,
    GEOPARQUET,
    XLSX,
    FileFormat,
)
from atlas.desk.remade import LABEL, command_of
from atlas.desk.written import (
    members,
    metadata,
    reading_sheet,
    version_line,
    with_mark,
    with_provenance,
)
from common.csv_files import FRANCE, INTERNATIONAL, csv_bytes
from common.errors import NotAvailableError
from common.french import plural
from common.grammar import counted
from common.workbook_files import workbook_bytes
from geo.features import geojson_text
from geo.vector_files import FileTexts, flatgeobuf_bytes, geopackage_bytes, geoparquet_bytes

if TYPE_CHECKING:
    import geopandas as gpd

#: Digits of a number that mean something.
_DIGITS = 7
WGS84 = 4326
#: Who answers for a file, to whom its reader writes.
CONTACT = "Fragiscope"


@dataclass(frozen=True)
class Taken:
    """One answer, as any file of it holds it.

    Attributes
    ----------
    name : of the layer, of the sheet.
    rows : one row a territory or a record, under the index that tells them apart.
    about : what a reader must know of them.
    shapes_of : gives the shape of rows by their index, WGS 84, None for one that has no place; it
        is None itself where nothing has a shape.
    question : what was asked, under English names.
    beside : columns that a table alone needs too: a GeoJSON says them once, of the collection.
    """

    name: str
    rows: pd.DataFrame
    about: About
    shapes_of: Callable[[pd.Index], gpd.GeoSeries] | None = None
    question: Mapping[str, Any] = field(default_factory=dict)
    beside: Mapping[str, Any] = field(default_factory=dict)


def written(taken: Taken, form: FileFormat, crs: int = WGS84) -> bytes:
    """Write a file.

    Parameters
    ----------
    taken : what it holds.
    form : its format.
    crs : EPSG code of its shapes.

    Raises
    ------
    NotAvailableError
        If the answer has no shape, or the format holds them in WGS 84 alone.
    """
    if crs != WGS84 and not form.projected:
        raise NotAvailableError(
            f"Un fichier {form.label} n’a pas de système de coordonnées à choisir : demandez un "
            f"{GEOPACKAGE.label}, un {GEOPARQUET.label} ou un {FLATGEOBUF.label}."
        )
    if form.shapes:
        return _with_shapes(taken, form, crs)
    if form == XLSX:
        marked = with_mark(_alone(taken), taken.about)
        return workbook_bytes({"Données": marked, "À lire": reading_sheet(taken.about)})
    rows = flat_rows(taken, form)
    return csv_bytes(rows, FRANCE if form == CSV_FRANCE else INTERNATIONAL)


def flat_rows(taken: Taken, form: FileFormat = CSV_FRANCE) -> pd.DataFrame:
    """Lay out the rows of a CSV: each can be read alone (:data:`atlas.desk.written.COLUMNS`)."""
    return with_provenance(_alone(taken), taken.about, form)


def _alone(taken: Taken) -> pd.DataFrame:
    return significant(taken.rows).assign(**taken.beside)


def significant(rows: pd.DataFrame) -> pd.DataFrame:
    """Shorten floats to the digits that mean something; what is not finite is missing.

    >>> significant(pd.DataFrame({"value": [1 / 3, float("inf")]}))["value"].tolist()
    [0.3333333, nan]
    """
    short = {
        str(name): cells.astype("float64").map(_shortened)
        for name, cells in rows.select_dtypes("float").items()
    }
    return rows.assign(**short)


def _shortened(value: float) -> float:
    return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else math.nan


def _with_shapes(taken: Taken, form: FileFormat, crs: int) -> bytes:
    import geopandas as gpd  # noqa: PLC0415 - only where shapes are written

    if taken.shapes_of is None:
        raise NotAvailableError(
            f"Cette réponse n’a pas de forme sur une carte : pas de {form.label}. Demandez un CSV "
            "ou un classeur."
        )
    rows = with_mark(significant(taken.rows), taken.about)
    shapes = taken.shapes_of(rows.index)
    placed = shapes.notna().to_numpy()
    told = _without_place(taken, int((~placed).sum()), form)
    if form == GEOJSON:
        said = _collection(taken, told)
        properties = _whole_numbers(rows[placed].reset_index())
        return geojson_text(
            list(rows.index[placed].astype(str)), properties, shapes[placed].to_numpy(), said
        ).encode()
    if not placed.any():
        raise NotAvailableError(told)
    layer = gpd.GeoDataFrame(
        rows[placed].assign(**_rows_beside(taken, placed)).reset_index(),
        geometry=shapes[placed].to_numpy(),
        crs=WGS84,
    )
    layer = layer if crs == WGS84 else layer.to_crs(crs)
    texts = file_texts(taken, told, command_of(taken.about, form, crs))
    if form == GEOPARQUET:
        return geoparquet_bytes(layer, texts)
    if form == FLATGEOBUF:
        return flatgeobuf_bytes(layer, texts)
    tables: dict[str, pd.DataFrame] = {taken.name: layer}
    if not placed.all():
        tables[f"{taken.name}_sans_lieu"] = rows[~placed].reset_index()
    tables["sources"] = pd.DataFrame([source.as_dict() for source in taken.about.sources])
    return geopackage_bytes(tables, texts)


def _rows_beside(taken: Taken, placed: np.ndarray) -> dict[str, Any]:
    """Take the columns beside for the rows that have a place."""
    return {
        name: column if isinstance(column, str) else np.asarray(column, dtype=object)[placed]
        for name, column in taken.beside.items()
    }


def _without_place(taken: Taken, count: int, form: FileFormat) -> str:
    """Say how many rows have no place, and where they are."""
    if not count:
        return ""
    where = (
        f"la table {taken.name}_sans_lieu de ce fichier"
        if form == GEOPACKAGE
        else f"le {CSV.label}, le {XLSX.label.lower()} et le {GEOPACKAGE.label}"
    )
    return (
        f"{counted(count, 'ligne')} sans lieu précis "
        f"{plural(count, 'n’est pas sur la carte', 'ne sont pas sur la carte')} : "
        f"voir {where}."
    )


def _collection(taken: Taken, told: str) -> dict[str, Any]:
    """Give the members of a GeoJSON collection; GDAL and QGIS read the first two."""
    about = taken.about
    return {
        "name": taken.name,
        "description": " ".join(part for part in (about.title, about.method, about.note) if part),
        **members(about),
        **({"without_place": told} if told else {}),
        **taken.question,
    }


def file_texts(taken: Taken, told: str = "", command: str = "") -> FileTexts:
    """Say in the metadata of a file what a reader must know of it.

    Parameters
    ----------
    taken : what the file holds.
    told : what it leaves out.
    command : that makes it.
    """
    about = taken.about
    others = metadata(about, command)
    sources = others.get("sources", "")
    abstract = (
        *(about.mark, about.method, about.note, told, *about.mentions),
        f"Sources : {sources}." if sources else "",
        version_line(about),
        f"{LABEL} : {command}" if command else "",
    )
    asked = {name: value for name, value in taken.question.items() if value is not None}
    question = {
        name: json.dumps(value, ensure_ascii=False)
        if isinstance(value, list | dict)
        else f"{value}"
        for name, value in asked.items()
    }
    return FileTexts(
        title=about.title,
        abstract=" ".join(part for part in abstract if part),
        licence=others.get("licences", ""),
        contact=CONTACT,
        others={**question, **{name: others[name] for name in others if name != "title"}},
    )


def _whole_numbers(rows: pd.DataFrame) -> pd.DataFrame:
    """Write floats that are whole without decimals, as JSON has them."""
    # As objects: pandas would make floats again of whole numbers.
    whole = {
        str(name): pd.array([*map(_whole, cells)], dtype="object")
        for name, cells in rows.select_dtypes("float").items()
    }
    return rows.assign(**whole)


def _whole(value: float) -> float | int | None:
    if math.isnan(value):
        return None
    return int(value) if value.is_integer() else value
