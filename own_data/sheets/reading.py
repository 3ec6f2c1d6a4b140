"""Read any file that holds a table: as what its bytes are, whatever its name says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from common.delimited import rows_of
from common.errors import InvalidDataError, TooLargeError
from common.files import megabytes
from common.french import number, plural
from common.limits import OWN_BYTES, OWN_CELLS, raised
from common.text_files import decoded
from own_data.sheets.archive import Archive
from own_data.sheets.features import read_features, read_zipped_shapefile
from own_data.sheets.refusals import NotATableError
from own_data.sheets.sheet import Sheet, sheet_of
from own_data.sheets.workbook import WORKBOOK, read_workbook

#: What people may bring, for the field that takes a file.
ACCEPTED = ("csv", "tsv", "txt", "xlsx", "geojson", "json", "gpkg", "zip")
_JSON = (".json", ".geojson")
_THE_TABLE = "donnez la table elle-même, enregistrée en CSV ou en .xlsx"
#: How files that are not read begin: what they are, what is to be done of them.
_FOREIGN = {
    b"\xd0\xcf\x11\xe0": (
        "ancien classeur (.xls) ou classeur protégé par un mot de passe",
        "enregistrez la feuille en .xlsx, sans mot de passe, ou en CSV",
    ),
    b"PAR1": ("fichier Parquet", "enregistrez la table en CSV"),
    b"%PDF": ("document PDF", _THE_TABLE),
    b"\x1f\x8b": ("fichier compressé par gzip", "décompressez-le d’abord"),
    b"\x89PNG": ("image", _THE_TABLE),
    b"\xff\xd8\xff": ("image", _THE_TABLE),
    b"7z\xbc\xaf": ("archive 7z", "décompressez-la d’abord"),
    b"Rar!": ("archive RAR", "décompressez-la d’abord"),
}
#: How a text that is marked up begins, in small letters, after blanks; what is said of it.
_MARKUP = (b"<?xml", b"<!doctype", b"<html", b"<kml", b"<gpx", b"<svg")
_MARKED_UP = ("fichier XML ou HTML (KML, GPX, page…)", "convertissez le tracé ou la table")
#: Bytes of the beginning that are looked at; what may stand before.
_HEAD, _BLANKS = 1_000, b"\xef\xbb\xbf \t\r\n"
#: Names of formats that are no text: what they promise, what is to be done where it is not there.
_PROMISED = {
    ".xlsx": ("un classeur Excel", "ouvrez-le dans un tableur et enregistrez-le en .xlsx ou CSV"),
    ".gpkg": ("un GeoPackage", "exportez-le de nouveau depuis votre logiciel"),
    ".zip": ("une archive ZIP", "compressez de nouveau les fichiers du Shapefile"),
}
#: Columns from which a text under one of these names is read as the table that it is.
_LEAST_COLUMNS = 2


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
    foreign = _foreign(content)
    if foreign is not None:
        raise NotATableError(name, *foreign)
    if content.startswith(b"PK"):
        return _zipped(Archive(content, name), sheet)
    if content.startswith(b"SQLite format 3\0"):
        return read_features(content, name, ".gpkg")
    promised = _PROMISED.get(PurePath(name).suffix.lower())
    if promised:
        return _misnamed(content, name, *promised)
    text = decoded(content, name)
    if name.lower().endswith(_JSON) or text.lstrip().startswith("{"):
        return read_features(text.encode("utf-8"), name, ".geojson")
    return _delimited(text, name)


def is_binary(content: bytes) -> bool:
    """Tell whether a file is of a format that is no plain text."""
    return content.startswith((b"PK", b"SQLite format 3\0")) or _foreign(content) is not None


def _foreign(content: bytes) -> tuple[str, str] | None:
    """Say what a file that is not read is, and what is to be done of it.

    >>> _foreign(b"%PDF-1.7")[0], _foreign(b" <!DOCTYPE html>")[0][:11], _foreign(b"code;taux")
    ('document PDF', 'fichier XML', None)
    """
    if content[:_HEAD].lstrip(_BLANKS).lower().startswith(_MARKUP):
        return _MARKED_UP
    return next((why for start, why in _FOREIGN.items() if content.startswith(start)), None)


def _zipped(archive: Archive, sheet: str) -> Sheet:
    if WORKBOOK in archive.names:
        return read_workbook(archive, sheet)
    if archive.find(lambda one: one.lower().endswith(".shp")):
        return read_zipped_shapefile(archive)
    raise NotATableError(
        archive.name,
        "ni classeur Excel, ni Shapefile dans cette archive",
        "donnez le fichier qu’elle contient",
    )


def _misnamed(content: bytes, name: str, promised: str, mend: str) -> Sheet:
    """Read a table under the name of another format, or say that the file is not of that one."""
    try:
        read = _delimited(decoded(content, name), name)
        if len(read.frame.columns) >= _LEAST_COLUMNS:
            return read
    except TooLargeError:
        raise
    except InvalidDataError:
        pass
    found = f"un fichier nommé « {PurePath(name).suffix.lower()} » qui n’est pas {promised}"
    raise NotATableError(name, found, mend)


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
