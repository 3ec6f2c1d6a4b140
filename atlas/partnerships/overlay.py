"""Partnerships over a map: the records that serve a domain, their points, their origins."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.provenance import Source
from atlas.partnerships.records import scheme_sources
from common.levels import Level
from indicators.base.domains import OVERALL, domains_of
from indicators.partnerships import has_key, places, points, select

#: Above this many points a map says nothing: the reader is asked for a smaller area.
MOST_POINTS = 3_000


def records_for(desk: Desk, domain_key: str) -> pd.DataFrame:
    """List the records of today that serve a domain, a dimension, or all of them; grants apart."""
    records = select(desk.records)
    if domain_key == OVERALL:
        return records
    served = [has_key(records["domains"], key) for key in domains_of(domain_key)]
    return records[np.logical_or.reduce(served)]


def partnership_sources(desk: Desk, records: pd.DataFrame) -> tuple[Source, ...]:
    """List the origins of some records, one for each scheme."""
    return scheme_sources(desk.schemes[desk.schemes["scheme"].isin(records["scheme"])])


def map_points(desk: Desk, domain_key: str, communes: pd.Index) -> pd.DataFrame:
    """Place the records that serve a domain inside some communes.

    What is attached to an EPCI or to a larger territory is not a point.

    Returns
    -------
    DataFrame
        Columns lon, lat, text: title, then scheme, year and precision, one a line.
    """
    records = records_for(desk, domain_key)
    named = places(records)
    here = named.loc[(named["level"] == Level.COMMUNE) & named["code"].isin(communes), "record"]
    chosen = records[records["record"].isin(here)]
    located = points(chosen, desk.territories_of(Level.COMMUNE).loc[communes])
    details = chosen.set_index("record").join(
        desk.schemes.set_index("scheme")["label"], on="scheme"
    )
    rows = details.loc[located["record"], ["title", "label", "start_year"]]
    cells = zip(*(rows[name] for name in rows), located["precision"], strict=True)
    located["text"] = [_popup(*row) for row in cells]
    return located[["lon", "lat", "text"]]


def _popup(title: str, scheme: str, year: float | None, precision: str) -> str:
    since = "" if pd.isna(year) else f" (depuis {year})"
    place = "" if precision == "site" else "\nPlacé au centre de la commune"
    return f"{title}\n{scheme}{since}{place}"
