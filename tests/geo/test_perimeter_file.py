from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import FragiscopeError, InvalidDataError
from common.limits import PERIMETER_BYTES, PERIMETER_COLUMNS, PERIMETER_ROWS, SEARCH_LENGTH
from geo.perimeter_file import read_designations, split_designations
from tests.speed import within

SQUARE = {"type": "Polygon", "coordinates": [[[5, 46], [6, 46], [6, 47], [5, 46]]]}


def texts(content: bytes | str, name: str = "liste.csv") -> list[str]:
    given = content if isinstance(content, bytes) else content.encode()
    return [one.text for one in read_designations(given, name).designations]


def faults(content: bytes | str, name: str = "liste.csv") -> list[str]:
    with pytest.raises(InvalidDataError) as caught:
        texts(content, name)
    return caught.value.faults


def feature(geometry: object = None, **properties: object) -> dict[str, object]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def geojson(*features: object) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_codes_stay_texts_in_every_writing(encoding: str, separator: str, end: str) -> None:
    lines = [
        ("Département", "Code Insee", "Nom"),
        ("Ain", "01004", '"Ambérieu"'),
        ("2A", "2A004", ""),
    ]
    content = end.join(separator.join(line) for line in lines).encode(encoding)
    assert texts(content) == ["01004", "2A004"]


def test_a_list_without_header_or_columns_is_read_whole() -> None:
    assert texts("01004\n240100883\n\n2A004\n", "l.txt") == ["01004", "240100883", "2A004"]
    assert texts("01004,01005,01006", "l.txt") == ["01004", "01005", "01006"]
    assert texts("Ain;01004\nAin;01005") == ["01004", "01005"]
    assert texts("Lyon\nÉcully".encode("cp1252"), "l.txt") == ["Lyon", "Écully"]


def test_a_title_above_a_list_is_told() -> None:
    read = read_designations(b"Mes communes\n01004\n01005\n", "l.txt")
    assert [one.text for one in read.designations] == ["01004", "01005"]
    assert any("Mes communes" in note for note in read.notes)


@pytest.mark.parametrize(
    ("header", "row", "designates", "beside"),
    [
        ("code;nom;epci", "01004;Ambérieu;240100883", "code", "nom"),
        (
            "epci;nom_epci;code_insee;commune",
            "240100883;CC;01004;Ambérieu",
            "code_insee",
            "commune",
        ),
        ("nom;code;siren;codeEpci", "Ambérieu;01004;210100046;240100883", "code", "nom"),
        ("commune;epci", "Ambérieu;240100883", "commune", ""),
        ("INSEE_COM;NOM;INSEE_DEP;SIREN_EPCI", "01004;A;01;240100883", "INSEE_COM", "NOM"),
        ("SIREN;Nom;Nb communes", "240100883;CC;53", "SIREN", "Nom"),
        ("id;nom", "1;Lyon", "nom", ""),
        ("code postal;commune", "59200;Tourcoing", "commune", ""),
        ("code postal;population", "59200;9", "code postal", ""),
        ("dep;departement", "01;Ain", "dep", "departement"),
    ],
)
def test_the_finest_column_designates(header: str, row: str, designates: str, beside: str) -> None:
    names, cells = header.split(";"), row.split(";")
    for content, name in (
        (f"{header}\n{row}\n".encode(), "t.csv"),
        (geojson(feature(**dict(zip(names, cells, strict=True)))), "t.geojson"),
    ):
        read = read_designations(content, name)
        [one] = read.designations
        assert one.text == cells[names.index(designates)]
        assert one.name == (cells[names.index(beside)] if beside else "")
        assert designates in read.notes[0]


@pytest.mark.parametrize(
    "header",
    ["Code INSEE de la commune", "Code Officiel Courant Commune", "com_current_code", "CODGEO_2024",
     "Code géographique", "Commune (code Insee)", "N° INSEE", "cd_com", "insee_com_2025",
     "Code Officiel Commune / Arrondissement Municipal", "code_cog", "CODE_COMM",
     "codgeo25", "C_INSEE", "DC_CodeInsee", "codegeo"],
)  # fmt: skip
def test_a_header_of_communes_designates_whatever_words_it_has_besides(header: str) -> None:
    read = read_designations(f"epci;{header}\n240100883;01004\n".encode(), "t.csv")
    assert [one.text for one in read.designations] == ["01004"]


@pytest.mark.parametrize(
    "header", ["Code arrondissement", "Commune siège", "Code canton INSEE", "Année 2024"]
)
def test_a_header_of_something_else_does_not(header: str) -> None:
    read = read_designations(f"epci;{header}\n240100883;0\n".encode(), "t.csv")
    assert [one.text for one in read.designations] == ["240100883"]


def test_a_code_that_a_program_wrote_as_a_decimal_designates() -> None:
    content = geojson(feature(code=1004.0, epci="240100883", taux=0.5))
    assert texts(content, "t.geojson") == ["1004.0"]


def test_columns_of_one_level_that_differ_are_not_merged() -> None:
    [fault] = faults("code_insee;depcom\n01004;01007\n")
    assert "se contredisent" in fault


