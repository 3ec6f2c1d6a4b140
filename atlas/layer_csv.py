"""Write a layer as CSV: the rows of the map's table, each with what is needed to read it alone."""

from __future__ import annotations

import pandas as pd

from atlas.layer import Layer
from atlas.provenance import DEMONSTRATION_MARK
from atlas.wording import status_label
from common.csv_files import csv_text
from geo.levels import Territory


def to_csv(layer: Layer) -> str:
    """Serialise a layer without its geometry (UTF-8, commas, decimal points).

    Returns
    -------
    str
        One row per territory: territory (``level:code``), code, the columns of
        :attr:`atlas.layer.Layer.table` (empty where there is no value), reading (the status in
        French), title, unit, year, mention, demonstration mark, data_version.
    """
    rows = layer.table.rename_axis("code").reset_index()
    territories = [str(Territory(layer.query.level, code)) for code in rows["code"]]
    return csv_text(
        rows.set_index(pd.Index(territories, name="territory"))
        .assign(
            reading=[status_label(layer.query.measure, status) for status in rows["status"]],
            title=layer.title,
            unit=layer.unit,
            year=layer.year,
            mention=" ".join(layer.mentions),
            demonstration=DEMONSTRATION_MARK if layer.demonstration else "",
            data_version=layer.data_version,
        )
        .round(6)
    )
