"""The map of need and response: the colours and words of the plot beside it."""

from __future__ import annotations

import folium
import pandas as pd

from atlas.desk.wording import rate_phrase
from atlas.maps.category_map import Categories, categories_legend, draw_categories
from atlas.maps.map_marks import mark
from atlas.partnerships.need_response import NeedResponse
from common import palette
from common.french import number
from geo.maps import Drawing, drawing_layer
from indicators.partnerships.need_response import Quadrant

#: Classes of the map, the last one on top of the legend; four corners of the palette of two
#: measures: fragility upward, partnerships to the right.
COLOURS = {
    Quadrant.NOT_DISTINGUISHABLE: palette.BIVARIATE[0][0],
    Quadrant.SOLID_FEW: palette.BIVARIATE[0][1],
    Quadrant.SOLID_MANY: palette.BIVARIATE[0][2],
    Quadrant.FRAGILE_MANY: palette.BIVARIATE[2][2],
    Quadrant.FRAGILE_FEW: palette.BIVARIATE[2][0],
}
_CATEGORIES = Categories(
    "Besoin et réponse",
    tuple(COLOURS.items()),
    hatched=Quadrant.NOT_DISTINGUISHABLE,
    absent=Quadrant.UNKNOWN,
    note="fragilité, et partenariats rapportés à l’attendu",
)
#: With more shapes the tooltip gives the class: a line each would weigh more than the map.
_MOST_TEXTS = 2_000


def draw_quadrants(view: NeedResponse, shapes: pd.Index) -> Drawing:
    """Encode the quadrants for the shapes of the map.

    Parameters
    ----------
    view : need and response.
    shapes : codes of the shapes of the level, in their order; those that are not shown stay blank.
    """
    texts = None
    if len(shapes) <= _MOST_TEXTS:
        texts = list(quadrant_texts(view).reindex(shapes, fill_value=""))
    return draw_categories(
        _CATEGORIES,
        view.frame["quadrant"].reindex(shapes),
        texts=texts,
        drawn=pd.Series(shapes.isin(view.frame.index), index=shapes),
    )


def furnish_quadrants(group: folium.FeatureGroup, view: NeedResponse, shapes: pd.Index) -> None:
    """Put the drawing, its legend, the mentions and the demonstration banner on a map."""
    drawing_layer(draw_quadrants(view, shapes)).add_to(group)
    categories_legend(_CATEGORIES, view.frame["quadrant"]).add_to(group)
    mark(group, view.about)


def quadrant_texts(view: NeedResponse) -> pd.Series:
    """Say where each territory stands, with both sides; indexed by code."""
    frame = view.frame
    columns = ("quadrant", "need", "count", "ratio", "ratio_low", "ratio_high")
    return pd.Series(
        [
            f"{Quadrant(quadrant).label} – fragilité {number(need)} sur 100 ; "
            f"{number(None if pd.isna(count) else count)} partenariats, "
            f"rapportés à l’attendu : {rate_phrase(*rate)}"
            for quadrant, need, count, *rate in zip(*(frame[name] for name in columns), strict=True)
        ],
        index=frame.index,
    )
