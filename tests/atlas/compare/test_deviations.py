"""The three deviations on real places: sums, parents, islands."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.compare.deviations import deviations, neighbours_of, parent_of
from atlas.desk.desk import Desk
from common.levels import Level, Territory
from geo.perimeter import make_perimeter
from indicators.base.values import latest


def counts(desk: Desk, level: Level, codes: list[str], key: str) -> pd.Series:
    values = latest(desk.values(level, None, None))
    rows = values[(values["indicator"] == key) & values["code"].isin(codes)]
    assert len(rows) == len(codes)
    return rows[["numerator", "denominator"]].sum()


def ratio(sums: pd.Series) -> float:
    return float(sums["numerator"] / sums["denominator"])


def test_the_three_references_are_sums(desk: Desk) -> None:
    place = Territory.parse("commune:01004")
    row = deviations(desk, place).set_index("indicator").loc["chomage_recensement"]
    key = "chomage_recensement"
    own = ratio(counts(desk, Level.COMMUNE, ["01004"], key))
    level, around = neighbours_of(desk, place)
    assert level is Level.COMMUNE
    assert 4 <= len(around) <= 12
    assert "01004" not in around
    expected = {
        "general": counts(desk, Level.FRANCE, ["FR"], key),
        "territorial": counts(desk, Level.EPCI, ["240100883"], key),
        "spatial": counts(desk, Level.COMMUNE, list(around), key),
    }
    for name, sums in expected.items():
        assert row[name] == pytest.approx(100 * own / ratio(sums))
    assert row["reading"] == "plus fragile que la France, que son EPCI et que ses voisins"


def test_neighbours_are_those_of_the_whole_graph(desk: Desk) -> None:
    for place in ("epci:240100883", "crte:crte-84-01-7", "departement:09", "region:76"):
        territory = Territory.parse(place)
        linked = desk.neighbours(territory.level)[territory.code]
        assert list(neighbours_of(desk, territory)[1]) == sorted(linked.index[linked > 0])


def test_only_ratios_of_known_counts_are_compared(desk: Desk) -> None:
    table = deviations(desk, Territory.parse("commune:01004"))
    assert {desk.catalogue[key].rule for key in table["indicator"]} == {"ratio"}
    assert "taux_pauvrete" not in set(table["indicator"])


@pytest.mark.parametrize(
    ("place", "parent"),
    [
        ("commune:01004", "epci:240100883"),
        ("commune:85113", "departement:85"),  # Yeu belongs to no EPCI
        ("epci:240100883", "departement:01"),
        ("departement:09", "region:76"),
        ("departement:974", None),  # the région has the same communes
        ("region:76", None),
    ],
)
def test_the_parent_is_stated(desk: Desk, place: str, parent: str | None) -> None:
    found = parent_of(desk, Territory.parse(place))
    assert (None if found is None else str(found)) == parent


def test_an_island_has_no_neighbour_and_nothing_is_said_of_them(desk: Desk) -> None:
    island = Territory.parse("commune:85113")
    assert len(neighbours_of(desk, island)[1]) == 0
    table = deviations(desk, island)
    assert table["spatial"].isna().all()
    assert not table["reading"].str.contains("voisins").any()
    assert table["reading"].str.contains("son département").any()


def test_references_known_for_too_few_are_unknown(desk: Desk) -> None:
    table = deviations(desk, Territory.parse("commune:01004")).set_index("indicator")
    # Few communes have a lycée: the neighbours' mean would be that of those which have one.
    assert pd.isna(table.loc["ips_lycees", "spatial"])
    assert table.loc["ips_lycees", "general"] > 0


def test_a_perimeter_has_the_communes_around_it_for_neighbours(desk: Desk) -> None:
    perimeter = make_perimeter("deux", ["01004", "01007"], desk.memberships)
    level, around = neighbours_of(desk, perimeter)
    assert level is Level.COMMUNE
    assert not set(perimeter.communes) & set(around)
    ring = set(neighbours_of(desk, Territory.parse("commune:01004"))[1])
    assert ring - set(perimeter.communes) <= set(around)
    row = deviations(desk, perimeter).set_index("indicator").loc["chomage_recensement"]
    own = ratio(counts(desk, Level.COMMUNE, ["01004", "01007"], "chomage_recensement"))
    outside = ratio(counts(desk, Level.COMMUNE, list(around), "chomage_recensement"))
    assert row["spatial"] == pytest.approx(100 * own / outside)
