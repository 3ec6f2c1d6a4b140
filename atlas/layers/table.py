"""A layer as a French table: the rows behind the map."""

from __future__ import annotations

import pandas as pd

from atlas.layers.layer import Layer
from atlas.layers.measure import Ask
from indicators.base.catalogue import SHARE

_NAME, _CODE, _READING, _SURVEY = "Territoire", "Code", "Lecture", "Enquête"

_MOST_INT16 = 2**15 - 1


def french_table(layer: Layer) -> pd.DataFrame:
    """Lay out a layer's rows for a French reader, highest value first, missing numbers blank.

    Returns
    -------
    DataFrame
        Territoire, Code, the headings that the measure declares, Lecture (the status in French)
        and, where the answer rests on a survey, Enquête. A share is in %.
    """
    table, measure = layer.table, layer.measure
    headings = dict(measure.headings)
    first = next(iter(headings))
    if layer.unit == SHARE:
        table = table.assign(**{first: table[first] * 100})
        headings[first] = f"{headings[first]} (%)"
    shown = table[["name", *headings]].rename(columns={"name": _NAME, **headings})
    shown[_READING] = [measure.status_label(status) for status in table["status"]]
    if Ask.GROUP in measure.asks:
        shown[_SURVEY] = layer.about.mark or layer.about.sources[0].title
    shown.insert(1, _CODE, table.index)
    ranked = shown.sort_values(headings[first], ascending=False, kind="stable", na_position="last")
    return _light(ranked.reset_index(drop=True))


def _light(table: pd.DataFrame) -> pd.DataFrame:
    """Give columns their smallest types: the table travels at each change of the map."""
    whole = table.select_dtypes("integer").columns
    said = table.columns.intersection([_READING, _SURVEY])
    types = dict.fromkeys(said, "category") | {name: _whole(table[name]) for name in whole}
    return table.astype(types | dict.fromkeys(table.select_dtypes("float").columns, "float32"))


def _whole(numbers: pd.Series) -> str:
    """Name the smallest of two types that holds whole numbers.

    >>> _whole(pd.Series([1, 1250])), _whole(pd.Series([34_875]))
    ('Int16', 'Int32')
    >>> _whole(pd.Series([pd.NA], dtype="Int64"))  # nobody is ranked
    'Int16'
    """
    return "Int32" if (numbers > _MOST_INT16).any() else "Int16"
