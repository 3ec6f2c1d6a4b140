"""Aggregation, on a country of two EPCI."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.levels import Level
from indicators.base.catalogue import Indicator
from indicators.base.status import Status
from pipeline.indicators.build import values_of
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.country import Country
from pipeline.passage import Passage

CODES = ["01001", "01002", "01003", "01004", "01005"]
PEOPLE = [900, 100, 500, 450, 50]
#: EPCI 1 and 2; one CRTE that is EPCI 2, one that is both.
EPCI = {"100000001": CODES[:2], "100000002": CODES[2:]}
CRTE = {"crte-84-01-1": CODES[2:], "crte-84-01-2": CODES}
RATIO = Indicator(
    key="example",
    domain="emploi",
    label="Exemple",
    unit="share",
    direction=1,
    finest="commune",
    rule="ratio",
    year=2021,
    producer="INSEE",
    licence="LO",
    source=("x.csv",),
    caveats="x",
    in_index=False,
    index_reason="x",
    definition="x",
)
MEAN = replace(RATIO, rule="weighted_mean", weight="habitants")
OFFICIAL = replace(RATIO, rule="official")


@pytest.fixture(scope="module")
def country() -> Country:
    territories = pd.DataFrame(
        {"level": "commune", "code": CODES, "population": PEOPLE, "departement": "01"}
    )
    groups = {"epci": EPCI, "crte": CRTE, "departement": {"01": CODES}, "region": {"84": CODES}}
    pairs = [
        (level, code, commune)
        for level, of_level in groups.items()
        for code, communes in of_level.items()
        for commune in communes
    ]
    return Country(territories, pd.DataFrame(pairs, columns=["level", "code", "commune"]))


PASSAGE = Passage(
    pd.Series(CODES, index=CODES),
    pd.DataFrame({"date": [], "mod": [], "before": [], "after": []}, dtype="str"),
)


def communes(**columns: Sequence[float] | Sequence[str]) -> pd.DataFrame:
    size = len(next(iter(columns.values())))
    given: dict[str, Any] = {name: pd.Series(numbers) for name, numbers in columns.items()}
    return observations(Level.COMMUNE, pd.Series(CODES[:size]), 2021, **given)


def build(country: Country, indicator: Indicator, *rows: pd.DataFrame) -> dict[Level, pd.DataFrame]:
    read: Callable[[Path], pd.DataFrame] = lambda _: pd.concat(rows, ignore_index=True)  # noqa: E731
    reader = Reader(read, 2025, operations=dict.fromkeys(Level, "une enquête"))
    tables, _ = values_of(indicator, reader, Path(), country, PASSAGE)
    return {level: table.set_index("code") for level, table in tables.items()}


def test_ratios_are_not_averaged(country: Country) -> None:
    tables = build(
        country, RATIO, communes(numerator=[90, 0, 0, 0, 5], denominator=[900, 10, 5, 5, 5])
    )
    assert tables[Level.EPCI]["value"].tolist() == [90 / 910, 5 / 15]
    assert list(tables[Level.FRANCE].loc["FR", ["numerator", "denominator"]]) == [95, 925]
    assert set(tables[Level.REGION]["status"]) == {Status.AGGREGATED}


def test_means_are_weighted(country: Country) -> None:
    tables = build(country, MEAN, communes(value=[1, 2, 3, 4, 5], denominator=[9, 1, 5, 4, 1]))
    assert tables[Level.EPCI]["value"].tolist() == pytest.approx([1.1, 3.6])
    assert tables[Level.EPCI]["denominator"].tolist() == [10, 10]


def test_a_maximum_goes_up(country: Country) -> None:
    tables = build(country, replace(RATIO, rule="max"), communes(value=[1, 2, 3, 1, 1]))
    assert tables[Level.EPCI]["value"].tolist() == [2, 3]


def test_too_little_known_is_missing_or_suppressed(country: Country) -> None:
    lacking = build(country, RATIO, communes(numerator=[1, 1, 1], denominator=[2, 2, 2]))
    assert lacking[Level.EPCI]["status"].tolist() == [Status.AGGREGATED, Status.MISSING]
    hidden = build(
        country,
        RATIO,
        communes(
            numerator=[1, 1, np.nan, 1, 1],
            denominator=[2, 2, np.nan, 2, 2],
            status=["observed", "observed", "suppressed", "observed", "observed"],
        ),
    )
    assert hidden[Level.EPCI]["status"].tolist() == [Status.AGGREGATED, Status.SUPPRESSED]
    assert hidden[Level.EPCI]["value"].isna().tolist() == [False, True]


def test_nine_tenths_of_the_people_are_enough_for_a_ratio_and_not_for_a_sum(
    country: Country,
) -> None:
    numbers = [1, np.nan, 1, 1, 1]
    ratios = build(country, RATIO, communes(numerator=numbers, denominator=numbers))
    assert ratios[Level.EPCI]["status"].tolist() == ["aggregated", "aggregated"]
    totals = build(country, replace(RATIO, rule="sum"), communes(value=numbers))
    assert totals[Level.EPCI]["status"].tolist() == ["missing", "aggregated"]
    assert totals[Level.EPCI].loc["100000002", "value"] == 3


def test_bounds_do_not_enter_aggregates(country: Country) -> None:
    rows = communes(
        value=[0.05, 0.2, 0.1, 0.1, 0.1],
        denominator=[900, 100, 500, 450, 50],
        status=["censored", *["observed"] * 4],
    )
    tables = build(country, MEAN, rows)
    assert tables[Level.COMMUNE].loc["01001", "status"] == Status.CENSORED
    assert tables[Level.EPCI]["status"].tolist() == [Status.MISSING, Status.AGGREGATED]


def test_an_aggregate_of_estimates_is_estimated(country: Country) -> None:
    rows = communes(value=[1.0] * 5, denominator=[1.0] * 5, status=["estimated", *["observed"] * 4])
    status = build(country, MEAN, rows)[Level.EPCI]["status"]
    assert status.tolist() == [Status.ESTIMATED, Status.AGGREGATED]


def test_the_published_value_of_a_level_comes_first(country: Country) -> None:
    published = observations(
        Level.EPCI, pd.Series(["100000001", "999999999"]), 2021, value=pd.Series([0.9, 0.1])
    )
    tables = build(country, RATIO, communes(numerator=[1] * 5, denominator=[2] * 5), published)
    assert tables[Level.EPCI]["value"].tolist() == [0.9, 0.5]
    assert tables[Level.EPCI]["status"].tolist() == [Status.OBSERVED, Status.AGGREGATED]


def test_what_is_not_aggregable_exists_where_published_or_for_the_same_territory(
    country: Country,
) -> None:
    published = observations(
        Level.EPCI, pd.Series(["100000001", "100000002"]), 2021, value=pd.Series([20.0, 30.0])
    )
    tables = build(country, OFFICIAL, communes(value=[1.0] * 5), published)
    assert tables[Level.CRTE]["value"].tolist()[0] == 30
    assert tables[Level.CRTE]["status"].tolist() == [Status.OBSERVED, Status.MISSING]
    assert Level.REGION not in tables


def test_upper_levels_are_made_of_the_finest_units_that_cover_them(country: Country) -> None:
    published = observations(
        Level.EPCI,
        pd.Series(["100000001", "100000002"]),
        2021,
        numerator=pd.Series([1.0, 2.0]),
        denominator=pd.Series([10.0, 10.0]),
    )
    tables = build(country, RATIO, published)
    assert tables[Level.REGION].loc["84", "value"] == 0.15
    assert tables[Level.REGION].loc["84", "status"] == Status.AGGREGATED
    assert Level.COMMUNE not in tables


@settings(max_examples=20)
@given(
    st.lists(
        st.tuples(st.integers(0, 1000), st.integers(1, 1000)),
        min_size=len(CODES),
        max_size=len(CODES),
    )
)
def test_counts_add_up_at_every_level(country: Country, lines: list[tuple[int, int]]) -> None:
    numerators, denominators = (list(map(float, side)) for side in zip(*lines, strict=True))
    tables = build(country, RATIO, communes(numerator=numerators, denominator=denominators))
    for level in (Level.EPCI, Level.DEPARTEMENT, Level.REGION, Level.FRANCE):
        assert tables[level]["numerator"].sum() == pytest.approx(sum(numerators))
        assert tables[level]["denominator"].sum() == pytest.approx(sum(denominators))
        low = min(n / d for n, d in lines)
        high = max(n / d for n, d in lines)
        assert tables[level]["value"].between(low - 1e-12, high + 1e-12).all()
