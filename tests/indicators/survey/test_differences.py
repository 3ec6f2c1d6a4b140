from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators.survey.answers import check_answers
from indicators.survey.calibration import Calibration
from indicators.survey.design import Design
from indicators.survey.differences import (
    group_differences,
    independent_differences,
    wave_differences,
)
from indicators.survey.estimates import estimate

DesignMaker = Callable[..., Design]
COLUMNS = {"stratum": "stratum", "cluster": "cluster", "weight": "weight"}


def two_groups(clustered: pd.DataFrame) -> pd.DataFrame:
    groups = np.where(np.arange(60) % 3 == 0, "elus", "citoyens")
    return clustered.assign(profil=groups).dropna(subset="emploi")


@pytest.fixture
def make_grouped(make_design: DesignMaker) -> Callable[[dict[str, str]], Design]:
    """Give the design of the small survey with its group in a column."""

    def make(columns: dict[str, str]) -> Design:
        base = vars(make_design(columns=columns))
        return Design(**{**base, "group": None, "group_column": "profil"})

    return make


def reference(table: pd.DataFrame) -> tuple[float, float]:
    """Difference of two weighted means and its error, one unit at a time."""
    means, errors = {}, np.zeros(len(table))
    for sign, name in ((1, "citoyens"), (-1, "elus")):
        mine = (table["profil"] == name).to_numpy()
        weight, y = table["weight"].to_numpy(), table["emploi"].to_numpy()
        means[name] = (weight[mine] @ y[mine]) / weight[mine].sum()
        errors += sign * mine * weight * (y - means[name]) / weight[mine].sum()
    variance = 0.0
    for stratum in sorted(set(table["stratum"])):
        here = (table["stratum"] == stratum).to_numpy()
        sums = pd.Series(errors[here]).groupby(table["cluster"].to_numpy()[here]).sum()
        variance += len(sums) / (len(sums) - 1) * float(((sums - sums.mean()) ** 2).sum())
    return means["citoyens"] - means["elus"], variance**0.5


def test_groups_that_share_clusters_are_compared_with_their_covariance(
    clustered: pd.DataFrame, make_grouped: Callable[[dict[str, str]], Design]
) -> None:
    table = two_groups(clustered)
    design = make_grouped(COLUMNS)
    answers = check_answers(table, design)
    (row,) = group_differences(answers, design, ["france"]).to_dict("records")
    difference, se = reference(table)
    assert (row["first"], row["second"]) == ("citoyens", "elus")
    assert row["difference"] == pytest.approx(10 * difference, rel=1e-12)
    assert row["se"] == pytest.approx(10 * se, rel=1e-12)
    # 13 clusters in 3 strata.
    margin = stats.t.ppf(0.975, 10) * row["se"]
    assert row["high"] - row["difference"] == pytest.approx(margin)
    alone = estimate(answers, design, ["france"]).set_index("group")
    assert row["se"] != pytest.approx(np.hypot(*alone["se"]), rel=1e-3)


def test_groups_without_anything_in_common_have_variances_that_add(
    clustered: pd.DataFrame, make_grouped: Callable[[dict[str, str]], Design]
) -> None:
    table = two_groups(clustered)
    table["stratum"] += table["profil"]
    design = make_grouped({"stratum": "stratum", "weight": "weight"})
    answers = check_answers(table, design)
    alone = estimate(answers, design, ["france", "region"]).set_index(["code", "group"])
    rows = group_differences(answers, design, ["france", "region"]).set_index("code")
    for code, row in rows.iterrows():
        a, b = alone.loc[(code, "citoyens")], alone.loc[(code, "elus")]
        assert row["difference"] == pytest.approx(a["value"] - b["value"])
        assert row["se"] == pytest.approx(np.hypot(a["se"], b["se"]))
        assert row["supported"] == (row["low"] > 0 or row["high"] < 0)
    assert sorted(rows.index) == ["11", "24", "94", "FR"]


