"""Which partnership records belong to which place: worked out once a level."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import attach, attach_to, has_key, usual_levels


def commune_population(desk: Desk) -> pd.Series:
    """Inhabitants by commune code, NaN where unknown."""
    return desk.territories_of(Level.COMMUNE)["population"].astype("float64")


def usual(desk: Desk) -> pd.Series:
    """Level of most of the places of each scheme, over all the records."""
    return desk.once("usual_levels", lambda: usual_levels(desk.records, desk.record_places))


def own_by_territory(desk: Desk, level: Level) -> pd.DataFrame:
    """List the own records of all the territories of a level: record, target (code)."""
    return desk.once(
        ("own records", level),
        lambda: attach(
            desk.record_places,
            desk.memberships,
            commune_population(desk),
            level.value,
            own_only=True,
        )[["record", "target"]],
    )


def served_domains(desk: Desk) -> pd.DataFrame:
    """Tell which domains each record serves: index of the records, a column of bool a domain."""
    return desk.once(
        "served domains",
        lambda: pd.DataFrame({key: has_key(desk.records["domains"], key) for key in DOMAIN_KEYS}),
    )


def own_records(desk: Desk, place: Place) -> pd.DataFrame:
    """Rows of the records that are a place's own: see :mod:`indicators.partnerships`."""
    if isinstance(place, Territory):
        level = place.level
        rows = desk.once(("own rows", level), lambda: _own_rows(desk, level))
        return desk.records.iloc[rows.get(place.code, [])]
    attached = attach_to(
        desk.communes(place),
        desk.record_places,
        desk.memberships,
        commune_population(desk),
        place.level.value,
    )
    own = attached.loc[attached["whole"], "record"]
    return desk.records[desk.records["record"].isin(own)]


def _own_rows(desk: Desk, level: Level) -> dict[str, npt.NDArray[np.intp]]:
    """Positions of the own records of each territory among all the records, in their order."""
    own = own_by_territory(desk, level)
    rows = pd.Index(desk.records["record"]).get_indexer(own["record"])
    return {
        str(code): np.sort(rows[there]) for code, there in own.groupby("target").indices.items()
    }
