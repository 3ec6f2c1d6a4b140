"""The indicators of a place: latest values beside larger territories, and their series."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.place_values import latest_years
from common.levels import FRANCE_CODE, Level, Territory
from indicators.base.status import Status

_REFERENCE_LEVELS = (Level.EPCI, Level.DEPARTEMENT, Level.REGION, Level.FRANCE)


def indicators_of(
    desk: Desk, place: Place, values: pd.DataFrame, parents: tuple[Territory, ...]
) -> pd.DataFrame:
    """List the latest value of every indicator, beside those of larger territories.

    Parameters
    ----------
    desk : the opened data.
    place : gives the level whose latest years are taken.
    values : all the values of the place: indicator, year, value, status.
    parents : of the place.
    """
    catalogue = desk.catalogue.values()
    table = pd.DataFrame(
        {
            "key": [indicator.key for indicator in catalogue],
            "label": [indicator.label for indicator in catalogue],
            "unit": [indicator.unit for indicator in catalogue],
            "domain": [indicator.domain for indicator in catalogue],
        }
    ).set_index("key")
    years = latest_years(desk, place.level)
    own = values[values["year"] == values["indicator"].map(years)].set_index("indicator")
    table["value"] = own["value"].reindex(table.index)
    table["year"] = own["year"].reindex(table.index).astype("Int64")
    table["status"] = own["status"].astype("str").reindex(table.index).fillna(Status.MISSING.value)
    table["in_index"] = [indicator.in_index for indicator in catalogue]
    for level in _REFERENCE_LEVELS:
        table[level.value] = np.nan
    for parent in parents:
        if parent.level in _REFERENCE_LEVELS:
            table[parent.level.value] = _same_year(desk, parent, table["year"])
    return table.reset_index()


def _same_year(desk: Desk, parent: Territory, years: pd.Series) -> pd.Series:
    """Values of a larger territory in the year of each indicator; the latest where it has none.

    Comparing two years would show a change as a difference between places.
    """
    rows = desk.values_of(parent)
    asked = rows["indicator"].map(years)
    same = rows[(rows["year"] == asked) | asked.isna()]
    return same.groupby("indicator")["value"].last().reindex(years.index)


def series_of(desk: Desk, values: pd.DataFrame) -> pd.DataFrame:
    """Follow the indicators that have a value in two years or more.

    Parameters
    ----------
    desk : the opened data.
    values : all the values of the place: indicator, year, value, status.

    Returns
    -------
    DataFrame
        indicator, label, domain, unit, year, value, status, france; in the order of the catalogue,
        oldest year first.
    """
    counts = values.groupby("indicator")["value"].count()
    kept = [key for key in desk.catalogue if counts.get(key, 0) > 1]
    rows = values.loc[values["indicator"].isin(kept), ["indicator", "year", "value", "status"]]
    country = desk.values_of(Territory(Level.FRANCE, FRANCE_CODE))
    france = country.set_index(["indicator", "year"])["value"]
    rows = rows.join(france.rename("france"), on=["indicator", "year"])
    declared = [desk.catalogue[key] for key in rows["indicator"]]
    rows = rows.assign(
        label=[indicator.label for indicator in declared],
        domain=[indicator.domain for indicator in declared],
        unit=[indicator.unit for indicator in declared],
        status=rows["status"].astype("str"),
        position=[kept.index(key) for key in rows["indicator"]],
    ).sort_values(["position", "year"], ignore_index=True)
    columns = ["indicator", "label", "domain", "unit", "year", "value", "status", "france"]
    return rows[columns]
