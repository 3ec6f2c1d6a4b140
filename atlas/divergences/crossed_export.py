"""Compared groups taken away, each row with its mention."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from atlas.desk.written import named_file
from atlas.divergences.crossed_views import CrossedViews


def taken_crossed(views: CrossedViews) -> Taken:
    """Lay out the views of the groups, to be written as a table.

    Returns
    -------
    Taken
        One row per survey and group: place, the columns of
        :attr:`atlas.divergences.crossed_views.CrossedViews.frame` (the mention and the mark being
        those of the row), domain.
    """
    return _placed(views, views.frame, "crossed")


def taken_differences(views: CrossedViews) -> Taken:
    """Lay out the differences between groups, to be written as a table.

    Returns
    -------
    Taken
        One row per pair of groups of a survey: place, the columns of
        :attr:`atlas.divergences.crossed_views.CrossedViews.differences`, mention and mark of the
        survey, domain.
    """
    surveys = views.frame.drop_duplicates("survey").set_index("survey")
    rows = views.differences
    rows = rows.assign(
        mention=rows["survey"].map(surveys["mention"]),
        demonstration=rows["survey"].map(surveys["demonstration"]),
    )
    return _placed(views, rows, "differences")


def _placed(views: CrossedViews, rows: pd.DataFrame, table: str) -> Taken:
    asked = command_words("table", table, place=views.place, domain=views.domain)
    rows = rows.assign(domain=views.domain).round(6)
    rows.index = pd.Index([str(views.place)] * len(rows), name="place")
    return Taken("regards", rows, replace(views.about, command=asked))


def crossed_file_name(views: CrossedViews, extension: str, what: str = "regards_croises") -> str:
    """Name a file by keys alone: the name of a perimeter is text from a reader."""
    return named_file([what, views.place.level, views.domain], views.about, extension)
