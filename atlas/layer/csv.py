"""The rows of a layer's file: those of the map's table, each readable alone."""

from __future__ import annotations

import pandas as pd

from atlas.desk.wording import status_label
from atlas.layer.layer import Layer
from common.levels import Territory


def layer_rows(layer: Layer) -> pd.DataFrame:
    """Lay out a layer without its geometry, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per territory: territory (``level:code``), code, the columns of
        :attr:`atlas.layer.layer.Layer.table` (empty where there is no value), reading (the status
        in French), title, unit, year, mention, demonstration mark, data_version.
    """
    rows = layer.table.rename_axis("code").reset_index()
    territories = [str(Territory(layer.query.level, code)) for code in rows["code"]]
    return (
        rows.set_index(pd.Index(territories, name="territory"))
        .assign(
            reading=[status_label(layer.query.measure, status) for status in rows["status"]],
            title=layer.about.title,
            unit=layer.unit,
            year=layer.year,
            mention=" ".join(layer.about.mentions),
            demonstration=layer.about.mark,
            data_version=layer.about.data_version,
        )
        .round(6)
    )
