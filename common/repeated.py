"""Tables kept for long, whose texts come again and again: each text once, and numbers for it."""

from __future__ import annotations

import pandas as pd

#: Rows for one text, in the mean, from which a column is worth it.
_AGAIN = 8


def compacted(table: pd.DataFrame) -> pd.DataFrame:
    """Keep each text of a column once where it comes again; :func:`plain` gives the table back.

    Examples
    --------
    >>> table = pd.DataFrame({"level": ["epci"] * 16, "code": [str(row) for row in range(16)]})
    >>> compacted(table).dtypes.astype(str).to_dict()
    {'level': 'category', 'code': 'str'}
    >>> plain(compacted(table)).equals(table)
    True
    """
    texts: pd.DataFrame = table.select_dtypes("str")
    again = [name for name in texts if texts[name].nunique() * _AGAIN <= len(table)]
    return table.astype(dict.fromkeys(again, "category"))


def plain(table: pd.DataFrame) -> pd.DataFrame:
    """Write the texts of a compacted table out; its columns of numbers are not copied."""
    return table.astype(dict.fromkeys(table.select_dtypes("category"), "str"))
