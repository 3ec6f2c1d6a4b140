"""Pairs: a question beside an indicator of the same thing, over the territories of a level.

Pairs are those that ``indicators/questions.toml`` declares. The build works them out and stores
them; those that rest on answers under the ODbL, which is share-alike, in a file of their own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd

from common.errors import NotAvailableError
from common.french import number, plural
from common.parquet_tables import read_table
from common.parted import Parted
from common.table_schema import Field, TableSchema
from common.tables import table_path
from indicators.base.laws import Z
from indicators.composite.rank import rank
from indicators.views.gaps import MINIMUM_UNITS, gap
from indicators.views.positions import GapStatus

PAIRS_FILE = "perceptions/pairs.parquet"
ODBL_PAIRS_FILE = "perceptions/odbl/pairs.parquet"
#: What a pair is of.
PAIR_KEY = ["question", "indicator", "level", "group", "age"]
_POINTS, _DEVIATIONS = "0-100", "standard deviations"
_NO_POSITION = "one side is missing, or has no margin"
_SIDES = (
    Field("felt", "float64", "perceived fragility", _POINTS),
    Field("felt_low", "float64", "its lower bound, 95 %", _POINTS, "no margin"),
    Field("felt_high", "float64", "its upper bound, 95 %", _POINTS, "no margin"),
    Field("n", "float64", "answers", absent="the producer gives none"),
    Field("measured", "float64", "value of the indicator, in its unit"),
    Field("measured_status", "str", ":class:`indicators.base.status.Status`"),
    Field("measured_year", "int16", "year of this value"),
    Field("felt_rank", "int64", "rank of what is felt, 1 the most fragile; ties share it"),
    Field("measured_rank", "int64", "rank of what is measured, 1 the most fragile"),
    *(
        Field(f"{side}_z{end}", "float64", f"{side} side, centred{what}", _DEVIATIONS,
              _NO_POSITION)
        for side in ("objective", "perceived")
        for end, what in (
            ("", ""), ("_low", ", lower bound, 95 %"), ("_high", ", upper bound, 95 %"),
        )
    ),
    Field("gap", "float64", "perceived less objective", _DEVIATIONS, _NO_POSITION),
    Field("status", "str", ":class:`indicators.views.positions.GapStatus`"),
)  # fmt: skip
PAIR = TableSchema(
    "a territory of the level where both sides are known; sorted by code",
    ("code",),
    (Field("code", "str", "code of the territory"), *_SIDES),
    index=("code",),
)
PAIRS = TableSchema(
    "a territory, in a pair that enough territories allow; sorted",
    (*PAIR_KEY, "code"),
    (
        Field("question", "str", "key of the question"),
        Field("indicator", "str", "key of the indicator"),
        Field("level", "str", "level of the territory"),
        Field("group", "str", "key of the respondents"),
        Field("age", "str", "age of those asked (:data:`indicators.views.perceptions.AGES`)"),
        Field("code", "str", "code of the territory"),
        *_SIDES,
    ),
    file=PAIRS_FILE,
)
ODBL_PAIRS = replace(PAIRS, file=ODBL_PAIRS_FILE)


def pair_table(
    felt: pd.DataFrame, values: pd.DataFrame, direction: int, population: pd.Series[float]
) -> pd.DataFrame:
    """Join both sides where both are known, their ranks and their positions.

    Parameters
    ----------
    felt : index code; value, low, high, se, n of one question, group and age:
        :data:`indicators.views.perceptions.ESTIMATES`.
    values : index code; value, status, year: of one year each.
    direction : of the indicator, 1 where more is more fragile, -1 where less is.
    population : inhabitants by code.

    Returns
    -------
    DataFrame
        :data:`PAIR`.

    Raises
    ------
    NotAvailableError
        If fewer than :data:`indicators.views.gaps.MINIMUM_UNITS` territories have both sides.
    """
    both = felt.rename(columns={"value": "felt", "low": "felt_low", "high": "felt_high"}).join(
        values[["value", "status", "year"]].add_prefix("measured_"), how="inner"
    )
    both = both.rename(columns={"measured_value": "measured"})
    both = both.dropna(subset=["felt", "measured"]).sort_index().rename_axis("code")
    if len(both) < MINIMUM_UNITS:
        raise NotAvailableError(
            f"{number(len(both))} {plural(len(both), 'territoire')} seulement avec une réponse et "
            f"une valeur de l’indicateur ; il en faut au moins {MINIMUM_UNITS} pour les comparer."
        )
    oriented = direction * both["measured"]
    both = both.assign(
        felt_rank=rank(both["felt"]),
        measured_rank=rank(oriented),
    )
    table = both.join(_positions(both, oriented, population.reindex(both.index)))
    types = {field.name: field.dtype for field in _SIDES}
    return table[PAIR.names].astype(types)


def read_pairs(data: Path) -> Parted:
    """Read the stored pairs, those under the ODbL included: :data:`PAIR` by :data:`PAIR_KEY`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    tables = [read_table(table_path(data, name)) for name in (PAIRS_FILE, ODBL_PAIRS_FILE)]
    return Parted(pd.concat(tables, ignore_index=True), PAIR_KEY)


def _positions(
    both: pd.DataFrame, oriented: pd.Series[float], population: pd.Series[float]
) -> pd.DataFrame:
    """Centre both sides and name the positions; nothing where fewer than 8 have a margin."""
    ends = (("", 0), ("_low", -1), ("_high", 1))
    names = [f"{side}_z{end}" for side in ("objective", "perceived") for end, _ in ends]
    felt = both[["felt", "se"]].rename(columns={"felt": "value"})
    try:
        table = gap(oriented, felt, population)
    except NotAvailableError:
        none = pd.DataFrame(index=both.index, columns=[*names, "gap"], dtype="float64")
        return none.assign(status=GapStatus.NOT_PUBLISHABLE.value)
    sides = {
        f"{side}_z{end}": table[f"{side}_z"] + sign * Z * table[f"{side}_z_se"]
        for side in ("objective", "perceived")
        for end, sign in ends
    }
    return pd.DataFrame({**sides, "gap": table["gap"], "status": table["status"]})
