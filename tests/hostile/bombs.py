"""Files that ask for more than their size: time or memory that grows faster than they do.

Each is large enough for what it asks to show, and no larger.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from common.levels import Level
from common.limits import OWN_ANSWERS, OWN_ROWS
from common.paths import DATA
from geo.territories import read_territories
from own_data.loaded import OwnKind
from tests.hostile.case import Case, Refused, Taken, of_table
from tests.hostile.formats import (
    POINT,
    SHARED,
    book_parts,
    sheet_xml,
    zipped,
)
from tests.hostile.geographic import collection, shape

MOST_ROWS = OWN_ROWS.visitor - 10
_SAID = {"domain": "emploi", "group": "citoyens", "direction": 1, "unit": "%"}
_RECORDS = "partnerships/records.parquet"
_VALUES = "indicators/values/commune.parquet"
_TITLES = of_table(_RECORDS, "title")


def _elements(count: int, element: str = "<c/>") -> bytes:
    """Write a sheet of many empty elements."""
    return zipped(book_parts(sheet_xml([{"titre": "A", "commune": "01004"}]).replace(
        "</sheetData>", f"<row>{element * count}</row></sheetData>")))  # fmt: skip


def _shared_texts() -> bytes:
    """Write one long text, shown by hundreds of thousands of cells."""
    row = '<row><c t="s"><v>0</v></c><c t="str"><v>01004</v></c></row>'
    head = sheet_xml([{"titre": "A", "commune": "01004"}])
    sheet = head.replace("</sheetData>", f"{row * 190_000}</sheetData>")
    return zipped({**book_parts(sheet), SHARED: f"<sst><si><t>{'x' * 4_900}</t></si></sst>"})


def _most_cells() -> bytes:
    """Write a workbook as large as a visitor may send."""
    rest = {"commune": "01004", "debut": "2020", "fin": "2024"}
    return zipped(book_parts(sheet_xml([{"titre": f"Équipe {n}"} | rest for n in range(24_990)])))


def _every_commune() -> bytes:
    """Write each commune by its name and that of its département, as people do."""
    territories = read_territories(DATA)
    departement = territories["level"] == Level.DEPARTEMENT
    names = territories[departement].set_index("code")["name"]
    communes = territories[territories["level"] == Level.COMMUNE]
    around = communes["departement"].map(names)
    rows = (f"A;{name};{of}" for name, of in zip(communes["name"], around, strict=True))
    return _lines("titre;commune;departement", *rows)


def _hundred_indicators(header: str, figures: str) -> bytes:
    """Write a hundred indicators of a hundredth of the communes: of each, all would have a row."""
    territories = read_territories(DATA)
    codes = territories.loc[territories["level"] == Level.COMMUNE, "code"].tolist()[:390]
    rows = (f"{code};Indicateur {n};{figures}" for n in range(100) for code in codes)
    return _lines(header, *rows)


def _attributes() -> bytes:
    many = " ".join(f'a{n}="x"' for n in range(300_000))
    return _elements(1, f"<c {many}/>")


def _feature(properties: str, geometry: str = "null") -> str:
    return f'{{"type":"Feature","properties":{properties},"geometry":{geometry}}}'


def _features(features: list[str]) -> bytes:
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


_POINT = json.dumps({"type": "Point", "coordinates": POINT})


def _own_property_each() -> bytes:
    """Give each feature a property of its own: a column each, for all of them."""
    return _features([_feature(f'{{"a{n}":1}}', _POINT) for n in range(5_000)])


def _ring(count: int) -> bytes:
    corners = [[5 + n / count / 10, 45 + (n % 2) / 1e7] for n in range(count)]
    corners += [[5.1, 45.1], [5, 45.1], corners[0]]
    return collection(shape("Polygon", [corners]))


def _points(count: int) -> bytes:
    """Write a shape of many points, in as few letters as can be."""
    many = "[5,45]," * count
    return _features(
        [_feature('{"titre":"A"}', f'{{"type":"MultiPoint","coordinates":[{many}[5,45]]}}')]
    )


def _lines(header: str, *rows: str) -> bytes:
    return "\n".join([header, *rows, ""]).encode()


def _numbered(header: str, row: str, count: int) -> bytes:
    return _lines(header, *(row.format(n) for n in range(count)))


_CELLS = OwnKind.PARTNERSHIPS, "a.xlsx"
_TEXT = OwnKind.PARTNERSHIPS, "a.csv"
_FILES: dict[str, tuple[OwnKind, str, Callable[[], bytes], Refused | Taken, dict[str, Any]]] = {
    "elements": (*_CELLS, lambda: _elements(4_000_000), Refused("au plus"), {}),
    "rows": (*_CELLS, lambda: _elements(4_000_000, "<row/>"), Refused("au plus"), {}),
    "most_cells": (*_CELLS, _most_cells, Taken(lambda loaded: len(_TITLES(loaded)), 24_990), {}),
    "attributes": (*_CELLS, _attributes, Taken(_TITLES, ["A"]), {}),
    "shared_texts": (*_CELLS, _shared_texts, Refused("au plus"), {}),
    "separators": (*_TEXT, lambda: b";" * 29_000_000, Refused("colonnes au plus"), {}),
    "quoted_cells": (*_TEXT, lambda: b'"a\n";' * 900_000, Refused("colonnes au plus"), {}),
    "blank_lines": (
        *_TEXT,
        lambda: b"titre;commune\n" + b"\n" * 29_000_000,
        Refused("lignes au plus"),
        {},
    ),
    "accents": (
        *_TEXT,
        lambda: b"titre;commune\n" + (b"\xe9" * 4_900 + b";01004\n") * 1_500,
        Taken(lambda loaded: len(_TITLES(loaded)), 1_500),
        {},
    ),
    "letters": (
        *_TEXT,
        lambda: b"titre;commune\n" + (b"a" * 4_900 + b";01004\n") * 1_500,
        Taken(lambda loaded: len(_TITLES(loaded)), 1_500),
        {},
    ),
    "almost_mails": (
        *_TEXT,
        lambda: b"titre;commune\n" + (b"a@" * 2_450 + b";01004\n") * 1_500,
        Taken(lambda loaded: len(_TITLES(loaded)), 1_500),
        {},
    ),
    "territories": (
        *_TEXT,
        lambda: b"titre;territoire\n" + (b"A;" + b"01004|" * 800 + b"\n") * 1_500,
        Refused("au plus"),
        {},
    ),
    "unknown_names": (
        *_TEXT,
        lambda: _numbered("titre;commune", "A;Saint-Nom-{} de la Ville", MOST_ROWS),
        Refused("un territoire", 2),
        {},
    ),
    "wrong_names": (
        *_TEXT,
        lambda: _numbered("titre;code_insee;nom", "A;01004;Ville perdue numéro {}", MOST_ROWS),
        Refused("la lecture s’arrête là", 1),
        {},
    ),
    "long_names": (
        *_TEXT,
        lambda: _numbered("titre;code_insee;nom", f"A;01004;{'Bugey a ' * 600}{{}}", 6_000),
        Taken(lambda loaded: len(_TITLES(loaded)), 6_000),
        {},
    ),
    "every_commune": (
        *_TEXT,
        _every_commune,
        Taken(lambda loaded: loaded.tables[_RECORDS]["territories"].nunique(), 34_875),
        {},
    ),
    "domains": (
        *_TEXT,
        lambda: _numbered("titre;commune;domaines", "A;01004;emploi|{}", MOST_ROWS),
        Refused("emploi", 2),
        {},
    ),
    "hundred_values": (
        OwnKind.INDICATORS,
        "a.csv",
        lambda: _hundred_indicators("code_insee;indicateur;valeur", "12,5"),
        Taken(lambda loaded: len(loaded.tables[_VALUES]), 39_000),
        _SAID,
    ),
    "hundred_ratios": (
        OwnKind.INDICATORS,
        "a.csv",
        lambda: _hundred_indicators("code_insee;indicateur;numerateur;denominateur", "1;8"),
        Taken(lambda loaded: len(loaded.tables[_VALUES]), 39_000),
        _SAID,
    ),
    "spaces": (
        OwnKind.INDICATORS,
        "a.csv",
        lambda: _numbered("code_insee;valeur", "01004;1" + " " * 4_800 + "x{}", 1_500),
        Refused("un nombre", 2),
        _SAID,
    ),
    "indicators": (
        OwnKind.INDICATORS,
        "a.csv",
        lambda: _numbered("code_insee;indicateur;valeur", "01004;Indicateur {};1", 10_000),
        Refused("au plus"),
        _SAID,
    ),
    "years": (
        OwnKind.INDICATORS,
        "a.csv",
        lambda: _lines(
            "code_insee;indicateur;valeur;annee",
            *(f"01004;Indicateur {n};1;{year}" for n in range(100) for year in range(1990, 2100)),
        ),
        Refused("au plus"),
        _SAID,
    ),
    "units": (
        OwnKind.RESULTS,
        "a.csv",
        lambda: _numbered("code_departement;valeur;unite", "01;1;note de 0 à {}", 10_000),
        Refused("au plus"),
        _SAID,
    ),
    "questions": (
        OwnKind.RESULTS,
        "a.csv",
        lambda: _numbered("code_departement;valeur;n;question", "01;1;9;Question {}", 10_000),
        Refused("au plus"),
        _SAID,
    ),
    "perimeters": (
        OwnKind.PERIMETER,
        "a.csv",
        lambda: _numbered("perimetre;code_insee", "P{};01004", 10_000),
        Refused("au plus"),
        {},
    ),
    "regions": (
        OwnKind.PERIMETER,
        "a.csv",
        lambda: _numbered("perimetre;code_region", "P{};84", 150),
        Refused("au plus"),
        {},
    ),
    "same_region": (
        OwnKind.PERIMETER,
        "a.csv",
        lambda: b"code_region\n" + b"84\n" * 40_000,
        Taken(lambda loaded: len(loaded.tables["perimeters.parquet"]) > 3_000, True),
        {},
    ),
    "drawn_perimeters": (
        OwnKind.PERIMETER,
        "a.geojson",
        lambda: _features(
            [
                _feature(
                    f'{{"zone":"P{n}"}}',
                    json.dumps(shape("Polygon", [[[5, 45], [6, 45], [6, 46], [5, 45]]])),
                )
                for n in range(3_000)
            ]
        ),
        Refused("au plus"),
        {},
    ),
    "own_property_each": (
        OwnKind.PARTNERSHIPS,
        "a.geojson",
        _own_property_each,
        Refused("au plus"),
        {},
    ),
    "giant_ring": (
        OwnKind.PARTNERSHIPS,
        "a.geojson",
        lambda: _ring(200_000),
        Taken(_TITLES, ["Navette"]),
        {},
    ),
    "giant_perimeter": (
        OwnKind.PERIMETER,
        "a.geojson",
        lambda: _ring(200_000),
        Taken(lambda loaded: len(loaded.tables["perimeters.parquet"]), 5),
        {},
    ),
    "many_points": (
        OwnKind.PARTNERSHIPS,
        "a.geojson",
        lambda: _points(3_000_000),
        Refused("trop de sommets"),
        {},
    ),
    "deep_json": (
        OwnKind.PARTNERSHIPS,
        "a.geojson",
        lambda: b'{"a":' * 4_000_000,
        Refused("cellules au plus"),
        {},
    ),
    "many_answers": (
        OwnKind.SURVEY,
        "a.csv",
        lambda: _lines("commune;emploi", *["01004;5"] * (OWN_ANSWERS.visitor + 1)),
        Refused("au plus"),
        {},
    ),
    "one_answer_each": (
        OwnKind.SURVEY,
        "a.csv",
        lambda: _numbered("commune;emploi;groupe", "{:05d};5;citoyens", 1),
        Refused("commune"),
        {},
    ),
    "too_large": (*_TEXT, lambda: b"a" * 30_000_001, Refused("au plus attendus"), {}),
}
BOMBS = tuple(
    Case(f"bomb-{name}", kind, file, write, outcome, said)
    for name, (kind, file, write, outcome, said) in _FILES.items()
)
