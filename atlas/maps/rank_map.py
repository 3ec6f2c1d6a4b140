"""The map of what has no margin: how far the two ranks are, all of it hatched."""

from __future__ import annotations

import folium
import pandas as pd

from atlas.desk.about import About
from atlas.layers.drawn import NOT_ESTABLISHED
from atlas.maps.map_marks import mark
from common import palette
from geo.maps import Drawing, drawing, drawing_layer, legend
from indicators.views.positions import GapStatus

#: Limits of the classes, as parts of the territories compared: fixed, no error allows finer ones.
BREAKS = (-0.5, -0.2, 0.2, 0.5)
_LABELS = (
    "Ressenti bien moins",
    "Ressenti un peu moins",
    "Rangs proches",
    "Ressenti un peu plus",
    "Ressenti bien plus",
)
_COLOURS = palette.diverging(2, 2, around_zero=True)


def rank_differences(rows: pd.DataFrame, units: int) -> pd.Series:
    """Give the difference of both ranks as a part of the territories compared.

    Parameters
    ----------
    rows : felt_rank, measured_rank, 1 being the most fragile; indexed by code.
    units : territories compared.

    Returns
    -------
    Series
        -1 to 1, above 0 where what is felt ranks as more fragile than what is measured.

    Examples
    --------
    >>> ranks = pd.DataFrame({"felt_rank": [1, 9], "measured_rank": [6, 9]}, index=["a", "b"])
    >>> rank_differences(ranks, 10).tolist()
    [0.5, 0.0]
    """
    return (rows["measured_rank"] - rows["felt_rank"]) / units


def draw_ranks(differences: pd.Series, texts: pd.Series, shapes: pd.Index) -> Drawing:
    """Encode the differences for the shapes of the map, whose codes are given in their order."""
    absent = GapStatus.NOT_PUBLISHABLE.label
    classes = _classes(differences)
    return drawing(
        classes.reindex(shapes).astype("Int8"),
        _COLOURS,
        _LABELS,
        hatching=classes.notna().map({True: str(NOT_ESTABLISHED)}).reindex(shapes).fillna(""),
        texts=list(texts.reindex(shapes).fillna(absent)),
        no_data_label=absent,
    )


def furnish_ranks(
    group: folium.FeatureGroup,
    differences: pd.Series,
    texts: pd.Series,
    about: About,
    shapes: pd.Index,
) -> None:
    """Put the drawing, its legend, the mention and the demonstration banner on a map."""
    drawing_layer(draw_ranks(differences, texts, shapes)).add_to(group)
    counts = _classes(differences).value_counts()
    legend(
        "Rang du ressenti et de la mesure",
        _LABELS,
        _COLOURS,
        note="sans marge : rien n’est établi",
        counts=[int(counts.get(rank, 0)) for rank in range(len(_LABELS))],
        patterns=dict.fromkeys(range(len(_LABELS)), NOT_ESTABLISHED),
        no_data=None,
        position="bottomleft",
    ).add_to(group)
    mark(group, about)


def _classes(differences: pd.Series) -> pd.Series:
    edges = [-float("inf"), *BREAKS, float("inf")]
    return pd.cut(differences, edges, labels=False)
