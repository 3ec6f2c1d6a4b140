from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.scores.national import by_domain, standardised

VALUES = pd.DataFrame(
    {"poor": [0.10, 0.20, np.nan], "doctors": [4.0, 2.0, 3.0], "alone": [np.nan] * 3},
    index=["a", "b", "c"],
)
COUNTRY = pd.Series({"poor": 0.12, "doctors": 3.0, "alone": 0.3})
DIRECTION = pd.Series({"poor": 1, "doctors": -1, "alone": 1})
PEOPLE = pd.Series({"a": 80, "b": 20, "c": 100})


def test_distances_are_counted_towards_fragility_in_weighted_standard_deviations() -> None:
    found = standardised(VALUES, COUNTRY, DIRECTION, PEOPLE)
    spread = np.sqrt((80 * 0.02**2 + 20 * 0.08**2) / 100)
    assert found.loc["a", "poor"] == pytest.approx(-0.02 / spread)
    assert found.loc["b", "poor"] == pytest.approx(0.08 / spread)
    # Few doctors are fragile; the place that is as the country is at 0.
    assert found.loc["b", "doctors"] == pytest.approx(1 / np.sqrt(0.5))
    assert found.loc["c", "doctors"] == 0
    assert found.loc["c", "poor":"poor"].isna().all()
    assert found["alone"].isna().all()


def test_nothing_is_said_where_nothing_differs_or_the_country_is_unknown() -> None:
    same = standardised(VALUES * 0 + 3, COUNTRY * 0 + 3, DIRECTION, PEOPLE)
    assert same.isna().all(axis=None)
    unknown = standardised(VALUES, COUNTRY.drop("poor"), DIRECTION, PEOPLE)
    assert unknown["poor"].isna().all()


def test_a_domain_needs_two_thirds_of_the_indicators_that_anyone_has() -> None:
    distances = pd.DataFrame(
        {"x": [1.0, 1.0], "y": [2.0, np.nan], "z": [np.nan, np.nan], "w": [3.0, 0.0]},
        index=["a", "b"],
    )
    domains = pd.Series({"x": "sante", "y": "sante", "z": "sante", "w": "education"})
    found = by_domain(distances, domains)
    # z is known nowhere: a knows 2 of 2, b 1 of 2.
    assert found.loc["a", "sante"] == 1.5
    assert np.isnan(found.loc["b", "sante"])
    assert found["education"].tolist() == [3.0, 0.0]
    three = distances.assign(z=[np.nan, 5.0])
    assert by_domain(three, domains)["sante"].tolist() == [1.5, 3.0]
