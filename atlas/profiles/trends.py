"""Where the indicators of a place go: each series told by its test, beside the country."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from common.table_schema import Field, TableSchema
from indicators.base.catalogue import Indicator
from indicators.base.fragile_direction import FragileDirection, fragile_directions
from indicators.base.trends import trends

_SHARE_OF_LEVEL = "share of the level"
_NOT_TESTED = "nothing is tested"
PROFILE_TRENDS = TableSchema(
    "an indicator that the place knows in two years or more, in the order of the catalogue",
    ("indicator",),
    (
        Field("indicator", "str", "key of the catalogue"),
        Field("label", "str", "French name"),
        Field("domain", "str", "key of the domain"),
        Field("unit", "str", "that of the catalogue"),
        Field("in_index", "bool", "whether the objective score uses it"),
        Field("first", "int64", "first year known here"),
        Field("last", "int64", "last year known here"),
        Field("dates", "int64", "years known here"),
        Field("first_value", "float64", "value of the first year", "unit of the indicator"),
        Field("last_value", "float64", "value of the last year", "unit of the indicator"),
        Field(
            "status", "str", "that of the last value (:class:`indicators.base.status.Status`)"
        ),
        Field("direction", "str", ":class:`indicators.base.trend.Direction`"),
        Field(
            "fragile_direction", "str",
            ":class:`indicators.base.fragile_direction.FragileDirection`",
        ),
        Field("test", "str", ":class:`indicators.base.trend.TrendTest`"),
        Field(
            "change", "float64", "from first to last, as the test counts it", _SHARE_OF_LEVEL,
            _NOT_TESTED,
        ),
        Field(
            "low", "float64", "5 % limit of the change", _SHARE_OF_LEVEL,
            "nothing is tested, or too few dates for a limit",
        ),
        Field(
            "high", "float64", "95 % limit of the change", _SHARE_OF_LEVEL,
            "nothing is tested, or too few dates for a limit",
        ),
        Field("p_value", "float64", "of the test", absent=_NOT_TESTED),
        Field(
            "france", "float64", "the country in the last year", "unit of the indicator",
            "the country is not known then",
        ),
        Field(
            "more_fragile", "boolean", "whether the last value is worse than that of the country",
            absent="the country is not known then",
        ),
    ),
)  # fmt: skip


def trends_of(
    catalogue: Mapping[str, Indicator], values: pd.DataFrame, series: pd.DataFrame
) -> pd.DataFrame:
    """Tell where each series of a place goes, and whether that is towards fragility.

    Parameters
    ----------
    catalogue : the indicators.
    values : all the values of the place: indicator, code, year, value, numerator, denominator.
    series : those of :attr:`atlas.profiles.Profile.series`.

    Returns
    -------
    DataFrame
        :data:`PROFILE_TRENDS`.
    """
    known = series.dropna(subset=["value"]).groupby("indicator", sort=False)
    ends = pd.DataFrame(
        {
            **{name: known[name].first() for name in ("label", "domain", "unit")},
            "first_value": known["value"].first(),
            "last_value": known["value"].last(),
            "status": known["status"].last(),
            # Not the last that the country has: that of the same year.
            "france": known.nth(-1).set_index("indicator")["france"],
        }
    )
    told = trends(values[values["indicator"].isin(ends.index)]).set_index("indicator")
    rows = ends.join(told)
    side = pd.Series({key: catalogue[key].direction for key in rows.index}, dtype="int64")
    apart = side * (rows["last_value"] - rows["france"])
    rows = rows.assign(
        in_index=[catalogue[key].in_index for key in rows.index],
        fragile_direction=fragile_directions(rows["direction"], side),
        more_fragile=(apart > 0).astype("boolean").mask(apart.isna()),
        **{name: rows[name].replace([np.inf, -np.inf], np.nan) for name in ("low", "high")},
    )
    frame = rows.rename_axis("indicator").reset_index()
    return frame.astype({one.name: one.dtype for one in PROFILE_TRENDS.columns})[
        PROFILE_TRENDS.names
    ]


def worsening(found: pd.DataFrame) -> pd.DataFrame:
    """Keep what is more fragile than the country, and established to get worse.

    Parameters
    ----------
    found : :data:`PROFILE_TRENDS`.

    Returns
    -------
    DataFrame
        Those of the index alone, the largest change first.
    """
    worse = established(found, FragileDirection.WORSENS)
    return worse[worse["more_fragile"].fillna(value=False)]


def established(found: pd.DataFrame, direction: FragileDirection) -> pd.DataFrame:
    """Keep what a test says goes one way, of the index alone, the largest change first."""
    kept = found[found["in_index"] & (found["fragile_direction"] == direction.value)]
    return kept.loc[kept["change"].abs().sort_values(ascending=False, kind="stable").index]
