"""One series, one source: what is compared at a level comes from one statistical operation.

A census and an estimate of the same population do not differ by what happened between two years,
nor between two régions, but by how they are made. Values of one indicator at one level, all its
years and territories together, therefore rest on rows of one operation, whatever the levels at
which the reader found them.
"""

from __future__ import annotations

import pandas as pd

from common.errors import InvalidDataError
from common.french import plural
from common.levels import Level
from indicators.base.catalogue import Indicator
from indicators.base.upward import ORIGIN
from pipeline.indicators.contract import Reader


def check_one_source(
    values: pd.DataFrame, indicator: Indicator, level: Level, reader: Reader
) -> None:
    """Refuse the values of a level that come from several operations.

    Parameters
    ----------
    values : columns code, year, value, and origin (level of the rows that the value is made of).
    indicator : of which the values are.
    level : at which they are.
    reader : says which operation the rows of each level come from.

    Raises
    ------
    InvalidDataError
        With the indicator, the level, and the years and territories of each operation.
    """
    told = values[values["value"].notna()]
    pairs = told[[ORIGIN, "year"]].drop_duplicates()
    named = {
        (origin, year): reader.operation_of(Level(origin), int(year))
        for origin, year in pairs.itertuples(index=False)
    }
    if len(set(named.values())) < 2:
        return
    keys = zip(told[ORIGIN], told["year"], strict=True)
    operation = pd.Series([named[key] for key in keys], index=told.index)
    faults = []
    for name, rows in told.groupby(operation):
        count = rows["code"].nunique()
        faults.append(f"{name} : {_years(rows['year'])} ({count} {plural(count, 'territoire')})")
    faults.append("attendu : une seule ; séparez les séries, ou bornez le niveau où chacune monte")
    raise InvalidDataError(f"{indicator.key} ({level.plural}), {len(faults) - 1} sources", faults)


def _years(years: pd.Series[int]) -> str:
    return ", ".join(str(year) for year in sorted(set(years)))
