from __future__ import annotations

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import FragiscopeError, InvalidDataError
from common.limits import CROSSED_VERTICES, PERIMETER_BYTES, PERIMETER_ROWS, POLYGONS
from geo.perimeter_file import read_designations, split_designations

SQUARE = {"type": "Polygon", "coordinates": [[[5, 46], [6, 46], [6, 47], [5, 46]]]}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_codes_stay_texts_in_every_encoding_and_separator(encoding: str, separator: str) -> None:
    lines = [
        ("Département", "Code Insee", "Nom"),
        ("Ain", "01004", "Ambérieu"),
        ("2A", "2A004", ""),
    ]
    content = "\r\n".join(separator.join(line) for line in lines).encode(encoding)
    assert read_designations(content, "liste.csv") == ["01004", "2A004"]


def test_a_list_without_header_or_columns_is_read_whole() -> None:
    assert read_designations(b"01004\n240100883\n\n2A004\n", "liste.txt") == [
        *("01004", "240100883", "2A004"),
    ]
    assert read_designations(b"01004,01005,01006", "liste.txt") == ["01004", "01005", "01006"]
    assert read_designations(b"Ain;01004\nAin;01005", "liste.csv") == ["01004", "01005"]
    assert read_designations("Lyon\nÉcully".encode("cp1252"), "liste.txt") == ["Lyon", "Écully"]


def test_quoted_cells_and_names_are_read() -> None:
    content = b'Nom,Population\n"Sainte-Colombe (05)",1\n"Lyon",2\n'
    assert read_designations(content, "noms.csv") == ["Sainte-Colombe (05)", "Lyon"]


def test_geojson_gives_codes_first_and_polygons_else() -> None:
    features = [
        {"type": "Feature", "properties": {"code_insee": "01004"}, "geometry": SQUARE},
        {"type": "Feature", "properties": {"INSEE": "01005"}, "geometry": None},
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    assert read_designations(text.encode(), "a.geojson") == ["01004", "01005"]
    drawn = read_designations(
        json.dumps({"type": "Feature", "geometry": SQUARE}).encode(), "a.json"
    )
    assert len(drawn) == 1
    assert not isinstance(drawn[0], str)
    assert drawn[0].bounds == (5, 46, 6, 47)


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"", "vide.csv", "au moins un code"),
        (b"code;nom\n", "vide.csv", "au moins un code"),
        (b"PK\x03\x04\x00\x00", "classeur.csv", "binaire"),
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
        (b'a;b\n"' + b"x" * 200_000, "a.csv", "guillemet"),
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


def outline(*positions: tuple[float, float]) -> dict[str, object]:
    return {"type": "Polygon", "coordinates": [[*map(list, positions), list(positions[0])]]}


def test_a_short_outline_that_crosses_itself_is_mended_and_a_long_one_refused() -> None:
    bow = outline((5, 46), (6, 47), (6, 46), (5, 47))
    [mended] = read_designations(json.dumps(bow).encode(), "a.json")
    assert not isinstance(mended, str)
    assert mended.is_valid
    assert mended.area == pytest.approx(0.5)
    star = [(5 + place * 0.7 % 1, 46 + place * 0.3 % 1) for place in range(3_000)]
    start = time.process_time()
    with pytest.raises(InvalidDataError, match=f"{CROSSED_VERTICES} sommets"):
        read_designations(json.dumps(outline(*star)).encode(), "a.json")
    assert time.process_time() - start < 2


def test_polygons_are_counted_before_they_are_used() -> None:
    features = [{"type": "Feature", "geometry": SQUARE}] * (POLYGONS + 1)
    with pytest.raises(InvalidDataError, match="polygones au plus"):
        read_designations(json.dumps({"features": features}).encode(), "a.json")


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.geojson"]))
def test_any_bytes_give_designations_or_an_error_of_ours(content: bytes, name: str) -> None:
    try:
        found = read_designations(content, name)
    except FragiscopeError:
        return
    assert found


def test_pasted_text_is_split_everywhere() -> None:
    assert split_designations("a;b,c\td\n\n e ") == ["a", "b", "c", "d", "e"]
