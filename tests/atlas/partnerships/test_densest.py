from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.partnerships.densest import densest
from atlas.partnerships.records import RecordsQuery, choose_records, counts_by_territory
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS

ARIEGE = Territory(Level.DEPARTEMENT, "09")


def test_the_densest_come_first_with_their_counts_and_rates(desk: Desk) -> None:
    query = RecordsQuery(domain="numerique")
    table = densest(desk, query)
    counts = counts_by_territory(desk, choose_records(desk, query), Level.EPCI)["count"]
    assert table["count"].to_dict() == counts[table.index].to_dict()
    assert table["smoothed_rate"].is_monotonic_decreasing
    assert (
        (table["low"] < table["smoothed_rate"]) & (table["smoothed_rate"] < table["high"])
    ).all()
    raw = 10_000 * table["count"] / table["population"]
    assert table["raw_rate"].to_numpy() == pytest.approx(raw.to_numpy())


def test_a_place_limits_the_territories_and_not_their_counts(desk: Desk) -> None:
    country = densest(desk, RecordsQuery())
    inside = densest(desk, RecordsQuery(within=ARIEGE, around=True))
    assert set(inside.index) <= set(desk.codes_within(Level.EPCI, ARIEGE))
    assert inside.to_dict() == country.loc[inside.index].to_dict()


def test_an_epci_lists_its_communes(desk: Desk) -> None:
    epci = Territory(Level.EPCI, "200069193")
    table = densest(desk, RecordsQuery(within=epci))
    assert len(table)
    assert set(table.index) <= set(desk.communes(epci))


def test_every_domain_has_its_table_even_where_nothing_is_counted(desk: Desk) -> None:
    listed = {key: len(densest(desk, RecordsQuery(domain=key))) for key in DOMAIN_KEYS}
    assert listed["transition_energetique"] == 0
    assert sum(count > 0 for count in listed.values()) > len(listed) / 2
