"""The input of the objective scores: the most recent values of a level, one indicator a column."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from indicators.base.status import Status

#: Levels where a value lent by a larger area does not rank: it is that of the area, which is ranked
#: at its own level, and whoever bears it would only be painted with it.
RANKED_ON_OWN_VALUES = (Level.COMMUNE,)
#: Least share of the territories of a level that have a value of their own, for an indicator that
#: is lent to the others to be expected of them: Paris alone has its own overcrowding.
LEAST_OWN = 0.01
_LISTED = 10
_NO_YEAR = -1

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class IndexInput:
    """Most recent values of the index indicators that exist at a level.

    Attributes
    ----------
    table : rows codes (sorted), columns indicators in the order of the catalogue.
    censored, estimated : same shape, whether the value is a bound or comes from a larger area.
    counts : numerators and denominators of the values, for the indicators asked for only.
    """

    table: pd.DataFrame
    censored: Flags
    estimated: Flags
    counts: Mapping[str, pd.DataFrame]


def index_input(
    values: pd.DataFrame,
    keys: list[str],
    counted: Collection[str] = (),
    lent: Collection[str] = (),
) -> IndexInput:
    """Lay out the most recent values of some indicators, one column each.

    Parameters
    ----------
    values : columns indicator, code, year, value, status.
    keys : indicators wanted, in order; those without any value at the level are left out.
    counted : indicators whose columns numerator and denominator are wanted too.
    lent : indicators whose estimated values are left out, as if the territory had none; one that
        hardly any (:data:`LEAST_OWN`) has of its own is not measured at the level, and left out.

    Raises
    ------
    InvalidDataError
        If a key (indicator, code, year) is repeated.
    """
    code_of, codes = _positions(values["code"])
    indicator_of, found = _positions(values["indicator"])
    wanted = pd.Index(keys, dtype="str").get_indexer(found)[indicator_of]
    years, numbers = values["year"].to_numpy(dtype=int), values["value"].to_numpy(dtype=float)
    status_of, statuses = _positions(values["status"])
    ours = (wanted >= 0) & ~np.isnan(numbers)
    estimated = (statuses == Status.ESTIMATED.value)[status_of]
    borrowed = ours & estimated & np.isin(keys, list(lent))[wanted]
    own = np.bincount(wanted[ours & ~borrowed], minlength=len(keys))
    absent = np.isin(keys, list(lent)) & (own < LEAST_OWN * len(codes))
    numbers = np.where(borrowed | (ours & absent[wanted]), np.nan, numbers)
    latest = np.full(len(keys), _NO_YEAR)
    known = (wanted >= 0) & ~np.isnan(numbers)
    np.maximum.at(latest, wanted[known], years[known])
    kept = np.flatnonzero((wanted >= 0) & (years == latest[wanted]))
    row, column = code_of[kept], wanted[kept]
    _refuse_repeated(values, kept, row * len(keys) + column)
    table = np.full((len(codes), len(keys)), np.nan)
    table[row, column] = numbers[kept]
    flags = {}
    for status in (Status.CENSORED, Status.ESTIMATED):
        flags[status] = np.zeros(table.shape, dtype=bool)
        told = (statuses == status.value)[status_of[kept]] & ~np.isnan(numbers[kept])
        flags[status][row, column] = told
    counts = {}
    for position, key in enumerate(keys):
        if key in counted:
            here = kept[column == position]
            counts[key] = values.iloc[here][["numerator", "denominator"]].astype(float)
            counts[key] = counts[key].set_axis(codes[code_of[here]]).reindex(codes)
    existing = np.flatnonzero(latest != _NO_YEAR)
    frame = pd.DataFrame(table, index=codes, columns=pd.Index(keys, dtype="str"))
    return IndexInput(
        frame.iloc[:, existing],
        flags[Status.CENSORED][:, existing],
        flags[Status.ESTIMATED][:, existing],
        {
            keys[position]: counts[keys[position]]
            for position in existing
            if keys[position] in counts
        },
    )


def _positions(column: pd.Series) -> tuple[npt.NDArray[np.intp], pd.Index]:
    """Number the distinct texts of a column (plain or categorical) in their order."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        position, found = column.cat.codes.to_numpy(), column.cat.categories
    else:
        position, found = pd.factorize(column)
    texts = pd.Index(np.asarray(found, dtype=object), dtype="str")
    used = np.bincount(position, minlength=len(texts)) > 0
    order = np.asarray([place for place in texts.argsort() if used[place]], dtype=np.intp)
    rank_of = np.zeros(len(texts), dtype=np.intp)
    rank_of[order] = np.arange(len(order))
    return rank_of[position], texts[order]


def _refuse_repeated(
    values: pd.DataFrame, kept: npt.NDArray[np.intp], cells: npt.NDArray[np.intp]
) -> None:
    if np.bincount(cells, minlength=1).max() > 1:
        repeated = kept[pd.Series(cells).duplicated().to_numpy()]
        listed = values.iloc[repeated[:_LISTED]]
        raise InvalidDataError(
            f"les valeurs ({len(repeated)} lignes répétées)",
            [f"{row.indicator}, {row.code}, {row.year} : répété" for row in listed.itertuples()],
        )
