"""From a layer to what a map shows: classes, colours, hatching, labels."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.desk.desk import Desk
from atlas.layers.drawn import (
    CountCircles,
    CrossedThirds,
    DivergingClasses,
    FixedClasses,
    FreeClasses,
)
from atlas.layers.layer import Layer
from atlas.maps.class_choice import ClassChoice, scope_words, shown_unit, values_to_cut
from atlas.maps.crossing import crossed_axes, crossed_labels
from atlas.maps.hatches import hatching
from common import palette
from common.french import NARROW_SPACE, number, signed
from geo.classes import Classes, Method, bivariate, classify
from geo.map_signs import Axis, Hatch, Hatched
from indicators.base.catalogue import SHARE

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
    hatching : pattern over each territory (:class:`geo.map_signs.Hatch`), for those that the reader
        must not take for a plain measure.
    meanings : what each of these patterns says.
    classes : limits of the classes of one measure; None when no territory has a value, and where
        two measures are crossed.
    axes : the two measures that are crossed, upward and to the right; else None.
    reading : how to read the two measures that are crossed, in French.
    circles : whether the values are counts, drawn as circles over blank surfaces.
    cut_over : French words for what the classes are cut over, where a reader could wonder.
    """

    index: pd.Series
    colours: tuple[str, ...]
    labels: tuple[str, ...]
    hatching: pd.Series[str]
    meanings: dict[Hatch, str] = field(default_factory=dict)
    classes: Classes | None = None
    axes: tuple[Axis, Axis] | None = None
    reading: str = ""
    circles: bool = False
    cut_over: str = ""

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


def classed(desk: Desk, layer: Layer, choice: ClassChoice | None = None) -> Choropleth:
    """Cut a layer into the classes that a choice asks for, by default those of the country.

    Every door that shows a map goes through here, so that a colour means the same on all of them.
    """
    choice = choice or ClassChoice()
    return choropleth(layer, choice, values_to_cut(desk, layer, choice.scope))


def choropleth(
    layer: Layer, choice: ClassChoice | None = None, over: pd.DataFrame | None = None
) -> Choropleth:
    """Cut a layer into classes and choose their colours.

    Parameters
    ----------
    layer : what is shown.
    choice : how classes are cut, quantiles by default; left aside by the measures whose classes are
        their own.
    over : rows that the classes are cut from, where they are not those of the layer alone
        (:func:`atlas.maps.class_choice.values_to_cut`): the same limits then serve several maps.

    Raises
    ------
    InvalidDataError
        If the limits chosen cannot be used.
    """
    drawn = layer.measure.drawn
    values = layer.table["value"]
    choice = choice or ClassChoice()
    if values.notna().sum() == 0:
        none = pd.Series(pd.NA, index=values.index, dtype="Int8")
        return Choropleth(none, (), (), *hatching(layer), circles=isinstance(drawn, CountCircles))
    known = layer.table if over is None or over["value"].isna().all() else over
    match drawn:
        case FreeClasses():
            seen = _free(layer, drawn, choice, known["value"])
        case FixedClasses():
            seen = _fixed(layer, drawn)
        case DivergingClasses():
            seen = _diverging(layer, drawn, known["value"])
        case CrossedThirds():
            seen = _crossed(layer, drawn, known)
        case CountCircles():
            seen = _counted(layer)
    return replace(seen, cut_over=scope_words(layer, choice))


def _free(
    layer: Layer, drawn: FreeClasses, choice: ClassChoice, known: pd.Series[float]
) -> Choropleth:
    values = layer.table["value"]
    classes = classify(known, choice.method, k=choice.count, breaks=choice.breaks).count(values)
    return Choropleth(
        classes.index(values),
        _colours(drawn, classes, known),
        class_labels(layer, classes, drawn.decimals),
        *hatching(layer),
        classes,
    )


def _fixed(layer: Layer, drawn: FixedClasses) -> Choropleth:
    values = layer.table["value"]
    classes = classify(values, Method.BREAKS, breaks=drawn.breaks)
    index = classes.index(values)
    return Choropleth(index, drawn.colours, drawn.labels, *hatching(layer), classes)


def _diverging(layer: Layer, drawn: DivergingClasses, known: pd.Series[float]) -> Choropleth:
    values = layer.table["value"]
    breaks = drawn.breaks(known)
    classes = classify(values, Method.BREAKS, breaks=breaks)
    sides = len(breaks) // 2
    return Choropleth(
        classes.index(values),
        palette.diverging(sides, sides, around_zero=True),
        class_labels(layer, classes, write=signed),
        *hatching(layer),
        classes,
    )


def _crossed(layer: Layer, drawn: CrossedThirds, known: pd.DataFrame) -> Choropleth:
    up, across = drawn.up.column, drawn.across.column
    index = bivariate(layer.table[up], layer.table[across], over=(known[up], known[across]))
    return Choropleth(
        index,
        drawn.colours,
        crossed_labels(known, drawn),
        *hatching(layer),
        axes=crossed_axes(known, drawn),
        reading=drawn.reading,
    )


def _counted(layer: Layer) -> Choropleth:
    known = layer.table["value"].notna()
    counted = pd.Series(0, index=known.index, dtype="Int8").where(known)
    return Choropleth(counted, (palette.SURFACE,), ("compté",), *hatching(layer), circles=True)


def _colours(drawn: FreeClasses, classes: Classes, cut_from: pd.Series[float]) -> tuple[str, ...]:
    """Those of the measure; for standard deviations, distances from the mean on both sides."""
    if classes.method is not Method.STD or classes.distinct:
        return tuple(drawn.colours(len(classes)))
    below = sum(limit < cut_from.mean() for limit in classes.edges[1:-1])
    return palette.diverging(below, len(classes) - 1 - below, around_zero=True)


def class_labels(
    layer: Layer,
    classes: Classes,
    least: int = 0,
    write: Callable[[float, int], str] = number,
) -> tuple[str, ...]:
    """Write each class without its unit, which the legend gives once; a share keeps its %.

    Limits have the decimals that keep them apart, and chosen limits those that the reader wrote.

    Parameters
    ----------
    layer, classes : what is shown.
    least : decimals of limits below 1,000, at least.
    write : writes a number with its decimals.
    """
    scale = shown_unit(layer)
    limits = np.array([edge for edge in classes.edges if math.isfinite(edge)]) * scale
    fewest = least if np.abs(limits).max() < _LARGE else 0
    enough = (
        decimals
        for decimals in range(fewest, _MOST_DECIMALS)
        if _told_apart(limits, decimals, exact=classes.method is Method.BREAKS)
    )
    decimals = next(enough, _MOST_DECIMALS)
    sign = f"{NARROW_SPACE}%" if layer.unit == SHARE else ""
    return classes.labels(lambda value: f"{write(value * scale, decimals)}{sign}")


def _told_apart(limits: npt.NDArray[np.float64], decimals: int, *, exact: bool) -> bool:
    rounded = limits.round(decimals)
    if exact and not np.allclose(rounded, limits, rtol=0, atol=1e-9):
        return False
    return len(np.unique(rounded)) == len(np.unique(limits))


def unit_text(layer: Layer) -> str:
    """Name the unit of a layer for a legend."""
    return "%" if layer.unit == SHARE else layer.unit
