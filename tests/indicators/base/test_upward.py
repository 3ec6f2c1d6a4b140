"""Aggregation without a build: one territory, its units, the rule of the indicator."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from indicators.base.catalogue import load_catalogue
from indicators.base.status import Status
from indicators.base.upward import Membership, YearOfValues, aggregate, best_known, same_territories

RATIO = replace(load_catalogue()["chomage_recensement"], scale=1.0)
UNITS = pd.Series([60.0, 30.0, 10.0], index=pd.Index(["a", "b", "c"]))
WHOLE = Membership(
    pd.DataFrame({"code": "all", "commune": ["a", "b", "c"]}), UNITS, pd.Series({"all": 100.0})
)


def rows(status: str = "observed", known: int = 3) -> pd.DataFrame:
    counts = np.where(np.arange(3) < known, 1.0, np.nan)
    return pd.DataFrame(
        {
            "code": ["a", "b", "c"],
            "year": 2020,
            "value": counts / [10, 20, 5],
            "numerator": counts,
            "denominator": counts * [10, 20, 5],
            "status": status,
        }
    )


def one(table: pd.DataFrame, rule: str = "ratio") -> pd.Series:
    weight = "habitants" if rule == "weighted_mean" else ""
    indicator = replace(RATIO, rule=rule, weight=weight)
    return aggregate(YearOfValues(table, WHOLE.units), indicator, WHOLE).iloc[0]


def test_counts_are_added_before_they_are_divided() -> None:
    made = one(rows())
    assert made["value"] == pytest.approx(3 / 35)
    assert made["numerator"] == 3
    assert made["status"] == Status.AGGREGATED


def test_nine_inhabitants_out_of_ten_are_enough() -> None:
    assert one(rows(known=2))["value"] == pytest.approx(2 / 30)
    assert one(rows(known=1))["status"] == Status.MISSING


def test_an_aggregate_of_estimates_is_estimated() -> None:
    assert one(rows(status="estimated"))["status"] == Status.ESTIMATED
    assert one(rows(), "max")["value"] == pytest.approx(0.2)


def test_the_sole_unit_of_the_same_population_is_the_same_territory() -> None:
    pairs = pd.DataFrame({"code": ["x", "y", "y"], "commune": ["a", "a", "b"]})
    membership = Membership(pairs, UNITS, pd.Series({"x": 60.0, "y": 90.0}))
    taken = same_territories(rows(), membership)
    assert list(taken["code"]) == ["x"]
    assert taken["value"].iloc[0] == pytest.approx(0.1)


def test_what_is_published_comes_before_what_is_added_up() -> None:
    published = rows().assign(coverage=np.inf, value=0.9)
    summed = rows().assign(coverage=1.0, value=0.1)
    assert set(best_known([summed, published])["value"]) == {0.9}
    unknown = published.assign(value=np.nan, status=Status.MISSING.value)
    assert set(best_known([unknown, summed])["value"]) == {0.1}