def test_a_panel_is_compared_person_by_person(make_design: DesignMaker) -> None:
    # The same 40 people twice: the difference of means is the mean of the differences.
    random = np.random.default_rng(4)
    before = random.integers(2, 9, 40).astype(float)
    change = random.integers(-1, 3, 40)
    table = pd.DataFrame(
        {
            "region": "11", "vague": ["1"] * 40 + ["2"] * 40, "id": list(range(40)) * 2,
            "emploi": [*before, *(before + change)],
        }
    )  # fmt: skip
    design = make_design(columns={"wave": "vague", "cluster": "id"})
    answers = check_answers(table, design)
    (row,) = wave_differences(answers, design, ["france"]).to_dict("records")
    assert (row["first"], row["second"], row["group"]) == ("2", "1", "citoyens")
    assert row["difference"] == pytest.approx(10 * change.mean())
    assert row["se"] == pytest.approx(10 * change.std(ddof=1) / np.sqrt(40))


def test_waves_of_different_people_are_independent(make_design: DesignMaker) -> None:
    random = np.random.default_rng(6)
    table = pd.DataFrame(
        {
            "region": "11", "vague": ["1"] * 30 + ["2"] * 50,
            "emploi": random.integers(0, 11, 80).astype(float),
        }
    )  # fmt: skip
    design = make_design(columns={"wave": "vague"})
    (together,) = wave_differences(check_answers(table, design), design, ["france"]).to_dict(
        "records"
    )
    files = []
    for wave in ("2", "1"):
        alone = make_design(wave=wave)
        files.append((check_answers(table[table["vague"] == wave], alone), alone))
    (apart,) = independent_differences(files[0], files[1], ["france"]).to_dict("records")
    notes = [table.loc[table["vague"] == wave, "emploi"] for wave in ("2", "1")]
    expected = np.sqrt(sum(10**2 * note.var(ddof=1) / len(note) for note in notes))
    assert together["se"] == pytest.approx(expected)
    assert apart["se"] == pytest.approx(expected)
    assert apart["difference"] == pytest.approx(together["difference"])
    welch = stats.ttest_ind(*notes, equal_var=False)
    interval = welch.confidence_interval()
    assert (apart["low"], apart["high"]) == pytest.approx((10 * interval.low, 10 * interval.high))
    assert together["freedom"] == 78


@pytest.mark.parametrize(
    ("later", "earlier", "names"),
    [
        ({"year": 2026}, {"year": 2024}, ("2026", "2024")),
        ({"wave": "mai"}, {"wave": "mars"}, ("mai", "mars")),
        ({"key": "b"}, {"key": "a"}, ("b 2026", "a 2026")),
        ({}, {}, ("essai 2026 (seconde)", "essai 2026 (première)")),
    ],
)
def test_two_files_have_names_of_their_own(
    later: dict[str, str],
    earlier: dict[str, str],
    names: tuple[str, str],
    make_design: DesignMaker,
) -> None:
    table = pd.DataFrame({"region": "11", "emploi": [1, 2, 3, 4]})
    designs = [make_design(**changes) for changes in (later, earlier)]
    sides = [(check_answers(table, design), design) for design in designs]
    (row,) = independent_differences(sides[0], sides[1], ["france"]).to_dict("records")
    assert (row["first"], row["second"]) == names


def test_questions_asked_in_another_way_are_not_compared(make_design: DesignMaker) -> None:
    table = pd.DataFrame({"region": "11", "emploi": [1, 2, 3, 4]})
    old = make_design(measures={"emploi": {"kind": "scale"}})
    new = make_design()
    sides = [(check_answers(table, design), design) for design in (new, old)]
    assert independent_differences(sides[0], sides[1], ["france"]).empty


def test_waves_of_one_file_are_calibrated_apart_in_their_error_too(
    make_design: DesignMaker,
) -> None:
    # The wave explains the answers as much as sexe does: pooled margins would leave it as error.
    random = np.random.default_rng(11)
    vague, sexe = np.repeat(["1", "2"], 60), np.tile(["f", "h"], 60)
    emploi = 3 + 3 * (vague == "2") * (sexe == "h") + random.normal(0, 0.3, 120)
    table = pd.DataFrame({"region": "11", "vague": vague, "sexe": sexe, "emploi": emploi})
    margins = pd.DataFrame(
        {"variable": "sexe", "category": ["f", "h"], "group": "", "total": [520.0, 480]}
    )
    calibrated = {"calibration": Calibration(margins=margins)}
    design = Design(**{**vars(make_design(columns={"wave": "vague"})), **calibrated})
    answers = check_answers(table, design)
    (together,) = wave_differences(answers, design, ["france"]).to_dict("records")
    alone = Design(**{**vars(make_design()), **calibrated})
    files = [(check_answers(table[table["vague"] == wave], alone), alone) for wave in ("2", "1")]
    (apart,) = independent_differences(files[0], files[1], ["france"]).to_dict("records")
    assert together["difference"] == pytest.approx(apart["difference"])
    assert together["se"] == pytest.approx(apart["se"], rel=1e-9)


