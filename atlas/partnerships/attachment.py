"""Which partnership records belong to which place: worked out once a level."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.held import Held
from atlas.desk.own_rows import appended
from atlas.desk.place import Place
from common.levels import Level, Territory
from common.repeated import written_out
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import SEPARATOR, attach, attach_to, usual_levels
from indicators.partnerships.store import OWN, read_own


def commune_population(desk: Desk) -> pd.Series:
    """Inhabitants by commune code, NaN where unknown."""
    return desk.territories_of(Level.COMMUNE)["population"].astype("float64")


def usual(desk: Desk) -> pd.Series:
    """Level of most of the places of each scheme of the product, over all its records."""
    known = desk.national
    return desk.shared("usual_levels", lambda: usual_levels(known.records, known.record_places))


def own_by_territory(desk: Desk, level: Level) -> pd.DataFrame:
    """List the own records of all the territories of a level, as the build stored them.

    Those of an organisation are attached by the same rule, and come after.

    Returns
    -------
    DataFrame
        :data:`indicators.partnerships.store.OWN`.
    """
    rows = _own_rows(desk, level)
    own = desk.records["record"].iloc[rows["row"]].reset_index(drop=True)
    return pd.DataFrame({"code": written_out(rows["code"]), "record": own})


def _own_rows(desk: Desk, level: Level) -> pd.DataFrame:
    """Keep them by the row of each record, from 0: its key takes ten times as much."""
    stored = desk.shared(
        ("own records", level),
        lambda: _numbered(desk.national, read_own(level.value, desk.data)),
    )
    rows = desk.brought
    if rows is None or rows.places.empty:
        return stored
    return desk.gathered(
        ("own records", level),
        lambda: appended(stored, _numbered(desk, _attached(desk, rows.places, level))),
    )


def _numbered(desk: Desk, own: pd.DataFrame) -> pd.DataFrame:
    keys = desk.records["record"]
    rows = pd.Series(np.arange(len(keys), dtype="int32"), index=keys)
    found = rows.loc[own["record"]].to_numpy()
    return pd.DataFrame({"code": own["code"].astype("category").array, "row": found})


def _attached(desk: Desk, named: pd.DataFrame, level: Level) -> pd.DataFrame:
    own = attach(named, desk.memberships, commune_population(desk), level.value, own_only=True)
    return own.rename(columns={"target": "code"})[OWN.names]


def _by_code(desk: Desk, level: Level) -> Held:
    own = _own_rows(desk, level)
    return Held.by_code(own["row"], own["code"])


def served_domains(records: pd.DataFrame) -> pd.DataFrame:
    """Tell which domains records serve: their index, a column of bool a domain."""
    served = records["domains"].str.get_dummies(SEPARATOR)
    return served.reindex(columns=list(DOMAIN_KEYS), fill_value=0).astype(bool)


def own_records(desk: Desk, place: Place) -> pd.DataFrame:
    """Rows of the records that are a place's own: see :mod:`indicators.partnerships`."""
    if isinstance(place, Territory):
        level = place.level
        held = desk.gathered(("own records by code", level), lambda: _by_code(desk, level))
        return desk.records.iloc[np.sort(held.of(place.code))]
    attached = attach_to(
        desk.communes(place),
        desk.record_places,
        desk.memberships,
        commune_population(desk),
        place.level.value,
    )
    own = attached.loc[attached["whole"], "record"]
    return desk.records[desk.records["record"].isin(own)]
