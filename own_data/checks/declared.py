"""What a column or the owner of a file declares: one of the two must say it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from common.french import number
from common.limits import OWN_DECLARED, raised
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


def refused_many(gathering: Gathering, declared: pd.DataFrame, what: str) -> bool:
    """Refuse a file that declares too many things: each takes its place in every list.

    Parameters
    ----------
    gathering : the file.
    declared : what tells them apart, by line.
    what : French plural.
    """
    most, count = raised(OWN_DECLARED), len(declared.drop_duplicates())
    if count > most:
        gathering.refuse(
            0, "", f"{number(count)} {what}", f"{number(most)} au plus",
            "Séparez le fichier en plusieurs.",
        )  # fmt: skip
    return count > most
