"""The spread of a map's values, its classes and their limits, as a small drawing.

It is ours, and no chart of a library, for the map to light the bar of the territory under the
pointer and the other way round (``static/map/links.js``) without asking the server.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
from markupsafe import Markup

from atlas.layers.layer import Layer
from atlas.maps.cartography import Choropleth, unit_text
from atlas.maps.class_choice import shown_unit
from common.french import number, plural
from geo.classes import histogram

#: With more territories, what each bar holds would weigh more than the map.
MOST_LINKED = 2_000
_FIRST, _NONE = ord("A"), " "


def histogram_chart(layer: Layer, seen: Choropleth, shapes: pd.Index) -> Markup:
    """Draw how many territories have each value, coloured by class, limits as lines.

    Parameters
    ----------
    layer, seen : what is shown, its classes.
    shapes : codes of the shapes of the map, in their order.

    Returns
    -------
    Markup
        A figure; "" when no territory has a value, or when two measures are crossed.
    """
    if seen.classes is None:
        return Markup()
    unit = shown_unit(layer)
    bars = histogram(layer.table["value"], seen.classes)
    low, high = float(bars["low"].iloc[0]), float(bars["high"].iloc[-1])
    limits = Markup().join(
        Markup('<b style="--x:{}%"></b>').format(round((edge - low) / (high - low) * 100, 1))
        for edge in seen.classes.edges[1:-1]
        if low < edge < high
    )
    return Markup(
        '<figure class="fs-spread"><figcaption>{title} <em>{mark}</em></figcaption>'
        '<div class="fs-histogram" role="img" aria-label="{told}" data-fs-bins="{bins}">'
        "{bars}{limits}</div><p><span>{low}</span><span>{high}</span></p></figure>"
    ).format(
        title="Répartition des territoires",
        mark=layer.about.mark,
        told=f"Nombre de territoires par tranche de valeurs, en {unit_text(layer)} ; "
        "les classes sont détaillées dans la légende de la carte",
        bins=_bins(layer, bars, shapes),
        bars=_drawn(bars, seen),
        limits=limits,
        low=number(low * unit, 0),
        high=number(high * unit, 0),
    )


def _drawn(bars: pd.DataFrame, seen: Choropleth) -> Markup:
    highest = max(int(bars["count"].max()), 1)
    return Markup().join(
        Markup('<i data-fs-bin="{}" title="{}" style="--h:{}%;--c:{}"></i>').format(
            rank,
            f"{number(count)} {plural(count, 'territoire')}",
            round(count / highest * 100, 1),
            seen.colours[index],
        )
        for rank, (count, index) in enumerate(zip(bars["count"], bars["class_index"], strict=True))
    )


def _bins(layer: Layer, bars: pd.DataFrame, shapes: pd.Index) -> str:
    """Say in which bar each shape is: a character, from "A"; a space for those in none."""
    if len(shapes) > MOST_LINKED:
        return ""
    values = layer.table["value"].reindex(shapes).astype("float64").to_numpy()
    edges = [*bars["low"], bars["high"].iloc[-1]]
    ranks = np.clip(np.searchsorted(edges, values, side="right") - 1, 0, len(bars) - 1)
    return "".join(
        _NONE if np.isnan(value) else chr(_FIRST + rank)
        for value, rank in zip(values, ranks, strict=True)
    )
