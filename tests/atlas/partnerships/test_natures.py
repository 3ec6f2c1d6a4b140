from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.partnerships.attachment import own_records
from atlas.partnerships.natures import CATEGORISED, GRANTS, KINDS, NO_DOMAIN, TOTAL, natures_of
from atlas.partnerships.rates import rates_of
from atlas.profiles.make import profile
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL

LAON = Territory.parse("crte:crte-32-02-2")


def test_natures_add_up_to_the_own_records_of_a_place(desk: Desk) -> None:
    counts, presence = natures_of(desk, LAON)
    records = profile(desk, LAON).partnerships
    own = records[records["attached"] == "inside"]
    assert list(counts.index) == [*DOMAIN_KEYS, NO_DOMAIN, OVERALL]
    assert counts.loc[OVERALL, TOTAL] == len(own)
    assert counts.loc[OVERALL, CATEGORISED] == own["category"].notna().sum()
    for kind in KINDS:
        assert counts.loc[OVERALL, kind] == (own["kind"] == kind).sum()
    assert counts.loc[NO_DOMAIN, TOTAL] == (own["domains"] == "").sum()
    served = own["domains"].str.split("|")
    assert counts.loc["education", TOTAL] == served.map(lambda keys: "education" in keys).sum()
    assert presence.loc["education", TOTAL] == "present"


def test_grants_are_counted_apart_and_in_no_total(desk: Desk) -> None:
    counts, _ = natures_of(desk, LAON)
    records = own_records(desk, LAON)
    assert counts.loc[OVERALL, GRANTS] == (records["kind"] == GRANTS).sum() > 0
    assert (counts[TOTAL] == counts[list(KINDS)].sum(axis="columns")).all()


def test_what_no_list_tells_is_unknown_and_not_zero(desk: Desk) -> None:
    counts, presence = natures_of(desk, Territory.parse("commune:97108"))
    assert pd.isna(counts.loc["emploi", "alliance"])
    assert presence.loc["emploi", "alliance"] == "unknown"
    assert counts.loc["education", TOTAL] == 0
    unknown = (presence == "unknown").to_numpy()
    assert counts[presence.columns].isna().to_numpy().tolist() == unknown.tolist()


def test_totals_are_those_of_the_rates(desk: Desk) -> None:
    counts, _ = natures_of(desk, LAON)
    rates = rates_of(desk, LAON)
    pd.testing.assert_series_equal(counts[TOTAL].drop(NO_DOMAIN), rates["count"], check_names=False)
