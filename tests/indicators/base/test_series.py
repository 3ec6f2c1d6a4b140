from __future__ import annotations

from dataclasses import replace

import pandas as pd

from common.levels import Level
from indicators.base.catalogue import load_catalogue
from indicators.base.series import index_years, series_of


def test_a_domain_rests_on_its_oldest_and_newest_years() -> None:
    one = next(iter(load_catalogue().values()))
    catalogue = {
        "old": replace(one, key="old", domain="sante", in_index=True),
        "new": replace(one, key="new", domain="sante", in_index=True),
        "shown": replace(one, key="shown", domain="sante", in_index=False),
        "nothing": replace(one, key="nothing", domain="emploi", in_index=True),
    }
    rows = [
        ("old", "01", 2017, 1.0),
        ("old", "01", 2018, 1.0),
        ("new", "01", 2024, 1.0),
        ("new", "01", 2025, None),
        ("shown", "01", 2011, 1.0),
        ("nothing", "01", 2020, None),
    ]
    values = pd.DataFrame(rows, columns=["indicator", "code", "year", "value"])
    values["status"] = values["value"].notna().map({True: "observed", False: "missing"})
    series = series_of(values).assign(level="epci")

    assert index_years(series, catalogue, Level.EPCI) == {"sante": (2018, 2024)}
    assert index_years(series, catalogue, Level.CRTE) == {}
