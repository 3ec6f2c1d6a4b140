"""Maps of named positions: one colour for each, the same in the drawing and in the legend."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.layers.drawn import NOT_ESTABLISHED
from geo.map_signs import Hatch
from geo.maps import Drawing, drawing, legend
from geo.maps.widget import Widget
from indicators.partnerships.need_response import Quadrant
from indicators.views.positions import GapStatus

Category = GapStatus | Quadrant


@dataclass(frozen=True)
class Categories:
    """The positions that a map shows.

    Attributes
    ----------
    heading, note : of the legend, in French.
    colours : position and colour, in the order of the classes; the legend shows the last first.
    hatched : the position that nothing allows to assert.
    absent : the position of the territories without any, shown as an absence of value.
    """

    heading: str
    colours: tuple[tuple[Category, str], ...]
    hatched: Category
    absent: Category
    note: str = ""


def draw_categories(
    categories: Categories,
    found: pd.Series,
    *,
    texts: Sequence[str] | None = None,
    drawn: pd.Series[bool] | None = None,
) -> Drawing:
    """Encode the positions of the shapes of a map.

    Parameters
    ----------
    categories : what is shown.
    found : position of each shape, in their order; missing where there is none.
    texts, drawn : as :func:`geo.maps.drawing`.
    """
    ranks = {category.value: rank for rank, (category, _) in enumerate(categories.colours)}
    return drawing(
        found.map(ranks).astype("Int8"),
        [colour for _, colour in categories.colours],
        [category.label for category, _ in categories.colours],
        hatching=found.map({categories.hatched.value: str(NOT_ESTABLISHED)}).fillna(Hatch.NONE),
        drawn=drawn,
        texts=texts,
        no_data_label=categories.absent.label,
    )


def categories_legend(categories: Categories, found: pd.Series) -> Widget:
    """Make the legend of a map of positions, with how many territories have each.

    Parameters
    ----------
    categories : what is shown.
    found : position of each territory.
    """
    counts = found.value_counts()
    missing = int(counts.get(categories.absent.value, 0))
    return legend(
        categories.heading,
        [category.label for category, _ in categories.colours],
        [colour for _, colour in categories.colours],
        note=categories.note,
        counts=[int(counts.get(category.value, 0)) for category, _ in categories.colours],
        patterns={
            rank: NOT_ESTABLISHED
            for rank, (category, _) in enumerate(categories.colours)
            if category is categories.hatched
        },
        no_data=categories.absent.label if missing else None,
        missing=missing,
        position="bottomleft",
    )
