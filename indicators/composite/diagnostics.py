"""What to look at before trusting an index: members that say the same thing, or the contrary."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd

from common.labelled import Labelled

#: Above, two members of a group count the same thing twice; below, they undo each other.
#: Source: COINr audit, OECD-JRC Handbook step 5.
REDUNDANT_ABOVE, CONFLICTING_BELOW = 0.9, -0.4


class Correlation(Labelled):
    """Why a pair of members of a group deserves attention."""

    REDUNDANT = "redundant", "redondants"
    CONFLICTING = "conflicting", "en conflit"


def notable_correlations(normalised: pd.DataFrame, parents: pd.Series) -> pd.DataFrame:
    """List the pairs of members of a group that are redundant or in conflict.

    Parameters
    ----------
    normalised : rows units, columns members, all in the direction of the index.
    parents : group of each member.

    Returns
    -------
    Columns group, first, second, correlation (Pearson, over the units that have both) and kind
    (:class:`Correlation`), strongest first.

    Examples
    --------
    >>> frame = pd.DataFrame({"a": [1.0, 2.0, 3.0], "b": [3.0, 2.0, 1.0]})
    >>> notable_correlations(frame, pd.Series({"a": "g", "b": "g"})).values.tolist()
    [['g', 'a', 'b', -1.0, 'conflicting']]
    """
    rows = []
    for group, codes in parents[normalised.columns].groupby(parents[normalised.columns]):
        members = list(codes.index)
        table = normalised[members].corr()
        for first, second in itertools.combinations(members, 2):
            value = float(table.loc[first, second])
            if value > REDUNDANT_ABOVE:
                rows.append((group, first, second, value, Correlation.REDUNDANT.value))
            elif value < CONFLICTING_BELOW:
                rows.append((group, first, second, value, Correlation.CONFLICTING.value))
    rows.sort(key=lambda row: (-abs(np.round(row[3], 12)), row[:3]))
    return pd.DataFrame(rows, columns=["group", "first", "second", "correlation", "kind"])
