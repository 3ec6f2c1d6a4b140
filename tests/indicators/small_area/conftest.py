"""Two sets of areas: one published, one drawn from the model."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.published import case_beside


@pytest.fixture
def milk() -> pd.DataFrame:
    """Expenditure on fresh milk in 43 areas: Arora and Lahiri (1997), as in the R package sae."""
    return pd.read_csv(case_beside("milk") / "milk.csv", index_col="SmallArea")


@pytest.fixture
def drawn() -> tuple[pd.DataFrame, pd.DataFrame]:
    """60 areas drawn from the model (β = 40, 8; σ² = 9), the last 10 without direct estimate."""
    random = np.random.default_rng(11)
    areas = [f"a{place:02}" for place in range(60)]
    covariates = pd.DataFrame({"x": random.normal(size=60)}, index=areas)
    answers = random.integers(30, 300, 60).astype(float)
    variance = 1500 / answers
    truth = 40 + 8 * covariates["x"].to_numpy() + random.normal(0, 3, 60)
    direct = pd.DataFrame(
        {"value": truth + random.normal(0, np.sqrt(variance)), "variance": variance, "n": answers},
        index=areas,
    )
    direct.loc[areas[50:], ["value", "variance"]] = np.nan
    return direct, covariates
