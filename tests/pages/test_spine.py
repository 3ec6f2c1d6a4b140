"""The spine as it is written: marks told by words, names inert, drawn answers marked."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.provenance import DRAWN
from atlas.profiles import profile
from atlas.profiles.spine import spine
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS
from pages.parts.territoire.spine import spine_table
from pages.parts.territoire.spine_marks import Reference, bar, bar_words

REFERENCES = (Reference("region", "fs-square", "Vallée <b>haute</b>"),)


def row(**changes: object) -> pd.Series:
    known = {"position": 95.2, "low": 92.0, "high": 96.0, "region": 40.0, "felt": float("nan")}
    felt = {"felt_among": 40, "felt_asked": "les trajets", "felt_drawn": False}
    return pd.Series({**known, **felt, **changes})


def test_marks_stand_where_their_words_say() -> None:
    drawn = str(bar(row(felt=25.0), REFERENCES))
    assert 'class="fs-mark fs-here" style="left:95.2%"' in drawn
    assert 'class="fs-interval" style="left:92.0%;width:4.0%"' in drawn
    assert 'class="fs-mark fs-square" style="left:40.0%"' in drawn
    assert 'class="fs-mark fs-felt-ring" style="left:25.0%"' in drawn
    words = bar_words(row(felt=25.0), REFERENCES)
    assert "Position 95 sur 100, entre 92 et 96" in words
    assert "40 territoires interrogés (les trajets)" in words


def test_a_mark_that_is_unknown_is_not_drawn_nor_said() -> None:
    bare = row(low=float("nan"), high=float("nan"), region=float("nan"))
    assert str(bar(bare, REFERENCES)).count("<i ") == 1
    assert bar_words(bare, REFERENCES) == "Position 95 sur 100."


def test_a_name_does_not_become_a_tag() -> None:
    assert "<b>" not in str(bar(row(), REFERENCES))


def test_a_drawn_answer_bears_its_mark() -> None:
    assert DRAWN in bar_words(row(felt=25.0, felt_drawn=True), REFERENCES)
    assert DRAWN not in bar_words(row(felt=25.0), REFERENCES)


@pytest.mark.parametrize("details", [True, False])
def test_indicators_open_on_screen_and_stay_there(desk: Desk, details: bool) -> None:
    made = profile(desk, Territory.parse("region:76"))
    table = str(spine_table(desk, made, spine(desk, made, "citoyens"), "citoyens", details=details))
    assert table.count("<details>") == (len(DOMAIN_KEYS) if details else 0)
    assert ('class="fs-figures"' in table) is details
    assert table.count("fs-felt-ring") > 1
