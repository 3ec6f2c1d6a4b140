"""Counts as circles: areas that compare, where a coloured surface would mislead."""

from __future__ import annotations

import pandas as pd

from atlas.layers.layer import Layer
from common.french import number
from geo.map_signs import circle_radius

#: Radius of the largest circle, pixels.
LARGEST_RADIUS = 20.0
#: Beyond, only the largest circles are drawn, and the legend says so.
MOST_CIRCLES = 3_000
#: Parts of the largest count that the legend shows.
_EXAMPLES = (1.0, 0.25, 0.04)


def largest_counts(layer: Layer) -> pd.DataFrame:
    """Rows of the territories that have a circle: the largest counts, zeros left out."""
    counted = layer.table[layer.table["value"] > 0]
    return counted.nlargest(MOST_CIRCLES, "value", keep="first")


def circles_note(layer: Layer) -> str:
    """Say how many circles are left out, or "" when none is."""
    counted = int((layer.table["value"] > 0).sum())
    if counted <= MOST_CIRCLES:
        return ""
    return f"Les {number(MOST_CIRCLES)} plus grands cercles sur {number(counted)}."


def example_circles(largest: float, widest: float = LARGEST_RADIUS) -> list[tuple[str, float]]:
    """Choose the circles of the legend: round counts, from large to small, and their radius.

    Parameters
    ----------
    largest : the count that gets the radius ``widest``.

    >>> [label for label, radius in example_circles(100.0)]
    ['100', '25', '4']
    """
    counts = pd.Series([max(1.0, round(largest * part)) for part in _EXAMPLES]).drop_duplicates()
    radii = circle_radius(counts, largest, widest)
    return [(number(count), radius) for count, radius in zip(counts, radii, strict=True)]
