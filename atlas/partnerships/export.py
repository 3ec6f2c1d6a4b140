"""Partnership records taken away: GeoJSON, rows, GeoPackage, never without source and licence."""

from __future__ import annotations

import tempfile
from pathlib import Path
from threading import Lock
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from atlas.desk.own_rows import OWN_SENTENCE
from atlas.desk.provenance import Source
from atlas.desk.written import members, metadata, named_file, with_provenance
from atlas.partnerships.records import Records
from geo.features import geojson_text
from indicators.partnerships import Period, kind_words
from own_data.kinds.keys import is_own

_COLUMNS = [
    *("title", "kind", "category", "family", "domains", "partners", "profiles", "scale"),
    *("territories", "place", "attached", "share", "start_year", "end_year", "amount_eur"),
    *("scheme", "scheme_label", "producer", "licence", "vintage", "page"),
]
#: Written in the GeoPackage in place of the hour of writing: the same question, the same bytes.
_FIXED_DATE = "2000-01-01T00:00:00.000Z"
#: Options of GDAL belong to the whole process: one file is written at a time.
_GDAL_OPTIONS = Lock()


def records_geojson(records: Records) -> str:
    """Write the records as GeoJSON (RFC 7946).

    Returns
    -------
    str
        One feature per record: a point, several, or no geometry (null) for what is attached to
        an EPCI or to a larger territory; :data:`atlas.desk.written.MEMBERS`, the question and the
        number of records as foreign members.
    """
    table = _table(records)
    shapes = _geometry(records, table.index)
    return geojson_text(list(table.index), table.reset_index(), shapes, describe(records))


def records_rows(records: Records) -> pd.DataFrame:
    """Lay out the records, to be written as CSV.

    Each row has its producer and its licence, then :data:`atlas.desk.written.COLUMNS`, with its
    own title and source; lon and lat are empty unless the record has one point.
    """
    table = _table(records)
    located = records.located.set_index("record")
    single = located[~located.index.duplicated(keep=False)]
    rows = table.assign(
        lon=single["lon"].reindex(table.index).round(6),
        lat=single["lat"].reindex(table.index).round(6),
        points=located.groupby(level=0).size().reindex(table.index, fill_value=0),
        sources=_source_lines(table),
    )
    return with_provenance(rows, records.about)


def records_geopackage(records: Records) -> bytes:
    """Write the records as a GeoPackage: layers ``partenariats`` and ``sources``.

    The same records give the same bytes. Geometries are multipoints (EPSG:4326), absent for what
    is attached to an EPCI or to a larger territory; the metadata of the file are
    :data:`atlas.desk.written.TEXTS`.
    """
    import pyogrio  # noqa: PLC0415 - only where this file is asked for

    table = _table(records)
    shapes = _geometry(records, table.index, always_several=True)
    frame = gpd.GeoDataFrame(table.reset_index(), geometry=shapes, crs=4326)
    about = records.about
    sources = pd.DataFrame([source.as_dict() for source in about.sources])
    with tempfile.TemporaryDirectory() as folder, _GDAL_OPTIONS:
        path = Path(folder) / "partenariats.gpkg"
        before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": _FIXED_DATE})
        try:
            pyogrio.write_dataframe(
                frame,
                path,
                layer="partenariats",
                geometry_type="MultiPoint",
                dataset_metadata=metadata(about),
            )
            pyogrio.write_dataframe(sources, path, layer="sources", append=True)
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": before})
        return path.read_bytes()


def describe(records: Records) -> dict[str, Any]:
    """Give what a reader must know of the records."""
    query = records.query
    return {
        **members(records.about),
        "filters": {
            "domain": query.domain,
            "category": query.category,
            "kind": query.kind,
            "scale": query.scale,
            "scheme": query.scheme,
            "year": query.year,
            "period": query.period,
            "within": None if query.within is None else str(query.within),
            "around": query.around,
        },
        "count": len(records.frame),
    }


def export_name(records: Records, extension: str) -> str:
    """Name a file by the question; ``extension`` is without a dot."""
    query = records.query
    within = str(getattr(query.within, "code", "perimetre")) if query.within else None
    level = query.within.level.value if query.within else None
    parts = [query.domain, query.category, query.kind, query.scale, query.scheme, level, within]
    year = [] if query.year is None else [str(query.year)]
    if query.year is None and query.period != Period.CURRENT:
        year = [query.period]
    return named_file(["partenariats", *parts, *year], records.about, extension)


def _table(records: Records) -> pd.DataFrame:
    table = records.frame.set_index("record")[_COLUMNS].sort_index()
    said = zip(table["kind"], table["partners"], strict=True)
    table.insert(2, "kind_label", [kind_words(*row) for row in said])
    table = table.assign(share=table["share"].round(6))
    if not records.about.own:
        return table
    own = table["scheme"].map(is_own)
    return table.assign(mention=own.map({True: OWN_SENTENCE, False: ""}).astype("str"))


def _source_lines(table: pd.DataFrame) -> list[str]:
    """Give the origin of each record in one line."""
    columns = ("producer", "scheme_label", "vintage", "licence")
    return [Source(*row).line() for row in zip(*(table[c] for c in columns), strict=True)]


def _geometry(
    records: Records, index: pd.Index, *, always_several: bool = False
) -> npt.NDArray[np.object_]:
    """Give the point or the points of each record of an index, None where it has none."""
    located = records.located
    numbers = index.get_indexer(pd.Index(located["record"]))
    order = np.argsort(numbers, kind="stable")
    sites = np.asarray(shapely.points(located[["lon", "lat"]].to_numpy().round(6)))[order]
    shapes = np.full(len(index), None, dtype=object)
    shapely.multipoints(sites, indices=numbers[order], out=shapes)
    if not always_several:
        single = np.bincount(numbers, minlength=len(index)) == 1
        shapes[single] = shapely.get_geometry(shapes[single], 0)
    return shapes
