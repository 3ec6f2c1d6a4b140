"""Partnerships over a map: records of a territory, points, density surface."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place, holders
from atlas.desk.provenance import Source
from atlas.partnerships.attachment import own_records
from atlas.partnerships.records import scheme_sources
from common.levels import Level
from indicators.base.domains import OVERALL
from indicators.partnerships import places, points, select

#: Above this many points a map says nothing: the reader is asked for a smaller area.
MOST_POINTS = 3_000
#: Levels whose partnerships are told to the territories that they hold.
_NEAR = (Level.EPCI, Level.CRTE)


def records_for(desk: Desk, domain_key: str) -> pd.DataFrame:
    """List the partnership records that serve a domain, or all of them."""
    return select(desk.records, domain=None if domain_key == OVERALL else domain_key)


def records_of(desk: Desk, territory: Place) -> pd.DataFrame:
    """List the records that concern a territory or a perimeter.

    Returns
    -------
    DataFrame
        Columns of the records, and ``attached``: ``inside`` for the territory's own
        (:func:`atlas.partnerships.attachment.own_records`), ``around`` when the record names an
        EPCI or a CRTE that holds the territory, and is not its own.
    """
    named = desk.record_places
    codes = [holder.code for holder in holders(desk, territory) if holder.level in _NEAR]
    around = named.loc[named["code"].isin(codes) & named["level"].isin(_NEAR), "record"]
    records = desk.records
    is_inside = pd.Series(records.index.isin(own_records(desk, territory).index), records.index)
    found = records[is_inside | records["record"].isin(around)]
    return found.assign(attached=is_inside[found.index].map({True: "inside", False: "around"}))


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
