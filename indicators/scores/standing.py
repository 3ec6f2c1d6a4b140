"""The one reading of a score: where its whole rank interval stands among the territories compared.

A rank counts territories, and so does every reading of it. Nothing is read of a rank alone: the
interval that the choices of the recipe allow must stand whole on one side.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from common.labelled import Labelled

#: Share of the ranked territories at each end of the ranking that is told as standing out.
OUTER_SHARE = 1 / 3


class Standing(Labelled):
    """Where a rank interval stands; the first that holds."""

    UNKNOWN = "unknown", "sans rang, faute de données"
    NO_INTERVAL = "no_interval", "position sans intervalle connu"
    FRAGILE = "fragile", "dans le tiers le plus fragile"
    SOLID = "solid", "dans le tiers le moins fragile"
    MIDDLE = "middle", "au milieu du classement"
    FRAGILE_HALF = "fragile_half", "dans la moitié la plus fragile"
    SOLID_HALF = "solid_half", "dans la moitié la moins fragile"
    OPEN = "open", "position que le calcul ne tranche pas"

    @property
    def brief(self) -> str:
        """The label in a narrow column, beside a drawing of the interval.

        >>> Standing.FRAGILE_HALF.brief, Standing.OPEN.brief
        ('moitié la plus fragile', 'position incertaine')
        """
        short = {Standing.UNKNOWN: "sans rang", Standing.NO_INTERVAL: "sans intervalle"}
        short |= {Standing.OPEN: "position incertaine"}
        return short.get(self, self.label.removeprefix("dans le ").removeprefix("dans la "))

    @property
    def among(self) -> bool:
        """Whether the label is of those that are compared, who may be named after it."""
        return self not in {Standing.UNKNOWN, Standing.NO_INTERVAL, Standing.OPEN}


def standings(rows: pd.DataFrame) -> pd.Series:
    """Read rank intervals.

    Parameters
    ----------
    rows : rank, rank_low, rank_high (1 the most fragile, null if unknown) and ranked.

    Returns
    -------
    Series
        :class:`Standing` (text), same index.

    Examples
    --------
    >>> rows = pd.DataFrame({"rank": [1, 9, 5, None, 2], "rank_low": [1, 8, 2, None, None],
    ...     "rank_high": [3, 9, 9, None, None], "ranked": 9})
    >>> standings(rows).tolist()
    ['fragile', 'solid', 'open', 'unknown', 'no_interval']
    """
    ranked = rows["ranked"].astype("float64")
    best = ((rows["rank_low"].astype("float64") - 1) / ranked).to_numpy()
    worst = (rows["rank_high"].astype("float64") / ranked).to_numpy()
    found = np.select(
        [
            rows["rank"].isna().to_numpy(),
            np.isnan(best) | np.isnan(worst),
            worst <= OUTER_SHARE,
            best >= 1 - OUTER_SHARE,
            (best >= OUTER_SHARE) & (worst <= 1 - OUTER_SHARE),
            worst <= 1 / 2,
            best >= 1 / 2,
        ],
        [
            standing.value
            for standing in (
                Standing.UNKNOWN,
                Standing.NO_INTERVAL,
                Standing.FRAGILE,
                Standing.SOLID,
                Standing.MIDDLE,
                Standing.FRAGILE_HALF,
                Standing.SOLID_HALF,
            )
        ],
        Standing.OPEN.value,
    )
    return pd.Series(found, index=rows.index, dtype="str", name="standing")
