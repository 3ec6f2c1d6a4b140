"""From the table of units of an index to numbers, all faults listed at once."""

from __future__ import annotations

import pandas as pd

from common.delimited import BLANKS, blanked
from common.errors import InvalidDataError
from common.number_columns import number_column
from indicators.composite.cells import A_CODE, UNIQUE_CODE, absent_columns, cell_fault
from indicators.composite.engine import Units
from indicators.composite.hierarchy import DENOMINATOR, INDICATOR
from indicators.composite.recipe import Recipe


def units_of(
    data: pd.DataFrame, meta: pd.DataFrame, recipe: Recipe, group: str, source: str
) -> Units:
    """Take from a data table what the meta table and the recipe name.

    Parameters
    ----------
    data : texts, one row per unit, indexed by line of the file; a blank is null or one of
        ``common.delimited.BLANKS``, but for the codes: ``NA`` is Namibia.
    meta : columns iCode and Type; a table refused elsewhere may lack them.
    recipe : names the columns of codes and of weights, and the numbers that stand for a blank.
    group : column of the groups of the imputation, or "".
    source : name of the table, for messages.

    Raises
    ------
    InvalidDataError
        With all the faults: absent columns, no unit, codes that are blank or repeated, cells that
        are no number, negative weights.
    """
    codes = meta.reindex(columns=["Type", "iCode"])
    wanted = {
        kind: list(codes.loc[codes["Type"] == kind, "iCode"].dropna())
        for kind in (INDICATOR, DENOMINATOR)
    }
    weights = [recipe.population] if recipe.population else []
    columns = [*wanted[INDICATOR], *wanted[DENOMINATOR], *weights]
    absent = [recipe.unit_code, *columns]
    faults = absent_columns(absent, data.columns)
    if data.empty:
        faults.append("aucune unité : une ligne par unité attendue")
    if group and group not in data:
        faults.append(f"colonne absente : {group} (imputation.group des réglages)")
    if recipe.unit_code in data:
        faults += _code_faults(data[recipe.unit_code])
    table, wrong = _numbers(data, [name for name in columns if name in data], recipe.missing)
    population = table.get(recipe.population)
    if population is not None:
        wrong += [
            f"ligne {line}, colonne « {population.name} » : poids négatif"
            for line in population.index[population < 0]
        ]
    if faults or wrong:
        raise InvalidDataError(source, faults + wrong)
    index = pd.Index(data[recipe.unit_code])
    groups = blanked(data[group], BLANKS).set_axis(index) if group else None
    table = table.set_axis(index)
    return Units(
        indicators=table[wanted[INDICATOR]],
        denominators=table[wanted[DENOMINATOR]],
        groups=groups,
        population=table[recipe.population] if recipe.population else None,
    )


def _code_faults(codes: pd.Series) -> list[str]:
    """List the cells of a column of codes that are blank or repeated."""
    faults = []
    column = f"« {codes.name} »"
    for line, code, repeated in zip(codes.index, codes, codes.duplicated(), strict=True):
        if pd.isna(code):
            faults.append(cell_fault(line, column, A_CODE, None))
        elif repeated:
            faults.append(cell_fault(line, column, UNIQUE_CODE, code, "répété"))
    return faults


def _numbers(
    data: pd.DataFrame, columns: list[str], missing: tuple[float, ...]
) -> tuple[pd.DataFrame, list[str]]:
    """Read columns as numbers, those that stand for a blank left out."""
    read: dict[str, pd.Series] = {}
    faults: list[str] = []
    for name in columns:
        if name not in read:
            values, wrong = number_column(blanked(data[name], BLANKS), "ligne")
            faults += wrong
            read[name] = values.mask(values.isin(missing))
    return pd.DataFrame(read, index=data.index), faults
