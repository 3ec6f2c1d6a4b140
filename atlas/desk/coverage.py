"""How much of the country each indicator covers, status by status."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from common.levels import Level
from indicators.base.status import Status


def coverage_table(desk: Desk, level: Level) -> pd.DataFrame:
    """Share of the territories of a level in each status, latest year of each indicator.

    Returns
    -------
    DataFrame
        One row per indicator of the catalogue: Indicateur, Année, then one column per status
        (percentage of the territories, one decimal).
    """
    values = desk.latest_values(level)
    total = len(desk.territories_of(level))
    counts = pd.crosstab(values["indicator"].astype("str"), values["status"].astype("str"))
    shares = counts.reindex(list(desk.catalogue)).div(total) * 100
    years = values.groupby("indicator", observed=True)["year"].max().reindex(shares.index)
    table = pd.DataFrame(
        {
            "Indicateur": [indicator.label for indicator in desk.catalogue.values()],
            "Année": years.to_numpy(),
        }
    )
    for status in Status:
        if status is Status.MODELLED:  # perceptions alone are modelled, never an indicator
            continue
        column = shares.get(status.value, 0.0)
        table[f"{status.label.capitalize()} (%)"] = (
            pd.Series(column, index=shares.index).round(1).to_numpy()
        )
    return table