def test_what_designates_nothing_is_named() -> None:
    [fault] = faults("code insee;nom commune\n01004;Ambérieu\n;Ambronay\n")
    assert fault.startswith("ligne 3")
    assert "Ambronay" in fault
    collection = {"type": "GeometryCollection", "geometries": [SQUARE]}
    found = faults(geojson(feature(SQUARE), feature(collection), feature()), "a.geojson")
    assert [fault.split(" :")[0] for fault in found] == ["objet 2", "objet 3"]
    [fault] = faults(geojson(feature(code="01004"), feature(SQUARE)), "a.geojson")
    assert fault.startswith("objet 2")


def test_empty_lines_are_counted() -> None:
    read = read_designations(b"code;nom\n\n01004;a\n;\n01007;b\n\n", "l.csv")
    assert len(read.designations) == 2
    assert any("2 lignes vides" in note for note in read.notes)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('code insee;nom\n01004;"Ambérieu\n01007;Ambronay\n', "ligne 2 : guillemet"),
        ("code;nom\n01004;Ambérieu;x\n", "ligne 2 : 3 cellules"),
        ("code;code\n01004;01005\n", "répété"),
    ],
)
def test_a_faulty_table_is_refused_with_its_line(content: str, said: str) -> None:
    [fault] = faults(content)
    assert said in fault


def test_geojson_without_codes_gives_its_polygons() -> None:
    read = read_designations(json.dumps(feature(SQUARE)).encode(), "a.json")
    assert read.designations == ()
    [(place, shape)] = read.shapes
    assert (place, shape.bounds) == (0, (5, 46, 6, 47))


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "vide.csv", "au moins un code"),
        (b"code;nom\n", "vide.csv", "au moins un code"),
        (b"PK\x03\x04\x00\x00", "classeur.csv", "classeur"),
        (b"{", "a.json", "illisible"),
        (
            b'{"type": "Polygon", "coordinates": ' + b"[" * 900 + b"1" + b"]" * 900 + b"}",
            "a.json",
            "poly",
        ),
        (
            b'{"type": "Polygon", "coordinates": [[[1,2],[' + b"9" * 4000 + b",2],[3,4],[1,2]]]}",
            "a.json",
            "poly",
        ),
        (
            b'{"type": "Polygon", "coordinates": [[[1,2],[1e400,NaN],[3,4],[1,2]]]}',
            "a.json",
            "poly",
        ),
        (b'{"a": ' + b"9" * 5000 + b"}", "a.json", "illisible"),
        (b"[" * 100_000, "a.json", "illisible"),
        (b"[1]", "a.json", "features"),
        (
            b'{"features": [{"geometry": {"type": "Point", "coordinates": [1, 2]}}]}',
            "a.json",
            "poly",
        ),
        (
            b'{"features": [{"geometry": {"type": "Polygon", "coordinates": "x"}}]}',
            "a.json",
            "poly",
        ),
        (b"Mes communes\n\ncode;nom\n01004;Amberieu\n", "a.csv", "ligne 3 .code, nom. : ôtez"),
        (b'a;b\n"' + b"x" * 200_000, "a.csv", "ligne 2 : cellule"),
        (b"01004\n" * (PERIMETER_ROWS + 1), "a.txt", "au plus"),
        (b" " * (PERIMETER_BYTES + 1), "a.txt", "Mo au plus"),
    ],
)
def test_a_wrong_file_is_refused_with_what_was_expected(
    content: bytes, name: str, said: str
) -> None:
    with pytest.raises(InvalidDataError, match=said):
        read_designations(content, name)


def test_coordinates_in_metres_are_no_polygon() -> None:
    metres = {
        "type": "Polygon",
        "coordinates": [[[9e5, 6e6], [9.1e5, 6e6], [9e5, 7e6], [9e5, 6e6]]],
    }
    with pytest.raises(InvalidDataError, match="polygone"):
        read_designations(json.dumps({"geometry": metres}).encode(), "l93.geojson")


def test_columns_are_counted_before_they_are_compared() -> None:
    features = [feature(**{f"k{row}_{place}": 1 for place in range(20)}) for row in range(500)]
    many = within(1, lambda: faults(geojson(*features), "a.geojson"))
    assert "colonnes au plus" in many[0]
    assert "colonnes au plus" in faults(";".join(["code", *["x"] * PERIMETER_COLUMNS]) + "\n")[0]


def test_a_cell_is_never_read_at_length() -> None:
    read = read_designations(geojson(feature(code="01004", nom="ab " * 10**5)), "a.geojson")
    assert len(read.designations[0].name) <= SEARCH_LENGTH + 1


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.geojson"]))
def test_any_bytes_give_designations_or_an_error_of_ours(content: bytes, name: str) -> None:
    try:
        found = read_designations(content, name)
    except FragiscopeError:
        return
    assert found.designations or found.shapes


def test_pasted_text_is_split_everywhere() -> None:
    assert split_designations("a;b,c\td\n\n e ") == ["a", "b", "c", "d", "e"]
