"""Many series at once are told as one is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.levels import Level
from common.paths import DATA
from indicators.base.mann_kendall import p_values, slopes
from indicators.base.trends import trends
from indicators.base.values import read_values
from tests.indicators.base.one_series import p_value, slope, trend

#: Whole numbers in a small range tie often.
SERIES = st.integers(5, 9).flatmap(
    lambda count: st.lists(
        st.lists(st.integers(0, 6).map(float), min_size=count, max_size=count),
        min_size=1,
        max_size=6,
    )
)


def one_by_one(values: pd.DataFrame) -> pd.DataFrame:
    """Ask :func:`trend` of each series."""
    rows = values.astype({"indicator": "str", "code": "str"})
    told = []
    for (indicator, code), series in rows.groupby(["indicator", "code"], sort=True):
        if len(rows.loc[rows["indicator"] == indicator, "year"].unique()) > 1:
            found = trend(series)
            words = {"direction": found.direction.value, "test": found.test.value}
            told.append({"indicator": indicator, "code": code} | vars(found) | words)
    return pd.DataFrame(told)


def rows(indicator: str, code: str, values: list[float], counts: float = np.nan) -> pd.DataFrame:
    years = range(2010, 2010 + len(values))
    frame = pd.DataFrame({"year": years, "value": values}, dtype="float64")
    return frame.assign(
        indicator=indicator,
        code=code,
        year=list(years),
        numerator=frame["value"] * counts,
        denominator=counts,
    )


@given(SERIES)
def test_the_arrays_of_mann_kendall_are_those_of_one_series(lists: list[list[float]]) -> None:
    values = np.array(lists)
    years = np.arange(2000.0, 2000.0 + values.shape[1])
    assert p_values(values).tolist() == [p_value(row) for row in values]
    together = np.array(slopes(years, values))
    assert together.T.tolist() == [list(slope(years, row)) for row in values]


def test_each_kind_of_series_is_told_as_one_is() -> None:
    gap = [1.0, np.nan, 2.0, 3.0, 4.0, 5.0]
    mixed = pd.concat(
        [
            rows("many", "01", [5, 5.2, 5.6, 6, 6.1, 6.4]),
            rows("many", "02", gap),
            rows("many", "03", [0.0] * 6),
            rows("many", "04", [0.0, 0, 0, 0, 1, 2]),
            rows("many", "05", [np.nan] * 6),
            rows("few", "01", [0.09, 0.10, 0.11], 10_000),
            rows("few", "02", [0.09, 0.10, 0.11], 100),
            rows("few", "03", [0.0, 0.10, 0.11], 100),
            rows("few", "04", [0.09, 0.10, 0.11]),
            rows("once", "01", [1.0]),
        ]
    )
    found = trends(mixed)
    pd.testing.assert_frame_equal(found, one_by_one(mixed), rtol=1e-12)
    assert set(found["indicator"]) == {"few", "many"}
    assert set(found["test"]) == {"mann_kendall", "two_rates", "none"}


@pytest.mark.parametrize(
    ("level", "keys", "every"),
    [
        (Level.DEPARTEMENT, None, 9),
        (Level.COMMUNE, ["chomage_localise", "part_75_ans_ou_plus"], 500),
    ],
)
def test_the_series_of_the_product_are_told_as_one_is(
    level: Level, keys: list[str] | None, every: int
) -> None:
    values = read_values(level.value, DATA, keys)
    codes = values["code"].cat.categories[::every]
    some = values[values["code"].isin(codes)]
    expected = one_by_one(some)
    assert len(expected) > 100
    found = trends(values)
    sample = found[found["code"].isin(codes)].reset_index(drop=True)
    pd.testing.assert_frame_equal(sample, expected, rtol=1e-12)


def test_a_year_told_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="one row a year"):
        trends(pd.concat([rows("a", "01", [1.0, 2.0]), rows("a", "01", [3.0])]))


def test_no_series_is_no_row() -> None:
    found = trends(rows("a", "01", [1.0]))
    assert found.empty
    assert list(found)[:4] == ["indicator", "code", "direction", "test"]
