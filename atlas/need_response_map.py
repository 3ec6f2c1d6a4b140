"""The map of need and response: the colours and words of the plot beside it."""

from __future__ import annotations

import folium
import pandas as pd

from atlas.map_marks import mark
from atlas.need_response import NeedResponse
from common import palette
from common.french import number
from geo.maps import Drawing, drawing, drawing_layer, legend
from indicators.need_response import Quadrant

#: Classes of the map; the legend shows the last one first.
QUADRANTS = (
    Quadrant.NOT_DISTINGUISHABLE,
    Quadrant.SOLID_FEW,
    Quadrant.SOLID_MANY,
    Quadrant.FRAGILE_MANY,
    Quadrant.FRAGILE_FEW,
)
#: The four corners of the palette of two measures: fragility upward, partnerships to the right.
COLOURS = {
    Quadrant.FRAGILE_FEW: palette.BIVARIATE[2][0],
    Quadrant.FRAGILE_MANY: palette.BIVARIATE[2][2],
    Quadrant.SOLID_MANY: palette.BIVARIATE[0][2],
    Quadrant.SOLID_FEW: palette.BIVARIATE[0][1],
    Quadrant.NOT_DISTINGUISHABLE: palette.BIVARIATE[0][0],
}
#: With more shapes the tooltip gives the class: a line each would weigh more than the map.
_MOST_TEXTS = 2_000


def draw_quadrants(view: NeedResponse, shapes: pd.Index) -> Drawing:
    """Encode the quadrants for the shapes of the map.

    Parameters
    ----------
    view : need and response.
    shapes : codes of the shapes of the level, in their order; those that are not shown stay blank.
    """
    ranks = {quadrant.value: rank for rank, quadrant in enumerate(QUADRANTS)}
    found = view.frame["quadrant"].reindex(shapes)
    texts = None
    if len(shapes) <= _MOST_TEXTS:
        texts = list(quadrant_texts(view).reindex(shapes, fill_value=""))
    return drawing(
        found.map(ranks).astype("Int8"),
        [COLOURS[quadrant] for quadrant in QUADRANTS],
        [quadrant.label for quadrant in QUADRANTS],
        hatched=found == Quadrant.NOT_DISTINGUISHABLE.value,
        drawn=pd.Series(shapes.isin(view.frame.index), index=shapes),
        texts=texts,
        no_data_label=Quadrant.UNKNOWN.label,
    )


def furnish_quadrants(group: folium.FeatureGroup, view: NeedResponse, shapes: pd.Index) -> None:
    """Put the drawing, its legend, the mentions and the demonstration banner on a map."""
    drawing_layer(draw_quadrants(view, shapes)).add_to(group)
    counts = view.frame["quadrant"].value_counts()
    missing = int(counts.get(Quadrant.UNKNOWN.value, 0))
    legend(
        "Besoin et réponse",
        [quadrant.label for quadrant in QUADRANTS],
        [COLOURS[quadrant] for quadrant in QUADRANTS],
        note="fragilité et partenariats pour 10\u202f000 habitants",
        counts=[int(counts.get(quadrant.value, 0)) for quadrant in QUADRANTS],
        hatched_classes=[QUADRANTS.index(Quadrant.NOT_DISTINGUISHABLE)],
        no_data=Quadrant.UNKNOWN.label if missing else None,
        missing=missing,
        position="bottomleft",
    ).add_to(group)
    mark(group, view.mentions, demonstration=view.demonstration)


def quadrant_texts(view: NeedResponse) -> pd.Series:
    """Say where each territory stands, with both sides; indexed by code."""
    frame = view.frame
    columns = ("quadrant", "need", "count", "rate", "rate_low", "rate_high")
    return pd.Series(
        [
            f"{Quadrant(quadrant).label} – fragilité {number(need)} sur 100 ; "
            f"{number(None if pd.isna(count) else count)} partenariats, "
            f"{number(rate, 2)} pour 10\u202f000 habitants "
            f"(de {number(low, 2)} à {number(high, 2)})"
            for quadrant, need, count, rate, low, high in zip(
                *(frame[name] for name in columns), strict=True
            )
        ],
        index=frame.index,
    )
