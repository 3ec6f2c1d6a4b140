"""Texts that are no table, or not as they say; files of another kind than their name."""

from __future__ import annotations

import gzip
from collections.abc import Callable

from own_data.loaded import OwnKind
from tests.hostile.case import Case, Refused, Taken, of_table
from tests.hostile.formats import csv_bytes, geojson, gpkg, workbook

ROWS = [{"titre": "Maison de l’été", "commune": "01004"}]
_TITLES = of_table("partnerships/records.parquet", "title")
_RIGHT = Taken(_TITLES, ["Maison de l’été"])
TEXT = "titre;commune\nMaison de l’été;01004\n"


def _polyglot() -> bytes:
    """Write a text that is a page, a program and a table."""
    return b"titre;commune\n<html><script>window.__pwned=1</script>/*;01004\n*/=1;01005\n"


_FILES: dict[str, tuple[str, Callable[[], bytes], Refused | Taken]] = {
    "empty": ("a.csv", lambda: b"", Refused("vide")),
    "spaces": ("a.csv", lambda: b" \n\t\n ;;; \n", Refused("vide")),
    "nul": ("a.csv", lambda: b"titre;commune\nA\0B;01004\n", Refused("binaire")),
    "nul_first": ("a.csv", lambda: b"\0" * 1_000, Refused("binaire")),
    "control": (
        "a.csv",
        lambda: b"titre;commune\nA\x07\x1b[31mB;01004\n",
        Taken(_TITLES, ["A[31mB"], "invisibles"),
    ),
    "nonsense": ("a.csv", lambda: bytes(range(1, 256)) * 40, Refused("illisible en")),
    "utf8_bom": ("a.csv", lambda: TEXT.encode("utf-8-sig"), _RIGHT),
    "utf16": ("a.csv", lambda: TEXT.encode("utf-16"), _RIGHT),
    "utf16_big": ("a.csv", lambda: b"\xfe\xff" + TEXT.encode("utf-16-be"), _RIGHT),
    "utf16_odd": ("a.csv", lambda: TEXT.encode("utf-16")[:-1], Refused("UTF-8")),
    "utf32": ("a.csv", lambda: TEXT.encode("utf-32"), Refused("binaire")),
    "utf7": (
        "a.csv",
        lambda: b"titre;commune\n+ADw-script+AD4-;01004\n",
        Taken(_TITLES, ["+ADw-script+AD4-"]),
    ),
    "cp1252": ("a.csv", lambda: TEXT.encode("cp1252"), _RIGHT),
    "two_encodings": (
        "a.csv",
        lambda: TEXT.encode() + "Été;01005\n".encode("cp1252"),
        Refused("UTF-8", 3),
    ),
    "overlong_utf8": (
        "a.csv",
        lambda: b"titre;commune\n\xc0\xbcscript>;01004\n",
        Taken(_TITLES, ["À¼script>"]),
    ),
    "surrogates": (
        "a.csv",
        lambda: b"titre;commune\n\xed\xa0\x80\xed\xb0\x80;01004\n",
        Taken(_TITLES, ["í €í°€"]),
    ),
    "noncharacter": (
        "a.csv",
        "titre;commune\nfin\uffff;01004\n".encode,
        Taken(_TITLES, ["fin\uffff"]),
    ),
    "cr": ("a.csv", lambda: TEXT.replace("\n", "\r").encode(), _RIGHT),
    "line_separators": (
        "a.csv",
        "titre;commune\nA\u2028B\x85C;01004\n".encode,
        Taken(_TITLES, ["A BC"]),
    ),
    "open_quote": ("a.csv", lambda: b'titre;commune\n"A;01004\nB;01005\n', Refused("guillemet", 2)),
    "quote_inside": ("a.csv", lambda: b'titre;commune\n"A"B;01004\n', Refused("guillemet", 2)),
    "long_cell": (
        "a.csv",
        lambda: b"titre;commune\n" + b"x" * 6_000 + b";01004\n",
        Refused("signes au plus"),
    ),
    "longest_cell": (
        "a.csv",
        lambda: b"titre;commune\n" + b"x" * 200_000 + b";01004\n",
        Refused("cellule", 2),
    ),
    "announced_badly": ("a.csv", lambda: b"sep=a\n" + TEXT.encode(), Refused("séparateur")),
    "announced_quote": ("a.csv", lambda: b'sep="\n' + TEXT.encode(), Refused("séparateur")),
    "reversed": (
        "a.csv",
        "titre;commune\ndevis\u202ecod.exe;01004\n".encode,
        Refused("inverse l’ordre des lettres", 2, "n° 1"),
    ),
    "reversed_header": (
        "a.csv",
        "\u202deritit;commune\nA;01004\n".encode,
        Refused("inverse l’ordre des lettres", 1, "n° 1"),
    ),
    "doubled_headers": (
        "a.csv",
        lambda: b"titre;titre;commune\nA;B;01004\n",
        Refused("2 colonnes de ce nom", 1, "titre"),
    ),
    "doubled_by_case": (
        "a.csv",
        lambda: b"Titre;TITRE;commune\nA;B;01004\n",
        Refused("une seule pour « titre »", 1),
    ),
    "doubled_by_invisible": (
        "a.csv",
        "titre;ti\u200btre;commune\nA;B;01004\n".encode,
        Refused("2 colonnes de ce nom", 1, "titre"),
    ),
    "doubled_by_name": (
        "a.csv",
        lambda: b"title;projet;commune\nA;B;01004\n",
        Refused("une seule pour « titre »", 1),
    ),
    "homoglyph_header": (
        "a.csv",
        "tіtre;commune\nA;01004\n".encode,
        Refused("« titre »", 1),
    ),
    "header_script": (
        "a.csv",
        lambda: b"titre;commune;<script>1</script>\nA;01004;x\n",
        Taken(_TITLES, ["A"]),
    ),
    "header_long": (
        "a.csv",
        lambda: b"titre;commune;" + b"y" * 300 + b"\nA;01004;x\n",
        Taken(_TITLES, ["A"]),
    ),
    "header_alone": ("a.csv", lambda: b"titre;commune\n", Taken(_TITLES, [])),
    "nameless": ("a.csv", lambda: b"titre;;commune\nA;x;01004\n", Refused("sans nom", 1)),
    "ragged": ("a.csv", lambda: b"titre;commune\nA;01004;x\nB\n", Refused("cellule", 3)),
    "thousand_columns": (
        "a.csv",
        lambda: ";".join(f"c{n}" for n in range(1_001)).encode(),
        Refused("colonnes au plus"),
    ),
    "title_above": (
        "a.csv",
        lambda: b"Liste des projets\n\ntitre;commune\nA;01004\n",
        Refused("« titre »"),
    ),
    "polyglot": (
        "a.csv",
        _polyglot,
        Taken(_TITLES, ["<html><script>window.__pwned=1</script>/*", "*/=1"]),
    ),
    "page": (
        "a.csv",
        lambda: b"<!DOCTYPE html><html><body>404</body></html>",
        Refused("XML ou HTML"),
    ),
    "wrong_name_csv": ("a.csv", lambda: workbook(ROWS), _RIGHT),
    "wrong_name_xlsx": ("a.xlsx", lambda: csv_bytes(ROWS), _RIGHT),
    "wrong_name_zip": ("a.zip", lambda: workbook(ROWS), _RIGHT),
    "wrong_name_gpkg": ("a.gpkg", lambda: csv_bytes(ROWS), _RIGHT),
    "wrong_name_geojson": ("a.geojson", lambda: csv_bytes(ROWS), Refused("illisible")),
    "geojson_as_csv": ("a.csv", lambda: geojson(ROWS), _RIGHT),
    "gpkg_as_xlsx": ("a.xlsx", lambda: gpkg(ROWS), _RIGHT),
    "pdf": ("a.csv", lambda: b"%PDF-1.7\n1 0 obj", Refused("PDF")),
    "pdf_and_archive": ("a.xlsx", lambda: b"%PDF-1.7\n" + workbook(ROWS), Refused("PDF")),
    "image": ("a.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(50), Refused("image")),
    "photo_and_archive": ("a.zip", lambda: b"\xff\xd8\xff\xe0" + workbook(ROWS), Refused("image")),
    "gzip_bomb": ("a.csv", lambda: gzip.compress(bytes(50_000_000), 1), Refused("gzip")),
    "parquet": ("a.csv", lambda: b"PAR1" + bytes(90), Refused("Parquet")),
    "seven_zip": ("a.zip", lambda: b"7z\xbc\xaf\x27\x1c" + bytes(90), Refused("7z")),
    "rar": ("a.zip", lambda: b"Rar!\x1a\x07" + bytes(90), Refused("RAR")),
    "program": ("a.csv", lambda: b"\x7fELF" + bytes(200), Refused("binaire")),
    "long_name": ("a" * 300 + ".csv", TEXT.encode, _RIGHT),
    "script_name": ("<script>window.__pwned=1</script>.csv", TEXT.encode, _RIGHT),
    "path_name": ("../../etc/passwd", TEXT.encode, _RIGHT),
}
PLAIN = tuple(
    Case(f"plain-{name}", OwnKind.PARTNERSHIPS, file, write, outcome)
    for name, (file, write, outcome) in _FILES.items()
)
