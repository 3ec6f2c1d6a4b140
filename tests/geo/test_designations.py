from __future__ import annotations

import json

import pytest
import shapely

from common.errors import InvalidDataError
from common.levels import Level
from common.limits import SEARCH_LENGTH
from common.paths import DATA
from geo.designation_columns import Designation
from geo.designations import WITHIN, Chosen, designated, drawn, listed
from geo.gazetteer import Gazetteer
from geo.perimeter_file import read_designations
from geo.search import SearchIndex
from geo.territories import read_memberships, read_territories
from tests.speed import within


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
        designated(gazetteer, ["84", "01999", "240100884", "Xyzzyx", "france:FR"], "ma liste")
    faults = caught.value.faults
    assert len(faults) == 5
    assert "departement:84 (Vaucluse) ou region:84 (Auvergne-Rhône-Alpes)" in faults[0]
    assert "commune inconnue ; le plus proche : 01" in faults[1]
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
    found = within(2, lambda: drawn(gazetteer, strips, "x")).communes
    communes = gazetteer.communes
    whole = shapely.union_all(strips)
    inside = shapely.intersects_xy(whole, communes["lon"].to_numpy(), communes["lat"].to_numpy())
    assert list(found) == sorted(communes.index[inside])


def test_polygons_choose_the_communes_whose_point_is_inside(gazetteer: Gazetteer) -> None:
    found = drawn(gazetteer, [shapely.box(5.35, 45.94, 5.40, 45.98)], "x")
    assert "01004" in found.communes
    assert "point central" in found.recognised
    with pytest.raises(InvalidDataError, match="point central"):
        drawn(gazetteer, [shapely.box(-30, 40, -29, 41)], "x")


AIN = "Ambérieu-en-Bugey"


def read(gazetteer: Gazetteer, content: str | dict[str, object], name: str = "t.csv") -> Chosen:
    text = content if isinstance(content, str) else json.dumps(content)
    return listed(gazetteer, read_designations(text.encode(), name), name)


def refused(gazetteer: Gazetteer, content: str | dict[str, object], name: str = "t.csv") -> str:
    with pytest.raises(InvalidDataError) as caught:
        read(gazetteer, content, name)
    return str(caught.value)


def square(west: float, south: float, east: float, north: float) -> dict[str, object]:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_table_of_communes_with_their_epci_is_a_list_of_communes(gazetteer: Gazetteer) -> None:
    chosen = read(gazetteer, f"code;nom;epci\n01004;{AIN};240100883\n01007;Ambronay;240100883\n")
    assert chosen.communes == ("01004", "01007")
    assert AIN in chosen.recognised


def test_the_name_beside_a_code_of_two_levels_decides(gazetteer: Gazetteer) -> None:
    assert len(read(gazetteer, "code;nom\n84;Auvergne-Rhône-Alpes\n").communes) == 4025
    assert len(read(gazetteer, "code;nom\n84;Vaucluse\n").communes) == 151
    assert len(read(gazetteer, "dep\n84\n").communes) == 151
    assert len(read(gazetteer, "region\n84\n").communes) == 4025
    said = refused(gazetteer, "code\n84\n")
    assert "region:84" in said
    assert "departement:84" in said
    assert len(designated(gazetteer, ["08"], "x").communes) == 447  # no région has this code


def test_each_code_that_contradicts_its_name_is_named(gazetteer: Gazetteer) -> None:
    for header in ("code;commune\n", ""):
        said = refused(gazetteer, f"{header}59200;Tourcoing\n62100;Calais\n")
        for piece in ("Eringhem", "Tourcoing", "59599", "Beaurainville", "Calais", "code postal"):
            assert piece in said
    assert "Lyon" in refused(gazetteer, "code;nom\n01004;Lyon\n01007;Ambronay\n")
    assert "CC de la Plaine" in refused(gazetteer, "siren;nom\n240100883;Dracénie Provence\n")


@pytest.mark.parametrize(
    "name", ["AMBERIEU EN BUGEY", "Ambérieu en Bugey", "Amberieux-en-Bugey", "Ambérieu", ""]
)
def test_another_writing_of_the_name_is_accepted(gazetteer: Gazetteer, name: str) -> None:
    assert read(gazetteer, f"code;nom\n01004;{name}\n01007;Ambronay\n").communes[0] == "01004"


def test_postcodes_of_one_commune_are_resolved_and_the_others_offered(gazetteer: Gazetteer) -> None:
    chosen = read(gazetteer, "code postal;n\n59200;1\n")
    assert chosen.communes == ("59599",)
    assert any("59200 devient 59599 (Tourcoing)" in note for note in chosen.notes)
    said = refused(gazetteer, "code postal;n\n02100;1\n")
    assert "plusieurs communes" in said
    assert "Fayet (02303)" in said
    assert read(gazetteer, "cp;nom\n02100;Fayet\n").communes == ("02303",)


def test_the_names_of_a_bare_list_are_shown_and_postcodes_suspected(gazetteer: Gazetteer) -> None:
    chosen = read(gazetteer, "59200\n62100\n", "cp.txt")
    assert "Eringhem (59200), Beaurainville (62100)" in chosen.recognised
    assert any("Tourcoing (59599)" in note for note in chosen.notes)
    # 78000 is no commune: the list holds postcodes.
    said = refused(gazetteer, "59200\n78000\n", "cp.txt")
    assert "Tourcoing" in said


