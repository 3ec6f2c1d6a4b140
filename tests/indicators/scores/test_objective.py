from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import InvalidDataError, NotAvailableError
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import AGGREGATE_KEYS, DOMAIN_KEYS, OVERALL
from indicators.base.shrinkage import global_rates
from indicators.composite.options import (
    Aggregation,
    Imputation,
    Normalisation,
    Smoothing,
    Weighting,
)
from indicators.scores.objective import ObjectiveScores, default_recipe, objective_scores


@dataclass(frozen=True)
class Declared:
    domain: str
    direction: int = 1
    in_index: bool = True
    scale: float = 1.0
    lent_by: str = ""


CATALOGUE = {
    "chomage": Declared("emploi"),
    "actifs": Declared("emploi", -1),
    "taux_pauvrete": Declared("pauvrete"),
    "intensite": Declared("pauvrete"),
    "minima": Declared("pauvrete"),
    "medecins": Declared("sante", -1),
    "hors_indice": Declared("securite", in_index=False),
}
PEOPLE = pd.Series({"A": 100, "B": 300, "C": 600}, dtype="Int64")


def table(rows: list[tuple[str, str, int, float | None, str]]) -> pd.DataFrame:
    columns = ["indicator", "code", "year", "value", "status"]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({"value": float, "indicator": "str", "code": "str", "status": "str"})


def complete(**indicators: list[float | None]) -> pd.DataFrame:
    return table(
        [
            (key, code, 2020, value, "missing" if value is None else "observed")
            for key, values in indicators.items()
            for code, value in zip("ABC", values, strict=False)
        ]
    )


VALUES = complete(
    chomage=[5, 10, 20],
    actifs=[0.9, 0.8, 0.7],
    taux_pauvrete=[0.1, 0.3, 0.2],
    intensite=[1, 3, 2],
    minima=[4, 4, 8],
    medecins=[1, 2, None],
    hors_indice=[1, 2, 3],
)


def domain(result: ObjectiveScores, key: str) -> pd.DataFrame:
    return result.scores[result.scores["domain"] == key].set_index("code")


def test_scores_follow_the_formula() -> None:
    result = objective_scores(VALUES, PEOPLE, CATALOGUE)
    # Shares of the population below plus half of the unit's: A 0.05, B 0.10 + 0.15, C 0.40 + 0.30.
    emploi = domain(result, "emploi")
    assert emploi["score"].tolist() == pytest.approx([5, 25, 70])
    assert emploi["rank"].tolist() == [3, 2, 1]
    assert (emploi["ranked"] == 3).all()
    # Without C, A is the more fragile for doctors: A = (300 + 100 / 2) / 400, B = 150 / 400.
    assert domain(result, "sante")["score"].tolist() == pytest.approx(
        [87.5, 37.5, np.nan], nan_ok=True
    )
    # Ties of A and B on `minima` share 0.20; C 0.70. B is above C for the two others.
    expected = [(5 + 5 + 20) / 3, (85 + 85 + 20) / 3, (40 + 40 + 70) / 3]
    assert domain(result, "pauvrete")["score"].tolist() == pytest.approx(expected)
    # C has no score for sante: the domain is compared nowhere.
    assert result.common == ("emploi", "pauvrete")
    overall = domain(result, OVERALL)
    assert overall["score"].tolist() == pytest.approx(
        [(5 + 10) / 2, (25 + 190 / 3) / 2, (70 + 50) / 2]
    )
    assert overall[["available", "expected"]].to_numpy().tolist() == [[2, 2]] * 3


def test_a_dimension_is_the_mean_of_its_domains_that_are_compared() -> None:
    result = objective_scores(VALUES, PEOPLE, CATALOGUE)
    for key, made in (("economique", "emploi"), ("sociale", "pauvrete")):
        block = domain(result, key)
        assert block["score"].tolist() == pytest.approx(domain(result, made)["score"].tolist())
        assert block["rank"].tolist() == domain(result, made)["rank"].tolist()
    empty = domain(result, "societale")
    assert empty["score"].isna().all()
    assert (empty["status"] == "insufficient").all()
    assert (empty["expected"] == 0).all()


