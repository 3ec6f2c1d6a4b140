"""From a layer to what a map shows: classes, colours, hatching, legend, texts."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import folium
import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.circles import count_texts, furnish_circles
from atlas.class_choice import ClassChoice, shown_unit
from atlas.crossing import AXES, CROSSED_COLOURS, crossed_labels, crossed_texts
from atlas.layer import Layer
from atlas.map_marks import mark
from atlas.measures import SCORE_UNIT
from atlas.query import Measure
from atlas.wording import quantity, rank_phrase, status_label
from common import palette
from common.french import NARROW_SPACE, number, signed
from geo.classes import Classes, bivariate, classify
from geo.maps import (
    Drawing,
    Widget,
    bivariate_legend,
    drawing,
    drawing_layer,
    legend,
)
from indicators.catalogue import SHARE
from indicators.gaps import GapStatus
from indicators.need_response import Quadrant
from indicators.status import Status

#: Limits of the gap classes, in standard deviations: symmetric, the same for every map.
GAP_BREAKS = (-1.5, -0.5, 0.5, 1.5)
GAP_LABELS = (
    "perçu bien moins fragile que mesuré",
    "perçu moins fragile que mesuré",
    "perçu comme mesuré",
    "perçu plus fragile que mesuré",
    "perçu bien plus fragile que mesuré",
)
#: With more shapes the tooltip gives the class: a line each would weigh more than the map.
_MOST_TEXTS = 2_000
#: Decimals of the limits of classes, at most.
_MOST_DECIMALS = 4
#: Values that need no decimals.
_LARGE = 1_000


@dataclass(frozen=True)
class Choropleth:
    """How a layer is coloured.

    Attributes
    ----------
    index : class of each territory, from 0; ``<NA>`` where it has no value.
    colours, labels : one per class, from low to high.
    hatched : territories that the reader must not take for a plain measure.
    hatched_label : what hatching means, "" when nothing is hatched.
    classes : limits of the classes of one measure; None when no territory has a value, and where
        two measures are crossed.
    """

    index: pd.Series
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    hatched: pd.Series
    hatched_label: str
    classes: Classes | None = None

    @property
    def counts(self) -> tuple[int, ...]:
        """Number of territories in each class."""
        found = self.index.value_counts().reindex(range(len(self.colours)), fill_value=0)
        return tuple(int(count) for count in found)


def choropleth(
    layer: Layer, choice: ClassChoice | None = None, over: pd.Series | None = None
) -> Choropleth:
    """Cut a layer into classes and choose their colours.

    Parameters
    ----------
    layer : what is shown.
    choice : how classes are cut, quantiles by default; a gap keeps its symmetric classes whatever
        the choice.
    over : values that the classes are cut from, where they are not those of the layer alone
        (:func:`atlas.class_choice.values_to_cut`): the same limits then serve several maps.

    Raises
    ------
    InvalidDataError
        If the limits chosen cannot be used.
    """
    choice = choice or ClassChoice()
    values = layer.frame["value"]
    hatching = _hatching(layer)
    if values.notna().sum() == 0:
        return Choropleth(pd.Series(pd.NA, index=values.index, dtype="Int8"), (), (), *hatching)
    if layer.query.measure is Measure.GAP:
        classes = Classes("breaks", (-math.inf, *GAP_BREAKS, math.inf), (0,) * 5, 0).count(values)
        colours = palette.diverging(2, 2, around_zero=True)
        return Choropleth(classes.index(values), colours, GAP_LABELS, *hatching, classes)
    if layer.query.measure.crosses_two:
        return Choropleth(
            bivariate(values, layer.frame["second"]),
            CROSSED_COLOURS,
            crossed_labels(layer),
            *hatching,
        )
    if layer.query.measure is Measure.PARTNERSHIPS:
        counted = values.notna().astype("Int8").replace(0, pd.NA) - 1
        return Choropleth(counted, (palette.SURFACE,), ("compté",), *hatching)
    known = values if over is None or over.isna().all() else over
    classes = classify(known, choice.method, k=choice.count, breaks=choice.breaks).count(values)
    labels = class_labels(layer, classes)
    colours = palette.sequential(len(classes))
    return Choropleth(classes.index(values), colours, labels, *hatching, classes)


def class_labels(layer: Layer, classes: Classes) -> tuple[str, ...]:
    """Write each class without its unit, which the legend gives once; a share keeps its %.

    Limits have the decimals that keep them apart, and chosen limits those that the reader wrote.
    """
    scale = shown_unit(layer)
    limits = np.array(classes.edges) * scale
    small = layer.query.measure is Measure.INDICATOR and np.abs(limits).max() < _LARGE
    enough = (
        decimals
        for decimals in range(int(small), _MOST_DECIMALS)
        if _told_apart(limits, decimals, exact=classes.method == "breaks")
    )
    decimals = next(enough, _MOST_DECIMALS)
    sign = f"{NARROW_SPACE}%" if layer.unit == SHARE else ""
    return classes.labels(lambda value: f"{number(value * scale, decimals)}{sign}")


def _told_apart(limits: npt.NDArray[np.float64], decimals: int, *, exact: bool) -> bool:
    rounded = limits.round(decimals)
    if exact and not np.allclose(rounded[1:-1], limits[1:-1], rtol=0, atol=1e-9):
        return False
    return len(np.unique(rounded)) == len(np.unique(limits))


def draw(layer: Layer, seen: Choropleth, shapes: pd.Index, opacity: float = 1.0) -> Drawing:
    """Encode a choropleth for the shapes of the map.

    Parameters
    ----------
    layer : what is shown.
    seen : its classes and colours.
    shapes : codes of the shapes of the map, in their order; those that the layer does not hold
        are left blank.
    opacity : of the surfaces, below 1 over a background map.
    """
    index = seen.index.reindex(shapes)
    texts = tooltips(layer).reindex(shapes, fill_value="")
    return drawing(
        index,
        seen.colours,
        seen.labels,
        hatched=seen.hatched.reindex(shapes, fill_value=False),
        drawn=pd.Series(shapes.isin(layer.frame.index), index=shapes),
        texts=list(texts) if len(shapes) <= _MOST_TEXTS else None,
        hatched_label=seen.hatched_label,
        no_data_label=no_data_label(layer),
        opacity=opacity,
    )


def furnish(group: folium.FeatureGroup, layer: Layer, seen: Choropleth, shapes: Drawing) -> None:
    """Put the drawing, its legend, the mentions and the demonstration banner on a map."""
    drawing_layer(shapes).add_to(group)
    if layer.query.measure is Measure.PARTNERSHIPS:
        furnish_circles(group, layer, position="bottomleft")
    else:
        _legend(layer, seen).add_to(group)
    mark(group, layer.mentions, demonstration=layer.demonstration)


def _legend(layer: Layer, seen: Choropleth) -> Widget:
    missing = int(seen.index.isna().sum())
    hatched = int(seen.hatched.sum())
    apart: dict[str, Any] = {
        "note": f"{unit_text(layer)} – {layer.year}",
        "counts": seen.counts,
        "hatched": [(seen.hatched_label, hatched)] if hatched else [],
        "no_data": no_data_label(layer) if missing else None,
        "missing": missing,
        "position": "bottomleft",
    }
    if layer.query.measure.crosses_two:
        return bivariate_legend(layer.title, *AXES[layer.query.measure], **apart)
    return legend(layer.title, seen.labels, seen.colours, **apart)


def tooltips(layer: Layer) -> pd.Series:
    """Say each territory's value, or why it has none; indexed by code."""
    measure = layer.query.measure
    if measure.crosses_two:
        return crossed_texts(layer)
    if measure is Measure.PARTNERSHIPS:
        return count_texts(layer)
    known = [
        f"{value_text(layer, value)} ({status_label(measure, status)})"
        for value, status in zip(layer.frame["value"], layer.frame["status"], strict=True)
    ]
    if measure is Measure.OBJECTIVE:
        pairs = zip(layer.frame["value"], layer.frame["rank"], layer.frame["ranked"], strict=True)
        known = [f"{number(value)} sur 100, {rank_phrase(*rank)}" for value, *rank in pairs]
    reasons = [status_label(measure, status) for status in layer.frame["status"]]
    shown = layer.frame["value"].notna()
    return pd.Series(known, index=layer.frame.index).where(shown, reasons)


