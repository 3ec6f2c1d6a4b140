"""Which partnership records belong to which place: worked out once a level."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import attach_to, has_key, usual_levels
from indicators.partnerships.store import read_own


def commune_population(desk: Desk) -> pd.Series:
    """Inhabitants by commune code, NaN where unknown."""
    return desk.territories_of(Level.COMMUNE)["population"].astype("float64")


def usual(desk: Desk) -> pd.Series:
    """Level of most of the places of each scheme, over all the records."""
    return desk.shared("usual_levels", lambda: usual_levels(desk.records, desk.record_places))


def own_by_territory(desk: Desk, level: Level) -> pd.DataFrame:
    """List the own records of all the territories of a level, as the build stored them.

    Returns
    -------
    DataFrame
        :data:`indicators.partnerships.store.OWN`.
    """
    return desk.shared(("own records", level), lambda: read_own(level.value, desk.data))


def served_domains(records: pd.DataFrame) -> pd.DataFrame:
    """Tell which domains records serve: their index, a column of bool a domain."""
    return pd.DataFrame({key: has_key(records["domains"], key) for key in DOMAIN_KEYS})


def own_records(desk: Desk, place: Place) -> pd.DataFrame:
    """Rows of the records that are a place's own: see :mod:`indicators.partnerships`."""
    if isinstance(place, Territory):
        level = place.level
        held = desk.shared(
            ("own records by code", level),
            lambda: own_by_territory(desk, level).set_index("code")["record"],
        )
        own = held.loc[place.code : place.code]
        return desk.records[desk.records["record"].isin(own)]
    attached = attach_to(
        desk.communes(place),
        desk.record_places,
        desk.memberships,
        commune_population(desk),
        place.level.value,
    )
    own = attached.loc[attached["whole"], "record"]
    return desk.records[desk.records["record"].isin(own)]