def test_lost_zeros_are_given_back_and_told(gazetteer: Gazetteer) -> None:
    for content in ("code_insee\n1004\n01007\n", "code_insee;n\n1004.0;1\n1007.0;2\n"):
        chosen = read(gazetteer, content)
        assert chosen.communes == ("01004", "01007")
        assert any("Zéros initiaux rétablis" in note for note in chosen.notes)
    assert "Lyon" in refused(gazetteer, "code;nom\n1004;Lyon\n1007;Ambronay\n")


def test_a_column_beside_tells_homonyms_apart(gazetteer: Gazetteer) -> None:
    assert read(gazetteer, "commune;dep\nSainte-Colombe;05\n").communes == ("05135",)
    assert "plusieurs territoires" in refused(gazetteer, "commune;n\nSainte-Colombe;1\n")


@pytest.mark.parametrize("dep", ["dep;nom\n93;", "departement;nom\nSeine-Saint-Denis;"])
def test_names_beside_their_departement_are_those_of_communes(
    gazetteer: Gazetteer, dep: str
) -> None:
    chosen = read(gazetteer, f"{dep}Saint-Denis\n{dep.splitlines()[1]}Montreuil\n")
    assert chosen.communes == ("93048", "93066")
    assert WITHIN in chosen.notes
    whole = read(gazetteer, f"{dep}Seine-Saint-Denis\n")
    assert len(whole.communes) > 30
    assert "pas « Ain »" in refused(gazetteer, f"{dep}Ain\n")


def test_one_misspelt_name_among_them_is_refused_alone(gazetteer: Gazetteer) -> None:
    said = refused(gazetteer, "nom;dep\nSaint-Denis;93\nMontreuil;93\nBobigni;93\n")
    assert "93008 (Bobigny)" in said
    assert "Saint-Denis" not in said


@pytest.mark.parametrize(
    "text",
    ["commune;dep\nAmbérieu-en-Bugey;93\n", "insee;dep\n01004;93\n", "com;dep\nAmbronay;93\n"],
)
def test_a_commune_of_another_departement_is_refused(gazetteer: Gazetteer, text: str) -> None:
    assert "Ain (01), pas Seine-Saint-Denis (93)" in refused(gazetteer, text)


def test_a_former_commune_may_have_been_in_another_departement(gazetteer: Gazetteer) -> None:
    for text in ("commune;dep\nFreigné;49\n", "insee;dep\n49144;49\n"):
        assert read(gazetteer, text).communes == ("44180",)


@pytest.mark.parametrize("dep", ["departement;", "dep;"])
def test_a_departement_is_written_by_its_name_or_without_its_zero(
    gazetteer: Gazetteer, dep: str
) -> None:
    place = {"departement;": "Hautes-Alpes", "dep;": "5"}[dep]
    assert read(gazetteer, f"{dep}commune\n{place};Sainte-Colombe\n").communes == ("05135",)


def test_records_of_the_official_service_are_read(gazetteer: Gazetteer) -> None:
    properties = {
        "nom": AIN, "code": "01004", "siren": "210100046", "codeEpci": "240100883",
        "population": 15000, "codesPostaux": ["01500"],
    }  # fmt: skip
    content = {"features": [{"type": "Feature", "properties": properties, "geometry": None}]}
    assert read(gazetteer, content, "api.geojson").communes == ("01004",)


def zone(geometry: object, **properties: object) -> dict[str, object]:
    return {"features": [{"type": "Feature", "properties": properties, "geometry": geometry}]}


def test_a_zone_that_bears_the_code_of_a_commune_is_a_question(gazetteer: Gazetteer) -> None:
    basin = square(5.0, 46.0, 5.6, 46.4)
    assert len(read(gazetteer, zone(basin), "a.geojson").communes) == 133
    for labels in ({"code": "01053", "libelle": "Bourg-en-Bresse"}, {"nom": "Bourg-en-Bresse"}):
        said = refused(gazetteer, zone(basin, **labels), "a.geojson")
        assert "(1 commune)" in said
        assert "133" in said
    named = read(gazetteer, zone(basin, nom="Bassin de vie de la plaine"), "a.geojson")
    assert len(named.communes) == 133
    assert any("polygones" in note for note in named.notes)


def test_a_commune_drawn_as_it_is_needs_no_question(gazetteer: Gazetteer) -> None:
    here = gazetteer.communes.loc["01004"]
    lon, lat = float(here["lon"]), float(here["lat"])
    small = square(lon - 1e-3, lat - 1e-3, lon + 1e-3, lat + 1e-3)
    chosen = read(gazetteer, zone(small, code="01004", nom=AIN), "a.geojson")
    assert chosen.communes == ("01004",)
    assert len(chosen.notes) == 1  # the column used


def test_a_designation_may_carry_its_level(gazetteer: Gazetteer) -> None:
    asked = [Designation("84", level=Level.REGION)]
    assert len(designated(gazetteer, asked, "x").communes) == 4025


def test_an_arrondissement_is_its_city(gazetteer: Gazetteer) -> None:
    chosen = designated(gazetteer, ["Paris 12e", "Lyon 3"], "le texte collé")
    assert chosen.communes == ("69123", "75056")
    assert any("Paris 12e devient 75056 (Paris)" in note for note in chosen.notes)
