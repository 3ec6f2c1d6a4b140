"""The parts of the country that lie overseas, beside métropole."""

from __future__ import annotations

from collections.abc import Sequence

from common.safe_text import safe_text
from geo.extents import OVERSEAS, Extent
from geo.maps.widget import Widget


def insets_layer(
    extents: Sequence[Extent] = OVERSEAS, position: str = "bottomleft", *, in_two: bool = False
) -> Widget:
    """Show small maps of the same drawing, each with its own scale bar.

    A click in one of them is a click on the map; a click on its name brings the map there.
    Add it after the layer of shapes.

    Parameters
    ----------
    extents : the parts shown, the five DROM by default.
    position : corner of the map.
    in_two : whether they stand in two columns, in the sea west of métropole.
    """
    places = [
        {"name": safe_text(extent.name), "bounds": [list(corner) for corner in extent.corners]}
        for extent in extents
    ]
    return Widget(
        "insets",
        {
            "places": places,
            "position": position,
            "label": safe_text("Départements et régions d’outre-mer"),
            "goTo": safe_text("Aller sur la carte à :"),
            "home": safe_text("Vue d’ensemble"),
            "inTwo": in_two,
        },
    )
