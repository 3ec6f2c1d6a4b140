from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError
from indicators.survey.calibration import (
    Calibration,
    calibrate,
    calibration_effect,
    read_margins,
)

MARGINS = pd.DataFrame(
    {
        "variable": ["sexe", "sexe", "age", "age", "age"],
        "category": ["f", "h", "j", "m", "v"],
        "group": "",
        "total": [520.0, 480, 300, 450, 250],
    }
)


@pytest.fixture
def answers() -> pd.DataFrame:
    """200 respondents, men and the young in excess."""
    random = np.random.default_rng(8)
    return pd.DataFrame(
        {
            "group": "citoyens",
            "weight": random.uniform(1, 3, 200),
            "margin:sexe": random.choice(["f", "h"], 200, p=[0.4, 0.6]),
            "margin:age": random.choice(["j", "m", "v"], 200, p=[0.5, 0.3, 0.2]),
        }
    )


def test_every_margin_is_reached_with_multiplicative_factors(answers: pd.DataFrame) -> None:
    done = calibrate(answers, Calibration(margins=MARGINS), "t")
    for row in MARGINS.itertuples():
        mine = done[f"margin:{row.variable}"] == row.category
        assert done.loc[mine, "weight"].sum() == pytest.approx(row.total, rel=1e-7)
    # What raking is: log(w / w0) is a sum of one term by category.
    ratio = np.log(done["weight"] / done["initial_weight"])
    cells = done.assign(ratio=ratio).groupby(["margin:sexe", "margin:age"])["ratio"]
    assert cells.std().max() < 1e-9
    table = cells.mean().unstack()
    steps = table.loc["f"] - table.loc["h"]
    assert steps.std() < 1e-6


def test_one_variable_is_post_stratification(answers: pd.DataFrame) -> None:
    sexe = MARGINS[MARGINS["variable"] == "sexe"]
    done = calibrate(answers, Calibration(margins=sexe), "t")
    women = answers["margin:sexe"] == "f"
    factor = 520 / answers.loc[women, "weight"].sum()
    expected = factor * answers.loc[women, "weight"]
    assert done.loc[women, "weight"].to_numpy() == pytest.approx(expected.to_numpy())


def test_the_effect_on_the_number_of_answers_is_said(answers: pd.DataFrame) -> None:
    done = calibrate(answers, Calibration(margins=MARGINS), "t")
    (row,) = calibration_effect(done).to_dict("records")
    for name, column in (("n_eff_before", "initial_weight"), ("n_eff_after", "weight")):
        weight = done[column]
        assert row[name] == pytest.approx(weight.sum() ** 2 / (weight**2).sum())
    assert row["n_eff_after"] < row["n_eff_before"]
    assert row["ratio_low"] < 1 < row["ratio_high"]


def test_weights_out_of_bounds_are_refused_or_trimmed(answers: pd.DataFrame) -> None:
    tight = Calibration(margins=MARGINS, low=0.6, high=1.7)
    with pytest.raises(InvalidDataError, match="sortent des limites"):
        calibrate(answers, tight, "t")
    free = calibration_effect(calibrate(answers, Calibration(margins=MARGINS), "t"))
    low, high = float(free["ratio_low"].iloc[0]) * 1.03, float(free["ratio_high"].iloc[0]) * 0.97
    trimmed = calibrate(
        answers, Calibration(margins=MARGINS, low=low, high=high, outside="trim"), "t"
    )
    (row,) = calibration_effect(trimmed).to_dict("records")
    assert row["ratio_low"] >= low - 1e-6
    assert row["ratio_high"] <= high + 1e-6
    for variable in ("sexe", "age"):
        sums = trimmed.groupby(f"margin:{variable}")["weight"].sum()
        wanted = MARGINS[MARGINS["variable"] == variable].set_index("category")["total"]
        assert sums.to_numpy() == pytest.approx(wanted[sums.index].to_numpy(), rel=1e-7)
    with pytest.raises(InvalidDataError, match="ne converge pas"):
        calibrate(answers, Calibration(margins=MARGINS, low=0.9, high=1.1, outside="trim"), "t")


def test_groups_are_calibrated_on_their_own_margins(answers: pd.DataFrame) -> None:
    both = pd.concat([answers, answers.assign(group="elus")], ignore_index=True)
    sexe = MARGINS[MARGINS["variable"] == "sexe"]
    margins = pd.concat(
        [sexe.assign(group="citoyens"), sexe.assign(group="elus", total=[10.0, 90])]
    )
    done = calibrate(both, Calibration(margins=margins), "t")
    sums = done.groupby("group")["weight"].sum()
    assert sums.to_numpy() == pytest.approx([1000, 100])


def test_a_variable_without_margins_for_a_group_is_blank_there(answers: pd.DataFrame) -> None:
    both = pd.concat([answers, answers.assign(group="elus")], ignore_index=True)
    margins = MARGINS.assign(group="citoyens")
    age = MARGINS[MARGINS["variable"] == "age"].assign(group="elus")
    done = calibrate(both, Calibration(margins=pd.concat([margins, age])), "t")
    elus = done["group"] == "elus"
    assert done.loc[elus, "margin:sexe"].isna().all()
    assert done.loc[~elus, "margin:sexe"].equals(both.loc[~elus, "margin:sexe"])
    assert done["margin:age"].equals(both["margin:age"])


def test_categories_that_do_not_meet_are_all_named(answers: pd.DataFrame) -> None:
    wrong = answers.copy()
    wrong.loc[0, "margin:sexe"] = "x"
    wrong.loc[1, "margin:sexe"] = None
    wrong.loc[wrong["margin:age"] == "v", "margin:age"] = "m"
    with pytest.raises(InvalidDataError) as caught:
        calibrate(wrong, Calibration(margins=MARGINS), "t")
    for piece in ("« x » n’a pas de marge", "1 réponses vides", "aucun répondant", "« v »"):
        assert piece in str(caught.value)


def test_margins_that_contradict_each_other_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "m.csv"
    path.write_text("variable;category;total\nsexe;f;500\nsexe;h;0\nage;j;900\nage;j;1\n", "utf-8")
    with pytest.raises(InvalidDataError) as caught:
        read_margins(path)
    for piece in ("ligne 3 : total positif", "ligne 5 : modalité déjà", "n’ont pas le même total"):
        assert piece in str(caught.value)
    path.write_text("variable,total\nsexe,1\n", "utf-8")
    with pytest.raises(InvalidDataError, match="« category » absente"):
        read_margins(path)
