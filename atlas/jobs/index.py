"""The index command: files in COINr's ``iData`` / ``iMeta`` conventions in, scores out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from atlas.desk.carried import carried, carry, sentences
from atlas.jobs.index_remarks import idle_choices, idle_columns, odd_values
from common.csv_files import write_csv
from common.delimited import read_delimited
from common.errors import InvalidDataError
from common.files import make_folder, write_text
from indicators.composite.engine import CompositeIndex, Units, compute
from indicators.composite.hierarchy import Hierarchy, read_hierarchy
from indicators.composite.options import Imputation, Normalisation
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import read_recipe, to_toml
from indicators.composite.unit_table import units_of

#: What is said of z-scores, which have no scale to be brought to.
UNBOUNDED = (
    "Écarts centrés réduits (zscore) : les scores n’ont pas de limites, l’échelle des réglages "
    "(normalisation.scale) ne s’y applique pas."
)
#: Suffixes of the columns of the result beside each aggregate's score.
RANK, PERCENTILE = "_rank", "_percentile"


@dataclass(frozen=True)
class IndexRun:
    """What the command did.

    Attributes
    ----------
    index : the scores and every table on the way.
    hierarchy, units : of what it was made.
    unused : columns of the data that neither the meta table nor the recipe mentions.
    remarks : French sentences on what of the files was not used.
    """

    index: CompositeIndex
    hierarchy: Hierarchy
    units: Units
    unused: tuple[str, ...]
    remarks: tuple[str, ...]


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

    ``out_csv`` has one row per unit, in the order of the data: the unit's code, its name where the
    data have one and, for each aggregate from the top down, its score (named by its code), its rank
    (``<code>_rank``, 1 for the highest score) and its percentile rank (``<code>_percentile``,
    0-1), then what the data say of themselves (:mod:`atlas.desk.carried`). With ``stages_dir``,
    also ``raw``, ``denominated``, ``smoothed``, ``imputed``, ``treated``, ``normalised``,
    ``aggregated`` (indicators and aggregates), ``ranks``, ``treatment`` (audit of outliers),
    ``weights`` (nominal and effective), all CSV, and the ``recipe.toml`` applied.

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
    asked = _read(data_csv, meta_csv, recipe, parents_csv)
    told = carried(data_csv)
    _refuse_taken_names(asked, told, meta_csv.name)
    index = compute(asked.units, asked.hierarchy, asked.recipe)
    write_csv(out_csv, carry(_result(index, asked.names), told))
    if stages_dir is not None:
        _write_stages(stages_dir, index)
    return IndexRun(
        index, asked.hierarchy, asked.units, asked.unused, (*asked.remarks, *sentences(told))
    )


@dataclass(frozen=True, eq=False)
class _Asked:
    """What the files hold."""

    recipe: Recipe
    hierarchy: Hierarchy
    units: Units
    names: pd.Series | None
    unused: tuple[str, ...]
    remarks: tuple[str, ...]


def _read(
    data_csv: Path, meta_csv: Path, recipe: Recipe | Path, parents_csv: Path | None
) -> _Asked:
    """Read the files; every fault of every file is in the one error."""
    faults, remarks = _Faults(), list[str]()
    chosen, meta, data = Recipe(""), pd.DataFrame(), pd.DataFrame()
    with faults.collected():
        chosen = recipe if isinstance(recipe, Recipe) else read_recipe(recipe)
    with faults.collected():
        meta = read_delimited(meta_csv).tell(remarks)
        hierarchy = read_hierarchy(meta, meta_csv.name)
    with faults.collected():
        data = read_delimited(data_csv, blanks=()).tell(remarks)
        units = units_of(data, meta, chosen, chosen.imputation_group, data_csv.name)
    larger = None
    with faults.collected():
        if parents_csv is not None and chosen.imputation is Imputation.PARENT_LEVEL:
            table = read_delimited(parents_csv, blanks=()).tell(remarks)
            parents = units_of(table, meta, chosen, "", parents_csv.name)
            larger = parents.indicators.join(parents.denominators)
    if faults.found:
        raise InvalidDataError("l’indice demandé", faults.found)
    names = data.get(chosen.unit_name)
    mentioned = {chosen.unit_code, chosen.unit_name, chosen.population, chosen.imputation_group}
    mentioned |= set(meta["iCode"])
    if chosen.normalisation is Normalisation.ZSCORE:
        remarks.append(UNBOUNDED)
    idle = idle_columns(meta, chosen)
    if idle:
        remarks.append(f"{meta_csv.name} : {' ; '.join(idle)}.")
    if parents_csv is not None and chosen.imputation is not Imputation.PARENT_LEVEL:
        remarks.append(
            f'{parents_csv.name} n’est pas lu (imputation.method = "parent_level" l’applique).'
        )
    told = (idle_choices(hierarchy, chosen), *odd_values(units, data_csv.name))
    remarks += [said for said in told if said]
    return _Asked(
        recipe=chosen,
        hierarchy=hierarchy,
        units=replace(units, parent_values=larger),
        names=None if names is None else names.set_axis(units.indicators.index),
        unused=tuple(sorted(set(map(str, data)) - mentioned)),
        remarks=tuple(remarks),
    )


def _refuse_taken_names(asked: _Asked, told: dict[str, str], source: str) -> None:
    """Refuse aggregates whose columns would bear the name of another one of the result.

    Raises
    ------
    InvalidDataError
        Naming each.
    """
    taken = {asked.recipe.unit_code, *told}
    taken |= set() if asked.names is None else {str(asked.names.name)}
    faults = []
    for code in asked.hierarchy.aggregates:
        own = (code, f"{code}{RANK}", f"{code}{PERCENTILE}")
        faults += [
            f"agrégat « {code} » : la colonne « {name} » du résultat en est une autre aussi ; "
            "donnez-lui un autre code"
            for name in own
            if name in taken
        ]
        taken |= set(own)
    if faults:
        raise InvalidDataError(source, faults)


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


def _result(index: CompositeIndex, names: pd.Series | None) -> pd.DataFrame:
    columns: dict[str, pd.Series] = {} if names is None else {str(names.name): names}
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
    make_folder(folder)
    for name, table in stages.items():
        write_csv(folder / f"{name}.csv", table)
    write_text(folder / "recipe.toml", to_toml(index.recipe))