def waves_of(people: np.ndarray, units: list[np.ndarray]) -> pd.DataFrame:
    """Two waves drawn among ``people`` (units × waves): units ``units[0]``, then ``units[1]``."""
    parts = [
        pd.DataFrame({"vague": str(wave), "id": who.astype(str), "emploi": people[who, wave]})
        for wave, who in enumerate(units)
    ]
    return pd.concat(parts, ignore_index=True).assign(region="11", effectif=len(people))


def test_the_error_of_partly_overlapping_waves_is_that_of_repeated_draws(
    make_design: DesignMaker,
) -> None:
    """Two independent draws of 40 among the same 100 people, whose answers hardly change."""
    random = np.random.default_rng(17)
    start = random.uniform(2, 8, 100)
    people = np.column_stack([start, start + random.normal(0, 0.1, 100)])
    columns = {"wave": "vague", "cluster": "id", "population": "effectif"}
    design = make_design(columns=columns)
    everyone = check_answers(waves_of(people, [np.arange(100)] * 2), design)
    rows = []
    for _ in range(80):
        drawn = [random.permutation(100) < 40 for _ in range(2)]
        answers = everyone[np.concatenate(drawn)].reset_index(drop=True)
        rows.append(wave_differences(answers, design, ["france"]).iloc[0])
    found = pd.DataFrame(rows)[["difference", "se"]].astype(float)
    # 80 draws know a standard deviation within 8 %: the fault was of 40 %.
    assert (found["se"] ** 2).mean() ** 0.5 == pytest.approx(found["difference"].std(), rel=0.2)


def test_the_correction_is_kept_for_a_panel_and_dropped_for_a_rotating_one(
    make_design: DesignMaker,
) -> None:
    random = np.random.default_rng(18)
    people = random.uniform(0, 10, (100, 2))
    units = np.arange(40)
    with_size = make_design(columns={"wave": "vague", "cluster": "id", "population": "effectif"})
    without = make_design(columns={"wave": "vague", "cluster": "id"})

    def ratio(second: np.ndarray) -> float:
        table = waves_of(people, [units, second])
        errors = [
            wave_differences(check_answers(table, design), design, ["france"])["se"].iloc[0]
            for design in (with_size, without)
        ]
        return float(errors[0] / errors[1])

    assert ratio(units) == pytest.approx(0.6**0.5)
    assert ratio(units + 10) == pytest.approx(1)


def test_the_correction_is_that_of_the_stage_whose_units_are_all_seen_again(
    make_design: DesignMaker,
) -> None:
    # The same 8 communes of 16, but other households in each: 4 of 10 each time.
    random = np.random.default_rng(19)
    table = pd.DataFrame(
        {
            "region": "11", "vague": np.repeat(["1", "2"], 32),
            "commune": np.tile(np.repeat(np.arange(8), 4), 2).astype(str),
            "foyer": np.arange(64).astype(str), "communes": 16, "foyers": 10, "poids": 5,
            "emploi": random.uniform(0, 10, 64),
        }
    )  # fmt: skip
    columns = {
        "wave": "vague", "weight": "poids", "cluster": "commune", "population": "communes",
        "subcluster": "foyer", "subpopulation": "foyers",
    }  # fmt: skip
    design = make_design(columns=columns)
    errors = [
        wave_differences(check_answers(given, design), design, ["france"])["se"].iloc[0]
        for given in (table, table.assign(foyers=1e12), table.assign(foyers=1e12, communes=1e12))
    ]
    assert errors[0] == pytest.approx(errors[1])
    assert errors[0] < 0.95 * errors[2]
