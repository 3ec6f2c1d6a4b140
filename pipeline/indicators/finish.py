"""From converted commune rows to values: zeros, ratios, rows of the territories left out."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.base.catalogue import Indicator
from indicators.base.status import Status
from indicators.base.upward import NUMBERS


def fill_zeros(rows: pd.DataFrame, indicator: Indicator, covered: pd.Index[str]) -> pd.DataFrame:
    """Add the communes absent from a source of which absence means zero.

    Parameters
    ----------
    rows : one row per current commune and year (code, year, value, numerator, denominator,
        status).
    indicator : a ``ratio`` gets a numerator of 0, another rule a value of 0.
    covered : codes of the communes that the source covers.

    Returns
    -------
    DataFrame
        The rows, then one observed row of zero for each covered commune absent in a year.
    """
    counted = "numerator" if indicator.rule == "ratio" else "value"
    added = []
    for year, part in rows.groupby("year"):
        absent = covered.difference(pd.Index(part["code"]))
        zeros = pd.DataFrame({"code": absent.astype("str"), "year": year, counted: 0.0})
        added.append(zeros.assign(status=Status.OBSERVED.value).astype({"status": "str"}))
    return pd.concat([rows, *added], ignore_index=True)


def with_ratio(rows: pd.DataFrame, indicator: Indicator, minimum: float = 0.0) -> pd.DataFrame:
    """Work out the ratio of counts; a status without value loses its numbers, and the reverse.

    A ratio over nothing (no inhabitant, no dwelling), or over less than the minimum, is missing;
    its counts are kept.
    """
    rows = rows.copy()
    if indicator.rule == "ratio":
        counted = rows["numerator"].notna() & rows["denominator"].notna()
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = indicator.scale * rows["numerator"] / rows["denominator"]
        enough = (rows["denominator"] > 0) & (rows["denominator"] >= minimum)
        rows["value"] = rows["value"].where(~counted, ratio.where(enough))
    untold = rows["status"].isin([status.value for status in Status if not status.has_value])
    rows.loc[untold, NUMBERS] = np.nan
    rows.loc[~untold & rows["value"].isna(), "status"] = Status.MISSING.value
    return rows


def complete(rows: pd.DataFrame, codes: pd.Index[str]) -> pd.DataFrame:
    """Give every territory of a level a row for each year that exists at the level.

    A year exists where at least one territory has a value, or is known to be suppressed.

    Parameters
    ----------
    rows : columns code, year, value, numerator, denominator, status; one row per code and year.
    codes : of all the territories of the level.
    """
    told = rows[rows["status"] != Status.MISSING]
    years = sorted(set(told["year"]))
    every = pd.MultiIndex.from_product([codes, years], names=["code", "year"])
    full = rows.set_index(["code", "year"]).reindex(every).reset_index()
    return full.assign(status=full["status"].fillna(Status.MISSING.value))
