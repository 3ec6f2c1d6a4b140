"""What a note says of series: what a test establishes, with its years, and nothing else."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.profiles import Profile, profile
from atlas.profiles.trends import established
from common.levels import Level, Territory
from indicators.base.fragile_direction import FragileDirection
from indicators.base.trend import TrendTest
from reports.content.trends import MOST_TOLD, trend_paragraphs


@pytest.fixture(scope="module")
def ardennes(desk: Desk) -> Profile:
    return profile(desk, Territory(Level.DEPARTEMENT, "08"))


def test_what_is_established_is_told_with_its_years_and_its_test(
    desk: Desk, ardennes: Profile
) -> None:
    worse, better = trend_paragraphs(desk, ardennes)
    for paragraph, direction in (
        (worse, FragileDirection.WORSENS),
        (better, FragileDirection.IMPROVES),
    ):
        rows = established(ardennes.trends, direction)
        for row in rows.head(MOST_TOLD).itertuples():
            assert row.label.split("(")[0].strip() in paragraph.text
            assert f"en {row.first}, " in paragraph.text
            assert f"en {row.last}" in paragraph.text
            assert TrendTest(row.test).label.split(" à ")[0] in paragraph.text
        others = rows["label"].iloc[MOST_TOLD:]
        assert not any(label in paragraph.text for label in others)
        assert direction.label.split()[-1].removeprefix("s’") in paragraph.lead.casefold()


def test_nothing_is_said_where_nothing_is_established(desk: Desk, ardennes: Profile) -> None:
    unknown = ardennes.trends.assign(fragile_direction=FragileDirection.UNKNOWN.value)
    assert trend_paragraphs(desk, dataclasses.replace(ardennes, trends=unknown)) == ()
    better = ardennes.trends[ardennes.trends["fragile_direction"] != FragileDirection.WORSENS.value]
    (only,) = trend_paragraphs(desk, dataclasses.replace(ardennes, trends=better))
    assert only.lead.startswith("S’améliore")


def test_what_is_left_is_counted(desk: Desk, ardennes: Profile) -> None:
    row = established(ardennes.trends, FragileDirection.WORSENS).head(1)
    many = pd.concat([row] * (MOST_TOLD + 4), ignore_index=True)
    (told,) = trend_paragraphs(desk, dataclasses.replace(ardennes, trends=many))
    assert told.text.endswith("et 4 autres.")
