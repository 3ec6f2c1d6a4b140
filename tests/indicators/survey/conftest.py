"""A small survey whose design and answers each test completes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest

from indicators.survey.design import Design, parse_design

MINIMAL: dict[str, Any] = {
    "title": "Enquête d’essai",
    "producer": "Fragiscope",
    "kind": "probability",
    "mention": "Enquête d’essai, 2026",
    "year": 2026,
    "group": "citoyens",
    "territories": {"region": "region"},
    "measures": {"emploi": {"kind": "score"}},
}


@pytest.fixture(scope="session")
def make_design() -> Callable[..., Design]:
    """Give the design of the small survey with some fields changed."""
    return lambda **changes: parse_design(MINIMAL | changes, "essai")


@pytest.fixture
def clustered() -> pd.DataFrame:
    """60 respondents in 3 strata and 13 primary units, with unequal weights and a blank answer."""
    random = np.random.default_rng(7)
    cluster = np.repeat(np.arange(13), [4, 5, 3, 6, 5, 4, 5, 3, 6, 4, 5, 6, 4])
    stratum = np.select([cluster < 4, cluster < 9], ["a", "b"], "c")
    table = pd.DataFrame(
        {
            "stratum": stratum,
            "cluster": cluster.astype(str),
            "weight": random.uniform(1, 5, 60).round(2),
            "population": np.select([stratum == "a", stratum == "b"], [10, 25], 40),
            "region": random.choice(["11", "24", "94"], 60),
            "emploi": random.integers(0, 11, 60).astype(float),
        }
    )
    table.loc[[3, 40], "emploi"] = np.nan
    return table
