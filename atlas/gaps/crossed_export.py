"""Regards croisés taken away, each row with its mention."""

from __future__ import annotations

import pandas as pd

from atlas.desk.written import with_provenance
from atlas.gaps.crossed_views import CrossedViews


def crossed_rows(views: CrossedViews) -> pd.DataFrame:
    """Lay out the views of the groups, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per survey and group: place, the columns of
        :attr:`atlas.gaps.crossed_views.CrossedViews.frame`, domain and
        :data:`atlas.desk.written.COLUMNS`, the mention and the mark being those of the row.
    """
    rows = views.frame.assign(domain=views.domain).round(6)
    rows.index = pd.Index([str(views.place)] * len(rows), name="place")
    return with_provenance(rows, views.about)


def crossed_file_name(views: CrossedViews) -> str:
    """Name the file by keys alone: the name of a perimeter is text from a reader."""
    mark = "_demonstration" if views.about.demonstration else ""
    return f"fragiscope_regards_croises_{views.place.level}_{views.domain}{mark}.csv"
