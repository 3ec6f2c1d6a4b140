from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from atlas.desk.desk import Desk


@pytest.fixture(scope="session")
def desk_with() -> Callable[[pd.DataFrame], Desk]:
    """Open the data with other estimates in the place of those published."""

    def open_with(estimates: pd.DataFrame) -> Desk:
        desk = Desk(demonstration=True)
        desk.once("estimates", lambda: estimates)
        desk.once("gaps", dict)  # those that the build stored are of other estimates
        return desk

    return open_with
