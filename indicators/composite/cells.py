"""What is wrong with a cell of the tables of an index, worded once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from common.french import described

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


def absent_columns(wanted: Iterable[str], found: Iterable[str]) -> list[str]:
    """Name the columns that a table lacks, each with the one written almost alike, if any.

    Examples
    --------
    >>> absent_columns(["iCode", "Type"], ["icode", "Type"])
    ['colonne absente : iCode ; la table a « icode » : même écriture attendue']
    >>> absent_columns(["a", "b"], ["c"])
    ['colonne absente : a', 'colonne absente : b', 'colonnes trouvées : c']
    """
    found = list(found)
    alike = {name.casefold(): name for name in found}
    absent = [name for name in dict.fromkeys(wanted) if name not in found]
    near = {name: alike[name.casefold()] for name in absent if name.casefold() in alike}
    faults = [f"colonne absente : {name}" for name in absent if name not in near]
    if faults:
        faults.append(f"colonnes trouvées : {described(found) or 'aucune'}")
    told = "la table a « {} » : même écriture attendue"
    return [
        *(f"colonne absente : {name} ; {told.format(like)}" for name, like in near.items()),
        *faults,
    ]
