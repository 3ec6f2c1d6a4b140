"""Areas as a CSV gives them: which column is what, and what the model makes of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from common.delimited import absent_column, read_delimited
from common.errors import InvalidDataError
from common.french import number, plural
from common.number_columns import number_column

_LISTED = 10


@dataclass(frozen=True)
class AreaColumns:
    """Which column of a file is what.

    Attributes
    ----------
    direct : direct estimates; blank for an area without any.
    se, variance : their standard error or their sampling variance, one of the two.
    area : names of the areas; the first column where empty.
    covariates : numbers.
    factors : categories, turned into 0/1 columns, the first category left out.
    answers : number of answers, to smooth variances.
    weights : weights of the benchmark.
    intercept : whether the model has a constant; without, a lone factor keeps all its categories.
    """

    direct: str
    se: str = ""
    variance: str = ""
    area: str = ""
    covariates: tuple[str, ...] = ()
    factors: tuple[str, ...] = ()
    answers: str = ""
    weights: str = ""
    intercept: bool = True


@dataclass(frozen=True, eq=False)
class AreaTable:
    """What a file of areas holds, indexed by area.

    Attributes
    ----------
    direct : columns value, variance, and n where the file gives the answers.
    covariates : numbers, factors as 0/1 columns named ``factor=category``.
    weights : of the benchmark; None where there are none.
    """

    direct: pd.DataFrame
    covariates: pd.DataFrame
    weights: pd.Series | None


def read_areas(path: Path, columns: AreaColumns, remarks: list[str] | None = None) -> AreaTable:
    """Read a file of areas.

    Parameters
    ----------
    path : the file.
    columns : which is what.
    remarks : receives French sentences on what was left out.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        With all its faults: absent columns, blank or repeated areas, texts instead of numbers, a
        direct estimate without error.
    """
    table = read_delimited(path).tell(remarks)
    faults = list(_column_faults(table, columns))
    if faults:
        raise InvalidDataError(path.name, faults)
    area = columns.area or str(table.columns[0])
    faults = list(_area_faults(table[area]))
    table = table.set_index(table[area].rename("area"))
    direct = pd.DataFrame({"value": _numbers(table, columns.direct, faults)})
    error = _numbers(table, columns.se or columns.variance, faults)
    direct["variance"] = error**2 if columns.se else error
    lacking = direct["value"].notna() & ~(error > 0)
    faults += [f"aire {name} : erreur positive attendue" for name in _first(table.index[lacking])]
    if columns.answers:
        direct["n"] = _numbers(table, columns.answers, faults)
    covariates = _covariates(table, columns, faults)
    weights = _numbers(table, columns.weights, faults) if columns.weights else None
    if faults:
        raise InvalidDataError(path.name, faults)
    return AreaTable(direct, covariates, weights)


def _column_faults(table: pd.DataFrame, columns: AreaColumns) -> Iterator[str]:
    if bool(columns.se) == bool(columns.variance):
        yield "erreur type (--se) ou variance (--variance) : l’une des deux attendue, et une seule"
    if not columns.covariates and not columns.factors and not columns.intercept:
        yield "ni covariable ni constante : rien pour prédire"
    wanted = (
        columns.direct, columns.se, columns.variance, columns.area, columns.answers,
        columns.weights, *columns.covariates, *columns.factors,
    )  # fmt: skip
    for name in sorted({name for name in wanted if name and name not in table.columns}):
        yield absent_column(name, table.columns)
    if table.empty:
        yield "aucune aire"


def _area_faults(names: pd.Series) -> Iterator[str]:
    blank = int(names.isna().sum())
    if blank:
        yield f"{number(blank)} {plural(blank, 'aire')} sans nom (colonne « {names.name} »)"
    for name in _first(pd.Index(names[names.duplicated() & names.notna()].unique())):
        yield f"aire {name} donnée plusieurs fois"


def _numbers(table: pd.DataFrame, name: str, faults: list[str]) -> pd.Series:
    """Read a column of numbers; a text is a fault, a blank is not."""
    values, wrong = number_column(table[name], "aire")
    faults += wrong
    return values


def _covariates(table: pd.DataFrame, columns: AreaColumns, faults: list[str]) -> pd.DataFrame:
    """Gather numbers and categories; a model has no use of a blank."""
    parts = [pd.DataFrame(index=table.index)]
    for name in columns.covariates:
        values = _numbers(table, name, faults)
        faults += [
            f"aire {area}, colonne « {name} » : covariable vide"
            for area in _first(table.index[table[name].isna()])
        ]
        parts.append(values.rename(name).to_frame())
    dropped = columns.intercept
    for name in columns.factors:
        faults += [
            f"aire {area}, colonne « {name} » : catégorie vide"
            for area in _first(table.index[table[name].isna()])
        ]
        dummies = pd.get_dummies(
            table[name], prefix=name, prefix_sep="=", drop_first=dropped, dtype=float
        )
        parts.append(dummies)
        dropped = True
    return pd.concat(parts, axis=1)


def _first(names: pd.Index) -> list[str]:
    return [str(name) for name in names[:_LISTED]]
