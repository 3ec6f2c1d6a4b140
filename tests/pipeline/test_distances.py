"""Distances start where people live, and are 0 in a commune that has the place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.indicators.distances import distance_to_nearest, distances, town_centres
from pipeline.indicators.outlines import commune_of, inner_points
from pipeline.indicators.registry import readers

#: A and B in métropole, 11.1 km apart on a meridian; C in Corsica; D in La Réunion.
CENTRES = pd.DataFrame(
    {"lon": [2.35, 2.35, 9.15, 55.45], "lat": [48.80, 48.90, 42.30, -20.88]},
    index=["A", "B", "2B001", "97411"],
)


def places(*rows: tuple[float, float, str | None]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["lon", "lat", "code"])


def test_an_equipped_commune_is_at_no_distance_and_the_others_start_from_their_centre() -> None:
    metres = distance_to_nearest(CENTRES, places((2.35, 48.81, "A")))

    assert metres["A"] == 0
    # 0.09 degree of latitude: 10,008 m; Lambert-93 shortens or lengthens by less than 0.1 %.
    assert metres["B"] == pytest.approx(10_008, abs=20)


def test_nothing_crosses_the_sea() -> None:
    metres = distance_to_nearest(CENTRES, places((2.35, 48.80, "A"), (55.45, -20.97, None)))

    assert np.isnan(metres["2B001"])
    assert metres["97411"] == pytest.approx(9_960, abs=20)


def test_a_place_of_unknown_commune_is_near_and_makes_no_zero() -> None:
    metres = distance_to_nearest(CENTRES, places((2.35, 48.801, None)))

    assert metres["A"] == pytest.approx(110, abs=10)


def test_a_place_known_by_its_commune_only_makes_a_zero() -> None:
    metres = distance_to_nearest(CENTRES, places((np.nan, np.nan, "2B001"), (2.35, 48.8, "A")))

    assert metres[["2B001", "A"]].tolist() == [0, 0]


#: Measured apart, on the ellipsoid (GRS 80), from the line of the file of the chefs-lieux to the
#: nearest line of the file of the places: metres, and the place.
BY_HAND = [
    ("distance_bibliotheque", "33063", 0),  # Bordeaux has several; 1,250 m from an inner point
    ("distance_gare", "45234", 0),  # Orléans; 3,930 m from an inner point
    ("distance_bibliotheque", "74010", 0),  # Annecy
    ("distance_bibliotheque", "02182", 2_364),  # Chevennes, to Médi@line
    ("distance_bibliotheque", "84085", 3_128),  # Murs
    ("distance_gare", "85121", 16_865),  # Le Langon, to Luçon
    ("distance_gare", "63312", 20_698),  # Saint-Alyre-d’Arlanc, to Paulhaguet
    ("distance_cinema", "08018", 14_116),  # Ardeuil-et-Montfauxelles, to Les Tourelles
    ("distance_cinema", "62873", 8_179),  # Wancourt, to Mégarama Arras
    ("distance_musee", "89276", 24_749),  # Neuvy-Sautour
    ("distance_musee", "33262", 5_290),  # Macau, to the museum of horse-drawn carriages
    ("distance_france_services", "45234", 3_182),  # Orléans, to Saint-Jean-de-la-Ruelle
    ("distance_france_services", "74010", 9_635),  # Annecy, to Fier et Usses
    ("distance_recharge", "25008", 5_336),  # Aibre
]


@pytest.mark.parametrize("key", sorted({key for key, _, _ in BY_HAND}))
def test_distances_measured_by_hand(key: str, sources: Path) -> None:
    found = readers()[key].function(sources).set_index("code")["value"]
    expected = {code: metres for one, code, metres in BY_HAND if one == key}

    # 10 m of rounding; Lambert-93 alters lengths by 1 to 2 m a kilometre.
    assert found[list(expected)].to_dict() == pytest.approx(expected, rel=0.002, abs=6)


def test_town_centres_but_for_thirteen_communes(sources: Path) -> None:
    centres, inside = town_centres(sources), inner_points(sources)
    same = centres[(centres == inside).all(axis=1)].index

    assert len(centres) == 34_875
    assert centres.notna().all(axis=None)
    assert len(same) == 13
    assert {"75056", "69123", "13055", "55039"} <= set(same)


def test_a_place_without_coordinates_stands_at_the_centre_of_its_commune(sources: Path) -> None:
    nowhere, code = pd.Series([np.nan]), pd.Series(["75117"])  # an arrondissement of Paris
    rows = distances(sources, 2026, nowhere, nowhere, code).set_index("code")

    assert rows.loc["75056", "value"] == 0
    # Versailles to Paris.
    assert rows.loc["78646", "value"] == pytest.approx(17_000, abs=3_000)


def test_coordinates_win_over_a_mistaken_code(sources: Path) -> None:
    """The file of the stations puts Quincieux in the neighbouring commune."""
    gare = readers()["distance_gare"].function(sources).set_index("code")["value"]

    lon, lat = pd.Series([4.778564]), pd.Series([45.906881])
    assert commune_of(sources, lon, lat).tolist() == ["69163"]
    assert gare["69163"] == 0
