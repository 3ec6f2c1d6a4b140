"""From a layer to what a map shows: classes, colours, hatching, legend, texts."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

import folium
import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.desk.figures import SCORE_UNIT
from atlas.desk.query import Measure
from atlas.desk.wording import quantity, rank_phrase, status_label
from atlas.layer.layer import Layer
from atlas.maps.circles import count_texts, furnish_circles
from atlas.maps.class_choice import ClassChoice, shown_unit
from atlas.maps.crossing import (
    CROSSED_COLOURS,
    READINGS,
    crossed_axes,
    crossed_labels,
    crossed_texts,
)
from atlas.maps.hatches import hatching
from atlas.maps.map_marks import mark
from common import palette
from common.french import NARROW_SPACE, number, signed
from geo.classes import Classes, Method, bivariate, classify
from geo.map_signs import Axis, Hatch
from geo.maps import (
    Drawing,
    Hatched,
    Widget,
    bivariate_legend,
    drawing,
    drawing_layer,
    legend,
)
from indicators.base.catalogue import SHARE

#: Limits of the gap classes, in standard deviations: symmetric, the same for every map.
GAP_BREAKS = (-1.5, -0.5, 0.5, 1.5)
GAP_LABELS = (
    "perçu bien moins fragile (−1,5\u00a0ou\u00a0moins)",
    "perçu moins fragile (−1,5\u00a0à\u00a0−0,5)",
    "perçu comme mesuré (−0,5\u00a0à\u00a0+0,5)",
    "perçu plus fragile (+0,5\u00a0à\u00a0+1,5)",
    "perçu bien plus fragile (plus\u00a0de\u00a0+1,5)",
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
    hatching : pattern over each territory (:class:`geo.hatching.Hatch`), for those that the reader
        must not take for a plain measure.
    meanings : what each of these patterns says.
    classes : limits of the classes of one measure; None when no territory has a value, and where
        two measures are crossed.
    axes : the two measures that are crossed, upward and to the right; else None.
    """

    index: pd.Series
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    hatching: pd.Series[str]
    meanings: dict[Hatch, str] = field(default_factory=dict)
    classes: Classes | None = None
    axes: tuple[Axis, Axis] | None = None

    @property
    def counts(self) -> tuple[int, ...]:
        """Number of territories in each class."""
        found = self.index.value_counts().reindex(range(len(self.colours)), fill_value=0)
        return tuple(int(count) for count in found)

    @property
    def hatched(self) -> pd.Series[bool]:
        """Territories under a pattern."""
        return self.hatching != Hatch.NONE.value

    @property
    def missing(self) -> int:
        """Number of territories with neither class nor pattern."""
        return int((self.index.isna() & ~self.hatched).sum())

    @property
    def apart(self) -> list[Hatched]:
        """Lines of the legend for each pattern: first those that the classes count (« dont… »)."""
        classed, blank = [], []
        for pattern, meaning in self.meanings.items():
            own = self.index[self.hatching == pattern.value]
            if own.notna().any():
                said = f"dont {meaning[:1].lower()}{meaning[1:]}"
                classed.append(Hatched(said, pattern, int(own.notna().sum())))
            if own.isna().any():
                blank.append(Hatched(meaning, pattern, int(own.isna().sum()), palette.NO_DATA))
        return [*classed, *blank]


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
        (:func:`atlas.maps.class_choice.values_to_cut`): the same limits then serve several maps.

    Raises
    ------
    InvalidDataError
        If the limits chosen cannot be used.
    """
    choice = choice or ClassChoice()
    values = layer.frame["value"]
    hatched = hatching(layer)
    if values.notna().sum() == 0:
        return Choropleth(pd.Series(pd.NA, index=values.index, dtype="Int8"), (), (), *hatched)
    if layer.query.measure is Measure.GAP:
        classes = classify(values, Method.BREAKS, breaks=GAP_BREAKS)
        colours = palette.diverging(2, 2, around_zero=True)
        return Choropleth(classes.index(values), colours, GAP_LABELS, *hatched, classes)
    if layer.query.measure.crosses_two:
        return Choropleth(
            bivariate(values, layer.frame["second"]),
            CROSSED_COLOURS,
            crossed_labels(layer),
            *hatched,
            axes=crossed_axes(layer),
        )
    if layer.query.measure is Measure.PARTNERSHIPS:
        counted = values.notna().astype("Int8").replace(0, pd.NA) - 1
        return Choropleth(counted, (palette.SURFACE,), ("compté",), *hatched)
    known = values if over is None or over.isna().all() else over
    classes = classify(known, choice.method, k=choice.count, breaks=choice.breaks).count(values)
    labels = class_labels(layer, classes)
    colours = _colours(classes, known)
    return Choropleth(classes.index(values), colours, labels, *hatched, classes)


def _colours(classes: Classes, cut_from: pd.Series[float]) -> tuple[str, ...]:
    """Light to dark; on both sides of the mean for standard deviations, distances from it."""
    if classes.method is not Method.STD or classes.distinct:
        return palette.sequential(len(classes))
    below = sum(limit < cut_from.mean() for limit in classes.edges[1:-1])
    return palette.diverging(below, len(classes) - 1 - below, around_zero=True)


def class_labels(layer: Layer, classes: Classes) -> tuple[str, ...]:
    """Write each class without its unit, which the legend gives once; a share keeps its %.

    Limits have the decimals that keep them apart, and chosen limits those that the reader wrote.
    """
    scale = shown_unit(layer)
    limits = np.array([edge for edge in classes.edges if math.isfinite(edge)]) * scale
    small = layer.query.measure is Measure.INDICATOR and np.abs(limits).max() < _LARGE
    enough = (
        decimals
        for decimals in range(int(small), _MOST_DECIMALS)
        if _told_apart(limits, decimals, exact=classes.method is Method.BREAKS)
    )
    decimals = next(enough, _MOST_DECIMALS)
    sign = f"{NARROW_SPACE}%" if layer.unit == SHARE else ""
    return classes.labels(lambda value: f"{number(value * scale, decimals)}{sign}")


def _told_apart(limits: npt.NDArray[np.float64], decimals: int, *, exact: bool) -> bool:
    rounded = limits.round(decimals)
    if exact and not np.allclose(rounded, limits, rtol=0, atol=1e-9):
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
        hatching=seen.hatching.reindex(shapes, fill_value=str(Hatch.NONE)),
        meanings=seen.meanings,
        drawn=pd.Series(shapes.isin(layer.frame.index), index=shapes),
        texts=list(texts) if len(shapes) <= _MOST_TEXTS else None,
        no_data_label=no_data_label(layer),
        opacity=opacity,
    )


def furnish(group: folium.FeatureGroup, layer: Layer, seen: Choropleth, shapes: Drawing) -> None:
    """Put the drawing, its legend, the mentions and the demonstration banner on a map."""
    drawing_layer(shapes).add_to(group)
    if layer.query.measure is Measure.PARTNERSHIPS:
        furnish_circles(group, layer, position="bottomleft")
    else:
        _legend(layer, seen, shapes.opacity).add_to(group)
    mark(group, layer.about)


def _legend(layer: Layer, seen: Choropleth, opacity: float) -> Widget:
    apart: dict[str, Any] = {
        "note": f"{unit_text(layer)} – {layer.year}",
        "counts": seen.counts or None,
        "hatched": seen.apart,
        "no_data": no_data_label(layer) if seen.missing else None,
        "missing": seen.missing,
        "opacity": opacity,
        "position": "bottomleft",
    }
    if seen.axes:
        reading = READINGS[layer.query.measure]
        return bivariate_legend(layer.about.title, *seen.axes, reading=reading, **apart)
    return legend(layer.about.title, seen.labels, seen.colours, **apart)


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
