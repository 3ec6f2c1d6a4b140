from __future__ import annotations

import numpy as np
import pytest

from atlas.compare.national import national_rates
from atlas.desk.desk import Desk
from common.levels import FRANCE_CODE, Level, Territory
from indicators.base.domains import DOMAIN_KEYS

BRETAGNE, MAYOTTE = "53", "06"


def test_a_rate_stands_beside_that_of_the_country_in_the_same_year(desk: Desk) -> None:
    rates = national_rates(desk).of(BRETAGNE)
    own = desk.values_of(Territory(Level.REGION, BRETAGNE)).set_index(["indicator", "year"])
    country = desk.values_of(Territory(Level.FRANCE, FRANCE_CODE))
    country = country.set_index(["indicator", "year"])
    for key, row in rates.dropna(subset=["deviation"]).iterrows():
        assert row["value"] == own.loc[(key, row["year"]), "value"]
        assert row["france"] == country.loc[(key, row["year"]), "value"]
        apart = (row["value"] - row["france"]) * desk.catalogue[str(key)].direction
        assert np.sign(row["deviation"]) == np.sign(apart)
    assert rates["deviation"].notna().sum() > 40


def test_the_unit_is_the_spread_of_the_regions_around_the_country(desk: Desk) -> None:
    rates = national_rates(desk).rates
    rows = rates[rates["indicator"] == "menages_rsa"].set_index("code")
    people = desk.territories_of(Level.REGION)["population"].astype("float64")
    known = rows["deviation"].notna()
    weighted = (rows["deviation"] ** 2 * people)[known].sum() / people[known].sum()
    assert weighted == pytest.approx(1.0)


def test_a_domain_is_the_mean_of_its_indicators_or_is_not_said(desk: Desk) -> None:
    found = national_rates(desk)
    own = found.of(BRETAGNE)
    jobs = own.loc[own["domain"] == "emploi", "deviation"]
    assert found.domains.loc[BRETAGNE, "emploi"] == pytest.approx(jobs.mean())
    assert list(found.domains.columns) == list(DOMAIN_KEYS)
    # Mayotte has one of the three indicators of poverty, and none of employment.
    assert np.isnan(found.domains.loc[MAYOTTE, "pauvrete"])
    assert found.telling(MAYOTTE, "pauvrete") is not None
    assert found.telling(MAYOTTE, "emploi") is None


def test_what_the_country_lacks_is_named(desk: Desk) -> None:
    found = national_rates(desk)
    lacking = found.without_country
    assert lacking
    rows = found.rates[found.rates["indicator"].isin(lacking)]
    assert rows["value"].notna().any()
    assert rows["deviation"].isna().all()
    widths = found.spread["high"] - found.spread["low"]
    assert widths.is_monotonic_decreasing