def value_text(layer: Layer, value: float) -> str:
    """Write a value of a layer for a reader."""
    if layer.query.measure is Measure.INDICATOR:
        return quantity(value, layer.unit)
    if layer.query.measure is Measure.GAP:
        return signed(value, 1)
    return number(value, 0 if layer.unit == SCORE_UNIT else 2)


def unit_text(layer: Layer) -> str:
    """Name the unit of a layer for a legend."""
    return "%" if layer.unit == "share" else layer.unit


def no_data_label(layer: Layer) -> str:
    """Say what the absence of colour means on this map."""
    if layer.query.measure.asks_a_group:
        return "Non publié à ce niveau"
    if layer.query.measure is Measure.PARTNERSHIPS:
        return "Aucune liste complète"
    return "Pas de donnée"


def _hatching(layer: Layer) -> tuple[pd.Series, str]:
    status = layer.frame["status"]
    if layer.query.measure in (Measure.GAP, Measure.BOTH_VIEWS):
        unclear = status == GapStatus.NOT_DISTINGUISHABLE.value
        return unclear, GapStatus.NOT_DISTINGUISHABLE.label
    if layer.query.measure is Measure.NEED_RESPONSE:
        unclear = status == Quadrant.NOT_DISTINGUISHABLE.value
        return unclear, Quadrant.NOT_DISTINGUISHABLE.label
    if layer.query.measure is Measure.INDICATOR:
        unlike = [Status.SUPPRESSED, Status.CENSORED, Status.ESTIMATED]
        found = [kind for kind in unlike if (status == kind.value).any()]
        words = " ou ".join(kind.label for kind in found)
        return status.isin([kind.value for kind in found]), words[:1].upper() + words[1:]
    return pd.Series(False, index=layer.frame.index), ""
