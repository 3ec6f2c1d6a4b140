"""Old codes to current ones, on a country of a few communes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import InvalidDataError
from indicators.base.catalogue import Indicator
from indicators.base.status import Status
from pipeline.indicators.convert import to_current
from pipeline.indicators.finish import complete, fill_zeros, with_ratio
from pipeline.passage import Passage

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
HIGHEST = replace(RATIO, rule="max")
TOTAL = replace(RATIO, rule="sum")

#: A (01001) took B (01002) in on 2024-01-01; C (01003) gave D (01004) back on 2025-01-01.
PASSAGE = Passage(
    table=pd.Series(
        {
            "01001": "01001",
            "01002": "01001",
            "01003": "01003",
            "01004": "01004",
            "75056": "75056",
            **{f"751{number:02d}": "75056" for number in range(1, 21)},
        }
    ),
    events=pd.DataFrame(
        [
            ("2024-01-01", "32", "01001", "01001"),
            ("2024-01-01", "32", "01002", "01001"),
            ("2025-01-01", "21", "01003", "01003"),
            ("2025-01-01", "21", "01003", "01004"),
        ],
        columns=["date", "mod", "before", "after"],
    ),
)
POPULATION = pd.Series({"01001": 100.0, "01003": 300.0, "01004": 100.0, "75056": 2000.0})
NUMBERS = ["value", "numerator", "denominator"]


def source(*lines: tuple[str, float, float, float, str], year: int = 2021) -> pd.DataFrame:
    frame = pd.DataFrame(lines, columns=["code", *NUMBERS, "status"]).assign(year=year)
    return frame.astype({**dict.fromkeys(NUMBERS, "float64"), "code": "str", "status": "str"})


def counts(code: str, numerator: float, denominator: float) -> tuple[str, float, float, float, str]:
    return (code, np.nan, numerator, denominator, "observed")


def value(code: str, number: float, weight: float = np.nan, status: str = "observed"):  # type: ignore[no-untyped-def]
    return (code, number, np.nan, weight, status)


def current(
    rows: pd.DataFrame, indicator: Indicator, geography: int = 2023, *, sparse: bool = False
) -> tuple[pd.DataFrame, pd.DataFrame]:
    converted, audit = to_current(rows, indicator, PASSAGE, geography, POPULATION, sparse=sparse)
    return with_ratio(converted, indicator).set_index("code").sort_index(), audit


def test_counts_of_merged_communes_are_added() -> None:
    table, audit = current(source(counts("01001", 1, 10), counts("01002", 5, 20)), RATIO)
    assert list(table.loc["01001", NUMBERS]) == [6 / 30, 6, 30]
    assert table.loc["01001", "status"] == Status.AGGREGATED
    assert audit.to_numpy().tolist() == [["01002", "01001", "merged"]]


def test_a_mean_is_weighted() -> None:
    table, _ = current(source(value("01001", 0.1, 30), value("01002", 0.5, 10)), MEAN)
    assert table.loc["01001", "value"] == pytest.approx((0.1 * 30 + 0.5 * 10) / 40)
    assert table.loc["01001", "denominator"] == 40


def test_the_highest_is_kept_for_a_maximum() -> None:
    table, _ = current(source(value("01001", 1), value("01002", 3)), HIGHEST)
    assert table.loc["01001", "value"] == 3


def test_what_cannot_be_aggregated_is_missing() -> None:
    table, _ = current(source(value("01001", 21_000), value("01002", 25_000)), OFFICIAL)
    assert table["value"].isna().all()
    assert table.loc["01001", "status"] == Status.MISSING


def test_one_code_twice_is_refused_where_it_cannot_be_joined() -> None:
    with pytest.raises(InvalidDataError, match="01003"):
        current(source(value("01003", 1), value("01003", 2)), OFFICIAL)


def test_a_commune_partly_suppressed_is_suppressed() -> None:
    rows = source(counts("01001", 1, 10), ("01002", np.nan, np.nan, np.nan, "suppressed"))
    table, _ = current(rows, RATIO)
    assert table.loc["01001", "status"] == Status.SUPPRESSED
    assert table.loc["01001", NUMBERS].isna().all()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (value("01001", 0.05, 1, "censored"), value("01002", 0.05, 1, "censored"), "censored"),
        (value("01001", 0.05, 1, "censored"), value("01002", 0.07, 1, "censored"), "missing"),
        (value("01001", 0.05, 1, "censored"), value("01002", 0.20, 1), "missing"),
        (value("01001", 0.05, 1, "estimated"), value("01002", 0.20, 1), "estimated"),
    ],
)
def test_a_bound_is_never_averaged(first: tuple, second: tuple, expected: str) -> None:  # type: ignore[type-arg]
    table, _ = current(source(first, second), MEAN)
    assert table.loc["01001", "status"] == expected


def test_a_merged_commune_that_lacks_a_part_is_missing() -> None:
    table, audit = current(source(counts("01001", 1, 10)), RATIO)
    assert table.loc["01001", "status"] == Status.MISSING
    assert table.loc["01001", NUMBERS].isna().all()
    assert audit.to_numpy().tolist() == [["01002", "01001", "absent"]]
    whole, _ = current(source(counts("01001", 1, 10)), RATIO, geography=2024)
    assert whole.loc["01001", "status"] == Status.OBSERVED
    listed, _ = current(source(counts("01001", 1, 10)), RATIO, sparse=True)
    assert listed.loc["01001", "status"] == Status.OBSERVED


def test_a_commune_cut_in_two_is_shared_out_by_population() -> None:
    table, audit = current(source(counts("01003", 8, 40)), RATIO)
    assert list(table.loc[["01003", "01004"], "numerator"]) == [6, 2]
    assert list(table.loc[["01003", "01004"], "value"]) == [0.2, 0.2]
    assert set(table["status"]) == {Status.ESTIMATED}
    assert audit["rule"].tolist() == ["split", "split"]
    later, _ = current(source(counts("01003", 8, 40)), RATIO, geography=2025)
    assert later.index.tolist() == ["01003"]


def test_a_total_cut_in_two_keeps_its_sum() -> None:
    table, _ = current(source(value("01003", 8)), TOTAL)
    assert table["value"].tolist() == [6, 2]


def test_arrondissements_are_added_and_not_counted_twice() -> None:
    parts = [counts(f"751{number:02d}", 1, 10) for number in range(1, 21)]
    table, audit = current(source(*parts), RATIO)
    assert list(table.loc["75056", NUMBERS]) == [0.1, 20, 200]
    assert set(audit["rule"]) == {"arrondissement"}
    both, _ = current(source(*parts, counts("75056", 21, 210)), RATIO)
    assert list(both.loc["75056", NUMBERS]) == [0.1, 21, 210]
    assert both.loc["75056", "status"] == Status.OBSERVED
    lacking, _ = current(source(*parts[:-1]), RATIO)
    assert lacking.loc["75056", "status"] == Status.MISSING


def test_unknown_codes_are_left_out_and_told() -> None:
    table, audit = current(source(counts("98801", 1, 2), counts("01004", 1, 2)), RATIO, 2025)
    assert table.index.tolist() == ["01004"]
    assert audit["rule"].tolist() == ["unknown"]
    assert audit["code"].isna().all()


def test_a_ratio_over_nothing_is_missing_and_keeps_its_counts() -> None:
    table, _ = current(source(counts("01004", 3, 0)), RATIO, 2025)
    assert table.loc["01004", "status"] == Status.MISSING
    assert list(table.loc["01004", ["numerator", "denominator"]]) == [3, 0]


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["01001", "01002", "01003", "01004"]),
            st.integers(0, 10_000),
            st.integers(1, 10_000),
        ),
        min_size=1,
        max_size=12,
    ),
    st.integers(2022, 2026),
)
def test_the_passage_keeps_sums(lines: list[tuple[str, int, int]], geography: int) -> None:
    rows = source(*(counts(*line) for line in lines))
    table, _ = current(rows, RATIO, geography, sparse=True)
    for name in ("numerator", "denominator"):
        assert table[name].sum() == pytest.approx(rows[name].sum())


@settings(max_examples=25)
@given(
    st.lists(
        st.tuples(st.sampled_from(["01001", "01002", "01003"]), st.sampled_from(list(Status))),
        min_size=1,
        max_size=6,
        unique_by=lambda line: line[0],
    )
)
def test_a_status_with_no_value_never_gets_one(lines: list[tuple[str, Status]]) -> None:
    rows = source(
        *(value(code, 0.5 if status.has_value else np.nan, 1, status) for code, status in lines)
    )
    table, _ = current(rows, MEAN)
    has_value = table["status"].map(lambda key: Status(key).has_value).astype(bool)
    assert (table["value"].notna() == has_value).all()
    told = {code for code, status in lines if status is Status.SUPPRESSED}
    for code in {PASSAGE.table[old] for old in told}:
        assert table.loc[code, "status"] == Status.SUPPRESSED


def test_absence_is_zero_only_inside_the_coverage() -> None:
    rows = source(counts("01001", 4, np.nan))
    filled = fill_zeros(rows, RATIO, pd.Index(["01001", "01003"])).set_index("code")
    assert filled["numerator"].to_dict() == {"01001": 4, "01003": 0}
    assert set(filled["status"]) == {Status.OBSERVED}
    whole = complete(filled.reset_index(), pd.Index(["01001", "01003", "01004"]))
    assert whole.set_index("code")["status"].to_dict() == {
        "01001": "observed",
        "01003": "observed",
        "01004": "missing",
    }


def test_a_year_without_anything_does_not_exist() -> None:
    rows = pd.concat(
        [
            source(("01001", np.nan, np.nan, np.nan, "missing"), year=2020),
            source(("01001", np.nan, np.nan, np.nan, "suppressed"), year=2021),
        ]
    )
    assert complete(rows, pd.Index(["01001", "01003"]))["year"].tolist() == [2021, 2021]


def test_a_ratio_over_too_little_is_missing_below_the_minimum() -> None:
    rows = source(counts("01001", 1, 9), counts("01003", 1, 10))
    ratios = with_ratio(rows, RATIO, minimum=10).set_index("code")
    assert ratios["status"].to_dict() == {"01001": "missing", "01003": "observed"}
    assert ratios.loc["01001", "numerator"] == 1
