"""What a column or the owner of a file declares: one of the two must say it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from own_data.checks.columns import Columns
from own_data.checks.gathering import Gathering
from own_data.checks.typed import read_choices


def read_declared(
    gathering: Gathering,
    columns: Columns,
    name: str,
    words: Mapping[str, str],
    *,
    default: str,
    meaning: str,
) -> pd.Series:
    """Read a column of words among a few; where the cell is empty, what the owner chose.

    Parameters
    ----------
    gathering, columns, name, words : see :func:`own_data.checks.typed.read_choices`.
    default : key chosen for the whole file, "" if none.
    meaning : French phrase: what the column tells, for the fault of a file where nothing does.
    """
    found = read_choices(gathering, columns, name, words)
    if default:
        return found.fillna(default)
    if name not in columns:
        gathering.refuse(
            gathering.sheet.header,
            "",
            f"aucune colonne « {name} »",
            f"une colonne « {name} » ({meaning})",
            "Ajoutez-la, ou choisissez-le pour tout le fichier.",
        )
        return found
    gathering.refuse_cells(
        columns.header(name),
        columns.cells(name).isna(),
        meaning,
        "Complétez la cellule, ou choisissez-le pour tout le fichier.",
    )
    return found
