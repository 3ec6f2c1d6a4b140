"""The index command: files in COINr's ``iData`` / ``iMeta`` conventions in, scores out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from common.csv_files import write_csv
from common.errors import InvalidDataError
from common.files import write_text
from indicators.composite.csv_io import MISSING, code_faults, numbers, read_table
from indicators.composite.engine import CompositeIndex, Units, compute
from indicators.composite.hierarchy import DENOMINATOR, INDICATOR, Hierarchy, read_hierarchy
from indicators.composite.options import Imputation
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import read_recipe, to_toml

#: Suffixes of the columns of the result beside each aggregate's score.
RANK, PERCENTILE = "_rank", "_percentile"


@dataclass(frozen=True)
class IndexRun:
    """What the command did.

    Attributes
    ----------
    index : the scores and every table on the way.
    unused : columns of the data that neither the meta table nor the recipe mentions.
    """

    index: CompositeIndex
    unused: tuple[str, ...]


def run_index(
    data_csv: Path,
    meta_csv: Path,
    recipe: Recipe | Path,
    out_csv: Path,
    stages_dir: Path | None = None,
    *,
    parents_csv: Path | None = None,
) -> IndexRun:
    """Compute an index from files and write its scores and ranks at every level.

    ``out_csv`` has one row per unit, in the order of the data: the unit's code and name then, for
    each aggregate from the top down, its score (column named by its code), its rank
    (``<code>_rank``, 1 for the highest score) and its percentile rank (``<code>_percentile``,
    0-1). With ``stages_dir``, also ``raw``, ``denominated``, ``smoothed``, ``imputed``,
    ``treated``,
    ``normalised``, ``aggregated`` (indicators and aggregates), ``ranks``, ``treatment`` (audit of
    outliers), ``weights`` (nominal and effective), all CSV, and the ``recipe.toml`` applied.

    Parameters
    ----------
    data_csv : one row per unit (``iData``): code, name, indicators, denominators, groups.
    meta_csv : hierarchy (``iMeta``), see :func:`indicators.composite.hierarchy.read_hierarchy`.
    recipe : the choices, or the TOML file that holds them.
    parents_csv : larger territories, same columns as the data, for ``parent_level``.

    Raises
    ------
    MissingDataError
        If a file is absent.
    InvalidDataError
        With all the faults of all the files at once.
    NotAvailableError
        If an option of the recipe cannot be applied.
    """
    chosen, hierarchy, units, names, unused = _read(data_csv, meta_csv, recipe, parents_csv)
    index = compute(units, hierarchy, chosen)
    write_csv(out_csv, _result(index, names))
    if stages_dir is not None:
        _write_stages(stages_dir, index)
    return IndexRun(index, unused)


def _read(
    data_csv: Path, meta_csv: Path, recipe: Recipe | Path, parents_csv: Path | None
) -> tuple[Recipe, Hierarchy, Units, pd.Series, tuple[str, ...]]:
    """Read the files; every fault of every file is in the one error."""
    faults = _Faults()
    chosen, meta, data = Recipe(""), pd.DataFrame(), pd.DataFrame()
    with faults.collected():
        chosen = recipe if isinstance(recipe, Recipe) else read_recipe(recipe)
    with faults.collected():
        meta = read_table(meta_csv)
        hierarchy = read_hierarchy(meta, meta_csv.name)
    with faults.collected():
        data = read_table(data_csv)
        units = _units(data, meta, chosen, chosen.imputation_group, data_csv.name)
    larger = None
    with faults.collected():
        if parents_csv is not None and chosen.imputation is Imputation.PARENT_LEVEL:
            parents = _units(read_table(parents_csv), meta, chosen, "", parents_csv.name)
            larger = parents.indicators.join(parents.denominators)
    if faults.found:
        raise InvalidDataError("l’indice demandé", faults.found)
    names = data.get(chosen.unit_name, data[chosen.unit_code]).set_axis(units.indicators.index)
    mentioned = {chosen.unit_code, chosen.unit_name, chosen.population, chosen.imputation_group}
    mentioned |= set(meta["iCode"])
    units = replace(units, parent_values=larger)
    return chosen, hierarchy, units, names, tuple(sorted(set(map(str, data)) - mentioned))


class _Faults:
    """Gathers the faults of several tables."""

    def __init__(self) -> None:
        self.found: list[str] = []

    @contextmanager
    def collected(self) -> Iterator[None]:
        try:
            yield
        except InvalidDataError as error:
            self.found += [f"{error.source}, {fault}" for fault in error.faults]


def _units(
    data: pd.DataFrame, meta: pd.DataFrame, recipe: Recipe, group: str, source: str
) -> Units:
    """Take from a data table what the meta table and the recipe name."""
    faults = code_faults(data, recipe.unit_code)
    codes = meta.reindex(columns=["Type", "iCode"])  # a meta table refused elsewhere may lack them
    wanted = {
        kind: list(codes.loc[codes["Type"] == kind, "iCode"].dropna())
        for kind in (INDICATOR, DENOMINATOR)
    }
    weights = [recipe.population] if recipe.population else []
    columns = [*wanted[INDICATOR], *wanted[DENOMINATOR], *weights]
    columns = [name for name in dict.fromkeys(columns) if name]
    table, wrong = numbers(data, columns, recipe.missing)
    faults += wrong
    if group and group not in data:
        faults.append(f"colonne absente : {group} (imputation.group de la recette)")
    if faults:
        raise InvalidDataError(source, faults)
    table = table.set_axis(data[recipe.unit_code])
    population = table[recipe.population] if recipe.population else None
    negative = [] if population is None else list(population.index[population < 0])
    if negative:
        raise InvalidDataError(
            source,
            [f"ligne {unit}, colonne {recipe.population} : poids négatif" for unit in negative],
        )
    groups = data[group].set_axis(table.index) if group else None
    return Units(
        indicators=table[wanted[INDICATOR]],
        denominators=table[wanted[DENOMINATOR]],
        groups=None if groups is None else groups.mask(groups.isin(MISSING)),
        population=population,
    )


def _result(index: CompositeIndex, names: pd.Series) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {str(names.name): names}
    for code in reversed(list(index.scores)):
        columns[str(code)] = index.scores[code]
        columns[f"{code}{RANK}"] = index.ranks[code]
        columns[f"{code}{PERCENTILE}"] = index.percentiles[code]
    return pd.DataFrame(columns)


def _write_stages(folder: Path, index: CompositeIndex) -> None:
    stages = {
        "raw": index.raw,
        "denominated": index.denominated,
        "smoothed": index.smoothed,
        "imputed": index.imputed,
        "treated": index.treated,
        "normalised": index.normalised,
        "aggregated": index.normalised.join(index.scores),
        "ranks": index.ranks,
        "treatment": index.audit.rename_axis("iCode"),
        "weights": index.weights.rename_axis("iCode"),
    }
    for name, table in stages.items():
        write_csv(folder / f"{name}.csv", table)
    write_text(folder / "recipe.toml", to_toml(index.recipe))
