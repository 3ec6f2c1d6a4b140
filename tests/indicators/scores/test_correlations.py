from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from scipy.stats import spearmanr

from indicators.scores.correlations import CORRELATIONS, DENSITY, index_correlations
from indicators.scores.objective import objective_scores

CODES = [f"{place:02d}" for place in range(40)]


@dataclass(frozen=True)
class Declared:
    domain: str
    direction: int = 1
    in_index: bool = True
    scale: float = 1.0
    lent_by: str = ""


def found() -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    draw = np.random.default_rng(14)
    first, noise = draw.normal(size=40), draw.normal(size=40)
    columns = {"up": first, "down": -first, "other": noise}
    values = pd.concat(
        pd.DataFrame(
            {"indicator": key, "code": CODES, "year": 2022, "value": numbers, "status": "observed"}
        )
        for key, numbers in columns.items()
    ).assign(numerator=np.nan, denominator=np.nan)
    values.loc[(values["indicator"] == "other") & (values["code"] < "15"), "value"] = np.nan
    catalogue = {
        "up": Declared("emploi"),
        "down": Declared("sante", -1),
        "other": Declared("sante"),
    }
    people = pd.Series(1_000.0, index=CODES)
    context = {DENSITY: pd.Series(first + noise, index=CODES)}
    return index_correlations(objective_scores(values, people, catalogue), context), context


def of(table: pd.DataFrame, first: str, second: str) -> pd.Series:
    rows = table[(table["first"] == first) & (table["second"] == second)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_measures_are_turned_toward_fragility() -> None:
    table, _ = found()
    pair = of(table, "up", "down")
    assert pair["correlation"] == pytest.approx(1)
    assert (pair["kind"], pair["beside"], pair["territories"]) == ("indicator", "indicator", 40)


def test_context_is_that_of_spearman() -> None:
    table, context = found()
    draw = np.random.default_rng(14)
    first = draw.normal(size=40)
    expected = spearmanr(first, context[DENSITY]).statistic
    assert of(table, "up", DENSITY)["correlation"] == pytest.approx(expected, abs=1e-6)
    assert of(table, "emploi", DENSITY)["correlation"] == pytest.approx(expected, abs=1e-6)


def test_too_few_territories_say_nothing() -> None:
    """25 territories have the third indicator."""
    table, _ = found()
    assert "other" not in set(table["first"]) | set(table["second"])
    assert list(table.columns) == CORRELATIONS.names
