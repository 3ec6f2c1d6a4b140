"""Results printed by the documentation of the R package survey, on its own data.

``apistrat``: 200 Californian schools, stratified by type, ``fpc`` schools of the type in the
population. ``apiclus1``: every school of 15 districts out of 757. ``apiclus2``: 126 schools in two
stages, 40 districts, then at most 5 schools in each. All are of the California Department of
Education. The package is under the GPL: its files stay beside the project, and of the third only
what a two-stage error rests on is here, the size, mean and spread of each district.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators.survey.answers import check_answers, read_answers
from indicators.survey.calibration import Calibration
from indicators.survey.design import Design, parse_design
from indicators.survey.estimates import estimate
from tests.published import case_beside

TWO_STAGES = {
    "cluster": "dnum", "population": "fpc1", "subcluster": "snum", "subpopulation": "fpc2",
}  # fmt: skip


def design_of(columns: dict[str, str], variables: dict[str, Any]) -> Design:
    texts = {"title": "API", "producer": "CDE", "kind": "probability", "mention": "API, 2000"}
    return parse_design({**texts, "year": 2000, "columns": columns, "variables": variables}, "api")


def whole(table: pd.DataFrame, design: Design) -> pd.DataFrame:
    return estimate(check_answers(table, design), design, ["france"]).set_index("domain")


@pytest.fixture
def two_stages() -> pd.DataFrame:
    """Schools with the mean and the spread (n - 1) of those asked in each district of apiclus2."""
    districts = pd.read_csv(Path(__file__).with_name("two_stage_districts.csv"))
    rows = []
    for district in districts.itertuples():
        places = np.arange(district.asked) - (district.asked - 1) / 2
        unit = places / places.std(ddof=1) if district.asked > 1 else places
        rows += [
            {
                "dnum": district.district,
                "snum": place,
                "api00": district.mean + district.spread * deviation,
                "fpc1": 757,
                "fpc2": district.schools,
            }
            for place, deviation in enumerate(unit)
        ]
    return pd.DataFrame(rows)


def test_a_stratified_sample() -> None:
    design = design_of(
        {"stratum": "stype", "population": "fpc"},
        {
            "api00": {},
            "api99": {},
            "high": {"kind": "category", "column": "stype", "category": "H"},
            "awards": {"kind": "category", "category": "Yes"},
            "enroll": {"kind": "total"},
        },
    )
    rows = estimate(
        read_answers(case_beside("api") / "apistrat.csv", design), design, ["france"]
    ).set_index("domain")
    assert rows.loc["api00", "value"] == pytest.approx(662.29, abs=0.005)
    assert rows.loc["api00", "se"] == pytest.approx(9.4089, abs=0.00005)
    assert rows.loc["api99", "value"] == pytest.approx(629.39, abs=0.005)
    assert rows.loc["api99", "se"] == pytest.approx(9.9639, abs=0.00005)
    assert rows.loc["awards", "value"] == pytest.approx(0.638936, abs=5e-7)
    assert rows.loc["awards", "se"] == pytest.approx(0.034406, abs=5e-7)
    assert rows.loc["enroll", "value"] == pytest.approx(3_687_178, abs=0.5)
    assert rows.loc["enroll", "se"] == pytest.approx(114_642, abs=0.5)
    # The strata are known: 755 high schools out of 6,194, without error.
    assert rows.loc["high", "value"] == pytest.approx(755 / 6194)
    assert rows.loc["high", "se"] == 0


def test_a_sample_of_whole_clusters() -> None:
    design = design_of({"cluster": "dnum", "weight": "pw", "population": "fpc"}, {"api00": {}})
    row = whole(pd.read_csv(case_beside("api") / "apiclus1.csv"), design).loc["api00"]
    assert row["value"] == pytest.approx(644.1694, abs=5e-5)
    assert row["se"] == pytest.approx(23.5422, abs=5e-5)


def test_a_sample_in_two_stages(two_stages: pd.DataFrame) -> None:
    row = whole(two_stages, design_of(TWO_STAGES, {"api00": {}})).loc["api00"]
    assert row["value"] == pytest.approx(670.81, abs=0.005)
    assert row["se"] == pytest.approx(30.099, abs=0.0005)
    # 40 districts, no strata: 39 degrees of freedom.
    assert row["high"] - row["value"] == pytest.approx(stats.t.ppf(0.975, 39) * row["se"])


def test_the_same_sample_as_if_drawn_with_replacement(two_stages: pd.DataFrame) -> None:
    drawn = two_stages.groupby("dnum")["snum"].transform("size")
    two_stages["pw"] = 757 / 40 * two_stages["fpc2"] / drawn
    rows = whole(two_stages, design_of({"cluster": "dnum", "weight": "pw"}, {"api00": {}}))
    assert rows.loc["api00", "value"] == pytest.approx(670.81, abs=0.005)
    assert rows.loc["api00", "se"] == pytest.approx(30.712, abs=0.0005)


def test_a_post_stratified_sample() -> None:
    margins = pd.DataFrame(
        {"variable": "stype", "category": list("EHM"), "group": "", "total": [4421, 755, 1018.0]}
    )
    plain = design_of(
        {"cluster": "dnum", "population": "fpc", "weight": "pw"}, {"api00": {}, "enroll": {}}
    )
    design = Design(**{**vars(plain), "calibration": Calibration(margins=margins)})
    rows = whole(pd.read_csv(case_beside("api") / "apiclus1.csv"), design)
    assert rows.loc["api00", "value"] == pytest.approx(642.31, abs=0.005)
    assert rows.loc["api00", "se"] == pytest.approx(23.921, abs=0.001)
    # Printed as a total over the 6,194 schools.
    assert rows.loc["enroll", "value"] * 6194 == pytest.approx(3_680_893, abs=0.5)
    assert rows.loc["enroll", "se"] * 6194 == pytest.approx(406_293, rel=1e-4)


def test_a_calibrated_variance_is_that_of_residuals_written_out(two_stages: pd.DataFrame) -> None:
    """The slow reference: residuals of every school, then the formula, one loop at a time."""
    margins = pd.DataFrame(
        {"variable": "stype", "category": list("EHM"), "group": "", "total": [4421, 755, 1018.0]}
    )
    columns = {"cluster": "dnum", "population": "fpc1"}
    plain = design_of(columns, {"api00": {}})
    design = Design(**{**vars(plain), "calibration": Calibration(margins=margins)})
    two_stages["stype"] = list("EEHEMM") * 21
    answers = check_answers(two_stages, design)
    row = estimate(answers, design, ["france"]).iloc[0]
    w, y = answers["weight"].to_numpy(), answers["domain:api00"].to_numpy()
    kind = answers["margin:stype"].to_numpy()
    for category, total in zip("EHM", (4421, 755, 1018), strict=True):
        assert w[kind == category].sum() == pytest.approx(total)
    u = (y - (w @ y) / w.sum()) / w.sum()
    for category in "EHM":
        mine = kind == category
        u[mine] -= (w[mine] @ u[mine]) / w[mine].sum()
    sums = [(w * u)[answers["cluster"] == name].sum() for name in answers["cluster"].unique()]
    variance = (1 - 40 / 757) * 40 / 39 * float(np.sum((np.array(sums) - np.mean(sums)) ** 2))
    assert row["se"] == pytest.approx(variance**0.5, rel=1e-10)


@pytest.mark.parametrize("blank", [False, True])
def test_a_group_has_the_error_of_its_own_margins_alone(blank: bool) -> None:
    """A group without margins on a variable: the same figures as if it were surveyed alone."""
    random = np.random.default_rng(4)
    kinds = np.repeat(list("EHM"), [100, 50, 50])
    table = pd.DataFrame({"stype": kinds, "api00": random.normal(660, 120, 200).round()})
    table["profil"] = np.where(np.arange(len(table)) % 2 == 0, "a", "b")
    if blank:
        table["stype"] = table["stype"].where(table["profil"] == "a")
    table["age"] = np.where(np.arange(len(table)) % 3 == 0, "j", "v")
    age = pd.DataFrame({"variable": "age", "category": ["j", "v"], "total": [3000.0, 3194]})
    kind = pd.DataFrame(
        {"variable": "stype", "category": list("EHM"), "total": [4421, 755, 1018.0]}
    )
    margins = pd.concat(
        [age.assign(group="a"), kind.assign(group="a"), age.assign(group="b")], ignore_index=True
    )
    plain = design_of({"group": "profil"}, {"api00": {}})
    design = Design(**{**vars(plain), "calibration": Calibration(margins=margins, low=0.01)})
    both = estimate(check_answers(table, design), design, ["france"]).set_index("group")
    mine = table[table["profil"] == "b"].drop(columns="stype")
    own = margins[margins["group"] == "b"]
    design = Design(**{**vars(plain), "calibration": Calibration(margins=own)})
    alone = estimate(check_answers(mine, design), design, ["france"]).set_index("group")
    assert both.loc["b", "value"] == pytest.approx(alone.loc["b", "value"])
    # The other group's rows only change the n / (n - 1) of a single stratum.
    correction = (200 / 199) / (100 / 99)
    assert both.loc["b", "se"] == pytest.approx(alone.loc["b", "se"] * correction**0.5, rel=1e-6)
