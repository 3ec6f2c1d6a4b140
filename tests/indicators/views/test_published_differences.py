from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.views.published_differences import control, territory_differences

VIEWS = pd.DataFrame(
    {"value": [60.0, 50.0, 52.0, 40.0], "se": [3.0, 4.0, np.nan, 0.0]},
    index=["citoyens", "elus", "entreprises", "associations"],
)


def of_one_place(views: pd.DataFrame) -> pd.DataFrame:
    rows = views.rename_axis("group").reset_index().assign(code="84")
    return territory_differences(rows, list(views.index))


def test_a_difference_is_the_first_less_the_second_with_both_errors() -> None:
    table = of_one_place(VIEWS).set_index(["group_a", "group_b"])
    assert list(table.index) == [
        ("citoyens", "elus"),
        ("citoyens", "associations"),
        ("elus", "associations"),
    ]
    row = table.loc[("citoyens", "elus")]
    assert row[["difference", "se"]].tolist() == [10, 5]
    assert row[["low", "high"]].tolist() == pytest.approx([10 - 9.8, 10 + 9.8], abs=0.001)
    # Two-sided normal test of 2 standard errors.
    assert row["p_value"] == pytest.approx(0.0455, abs=1e-4)


def test_each_place_is_compared_by_itself_in_the_order_of_the_groups() -> None:
    rows = [("b", "elus", 60.0, 1.0), ("a", "elus", 50.0, 1.0), ("a", "jeunes", 20.0, 1.0)]
    rows += [("b", "citoyens", 50.0, 1.0), ("a", "citoyens", 49.0, 1.0)]
    table = pd.DataFrame(rows, columns=["code", "group", "value", "se"])
    found = territory_differences(table, ["citoyens", "elus"])
    told = found[["code", "group_a", "group_b", "difference", "real"]].values.tolist()
    assert told == [["a", "citoyens", "elus", -1.0, False], ["b", "citoyens", "elus", -10.0, True]]


def test_one_group_alone_has_no_pair() -> None:
    assert of_one_place(VIEWS.loc[["citoyens", "entreprises"]]).empty
    assert control(pd.Series(dtype=float)).empty


def test_pairs_of_equal_groups_are_rarely_told_apart() -> None:
    random = np.random.default_rng(3)
    told = []
    for _ in range(400):
        same = pd.DataFrame(
            {"value": 50 + 3 * random.normal(size=4), "se": 3.0}, index=list("abcd")
        )
        told.append(of_one_place(same)["real"].any())
    # 5 % is aimed at; the bound is that and three standard errors of 400 draws.
    assert np.mean(told) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 400)
