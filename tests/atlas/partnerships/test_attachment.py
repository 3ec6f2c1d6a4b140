"""What a place holds is what the build stored, kept by rows or not."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.partnerships.attachment import own_by_territory, own_records
from common.levels import MAPPED_LEVELS, Level, Territory
from common.paths import DATA
from indicators.partnerships.store import read_own

pytestmark = pytest.mark.whole


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_the_own_records_of_a_level_are_those_stored(desk: Desk, level: Level) -> None:
    stored = read_own(level.value, DATA)
    pd.testing.assert_frame_equal(own_by_territory(desk, level), stored)
    code = str(stored["code"].value_counts().index[0])
    expected = desk.records["record"].isin(stored.loc[stored["code"] == code, "record"])
    found = own_records(desk, Territory(level, code))
    pd.testing.assert_frame_equal(found, desk.records[expected])
