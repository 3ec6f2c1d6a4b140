"""The maps of a gap: positions, as the plot beside tells them, and modelled values."""

from __future__ import annotations

import folium
import pandas as pd

from atlas.gaps.modelled import ModelledView
from atlas.gaps.view import GapView
from atlas.map_marks import mark
from common import palette
from common.french import number, signed
from geo.classes import classify
from geo.maps import Drawing, drawing, drawing_layer, legend
from indicators.gaps import GapStatus
from indicators.status import Status

#: Limits of the classes of modelled values, fixed: their errors do not allow finer ones.
MODELLED_BREAKS = (20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0)
#: Classes of the map; the legend shows the last one first.
POSITIONS = (
    GapStatus.NOT_DISTINGUISHABLE,
    GapStatus.ALIGNED_SOLID,
    GapStatus.ALIGNED_FRAGILE,
    GapStatus.LISTENING_TOPIC,
    GapStatus.SILENT_FRAGILITY,
)


def draw_positions(view: GapView, shapes: pd.Index) -> Drawing:
    """Encode the positions for the shapes of the map.

    Parameters
    ----------
    view : the gap.
    shapes : codes of the shapes of the level, in their order.
    """
    ranks = {status.value: rank for rank, status in enumerate(POSITIONS)}
    status = view.frame["status"].reindex(shapes)
    return drawing(
        status.map(ranks).astype("Int8"),
        colours_of(POSITIONS),
        [status.label for status in POSITIONS],
        hatched=status == GapStatus.NOT_DISTINGUISHABLE.value,
        texts=list(position_texts(view).reindex(shapes)),
        hatched_label=GapStatus.NOT_DISTINGUISHABLE.label,
        no_data_label=GapStatus.NOT_PUBLISHABLE.label,
    )


def furnish_positions(group: folium.FeatureGroup, view: GapView, shapes: pd.Index) -> None:
    """Put the drawing, its legend, the mention and the demonstration banner on a map."""
    drawing_layer(draw_positions(view, shapes)).add_to(group)
    counts = view.frame["status"].value_counts()
    missing = int(counts.get(GapStatus.NOT_PUBLISHABLE.value, 0))
    legend(
        "Position des deux regards",
        [status.label for status in POSITIONS],
        colours_of(POSITIONS),
        counts=[int(counts.get(status.value, 0)) for status in POSITIONS],
        hatched_classes=[POSITIONS.index(GapStatus.NOT_DISTINGUISHABLE)],
        no_data=GapStatus.NOT_PUBLISHABLE.label if missing else None,
        missing=missing,
        position="bottomleft",
    ).add_to(group)
    mark(group, view.mentions, demonstration=view.demonstration)


def furnish_modelled(group: folium.FeatureGroup, view: ModelledView, shapes: pd.Index) -> None:
    """Put modelled values on a map, all of them hatched: none was measured as it is shown."""
    values = view.frame["value"]
    classes = classify(values, "breaks", breaks=MODELLED_BREAKS)
    labels = classes.labels(number)
    colours = palette.sequential(len(classes))
    shown = drawing(
        classes.index(values.reindex(shapes)),
        colours,
        labels,
        hatched=pd.Series(True, index=shapes),
        texts=list(modelled_texts(view).reindex(shapes)),
        hatched_label=Status.MODELLED.label,
    )
    drawing_layer(shown).add_to(group)
    legend(
        "Ressenti, estimation modélisée",
        labels,
        colours,
        note="0 (pas fragile) à 100",
        counts=classes.counts,
        hatched_classes=range(len(classes)),
        no_data=None,
        position="bottomleft",
    ).add_to(group)
    mark(group, [view.mention], demonstration=view.demonstration)


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


def position_texts(view: GapView) -> pd.Series:
    """Say the position of each territory, with its gap; indexed by code."""
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


def colours_of(positions: tuple[GapStatus, ...]) -> list[str]:
    """Colours of some positions."""
    return [palette.GAP_STATUS[status.value] for status in positions]
