from __future__ import annotations

import time

import pytest
import shapely

from common.errors import InvalidDataError
from common.limits import SEARCH_LENGTH
from common.paths import DATA
from geo.designations import Gazetteer, designated, drawn
from geo.search import SearchIndex
from geo.territories import read_memberships, read_territories


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    territories = read_territories(DATA)
    return Gazetteer(territories, read_memberships(DATA), SearchIndex(territories))


def test_codes_names_and_levels_are_recognised(gazetteer: Gazetteer) -> None:
    found = designated(gazetteer, ["01004", "Ambérieux en Dombes", "commune:2A004"], "x")
    assert found.communes == ("01004", "01005", "2A004")
    assert found.notes == ()
    epci = designated(gazetteer, ["240100883"], "x")
    assert "01004" in epci.communes
    assert len(epci.communes) == 53


def test_a_homonym_is_told_by_its_departement(gazetteer: Gazetteer) -> None:
    with pytest.raises(InvalidDataError, match=r"plusieurs territoires.*05135 \(05\)"):
        designated(gazetteer, ["Sainte-Colombe"], "x")
    assert designated(gazetteer, ["Sainte-Colombe (05)"], "x").communes == ("05135",)


def test_a_former_commune_becomes_the_current_one_and_is_told(gazetteer: Gazetteer) -> None:
    # Bellegarde-sur-Valserine (01033), Châtillon-en-Michaille (01091): Valserhône since 2019.
    found = designated(gazetteer, ["01033", "01091"], "x")
    assert found.communes == ("01033",)
    assert any("01091 devient 01033 (Valserhône)" in note for note in found.notes)


def test_what_is_given_twice_is_counted_once_and_told(gazetteer: Gazetteer) -> None:
    found = designated(gazetteer, ["01004", "01004", "240100883"], "x")
    assert len(found.communes) == 53
    assert "plusieurs fois" in found.notes[0]
    assert "01004" in found.notes[1]


def test_all_the_faults_are_told_at_once_with_the_nearest(gazetteer: Gazetteer) -> None:
    with pytest.raises(InvalidDataError) as caught:
        designated(gazetteer, ["1004", "01999", "240100884", "Xyzzyx", "france:FR"], "ma liste")
    faults = caught.value.faults
    assert len(faults) == 5
    assert "le zéro initial manque peut-être : 01004" in faults[0]
    assert "commune inconnue ; le plus proche : commune:01" in faults[1]
    assert "240100883" in faults[2]
    assert "nom ou code inconnu" in faults[3]
    assert "ma liste" in str(caught.value)


def test_many_faults_are_counted(gazetteer: Gazetteer) -> None:
    with pytest.raises(InvalidDataError) as caught:
        designated(gazetteer, [f"Nulle part {i}" for i in range(500)], "x")
    assert len(caught.value.faults) == 500
    assert len(str(caught.value)) < 4_000


def test_a_long_text_is_not_looked_for(gazetteer: Gazetteer) -> None:
    with pytest.raises(InvalidDataError, match=f"{SEARCH_LENGTH} signes au plus") as caught:
        designated(gazetteer, ["ab " * 5_000], "x")
    assert len(str(caught.value)) < 300


def test_many_crossing_polygons_cost_what_they_are_worth(gazetteer: Gazetteer) -> None:
    strips = [shapely.box(-5, 42 + step / 12, 9, 42.01 + step / 12) for step in range(100)]
    strips += [shapely.box(-5 + step / 8, 42, -4.99 + step / 8, 51) for step in range(100)]
    start = time.process_time()
    found = drawn(gazetteer, strips, "x").communes
    assert time.process_time() - start < 2
    communes = gazetteer.communes
    whole = shapely.union_all(strips)
    inside = shapely.intersects_xy(whole, communes["lon"].to_numpy(), communes["lat"].to_numpy())
    assert list(found) == sorted(communes.index[inside])


def test_polygons_choose_the_communes_whose_point_is_inside(gazetteer: Gazetteer) -> None:
    found = drawn(gazetteer, [shapely.box(5.35, 45.94, 5.40, 45.98)], "x")
    assert "01004" in found.communes
    assert "point central" in found.notes[0]
    with pytest.raises(InvalidDataError, match="point central"):
        drawn(gazetteer, [shapely.box(-30, 40, -29, 41)], "x")