def test_neighbours_are_compared_on_the_same_domains(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.scores.domain_scores.COMMON_SHARE", 0.6)
    lenient = domain(objective_scores(VALUES, PEOPLE, CATALOGUE), OVERALL)
    assert lenient["score"].tolist() == pytest.approx(
        [(5 + 10 + 87.5) / 3, (25 + 190 / 3 + 37.5) / 3, (70 + 50) / 2]
    )
    assert lenient["available"].tolist() == [3, 3, 2]
    strict = domain(objective_scores(VALUES, PEOPLE, CATALOGUE, same_domains=True), OVERALL)
    assert strict["score"].tolist() == pytest.approx(
        [*lenient["score"].iloc[:2], np.nan], nan_ok=True
    )
    assert strict.loc["C", "status"] == "insufficient"
    assert strict["rank"].tolist() == [2, 1, pd.NA]


def test_all_domains_then_the_whole_in_order() -> None:
    result = objective_scores(VALUES, PEOPLE, CATALOGUE)
    assert result.scores["domain"].unique().tolist() == [*DOMAIN_KEYS, *AGGREGATE_KEYS]
    empty = domain(result, "securite")
    assert empty["score"].isna().all()
    assert (empty["status"] == "insufficient").all()
    assert (empty["expected"] == 0).all()
    assert (empty["ranked"] == 0).all()
    assert result.normalised.columns.tolist() == [key for key in CATALOGUE if key != "hors_indice"]


def test_two_thirds_of_a_domain_are_enough_and_less_is_not() -> None:
    values = complete(taux_pauvrete=[1, 2, None], intensite=[1, None, None], minima=[None, 1, 3])
    pauvrete = domain(objective_scores(values, PEOPLE, CATALOGUE), "pauvrete")
    assert pauvrete["score"].notna().tolist() == [True, True, False]
    assert pauvrete["available"].tolist() == [2, 2, 1]
    assert pauvrete["rank"].isna().tolist() == [False, False, True]


def test_most_recent_year_with_a_value_counts() -> None:
    values = pd.concat(
        [
            complete(chomage=[30, 20, 10], actifs=[0.9, 0.8, 0.7]),
            table(
                [
                    ("chomage", code, 2021, v, "observed")
                    for code, v in zip("ABC", (1, 2, 3), strict=True)
                ]
            ),
            table([("chomage", code, 2022, None, "missing") for code in "ABC"]),
        ]
    )
    result = objective_scores(values, PEOPLE, CATALOGUE)
    assert result.normalised["chomage"].tolist() == pytest.approx([5, 25, 70])


def test_censored_values_share_a_rank_and_mark_the_score() -> None:
    values = table(
        [
            ("taux_pauvrete", "A", 2020, 0.05, "censored"),
            ("taux_pauvrete", "B", 2020, 0.05, "censored"),
            ("taux_pauvrete", "C", 2020, 0.30, "observed"),
        ]
    )
    result = objective_scores(values, PEOPLE, CATALOGUE)
    for key in ("pauvrete", OVERALL):
        block = domain(result, key)
        assert block["rank"].tolist() == [2, 2, 1]
        assert block["status"].tolist() == ["censored", "censored", "ok"]


def test_estimated_values_mark_the_score_unless_it_is_insufficient() -> None:
    values = complete(chomage=[1, 2, 3], actifs=[1, 2, None])
    values.loc[values["indicator"] == "chomage", "status"] = "estimated"
    block = domain(objective_scores(values, PEOPLE, CATALOGUE), "emploi")
    assert block["status"].tolist() == ["estimated", "estimated", "insufficient"]


def test_suppressed_values_have_no_rank() -> None:
    values = complete(chomage=[1, None, 3], actifs=[1, None, 3])
    values.loc[values["value"].isna(), "status"] = "suppressed"
    result = objective_scores(values, PEOPLE, CATALOGUE)
    assert domain(result, "emploi").loc["B", ["score", "rank"]].isna().all()
    assert domain(result, "emploi")["ranked"].unique().tolist() == [2]


def test_an_unpublished_domain_is_not_expected_of_the_whole() -> None:
    result = objective_scores(complete(chomage=[1, 2, 3]), PEOPLE, CATALOGUE)
    assert domain(result, OVERALL)["expected"].unique().tolist() == [1]
    assert domain(result, OVERALL)["score"].notna().all()


def test_weights_of_the_recipe_count_and_are_reported() -> None:
    recipe = replace(
        default_recipe(),
        weighting=Weighting.GIVEN,
        weights=(("emploi", 3.0), ("sante", 0.0), ("actifs", 0.0)),
    )
    result = objective_scores(VALUES, PEOPLE, CATALOGUE, recipe)
    overall = domain(result, OVERALL)
    assert overall.loc["A", "score"] == pytest.approx((3 * 5 + 10) / 4)
    assert overall["expected"].unique().tolist() == [2]
    effective = result.weights["effective"]
    assert effective[["chomage", "actifs", "taux_pauvrete"]].tolist() == pytest.approx(
        [0.75, 0, 0.25 / 3]
    )
    assert effective[["emploi", "pauvrete", "sante", OVERALL]].tolist() == [0.75, 0.25, 0, 1]


def test_excluded_indicators_do_not_count() -> None:
    recipe = replace(default_recipe(), excluded=("intensite", "minima"))
    result = objective_scores(VALUES, PEOPLE, CATALOGUE, recipe)
    assert domain(result, "pauvrete")["score"].tolist() == pytest.approx([5, 85, 40])


def test_options_that_cannot_apply_are_named() -> None:
    geometric = replace(
        default_recipe(), aggregation=Aggregation.GEOMETRIC, normalisation=Normalisation.MINMAX
    )
    with pytest.raises(NotAvailableError, match="geometric"):
        objective_scores(VALUES, PEOPLE, CATALOGUE, geometric)
    imputing = replace(
        default_recipe(), imputation=Imputation.GROUP_MEAN, imputation_group="region"
    )
    with pytest.raises(NotAvailableError, match="group_mean"):
        objective_scores(VALUES, PEOPLE, CATALOGUE, imputing)
    nobody = pd.Series(0, index=PEOPLE.index, dtype="Int64")
    with pytest.raises(NotAvailableError, match="weighted_percentile_rank"):
        objective_scores(VALUES, nobody, CATALOGUE)


def test_bad_input_is_refused() -> None:
    with pytest.raises(InvalidDataError, match="chomage, A, 2020 : répété"):
        objective_scores(pd.concat([VALUES, VALUES.head(1)]), PEOPLE, CATALOGUE)
    with pytest.raises(InvalidDataError, match="C : territoire absent"):
        objective_scores(VALUES, PEOPLE.drop("C"), CATALOGUE)
    with pytest.raises(InvalidDataError, match="indicateur inconnu zzz"):
        objective_scores(VALUES, PEOPLE, CATALOGUE, replace(default_recipe(), excluded=("zzz",)))
    weightless = replace(
        default_recipe(),
        weighting=Weighting.GIVEN,
        weights=tuple((key, 0.0) for key in DOMAIN_KEYS),
    )
    with pytest.raises(InvalidDataError, match="tous les domaines"):
        objective_scores(VALUES, PEOPLE, CATALOGUE, weightless)


def test_the_default_recipe_is_the_documented_one() -> None:
    recipe = default_recipe()
    assert recipe.availability == Fraction(2, 3)
    assert recipe.normalisation is Normalisation.WEIGHTED_PERCENTILE_RANK
    assert recipe.scale == (0, 100)


numbers = st.floats(-1e6, 1e6, allow_subnormal=False)


@st.composite
def levels(draw: st.DrawFn) -> tuple[pd.DataFrame, pd.Series]:
    count = draw(st.integers(1, 8))
    codes = [f"T{i}" for i in range(count)]
    rows = [
        (key, code, 2020, draw(st.none() | numbers), "observed")
        for key in CATALOGUE
        for code in codes
    ]
    people = draw(st.lists(st.integers(1, 10_000), min_size=count, max_size=count))
    return table(rows), pd.Series(people, index=codes, dtype="Int64")


@given(levels(), st.randoms(use_true_random=False))
@settings(max_examples=25)
def test_invariants(level: tuple[pd.DataFrame, pd.Series], random: np.random.RandomState) -> None:
    values, people = level
    result = objective_scores(values, people, CATALOGUE)
    scores = result.scores["score"]
    assert scores.dropna().between(0, 100).all()
    assert (scores.isna() == result.scores["rank"].isna()).all()
    assert (scores.isna() == (result.scores["status"] == "insufficient")).all()
    order = list(range(len(values)))
    random.shuffle(order)
    again = objective_scores(values.iloc[order], people, CATALOGUE)
    pd.testing.assert_frame_equal(result.scores, again.scores)
    scaled = values.assign(value=values["value"] * 2.0**10)
    pd.testing.assert_frame_equal(result.scores, objective_scores(scaled, people, CATALOGUE).scores)


@given(levels(), st.sampled_from([k for k, d in CATALOGUE.items() if d.in_index]))
@settings(max_examples=25)
def test_a_worse_value_never_improves_the_score(
    level: tuple[pd.DataFrame, pd.Series], key: str
) -> None:
    values, people = level
    values["value"] = values["value"].fillna(0.0)
    worse = values.copy()
    target = (values["indicator"] == key) & (values["code"] == "T0")
    worse.loc[target, "value"] += 5.0 * CATALOGUE[key].direction
    before = objective_scores(values, people, CATALOGUE).scores
    after = objective_scores(worse, people, CATALOGUE).scores
    concerned = before["code"] == "T0"
    assert (after["score"] >= before["score"] - 1e-9)[concerned & before["score"].notna()].all()


def test_rare_events_are_smoothed_and_the_published_rate_stays() -> None:
    events, people = [0.0, 9.0, 300.0], [10.0, 300.0, 60_000.0]
    values = complete(accidents_route=[0.0, 30.0, 5.0])
    values["numerator"], values["denominator"] = events, people
    catalogue = {"accidents_route": Declared("securite", scale=1000)}
    result = objective_scores(values, PEOPLE, catalogue)
    assert result.inputs["accidents_route"].tolist() == [0, 30, 5]
    expected = 1000 * global_rates(pd.Series(events), pd.Series(people))["smoothed"]
    assert result.smoothed["accidents_route"].tolist() == pytest.approx(expected.tolist())
    # Without any event, the village is drawn above the town, whose many inhabitants speak for it.
    assert domain(result, "securite")["rank"].tolist() == [2, 1, 3]
    raw = objective_scores(
        values, PEOPLE, catalogue, replace(default_recipe(), smoothing=Smoothing.NONE)
    )
    assert domain(raw, "securite")["rank"].tolist() == [3, 1, 2]
    near = replace(default_recipe(), smoothing=Smoothing.NEIGHBOURS)
    with pytest.raises(NotAvailableError, match="voisins"):
        objective_scores(values, PEOPLE, catalogue, near)
    local = objective_scores(values, PEOPLE, catalogue, near, {"A": ["B"], "B": ["A"]})
    assert local.smoothed["accidents_route"]["C"] == pytest.approx(5)


def test_values_without_counts_are_not_smoothed_and_suppressed_ones_do_not_weigh() -> None:
    values = complete(accidents_route=[4.0, None, 5.0])
    values["numerator"], values["denominator"] = [np.nan, 7, 30], [np.nan, 300, 6000]
    catalogue = {"accidents_route": Declared("securite", scale=1000)}
    smoothed = objective_scores(values, PEOPLE, catalogue).smoothed["accidents_route"]
    assert smoothed.tolist() == pytest.approx([4, np.nan, 5], nan_ok=True)


def test_categories_are_read_like_texts() -> None:
    columns = ["indicator", "code", "status"]
    values = VALUES.astype(dict.fromkeys(columns, "category"))
    values["code"] = values["code"].cat.add_categories(["0"]).cat.reorder_categories([*"CBA0"])
    result = objective_scores(values, PEOPLE, CATALOGUE)
    pd.testing.assert_frame_equal(result.scores, objective_scores(VALUES, PEOPLE, CATALOGUE).scores)


def test_the_default_recipe_names_indicators_of_the_catalogue() -> None:
    catalogue = load_catalogue()
    for key in default_recipe().smoothed:
        assert catalogue[key].rule == "ratio"
        assert catalogue[key].in_index


def test_a_value_lent_to_a_commune_does_not_rank_it() -> None:
    """It counts at a level where aggregates of lent values are ranked, and not at the commune."""
    catalogue = CATALOGUE | {"chomage": Declared("emploi", lent_by="zone_emploi")}
    rows = VALUES.assign(
        status=VALUES["status"].mask(
            (VALUES["indicator"] == "chomage") & (VALUES["code"] == "C"), "estimated"
        )
    )
    whole = objective_scores(rows, PEOPLE, catalogue)
    own = objective_scores(rows, PEOPLE, catalogue, own_values=True)

    assert whole.inputs["chomage"].tolist() == [5, 10, 20]
    assert own.inputs["chomage"].dropna().to_dict() == {"A": 5, "B": 10}
    # One indicator of two is less than two thirds: C has no score any more.
    assert domain(own, "emploi")["score"].notna().to_dict() == {"A": True, "B": True, "C": False}
    assert set(domain(own, "emploi")["status"]) == {"ok", "insufficient"}
    assert domain(whole, "emploi")["status"].tolist() == ["ok", "ok", "estimated"]


def test_an_indicator_lent_to_every_commune_is_not_expected_of_any() -> None:
    catalogue = CATALOGUE | {"chomage": Declared("emploi", lent_by="epci")}
    lent = VALUES["indicator"] == "chomage"
    rows = VALUES.assign(status=VALUES["status"].mask(lent, "estimated"))
    emploi = domain(objective_scores(rows, PEOPLE, catalogue, own_values=True), "emploi")

    assert emploi["expected"].tolist() == [1, 1, 1]
    # The share of actifs alone: lower is more fragile.
    assert emploi["rank"].tolist() == [3, 2, 1]


def test_an_indicator_without_counts_at_a_level_is_not_smoothed_there() -> None:
    """A rate published by EPCI alone, which its communes tell with counts."""
    rows = VALUES.assign(numerator=float("nan"), denominator=float("nan"))
    recipe = replace(default_recipe(), smoothed=("chomage",))
    found = objective_scores(rows, PEOPLE, CATALOGUE, recipe)
    assert found.smoothed["chomage"].tolist() == found.inputs["chomage"].tolist()


def test_an_estimate_that_no_larger_area_lent_still_ranks() -> None:
    """A commune cut in two is shared out: estimated, from its own past."""
    rows = VALUES.assign(status="estimated")
    own = objective_scores(rows, PEOPLE, CATALOGUE, own_values=True)

    assert (
        own.inputs.notna().to_numpy().sum()
        == objective_scores(VALUES, PEOPLE, CATALOGUE).inputs.notna().to_numpy().sum()
    )


def test_an_indicator_that_almost_only_lent_values_tell_is_expected_of_nobody() -> None:
    """One commune of three hundred has its own, as Paris has among the values of the EPCI."""
    codes = [f"{number:03d}" for number in range(300)]
    people = pd.Series(100, index=codes, dtype="Int64")
    lent = dict.fromkeys(codes, "estimated") | {"000": "observed"}
    rows = [("chomage", code, 2020, 5.0, lent[code]) for code in codes]
    rows += [("actifs", code, 2020, 0.8, "observed") for code in codes]
    catalogue = CATALOGUE | {"chomage": Declared("emploi", lent_by="epci")}
    emploi = domain(objective_scores(table(rows), people, catalogue, own_values=True), "emploi")

    assert emploi["expected"].unique().tolist() == [1]
    assert emploi["score"].notna().all()


def test_an_indicator_published_for_some_communes_ranks_them_and_no_other() -> None:
    """Recorded facts: a third of the communes are published, zeros included."""
    catalogue = CATALOGUE | {"chomage": Declared("emploi", lent_by="departement")}
    lent = (VALUES["indicator"] == "chomage") & (VALUES["code"] != "A")
    rows = VALUES.assign(status=VALUES["status"].mask(lent, "estimated"))
    emploi = domain(objective_scores(rows, PEOPLE, catalogue, own_values=True), "emploi")

    assert emploi["expected"].tolist() == [2, 2, 2]
    assert emploi["score"].notna().to_dict() == {"A": True, "B": False, "C": False}
