from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import parse_place
from atlas.partnerships.around import AROUND, INSIDE, records_of, wider_territories
from atlas.partnerships.attachment import commune_population, own_records
from common.levels import Level, Territory


def wider(desk: Desk, text: str) -> set[str]:
    return {
        f"{level}:{code}" for level, code in wider_territories(desk, parse_place(desk, text)).index
    }


def test_a_commune_is_in_the_territories_that_hold_it(desk: Desk) -> None:
    assert wider(desk, "commune:09122") == {
        "epci:200067791", "crte:crte-76-09-2", "departement:09", "region:76",
    }  # fmt: skip


def test_an_epci_astride_is_where_most_of_its_inhabitants_live(desk: Desk) -> None:
    """Redon Agglomération: 31 communes in three départements of two régions."""
    epci = Territory(Level.EPCI, "243500741")
    people = commune_population(desk).loc[desk.communes(epci)]
    by_departement = people.groupby(people.index.str[:2]).sum() / people.sum()
    most = by_departement[by_departement > 0.5].index
    found = {text for text in wider(desk, str(epci)) if text.startswith("departement:")}
    assert len(by_departement) == 3
    assert found == {f"departement:{code}" for code in most}


def test_a_territory_may_lie_in_one_of_a_level_called_finer(desk: Desk) -> None:
    """The Hauts-de-Seine are a part of the EPCI Métropole du Grand Paris."""
    assert "epci:200054781" in wider(desk, "departement:92")


def test_a_perimeter_is_where_more_than_half_of_it_lives(desk: Desk) -> None:
    # Foix and a commune of another EPCI, less populated.
    assert "epci:200067791" in wider(desk, "perimetre:09122.32462:Deux")
    assert "departement:32" not in wider(desk, "perimetre:09122.32462:Deux")


def test_a_commune_without_inhabitants_has_territories_too(desk: Desk) -> None:
    assert "departement:55" in wider(desk, "commune:55039")


@pytest.mark.parametrize("text", ["commune:09122", "epci:240100883", "crte:crte-76-09-2"])
def test_own_records_count_in_what_is_around_and_the_other_way(desk: Desk, text: str) -> None:
    place = parse_place(desk, text)
    records = records_of(desk, place)
    own = records[records["attached"] == INSIDE]
    assert set(own["record"]) == set(own_records(desk, place)["record"])
    assert (own["share"] == 1).all()
    holders = [Territory.parse(name) for name in wider(desk, text)]
    for holder in holders:
        if list(Level).index(holder.level) > list(Level).index(place.level):
            assert set(own["record"]) <= set(own_records(desk, holder)["record"])
    around = records[records["attached"] == AROUND]
    named = desk.record_places.set_index("record").loc[around["record"]]
    names = named["level"] + ":" + named["code"]
    held = names.isin({str(holder) for holder in holders})
    assert held.groupby(level=0).any().all()
    assert around["share"].between(0, 1).all()


def test_the_share_is_the_part_of_the_larger_territory_that_lives_here(desk: Desk) -> None:
    records = records_of(desk, Territory(Level.COMMUNE, "09122"))
    people = commune_population(desk)
    ariege = people[people.index.str.startswith("09")].sum()
    wide = records[records["territories"] == "departement:09"]
    assert len(wide) == 8
    assert wide["share"].to_numpy() == pytest.approx(people["09122"] / ariege)


def test_what_names_the_whole_country_is_around_nobody(desk: Desk) -> None:
    fresh = Desk(desk.data)
    added = desk.records.tail(1).assign(record="x", territories="france:FR")
    records = pd.concat([desk.records, added], ignore_index=True)
    fresh.shared("records", lambda: records)
    assert "x" not in set(records_of(fresh, Territory(Level.COMMUNE, "09122"))["record"])
