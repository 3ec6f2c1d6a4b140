"""The rows of a layer's file: those of the map's table, each readable alone."""

from __future__ import annotations

import pandas as pd

from atlas.desk.written import by_territory, with_provenance
from atlas.layer.layer import Layer


def layer_rows(layer: Layer) -> pd.DataFrame:
    """Lay out a layer without its geometry, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per territory: territory (``level:code``), code, the columns of
        :attr:`atlas.layer.layer.Layer.table` (empty where there is no value), reading (the status
        in French), unit, year and :data:`atlas.desk.written.COLUMNS`.
    """
    rows = by_territory(layer.table, layer.query.level)
    rows = rows.assign(
        reading=[layer.measure.status_label(status) for status in rows["status"]],
        unit=layer.unit,
        year=layer.year,
    )
    return with_provenance(rows.round(6), layer.about)
