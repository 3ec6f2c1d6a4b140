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
    series = desk.series
    newest = series[(series["level"] == level.value) & series["newest"]].set_index("indicator")
    newest = newest.reindex(list(desk.catalogue))
    shares = newest.div(len(desk.territories_of(level))) * 100
    years = newest["year"]
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
