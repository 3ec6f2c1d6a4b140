"""Records of a group of communes, and counts that may be compared."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson

from common.errors import UnknownNameError
from indicators import partnerships
from indicators.base.domains import OVERALL
from indicators.partnerships.rates import garwood

POPULATION = pd.Series({"01001": 300.0, "01002": 100.0, "01003": 600.0, "02004": 50.0})
MEMBERS = pd.DataFrame(
    [
        ("epci", "E1", "01001"), ("epci", "E1", "01002"),
        ("epci", "E2", "01003"), ("epci", "E2", "02004"),
        ("departement", "01", "01001"), ("departement", "01", "01002"),
        ("departement", "01", "01003"), ("departement", "02", "02004"),
    ],
    columns=["level", "code", "commune"],
)  # fmt: skip
PLACES = [
    *(f"commune:{code}" for code in POPULATION.index),
    *("epci:E1", "epci:E2", "departement:01", "departement:02", "france:FR"),
]


def named(*places: str) -> pd.DataFrame:
    records = pd.DataFrame(
        {"record": [f"r{i}" for i in range(len(places))], "territories": list(places)}, dtype="str"
    )
    return partnerships.places(records)


@given(st.lists(st.sampled_from(PLACES), max_size=8), st.sampled_from(["epci", "departement"]))
@settings(max_examples=25)
def test_a_group_that_is_a_territory_has_what_the_territory_has(
    places: list[str], level: str
) -> None:
    rows = named(*places)
    everywhere = partnerships.attach(rows, MEMBERS, POPULATION, level)
    for code, group in MEMBERS[MEMBERS["level"] == level].groupby("code"):
        found = partnerships.attach_to(group["commune"], rows, MEMBERS, POPULATION, level)
        expected = everywhere[everywhere["target"] == code].drop(columns="target")
        for table in (found, expected):
            table.sort_values("record", inplace=True, ignore_index=True)  # noqa: PD002
        pd.testing.assert_frame_equal(found, expected, check_dtype=False)


@given(st.lists(st.sampled_from(PLACES), max_size=8), st.sampled_from(["commune", "epci"]))
@settings(max_examples=25)
def test_what_is_own_does_not_depend_on_the_shares(places: list[str], level: str) -> None:
    rows = named(*places)
    complete = partnerships.attach(rows, MEMBERS, POPULATION, level)
    own = partnerships.attach(rows, MEMBERS, POPULATION, level, own_only=True)
    keys = ["record", "target"]
    assert set(own[keys].itertuples(index=False)) == set(
        complete.loc[complete["whole"], keys].itertuples(index=False)
    )


def test_a_level_that_does_not_exist_is_named() -> None:
    with pytest.raises(UnknownNameError, match="epci"):
        partnerships.attach_to(["01001"], named("epci:E1"), MEMBERS, POPULATION, "epcis")


def test_only_complete_lists_open_to_all_are_compared() -> None:
    schemes = pd.DataFrame(
        {
            "scheme": ["open", "mainland", "partial", "qpv", "wide", "empty", "posts", "grants"],
            "coverage": [
                *("france", "metropole", "partial", "qpv_only"),
                *("france", "france", "france", "france"),
            ],
            "kind": ["alliance", *["label"] * 5, "projet_cofinance", "subvention"],
        }
    )
    usual = pd.Series(
        {"open": "commune", "mainland": "commune", "partial": "commune", "qpv": "epci",
         "wide": "departement", "posts": "commune", "grants": "commune"}
    )  # fmt: skip
    at_epci = partnerships.comparable_schemes(schemes, usual, "epci")
    assert at_epci["scheme"].tolist() == ["open"]
    above = partnerships.comparable_schemes(schemes, usual, "departement")
    assert above["scheme"].tolist() == ["open", "wide"]
    grants = partnerships.comparable_schemes(schemes, usual, "epci", "subvention")
    assert grants["scheme"].tolist() == ["grants"]


def test_a_record_counts_once_in_all_and_once_in_each_domain() -> None:
    rows = named("commune:01001", "epci:E1", "departement:01")
    records = pd.DataFrame({"record": ["r0", "r1", "r2"], "domains": ["emploi|sante", "", "sante"]})
    records = records.assign(kind="label", scheme="ti", end_year=pd.array([None] * 3, "Int16"))
    own = partnerships.attach(rows, MEMBERS, POPULATION, "epci", own_only=True)
    counts = partnerships.comparable_counts(
        records, own.rename(columns={"target": "code"}), pd.Index(["E1", "E2"])
    )
    assert counts.index.tolist() == ["E1", "E2"]
    assert counts[OVERALL].tolist() == [2, 0]
    assert counts["sante"].tolist() == [1, 0]  # that of the département is not its own
    assert list(counts) == ["emploi", "sante", OVERALL]
    assert counts.loc["E1", ["emploi", "sante"]].sum() == 2


@pytest.mark.parametrize("count", [0, 1, 7, 250])
def test_the_exact_interval_leaves_two_and_a_half_percent_on_each_side(count: int) -> None:
    low, high = (float(end) for end in garwood(count))
    assert poisson.cdf(count, high) == pytest.approx(0.025)
    assert low == 0 if count == 0 else poisson.sf(count - 1, low) == pytest.approx(0.025)
