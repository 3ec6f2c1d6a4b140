"""Columns of numbers, as people write them."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd

from common.errors import clipped

#: Beyond, a number cannot be squared and summed with others.
LARGEST = 1e100
#: Spaces that a number may hold: before three digits, and after a sign.
_SPACES = r"(?<=\d)\s(?=\d{3}(?!\d))|(?<=^[+-])\s+"
#: What a mark that may separate thousands makes of a whole number.
_THOUSANDS = r"[+-]?[1-9]\d{0,2}%s\d{3}"


def plain_numbers(column: pd.Series) -> pd.Series:
    """Read numbers, maybe with a decimal comma; NaN for what is not a finite number.

    Spaces separate thousands; two numbers in a cell are none.

    >>> plain_numbers(pd.Series(["1 234,5", "7", "sept", "2 5", None])).tolist()
    [1234.5, 7.0, nan, nan, nan]
    """
    if pd.api.types.is_numeric_dtype(column):
        numbers = column.astype(float)
    else:
        text = column.astype("str").str.strip()
        spaced = text.str.contains(r"\s", regex=True, na=False)
        if spaced.any():
            text = text.where(~spaced, text[spaced].str.replace(_SPACES, "", regex=True))
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
        The numbers, and a fault for each cell that holds something else, or a number too large; one
        for a column where a comma or a point may separate thousands.

    Examples
    --------
    >>> cells = pd.Series(["1", "", "deux"], index=["01", "02", "03"], name="x").replace("", None)
    >>> number_column(cells, "aire")[1]
    ['aire 03, colonne « x » : nombre attendu, trouvé « deux »']
    """
    numbers = plain_numbers(column)
    wrong = column[(numbers.isna() & column.notna()) | (numbers.abs() > LARGEST)]
    bound = f" de moins de {LARGEST:.0e}" if (numbers.abs() > LARGEST).any() else ""
    faults = [
        f"{row} {name}, colonne « {column.name} » : nombre{bound} attendu, "
        f"trouvé « {clipped(str(cell))} »"
        for name, cell in wrong.items()
    ]
    return numbers, faults + two_writings(column)


def two_writings(column: pd.Series) -> list[str]:
    """Refuse a column where one mark is decimal, and the other may well separate thousands.

    >>> print(*two_writings(pd.Series(["1,234", "987.5"], name="x")))
    colonne « x » : « 987.5 » et « 1,234 », qui peut se lire 1234 ; ôtez les séparateurs de milliers
    >>> two_writings(pd.Series(["1,5", "987.5"], name="x"))
    []
    """
    if pd.api.types.is_numeric_dtype(column):
        return []
    text = column.dropna().astype("str").str.strip()
    commas, points = (text[text.str.contains(mark, regex=False)] for mark in ",.")
    if commas.empty or points.empty:
        return []
    for cells, others, mark in ((commas, points, ","), (points, commas, ".")):
        if cells.str.fullmatch(_THOUSANDS % re.escape(mark)).all():
            cell = cells.iloc[0]
            return [
                f"colonne « {column.name} » : « {clipped(others.iloc[0])} » et « {cell} », qui "
                f"peut se lire {cell.replace(mark, '')} ; ôtez les séparateurs de milliers"
            ]
    return []
