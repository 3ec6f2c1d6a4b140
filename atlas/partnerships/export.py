"""Partnership records taken away, never without source and licence."""

from __future__ import annotations

from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.desk.own_rows import OWN_SENTENCE
from atlas.desk.provenance import Source
from atlas.desk.taken import Taken
from atlas.desk.written import named_file
from atlas.partnerships.records import Records
from indicators.partnerships import Period, kind_words
from own_data.kinds.keys import is_own

COLUMNS = [
    *("title", "kind", "category", "family", "domains", "partners", "profiles", "scale"),
    *("territories", "place", "attached", "share", "start_year", "end_year", "amount_eur"),
    *("scheme", "scheme_label", "producer", "licence", "vintage", "page"),
]


def taken_records(records: Records) -> Taken:
    """Lay out the records to be written in any format.

    Returns
    -------
    Taken
        One row per record; a point, several, or no place for what is attached to an EPCI or to a
        larger territory. Each row has its producer and its licence, its own title and source; lon
        and lat are empty unless the record has one point.
    """
    table = _table(records)
    located = records.located.set_index("record")
    single = located[~located.index.duplicated(keep=False)]
    return Taken(
        name="partenariats",
        rows=table,
        about=records.about,
        shapes_of=partial(_shapes, records),
        question=_question(records),
        beside={
            "lon": single["lon"].reindex(table.index).round(6).to_numpy(),
            "lat": single["lat"].reindex(table.index).round(6).to_numpy(),
            "points": located.groupby(level=0).size().reindex(table.index, fill_value=0).to_numpy(),
            "sources": _source_lines(table),
        },
    )


def _question(records: Records) -> dict[str, Any]:
    query = records.query
    return {
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
    table = records.frame.set_index("record")[COLUMNS].sort_index()
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


def _shapes(records: Records, index: pd.Index) -> gpd.GeoSeries:
    """Give the point or the points of each record of an index, None where it has none."""
    located = records.located
    numbers = index.get_indexer(pd.Index(located["record"]))
    order = np.argsort(numbers, kind="stable")
    sites = np.asarray(shapely.points(located[["lon", "lat"]].to_numpy().round(6)))[order]
    shapes = np.full(len(index), None, dtype=object)
    shapely.multipoints(sites, indices=numbers[order], out=shapes)
    single = np.bincount(numbers, minlength=len(index)) == 1
    shapes[single] = shapely.get_geometry(shapes[single], 0)
    return gpd.GeoSeries(shapes, index=index, crs=4326)
