"""From a layer to what a map shows: classes, colours, hatching, legend, texts."""

from __future__ import annotations

import math
from dataclasses import dataclass

import folium
import pandas as pd

from atlas.layer import Layer
from atlas.measures import SCORE_UNIT
from atlas.provenance import DEMONSTRATION_MARK
from atlas.query import Measure
from atlas.wording import quantity, rank_phrase, status_label
from common import palette
from common.french import number, signed
from geo.classes import Classes, Method, classify
from geo.maps import Drawing, banner, drawing, drawing_layer, legend, mention
from indicators.gaps import GapStatus
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
_CLASS_COUNT = 5
#: With more shapes the tooltip gives the class: a line each would weigh more than the map.
_MOST_TEXTS = 2_000


@dataclass(frozen=True)
class Choropleth:
    """How a layer is coloured.

    Attributes
    ----------
    classes : limits and counts of the classes; None when no territory has a value.
    colours, labels : one per class, from low to high.
    hatched : territories that the reader must not take for a plain measure.
    hatched_label : what hatching means, "" when nothing is hatched.
    """

    classes: Classes | None
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    hatched: pd.Series
    hatched_label: str


def choropleth(layer: Layer, method: Method = "quantiles") -> Choropleth:
    """Cut a layer into classes and choose their colours.

    Parameters
    ----------
    layer : what is shown.
    method : how classes are cut; a gap keeps its symmetric classes whatever the method.
    """
    values = layer.frame["value"]
    hatched, hatched_label = _hatching(layer)
    if values.notna().sum() == 0:
        return Choropleth(None, (), (), hatched, hatched_label)
    if layer.query.measure is Measure.GAP:
        classes = Classes("breaks", (-math.inf, *GAP_BREAKS, math.inf), (0,) * 5, 0).count(values)
        return Choropleth(
            classes, palette.diverging(2, 2, around_zero=True), GAP_LABELS, hatched, hatched_label
        )
    classes = classify(values, method, k=_CLASS_COUNT)
    labels = classes.labels(lambda value: value_text(layer, value))
    return Choropleth(classes, palette.sequential(len(classes)), labels, hatched, hatched_label)


def draw(layer: Layer, seen: Choropleth, shapes: pd.Index) -> Drawing:
    """Encode a choropleth for the shapes of the map.

    Parameters
    ----------
    layer : what is shown.
    seen : its classes and colours.
    shapes : codes of the shapes of the map, in their order; those that the layer does not hold
        are left blank.
    """
    values = layer.frame["value"].reindex(shapes)
    index = (
        pd.Series(pd.NA, index=shapes, dtype="Int8")
        if seen.classes is None
        else seen.classes.index(values)
    )
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
    )


def furnish(group: folium.FeatureGroup, layer: Layer, seen: Choropleth, shapes: Drawing) -> None:
    """Put the drawing, its legend, the mentions and the demonstration banner on a map."""
    drawing_layer(shapes).add_to(group)
    counts = seen.classes.counts if seen.classes else ()
    missing = int(layer.frame["value"].isna().sum())
    hatched = int(seen.hatched.sum())
    legend(
        layer.title,
        seen.labels,
        seen.colours,
        note=f"{unit_text(layer)} – {layer.year}",
        counts=counts,
        hatched=[(seen.hatched_label, hatched)] if hatched else [],
        no_data=no_data_label(layer) if missing else None,
        missing=missing,
        position="bottomleft",
    ).add_to(group)
    for text in layer.mentions:
        mention(text).add_to(group)
    if layer.demonstration:
        banner(DEMONSTRATION_MARK).add_to(group)


def tooltips(layer: Layer) -> pd.Series:
    """Say each territory's value, or why it has none; indexed by code."""
    measure = layer.query.measure
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
    if layer.query.measure in (Measure.PERCEIVED, Measure.GAP):
        return "Non publié à ce niveau"
    return "Pas de donnée"


def _hatching(layer: Layer) -> tuple[pd.Series, str]:
    status = layer.frame["status"]
    if layer.query.measure is Measure.GAP:
        unclear = status == GapStatus.NOT_DISTINGUISHABLE.value
        return unclear, GapStatus.NOT_DISTINGUISHABLE.label
    if layer.query.measure is Measure.INDICATOR:
        unlike = [Status.SUPPRESSED, Status.CENSORED, Status.ESTIMATED]
        found = [kind for kind in unlike if (status == kind.value).any()]
        words = " ou ".join(kind.label for kind in found)
        return status.isin([kind.value for kind in found]), words[:1].upper() + words[1:]
    return pd.Series(False, index=layer.frame.index), ""
