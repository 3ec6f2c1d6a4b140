"""``parts_of(desk, within, level)``: the territories of a place side by side."""

from __future__ import annotations

import pandas as pd

from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk
from common.levels import Level, Territory
from common.table_schema import Field, TableSchema
from indicators.base.domains import SCORE_KEYS
from indicators.scores.standing import Standing, standings

_NOT_RANKED = "not ranked"
PARTS = TableSchema(
    "a territory of the level in a domain, a dimension or the whole, among all those of France",
    ("code", "domain"),
    (
        Field("code", "str", "code of the territory"),
        Field("name", "str", "its name"),
        Field("population", "Int64", "its population", "inhabitants", "unknown"),
        Field("domain", "str", "one of :data:`indicators.base.domains.SCORE_KEYS`"),
        Field("score", "float64", "objective score", "0-100", "too few indicators"),
        Field("rank", "Int64", "1 the most fragile", absent=_NOT_RANKED),
        Field("rank_low", "Int64", "5 % of the choices of the recipe", absent="no interval"),
        Field("rank_high", "Int64", "95 % of them", absent="no interval"),
        Field("ranked", "Int64", "territories that have a rank", absent=_NOT_RANKED),
        Field("standing", "str", ":class:`indicators.scores.standing.Standing`"),
    ),
)
_RANKS = ["rank", "rank_low", "rank_high", "ranked"]


def parts_of(
    desk: Desk, within: Territory | None, level: Level, keys: tuple[str, ...] = SCORE_KEYS
) -> pd.DataFrame:
    """Lay out the scores of the territories of a place, each ranked among those of France.

    Parameters
    ----------
    desk : the opened data.
    within : the territory that holds them; the whole country when None.
    level : of the territories.
    keys : what is asked, of :data:`indicators.base.domains.SCORE_KEYS`.

    Returns
    -------
    DataFrame
        :data:`PARTS`, by key, then by code; a territory without score has a row.

    Raises
    ------
    NotAvailableError
        If no territory of the level is in the place.
    """
    codes = codes_shown(desk, level, within)
    known = desk.territories_of(level).loc[codes, ["name", "population"]]
    frames = [_of_key(desk, level, key, known) for key in keys]
    return pd.concat(frames, ignore_index=True)[PARTS.names]


def fragile_counts(parts: pd.DataFrame) -> pd.DataFrame:
    """Count the domains that are established as fragile in each territory.

    Parameters
    ----------
    parts : :data:`PARTS`, of domains.

    Returns
    -------
    DataFrame
        Index code; name, fragile (domains whose whole rank interval is in the most fragile third),
        ranked (domains that have a rank); the most fragile first.
    """
    counted = parts.assign(
        fragile=parts["standing"] == Standing.FRAGILE, ranked=parts["rank"].notna()
    ).groupby("code", sort=False)
    found = counted.agg(
        name=("name", "first"), fragile=("fragile", "sum"), ranked=("ranked", "sum")
    )
    return found.sort_values(["fragile", "name"], ascending=[False, True], kind="stable")


def _of_key(desk: Desk, level: Level, key: str, known: pd.DataFrame) -> pd.DataFrame:
    scores = desk.domain_scores(level, key)[["score", "rank", "ranked"]]
    intervals = desk.rank_intervals(level, key).set_index("code")[["rank_low", "rank_high"]]
    rows = known.join(scores).join(intervals).astype(dict.fromkeys(_RANKS, "Int64"))
    rows = rows.assign(domain=key, standing=standings(rows))
    return rows.astype({"population": "Int64"}).rename_axis("code").reset_index()
