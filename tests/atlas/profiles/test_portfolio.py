from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.partnerships.natures import TOTAL
from atlas.profiles import Profile, profile
from atlas.profiles.country import FRANCE, country
from atlas.profiles.portfolio import PORTFOLIO, ending_of, portfolio_of
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.partnerships import CURRENT_YEAR, has_key
from indicators.partnerships.need_response import Quadrant

CRTE = Territory.parse("crte:crte-84-26-1")


@pytest.fixture(scope="module")
def described(desk: Desk) -> Profile:
    return profile(desk, CRTE)


def test_need_stands_beside_the_records_of_each_domain(desk: Desk, described: Profile) -> None:
    frame = portfolio_of(desk, described)
    assert list(frame.index) == list(DOMAIN_KEYS)
    assert list(frame.columns) == PORTFOLIO.names
    assert frame[TOTAL].equals(described.natures.loc[list(DOMAIN_KEYS), TOTAL])
    assert (frame["rank"] == described.domains.loc[list(DOMAIN_KEYS), "rank"]).all()


def test_a_quadrant_needs_both_sides(desk: Desk, described: Profile) -> None:
    frame = portfolio_of(desk, described)
    named = frame[~frame["quadrant"].isin([Quadrant.NOT_DISTINGUISHABLE, Quadrant.UNKNOWN])]
    assert named["response"].isin(["high", "low"]).all()
    assert (
        (named["rank_high"] * 2 <= named["ranked"] + 1)
        .eq(named["quadrant"].isin([Quadrant.FRAGILE_FEW, Quadrant.FRAGILE_MANY]))
        .all()
    )


def test_what_is_about_to_end_says_its_year(desk: Desk, described: Profile) -> None:
    frame, ending = portfolio_of(desk, described), ending_of(desk, described)
    assert ending["end_year"].between(CURRENT_YEAR, CURRENT_YEAR + 1).all()
    for key in DOMAIN_KEYS:
        assert frame.loc[key, "ending"] == has_key(ending["domains"], key).sum()
    later = ending_of(desk, described, years=10)
    assert set(ending["record"]) <= set(later["record"])
    assert not later["end_year"].isna().any()


def test_the_country_is_described_without_a_score(desk: Desk) -> None:
    france = country(desk)
    assert france.identity["population"] > 60_000_000
    assert france.natures.loc[OVERALL, TOTAL] == len(france.partnerships)
    assert france.about.title == "France"
    known = france.indicators.set_index("key")["value"]
    values = desk.values_of(FRANCE)
    newest = values[values["indicator"] == "taux_pauvrete"]["value"].iloc[-1]
    assert known["taux_pauvrete"] == newest
