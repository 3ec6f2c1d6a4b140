"""The maps of a gap: positions, as the plot beside tells them, and modelled values."""

from __future__ import annotations

import folium
import pandas as pd

from atlas.desk.about import About
from atlas.divergences.modelled import ModelledView
from atlas.divergences.pairs import PairView
from atlas.divergences.readings import ranks_words
from atlas.divergences.view import GapView
from atlas.layers.drawn import MODELLED
from atlas.maps.category_map import Categories, categories_legend, draw_categories
from atlas.maps.map_marks import mark
from common import palette
from common.french import number, signed
from geo.classes import Method, classify
from geo.maps import Drawing, drawing, drawing_layer, legend
from indicators.base.status import Status
from indicators.views.positions import GapStatus

#: Limits of the classes of modelled values, fixed: their errors do not allow finer ones.
MODELLED_BREAKS = (20.0, 30.0, 40.0, 50.0, 60.0, 70.0)
#: Classes of the map, the last one on top of the legend.
_POSITIONS = (
    GapStatus.NOT_DISTINGUISHABLE,
    GapStatus.ALIGNED_SOLID,
    GapStatus.ALIGNED_FRAGILE,
    GapStatus.LISTENING_TOPIC,
    GapStatus.SILENT_FRAGILITY,
)
_CATEGORIES = Categories(
    "Mesure et ressenti",
    tuple((status, palette.GAP_STATUS[status.value]) for status in _POSITIONS),
    hatched=GapStatus.NOT_DISTINGUISHABLE,
    absent=GapStatus.NOT_PUBLISHABLE,
)


def draw_positions(found: pd.Series, texts: pd.Series, shapes: pd.Index) -> Drawing:
    """Encode the positions for the shapes of the map.

    Parameters
    ----------
    found : position of each territory, by code; those that it lacks are not publishable.
    texts : what is said of each, by code.
    shapes : codes of the shapes of the level, in their order.
    """
    absent = GapStatus.NOT_PUBLISHABLE
    return draw_categories(
        _CATEGORIES,
        found.reindex(shapes).fillna(absent.value),
        texts=list(texts.reindex(shapes).fillna(absent.label)),
    )


def furnish_positions(
    group: folium.FeatureGroup, found: pd.Series, texts: pd.Series, about: About, shapes: pd.Index
) -> None:
    """Put the drawing, its legend, the mention and the demonstration banner on a map."""
    drawing_layer(draw_positions(found, texts, shapes)).add_to(group)
    categories_legend(_CATEGORIES, found).add_to(group)
    mark(group, about)


def furnish_modelled(group: folium.FeatureGroup, view: ModelledView, shapes: pd.Index) -> None:
    """Put modelled values on a map, all of them hatched: none was measured as it is shown."""
    values = view.frame["value"]
    classes = classify(values, Method.BREAKS, breaks=MODELLED_BREAKS)
    labels = classes.labels(number)
    colours = palette.sequential(len(classes))
    shown = drawing(
        classes.index(values.reindex(shapes)),
        colours,
        labels,
        hatching=pd.Series(str(MODELLED), index=shapes),
        meanings={MODELLED: Status.MODELLED.label},
        texts=list(modelled_texts(view).reindex(shapes)),
    )
    drawing_layer(shown).add_to(group)
    legend(
        "Ressenti, estimation modélisée",
        labels,
        colours,
        note="0 (pas fragile) à 100",
        counts=classes.counts,
        patterns=dict.fromkeys(range(len(classes)), MODELLED),
        no_data=None,
        position="bottomleft",
    ).add_to(group)
    mark(group, view.about)


def modelled_texts(view: ModelledView) -> pd.Series:
    """Say each modelled value with its interval and what it rests on; indexed by code."""
    rows = view.frame
    told = [
        f"{number(value)} (de {number(low)} à {number(high)}), estimation modélisée"
        + (" sans réponse publiée" if synthetic else "")
        for value, low, high, synthetic in zip(
            rows["value"], rows["low"], rows["high"], rows["synthetic"], strict=True
        )
    ]
    return pd.Series(told, index=rows.index)


def position_texts(view: GapView | PairView) -> pd.Series:
    """Say the position of each territory, with its gap; both ranks where they alone are compared.

    Indexed by code.
    """
    if isinstance(view, PairView):
        return pd.Series([_pair_text(row) for _, row in view.frame.iterrows()], view.frame.index)
    rows = view.frame
    told = [
        GapStatus(status).label
        + (
            f" : écart {signed(gap, 1)} (de {signed(low, 1)} à {signed(high, 1)})"
            if pd.notna(gap)
            else ""
        )
        for status, gap, low, high in zip(
            rows["status"], rows["gap"], rows["gap_low"], rows["gap_high"], strict=True
        )
    ]
    return pd.Series(told, index=rows.index)


def _pair_text(row: pd.Series) -> str:
    ranks = ranks_words(row["felt_rank"], row["measured_rank"])
    status = GapStatus(row["status"])
    return ranks if status is GapStatus.NOT_PUBLISHABLE else f"{status.label}. {ranks}"
