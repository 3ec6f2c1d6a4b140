"""Read any file that holds a table: as what its bytes are, whatever its name says."""

from __future__ import annotations

from dataclasses import replace

from common.delimited import rows_of
from common.errors import InvalidDataError, TooLargeError
from common.files import megabytes
from common.french import number, plural
from common.limits import OWN_BYTES, OWN_CELLS, raised
from common.text_files import decoded
from own_data.sheets.archive import Archive
from own_data.sheets.features import read_features, read_zipped_shapefile
from own_data.sheets.sheet import Sheet, sheet_of
from own_data.sheets.workbook import WORKBOOK, read_workbook

#: What people may bring, for the field that takes a file.
ACCEPTED = ("csv", "tsv", "txt", "xlsx", "geojson", "json", "gpkg", "zip")
#: The same in a sentence.
ACCEPTED_WORDS = "CSV, XLSX, GeoJSON, GeoPackage ou Shapefile dans un ZIP"
_JSON = (".json", ".geojson")
#: How files that are not read begin, and what is to be done of them.
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": "ancien classeur (.xls) ou classeur protégé par un mot de passe : "
    "enregistrez la feuille en .xlsx, sans mot de passe, ou en CSV",
    b"PAR1": "fichier Parquet : enregistrez la table en CSV",
    b"%PDF": "document PDF : une table est attendue",
    b"\x1f\x8b": "fichier compressé par gzip : décompressez-le d’abord",
    b"\x89PNG": "image : une table est attendue",
    b"\xff\xd8\xff": "image : une table est attendue",
    b"7z\xbc\xaf": "archive 7z : décompressez-la d’abord",
    b"Rar!": "archive RAR : décompressez-la d’abord",
}


def read_sheet(content: bytes, name: str, sheet: str = "") -> Sheet:
    r"""Read a file.

    Parameters
    ----------
    content : the file: CSV (separators, encodings: :mod:`common.delimited`,
        :mod:`common.text_files`), workbook, GeoJSON, GeoPackage, Shapefile in a ZIP file.
    name : what messages call it.
    sheet : sheet of a workbook; the first that is not hidden, by default.

    Raises
    ------
    InvalidDataError
        If it is none of these, or is damaged.
    TooLargeError
        If it holds too much (:mod:`common.limits`).

    Examples
    --------
    >>> read_sheet("code;taux\r01004;1,5\r".encode("utf-16"), "a.csv").frame.to_dict("index")
    {2: {'code': '01004', 'taux': '1,5'}}
    """
    most = raised(OWN_BYTES)
    if len(content) > most:
        found = megabytes(len(content))
        raise TooLargeError(name, [f"{megabytes(most)} au plus attendus, {found} trouvés"])
    foreign = next((why for start, why in _FOREIGN.items() if content.startswith(start)), "")
    if foreign:
        raise InvalidDataError(name, [f"{foreign} ({ACCEPTED_WORDS})"])
    if content.startswith(b"PK"):
        return _zipped(Archive(content, name), sheet)
    if content.startswith(b"SQLite format 3\0"):
        return read_features(content, name, ".gpkg")
    text = decoded(content, name)
    if name.lower().endswith(_JSON) or text.lstrip().startswith("{"):
        return read_features(text.encode("utf-8"), name, ".geojson")
    return _delimited(text, name)


def is_binary(content: bytes) -> bool:
    """Tell whether a file is of a format that is no text."""
    return content.startswith((b"PK", b"SQLite format 3\0", *_FOREIGN))


def _zipped(archive: Archive, sheet: str) -> Sheet:
    if WORKBOOK in archive.names:
        return read_workbook(archive, sheet)
    if archive.find(lambda one: one.lower().endswith(".shp")):
        return read_zipped_shapefile(archive)
    raise InvalidDataError(
        archive.name,
        [f"ni classeur Excel, ni Shapefile dans cette archive ({ACCEPTED_WORDS})"],
    )


def _delimited(text: str, name: str) -> Sheet:
    most = raised(OWN_CELLS)
    if text.count("\n") > most:
        raise TooLargeError(name, [f"{number(most)} lignes au plus attendues"])
    rows = rows_of(text, name)
    read = sheet_of(name, rows)
    if not rows.empty:
        return read
    lines = plural(rows.empty, "ligne vide laissée", "lignes vides laissées")
    notice = f"{number(rows.empty)} {lines} de côté."
    return replace(read, notices=(notice, *read.notices))
