"""Columns of numbers, as people write them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from common.errors import clipped

#: Beyond, a number cannot be squared and summed with others.
LARGEST = 1e100


def plain_numbers(column: pd.Series) -> pd.Series:
    """Read numbers, maybe with a decimal comma and spaces; NaN for what is not a finite number.

    >>> plain_numbers(pd.Series(["1 234,5", "7", "sept", None])).tolist()
    [1234.5, 7.0, nan, nan]
    """
    if pd.api.types.is_numeric_dtype(column):
        numbers = column.astype(float)
    else:
        text = column.astype("str").str.replace(r"\s", "", regex=True)
        text = text.str.replace(",", ".", regex=False)
        numbers = pd.to_numeric(text, errors="coerce").astype(float)
    return numbers.where(np.isfinite(numbers))


def number_column(column: pd.Series, row: str) -> tuple[pd.Series, list[str]]:
    """Read a column of numbers, a blank staying a blank.

    Parameters
    ----------
    column : texts or numbers, named, indexed by what names the rows.
    row : what a row is, for messages (``"aire"``).

    Returns
    -------
    tuple
        The numbers, and a fault for each cell that holds something else, or a number too large.

    Examples
    --------
    >>> cells = pd.Series(["1", "", "deux"], index=["01", "02", "03"], name="x").replace("", None)
    >>> number_column(cells, "aire")[1]
    ['aire 03, colonne « x » : nombre attendu, trouvé « deux »']
    """
    numbers = plain_numbers(column)
    wrong = column[(numbers.isna() & column.notna()) | (numbers.abs() > LARGEST)]
    bound = f" de moins de {LARGEST:.0e}" if (numbers.abs() > LARGEST).any() else ""
    return numbers, [
        f"{row} {name}, colonne « {column.name} » : nombre{bound} attendu, "
        f"trouvé « {clipped(str(cell))} »"
        for name, cell in wrong.items()
    ]
