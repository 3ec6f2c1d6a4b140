"""Similar territories: who they are, on what, and for whom none can be found."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.alike.similar import similar
from atlas.alike.structure import DENSITY_CLASSES, structure_of, structures
from atlas.desk.desk import Desk
from common.errors import NotAvailableError
from common.levels import Level, Territory
from geo.perimeter import make_perimeter
from indicators.base.catalogue import structure_keys
from indicators.scores.score_store import read_scores

#: Rank correlation with the score of a domain from which a trait would be that outcome itself.
OUTCOME = 0.8


def names(desk: Desk, place: str, count: int = 5) -> list[str]:
    return list(similar(desk, Territory.parse(place), count)["name"])


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("commune:17306", {"La Baule-Escoublac", "Dinard", "Saint-Malo"}),  # Royan
        ("commune:33063", {"Lille", "Rennes", "Montpellier"}),  # Bordeaux
        ("commune:05085", {"Orcières", "Les Orres"}),  # Montgenèvre
        ("departement:93", {"Val-de-Marne", "Hauts-de-Seine"}),
        ("departement:974", {"Martinique", "Guadeloupe", "Guyane"}),
    ],
)
def test_named_territories_are_alike(desk: Desk, place: str, expected: set[str]) -> None:
    assert expected <= set(names(desk, place))


def test_a_list_is_of_the_level_ordered_without_the_place(desk: Desk) -> None:
    found = similar(desk, Territory.parse("epci:240100883"), count=12)
    assert len(found) == 12
    assert found["distance"].is_monotonic_increasing
    assert (found["distance"] > 0).all()
    assert found["place"].str.startswith("epci:").all()
    assert "240100883" not in set(found["code"])


def test_overseas_and_metropolitan_territories_are_not_mixed(desk: Desk) -> None:
    overseas = similar(desk, Territory.parse("commune:97411"), count=30)  # Saint-Denis
    assert overseas["code"].str.startswith("97").all()
    metropolitan = similar(desk, Territory.parse("commune:75056"), count=30)
    assert not metropolitan["code"].str.startswith("97").any()


def test_the_reasons_hold_both_values(desk: Desk) -> None:
    row = similar(desk, Territory.parse("commune:97411"), count=1).iloc[0]
    assert "grands centres urbains" in row["why"]
    assert row["why"].count(";") == 2
    population = desk.territories_of(Level.COMMUNE).loc[row["code"], "population"]
    assert f"{population:,}".replace(",", "\u202f") in row["differs"]


@pytest.mark.parametrize("place", ["commune:97608", "commune:55039", "departement:976"])
def test_too_little_known_is_refused(desk: Desk, place: str) -> None:
    with pytest.raises(NotAvailableError, match="Trop peu de traits"):
        similar(desk, Territory.parse(place))


def test_the_country_is_like_no_other(desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match="semblable"):
        similar(desk, Territory.parse("france:FR"))


def test_a_perimeter_of_a_whole_epci_has_the_structure_of_the_epci(desk: Desk) -> None:
    epci = Territory.parse("epci:240100883")
    communes = desk.communes(epci)
    same = make_perimeter("copie", communes, desk.memberships)
    pd.testing.assert_series_equal(structure_of(desk, same), structure_of(desk, epci))
    # One commune less: added up from the communes, it stays close, and is not like itself.
    most = make_perimeter("presque", communes[1:], desk.memberships)
    near = structure_of(desk, most) / structure_of(desk, epci)
    assert near.between(0.9, 1.1).all()
    found = similar(desk, most)
    assert len(found) == 5
    assert "240100883" not in set(found["code"])


def test_no_trait_enters_a_score_nor_ranks_as_a_domain_does(desk: Desk) -> None:
    keys = structure_keys(desk.catalogue)
    # Of the others, only what they are shares of is used.
    used = [keys[part] for part in ("evolution", "employers", "trees")]
    assert not [key for key in used if desk.catalogue[key].in_index]
    for level in (Level.COMMUNE, Level.EPCI, Level.CRTE):
        table = structures(desk, level)
        scores = read_scores(level.value, desk.data).pivot(
            index="code", columns="domain", values="score"
        )
        for trait in table:
            strength = scores.corrwith(table[trait], method="spearman").abs().max()
            assert strength < OUTCOME, (level, trait, strength)


def test_the_classes_of_density_are_those_of_the_table(desk: Desk) -> None:
    known = desk.territories_of(Level.COMMUNE)["density"].dropna().unique()
    assert set(known) == set(DENSITY_CLASSES)
