"""Perimeters of an organisation, and files that look like another kind."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
from shapely import Point, box

from common.errors import InvalidDataError
from geo.gazetteer import Gazetteer
from own_data.kinds.choices import Choices
from own_data.kinds.loading import check
from own_data.kinds.perimeter import designated_by
from own_data.kinds.recognised import LOOKS, recognised, refuse_other_kind
from own_data.loaded import PERIMETERS_FILE, OwnKind
from own_data.sheets.reading import read_sheet
from tests.own_data.conftest import ABOUT, Checker
from tests.own_data.written import workbook

HEADERS = {
    OwnKind.SURVEY: [
        "id;commune;poids;note_emploi", "departement;q1;q2;q3", "commune;emploi;sante",
        "region;profil;mobilite",
    ],
    OwnKind.RESULTS: [
        "departement;question;valeur;n", "region;domaine;groupe;pourcentage",
        "code;domaine;valeur;borne basse;borne haute",
    ],
    OwnKind.PARTNERSHIPS: ["titre;commune;partenaires", "projet;epci;type;date_debut"],
    OwnKind.INDICATORS: ["code_insee;nom;taux", "epci;numerateur;denominateur;annee"],
    OwnKind.PERIMETER: ["code_insee;nom", "siren;nom_epci;population", "commune"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "header"), [(kind, one) for kind, some in HEADERS.items() for one in some]
)
def test_a_file_is_recognised_by_its_columns(kind: OwnKind, header: str) -> None:
    row = ";".join("1" for _ in header.split(";"))
    assert recognised(read_sheet(f"{header}\n{row}\n".encode(), "a.csv")) is kind


@pytest.mark.parametrize("kind", [OwnKind.SURVEY, OwnKind.RESULTS, OwnKind.PARTNERSHIPS])
def test_a_file_of_another_kind_is_no_perimeter(kind: OwnKind) -> None:
    header = HEADERS[kind][0].split(";")
    content = workbook([dict.fromkeys(header, "1")])
    with pytest.raises(InvalidDataError, match=LOOKS[kind]):
        refuse_other_kind(content, "a.xlsx")


def test_the_report_says_what_the_file_looks_like(checked: Checker) -> None:
    report = checked(OwnKind.PERIMETER, "id;poids;note_emploi\n1;2;3\n").report
    assert LOOKS[OwnKind.SURVEY] in report.notices[0]


def test_several_perimeters_have_their_communes(checked: Checker) -> None:
    text = "zone;commune\nNord;1004\nNord;01144\nSud;240100883\n"
    table = checked(OwnKind.PERIMETER, text).loaded.tables[PERIMETERS_FILE]
    communes = table.groupby("perimeter")["commune"].agg(list)
    assert communes["Nord"] == ["01004", "01025"]
    assert "01004" in communes["Sud"]
    assert len(communes["Sud"]) > 10


def test_a_workbook_of_numbers_designates(places: Gazetteer) -> None:
    content = workbook([{"code_insee": "01004", "nom": "Ambérieu-en-Bugey"}])
    assert [one.text for one in designated_by(content, "a.xlsx").designations] == ["01004"]


def test_polygons_take_the_communes_that_they_hold(places: Gazetteer) -> None:
    area = gpd.GeoDataFrame({"zone": ["A"]}, geometry=[box(5.2, 45.9, 5.5, 46.0)], crs=4326)
    content = area.to_json().encode()
    made = check(OwnKind.PERIMETER, content, "a.geojson", places, Choices(ABOUT)).loaded
    table = made.tables[PERIMETERS_FILE]
    assert set(table["perimeter"]) == {"A"}
    assert "01004" in set(table["commune"])


def test_an_object_of_a_drawn_perimeter_that_is_no_polygon_is_told(places: Gazetteer) -> None:
    shapes = [box(5.2, 45.9, 5.5, 46.0), Point(5.3, 45.9)]
    area = gpd.GeoDataFrame({"zone": ["A", "A"]}, geometry=shapes, crs=4326)
    made = check(OwnKind.PERIMETER, area.to_json().encode(), "a.geojson", places, Choices(ABOUT))
    [fault] = made.report.faults
    assert (fault.line, fault.found) == (2, "ni code, ni polygone")


def test_a_row_that_has_neither_code_nor_polygon_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    shapes = gpd.GeoSeries([box(5.3, 45.9, 5.5, 46), None], crs=4326)
    gpd.GeoDataFrame(geometry=shapes).to_file(path)
    with pytest.raises(InvalidDataError, match="ligne 2 : ni code, ni polygone"):
        designated_by(path.read_bytes(), path.name)


def test_the_column_of_a_workbook_that_designates_is_told() -> None:
    read = designated_by(workbook([{"epci": "240100883", "insee": "01004"}]), "a.xlsx")
    assert "« insee »" in read.notes[0]


def test_an_outline_in_xml_is_refused_as_such() -> None:
    with pytest.raises(InvalidDataError, match="KML") as caught:
        designated_by(b'<?xml version="1.0"?><kml><name>Ambronay</name></kml>', "a.kml")
    assert "GeoPackage" in str(caught.value)
