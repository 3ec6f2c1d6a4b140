"""Which territories a file speaks of, whatever its kind: for a map of it."""

from __future__ import annotations

import pandas as pd

from common.levels import MAPPED_LEVELS, Level
from indicators.base.values import VALUES
from indicators.partnerships import RECORDS_FILE
from indicators.partnerships.practices import PRACTICES, practice_places
from own_data.loaded import PERIMETERS_FILE, Loaded


def named_places(loaded: Loaded) -> pd.DataFrame:
    """List the territories that have something in a file.

    Returns
    -------
    DataFrame
        level and code (texts), each pair once.
    """
    values = {VALUES.file.format(level=level.value): level.value for level in Level}
    found = [pd.DataFrame({"level": [], "code": []}, dtype="str")]
    for file, table in loaded.tables.items():
        if file == PERIMETERS_FILE:
            found.append(pd.DataFrame({"level": Level.COMMUNE.value, "code": table["commune"]}))
        elif file in values:
            told = table.loc[table["value"].notna(), "code"]
            found.append(pd.DataFrame({"level": values[file], "code": told}))
        elif file == PRACTICES.file:
            found.append(practice_places(table)[["level", "code"]])
        elif {"level", "code"} <= set(table.columns):
            found.append(table[["level", "code"]])
    return pd.concat(found).astype("str").drop_duplicates(ignore_index=True)


def main_level(places: pd.DataFrame) -> Level | None:
    """Give the mapped level that most territories are of, the finest of equals; None if none is.

    >>> main_level(pd.DataFrame({"level": ["commune", "epci", "france"], "code": ["a", "b", "FR"]}))
    <Level.COMMUNE: 'commune'>
    """
    counts = places["level"].value_counts()
    levels = [level for level in MAPPED_LEVELS if level.value in counts]
    return max(levels, key=lambda level: counts[level.value], default=None)


def located_records(loaded: Loaded) -> pd.DataFrame:
    """Give title, lon and lat (degrees) of the partnerships that have a point of their own."""
    records = loaded.tables.get(RECORDS_FILE)
    if records is None:
        return pd.DataFrame({"title": [], "lon": [], "lat": []})
    return records.loc[records["lon"].notna() & records["lat"].notna(), ["title", "lon", "lat"]]
