"""Regards croisés taken away, each row with its mention."""

from __future__ import annotations

import pandas as pd

from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.gaps.crossed_views import CrossedViews


def crossed_rows(views: CrossedViews) -> pd.DataFrame:
    """Lay out the views of the groups, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per survey and group: place, domain, the columns of
        :attr:`atlas.gaps.crossed_views.CrossedViews.frame`, the demonstration mark where it
        applies.
    """
    rows = views.frame.assign(
        domain=views.domain,
        demonstration=[
            DEMONSTRATION_MARK if demonstration else ""
            for demonstration in views.frame["demonstration"]
        ],
    ).round(6)
    rows.index = [str(views.place)] * len(rows)
    return rows.rename_axis("place")


def crossed_file_name(views: CrossedViews) -> str:
    """Name the file by keys alone: the name of a perimeter is text from a reader."""
    mark = "_demonstration" if views.demonstration else ""
    return f"fragiscope_regards_croises_{views.place.level}_{views.domain}{mark}.csv"
