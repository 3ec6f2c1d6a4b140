"""Names come from the table itself, by level and code."""

from __future__ import annotations

import pandas as pd
import pytest

from common.levels import Level, Territory
from geo.territory_names import TerritoryNames

TERRITORIES = pd.DataFrame(
    {
        "level": ["commune", "departement", "region"],
        "code": ["01004", "01", "01"],
        "name": ["Ambérieu-en-Bugey", "Ain", "Guadeloupe"],
    }
)


def test_a_code_of_two_levels_has_two_names() -> None:
    names = TerritoryNames(TERRITORIES)
    assert names[Level.DEPARTEMENT, "01"] == "Ain"
    assert names["region", "01"] == "Guadeloupe"
    assert list(names) == [("commune", "01004"), ("departement", "01"), ("region", "01")]
    assert len(names) == 3


def test_what_does_not_exist_has_no_name() -> None:
    names = TerritoryNames(TERRITORIES)
    assert (Level.COMMUNE, "01") not in names
    with pytest.raises(KeyError):
        names[Level.COMMUNE, "99999"]


def test_a_row_is_a_territory() -> None:
    assert TerritoryNames(TERRITORIES).place(1) == Territory(Level.DEPARTEMENT, "01")
