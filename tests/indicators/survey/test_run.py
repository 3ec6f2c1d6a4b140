from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from common.errors import UnknownNameError
from common.paths import DATA
from indicators.survey.answers import check_answers, read_answers
from indicators.survey.design import Design, read_design
from indicators.survey.run import published_differences, published_estimates
from indicators.views.perceptions import read_estimates

FOLDER = DATA / "perceptions/demonstration"


def test_the_demonstration_gives_the_estimates_of_the_product() -> None:
    design = read_design(FOLDER / "design.toml")
    answers = read_answers(FOLDER / "answers.parquet", design)
    table = published_estimates(answers, design, ["france", "region"])
    key = ["group", "domain", "level", "code"]
    stored = read_estimates(DATA)
    stored = stored[stored["demonstration"]]
    pairs = table.merge(stored, on=key, suffixes=("", "_stored"), validate="one_to_one")
    assert len(pairs) == len(table) == 4 * 17 * 19
    assert pairs["status"].equals(pairs["status_stored"].rename("status"))
    for name in ("value", "se", "low", "high", "n"):
        # The file keeps six decimals.
        assert pairs[name].to_numpy() == pytest.approx(
            pairs[f"{name}_stored"].to_numpy(), abs=1e-6, nan_ok=True
        )


def test_a_level_where_nobody_is_located_is_refused(make_design: Callable[..., Design]) -> None:
    design = make_design(territories={})
    answers = check_answers(pd.DataFrame({"emploi": [5, 7]}), design)
    with pytest.raises(UnknownNameError, match="region"):
        published_estimates(answers, design, ["region"])


def test_a_difference_needs_two_published_sides(make_design: Callable[..., Design]) -> None:
    base = vars(make_design())
    design = Design(**{**base, "group": None, "group_column": "profil"})
    table = pd.DataFrame(
        {
            "profil": np.repeat(["citoyens", "elus", "fondations"], [40, 35, 12]),
            "region": "11",
            "emploi": np.arange(87) % 9 + 1,
        }
    )
    answers = check_answers(table, design)
    estimates = published_estimates(answers, design, ["france"])
    pairs = published_differences(answers, design, estimates)
    assert pairs[["first", "second"]].to_numpy().tolist() == [["citoyens", "elus"]]
