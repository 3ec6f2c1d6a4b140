"""What is wrong with a cell of the tables of an index, worded once."""

from __future__ import annotations

from typing import Any

import pandas as pd

#: What a column of codes, and a weight, must hold.
A_CODE, UNIQUE_CODE, NOT_NEGATIVE = "code", "code unique", "nombre positif ou nul"


def cell_fault(line: Any, column: str, expected: str, found: Any, how: str = "lu") -> str:
    """Say where a cell is, what was expected and what was found.

    Parameters
    ----------
    line : of the file.
    column : its name.
    expected : French, masculine.
    found : what the cell holds, null where it is blank.
    how : what happened with it.

    Examples
    --------
    >>> cell_fault(10, "Weight", NOT_NEGATIVE, "-1")
    'ligne 10, colonne Weight : nombre positif ou nul attendu, « -1 » lu'
    >>> cell_fault(3, "uCode", A_CODE, None)
    'ligne 3, colonne uCode : code attendu, cellule vide'
    """
    told = "cellule vide" if pd.isna(found) else f"« {found} » {how}"
    return f"ligne {line}, colonne {column} : {expected} attendu, {told}"
